import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { drill } from './drill.ts';
import { makeBackup } from './make.ts';
import { lastBackup, lastDrill } from './queries.ts';
import { backUpBySchedule, backupJobs } from './schedule.ts';
import { newFolder, nothingToSay, passphrase } from './testing/alone.ts';
import { asAdmin } from './testing/empty.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('ground');
});
afterAll(() => database.close());

const asOperator = <T>(ask: Parameters<typeof database.transact<T>>[0]) =>
  database.transact(async (tx) => {
    await sql`select set_config('app.operates', 'yes', true)`.execute(tx);
    return ask(tx);
  });
const drillsLeft = () => asAdmin("select datname from pg_database where datname like 'chungtay_drill%'");

describe('the restore drill', () => {
  const how = () => ({ ownerUrl: database.ownerUrl, check: nothingToSay, beside: true });

  it('restores into a server of its own, finds every table the same and leaves nothing', async () => {
    const drilled = await drill({ ...how(), beside: false });
    expect(drilled).toMatchObject({ differences: [] });
    expect(drilled.tables).toBeGreaterThan(25);
    const last = await asOperator(lastDrill);
    expect(last).toMatchObject({ differences: [] });
    expect(last?.note).toContain(`${drilled.tables} bảng / tables, ${drilled.rows} dòng / rows`);
    expect(await asAdmin('select 1 as alive', database.ownerUrl)).toHaveLength(1);
  }, 120_000);

  it('restores into a database beside it and drops it again', async () => {
    expect(await drill(how())).toMatchObject({ differences: [] });
    expect(await drillsLeft()).toEqual([]);
  }, 120_000);

  it('tells what the checks of the rooms find', async () => {
    const { differences } = await drill({ ...how(), check: () => Promise.resolve(['a total is wrong']) });
    expect(differences).toEqual(['a total is wrong']);
    expect(await asOperator(lastDrill)).toMatchObject({ differences });
    expect(await drillsLeft()).toEqual([]);
  }, 120_000);

  it('tells a file that is damaged', async () => {
    const { differences } = await drill({
      ...how(),
      make: async (asked) => {
        const made = await makeBackup(asked);
        const content = readFileSync(asked.out);
        content.writeUInt8(content.readUInt8(content.length - 100) ^ 1, content.length - 100);
        writeFileSync(asked.out, content);
        return made;
      },
    });
    expect(differences).toEqual([expect.stringMatching(/damaged at chunk/)]);
    expect(await drillsLeft()).toEqual([]);
  }, 120_000);

  it('tells a table that is not what it was', async () => {
    const { differences } = await drill({
      ...how(),
      make: async (asked) => {
        const made = await makeBackup(asked);
        const sums = made.sums.map((sum) => (sum.name === 'org.body' ? { ...sum, hash: 'planted' } : sum));
        return { ...made, sums };
      },
    });
    expect(differences).toEqual([expect.stringMatching(/^org\.body/)]);
  }, 120_000);

  it('is no result when it could not be tried', async () => {
    const before = await asOperator(lastDrill);
    const make = () => Promise.reject(new Error('no room on the disk'));
    await expect(drill({ ...how(), make })).rejects.toThrow('no room');
    expect(await asOperator(lastDrill)).toEqual(before);
  }, 120_000);

  it.each(['while it backs up', 'while it restores'])(
    'is given up %s, and leaves nothing',
    async (when) => {
      const before = await asOperator(lastDrill);
      const stopping = new AbortController();
      const given = drill({
        ...how(),
        signal: stopping.signal,
        make: (asked) => {
          if (when === 'while it backs up') setImmediate(() => stopping.abort());
          return makeBackup(asked);
        },
        check: async ({ client }) => {
          stopping.abort();
          await client.query('select pg_sleep(60)');
          return [];
        },
      });
      await expect(given).rejects.toThrow(/abort/);
      expect(await asOperator(lastDrill)).toEqual(before);
      expect(await drillsLeft()).toEqual([]);
    },
    50_000,
  );

  it('takes away what a killed one left days ago, and nothing younger', async () => {
    const now = Math.floor(Date.now() / 1000);
    const [old, young] = [`chungtay_drill_${now - 90_000}_00ff`, `chungtay_drill_${now - 80_000}_00ff`];
    for (const name of [old, young]) await asAdmin(`create database ${name} template template0`);
    const folder = mkdtempSync(join(tmpdir(), 'chungtay-drill-'));
    mkdirSync(join(folder, 'db'));
    utimesSync(folder, now - 90_000, now - 90_000);
    await drill(how());
    const left = (await drillsLeft()).map((row) => row['datname']);
    await asAdmin(`drop database ${young}`);
    expect(left).toContain(young);
    expect(left).not.toContain(old);
    expect(existsSync(folder)).toBe(false);
  }, 120_000);

  it('is seen by posts that operate, and by nobody else', async () => {
    expect(await database.transact(lastDrill)).toBe(null);
    expect(await asOperator(lastDrill)).not.toBe(null);
  });
});

describe('the backup of the night', () => {
  it('is made, noted, and old ones and halves are forgotten; other files are left alone', async () => {
    const folder = newFolder();
    const dir = join(folder.path, 'kept');
    const job = { ownerUrl: database.ownerUrl, dir, passphrase, plain: false };
    await backUpBySchedule(job, new Date('2026-11-21T18:00:00Z'));
    const [old, young] = ['chungtay-20261120T180000Z.backup.half-00ff', 'chungtay-by-hand.backup.half-00ff'];
    for (const name of ['chungtay-20261121T170000Z.backup', old, young, 'letter.txt'])
      writeFileSync(join(dir, name), '');
    utimesSync(join(dir, old), new Date('2026-11-21T17:59:00Z'), new Date('2026-11-21T17:59:00Z'));
    utimesSync(join(dir, young), new Date('2026-11-22T17:59:00Z'), new Date('2026-11-22T17:59:00Z'));
    expect(await backUpBySchedule(job, new Date('2026-11-22T18:00:00Z'))).toContain('−1 bản cũ');
    expect(readdirSync(dir).sort()).toEqual([
      'chungtay-20261121T180000Z.backup',
      'chungtay-20261122T180000Z.backup',
      young,
      'letter.txt',
    ]);
    expect((await asOperator(lastBackup))?.note).toMatch(/^chungtay-20261122T180000Z\.backup: .* [1-9]\d* dòng/);
    expect(await database.transact(lastBackup)).toBe(null);
    folder.remove();
  }, 120_000);

  it('is noted as failed when it could not be made, and is not made in the open unless that was wanted', async () => {
    const job = { ownerUrl: database.ownerUrl, dir: '/dev/null/none', passphrase, plain: false };
    await expect(backUpBySchedule(job, new Date('2026-11-23T18:00:00Z'))).rejects.toThrow();
    await expect(backUpBySchedule({ ...job, passphrase: null }, new Date('2026-11-24T18:00:00Z'))).rejects.toThrow();
    const errors = await asAdmin<{ error: string }>(
      'select error from kernel.backup where error is not null order by at',
      database.ownerUrl,
    );
    expect(errors.map(({ error }) => error)).toEqual([
      expect.stringContaining('ENOTDIR'),
      expect.stringContaining('The passphrase is missing'),
    ]);
    // What failed is no backup.
    expect((await asOperator(lastBackup))?.at).toEqual(new Date('2026-11-22T18:00:00Z'));
  });

  it('is timed work only where there is a folder for it; the drill is always', () => {
    const job = { ownerUrl: '', passphrase, plain: false, check: nothingToSay, beside: true };
    expect(backupJobs({ ...job, dir: null }).map(({ name }) => name)).toEqual(['backup-drill']);
    expect(backupJobs({ ...job, dir: '/x' }).map(({ name }) => name)).toEqual(['backup', 'backup-drill']);
  });
});
