/**
 * The whole embedded database as files, taken while it runs. Together with the kept log it can be brought to any later moment.
 * A PostgreSQL of the operator's own has its own tools for that.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { programVersion } from '../version.ts';
import { writeSealed } from './make.ts';
import { jsonRecord, record } from './records.ts';
import { folderInUse, noArchive, noServerOfOwn } from './words.ts';

export const BASE = 'base.backup';

export type PhysicalManifest = { version: string; postgres: string; madeAt: string };
/** What the server says at the end of the copy; without the label it would start from a state that never was. */
export type PhysicalEnd = { label: string; stoppedAt: string; files: number };

/** Content of these folders belongs to the running server or is made anew. */
const emptied = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const leftOut = [
  './postmaster.pid',
  './postmaster.opts',
  './*/pgsql_tmp*',
  ...emptied.map((folder) => `./${folder}/*`),
];

/** tar says 1 when a file changed under its hands; the log puts that right. */
const TAR_CHANGED = 1;

/**
 * Copies the files of the running embedded database into `out`. The log from its begin to its end is in the archive when it returns.
 * @throws Error when the database is not on this machine, keeps no log, or the folder is in use.
 */
export const makePhysicalBackup = async (at: {
  ownerUrl: string;
  out: string;
  passphrase: string | null;
}): Promise<{ bytes: number; ms: number; stoppedAt: Date }> => {
  const begin = performance.now();
  const client = new pg.Client({ connectionString: at.ownerUrl, application_name: 'chungtay backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ data: string; archives: string; postgres: string; now: Date }>(
      `select current_setting('data_directory') as data, current_setting('archive_mode') as archives,
              current_setting('server_version') as postgres, clock_timestamp() as now`,
    );
    const here = rows[0];
    if (!here || !existsSync(join(here.data, 'PG_VERSION'))) throw noServerOfOwn();
    if (here.archives === 'off') throw noArchive();
    await mkdir(at.out, { recursive: true, mode: 0o700 });
    if ((await readdir(at.out)).length > 0) throw folderInUse(at.out);
    await client.query('set statement_timeout = 0');
    await client.query("select pg_backup_start('chungtay', true)");
    const manifest: PhysicalManifest = {
      version: programVersion,
      postgres: here.postgres,
      madeAt: here.now.toISOString(),
    };
    let size = 0;
    let stoppedAt = here.now;
    async function* records(): AsyncGenerator<Buffer> {
      yield* jsonRecord('M', manifest);
      for await (const part of tarOf(here?.data ?? '')) {
        size += part.length;
        yield* record('D', part);
      }
      const { rows: stopped } = await client.query<{ label: string; now: Date }>(
        'select labelfile as label, clock_timestamp() as now from pg_backup_stop(true)',
      );
      stoppedAt = stopped[0]?.now ?? stoppedAt;
      const end: PhysicalEnd = { label: stopped[0]?.label ?? '', stoppedAt: stoppedAt.toISOString(), files: size };
      yield* jsonRecord('Z', end);
    }
    await writeSealed({ out: join(at.out, BASE), content: 'files', passphrase: at.passphrase }, (sealed) =>
      pipeline(
        Readable.from(records(), { objectMode: false, highWaterMark: 1 << 20 }),
        createGzip({ level: 1, chunkSize: 1 << 18 }),
        ...sealed,
      ),
    );
    return { bytes: size, ms: performance.now() - begin, stoppedAt };
  } finally {
    // Without its end the server gives the backup up by itself.
    await client.end().catch(() => undefined);
  }
};

async function* tarOf(data: string): AsyncGenerator<Buffer> {
  const tar = spawn('tar', ['-C', data, ...leftOut.map((path) => `--exclude=${path}`), '-cf', '-', '.'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  tar.stderr.on('data', (part: Buffer) => {
    complaints = `${complaints}${part.toString()}`.slice(-1000);
  });
  const ended = once(tar, 'close') as Promise<[number | null]>;
  try {
    for await (const part of tar.stdout as AsyncIterable<Buffer>) yield part;
    const [code] = await ended;
    if (code === null || code > TAR_CHANGED) throw new Error(`tar: ${complaints}`);
  } finally {
    tar.kill();
  }
}
