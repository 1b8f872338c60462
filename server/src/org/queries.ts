/** Units and bodies on a day: the questions of other rooms. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { areaTags, unitLevels } from '@app/contract/org/routes.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import { planned } from '../kernel/planned.ts';
import type { BodyKind } from './body.ts';

export type UnitLevel = (typeof unitLevels)[number];
export type AreaTag = (typeof areaTags)[number];

/** A unit as it stood on one day. */
export type Unit = {
  id: number;
  /** Empty for residential areas, which have no official code. */
  code: string;
  name: string;
  fullName: string;
  /** The full name without accents, for search. */
  folded: string;
  level: UnitLevel;
  type: string;
};
export type Body = { id: number; unitId: number; kind: BodyKind; line: string; name: Words; standing: boolean };

const unitFields = sql`s.unit_id as id, coalesce(s.code, '') as code, s.name, s.full_name, s.folded, u.level, s.type`;
const units = async (tx: Tx, from: RawBuilder<unknown>): Promise<Unit[]> =>
  (await sql<Unit>`select ${unitFields} ${from}`.execute(tx)).rows;
const sorted = (list: Unit[]): Unit[] =>
  list.sort((one, other) => compareVietnamese(one.name, other.name) || compareVietnamese(one.type, other.type));

/** The units below a unit on the tree of a day, in Vietnamese order; of one level, if asked. */
export const unitsBelow = async (tx: Tx, unitId: number, on: CivilDate, level?: UnitLevel): Promise<Unit[]> =>
  sorted(
    await units(
      tx,
      sql`from org.reach r
        join org.unit_state s on s.unit_id = r.descendant_id and s.during @> ${on}::date
        join org.unit u on u.id = s.unit_id
        where r.ancestor_id = ${unitId} and r.depth > 0 and r.during @> ${on}::date
          and (${level ?? null}::text is null or u.level = ${level ?? null})`,
    ),
  );

/** All units of a level on a day, in Vietnamese order. */
export const unitsInForce = async (tx: Tx, level: UnitLevel, on: CivilDate): Promise<Unit[]> =>
  sorted(
    await units(
      tx,
      sql`from org.unit_state s join org.unit u on u.id = s.unit_id where u.level = ${level} and s.during @> ${on}::date`,
    ),
  );

/** The unit as it stood on a day; without a day, in its latest state. Null: no such unit, or not in force then. */
export const unitById = async (tx: Tx, id: number, on?: CivilDate): Promise<Unit | null> => {
  const [unit] = await units(
    tx,
    sql`from org.unit_state s join org.unit u on u.id = s.unit_id
      where s.unit_id = ${id} and (${on ?? null}::date is null or s.during @> ${on ?? null}::date)
      order by s.during desc limit 1`,
  );
  return unit ?? null;
};

/** The units that carry these codes on a day, by code; unknown codes are left out. */
export const unitsCarrying = async (tx: Tx, codes: readonly string[], on: CivilDate): Promise<Map<string, Unit>> => {
  const list = await units(
    tx,
    sql`from org.unit_state s join org.unit u on u.id = s.unit_id
      where s.code = any(${codes}::text[]) and s.during @> ${on}::date`,
  );
  return new Map(list.map((unit) => [unit.code, unit]));
};

/** The units above on the tree of a day, nearest first, the nation last. */
export const ancestorsOf = (tx: Tx, unitId: number, on: CivilDate): Promise<Unit[]> =>
  units(
    tx,
    sql`from org.reach r
      join org.unit_state s on s.unit_id = r.ancestor_id and s.during @> ${on}::date
      join org.unit u on u.id = s.unit_id
      where r.descendant_id = ${unitId} and r.depth > 0 and r.during @> ${on}::date
      order by r.depth`,
  );

/** The unit directly above on a day (on the latest day, without one); null for the nation and for units not in force. */
export const findParentId = async (tx: Tx, unitId: number, on: CivilDate | null): Promise<number | null> =>
  (
    await sql<{ parentId: number | null }>`
      select parent_id from org.unit_state
      where unit_id = ${unitId} and during @> coalesce(${on}::date, 'infinity'::date)`.execute(tx)
  ).rows[0]?.parentId ?? null;

/** The root: the same unit on every day. Null before a register has been loaded. */
export const findNation = async (tx: Tx): Promise<Unit | null> => {
  const [unit] = await units(
    tx,
    sql`from org.unit u join org.unit_state s on s.unit_id = u.id where u.level = 'nation' order by s.during desc limit 1`,
  );
  return unit ?? null;
};

/** The bodies at a unit, the committee first. */
export const bodiesOf = async (tx: Tx, unitId: number): Promise<Body[]> =>
  (
    await sql<Body>`select id, unit_id, kind, line, name, standing from org.body where unit_id = ${unitId} order by id`.execute(
      tx,
    )
  ).rows;

export const bodyOf = async (tx: Tx, unitId: number, kind: BodyKind): Promise<Body | null> =>
  (await bodiesOf(tx, unitId)).find((body) => body.kind === kind) ?? null;

/** Names of bodies by id. */
export const bodiesByIds = async (tx: Tx, ids: readonly number[]): Promise<Map<number, Words>> => {
  const { rows } =
    await sql<Body>`select id, name from org.body where id = any(${[...new Set(ids)]}::integer[])`.execute(tx);
  return new Map(rows.map((body) => [body.id, body.name]));
};

/** Units as they stood on their day (in their latest state, when not in force then); of several days the latest counts. */
export const unitsByIds = async (
  tx: Tx,
  asked: readonly { id: number; on: CivilDate }[],
): Promise<Map<number, Unit>> => {
  const days = new Map<number, CivilDate>();
  for (const { id, on } of asked) if (on > (days.get(id) ?? '')) days.set(id, on);
  const list = await units(
    tx,
    sql`from unnest(${[...days.keys()]}::integer[], ${[...days.values()]}::date[]) as asked (id, day)
      join org.unit u on u.id = asked.id
      cross join lateral (
        select * from org.unit_state where unit_id = asked.id order by during @> asked.day desc, during desc limit 1
      ) s`,
  );
  return new Map(list.map((unit) => [unit.id, unit]));
};

export type UnitFacts = { level: UnitLevel; type: string; tags: ReadonlySet<AreaTag> };

/** What rules ask about units on a day: level, type and area tags; units not in force then are left out. */
export const unitFacts = async (tx: Tx, ids: readonly number[], on: CivilDate): Promise<Map<number, UnitFacts>> => {
  const { rows } = await sql<{ id: number; level: UnitLevel; type: string; tags: AreaTag[] }>`
    select u.id, u.level, s.type,
      array(select t.tag from org.area_tag t where t.unit_id = u.id and t.during @> ${on}::date) as tags
    from org.unit u join org.unit_state s on s.unit_id = u.id and s.during @> ${on}::date
    where u.id = any((select ${[...new Set(ids)]}::integer[])::integer[]) ${planned}`.execute(tx);
  return new Map(rows.map(({ id, tags, ...facts }) => [id, { ...facts, tags: new Set(tags) }]));
};
