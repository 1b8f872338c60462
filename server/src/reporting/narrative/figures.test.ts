import { afterAll, beforeAll, expect, it } from 'vitest';
import { castCommune, castNeighbour } from '../../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { addressedFigures } from './figures.ts';

let house: TestHouse;
let undo: () => Promise<void>;
beforeAll(async () => {
  house = await testHouse();
  undo = await house.begin();
});
afterAll(async () => {
  await undo();
  await house.close();
});

it('asks the database as often for one address as for many of the same period', async () => {
  const statements = (units: readonly string[]) =>
    house.asSystem(async (ask) => {
      let count = 0;
      const tx = ask.tx.withPlugin({
        transformQuery: ({ node }) => {
          count += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      const references = units.flatMap((unit) =>
        ['press_items', 'outreach_sessions'].map((indicator) => ({
          indicator,
          aspect: 'value' as const,
          at: { unit, period: '2026-M10' },
        })),
      );
      const found = await addressedFigures({ ...ask, tx: tx as typeof ask.tx }, references, 'committee');
      expect(Object.keys(found)).toHaveLength(references.length);
      return count;
    });
  const one = await statements([castCommune]);
  expect(one).toBeGreaterThan(0);
  expect(await statements([castCommune, castNeighbour, '18859', '18871'])).toBe(one);
});
