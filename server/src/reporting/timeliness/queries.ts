import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Counted } from '@app/contract/reporting/timeliness/routes.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { type DeskOf, isOnDesk } from '../report/queries.ts';
import type { Sending } from './rules.ts';

export type SendingRow = Sending & { reportId: number; unitId: number; periodId: number; isLocked: boolean };

/** What is asked about: the desk of a unit in force today, or of one that has ended and once received. */
export type BoardOf = DeskOf & { hasEnded: boolean };

const isAsked = (board: BoardOf, today: CivilDate): RawBuilder<boolean> =>
  board.hasEnded ? sql<boolean>`r.superior_id = ${board.unitId}` : isOnDesk(board, today);

/** The whole board in one question: every report on the desk for a form and some periods, its first submission and the accepted one. */
export const sendingsOfDesk = async (
  tx: Tx,
  board: BoardOf,
  { form, periodIds }: { form: string; periodIds: readonly number[] },
  today: CivilDate,
): Promise<SendingRow[]> =>
  (
    await sql<SendingRow>`
      select r.id as report_id, r.unit_id, r.period_id, r.state, r.due_at, r.revision as revisions, r.locked_at is not null as is_locked,
             first.submitted_at as first_at, final.submitted_at as final_at
      from reporting.report r
      left join reporting.submission first on first.report_id = r.id and first.revision = 1
      left join reporting.submission final on final.report_id = r.id and final.revision = r.revision and final.decision = 'accepted'
      where ${isAsked(board, today)} and r.form = ${form} and r.period_id = any(${[...periodIds]}::integer[])
      order by r.unit_id, r.period_id`.execute(tx)
  ).rows;

/** Counts by unit and period, by unit (period null), by period (unit null) and of all (both null). */
export type CountedRow = Counted & { unitId: number | null; periodId: number | null };

/**
 * Reports of communes added up by the province that stands above each of them today. The same counting as `countTimings`, done
 * where the rows are: a country has forty thousand of them in a year.
 */
export const countByProvince = async (
  tx: Tx,
  { form, periodIds }: { form: string; periodIds: readonly number[] },
  at: { now: Date; today: CivilDate },
): Promise<CountedRow[]> =>
  (
    await sql<CountedRow>`
      with sending as materialized (
        select above.ancestor_id as unit_id, r.period_id, r.due_at, first.submitted_at as first_at
        from reporting.report r
        join org.unit sender on sender.id = r.unit_id and sender.level = 'commune'
        join org.reach above on above.descendant_id = r.unit_id and above.during @> ${at.today}::date
        join org.unit province on province.id = above.ancestor_id and province.level = 'province'
        left join reporting.submission first on first.report_id = r.id and first.revision = 1
        where r.form = ${form} and r.period_id = any(${[...periodIds]}::integer[])
      ), timed as (
        select unit_id, period_id,
               first_at <= due_at as on_time, first_at > due_at as late,
               first_at is null and due_at < ${at.now} as overdue, first_at is null and due_at >= ${at.now} as not_due,
               extract(epoch from coalesce(first_at, ${at.now}) - due_at)::float8 / 86400 as days
        from sending
      )
      select unit_id, period_id,
             (count(*) filter (where not not_due))::integer as due, (count(*) filter (where on_time))::integer as on_time,
             (count(*) filter (where late))::integer as late, (count(*) filter (where overdue))::integer as overdue,
             (count(*) filter (where not_due))::integer as not_due,
             percentile_cont(0.5) within group (order by days) filter (where not not_due) as median
      from timed group by grouping sets ((unit_id, period_id), (unit_id), (period_id), ())`.execute(tx)
  ).rows;

/** Whether the units below one see each other in the ranking. */
export const neighboursSee = async (tx: Tx, unitId: number): Promise<boolean> =>
  (await tx.selectFrom('reporting.neighbourRanking').select('isOn').where('unitId', '=', unitId).executeTakeFirst())
    ?.isOn ?? false;

export const storeNeighbours = async (
  tx: Tx,
  row: { unitId: number; isOn: boolean; changedAt: Date; changedBy: number | null },
): Promise<void> => {
  const { unitId, ...rest } = row;
  await tx
    .insertInto('reporting.neighbourRanking')
    .values({ unitId, ...rest })
    .onConflict((on) => on.column('unitId').doUpdateSet(rest))
    .execute();
};

export type NeighbourRow = Pick<Sending, 'dueAt' | 'firstAt'> & { superiorId: number; unitId: number };

/** When the neighbours of the acting post's unit sent what was due; none while their superior has not switched it on. */
export const sendingsOfNeighbours = async (tx: Tx, since: Date, until: Date): Promise<NeighbourRow[]> =>
  (
    await sql<NeighbourRow>`
      select superior_id, unit_id, due_at, first_at from reporting.neighbour_sendings(${since}, ${until})`.execute(tx)
  ).rows;
