import { shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import type { lines } from '@app/contract/figures/routes.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../identity/index.ts';
import { announce } from '../kernel/actor.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import { periodId } from './period-ids.ts';
import { acceptSheets, postInTurn, putSheets, withdrawSheet } from './queries.ts';
import { type PlantedUnit, plantTree } from './testing/small-tree.ts';
import { wholeSheet } from './testing/whole-sheet.ts';
import { readFigures } from './totals.ts';
import { differencesOfTotals } from './verify/actions.ts';

const everything = systemActor(1);
/** A random tree before its units have names. */
type Grown = { level: PlantedUnit['level']; children: readonly Grown[] };

const now = new Date('2026-11-22T03:00:00Z');
const period = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};

describe('totals', () => {
  let database: TestDatabase;
  let units: Map<string, number>;
  const unit = (name: string) => units.get(name) ?? 0;
  const commune = (id: string) => ({ id, level: 'commune' as const, children: [] });
  beforeAll(async () => {
    database = await testDatabase('ground');
    units = await plantTree(database.owner, {
      id: 'nation',
      level: 'nation',
      children: [
        {
          id: 'north',
          level: 'province',
          children: [
            commune('a'),
            commune('b'),
            { id: 'c', level: 'commune', children: [{ id: 'hamlet', level: 'residential_area', children: [] }] },
          ],
        },
        { id: 'south', level: 'province', children: [commune('d'), commune('e')] },
      ],
    });
  });
  afterAll(() => database.close());

  const act = <T>(work: Parameters<TestDatabase['transact']>[0]) =>
    database.transact(async (tx) => {
      await announce(tx, everything);
      return (await work(tx)) as T;
    });

  type Step = {
    do: 'submit' | 'accept' | 'withdraw' | 'remove';
    unit: string;
    period: string;
    line: (typeof lines)[number];
    values: (number | null)[];
    precision: number[];
  };
  /** The slots a line may post: indicators shared by all lines, and those it is at home with. */
  const slotsOf = (line: string) =>
    shippedCatalogue
      .filter((each) => ['F', 'S', 'B'].includes(each.kind) && (each.share === 'add' || each.line === line))
      .map((each) => each.slot);
  const step: fc.Arbitrary<Step> = fc.record({
    do: fc.constantFrom('submit', 'submit', 'submit', 'accept', 'withdraw', 'remove'),
    unit: fc.constant(''),
    period: fc.constantFrom('2026-M01', '2026-M02', '2026-M03', '2026-M04', '2026-M12', '2026-Q1', '2026-H1', '2026-Y'),
    line: fc.constantFrom('committee', 'police'),
    values: fc.array(
      fc.option(
        fc.integer({ min: 0, max: 9999 }).map((value) => value / 10),
        { freq: 3 },
      ),
      { minLength: 0, maxLength: 14 },
    ),
    precision: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 14, maxLength: 14 }),
  });

  const carryOut = (each: Step) =>
    act(async (tx) => {
      const address = { unitId: unit(each.unit), periodId: periodId(period(each.period)), line: each.line };
      if (each.do === 'submit') {
        const own = each.values.map((value, at) => (slotsOf(each.line).includes(at + 1) ? value : null));
        await putSheets(
          tx,
          { ...address, reading: 'submitted' },
          wholeSheet,
          [
            {
              unitId: address.unitId,
              own,
              precision: own.map((value, at) => (value === null ? 0 : (each.precision[at] ?? 0))),
              declared: null,
              notes: null,
              sourceId: null,
            },
          ],
          'submission',
          now,
        );
      }
      if (each.do === 'accept') await acceptSheets(tx, address, wholeSheet, [address.unitId], now);
      if (each.do === 'withdraw') await withdrawSheet(tx, address, wholeSheet, now);
      if (each.do === 'remove')
        await tx
          .deleteFrom('figures.sheet')
          .where('unitId', '=', address.unitId)
          .where('periodId', '=', address.periodId)
          .where('line', '=', each.line)
          .execute();
    });

  it('equal a recomputation from the cells after any history of submitting, accepting, correcting and withdrawing, on any tree', async () => {
    const hamlets = fc.array(fc.constant({ level: 'residential_area' as const, children: [] }), { maxLength: 2 });
    const communes = fc.array(fc.record({ level: fc.constant('commune' as const), children: hamlets }), {
      maxLength: 4,
    });
    const provinces = fc.array(fc.record({ level: fc.constant('province' as const), children: communes }), {
      minLength: 1,
      maxLength: 3,
    });
    const histories = fc.array(fc.record({ each: step, place: fc.nat(40) }), { minLength: 1, maxLength: 25 });
    const before = units;
    await fc.assert(
      fc.asyncProperty(provinces, histories, async (children, history) => {
        let count = 0;
        const named = (unit: Grown): PlantedUnit => ({
          id: `unit ${count++}`,
          level: unit.level,
          children: unit.children.map(named),
        });
        units = await plantTree(database.owner, named({ level: 'nation', children }));
        for (const { each, place } of history) await carryOut({ ...each, unit: `unit ${place % units.size}` });
        expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
      }),
      { numRuns: 25 },
    );
    units = before;
  });

  it('are told apart from the cells when somebody changes a stored total', async () => {
    await carryOut({ do: 'submit', unit: 'a', period: '2026-M05', line: 'committee', values: [7], precision: [0] });
    await database.owner.query(
      "update figures.total set sum[1] = sum[1] + 1 where unit_id = $1 and period_id = 202605 and line = 'all'",
      [unit('nation')],
    );
    const { differences } = await differencesOfTotals(database.owner);
    expect(differences).toMatchObject([
      { what: 'total', unitId: unit('nation'), period: '2026-M05', line: 'all', slot: 1 },
    ]);
    await database.owner.query(
      "update figures.total set sum[1] = sum[1] - 1 where unit_id = $1 and period_id = 202605 and line = 'all'",
      [unit('nation')],
    );
  });

  it('count once when a month and its year are posted at the same moment', async () => {
    const own = (value: number) => ({ own: [value], precision: [0], declared: null, notes: null, sourceId: null });
    const post = (code: string, value: number, before: Promise<unknown>, begun?: () => void) =>
      act(async (tx) => {
        const address = { periodId: periodId(period(code)), line: 'committee', reading: 'submitted' };
        await putSheets(tx, address, wholeSheet, [{ ...own(value), unitId: unit('e') }], 'submission', now);
        begun?.();
        await before;
      });
    let begun = () => {};
    const monthPosted = new Promise<void>((done) => {
      begun = done;
    });
    // The year is posted while the month has not been committed yet: it has to wait for it.
    const yearSent = monthPosted.then(() => ({ year: post('2028-Y', 50, Promise.resolve()) }));
    await post(
      '2028-M01',
      7,
      yearSent.then(() => new Promise((done) => setTimeout(done, 50))),
      begun,
    );
    await (await yearSent).year;
    const ask = await act<{ value: number | null }[]>((tx) =>
      readFigures(tx, {
        indicators: ['plans_issued'],
        unitIds: [unit('south')],
        periods: [period('2028-Y')],
        line: 'all',
        reading: 'submitted',
      }),
    );
    expect(ask).toMatchObject([{ value: 50 }]);
    expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
  });

  type Part = readonly [period: string, line: string, unit: string];
  it.each<[string, Part, Part, Part, Part | null]>([
    [
      'lines',
      ['2029-M01', 'committee', 'a'],
      ['2029-M01', 'police', 'd'],
      ['2029-M01', 'committee', 'd'],
      ['2029-M01', 'police', 'a'],
    ],
    [
      'months of a quarter',
      ['2030-M01', 'committee', 'a'],
      ['2030-M02', 'committee', 'a'],
      ['2030-M02', 'committee', 'd'],
      null,
    ],
  ])(
    'are never waited for in a circle by transactions that post several %s',
    async (_, first, second, third, fourth) => {
      const own = { own: [1], precision: [0], declared: null, notes: null, sourceId: null };
      /** Posts the first part, lets the other transaction begin, and posts the second. */
      const post = (mine: readonly Part[], afterFirst: () => Promise<unknown>) =>
        act((tx) =>
          postInTurn(tx, mine, async ([code, line, name]) => {
            const address = { periodId: periodId(period(code)), line, reading: 'submitted' };
            await putSheets(tx, address, wholeSheet, [{ ...own, unitId: unit(name) }], 'submission', now);
            if (mine[0]?.[1] === line && mine[0]?.[0] === code) await afterFirst();
          }),
        );
      let other: Promise<unknown> = Promise.resolve();
      const waits = () => new Promise((done) => setTimeout(done, 150));
      const one = post([first, second], async () => {
        other = post(fourth ? [third, fourth] : [third], () => Promise.resolve());
        // It has come as far as it can: it waits for what the first holds, or for the first to end.
        other.catch(() => {});
        await waits();
      });
      await expect(one.then(() => other)).resolves.toBeUndefined();
      expect((await differencesOfTotals(database.owner)).differences).toEqual([]);
    },
  );

  it('cannot be written by the runtime role', async () => {
    await expect(act((tx) => tx.updateTable('figures.total').set({ n: [] }).execute())).rejects.toThrow(
      /permission denied/,
    );
  });

  it('answer nobody without an actor', async () => {
    const rows = await database.transact((tx) => tx.selectFrom('figures.total').selectAll().execute());
    expect(rows).toEqual([]);
    const seen = await act<unknown[]>((tx) => tx.selectFrom('figures.total').selectAll().execute());
    expect(seen.length).toBeGreaterThan(0);
  });

  it('let a yearly cell stand above the months, and the months step forward again when it goes', async () => {
    const ask = () =>
      act<{ value: number | null; reported: number }[]>((tx) =>
        readFigures(tx, {
          indicators: ['outreach_sessions'],
          unitIds: [unit('south')],
          periods: [period('2027-Y')],
          line: 'all',
          reading: 'submitted',
        }),
      );
    const at = (value: number) => [...Array.from({ length: 10 }, () => null), value];
    const submit = (code: string, value: number) =>
      carryOut({ do: 'submit', unit: 'd', period: code, line: 'committee', values: at(value), precision: [] });
    await submit('2027-M01', 10);
    await submit('2027-M02', 15);
    expect(await ask()).toMatchObject([{ value: 25, reported: 2, basis: 'unit-periods' }]);
    await submit('2027-Y', 30);
    expect(await ask()).toMatchObject([{ value: 30, reported: 1, basis: 'units' }]);
    await submit('2027-M03', 4);
    expect(await ask()).toMatchObject([{ value: 30 }]);
    await carryOut({ do: 'remove', unit: 'd', period: '2027-Y', line: 'committee', values: [], precision: [] });
    expect(await ask()).toMatchObject([{ value: 29, reported: 3 }]);
  });
});
