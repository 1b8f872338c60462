import type { Calendar, CivilDate, PeriodKind } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { OwingLevel } from '@app/contract/reporting/regimes/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { FormPeriods } from '../form/rules.ts';
import { type DeskOf, isOnDesk, superiorOn } from '../report/queries.ts';
import type { Regime } from './rules.ts';

export type RegimeRow = Regime & { basis: string; madeAt: Date };

/** Every regime that was not taken back. There are some dozens. */
export const allRegimes = async (tx: Tx): Promise<RegimeRow[]> =>
  (
    await sql<RegimeRow>`
      select id, unit_id, form, level, calendar, period_kind, valid_from, days_after, counts, moves, hour, lock_days, opens_days,
             remind_days, escalate_days, own_allowed, basis, made_at
      from reporting.regime where withdrawn_at is null order by id`.execute(tx)
  ).rows;

export const insertRegime = async (
  tx: Tx,
  regime: Omit<Regime, 'id'> & { basis: string; madeAt: Date; madeBy: number | null },
): Promise<number> =>
  (
    await tx
      .insertInto('reporting.regime')
      .values({ ...regime, remindDays: [...regime.remindDays] })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const withdraw = async (tx: Tx, id: number, now: Date): Promise<void> => {
  await tx.updateTable('reporting.regime').set({ withdrawnAt: now }).where('id', '=', id).execute();
};

/** One change of deadlines at a time: each counts what it moves from what the one before has left. */
export const holdRegimes = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261122, hashtext('reporting.regime'))`.execute(tx);
};

export type DayOff = { on: CivilDate; kind: 'off' | 'working'; name: string; basis: string; confirmed: boolean };

export const daysOffOf = async (tx: Tx, year: number): Promise<DayOff[]> =>
  (
    await sql<DayOff>`
      select on_day as "on", kind, name, basis, confirmed from reporting.day_off
      where on_day >= make_date(${year}, 1, 1) and on_day < make_date(${year} + 1, 1, 1) order by on_day`.execute(tx)
  ).rows;

export const allDaysOff = async (tx: Tx): Promise<Pick<DayOff, 'on' | 'kind'>[]> =>
  (await sql<Pick<DayOff, 'on' | 'kind'>>`select on_day as "on", kind from reporting.day_off`.execute(tx)).rows;

export const replaceDaysOff = async (tx: Tx, year: number, days: readonly DayOff[]): Promise<void> => {
  await sql`delete from reporting.day_off where on_day >= make_date(${year}, 1, 1) and on_day < make_date(${year} + 1, 1, 1)`.execute(
    tx,
  );
  if (days.length > 0)
    await tx
      .insertInto('reporting.dayOff')
      .values(days.map(({ on, ...day }) => ({ onDay: on, ...day })))
      .execute();
};

export type OpenRow = {
  id: number;
  form: string;
  period: string;
  unitId: number;
  level: OwingLevel;
  superiorId: number;
  line: string;
  dueAt: Date;
};

/** Reports that nobody has sent and whose deadline is still to come, on the desk of a unit or everywhere: those a changed regime moves. */
export const openAndNotDue = async (
  tx: Tx,
  at: { now: Date; today: CivilDate },
  desk: DeskOf | null,
): Promise<OpenRow[]> =>
  (
    await sql<OpenRow>`
      select r.id, r.form, p.code as period, r.unit_id, u.level, ${superiorOn(at.today)} as superior_id, r.line, r.due_at
      from reporting.report r
      join figures.period p on p.id = r.period_id
      join org.unit u on u.id = r.unit_id and u.level in ('commune', 'province')
      where r.state in ('not_sent', 'draft') and r.revision = 0 and r.due_at > ${at.now}
        -- The deadline of a request is its own.
        and not exists (select from reporting.request_unit q where q.form = r.form)
        and ${desk === null ? sql`true` : isOnDesk(desk, at.today)}
      order by r.id`.execute(tx)
  ).rows;

export const moveDeadlines = async (
  tx: Tx,
  moves: readonly { id: number; dueAt: Date }[],
  now: Date,
): Promise<number> => {
  const rows = JSON.stringify(moves.map(({ id, dueAt }) => ({ id, due_at: dueAt })));
  const { rows: answer } = await sql<{ n: number }>`
    select reporting.move_deadlines(${rows}::jsonb, ${now}) as n`.execute(tx);
  return answer[0]?.n ?? 0;
};

export type FormName = { code: string; title: Words; calendar: Calendar; periodKind: PeriodKind };

/** The forms with the title of their newest version. */
export const formNames = async (tx: Tx): Promise<FormName[]> =>
  (
    await sql<FormName>`
      select f.code, f.calendar, f.period_kind, (
        select v.content -> 'title' from reporting.form_version v where v.form = f.code order by v.version desc limit 1
      ) as title
      from reporting.form f order by f.code`.execute(tx)
  ).rows.filter(({ title }) => title !== null);

export type FormToOpen = FormPeriods & {
  code: string;
  ownerUnitId: number | null;
  /** First day of the first period it is asked for. */
  firstOn: CivilDate;
  /** First day of the first period it is no longer asked for. */
  retiredOn: CivilDate | null;
};

/** Every form with the periods it is asked for, and whose communes fill it. */
export const formsToOpen = async (tx: Tx): Promise<FormToOpen[]> =>
  (
    await sql<FormToOpen>`
      select f.code, f.calendar, f.period_kind, f.owner_unit_id, min(lower(p.during))::text as first_on, lower(r.during)::text as retired_on
      from reporting.form f
      join reporting.form_version v on v.form = f.code
      join figures.period p on p.id = v.from_period_id
      left join figures.period r on r.id = f.retired_from_id
      -- The form of a request is asked of the units it names, once.
      where not exists (select from reporting.request_unit q where q.form = f.code)
      -- Of two that would fill one cell the one that was here first is opened; those of the program came with it.
      group by f.code, r.during order by min(v.published_at) nulls first, f.code`.execute(tx)
  ).rows;

const clashes: readonly unknown[] = ['asked_once', 'counted_by_one_calendar'];

/** Whether the database has refused because two forms would fill one cell, or count one indicator by two calendars. */
const isClash = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'constraint' in cause && clashes.includes(cause.constraint);

/** Does one part of a transaction, or undoes that part alone when a form in it would fill a cell of another one: null. */
export const unlessClashing = async (tx: Tx, work: () => Promise<number>): Promise<number | null> => {
  await sql`savepoint opening`.execute(tx);
  try {
    return await work();
  } catch (cause) {
    if (!isClash(cause)) throw cause;
    await sql`rollback to savepoint opening`.execute(tx);
    return null;
  }
};

/** The units that already owe a form for a period. */
export const unitsWithReport = async (tx: Tx, form: string, periodId: number): Promise<Set<number>> => {
  const { rows } = await sql<{ ids: number[] }>`
    select coalesce(array_agg(unit_id), '{}') as ids from reporting.report where form = ${form} and period_id = ${periodId}`.execute(
    tx,
  );
  return new Set(rows[0]?.ids);
};

export type UnsentRow = OpenRow & { title: Words; fullName: string };

/** Reports that were never sent and whose deadline lies within some days, of units in force: those of merged ones lie with nobody. */
export const unsentAround = async (tx: Tx, from: Date, until: Date, today: CivilDate): Promise<UnsentRow[]> =>
  (
    await sql<UnsentRow>`
      select r.id, r.form, p.code as period, r.unit_id, u.level, ${superiorOn(today)} as superior_id, r.line, r.due_at,
             s.full_name, v.content -> 'title' as title
      from reporting.report r
      join reporting.form_version v on v.form = r.form and v.version = r.version
      join figures.period p on p.id = r.period_id
      join org.unit u on u.id = r.unit_id and u.level in ('commune', 'province')
      join org.unit_state s on s.unit_id = r.unit_id and s.during @> ${today}::date
      where r.state in ('not_sent', 'draft') and r.revision = 0 and r.locked_at is null
        and r.due_at between ${from} and ${until}
      order by s.full_name, r.id`.execute(tx)
  ).rows;

export type DueRow = {
  id: number;
  form: string;
  title: Words;
  period: string;
  level: OwingLevel;
  superiorId: number;
  state: string;
  dueAt: Date;
};

/** The deadlines of a unit's own reports from a day on. */
export const ownDeadlines = async (
  tx: Tx,
  unitId: number,
  lines: readonly string[],
  from: Date,
  today: CivilDate,
): Promise<DueRow[]> =>
  (
    await sql<DueRow>`
      select r.id, r.form, p.code as period, u.level, ${superiorOn(today)} as superior_id, r.state, r.due_at, v.content -> 'title' as title
      from reporting.report r
      join reporting.form_version v on v.form = r.form and v.version = r.version
      join figures.period p on p.id = r.period_id
      join org.unit u on u.id = r.unit_id and u.level in ('commune', 'province')
      where r.unit_id = ${unitId} and r.line = any(${[...lines]}::text[]) and r.due_at >= ${from}
      order by r.due_at, r.id limit 300`.execute(tx)
  ).rows;

export type DeskDeadline = {
  form: string;
  title: Words;
  period: string;
  dueAt: Date;
  expected: number;
  missing: number;
};

/** The deadlines of the reports on a desk today, one for each form, period and moment. */
export const deskDeadlines = async (
  tx: Tx,
  desk: DeskOf,
  lines: readonly string[],
  from: Date,
  today: CivilDate,
): Promise<DeskDeadline[]> =>
  (
    await sql<DeskDeadline>`
      select r.form, p.code as period, r.due_at, max(v.content -> 'title' ->> 'vi') as vi, max(v.content -> 'title' ->> 'en') as en,
             count(*)::integer as expected, count(*) filter (where r.revision = 0)::integer as missing
      from reporting.report r
      join reporting.form_version v on v.form = r.form and v.version = r.version
      join figures.period p on p.id = r.period_id
      where ${isOnDesk(desk, today)} and r.line = any(${[...lines]}::text[]) and r.due_at >= ${from}
      group by r.form, p.code, r.due_at order by r.due_at, r.form limit 300`.execute(tx)
  ).rows.map((row) => {
    const { vi, en, ...rest } = row as typeof row & { vi: string; en: string };
    return { ...rest, title: { vi, en } };
  });
