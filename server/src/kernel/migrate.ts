import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { takeOnRuntimeRole } from './runtime-role.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** Names of the migrations in the order in which they run. */
export const migrationNames = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();

export type Migration = { name: string; text: string; hash: string };

/** The migrations this program knows, in the order in which they run. */
export const knownMigrations = async (): Promise<Migration[]> =>
  Promise.all(
    (await migrationNames()).map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );

/** Held while the tables of a database are being made, restored or backed up, so that none of these meets another. */
export const MIGRATION_LOCK = 20_261_122;

const createLedger =
  'create table if not exists public.migration (name text primary key, hash text not null, ran_at timestamptz not null default now())';

/** Takes a function away: `drop function figures.raise(…)`. The schema is what is asked for. */
const DROPPED = /^drop (?:function|procedure) (?:if exists )?(\w+)\./gm;

/**
 * Whoever is in the middle of a statement may still call what a migration takes away: triggers that run in its schema come to their end
 * first, and statements that begin meanwhile wait until the migration is there.
 */
const letTriggersEnd = async (client: pg.Client, text: string): Promise<void> => {
  const schemas = [...text.matchAll(DROPPED)].map(([, schema]) => schema);
  const { rows } = await client.query<{ tables: string | null }>(
    `select string_agg(distinct format('%I.%I', n.nspname, c.relname), ', ') as tables
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where not t.tgisinternal and n.nspname = any ($1)`,
    [schemas],
  );
  const tables = rows[0]?.tables;
  if (tables) await client.query(`lock table ${tables} in share row exclusive mode`);
};

/** Runs one migration inside the caller's transaction. @throws Error naming the migration. */
const run = async (client: pg.Client, { name, text, hash }: Migration): Promise<void> => {
  try {
    await letTriggersEnd(client, text);
    await client.query(text);
    await client.query('insert into public.migration (name, hash) values ($1, $2)', [name, hash]);
  } catch (error) {
    throw new Error(`migration ${name} failed`, { cause: error });
  }
};

/** How often a migration that gets no lock beside running requests is begun anew, and the pause between. */
const ATTEMPTS = 60;
const PAUSE_MS = 250;

/**
 * Runs one migration in its own transaction beside processes that go on working. It waits for a lock for less time than the database
 * takes to see a deadlock (1 s), so that the migration steps back and no request of theirs is the one that is broken off.
 */
export const runAlone = async (client: pg.Client, migration: Migration): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = '600ms'`);
      await run(client, migration);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
      if ((code !== '55P03' && code !== '40P01') || attempt === ATTEMPTS) throw error;
      await pause(PAUSE_MS);
    }
  }
};

/** Runs these migrations, all inside the caller's one transaction: a restored database is whole or not there. */
export const runWithin = async (client: pg.Client, migrations: readonly Migration[]): Promise<void> => {
  await client.query(createLedger);
  for (const migration of migrations) {
    await run(client, migration);
    // What one file leaves to the end of its transaction would stop the next from altering the same table.
    await client.query('set constraints all immediate');
  }
};

/**
 * Brings a database up to date: plain SQL, forward only, each file in its own transaction, one process at a time.
 * A file that was changed after it ran is refused: history is not rewritten. At the end the owner may take on the runtime role.
 */
export const migrate = async (ownerUrl: string): Promise<{ ran: string[] }> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const ran: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(createLedger);
    const done = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from public.migration')).rows.map(
        (row) => [row.name, row.hash],
      ),
    );
    for (const migration of await knownMigrations()) {
      const { name, hash } = migration;
      const before = done.get(name);
      if (before === hash) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it ran`);
      await runAlone(client, migration);
      ran.push(name);
    }
    await takeOnRuntimeRole(client);
  } finally {
    await client.end();
  }
  return { ran };
};
