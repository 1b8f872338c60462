/** Figures of units that change: asked and written by the owner of the database. */
import type pg from 'pg';

/** Periods that end on a day or later of which figures were issued at one of these units, earliest first. */
export const issuedFrom = async (
  owner: pg.ClientBase,
  unitIds: readonly number[],
  on: string,
): Promise<{ unitId: number; periodId: number; endsOn: string }[]> =>
  (
    await owner.query<{ unitId: number; periodId: number; endsOn: string }>(
      `select distinct on (p.during, e.unit_id) e.unit_id as "unitId", e.period_id as "periodId", (upper(p.during) - 1)::text as "endsOn"
       from figures.edition e join figures.period p on p.id = e.period_id
       where e.unit_id = any($1::integer[]) and upper(p.during) > $2::date order by p.during, e.unit_id`,
      [unitIds, on],
    )
  ).rows;

/** The sheets of some units in some periods, unit after unit. */
export const sheetsOfUnits = async (
  owner: pg.ClientBase,
  unitIds: readonly number[],
  periodIds: readonly number[],
): Promise<{ unitId: number; periodId: number; line: string; reading: string; own: string; precision: string }[]> =>
  (
    await owner.query(
      `select unit_id as "unitId", period_id as "periodId", line, reading, own::text, precision::text
       from figures.sheet where unit_id = any($1::integer[]) and period_id = any($2::integer[]) order by unit_id`,
      [unitIds, periodIds],
    )
  ).rows;

/** One accepted sum over all lines as it is kept; null: nothing is kept there. */
export const keptSum = async (
  owner: pg.ClientBase,
  unitId: number,
  periodId: number,
  slot: number,
): Promise<number | null> => {
  const { rows } = await owner.query<{ sum: number | null }>(
    `select sum[$3] as sum from figures.total where unit_id = $1 and period_id = $2 and line = 'all' and reading = 'accepted'`,
    [unitId, periodId, slot],
  );
  return rows[0]?.sum ?? null;
};

/** Names of units in their latest state, and their levels. */
export const namesOfUnits = async (
  owner: pg.ClientBase,
  unitIds: readonly number[],
): Promise<Map<number, { name: string; level: string }>> => {
  const { rows } = await owner.query<{ id: number; name: string; level: string }>(
    `select distinct on (u.id) u.id, s.full_name as name, u.level
     from org.unit u join org.unit_state s on s.unit_id = u.id where u.id = any($1::integer[]) order by u.id, s.during desc`,
    [unitIds],
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
};

/** Takes away the totals and expected figures of units that are not to have been; they hold no cell any more. */
export const forgetTotals = async (owner: pg.ClientBase, unitIds: readonly number[]): Promise<void> => {
  for (const table of ['total', 'expected_total', 'expectation'])
    await owner.query(`delete from figures.${table} where unit_id = any($1::integer[])`, [unitIds]);
};
