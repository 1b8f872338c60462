import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FoundFaults, isDue, type Job, noteJob, runDueJobs, startJobs } from './jobs.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const at = (text: string) => new Date(`${text}:00+07:00`);

describe('when a job is due', () => {
  const hourly = { everySeconds: 3600 };
  const nightly = { everySeconds: 86_400, atHour: 2 };
  const weekly = { everySeconds: 604_800, atHour: 3 };
  const ran = (text: string, succeeded = true) => ({
    knownSince: at('2026-11-01T00:00'),
    startedAt: at(text),
    succeededAt: succeeded ? at(text) : null,
    found: false,
  });
  const never = { knownSince: at('2026-11-22T12:00'), startedAt: null, succeededAt: null, found: false };
  const found = (text: string) => ({ ...ran(text, false), found: true });

  it.each([
    ['an hourly one at once when it never ran', hourly, never, '2026-11-22T12:00', true],
    ['not again within the hour', hourly, ran('2026-11-22T12:00'), '2026-11-22T12:59', false],
    ['again after the hour', hourly, ran('2026-11-22T12:00'), '2026-11-22T13:00', true],
    ['a failed one after a quarter of an hour', hourly, ran('2026-11-22T12:00', false), '2026-11-22T12:15', true],
    ['a failed one not at once', hourly, ran('2026-11-22T12:00', false), '2026-11-22T12:14', false],
    ['a failed nightly one again in its night', nightly, ran('2026-11-23T02:00', false), '2026-11-23T05:30', true],
    ['a failed nightly one not at once', nightly, ran('2026-11-23T02:00', false), '2026-11-23T03:00', false],
    ['a failed nightly one not by day', nightly, ran('2026-11-23T05:30', false), '2026-11-23T10:00', false],
    ['a failed nightly one the next night', nightly, ran('2026-11-23T05:30', false), '2026-11-24T02:00', true],
    ['a failed weekly one not in the same night', weekly, ran('2026-11-22T03:00', false), '2026-11-22T06:50', false],
    ['a failed weekly one the next night', weekly, ran('2026-11-22T03:00', false), '2026-11-23T03:00', true],
    ['one that found faults not before its time', weekly, found('2026-11-22T03:00'), '2026-11-23T03:00', false],
    ['one that found faults in its time', weekly, found('2026-11-22T03:00'), '2026-11-29T03:00', true],
    ['a nightly one not in the day it was first known', nightly, never, '2026-11-22T23:59', false],
    ['a nightly one in the first night', nightly, never, '2026-11-23T02:00', true],
    ['a nightly one once a night', nightly, ran('2026-11-23T02:01'), '2026-11-23T09:00', false],
    ['a nightly one the next night', nightly, ran('2026-11-23T02:05'), '2026-11-24T02:00', true],
    ['a missed night in the morning after', nightly, ran('2026-11-20T02:05'), '2026-11-22T09:00', true],
    ['a weekly one not the next night', weekly, ran('2026-11-22T03:00'), '2026-11-23T03:10', false],
    ['a weekly one in the same night of the next week', weekly, ran('2026-11-22T03:10'), '2026-11-29T03:00', true],
  ] as const)('%s', (_, job, times, now, due) => {
    expect(isDue(job, times, at(now))).toBe(due);
  });
});

describe('timed work of several processes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('ground');
  });
  afterAll(() => database.close());
  beforeEach(async () => void (await database.owner.query('delete from kernel.job')));

  const signal = new AbortController().signal;
  const row = async (name: string) =>
    (await database.owner.query('select * from kernel.job where name = $1', [name])).rows[0];

  it('runs a job once, however many processes look at the same time', async () => {
    let runs = 0;
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => {
      open = done;
    });
    const jobs: Job[] = [
      {
        name: 'counted',
        everySeconds: 3600,
        run: async () => {
          runs += 1;
          await gate;
          return '1 lần';
        },
      },
    ];
    const first = runDueJobs({ database, jobs }, signal);
    await expect.poll(() => runs).toBe(1);
    // Other processes find the lock taken and go on.
    expect(await Promise.all([1, 2, 3].map(() => runDueJobs({ database, jobs }, signal)))).toEqual([[], [], []]);
    open();
    expect(await first).toEqual(['counted']);
    // The lock is free again, and the row says that the work is done.
    expect(await runDueJobs({ database, jobs }, signal)).toEqual([]);
    expect(runs).toBe(1);
    expect(await row('counted')).toMatchObject({ note: '1 lần', error: null });
  });

  it('keeps the words of a failure without quoted values, goes on with the next job, and keeps the last success', async () => {
    const broken: Job = {
      name: 'broken',
      everySeconds: 60,
      run: async () => {
        throw new Error('could not read "mat-khau-cua-toi"');
      },
    };
    const fine: Job = { name: 'fine', everySeconds: 60, run: async () => undefined };
    await noteJob(database.transact, 'broken', { startedAt: new Date(), note: 'tốt' });
    await database.owner.query(
      "update kernel.job set started_at = now() - interval '1 hour', succeeded_at = now() - interval '59 minutes'",
    );
    const before = await row('broken');
    expect(await runDueJobs({ database, jobs: [broken, fine] }, signal)).toEqual(['broken', 'fine']);
    const after = await row('broken');
    expect(after).toMatchObject({ error: 'could not read "…"', note: 'tốt', succeeded_at: before.succeeded_at });
    expect(after.started_at > before.started_at).toBe(true);
  });

  it('lets go of the lock of a process that was killed in the middle of its work', async () => {
    const holder = await database.pool.connect();
    await holder.query("select pg_advisory_lock(20261122, hashtext('orphan'))");
    const jobs: Job[] = [{ name: 'orphan', everySeconds: 1, run: async () => undefined }];
    expect(await runDueJobs({ database, jobs }, signal)).toEqual([]);
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    holder.release(new Error('killed'));
    await expect.poll(() => runDueJobs({ database, jobs }, signal)).toEqual(['orphan']);
  });

  it('stops only after the work under way', async () => {
    let ended = false;
    let begun = false;
    const jobs: Job[] = [
      {
        name: 'long',
        everySeconds: 60,
        run: (aborted) =>
          new Promise((done) => {
            begun = true;
            aborted.addEventListener('abort', () =>
              setImmediate(() => {
                ended = true;
                done();
              }),
            );
          }),
      },
    ];
    const timed = startJobs({ database, jobs });
    await expect.poll(() => begun).toBe(true);
    await timed.stop(60_000);
    expect(ended).toBe(true);
    expect(await row('long')).toMatchObject({ error: null });
  });

  it('does not wait for ever for one that does not hear', async () => {
    let begun = false;
    let open = (): void => undefined;
    const jobs: Job[] = [
      {
        name: 'deaf',
        everySeconds: 60,
        run: () =>
          new Promise((done) => {
            begun = true;
            open = done;
          }),
      },
    ];
    const timed = startJobs({ database, jobs });
    await expect.poll(() => begun).toBe(true);
    await timed.stop(20);
    expect(await row('deaf')).toMatchObject({ ended_at: null });
    open();
    await expect.poll(async () => (await row('deaf')).ended_at).not.toBe(null);
  });

  it('tells faults that were found from work that could not be done', async () => {
    const jobs: Job[] = [
      { name: 'finder', everySeconds: 1, run: () => Promise.reject(new FoundFaults('2: khác')) },
      { name: 'breaker', everySeconds: 1, run: () => Promise.reject(new Error('no disk')) },
    ];
    await runDueJobs({ database, jobs }, signal);
    expect(await row('finder')).toMatchObject({ error: '2: khác', found: true, succeeded_at: null });
    expect(await row('breaker')).toMatchObject({ error: 'no disk', found: false });
    await noteJob(database.transact, 'finder', { startedAt: new Date() });
    expect(await row('finder')).toMatchObject({ error: null, found: false });
  });

  it('shows the tables of the operator to nobody else', async () => {
    await noteJob(database.transact, 'seen', { startedAt: new Date() });
    const names = await database.transact((tx) => tx.selectFrom('kernel.job').select('name').execute());
    expect(names).toEqual([]);
  });
});
