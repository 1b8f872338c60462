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

/** A unit under its latest name, with the first and the last day of its life; null: open at that end. */
export type UnitInTimeRow = {
  id: number;
  code: string;
  fullName: string;
  level: UnitLevel;
  from: CivilDate | null;
  to: CivilDate | null;
};

/** These units with their whole lives, those that began first first. */
export const unitsInTime = async (tx: Tx, ids: readonly number[]): Promise<UnitInTimeRow[]> =>
  (
    await sql<UnitInTimeRow>`
      select u.id, coalesce(named.code, '') as code, named.full_name, u.level, lower(life.days) as "from", upper(life.days) - 1 as "to"
      from org.unit u
      cross join lateral (select range_merge(range_agg(during)) as days from org.unit_state where unit_id = u.id) life
      cross join lateral (select code, full_name, folded from org.unit_state where unit_id = u.id order by during desc limit 1) named
      where u.id = any(${[...ids]}::integer[])
      order by lower(life.days) nulls first, named.folded, u.id`.execute(tx)
  ).rows;

export type StepRow = {
  on: CivilDate;
  fromId: number;
  toId: number;
  kind: 'whole' | 'part';
  scope: string;
  legalBasis: string | null;
  clause: string | null;
  note: string | null;
};

/** The successions of which either side is one of these units, oldest first. */
export const stepsAbout = async (tx: Tx, ids: readonly number[]): Promise<StepRow[]> =>
  (
    await sql<StepRow>`
      select effective_on as "on", predecessor_id as from_id, successor_id as to_id, kind, scope, legal_basis, clause, note
      from org.succession
      where predecessor_id <> successor_id
        and (predecessor_id = any(${[...ids]}::integer[]) or successor_id = any(${[...ids]}::integer[]))
      order by effective_on, predecessor_id, successor_id`.execute(tx)
  ).rows;
