import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { type DeskOf, isOnDesk } from '../report/queries.ts';

export type DeskRow = {
  form: string;
  version: number;
  period: string;
  line: string;
  dueAt: Date;
  expected: number;
  waiting: number;
  returned: number;
  accepted: number;
  notSent: number;
  late: number;
  locked: number;
};

/** What stands on the desks of a unit today: per form and period how many reports wait, came back, are accepted, are late. */
export const desksOf = async (
  tx: Tx,
  desk: DeskOf,
  lines: readonly string[],
  at: { now: Date; today: CivilDate },
  limit: number,
): Promise<DeskRow[]> => {
  const { rows } = await sql<DeskRow>`
    select r.form, max(r.version) as version, p.code as period, r.line, max(r.due_at) as due_at, count(*)::integer as expected,
           count(*) filter (where r.state = 'submitted')::integer as waiting,
           count(*) filter (where r.state = 'returned')::integer as returned,
           count(*) filter (where r.state = 'accepted')::integer as accepted,
           count(*) filter (where r.state in ('not_sent', 'draft'))::integer as not_sent,
           count(*) filter (where r.state in ('not_sent', 'draft') and r.due_at < ${at.now})::integer as late,
           count(r.locked_at)::integer as locked
    from reporting.report r
    join figures.period p on p.id = r.period_id
    where ${isOnDesk(desk, at.today)} and r.line = any(${[...lines]}::text[])
    group by r.form, p.code, r.line, p.during
    -- What waits never falls off the list; of the rest the newest.
    order by (count(*) filter (where r.state = 'submitted') > 0) desc, upper(p.during) desc, r.form
    limit ${limit}`.execute(tx);
  return rows;
};

/** The periods of a form for which a unit has reports to decide on, newest first. */
export const deskPeriods = async (tx: Tx, desk: DeskOf, form: string, today: CivilDate): Promise<string[]> => {
  const { rows } = await sql<{ code: string }>`
    select p.code from reporting.report r join figures.period p on p.id = r.period_id
    where ${isOnDesk(desk, today)} and r.form = ${form} group by p.code, p.during order by upper(p.during) desc`.execute(
    tx,
  );
  return rows.map((row) => row.code);
};

/** How many reports below a unit are owed, sent and accepted, and which have not been accepted. */
export const standing = async (tx: Tx, superiorId: number, form: string, periodId: number) =>
  tx
    .selectFrom('reporting.report')
    .select(['unitId', 'state'])
    .where('superiorId', '=', superiorId)
    .where('form', '=', form)
    .where('periodId', '=', periodId)
    .execute();

export type ExceptionRow = {
  id: number;
  form: string;
  version: number;
  period: string;
  endsOn: CivilDate;
  unitId: number;
  exceptionUntil: CivilDate;
  exceptionReason: string;
  exceptionBy: number | null;
  exceptionAt: Date | null;
};

/** The reports of a unit and of what stands below it, or once stood, that an exception holds open on a day. */
export const exceptionsBelow = async (tx: Tx, unitId: number, today: CivilDate): Promise<ExceptionRow[]> => {
  const { rows } = await sql<ExceptionRow>`
    select r.id, r.form, r.version, p.code as period, (upper(p.during) - 1)::text as ends_on, r.unit_id,
           r.exception_until, r.exception_reason, r.exception_by, r.exception_at
    from reporting.report r
    join figures.period p on p.id = r.period_id
    where r.exception_until >= ${today}::date
      and r.unit_id in (select descendant_id from org.reach where ancestor_id = ${unitId})
    order by r.exception_until, r.id limit 1000`.execute(tx);
  return rows;
};
