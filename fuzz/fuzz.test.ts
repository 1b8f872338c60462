/** The short form of `npm run -s fuzz`, and a planted fault that it must tell. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/src/kernel/testing/index.ts';
import { fuzzRoutes } from './over-http.ts';
import { fuzz } from './run.ts';
import { newTally } from './tally.ts';
import { openWorld } from './world.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('hostile input', { timeout: 180_000 }, () => {
  it('brings no fault, no hang, no crash, and writes nothing where it is refused', async () => {
    const world = await openWorld(database);
    const { kinds, findings } = await fuzz(world, { runs: 240, seed: 20_261_122, limit: 25_000, short: true });
    await world.close();
    expect(findings).toEqual([]);
    expect([...kinds.keys()].sort()).toEqual(
      [
        'CLI',
        'CSV files',
        'addresses',
        'bare sockets',
        'bombs',
        'papers opened again',
        'routes',
        'slow clients',
        'tables read again',
        'workbooks',
      ].sort(),
    );
  });

  it('tells a route that throws', async () => {
    const world = await openWorld(database, { plant: true });
    const tally = newTally();
    await fuzzRoutes(world, tally, { runs: 600, seed: 1, until: Date.now() + 60_000 }, /^\/api\/periods$/);
    await world.close();
    expect(tally.findings).toHaveLength(1);
    expect(tally.findings[0]?.what).toMatch(/^GET \/api\/periods: 500: /);
  });
});
