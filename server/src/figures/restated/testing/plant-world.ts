/** A made-up country in a real database, in place of whatever stood there. */
import type pg from 'pg';
import { periodId } from '../../period-ids.ts';
import { reformDays, type World, type WorldCell } from './world.ts';

const valuesOf = (rows: readonly (readonly unknown[])[]): string => JSON.stringify(rows);

/** In the order in which nothing points to what goes. */
const tables = [
  ...['figures.division_share', 'figures.division_decision', 'figures.sheet', 'figures.total', 'figures.expectation'],
  ...['figures.expected_total', 'org.reach', 'org.succession', 'org.unit_state', 'org.unit', 'org.change_set'],
];

/** Plants units, successions, decisions and who stands above whom; figures come after. Runs as the owner. */
export const plantWorld = async (owner: pg.Client, world: World): Promise<void> => {
  for (const table of tables) await owner.query(`delete from ${table}`);
  await owner.query(
    `insert into org.change_set (title, source_hash, effective_on, applied_at)
     select '{}', day, day::date, now() from unnest($1::text[]) as day`,
    [reformDays],
  );
  await owner.query(
    `insert into org.unit (id, level) overriding system value select (r ->> 0)::integer, r ->> 1 from jsonb_array_elements($1::jsonb) r`,
    [valuesOf(world.units.map(({ id, level }) => [id, level]))],
  );
  await owner.query(
    `insert into org.unit_state (unit_id, name, full_name, folded, type, parent_id, during, change_set_id)
     select (r ->> 0)::integer, 'u' || (r ->> 0), 'u' || (r ->> 0), 'u', 'xa', (r ->> 3)::integer,
            daterange((r ->> 1)::date, (r ->> 2)::date), (select min(id) from org.change_set) from jsonb_array_elements($1::jsonb) r`,
    [
      valuesOf(
        world.units.flatMap(({ id, stretches }) =>
          stretches.map(({ from, until, parentId }) => [id, from, until, parentId]),
        ),
      ),
    ],
  );
  await owner.query(
    `insert into org.succession (predecessor_id, successor_id, effective_on, kind, scope, weight, change_set_id)
     select (r ->> 0)::integer, (r ->> 1)::integer, (r ->> 2)::date, 'part', 'part', (r ->> 3)::numeric, (select min(id) from org.change_set) from jsonb_array_elements($1::jsonb) r`,
    [valuesOf(world.pairs.map((pair) => [pair.predecessorId, pair.successorId, pair.on, pair.byLaw]))],
  );
  await plantDecisions(owner, world);
  await owner.query('call org.rebuild_reach()');
};

/** One decision for each divided unit. Whose post it was matters to no figure, so none is planted. */
const plantDecisions = async (owner: pg.Client, { pairs }: World): Promise<void> => {
  const decided = pairs.filter((pair) => pair.decided !== null);
  await owner.query('alter table figures.division_decision drop constraint if exists division_decision_made_by_fkey');
  await owner.query(
    `insert into figures.division_decision (predecessor_id, effective_on, basis, made_at, made_by)
     select distinct (r ->> 0)::integer, (r ->> 1)::date, 'QĐ', now(), 1 from jsonb_array_elements($1::jsonb) r`,
    [valuesOf(decided.map((pair) => [pair.predecessorId, pair.on]))],
  );
  await owner.query(
    `insert into figures.division_share (decision_id, successor_id, weight)
     select d.id, (r ->> 1)::integer, (r ->> 2)::numeric from jsonb_array_elements($1::jsonb) r
     join figures.division_decision d on d.predecessor_id = (r ->> 0)::integer and d.effective_on = (r ->> 3)::date`,
    [valuesOf(decided.map((pair) => [pair.predecessorId, pair.successorId, pair.decided, pair.on]))],
  );
};

/** The sheets of a country: the cells of one unit, period and line together. */
export const sheetsOfWorld = ({
  cells,
}: World): { unitId: number; periodId: number; line: string; cells: WorldCell[] }[] => {
  const sheets = new Map<string, { unitId: number; periodId: number; line: string; cells: WorldCell[] }>();
  for (const cell of cells) {
    const address = { unitId: cell.unitId, periodId: periodId(cell.period), line: cell.line };
    const key = JSON.stringify(address);
    const sheet = sheets.get(key) ?? { ...address, cells: [] };
    sheets.set(key, sheet);
    sheet.cells.push(cell);
  }
  return [...sheets.values()];
};
