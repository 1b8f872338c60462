import type { CalendarRule, CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type pg from 'pg';
import type { Tx } from '../../kernel/database.ts';

export type RuleRow = CalendarRule & { id: number; basis: string };

/** Every rule that was not taken back, oldest first. There are some dozens at most. */
export const calendarRules = async (tx: Tx): Promise<RuleRow[]> =>
  (
    await sql<RuleRow>`
      select id, calendar, valid_from, month, day, kinds, basis from figures.calendar_rule
      where withdrawn_at is null order by calendar, valid_from`.execute(tx)
  ).rows;

/** The same for the owner, at the start. */
export const storedRules = async (owner: pg.Client): Promise<CalendarRule[]> =>
  (
    await owner.query<CalendarRule>(
      `select calendar, valid_from::text as "validFrom", month, day, kinds from figures.calendar_rule where withdrawn_at is null`,
    )
  ).rows;

/** One change of calendars after the other. */
export const holdCalendars = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261122, hashtext('figures.calendar_rule'))`.execute(tx);
};

export const insertRule = async (
  tx: Tx,
  { kinds, ...rule }: CalendarRule & { basis: string; madeAt: Date; madeBy: number | null },
): Promise<number> =>
  (
    await tx
      .insertInto('figures.calendarRule')
      .values({ ...rule, kinds: [...kinds] })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id;

export const withdrawRule = async (tx: Tx, id: number, now: Date): Promise<void> => {
  await tx.updateTable('figures.calendarRule').set({ withdrawnAt: now }).where('id', '=', id).execute();
};

export type StoredPeriod = { id: number; startsOn: CivilDate; endsOn: CivilDate };

/** The stored days of every period of a calendar. */
export const periodsOfCalendar = async (tx: Tx, calendar: string): Promise<StoredPeriod[]> =>
  (
    await sql<StoredPeriod>`
      select id, lower(during)::text as starts_on, (upper(during) - 1)::text as ends_on
      from figures.period where calendar = ${calendar} order by during`.execute(tx)
  ).rows;

/** Which of some periods are open or have figures, earliest first. */
export const usedPeriods = async (tx: Tx, ids: readonly number[]): Promise<number[]> =>
  (await sql<{ id: number }>`select id from figures.used_periods(${ids}::integer[])`.execute(tx)).rows.map(
    ({ id }) => id,
  );

/** Gives periods that nobody uses other days; answers how many. */
export const movePeriods = async (tx: Tx, moves: readonly { id: number; during: string }[]): Promise<number> =>
  (await sql<{ moved: number }>`select figures.move_periods(${JSON.stringify(moves)}::jsonb) as moved`.execute(tx))
    .rows[0]?.moved ?? 0;
