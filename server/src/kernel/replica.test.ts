/** Reading on a second server that follows the first: what one has written one finds, and a copy that is gone holds nobody up. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newFolder } from './backup/testing/alone.ts';
import { type Database, openDatabase, type Tx } from './database.ts';
import { DiffersOnCopy } from './memory.ts';
import { type RunningPostgres, startEmbedded } from './postgres/embedded.ts';
import { isPosition, openReplica, type Position, type Replica, readOnReplica } from './replica.ts';
import { startStandby } from './testing/standby.ts';

describe('a place in the log', () => {
  it.each([
    ['0/0', true],
    ['16/B374D848', true],
    ['FFFFFFFF/FFFFFFFF', true],
    ['16', false],
    ['16/b374', false],
    ['1/123456789', false],
    ["0/0'; drop table x", false],
  ])('%s: %s', (text, is) => {
    expect(isPosition(text)).toBe(is);
  });
});

describe('a reader of two servers', () => {
  const folder = newFolder();
  let first: RunningPostgres;
  let second: RunningPostgres;
  let primary: Database;
  let copy: Database;
  let replica: Replica;

  beforeAll(async () => {
    first = await startEmbedded({ dataDir: join(folder.path, 'first') });
    primary = openDatabase(first.ownerUrl, { max: 4 });
    await sql`create table written (n integer)`.execute(primary.db);
    second = await startStandby(first.ownerUrl, join(folder.path, 'second'));
    copy = openDatabase(second.ownerUrl, { max: 4, waitMs: 2_000 });
    replica = await readOnReplica(primary, copy);
  });
  afterAll(async () => {
    replica.stop();
    await copy.close();
    await primary.close();
    await second.stop();
    await first.stop();
    await folder.remove();
  });

  const numbers = async (tx: Tx): Promise<number[]> =>
    (await sql<{ n: number }>`select n from written order by n`.execute(tx)).rows.map(({ n }) => n);
  const isCopy = async (tx: Tx): Promise<boolean> =>
    (await sql<{ is: boolean }>`select pg_is_in_recovery() as is`.execute(tx)).rows[0]?.is ?? false;
  const read = <T>(seen: Position | null, work: (tx: Tx) => Promise<T>) =>
    replica.transactFor(seen)(work, { readOnly: true });
  const write = async (n: number): Promise<Position> => {
    await replica.transactFor(null)((tx) => sql`insert into written values (${n})`.execute(tx));
    return replica.position();
  };
  /** Holds back what comes to the copy, as a slow line would. */
  const holdBack = (work: () => Promise<void>) =>
    sql`select pg_wal_replay_pause()`
      .execute(copy.db)
      .then(work)
      .finally(() => sql`select pg_wal_replay_resume()`.execute(copy.db));

  it('reads on the copy, writes on the first', async () => {
    const seen = await write(1);
    await expect.poll(() => read(seen, isCopy)).toBe(true);
    expect(await read(seen, numbers)).toEqual([1]);
    expect(replica.asked.copy).toBeGreaterThan(0);
  });

  it('finds what it has written also while the copy is behind; who has not written reads the copy as it is', async () => {
    await holdBack(async () => {
      const seen = await write(2);
      expect(await read(seen, numbers)).toEqual([1, 2]);
      expect(await read(seen, isCopy)).toBe(false);
      expect(await read(null, numbers)).toEqual([1]);
      // Nobody reads what is older than some seconds.
      await expect.poll(() => read(null, numbers), { timeout: 20_000, interval: 500 }).toEqual([1, 2]);
    });
    await expect.poll(() => read(null, isCopy)).toBe(true);
  });

  it('begins again on the first what the copy had to end', async () => {
    await sql`insert into written select generate_series(100, 5000)`.execute(primary.db);
    let tries = 0;
    const seen = await replica.position();
    await expect.poll(() => read(seen, isCopy)).toBe(true);
    const answer = await read(seen, async (tx) => {
      tries += 1;
      if (tries === 1)
        throw Object.assign(new Error('canceling statement due to conflict with recovery'), { code: '40001' });
      return isCopy(tx);
    });
    expect([tries, answer]).toEqual([2, false]);
  });

  it('does not let a copy that differs say what processes keep in memory', async () => {
    let tries = 0;
    const answer = await read(null, async (tx) => {
      tries += 1;
      if (await isCopy(tx)) throw new DiffersOnCopy();
      return 'from the first';
    });
    expect([tries, answer]).toEqual([2, 'from the first']);
    expect(await read(null, isCopy)).toBe(true);
  });

  it('is not opened on a copy of another database, nor with a role that no policy holds', async () => {
    await expect(openReplica(primary, { url: inject('appUrl'), max: 1 })).rejects.toThrow('is no copy of the database');
    await expect(openReplica(primary, { url: second.ownerUrl, max: 1 })).rejects.toThrow('row-level security');
  });

  it('tells a fault of the question itself at once', async () => {
    const asked = { ...replica.asked };
    await expect(read(null, (tx) => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' });
    expect(replica.asked.past).toBe(asked.past);
  });

  it('goes on with the first while the copy is gone', async () => {
    await second.stop();
    await pause(50);
    expect(await read(null, isCopy)).toBe(false);
    const begin = replica.asked.past;
    expect(await read(null, numbers)).toContain(2);
    expect(replica.asked.past).toBe(begin + 1);
  });
});
