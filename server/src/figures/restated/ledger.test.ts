/** Random countries on a real database: totals kept by the trigger, read back on the boundaries of any date. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { brokenOnDatabase } from './testing/on-database.ts';
import { type Level, slotsAsked, worldPeriods, worlds } from './testing/world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

it('answers of a real database what the rules say, and verify finds no difference', async () => {
  const told = await fc.check(
    fc.asyncProperty(worlds, async (world) => {
      const broken = await brokenOnDatabase(database, world);
      if (broken !== null) throw new Error(broken);
    }),
    { numRuns: 6, seed: 20261123, interruptAfterTimeLimit: 50_000 },
  );
  expect(told.errorInstance, JSON.stringify(told.counterexample)).toBeNull();
});

it.each([
  ['a kept total', /^verify/, 'update figures.total set sum[1] = sum[1] + 1'],
  [
    'what stands in the nation',
    /./,
    "update org.reach set during = 'empty' where ancestor_id = 1 and descendant_id <> 1",
  ],
])('sees a fault in %s', async (_, told, fault) => {
  const [flow] = slotsAsked;
  const [province, commune, period] = [2, 3, worldPeriods[0]];
  if (!flow || !period) throw new Error('nothing to ask about');
  const unit = (id: number, level: Level, parentId: number | null) => ({
    ...{ id, level },
    stretches: [{ from: null, until: null, parentId }],
  });
  const world = {
    units: [unit(1, 'nation', null), unit(province, 'province', 1), unit(commune, 'commune', province)],
    pairs: [],
    cells: [{ unitId: commune, period, line: 'committee', slot: flow.slot, value: 5, precision: 0 }],
  };
  expect(await brokenOnDatabase(database, world)).toBeNull();
  expect(await brokenOnDatabase(database, world, (owner) => owner.query(fault))).toMatch(told);
});
