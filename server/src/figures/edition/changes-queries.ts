/** An edition held against what the accepted figures are today, or against the edition it superseded, cell by cell. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type SlotChange = { unitId: number; slot: number; before: number | null; after: number | null };

/** The units of an edition: its own and everything below it, on the tree at the end of its period. */
const places = (editionId: number): RawBuilder<unknown> => sql`
  select e.period_id, e.line, r.descendant_id as unit_id
  from figures.edition e
  join figures.period p on p.id = e.period_id
  join org.reach r on r.ancestor_id = e.unit_id and r.during @> (upper(p.during) - 1)
  where e.id = ${editionId}`;

/** The accepted cells of those units today, read where an edition reads them: totals of large units, else the own sheet. */
const today = (editionId: number): RawBuilder<unknown> => sql`
  with places as (${places(editionId)}), totals as (
    select t.unit_id, t.sum as cells from places w
    join figures.total t on t.unit_id = w.unit_id and t.period_id = w.period_id and t.line = w.line and t.reading = 'accepted')
  select unit_id, cells from totals
  union all
  select s.unit_id, s.own from places w
  join figures.sheet s on s.unit_id = w.unit_id and s.period_id = w.period_id and s.line = w.line and s.reading = 'accepted'
  where not exists (select from totals t where t.unit_id = s.unit_id)`;

const frozen = (editionId: number): RawBuilder<unknown> =>
  sql`select unit_id, sum as cells from figures.edition_total where edition_id = ${editionId}`;

/**
 * The cells of some slots that differ from an edition: against today, or in the edition that superseded it. `all` answers
 * those that are the same too, where either side has a value; `units` narrows it to some.
 */
export const changedSlots = async (
  tx: Tx,
  editionId: number,
  against: 'today' | { editionId: number },
  slots: readonly number[],
  { all = false, units = null }: { all?: boolean; units?: readonly number[] | null } = {},
): Promise<SlotChange[]> => {
  const { rows } = await sql<SlotChange>`
    select coalesce(f.unit_id, n.unit_id) as unit_id, slot::integer as slot, f.cells[slot] as before, n.cells[slot] as after
    from (${frozen(editionId)}) f
    full join (${against === 'today' ? today(editionId) : frozen(against.editionId)}) n on n.unit_id = f.unit_id
    cross join unnest(${[...slots]}::integer[]) as asked (slot)
    where (f.cells[slot] is distinct from n.cells[slot] or (${all} and f.cells[slot] is not null))
      and (${units === null} or coalesce(f.unit_id, n.unit_id) = any(${[...(units ?? [])]}::integer[]))
    order by 1, 2`.execute(tx);
  return rows;
};

/** The units that have a figure in some slots of an edition, or would have one today. */
export const unitsOfEdition = async (tx: Tx, editionId: number, slots: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{ unitId: number }>`
    select distinct unit_id from ((${frozen(editionId)}) union all (${today(editionId)})) u
    where exists (select from unnest(${[...slots]}::integer[]) as asked (slot) where u.cells[slot] is not null)`.execute(
    tx,
  );
  return rows.map((row) => row.unitId);
};
