import type pg from 'pg';

/** One stored array slot that is not what the cells give. */
export type Difference = {
  what: 'total' | 'expected';
  unitId: number;
  period: string;
  line: string;
  reading: string;
  slot: number;
  kept: string;
  right: string;
};

const CELLS = `
  create temp table checked_cell on commit drop as
  select s.unit_id, s.period_id, s.line, s.reading, c.slot::smallint as slot, c.value, s.precision[c.slot] as precision
  from figures.sheet s cross join unnest(s.own) with ordinality as c (value, slot) where c.value is not null`;

// A cell counts in its own period and in every longer one, unless the unit has a cell of a period in between (or of that
// longer period itself): never both. Stocks count only where both have the same cut-off.
const COUNTED = `
  create temp table checked_figure on commit drop as
  select c.unit_id, w.within_id as period_id, c.line, c.reading, c.slot, c.value as sum,
         (w.within_id = c.period_id)::integer as n, (w.within_id <> c.period_id)::integer as rolled,
         (c.precision = 1)::integer as at_least, (c.precision = 2)::integer as about
  from checked_cell c
  join figures.period_within w on w.period_id = c.period_id
  join figures.indicator i on i.slot = c.slot and (i.kind = 'F' or w.same_end)
  where not exists (
    select from figures.period_within inner_w
    join figures.period_within outer_w on outer_w.period_id = inner_w.within_id and outer_w.within_id = w.within_id
    join checked_cell cover on cover.unit_id = c.unit_id and cover.period_id = inner_w.within_id and cover.line = c.line
      and cover.reading = c.reading and cover.slot = c.slot
    where inner_w.period_id = c.period_id and inner_w.within_id <> c.period_id
  )`;

const TOTALS = `
  create temp table checked_total on commit drop as
  with parts as (
    select r.ancestor_id as unit_id, f.period_id, f.line, f.reading, f.slot, sum(f.sum) as sum, sum(f.n) as n,
           sum(f.rolled) as rolled, sum(f.at_least) as at_least, sum(f.about) as about
    from checked_figure f
    join figures.period p on p.id = f.period_id
    join org.reach r on r.descendant_id = f.unit_id and r.during @> (upper(p.during) - 1)
    join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
    group by 1, 2, 3, 4, 5
  )
  select * from parts
  union all
  select unit_id, period_id, 'all', reading, slot, sum(sum), sum(n), sum(rolled), sum(at_least), sum(about)
  from parts group by unit_id, period_id, reading, slot`;

// Sums may have been kept with more zeros behind the point than they need, and counts may end before the last slot.
const bare = (prefix: string) => (name: string) =>
  name === 'sum' ? `trim_scale(${prefix}sum)` : `coalesce(${prefix}${name}, 0)`;

const compare = (what: string, keptTable: string, rightTable: string, arrays: readonly string[]) => `
  select '${what}' as what, coalesce(k.unit_id, c.unit_id) as "unitId", p.code as period, coalesce(k.line, c.line) as line,
         coalesce(k.reading, c.reading) as reading, coalesce(k.slot, c.slot) as slot, k.row as kept, c.row as right
  from (
    select t.unit_id, t.period_id, t.line, t.reading, a.slot::smallint as slot, row(${arrays.map(bare('a.')).join(', ')})::text as row
    from ${keptTable} t cross join unnest(${arrays.map((name) => `t.${name}`).join(', ')}) with ordinality as a (${arrays.join(', ')}, slot)
    where ${arrays.map((name) => `coalesce(a.${name}, 0) <> 0`).join(' or ')} or a.sum is not null
  ) k
  full join (
    select unit_id, period_id, line, reading, slot, row(${arrays.map(bare('')).join(', ')})::text as row from ${rightTable}
  ) c on c.unit_id = k.unit_id and c.period_id = k.period_id and c.line = k.line and c.reading = k.reading and c.slot = k.slot
  join figures.period p on p.id = coalesce(k.period_id, c.period_id)
  where k.row is distinct from c.row
  limit 100`;

const EXPECTED = `
  with parts as (
    select r.ancestor_id as unit_id, e.period_id, e.line, slot, count(*) as n
    from figures.expectation e cross join unnest(e.slots) as slot
    join figures.period p on p.id = e.period_id
    join org.reach r on r.descendant_id = e.unit_id and r.during @> (upper(p.during) - 1)
    join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
    group by 1, 2, 3, 4
  ), right_n as (
    select * from parts
    union all select unit_id, period_id, 'all', slot, sum(n) from parts group by unit_id, period_id, slot
  ), kept_n as (
    select t.unit_id, t.period_id, t.line, a.slot::smallint as slot, a.n
    from figures.expected_total t cross join unnest(t.n) with ordinality as a (n, slot) where a.n <> 0
  )
  select 'expected' as what, coalesce(k.unit_id, c.unit_id) as "unitId", p.code as period, coalesce(k.line, c.line) as line,
         '' as reading, coalesce(k.slot, c.slot) as slot, k.n::text as kept, c.n::text as right
  from kept_n k full join right_n c using (unit_id, period_id, line, slot)
  join figures.period p on p.id = period_id
  where k.n is distinct from c.n
  limit 100`;

/** Recomputes every total from the cells, independently of how they were kept, and names what differs. */
export const differencesOfTotals = async (
  owner: pg.Client,
): Promise<{ cells: number; totals: number; differences: Difference[] }> => {
  await owner.query('begin');
  try {
    await owner.query('set local statement_timeout = 0');
    await owner.query("set local work_mem = '256MB'");
    await owner.query(CELLS);
    await owner.query('create index on checked_cell (unit_id, period_id, line, reading, slot)');
    await owner.query('analyze checked_cell');
    await owner.query(COUNTED);
    await owner.query('analyze checked_figure');
    await owner.query(TOTALS);
    const differences = [
      ...(
        await owner.query<Difference>(
          compare('total', 'figures.total', 'checked_total', ['sum', 'n', 'rolled', 'at_least', 'about']),
        )
      ).rows,
      ...(await owner.query<Difference>(EXPECTED)).rows,
    ];
    const counts = await owner.query<{ cells: number; totals: number }>(
      'select (select count(*) from checked_cell)::integer as cells, (select count(*) from checked_total)::integer as totals',
    );
    return { cells: counts.rows[0]?.cells ?? 0, totals: counts.rows[0]?.totals ?? 0, differences };
  } finally {
    await owner.query('rollback');
  }
};
