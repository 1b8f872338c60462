import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../server/src/kernel/testing/index.ts';
import { fill, type Store } from './data.ts';
import { asOwner } from './owner.ts';
import { conditionsOf, pageOf, sayConditions } from './say.ts';
import { shapes } from './scenarios/shapes.ts';
import { totals } from './scenarios/totals.ts';
import { benchIndicators, sizes } from './sizes.ts';

/** The bench on two provinces and one month: that it refuses to time what is wrong, and says what it found. No time is judged. */
describe('the bench', () => {
  let database: TestDatabase;
  let store: Store;
  const size = sizes.T;
  const few = () => 2;

  beforeAll(async () => {
    database = await testDatabase();
    store = {
      base: database,
      duckFile: null,
      copy: () => Promise.resolve(database),
      empty: () => Promise.reject(new Error('there is only one database here')),
      stop: () => Promise.resolve(),
    };
    await fill(database, size, () => undefined);
  }, 120_000);
  afterAll(() => database.close());

  it('fills a form of sixty cells for every commune', async () => {
    const { cells } = await conditionsOf(database);
    const { rows } = await database.owner.query<{ n: number }>(
      "select count(*)::integer as n from reporting.report where state = 'accepted'",
    );
    expect(benchIndicators).toHaveLength(60);
    expect(rows[0]?.n).toBeGreaterThan(150);
    expect(cells).toBe((rows[0]?.n ?? 0) * 60);
  });

  it('answers one figure a line, every field in its place', async () => {
    const figures = await totals.run({ size, store, rounds: few, say: () => undefined });
    expect(figures).toHaveLength(4);
    for (const figure of figures) {
      expect(Object.keys(figure)).toEqual([
        'name',
        'unit',
        'size',
        'n',
        'p50',
        'p95',
        'max',
        'reference',
        'goal',
        'ok',
      ]);
      expect(figure).toMatchObject({ name: expect.stringMatching(/^totals: /), unit: 'ms', size: 'T', n: 2 });
      expect(figure.p50).toBeGreaterThan(0);
      expect(figure.max).toBeGreaterThanOrEqual(figure.p50);
      expect(figure.reference).toBeGreaterThan(0);
    }
    const conditions = await conditionsOf(database);
    expect(sayConditions('T', conditions)).toContain(`PostgreSQL ${conditions.postgres}`);
    const page = pageOf([{ scenario: 'totals', size: 'S', conditions, figures }]);
    for (const { name } of figures) expect(page).toContain(`| ${name} | 2 |`);
  }, 120_000);

  it('refuses to time totals that are not the sum of their cells', async () => {
    const spoil = (by: number) =>
      asOwner(database.ownerUrl, (owner) =>
        owner.query(
          `update figures.total set sum[1] = sum[1] + $1
           where reading = 'accepted' and line = 'committee' and unit_id in (select id from org.unit where level = 'nation')`,
          [by],
        ),
      );
    await spoil(1);
    await expect(totals.run({ size, store, rounds: few, say: () => undefined })).rejects.toThrow(/nothing is timed/);
    await spoil(-1);
  }, 120_000);

  it('refuses to time answers that differ from the plain sum, also where totals are not recomputed', async () => {
    const unverified = { ...size, verifyAlways: false };
    const spoil = (by: number) =>
      asOwner(database.ownerUrl, (owner) =>
        owner.query(
          `update figures.total set sum[1] = sum[1] + $1
           where reading = 'accepted' and line = 'all' and unit_id in (select id from org.unit where level = 'nation')`,
          [by],
        ),
      );
    await spoil(1);
    const run = totals.run({ size: unverified, store, rounds: few, say: () => undefined });
    await expect(run).rejects.toThrow(/differ from the plain sum, nothing is timed: .*plans_issued/);
    await spoil(-1);
  }, 120_000);

  it('asks the eighteen shapes also of plain SQL, DuckDB and arrays, and refuses to time what differs from them', async () => {
    const run = () => shapes.run({ size, store, rounds: () => 1, say: () => undefined });
    const figures = await run();
    expect(figures).toHaveLength(18);
    for (const { references } of figures)
      expect(references?.map(({ how }) => how)).toEqual(['plain SQL', 'DuckDB', 'arrays']);
    const spoil = (by: number) =>
      asOwner(database.ownerUrl, (owner) =>
        owner.query(
          `update figures.total set sum[11] = sum[11] + $1
           where reading = 'accepted' and line = 'all' and unit_id in (select id from org.unit where level = 'nation')`,
          [by],
        ),
      );
    await spoil(1);
    await expect(run()).rejects.toThrow(/shapes: seven-now: .* differ from the plain sum, nothing is timed/);
    await spoil(-1);
  }, 600_000);
});
