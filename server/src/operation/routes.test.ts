import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FoundFaults, noteJob } from '../kernel/jobs.ts';
import { beginLife } from '../kernel/life.ts';
import { startPresence } from '../kernel/presence.ts';
import { type CastName, cast } from '../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../kernel/testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

describe('how the instance stands', () => {
  let undo: () => Promise<void>;
  beforeEach(async () => {
    undo = await house.begin();
  });
  afterEach(() => undo());

  const others = (Object.keys(cast) as CastName[]).filter((name) => name !== 'operator');
  it.each(others)('does not exist for %s', async (name) => {
    const ask = await house.as(name);
    expect(await ask('GET', '/api/operation')).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
  });

  it('is shown to the operator: database, connections, what was never done', async () => {
    const ask = await house.as('operator');
    const { status, body } = await ask('GET', '/api/operation');
    expect(status).toBe(200);
    expect(body).toMatchObject({ backup: null, drill: null, auditHead: null, jobs: [], disk: null });
    const database = body['database'] as { sizeBytes: number; connections: { used: number; max: number } };
    expect(database.sizeBytes).toBeGreaterThan(1_000_000);
    expect(database.connections.used).toBeGreaterThan(0);
    expect((body['warnings'] as { id: string }[]).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['backup', 'drill', 'audit-head']),
    );
  });
});

describe('what processes and jobs have left', () => {
  it('is shown with its warnings', async () => {
    await house.committing();
    const ask = await house.as('operator');
    const presence = startPresence({ database: house.database, life: { ...beginLife(), host: 'may-1' } });
    await house.database.owner.query(`
      insert into kernel.process (id, host, pid, version, started_at, seen_at, memory_bytes, loop_delay_ms, pool_used, pool_max, pool_waiting)
      values ('killed', 'may-2', 7, '0.0.9', now() - interval '1 hour', now() - interval '5 minutes', 1e8, 2, 0, 16, 0);
      insert into kernel.size (taken_on, bytes) values (current_date - 10, 1000)`);
    await noteJob(house.database.transact, 'sweep', { startedAt: new Date(), error: new Error('hỏng') });
    await noteJob(house.database.transact, 'audit-check', { startedAt: new Date(), error: new FoundFaults('1: đứt') });
    await noteJob(house.database.transact, 'audit-head', { startedAt: new Date(), note: 'đầu 3' });
    const look = async () => (await ask('GET', '/api/operation')).body;
    await expect.poll(async () => ((await look())['processes'] as object[]).length).toBe(2);
    const body = await look();
    const ids = (body['warnings'] as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['process-gone', 'job-sweep', 'job-audit-check', 'backup']));
    expect(ids).not.toContain('audit-head');
    expect(body['auditHead']).toMatchObject({ note: 'đầu 3' });
    expect(body['database']).toMatchObject({ growth: { days: 10 } });
    expect(
      (body['jobs'] as { name: string; state: string; error: string | null }[]).map(({ name, state, error }) => [
        name,
        state,
        error,
      ]),
    ).toEqual([
      ['audit-check', 'found', '1: đứt'],
      ['audit-head', 'done', null],
      ['sweep', 'failed', 'hỏng'],
    ]);
    await presence.stop();
    expect(((await look())['processes'] as { id: string }[]).map(({ id }) => id)).toEqual(['killed']);
  });
});
