import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { BodyKind, PlannedBody } from '../body.ts';

export type UnitBelow = {
  id: number;
  code: string;
  name: string;
  fullName: string;
  type: string;
  level: string;
  /** The province of a commune, the nation of a province: who receives its reports. */
  superiorName: string;
  superiorFullName: string;
};

/** The units of a level below another on the tree of a day, each with its superior, by code. */
export const unitsBelowWithSuperior = async (
  tx: Tx,
  below: number,
  level: 'province' | 'commune',
  on: CivilDate,
): Promise<UnitBelow[]> => {
  const above = level === 'commune' ? 'province' : 'nation';
  return (
    await sql<UnitBelow>`
      select u.id, coalesce(s.code, '') as code, s.name, s.full_name, s.type, u.level,
             above.name as superior_name, above.full_name as superior_full_name
      from org.reach r
      join org.unit u on u.id = r.descendant_id and u.level = ${level}
      join org.unit_state s on s.unit_id = u.id and s.during @> ${on}::date
      join org.reach up on up.descendant_id = u.id and up.during @> ${on}::date
      join org.unit a on a.id = up.ancestor_id and a.level = ${above}
      join org.unit_state above on above.unit_id = a.id and above.during @> ${on}::date
      where r.ancestor_id = ${below} and r.depth > 0 and r.during @> ${on}::date
      order by s.code, u.id`.execute(tx)
  ).rows;
};

/** Founds bodies where there are none of the kind yet; row-level security lets administrators do so in their subtree. */
export const insertBodies = async (
  tx: Tx,
  bodies: readonly (PlannedBody & { unitId: number })[],
): Promise<{ id: number; unitId: number }[]> => {
  const rows = bodies.map(({ unitId, ...body }) => ({ unit_id: unitId, ...body }));
  return (
    await sql<{ id: number; unitId: number }>`
      insert into org.body (unit_id, kind, line, name, standing)
      select unit_id, kind, line, name, standing
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b (unit_id integer, kind text, line text, name jsonb, standing boolean)
      on conflict (unit_id, kind) do nothing
      returning id, unit_id`.execute(tx)
  ).rows;
};

/** The bodies of a kind at these units, by unit. */
export const bodiesAt = async (
  tx: Tx,
  unitIds: readonly number[],
  kind: BodyKind,
): Promise<Map<number, { id: number; name: PlannedBody['name'] }>> => {
  const { rows } = await sql<{ id: number; unitId: number; name: PlannedBody['name'] }>`
    select id, unit_id, name from org.body where kind = ${kind} and unit_id = any (${[...unitIds]}::integer[])`.execute(
    tx,
  );
  return new Map(rows.map(({ unitId, ...body }) => [unitId, body]));
};
