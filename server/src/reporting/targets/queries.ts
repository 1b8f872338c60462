import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { Direction } from './rules.ts';

export type TargetRow = {
  id: number;
  unitId: number;
  eachBelow: boolean;
  indicator: string;
  periodId: number | null;
  value: number;
  direction: Direction;
  basis: string;
  setByUnitId: number;
  setBy: number | null;
  setAt: Date;
  endedAt: Date | null;
};

const columns = sql`id, unit_id, each_below, indicator, period_id, value, direction, basis, set_by_unit_id, set_by, set_at, ended_at`;

/** The targets in force of these units, for a period or for every one of its kind's years. */
export const targetsOf = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  everyYear: boolean,
): Promise<TargetRow[]> =>
  (
    await sql<TargetRow>`
      select ${columns} from reporting.target
      where ended_at is null and unit_id = any (${[...unitIds]}::integer[])
        and (period_id = any (${[...periodIds]}::integer[]) or (period_id is null and ${everyYear}))
      order by indicator, unit_id, each_below`.execute(tx)
  ).rows;

export const targetById = async (tx: Tx, id: number): Promise<TargetRow | null> =>
  (await sql<TargetRow>`select ${columns} from reporting.target where id = ${id}`.execute(tx)).rows[0] ?? null;

/** What stands in the place of targets about to be set; held, so that two settings do not both replace it. */
export const standingIn = async (
  tx: Tx,
  indicator: string,
  periodId: number | null,
  unitIds: readonly number[],
): Promise<TargetRow[]> =>
  (
    await sql<TargetRow>`
      select ${columns} from reporting.target
      where ended_at is null and indicator = ${indicator} and period_id is not distinct from ${periodId}
        and unit_id = any (${[...unitIds]}::integer[])`.execute(tx)
  ).rows;

export const endTargets = async (tx: Tx, ids: readonly number[], now: Date): Promise<number> => {
  if (ids.length === 0) return 0;
  const ended = await tx
    .updateTable('reporting.target')
    .set({ endedAt: now })
    .where('id', 'in', [...ids])
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
};

export const insertTargets = async (tx: Tx, rows: readonly Omit<TargetRow, 'id' | 'endedAt'>[]): Promise<number[]> =>
  (
    await tx
      .insertInto('reporting.target')
      .values([...rows])
      .returning('id')
      .execute()
  ).map(({ id }) => id);

/** One setting of targets at a time: each sees what it replaces. */
export const holdTargets = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261122, hashtext('reporting.target'))`.execute(tx);
};

/** The periods for which targets stand, newest first. */
export const periodsWithTargets = async (tx: Tx): Promise<number[]> =>
  (
    await sql<{ id: number }>`
      select distinct period_id as id from reporting.target where ended_at is null and period_id is not null order by 1 desc`.execute(
      tx,
    )
  ).rows.map(({ id }) => id);
