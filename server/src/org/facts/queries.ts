/** Narrow questions that other rooms ask about many units at once. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type UnitName = { id: number; code: string; fullName: string; level: string };

/** The units directly below a unit on the tree of a day, in Vietnamese order. */
export const unitsDirectlyBelow = async (tx: Tx, unitId: number, on: CivilDate): Promise<UnitName[]> => {
  const { rows } = await sql<UnitName & { name: string }>`
    select s.unit_id as id, coalesce(s.code, '') as code, s.full_name, s.name, u.level
    from org.unit_state s join org.unit u on u.id = s.unit_id
    where s.parent_id = ${unitId} and s.during @> ${on}::date`.execute(tx);
  return rows.sort((a, b) => compareVietnamese(a.name, b.name));
};

/** The communes below a unit on the tree of a day: ids alone, for questions about thousands of them. */
export const communeIdsBelow = async (tx: Tx, unitId: number, on: CivilDate): Promise<number[]> => {
  const { rows } = await sql<{ ids: number[] }>`
    select coalesce(array_agg(s.unit_id order by s.unit_id), '{}') as ids
    from org.unit_state s
    join org.unit u on u.id = s.unit_id and u.level = 'commune'
    join org.reach r on r.descendant_id = s.unit_id and r.ancestor_id = ${unitId} and r.depth > 0 and r.during @> ${on}::date
    where s.during @> ${on}::date`.execute(tx);
  return rows[0]?.ids ?? [];
};

/** The day on which units were merged, divided or moved after the first of these days, up to the last; null when the tree stood still. */
export const reformBetween = async (tx: Tx, after: CivilDate, until: CivilDate): Promise<CivilDate | null> => {
  const { rows } = await sql<{ effectiveOn: CivilDate }>`
    select c.effective_on from org.change_set c
    where c.effective_on > ${after}::date and c.effective_on <= ${until}::date
      and exists (select from org.succession s where s.change_set_id = c.id)
    order by c.effective_on limit 1`.execute(tx);
  return rows[0]?.effectiveOn ?? null;
};

/** Which of some stretches of days units were merged or divided in: after their first day, up to their last. By their places. */
export const reformsWithin = async (
  tx: Tx,
  stretches: readonly { after: CivilDate; until: CivilDate }[],
): Promise<Set<number>> => {
  if (stretches.length === 0) return new Set();
  const { rows } = await sql<{ at: number }>`
    select asked.at::integer as at
    from unnest(${stretches.map(({ after }) => after)}::date[], ${stretches.map(({ until }) => until)}::date[])
      with ordinality as asked (after, until, at)
    where exists (
      select from org.change_set c where c.effective_on > asked.after and c.effective_on <= asked.until
        and exists (select from org.succession s where s.change_set_id = c.id))`.execute(tx);
  return new Set(rows.map(({ at }) => at - 1));
};

/**
 * Every unit of a level in force on a day, with its body of a kind and the unit that decides on its reports (districts are skipped).
 * `within` leaves out the communes of all other provinces.
 */
export const unitsWithSuperior = async (
  tx: Tx,
  level: 'commune' | 'province',
  kind: string,
  on: CivilDate,
  within?: number,
): Promise<{ unitId: number; bodyId: number; superiorId: number }[]> => {
  const above = level === 'commune' ? 'province' : 'nation';
  const { rows } = await sql<{ unitId: number; bodyId: number; superiorId: number }>`
    select u.id as unit_id, b.id as body_id, r.ancestor_id as superior_id
    from org.unit u
    join org.unit_state s on s.unit_id = u.id and s.during @> ${on}::date
    join org.body b on b.unit_id = u.id and b.kind = ${kind}
    join org.reach r on r.descendant_id = u.id and r.during @> ${on}::date
    join org.unit a on a.id = r.ancestor_id and a.level = ${above}
    where u.level = ${level} ${within !== undefined && level === 'commune' ? sql`and r.ancestor_id = ${within}` : sql``}
    order by u.id`.execute(tx);
  return rows;
};

/** The day since which each of these units has had its present boundaries: its last merger or division. Units that never changed are left out. */
export const boundariesSince = async (tx: Tx, unitIds: readonly number[]): Promise<Map<number, CivilDate>> => {
  if (unitIds.length === 0) return new Map();
  const { rows } = await sql<{ unitId: number; since: CivilDate }>`
    select asked.id as unit_id, max(s.effective_on) as since
    from unnest(${[...unitIds]}::integer[]) as asked (id)
    join org.succession s on (s.successor_id = asked.id or s.predecessor_id = asked.id) and s.predecessor_id <> s.successor_id
    group by asked.id`.execute(tx);
  return new Map(rows.map(({ unitId, since }) => [unitId, since]));
};
