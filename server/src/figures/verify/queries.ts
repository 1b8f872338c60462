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
  for (;;) {
    const { rows } = await owner.query<R>(`fetch 2000 from ${name}`);
    yield* rows;
    if (rows.length === 0) break;
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
    `select r.descendant_id as id, array_agg(r.ancestor_id) as above
     from org.reach r join org.unit a on a.id = r.ancestor_id and a.level in ('nation', 'province', 'district')
     where r.during @> $1::date group by r.descendant_id`,
    [day],
  );
  return new Map(rows.map(({ id, above }) => [id, above]));
};

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
