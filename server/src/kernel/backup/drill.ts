/** The restore drill: a backup nobody has restored is a hope. Makes one, restores it elsewhere, compares, and throws it away. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../postgres/embedded.ts';
import { makeBackup } from './make.ts';
import { noteDrill } from './queries.ts';
import { type Check, restoreBackup } from './restore.ts';
import { NotTheSame } from './words.ts';

export type Drilled = { ms: number; bytes: number; tables: number; rows: number; differences: string[] };

export type HowDrilled = {
  ownerUrl: string;
  check: Check;
  /** A database beside the one that is drilled, where its owner may make one; otherwise a server of its own for the time it takes. */
  beside: boolean;
  /** Takes the place of making the backup, so that a test can damage what was made. */
  make?: typeof makeBackup;
};

type Target = { ownerUrl: string; drop: () => Promise<void> };

/**
 * Backs the database up, restores the file into a temporary place, compares every table with the snapshot it was made of, runs the
 * checks of the rooms and notes the result. Differences are an answer, not an error.
 */
export const drill = async (how: HowDrilled): Promise<Drilled> => {
  const at = new Date();
  const begin = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'chungtay-drill-'));
  // The server of the drill may run as another user; what lies inside is closed by itself.
  await chmod(folder, 0o711);
  const out = join(folder, 'drill.backup');
  const passphrase = randomBytes(24).toString('base64');
  let made: Awaited<ReturnType<typeof makeBackup>> | null = null;
  const differences: string[] = [];
  try {
    made = await (how.make ?? makeBackup)({ ownerUrl: how.ownerUrl, out, passphrase });
    const target = await targetFor(how, join(folder, 'db'));
    try {
      const { sums, faults } = await restoreBackup({
        ownerUrl: target.ownerUrl,
        from: out,
        passphrase,
        check: how.check,
        despiteFaults: true,
      });
      for (const source of made.sums) {
        const there = sums.find(({ name }) => name === source.name);
        if (there?.rows !== source.rows || there.hash !== source.hash)
          differences.push(`${source.name}: ${source.rows} ≠ ${there?.rows ?? 0}`);
      }
      differences.push(...faults);
    } finally {
      await target.drop();
    }
  } catch (error) {
    differences.push(
      ...(error instanceof NotTheSame ? error.differences : [error instanceof Error ? error.message : String(error)]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const measured = made && { bytes: made.bytes, tables: made.sums.length, rows: made.rows };
  const ms = performance.now() - begin;
  await noteDrill(how.ownerUrl, { at, ms, made: measured, differences });
  return { ms, bytes: 0, tables: 0, rows: 0, ...measured, differences };
};

const targetFor = async ({ ownerUrl, beside }: HowDrilled, dataDir: string): Promise<Target> =>
  (beside ? await databaseBeside(ownerUrl) : null) ?? serverOfItsOwn(dataDir);

const serverOfItsOwn = async (dataDir: string): Promise<Target> => {
  const { ownerUrl, stop } = await startEmbedded({ dataDir });
  return { ownerUrl, drop: stop };
};

/** A database on the same server; null when the owner may not create one. */
const databaseBeside = async (ownerUrl: string): Promise<Target | null> => {
  const name = `chungtay_drill_${randomBytes(6).toString('hex')}`;
  const ask = async (text: string) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      return await owner.query<{ may: boolean }>(text);
    } finally {
      await owner.end();
    }
  };
  const { rows } = await ask('select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user');
  if (!rows[0]?.may) return null;
  await ask(`create database ${name} template template0`);
  return {
    ownerUrl: ownerUrl.replace(/\/[^/?]*(?=\?|$)/, `/${name}`),
    drop: async () => void (await ask(`drop database if exists ${name} with (force)`)),
  };
};
