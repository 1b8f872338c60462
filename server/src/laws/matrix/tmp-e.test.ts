import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kernel/testing/index.ts';
import { type Matrix, openMatrix } from './ask.ts';
import { designExpectations } from './designs.ts';
import { summaryOf } from './table.ts';
let database: TestDatabase;
let matrix: Matrix;
beforeAll(async () => { database = await testDatabase('ground'); matrix = await openMatrix(database); }, 600000);
afterAll(async () => { await matrix.close(); await database.close(); });
it('mine', async () => {
  const asked = await matrix.ask({ routes: Object.keys(designExpectations) });
  console.log(asked.length);
  expect(summaryOf(asked).faults).toEqual([]);
}, 600000);
