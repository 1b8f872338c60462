/** Random countries on a real database: totals kept by the trigger, read back on the boundaries of any date. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { brokenOnDatabase } from './testing/on-database.ts';
import { worlds } from './testing/world.ts';

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
