import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { superiorOn } from '../report/queries.ts';

/** More than this are set or locked by the next run: one run never holds a whole country of years. */
export const PORTION = 20_000;

export type ReportWithoutDay = {
  id: number;
  form: string;
  calendar: string;
  periodKind: string;
  level: string;
  /** The unit that decides on it today. */
  superiorId: number;
  endsOn: CivilDate;
  dueOn: CivilDate;
};

/** Reports of cut-offs from a day on for which nobody has set the day after which they lock, from an id on. */
export const reportsWithoutLockDay = async (
  tx: Tx,
  today: CivilDate,
  since: CivilDate,
  after: number,
): Promise<ReportWithoutDay[]> => {
  const { rows } = await sql<ReportWithoutDay>`
    select r.id, r.form, f.calendar, f.period_kind, u.level, ${superiorOn(today)} as superior_id, (upper(p.during) - 1)::text as ends_on,
           (r.due_at at time zone 'Asia/Ho_Chi_Minh')::date::text as due_on
    from reporting.report r
    join reporting.form f on f.code = r.form
    join figures.period p on p.id = r.period_id
    join org.unit u on u.id = r.unit_id
    where r.lock_on is null and r.locked_at is null and r.id > ${after} and upper(p.during) - 1 >= ${since}::date
    order by r.id limit ${PORTION}`.execute(tx);
  return rows;
};

export const setLockDays = async (tx: Tx, days: readonly { id: number; lockOn: CivilDate }[]): Promise<void> => {
  if (days.length === 0) return;
  await sql`
    update reporting.report r set lock_on = d.lock_on
    from jsonb_to_recordset(${JSON.stringify(days.map(({ id, lockOn }) => ({ id, lock_on: lockOn })))}::jsonb) as d (id integer, lock_on date)
    where r.id = d.id`.execute(tx);
};

/**
 * Locks the reports whose deadline and whose day are over and that are in their unit's hands, or accepted. What was sent waits for its superior and is
 * not taken from under the decision.
 */
export const lockByDate = async (
  tx: Tx,
  today: CivilDate,
  now: Date,
): Promise<{ id: number; unitId: number; lockOn: string }[]> => {
  const { rows } = await sql<{ id: number; unitId: number; lockOn: string }>`
    update reporting.report r set locked_at = ${now}
    where r.id in (
      select id from reporting.report
      where lock_on < ${today}::date and due_at < ${now} and locked_at is null and state <> 'submitted'
        and (exception_until is null or exception_until < ${today}::date)
      order by id limit ${PORTION} for update skip locked)
    returning r.id, r.unit_id, r.lock_on::text as lock_on`.execute(tx);
  return rows;
};
