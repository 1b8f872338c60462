/** What the pages of a unit tell: briefs, states, successions, change sets. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { UnitBrief, UnitLife } from '@app/contract/org/routes.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** Briefs of states; `states` names a set of rows (state_id, place) that says which, and in what order. */
const briefs = async (tx: Tx, states: RawBuilder<unknown>): Promise<UnitBrief[]> =>
  (
    await sql<UnitBrief>`
      with asked as (${states})
      select s.unit_id as id, coalesce(s.code, '') as code, s.full_name, u.level, s.type,
        lower(s.during) as valid_from, upper(s.during) - 1 as valid_to,
        array(
          select above.full_name
          from org.reach r
          join org.unit up on up.id = r.ancestor_id and up.level <> 'nation'
          join org.unit_state above on above.unit_id = r.ancestor_id and above.during @> last.day
          where r.descendant_id = s.unit_id and r.depth > 0 and r.during @> last.day
          order by r.depth
        ) as within
      from asked
      join org.unit_state s on s.id = asked.state_id
      join org.unit u on u.id = s.unit_id
      cross join lateral (select coalesce(upper(s.during) - 1, 'infinity'::date) as day) last
      order by asked.place, s.folded, s.id`.execute(tx)
  ).rows;

export type UnitSearch = { all: string; words: string[]; isCode: boolean; on: CivilDate | null; limit: number };

/**
 * Units by all words of their name, or by code. Exact names first, then beginnings, then higher levels, then units in
 * force. A unit with several names appears once, under the latest that fits; old and new units are different units.
 */
export const searchUnits = (tx: Tx, { all, words, isCode, on, limit }: UnitSearch): Promise<UnitBrief[]> =>
  briefs(
    tx,
    sql`
      with plain as (
        select s.id, s.unit_id, s.code, s.during, u.level,
          translate(s.folded, '''’', '') as full_name,
          translate(right(s.folded, length(s.name)), '''’', '') as name
        from org.unit_state s join org.unit u on u.id = s.unit_id
        where ${on}::date is null or s.during @> ${on}::date
      ), hits as (
        select distinct on (unit_id) id, code, during, level, full_name, name
        from plain
        where not exists (
            select from unnest(${words}::text[]) word where strpos(' ' || translate(full_name, '-', ' '), ' ' || word) = 0
          )
          or (${isCode} and starts_with(lower(code), ${all}))
        order by unit_id, during desc
      )
      select id as state_id, row_number() over (order by
        case
          when lower(code) = ${all} or name = ${all} or full_name = ${all} then 0
          when starts_with(name, ${all}) or starts_with(full_name, ${all}) then 1
          else 2
        end,
        array_position(array['nation', 'province', 'district', 'commune', 'residential_area'], level),
        not upper_inf(during), full_name, id) as place
      from hits order by place limit ${limit}`,
  );

/** The brief of a unit on a day, else in its latest state; null when there is no such unit. */
export const findBrief = async (tx: Tx, unitId: number, on: CivilDate | null): Promise<UnitBrief | null> => {
  const [brief] = await briefs(
    tx,
    sql`select id as state_id, 0 as place from org.unit_state where unit_id = ${unitId}
      order by coalesce(during @> ${on}::date, false) desc, during desc limit 1`,
  );
  return brief ?? null;
};

/** The units directly below on a day, in Vietnamese order. */
export const findChildren = async (tx: Tx, unitId: number, on: CivilDate): Promise<UnitBrief[]> => {
  const children = await briefs(
    tx,
    sql`select id as state_id, 0 as place from org.unit_state where parent_id = ${unitId} and during @> ${on}::date`,
  );
  return children.sort((one, other) => compareVietnamese(one.fullName, other.fullName));
};

/** Every name, type and parent of a unit, oldest first. */
export const statesOf = async (tx: Tx, unitId: number): Promise<UnitLife['states']> =>
  (
    await sql<UnitLife['states'][number]>`
      select s.full_name, s.type, lower(s.during) as "from", upper(s.during) - 1 as "to",
        (select above.full_name from org.unit_state above where above.unit_id = s.parent_id
           and above.during @> coalesce(upper(s.during) - 1, 'infinity'::date)) as parent,
        s.legal_basis
      from org.unit_state s where s.unit_id = ${unitId} order by s.during`.execute(tx)
  ).rows;

type Succession = UnitLife['successors'][number];
type SuccessionRow = Omit<Succession, 'unit'> & { stateId: number };

/**
 * What a unit came from, or what it went into; rows of a unit to itself are left out. The other unit is shown as it was
 * on the last day before (a predecessor) or on the day of the change (a successor).
 */
export const successionsOf = async (
  tx: Tx,
  unitId: number,
  side: 'predecessors' | 'successors',
): Promise<Succession[]> => {
  const other = side === 'predecessors' ? sql.ref('p.predecessor_id') : sql.ref('p.successor_id');
  const own = side === 'predecessors' ? sql.ref('p.successor_id') : sql.ref('p.predecessor_id');
  const day = side === 'predecessors' ? sql`(p.effective_on - 1)` : sql`p.effective_on`;
  const { rows } = await sql<SuccessionRow>`
    select s.id as state_id, p.kind, p.scope, p.weight, p.effective_on as "on", p.legal_basis, p.clause, p.note
    from org.succession p
    join org.unit_state s on s.unit_id = ${other} and s.during @> ${day}
    where ${own} = ${unitId} and p.predecessor_id <> p.successor_id
    order by p.effective_on, s.folded, s.id`.execute(tx);
  const shown = await briefs(
    tx,
    sql`select state_id, place from unnest(${rows.map((row) => row.stateId)}::integer[]) with ordinality as listed (state_id, place)`,
  );
  return rows.flatMap(({ stateId: _, ...row }, at) => {
    const unit = shown[at];
    return unit ? [{ unit, ...row }] : [];
  });
};

/** The children of a unit on a day, counted by type. */
export const countChildren = async (tx: Tx, unitId: number, on: CivilDate | null): Promise<UnitLife['childCounts']> =>
  (
    await sql<{ type: string; count: number }>`
      select type, count(*)::integer as count from org.unit_state
      where parent_id = ${unitId} and during @> coalesce(${on}::date, 'infinity'::date) group by type order by count desc, type`.execute(
      tx,
    )
  ).rows;

export const listChangeSets = async (tx: Tx) =>
  (
    await sql<{
      id: number;
      effectiveOn: CivilDate | null;
      title: Words;
      legalBasis: string | null;
      appliedAt: Date;
      unitsEnded: number;
      unitsBegun: number;
      unitsChanged: number;
      successions: number;
    }>`
      with life as (
        select change_set_id, upper(during) as ended_on,
          lag(during) over unit as before, lead(during) over unit as next
        from org.unit_state window unit as (partition by unit_id order by during)
      ), came as (
        select change_set_id, count(*) filter (where before is null) as begun, count(*) filter (where before is not null) as changed
        from life group by change_set_id
      ), went as (
        select ended_on, count(*) as ended from life where ended_on is not null and next is null group by ended_on
      ), passed as (
        select change_set_id, count(*) as successions from org.succession group by change_set_id
      )
      select c.id, c.effective_on, c.title, c.legal_basis, c.applied_at,
        coalesce(went.ended, 0) as units_ended, coalesce(came.begun, 0) as units_begun,
        coalesce(came.changed, 0) as units_changed, coalesce(passed.successions, 0) as successions
      from org.change_set c
      left join came on came.change_set_id = c.id
      left join went on went.ended_on = c.effective_on
      left join passed on passed.change_set_id = c.id
      order by c.effective_on desc nulls last, c.id desc`.execute(tx)
  ).rows;
