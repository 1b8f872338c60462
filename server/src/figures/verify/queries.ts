import type pg from 'pg';

/** One stored array slot that is not what the cells give. */
export type Difference = {
  what: 'total' | 'rolled' | 'expected';
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

// Month, quarter, half, year: each level takes what the one below resolved to, unless it has a cell of its own.
const RESOLVED = `
  create temp table checked_figure on commit drop as
  select c.unit_id, c.period_id, c.line, c.reading, c.slot, c.value as sum, 1 as n, 0 as rolled,
         (c.precision = 1)::integer as at_least, (c.precision = 2)::integer as about
  from checked_cell c`;

const CLIMB = `
  with given as (
    select f.unit_id, p.parent_id as period_id, f.line, f.reading, f.slot, sum(f.sum) as sum, sum(f.n + f.rolled)::integer as rolled,
           sum(f.at_least)::integer as at_least, sum(f.about)::integer as about
    from checked_figure f
    join figures.period p on p.id = f.period_id and p.parent_id is not null and p.kind = $1
    join figures.indicator i on i.slot = f.slot and (i.kind = 'F' or p.is_last)
    group by 1, 2, 3, 4, 5
  ), kept as (
    insert into checked_rolled select * from given returning *
  )
  insert into checked_figure (unit_id, period_id, line, reading, slot, sum, n, rolled, at_least, about)
  select g.unit_id, g.period_id, g.line, g.reading, g.slot, g.sum, 0, g.rolled, g.at_least, g.about
  from kept g
  where not exists (select from checked_cell c where c.unit_id = g.unit_id and c.period_id = g.period_id
    and c.line = g.line and c.reading = g.reading and c.slot = g.slot)`;

const TOTALS = `
  create temp table checked_total on commit drop as
  with parts as (
    select r.ancestor_id as unit_id, f.period_id, f.line, f.reading, f.slot, sum(f.sum) as sum, sum(f.n) as n,
           sum(f.rolled) as rolled, sum(f.at_least) as at_least, sum(f.about) as about
    from checked_figure f
    join figures.period p on p.id = f.period_id
    join org.reach r on r.descendant_id = f.unit_id and r.during @> (upper(p.during) - 1)
    group by 1, 2, 3, 4, 5
  )
  select * from parts
  union all
  select unit_id, period_id, 'all', reading, slot, sum(sum), sum(n), sum(rolled), sum(at_least), sum(about)
  from parts group by unit_id, period_id, reading, slot`;

// Sums may have been kept with more zeros behind the point than they need.
const bare = (prefix: string) => (name: string) => (name === 'sum' ? `trim_scale(${prefix}sum)` : `${prefix}${name}`);

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
    await owner.query(RESOLVED);
    await owner.query(
      'create temp table checked_rolled (unit_id integer, period_id integer, line text, reading text, slot smallint, sum numeric, rolled integer, at_least integer, about integer) on commit drop',
    );
    await owner.query('create index on checked_cell (unit_id, period_id, line, reading, slot)');
    for (const kind of ['month', 'quarter', 'half_year']) await owner.query(CLIMB, [kind]);
    await owner.query('analyze checked_figure');
    await owner.query(TOTALS);
    const differences = [
      ...(
        await owner.query<Difference>(
          compare('total', 'figures.total', 'checked_total', ['sum', 'n', 'rolled', 'at_least', 'about']),
        )
      ).rows,
      ...(
        await owner.query<Difference>(
          compare('rolled', 'figures.rolled', 'checked_rolled', ['sum', 'rolled', 'at_least', 'about']),
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
