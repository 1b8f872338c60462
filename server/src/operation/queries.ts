import type { JobAnswer, ProcessAnswer } from '@app/contract/operation/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';

export type DatabaseFacts = {
  now: Date;
  version: string;
  startedAt: Date;
  sizeBytes: number;
  used: number;
  max: number;
  longestSeconds: number;
};

/** What the database says of itself. Counts and ages only: the texts of questions belong to who asked them. */
export const databaseFacts = async (tx: Tx): Promise<DatabaseFacts> => {
  const { rows } = await sql<DatabaseFacts>`
    select clock_timestamp() as now, split_part(current_setting('server_version'), ' ', 1) as version,
      pg_postmaster_start_time() as "startedAt", pg_database_size(current_database()) as "sizeBytes",
      (select sum(numbackends)::integer from pg_stat_database) as used,
      current_setting('max_connections')::integer as max,
      kernel.longest_transaction() as "longestSeconds"`.execute(tx);
  const [facts] = rows;
  if (!facts) throw new Error('the database says nothing of itself');
  return facts;
};

export type LastVerify = { at: Date; entries: number; faults: number };

/** When the audit was last verified and what was found; null when it never was. */
export const lastVerify = async (tx: Tx): Promise<LastVerify | null> => {
  const row = await tx
    .selectFrom('kernel.instance')
    .select('value')
    .where('key', '=', 'audit_verified')
    .executeTakeFirst();
  if (!row) return null;
  // Written by the verification alone, in this shape.
  const { at, entries, faults } = row.value as { at: string; entries: number; faults: number };
  return { at: new Date(at), entries, faults };
};

export type SizeOfDay = { day: string; bytes: number };

/** Sizes of the last 30 days for which one was kept, the oldest first. */
export const sizes = async (tx: Tx): Promise<SizeOfDay[]> =>
  tx
    .selectFrom('kernel.size')
    .select(['takenOn as day', 'bytes'])
    .where('takenOn', '>=', sql<string>`current_date - 30`)
    .orderBy('takenOn')
    .execute();

/** Keeps today's size of the database; answers it in bytes. */
export const keepSize = async (tx: Tx): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`
    insert into kernel.size (taken_on, bytes) values (current_date, pg_database_size(current_database()))
    on conflict (taken_on) do update set bytes = excluded.bytes returning bytes`.execute(tx);
  return rows[0]?.bytes ?? 0;
};

export type ProcessRow = Omit<ProcessAnswer, 'startedAt'> & { startedAt: Date };

export const processes = async (tx: Tx): Promise<ProcessRow[]> =>
  tx
    .selectFrom('kernel.process')
    .select([
      'id',
      'host',
      'pid',
      'version',
      'startedAt',
      'draining',
      'memoryBytes',
      'loopDelayMs',
      'poolUsed',
      'poolMax',
      'poolWaiting',
      sql<number>`extract(epoch from clock_timestamp() - seen_at)::float8`.as('seenSecondsAgo'),
    ])
    .orderBy('startedAt')
    .execute();

export type JobRow = Omit<JobAnswer, 'state' | 'startedAt' | 'succeededAt'> & {
  startedAt: Date | null;
  endedAt: Date | null;
  succeededAt: Date | null;
  found: boolean;
};

export const jobs = async (tx: Tx): Promise<JobRow[]> =>
  tx
    .selectFrom('kernel.job')
    .select(['name', 'startedAt', 'endedAt', 'succeededAt', 'seconds', 'note', 'error', 'found'])
    .orderBy('name')
    .execute();
