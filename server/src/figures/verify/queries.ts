import type pg from 'pg';
import type { SheetText, Within } from './recount.ts';

export type Ledger = {
  slots: number;
  isFlow: boolean[];
  within: Map<number, Within[]>;
  codes: Map<number, string>;
  /** Last day of each period. */
  endsOn: Map<number, string>;
};

/** The catalogue and the calendar, as far as adding up needs them. */
export const getLedger = async (owner: pg.ClientBase): Promise<Ledger> => {
  const indicators = await owner.query<{ slot: number; flow: boolean }>(
    `select slot, kind = 'F' as flow from figures.indicator`,
  );
  const periods = await owner.query<{ id: number; code: string; ends_on: string; within: Within[] }>(
    `select p.id, p.code, (upper(p.during) - 1)::text as ends_on,
            (select json_agg(json_build_object('withinId', w.within_id, 'sameEnd', w.same_end))
             from figures.period_within w where w.period_id = p.id) as within
     from figures.period p`,
  );
  const slots = Math.max(0, ...indicators.rows.map(({ slot }) => slot));
  const isFlow = Array.from({ length: slots + 1 }, () => false);
  for (const { slot, flow } of indicators.rows) isFlow[slot] = flow;
  return {
    slots,
    isFlow,
    within: new Map(periods.rows.map(({ id, within }) => [id, within ?? []])),
    codes: new Map(periods.rows.map(({ id, code }) => [id, code])),
    endsOn: new Map(periods.rows.map(({ id, ends_on }) => [id, ends_on])),
  };
};

/** Periods of which something is kept. */
export const periodsKept = async (owner: pg.ClientBase): Promise<number[]> =>
  (
    await owner.query<{ id: number }>(
      `select p.id from figures.period p
       where exists (select from figures.sheet s where s.period_id = p.id)
          or exists (select from figures.total t where t.period_id = p.id)
          or exists (select from figures.expectation e where e.period_id = p.id)
          or exists (select from figures.expected_total e where e.period_id = p.id)`,
    )
  ).rows.map(({ id }) => id);

/** Reads rows in portions, in bounded memory; the caller holds a transaction open. */
async function* inPortions<R extends pg.QueryResultRow>(
  owner: pg.ClientBase,
  name: string,
  select: string,
  values: unknown[],
): AsyncGenerator<R> {
  await owner.query(`declare ${name} no scroll cursor for ${select}`, values);
  const fetch = () => owner.query<R>(`fetch 2000 from ${name}`);
  // The next portion is on its way while this one is counted.
  for (let next = fetch(); ; ) {
    const { rows } = await next;
    if (rows.length === 0) break;
    next = fetch();
    yield* rows;
  }
  await owner.query(`close ${name}`);
}

export type UnitSheet = SheetText & { unitId: number };
/** The sheets of some periods, unit after unit. */
export const sheetsByUnit = (owner: pg.ClientBase, periodIds: readonly number[]): AsyncGenerator<UnitSheet> =>
  inPortions<UnitSheet>(
    owner,
    'verified_sheet',
    `select unit_id as "unitId", period_id as "periodId", line, reading, own::text, precision::text
     from figures.sheet where period_id = any($1) order by unit_id`,
    [periodIds],
  );

export type ExpectationRow = { unitId: number; periodId: number; line: string; slots: string };
export const expectationsByUnit = (
  owner: pg.ClientBase,
  periodIds: readonly number[],
): AsyncGenerator<ExpectationRow> =>
  inPortions<ExpectationRow>(
    owner,
    'verified_expectation',
    `select unit_id as "unitId", period_id as "periodId", line, slots::text from figures.expectation where period_id = any($1)`,
    [periodIds],
  );

export type KeptTotal = {
  unitId: number;
  periodId: number;
  line: string;
  reading: string;
  sum: string;
  n: string;
  rolled: string;
  atLeast: string;
  about: string;
};
export const keptTotals = (owner: pg.ClientBase, periodIds: readonly number[]): AsyncGenerator<KeptTotal> =>
  inPortions<KeptTotal>(
    owner,
    'verified_total',
    `select unit_id as "unitId", period_id as "periodId", line, reading, sum::text, n::text, rolled::text,
            at_least::text as "atLeast", about::text from figures.total where period_id = any($1)`,
    [periodIds],
  );

export type KeptExpected = { unitId: number; periodId: number; line: string; n: string };
export const keptExpected = (owner: pg.ClientBase, periodIds: readonly number[]): AsyncGenerator<KeptExpected> =>
  inPortions<KeptExpected>(
    owner,
    'verified_expected',
    `select unit_id as "unitId", period_id as "periodId", line, n::text from figures.expected_total where period_id = any($1)`,
    [periodIds],
  );

/** Districts, provinces and the nation above each unit on a day, the unit itself among them where it is one. */
export const unitsAbove = async (owner: pg.ClientBase, day: string): Promise<Map<number, number[]>> => {
  const { rows } = await owner.query<{ id: number; above: number[] }>(
    `select r.descendant_id as id, array_agg(r.ancestor_id order by r.ancestor_id) as above
     from org.reach r join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
     where r.during @> $1::date group by r.descendant_id`,
    [day],
  );
  // The same list for all units below the same ones: by it they are known to be.
  const lists = new Map<string, number[]>();
  return new Map(
    rows.map(({ id, above }) => {
      const list = lists.get(above.join()) ?? above;
      lists.set(list.join(), list);
      return [id, list];
    }),
  );
};

/**
 * Editions that are not what was issued: their rows no longer give their hash, their hash is not the one that the sealed audit
 * entries of this action tell, or one of the two is gone.
 */
export const editionsUnlike = async (owner: pg.ClientBase, issuing: string): Promise<number[]> =>
  (
    await owner.query<{ id: number }>(
      `with told as (
         select substring(subject from '^edition:([0-9]+)$')::integer as id, min(after ->> 'hash') as low, max(after ->> 'hash') as high
         from kernel.audit where action = $1 group by 1
       )
       select coalesce(e.id, told.id) as id
       from figures.edition e full join told on told.id = e.id
       where e.id is null or told.low is distinct from e.hash or told.high is distinct from e.hash
          or figures.hash_of(e.id) is distinct from e.hash
       order by 1`,
      [issuing],
    )
  ).rows.map(({ id }) => id);

export type UnlikeSheet = {
  /** Nothing was sent that it could come from; it comes from what does not count here; its figures are others; what must be there is not. */
  what: 'no-source' | 'not-counting' | 'other-figures' | 'missing';
  unitId: number;
  period: string;
  line: string;
  reading: string;
};

/** A yes/no indicator that follows from another one: its slot, the slot it rests on, and the limit above which it is yes. */
export type DerivedSlot = { slot: number; from: number; above: number };

/**
 * Sheets that are not what was sent, both readings, the first hundred. `sent` is a question of the room that keeps submissions: id,
 * unit_id, period_id, line, cells by indicator, and the readings in which the ledger must hold it.
 */
export const sheetsUnlike = async (
  owner: pg.ClientBase,
  sent: string,
  derived: readonly DerivedSlot[],
): Promise<UnlikeSheet[]> =>
  (
    await owner.query<UnlikeSheet>(
      `with sent as not materialized (${sent}),
       derived as materialized (select * from jsonb_to_recordset($1::jsonb) as d (slot integer, "from" integer, above numeric)),
       unlike as (
         select f.unit_id, f.period_id, f.line, f.reading,
                case when s.id is null then 'no-source' when f.reading <> all (s.readings) then 'not-counting' else 'other-figures' end as what
         from figures.sheet f
         -- Several forms may have filled a sheet, each its own cells.
         left join lateral (select distinct source from unnest(coalesce(f.source_ids, array[f.source_id])) as source
           where source is not null or f.source_ids is null) behind on true
         left join sent s on s.id = behind.source and s.unit_id = f.unit_id and s.period_id = f.period_id and s.line = f.line
         -- An accepted sheet that is its submitted one, from the same source, is as right as that.
         left join figures.sheet twin on f.reading = 'accepted' and twin.reading = 'submitted' and twin.source = 'submission'
           and twin.unit_id = f.unit_id and twin.period_id = f.period_id and twin.line = f.line and twin.source_id = f.source_id and f.source_ids is null and twin.source_ids is null
           and (twin.own, twin.precision) = (f.own, f.precision) and twin.declared is not distinct from f.declared
         left join lateral (
           select count(*) filter (where cell.value is not null and not cell.declared) as own,
                  count(*) filter (where cell.value is not null and cell.declared) as declared,
                  bool_or(case when cell.declared then f.declared[i.slot] else f.own[i.slot] end is distinct from cell.value
                    or coalesce(f.precision[i.slot], 0) is distinct from cell.precision) as other
           from (
             select id, (content ->> 'value')::numeric as value, content ->> 'kind' = 'declared' as declared,
                    case when content ->> 'value' is null or content ->> 'kind' = 'declared' then 0
                         else array_position(array['exact', 'at_least', 'about'], content ->> 'precision') - 1 end as precision
             from jsonb_each(case when twin.unit_id is null then s.cells end) as each (id, content)
           ) cell join figures.indicator i on i.id = cell.id and (f.source_ids is null or f.source_ids[i.slot] = s.id)
         ) cells on true
         where f.source = 'submission' and (
           s.id is null
           or f.reading <> all (s.readings)
           -- Of several forms' figures none may stand without what brought it.
           or f.source_ids is not null and exists (
             select from unnest(f.own, f.declared, f.source_ids) as u (own, declared, source)
             where coalesce(own, declared) is not null and source is null)
           or twin.unit_id is null and (cells.other
           or cells.declared <> (select count(*) from unnest(f.declared) with ordinality as u (value, slot)
              where value is not null and (f.source_ids is null or f.source_ids[slot] = s.id))
           or cells.own <> (select count(*) from unnest(f.own) with ordinality as u (value, slot)
                where value is not null and (f.source_ids is null or f.source_ids[slot] is not distinct from s.id))
              - (select count(*) from derived d where f.own[d.slot] = (f.own[d."from"] > d.above)::integer
                   and (f.source_ids is null or f.source_ids[d.slot] = s.id))))
         union all
         select s.unit_id, s.period_id, s.line, must.reading, 'missing'
         from sent s
         cross join unnest(s.readings) as must (reading)
         left join figures.sheet f on f.unit_id = s.unit_id and f.period_id = s.period_id and f.line = s.line and f.reading = must.reading
           and f.source = 'submission' and (f.source_id = s.id and f.source_ids is null or s.id = any (f.source_ids))
         -- A report without any figure leaves none.
         where exists (select from jsonb_each(s.cells) as each (id, content) where content ->> 'value' is not null) and (f.unit_id is null
           -- And what must stand stands there as coming from it.
           or f.source_ids is not null and exists (
             select from jsonb_each(s.cells) as each (id, content) join figures.indicator i on i.id = each.id
             where content ->> 'value' is not null and f.source_ids[i.slot] is distinct from s.id))
       )
       select u.what, u.unit_id as "unitId", p.code as period, u.line, u.reading
       from unlike u join figures.period p on p.id = u.period_id
       order by u.period_id, u.unit_id, u.line, u.reading, u.what = 'missing' limit 100`,
      [JSON.stringify(derived)],
    )
  ).rows;

export type RightTotal = KeptTotal;
/** Writes totals as they are right, in place of what was kept. */
export const replaceTotal = async (owner: pg.ClientBase, right: RightTotal): Promise<void> => {
  await owner.query(
    `insert into figures.total as kept (unit_id, period_id, line, reading, sum, n, rolled, at_least, about)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (unit_id, period_id, line, reading) do update
     set sum = excluded.sum, n = excluded.n, rolled = excluded.rolled, at_least = excluded.at_least, about = excluded.about`,
    [
      right.unitId,
      right.periodId,
      right.line,
      right.reading,
      right.sum,
      right.n,
      right.rolled,
      right.atLeast,
      right.about,
    ],
  );
};

export const replaceExpected = async (owner: pg.ClientBase, right: KeptExpected): Promise<void> => {
  await owner.query(
    `insert into figures.expected_total as kept (unit_id, period_id, line, n) values ($1, $2, $3, $4)
     on conflict (unit_id, period_id, line) do update set n = excluded.n`,
    [right.unitId, right.periodId, right.line, right.n],
  );
};

/** Nobody posts a figure while totals are written anew; readers go on. */
export const holdPostings = async (owner: pg.ClientBase): Promise<void> => {
  await owner.query(
    'lock table figures.sheet, figures.expectation, figures.total, figures.expected_total in share row exclusive mode',
  );
};
