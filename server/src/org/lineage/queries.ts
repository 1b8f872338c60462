/** All units with their stretches and successions, for rooms that read figures on the tree of another time. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { UnitLevel } from '../queries.ts';

/** A stretch of a unit under one parent; `until`: the first day after it. Null: open at that end. */
export type StretchRow = {
  id: number;
  level: UnitLevel;
  from: CivilDate | null;
  until: CivilDate | null;
  parentId: number | null;
};
export type SuccessionRow = { predecessorId: number; successorId: number; on: CivilDate; weight: number | null };

/** Every stretch of every unit, each unit's oldest first. */
export const allStretches = async (tx: Tx): Promise<StretchRow[]> =>
  (
    await sql<StretchRow>`
      select u.id, u.level, lower(s.during) as "from", upper(s.during) as until, s.parent_id
      from org.unit u join org.unit_state s on s.unit_id = u.id order by u.id, s.during`.execute(tx)
  ).rows;

/** Every succession from one unit to another. */
export const allSuccessions = async (tx: Tx): Promise<SuccessionRow[]> =>
  (
    await sql<SuccessionRow>`
      select predecessor_id, successor_id, effective_on as "on", weight from org.succession
      where predecessor_id <> successor_id order by predecessor_id, successor_id`.execute(tx)
  ).rows;
