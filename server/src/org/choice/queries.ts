/** Units chosen for a question: by id, below another one, of a type, with a tag; on the tree of a day. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type RawBuilder, sql } from 'kysely';
import { listOf, type Tx } from '../../kernel/database.ts';
import type { AreaTag, UnitLevel } from '../queries.ts';

/** One unit; those directly below it; those two steps below; or those of a level anywhere below. */
export type UnitTerm = { from: number; what: 'itself' | 'children' | 'grandchildren' | UnitLevel };

export type ChosenUnit = {
  id: number;
  /** Empty for residential areas, which have no official code. */
  code: string;
  fullName: string;
  level: UnitLevel;
  type: string;
  /** First and last day of the state it is answered in; null: open. */
  from: CivilDate | null;
  to: CivilDate | null;
  inForce: boolean;
};

export type Only = { types: readonly string[] | null; tag: AreaTag | null; seenFrom: number | null };

/** The units of some terms on a day, each once. */
export const selectUnits = async (
  tx: Tx,
  terms: readonly UnitTerm[],
  on: CivilDate,
  only: Only,
): Promise<ChosenUnit[]> => {
  const itself = terms.flatMap(({ from, what }) => (what === 'itself' ? [from] : []));
  const found = itself.length > 0 ? await unitsThemselves(tx, itself, on, only) : [];
  // One after the other: for a unit that is known by its number the database sees how many stand below it.
  for (const term of terms) if (term.what !== 'itself') found.push(...(await unitsOfTerm(tx, term, on, only)));
  return [...new Map(found.map((unit) => [unit.id, unit])).values()];
};

const unitsThemselves = (tx: Tx, ids: readonly number[], on: CivilDate, only: Only): Promise<ChosenUnit[]> =>
  inColumns(
    tx,
    sql`
      from unnest(${[...ids]}::integer[]) with ordinality as asked (id, place)
      join org.unit u on u.id = asked.id
      cross join lateral (
        select * from org.unit_state where unit_id = u.id order by during @> ${on}::date desc, during desc limit 1
      ) s
      where true`,
    sql`asked.place`,
    on,
    only,
  );

const steps: Partial<Record<UnitTerm['what'], number>> = { children: 1, grandchildren: 2 };

const unitsOfTerm = (tx: Tx, { from, what }: UnitTerm, on: CivilDate, only: Only): Promise<ChosenUnit[]> => {
  const depth = steps[what];
  return inColumns(
    tx,
    sql`
      from org.unit_state s
      join org.unit u on u.id = s.unit_id
      join org.reach r on r.descendant_id = s.unit_id and r.ancestor_id = ${from} and r.during @> ${on}::date
      where s.during @> ${on}::date and ${depth === undefined ? sql`r.depth > 0 and u.level = ${what}` : sql`r.depth = ${depth}`}`,
    sql`s.code collate "C", s.unit_id`,
    on,
    only,
  );
};

/** One row with a list for each column, as JSON, which is read several times sooner than thousands of rows or arrays of texts. */
const inColumns = async (
  tx: Tx,
  from: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  on: CivilDate,
  { types, tag, seenFrom }: Only,
): Promise<ChosenUnit[]> => {
  const narrower = [
    ...(types === null ? [] : [sql`and s.type = any(${[...types]}::text[])`]),
    ...(tag === null
      ? []
      : [
          sql`and exists (select from org.area_tag t where t.unit_id = u.id and t.tag = ${tag} and t.during @> ${on}::date)`,
        ]),
    ...(seenFrom === null
      ? []
      : [sql`and exists (select from org.reach v where v.ancestor_id = ${seenFrom} and v.descendant_id = u.id)`]),
  ];
  const { rows } = await sql<{ [Column in keyof ChosenUnit]: ChosenUnit[Column][] | null }>`
    select json_agg(id) as id, json_agg(code) as code, json_agg(full_name) as full_name, json_agg(level) as level, json_agg(type) as type,
           json_agg(lower(during)::text) as "from", json_agg((upper(during) - 1)::text) as "to", json_agg(during @> ${on}::date) as in_force
    from (
      select u.id, coalesce(s.code, '') as code, s.full_name, u.level, s.type, s.during
      ${from} ${sql.join(narrower, sql` `)}
      order by ${order}
    ) found`.execute(tx);
  const [found] = rows;
  return (found?.id ?? []).map((id, at) => ({
    id,
    code: found?.code?.[at] ?? '',
    fullName: found?.fullName?.[at] ?? '',
    level: found?.level?.[at] ?? 'commune',
    type: found?.type?.[at] ?? '',
    from: found?.from?.[at] ?? null,
    to: found?.to?.[at] ?? null,
    inForce: found?.inForce?.[at] ?? false,
  }));
};

/** Of these units, each pair of which one stands in the other on a day. */
export const pairsWithin = async (
  tx: Tx,
  unitIds: readonly number[],
  on: CivilDate,
): Promise<{ above: number; below: number }[]> =>
  (
    await sql<{ above: number; below: number }>`
      select r.ancestor_id as above, r.descendant_id as below
      from unnest(${listOf(unitIds)}::integer[]) as one (id)
      join org.reach r on r.descendant_id = one.id and r.depth > 0 and r.during @> ${on}::date
      join unnest(${listOf(unitIds)}::integer[]) as other (id) on other.id = r.ancestor_id`.execute(tx)
  ).rows;

/** The tags that each of these units carries on a day, as far as the post may see tags. */
export const tagsOfUnits = async (
  tx: Tx,
  unitIds: readonly number[],
  on: CivilDate,
): Promise<{ id: number; tag: AreaTag }[]> =>
  (
    await sql<{ id: number; tag: AreaTag }>`
      select t.unit_id as id, t.tag from unnest(${listOf(unitIds)}::integer[]) as asked (id)
      join org.area_tag t on t.unit_id = asked.id and t.during @> ${on}::date`.execute(tx)
  ).rows;
