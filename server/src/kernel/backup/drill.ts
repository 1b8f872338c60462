/** The restore drill: a backup nobody has restored is a hope. Makes one, restores it elsewhere, compares, and throws it away. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { outageOf } from '../outage.ts';
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
  /** Gives it up: nothing is noted, and the temporary place goes. */
  signal?: AbortSignal | undefined;
};

type Target = { ownerUrl: string; drop: () => Promise<void> };

/**
 * Backs the database up, restores the file into a temporary place, compares every table with the snapshot it was made of, runs the
 * checks of the rooms and notes the result. Differences are an answer, not an error; so is a file that cannot be restored.
 * @throws Error when it could not be tried at all: no backup could be made, no place for it found, no database answered.
 */
export const drill = async (how: HowDrilled): Promise<Drilled> => {
  const at = new Date();
  const begin = performance.now();
  await sweepFolders(at);
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  // The server of the drill may run as another user; what lies inside is closed by itself.
  await chmod(folder, 0o711);
  const out = join(folder, 'drill.backup');
  const passphrase = randomBytes(24).toString('base64');
  const differences: string[] = [];
  let measured: { bytes: number; tables: number; rows: number };
  try {
    const made = await (how.make ?? makeBackup)({ ownerUrl: how.ownerUrl, out, passphrase, signal: how.signal });
    measured = { bytes: made.bytes, tables: made.sums.length, rows: made.rows };
    const target = await targetFor(how, join(folder, 'db'));
    try {
      const { sums, faults } = await restoreBackup({
        ownerUrl: target.ownerUrl,
        from: out,
        passphrase,
        check: how.check,
        despiteFaults: true,
        signal: how.signal,
      });
      for (const source of made.sums) {
        const there = sums.find(({ name }) => name === source.name);
        if (there?.rows !== source.rows || there.hash !== source.hash)
          differences.push(`${source.name}: ${source.rows} ≠ ${there?.rows ?? 0}`);
      }
      differences.push(...faults);
    } catch (error) {
      how.signal?.throwIfAborted();
      if (outageOf(error)) throw error;
      differences.push(
        ...(error instanceof NotTheSame ? error.differences : [error instanceof Error ? error.message : String(error)]),
      );
    } finally {
      await target.drop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const ms = performance.now() - begin;
  await noteDrill(how.ownerUrl, { at, ms, made: measured, differences });
  return { ms, ...measured, differences };
};

const FOLDER = 'chungtay-drill-';
/** No drill takes so long: what is older was left by a process that was killed. */
const LEFT_MS = 86_400_000;

/** Folders of drills that nobody took away, with what they hold of a database. */
const sweepFolders = async (now: Date): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FOLDER)) continue;
    const path = join(tmpdir(), name);
    const found = await stat(path).catch(() => null);
    // One that belongs to another user is theirs to take away.
    if (found && now.getTime() - found.mtimeMs > LEFT_MS)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
};

const targetFor = async ({ ownerUrl, beside }: HowDrilled, dataDir: string): Promise<Target> =>
  (beside ? await databaseBeside(ownerUrl) : null) ?? serverOfItsOwn(dataDir);

const serverOfItsOwn = async (dataDir: string): Promise<Target> => {
  const { ownerUrl, stop } = await startEmbedded({ dataDir });
  return { ownerUrl, drop: stop };
};

/** A database on the same server; null when the owner may not create one. */
const databaseBeside = async (ownerUrl: string): Promise<Target | null> => {
  // The moment stands in the name: the server does not know when a database was made.
  const name = `chungtay_drill_${Math.floor(Date.now() / 1000)}_${randomBytes(6).toString('hex')}`;
  const ask = async (text: string) => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    try {
      return await owner.query<{ may: boolean; left: string[] }>(text);
    } finally {
      await owner.end();
    }
  };
  const { rows } = await ask(
    `select rolcreatedb or rolsuper as may,
       array(select datname::text from pg_database where datname ~ '^chungtay_drill_[0-9]{1,12}_[0-9a-f]+$'
         and pg_has_role(current_user, datdba, 'usage')
         and split_part(datname, '_', 3)::bigint < ${Math.floor((Date.now() - LEFT_MS) / 1000)}) as left
     from pg_roles where rolname = current_user`,
  );
  if (!rows[0]?.may) return null;
  for (const left of rows[0].left) await ask(`drop database if exists ${left} with (force)`);
  await ask(`create database ${name} template template0`);
  return {
    ownerUrl: ownerUrl.replace(/\/[^/?]*(?=\?|$)/, `/${name}`),
    drop: async () => void (await ask(`drop database if exists ${name} with (force)`)),
  };
};
