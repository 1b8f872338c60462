import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';

const folder = new URL('../../migrations/', import.meta.url);

/** Names of the migrations in the order in which they run. */
export const migrationNames = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();

/**
 * Brings a database up to date: plain SQL, forward only, each file in its own transaction, one process at a time.
 * A file that was changed after it ran is refused: history is not rewritten.
 */
export const migrate = async (ownerUrl: string): Promise<{ ran: string[] }> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const ran: string[] = [];
  try {
    await client.query('select pg_advisory_lock(20261122)');
    await client.query(
      'create table if not exists public.migration (name text primary key, hash text not null, ran_at timestamptz not null default now())',
    );
    const done = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from public.migration')).rows.map(
        (row) => [row.name, row.hash],
      ),
    );
    for (const name of await migrationNames()) {
      const text = await readFile(new URL(name, folder), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      const before = done.get(name);
      if (before === hash) continue;
      if (before !== undefined) throw new Error(`migration ${name} was changed after it ran`);
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into public.migration (name, hash) values ($1, $2)', [name, hash]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name} failed`, { cause: error });
      }
      ran.push(name);
    }
  } finally {
    await client.end();
  }
  return { ran };
};
