/** Makes a backup while the work goes on: one snapshot of all tables, streamed into one sealed file. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { MIGRATION_LOCK } from '../migrate.ts';
import { programVersion } from '../version.ts';
import { type End, jsonRecord, type Manifest, record, type TableShape, type TableSum } from './records.ts';
import { type Content, sealing } from './sealed.ts';
import { mustSeeAll, PLAIN_TEXT, sequencesOf, tablesOf } from './shape.ts';

export type MadeBackup = { manifest: Manifest; sums: TableSum[]; rows: number; bytes: number; ms: number };

type HowMade = {
  ownerUrl: string;
  out: string;
  /** Null: not hidden from anybody who has the file. */
  passphrase: string | null;
  /** 1 is fast, 9 is small. */
  level?: number;
  /** Gives it up; nothing is left behind. */
  signal?: AbortSignal | undefined;
};

/**
 * Backs up every table of the database as it is at this moment. Nobody waits for it, except a program that starts and would change
 * tables. The file has its name only when it is whole and on disk.
 * @throws Error when the role does not see all rows, or the file cannot be written; then nothing is left behind.
 */
export const makeBackup = async ({ ownerUrl, out, passphrase, level = 1, signal }: HowMade): Promise<MadeBackup> => {
  const begin = performance.now();
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'chungtay backup' });
  client.on('error', () => undefined);
  await client.connect();
  const giveUp = endWith(client, signal);
  try {
    signal?.throwIfAborted();
    // Held by the session: taken before the snapshot, so that no table changes between the two.
    await client.query('select pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(PLAIN_TEXT);
    await mustSeeAll(client);
    const manifest = await manifestOf(client);
    const sums: TableSum[] = [];
    await writeSealed({ out, content: 'tables', passphrase }, (sealed) =>
      pipeline(
        Readable.from(recordsFrom(client, manifest, sums), { objectMode: false, highWaterMark: 1 << 20 }),
        createGzip({ level, chunkSize: 1 << 18 }),
        ...sealed,
      ),
    );
    const rows = sums.reduce((sum, table) => sum + table.rows, 0);
    return { manifest, sums, rows, bytes: (await stat(out)).size, ms: performance.now() - begin };
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    giveUp();
    await client.end().catch(() => undefined);
  }
};

/** Ends a connection, with the statement under way, when the signal says so; answers how to stop listening for it. */
export const endWith = (client: pg.Client, signal: AbortSignal | undefined): (() => void) => {
  const end = () => void client.end().catch(() => undefined);
  signal?.addEventListener('abort', end);
  return () => signal?.removeEventListener('abort', end);
};

/** A file under another name until it is whole and on disk; nothing is left of one that failed. */
export const writeSealed = async (
  at: { out: string; content: Content; passphrase: string | null },
  write: (sealed: [Awaited<ReturnType<typeof sealing>>, Writable]) => Promise<void>,
): Promise<void> => {
  const half = `${at.out}.half-${randomBytes(4).toString('hex')}`;
  try {
    const seal = await sealing(at.content, at.passphrase);
    await write([seal, createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true })]);
    await rename(half, at.out);
    const folder = await open(dirname(at.out), 'r');
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
};

const manifestOf = async (client: pg.Client): Promise<Manifest> => {
  const { rows: migrations } = await client.query<{ name: string; hash: string }>(
    'select name, hash from public.migration order by name',
  );
  const { rows: about } = await client.query<{ postgres: string; at: Date }>(
    "select current_setting('server_version') as postgres, now() as at",
  );
  return {
    version: programVersion,
    madeAt: (about[0]?.at ?? new Date()).toISOString(),
    postgres: about[0]?.postgres ?? '',
    migrations,
    tables: await tablesOf(client),
    sequences: await sequencesOf(client),
  };
};

async function* recordsFrom(client: pg.Client, manifest: Manifest, sums: TableSum[]): AsyncGenerator<Buffer> {
  yield* jsonRecord('M', manifest);
  for (const table of manifest.tables) {
    yield* jsonRecord('T', table);
    const sum = yield* copied(client, table);
    sums.push(sum);
    yield* jsonRecord('E', sum);
  }
  const end: End = { tables: sums.length, rows: sums.reduce((all, { rows }) => all + rows, 0) };
  yield* jsonRecord('Z', end);
}

async function* copied(client: pg.Client, table: TableShape): AsyncGenerator<Buffer, TableSum> {
  const source = client.query(copyTo(copyText(table)));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of source as AsyncIterable<Buffer>) {
    hash.update(part);
    bytes += part.length;
    yield* record('D', part);
  }
  return { name: table.name, rows: source.rowCount, bytes, hash: hash.digest('hex') };
}

const copyText = ({ name, columns }: TableShape): string => `copy ${name} (${columns.join(', ')}) to stdout`;

/** Rows and hash of a table as they are now, by the same text that a backup holds. */
export const sumOf = async (client: pg.Client, table: TableShape): Promise<TableSum> => {
  const reading = copied(client, table);
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
};
