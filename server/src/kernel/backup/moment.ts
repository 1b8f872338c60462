/** Brings a copy of the files and the kept log to one moment, in a data folder of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { startPostgres } from '../postgres/launcher.ts';
import { type Place, preparePlace } from '../postgres/place.ts';
import type { Program } from '../postgres/program.ts';
import { BASE, type PhysicalEnd, type PhysicalManifest } from './physical.ts';
import { parsed, type Read, recordsOf } from './records.ts';
import { unsealed } from './sealed.ts';
import { cutShort, damaged, folderInUse, tooEarly } from './words.ts';

/** Reading a long log takes its time. */
const RECOVERY_LIMIT_MS = 6 * 3_600_000;

export type HowBroughtBack = {
  program: Program;
  /** The folder that `backup --physical` has made. */
  from: string;
  /** The folder of the kept log. */
  log: string;
  /** Everything committed until then is there and nothing later; null: everything the log has. */
  until: Date | null;
  /** A folder without a database. */
  dataDir: string;
  passphrase: string | null;
};

/**
 * @throws Error when the folder holds a database, the copy is damaged, or the log does not reach the moment. Nothing is left then.
 */
export const bringBack = async (how: HowBroughtBack): Promise<void> => {
  const place = preparePlace(how.dataDir);
  if (existsSync(place.data)) throw folderInUse(place.data);
  const half = `${place.data}-half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  try {
    const { end } = await unpack(how, half);
    if (how.until && how.until < new Date(end.stoppedAt)) throw tooEarly(end.stoppedAt);
    writeFileSync(join(half, 'backup_label'), end.label, { mode: 0o600 });
    writeFileSync(join(half, 'recovery.signal'), '', { mode: 0o600 });
    if (place.user) spawnSync('chown', ['-R', `${place.user.uid}:${place.user.gid}`, half]);
    renameSync(half, place.data);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    throw error;
  }
  try {
    await recover(how, place);
  } catch (error) {
    rmSync(place.data, { recursive: true, force: true });
    throw error;
  }
};

const unpack = async (
  { from, passphrase }: HowBroughtBack,
  into: string,
): Promise<{ manifest: PhysicalManifest; end: PhysicalEnd }> => {
  const source = await unsealed(join(from, BASE), 'files', passphrase);
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => gunzip.destroy(error));
  const records = recordsOf(source.pipe(gunzip));
  const tar = spawn('tar', ['-C', into, '--no-same-owner', '-xpf', '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(tar, 'close') as Promise<[number | null]>;
  try {
    const first = await records.next();
    if (first.done || first.value.kind !== 'M') throw damaged(0);
    let last: Read | null = null;
    let whole = false;
    async function* files(): AsyncGenerator<Buffer> {
      for await (const read of records) {
        if (read.kind === 'D') yield read.content;
        else last = read;
      }
      whole = true;
    }
    try {
      await pipeline(Readable.from(files(), { objectMode: false }), tar.stdin);
    } catch (error) {
      // The program may end in the very moment in which it is told the end; its own word counts then.
      if (!whole || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    }
    const [code] = await ended;
    if (code !== 0) throw new Error(`tar: ${code}`);
    return { manifest: parsed<PhysicalManifest>(first.value), end: endOf(last) };
  } finally {
    tar.kill();
    source.destroy();
  }
};

const endOf = (last: Read | null): PhysicalEnd => {
  if (last?.kind !== 'Z') throw cutShort();
  return parsed<PhysicalEnd>(last);
};

/** Starts the server once with the kept log, waits until it has come to the moment, and stops it again. */
const recover = async ({ program, log, until, dataDir }: HowBroughtBack, place: Place): Promise<void> => {
  const folder = resolve(log).replaceAll('%', '%%').replaceAll("'", `'\\''`);
  const server = await startPostgres(program, dataDir, {
    limitMs: RECOVERY_LIMIT_MS,
    settings: {
      restore_command: `cp '${folder}/'"%f" "%p"`,
      // At the start of the server names of time zones are not known yet, not even Z.
      ...(until && { recovery_target_time: until.toISOString().replace('T', ' ').replace('Z', '+00') }),
      recovery_target_action: 'promote',
      recovery_target_inclusive: 'on',
      archive_mode: 'off',
    },
  });
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const begin = Date.now();
    while ((await client.query<{ on: boolean }>('select pg_is_in_recovery() as on')).rows[0]?.on) {
      if (Date.now() - begin > RECOVERY_LIMIT_MS) throw new Error(`recovery did not end: ${place.log}`);
      await pause(50);
    }
    await client.query('checkpoint');
  } finally {
    await client.end().catch(() => undefined);
    await server.stop();
  }
};
