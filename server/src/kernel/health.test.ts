/** Machines ask again and again whether a process is ready; the database is asked by none of them twice in a second. */
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Transact } from './database.ts';
import { answerHealth } from './health.ts';
import { beginLife } from './life.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

describe('readiness', () => {
  it('is asked of the database once a second, however many ask, and of a stopping process at once', async () => {
    let asked = 0;
    const transact: Transact = (work, how) => {
      asked += 1;
      return database.transact(work, how);
    };
    let now = 5_000;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const life = beginLife();
    const app = Fastify();
    answerHealth(app, { life, transact });
    const ask = async () => (await app.inject('/health/ready')).json();
    const all = await Promise.all(Array.from({ length: 20 }, ask));
    expect([...new Set(all.map((each) => each.status))]).toEqual(['ready']);
    now = 5_999;
    await ask();
    expect(asked).toBe(1);
    now = 6_001;
    expect(await ask()).toEqual({ status: 'ready' });
    expect(asked).toBe(2);
    life.draining = true;
    expect(await ask()).toEqual({ status: 'draining' });
    expect(asked).toBe(2);
    clock.mockRestore();
    await app.close();
  });
});
