/** An online backup of a database of 400 MB and its restore, each by a process of its own, and the memory that takes. Works on a copy. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { figureOf } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import type { Scenario } from '../scenario.ts';

const DATABASE_BYTES = 400e6;
const ROUNDS = 3;
/** Months of the calendar that are filled at most, to get to the size. */
const MOST_MONTHS = 600;
const parts = resolve(import.meta.dirname, '../../server/src/kernel/backup');
const PASSPHRASE = 'passphrase of the bench';

type Ran = { seconds: number; megabytes: number; rows: number; sums: unknown };

export const backup: Scenario = {
  name: 'backup',
  run: async ({ size, store, rounds, say }) => {
    const place = await store.copy();
    say(`filled to ${((await fillUp(place)) / 1e6).toFixed(0)} MB`);
    const folder = mkdtempSync(join(tmpdir(), 'chungtay-bench-'));
    const file = join(folder, 'bench.backup');
    const target = inDatabase(place.ownerUrl, 'restored');
    try {
      const made: Ran[] = [];
      const restored: Ran[] = [];
      for (let round = 0; round < rounds(ROUNDS); round += 1) {
        rmSync(file, { force: true });
        made.push(
          inProcess(
            'make.ts',
            `makeBackup({ ownerUrl: ${json(place.ownerUrl)}, out: ${json(file)}, passphrase: ${json(PASSPHRASE)} })`,
          ),
        );
        await asOwner(place.ownerUrl, async (owner) => {
          await owner.query('drop database if exists restored with (force)');
          await owner.query('create database restored template template0');
        });
        restored.push(
          inProcess(
            'restore.ts',
            `restoreBackup({ ownerUrl: ${json(target)}, from: ${json(file)}, passphrase: ${json(PASSPHRASE)}, check: async () => [] })`,
          ),
        );
        if (json(made.at(-1)?.sums) !== json(restored.at(-1)?.sums))
          throw new Error('what was restored is not what was backed up');
      }
      say(`${made[0]?.rows} rows`);
      const shared = { size: size.name };
      return [
        figureOf(
          { ...shared, name: 'backup: online, a database of 400 MB', unit: 's', goal: { of: 'max', atMost: 15 } },
          made.map(({ seconds }) => seconds),
        ),
        figureOf(
          { ...shared, name: 'backup: restored and compared, the same', unit: 's' },
          restored.map(({ seconds }) => seconds),
        ),
        figureOf(
          { ...shared, name: 'backup: memory of the process that backs up', unit: 'MB' },
          made.map(({ megabytes }) => megabytes),
        ),
        figureOf(
          { ...shared, name: 'backup: memory of the process that restores', unit: 'MB' },
          restored.map(({ megabytes }) => megabytes),
        ),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await asOwner(place.ownerUrl, (owner) => owner.query('drop database if exists restored with (force)'));
    }
  },
};

const json = JSON.stringify;
const inDatabase = (url: string, name: string): string => url.replace(/\/[^/?]*(?=\?|$)/, `/${name}`);

/** Adds months like those that are there, until the database has the size. No total follows: nothing here reads one. */
const fillUp = (place: Place): Promise<number> =>
  asOwner(place.ownerUrl, async (owner) => {
    const bytes = async () =>
      Number(
        (await owner.query<{ size: number }>('select pg_database_size(current_database()) as size')).rows[0]?.size ?? 0,
      );
    await owner.query('set statement_timeout = 0');
    await owner.query('alter table figures.sheet disable trigger user');
    const { rows: months } = await owner.query<{ id: number }>(
      `select id from figures.period p where code like '%-M%' and not exists (select from figures.sheet s where s.period_id = p.id) limit ${MOST_MONTHS}`,
    );
    for (const { id } of months) {
      if ((await bytes()) >= DATABASE_BYTES) break;
      await owner.query(
        `insert into figures.sheet (unit_id, period_id, line, reading, own, precision, declared, notes, source, source_id, changed_at)
         select unit_id, $1, line, reading, own, precision, declared, notes, source, source_id, changed_at
         from figures.sheet where period_id = (select min(period_id) from figures.sheet)`,
        [id],
      );
    }
    await owner.query('alter table figures.sheet enable trigger user');
    return bytes();
  });

/** The work in a process of its own, so that its memory is its own. */
const inProcess = (part: string, call: string): Ran => {
  const program = `const part = await import(${json(join(parts, part))});
    const { ms, rows, sums } = await part.${call};
    console.log(JSON.stringify({ seconds: ms / 1000, megabytes: process.resourceUsage().maxRSS / 1000, rows, sums }));`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Ran;
};
