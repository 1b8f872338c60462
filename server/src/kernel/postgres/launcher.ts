/** Starts, finds again and stops one PostgreSQL server that only this machine's user can reach. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { archiveSettings, keepsLogIn, mustKeepLog } from './archive.ts';
import { type Place, preparePlace } from './place.ts';
import type { Program } from './program.ts';

/** A running server, held open by this process until `stop`. */
export type RunningPostgres = {
  /** Connects as the owner of everything: migrations, import, backup. */
  ownerUrl: string;
  /** Connects as the role of the running program, without ownership; the migrations create it. */
  appUrl: string;
  /** Lets go of the server; the last process that holds it shuts it down. Close own connections first. */
  stop: () => Promise<void>;
  /** The server was already running, started by another process or left by one that was killed. */
  adopted: boolean;
  /** The database was created by this call. */
  firstStart: boolean;
};

/** The connection that holds the server open; pg has these two methods, its types do not. */
type Holder = pg.Client & { ref: () => void; unref: () => void };

const DATABASE = 'chungtay';
const HOLDER = 'chungtay holder';
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 60_000;
/** After kill -9 of the server its last children go within this time, and only then may a new one start. */
const RETRY_LIMIT_MS = 15_000;

/** Settings for a small machine (2 cores, 4 GB). Durability is the product's promise: fsync and synchronous_commit stay on. */
const SETTINGS = {
  listen_addresses: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  max_connections: '100',
  max_parallel_workers_per_gather: '1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Nothing of the caller's environment reaches the server, so that PGDATA and the like cannot lead it astray. */
const ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' };

const url = (place: Place, user: string, database: string): string =>
  `postgres://${user}@/${database}?host=${encodeURIComponent(place.socket)}`;

const connect = async (place: Place, database: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url(place, 'postgres', database),
    application_name: HOLDER,
    connectionTimeoutMillis: 5_000,
  });
  // A server that goes away while the connection idles must not end this process; the next query says so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
};

/** A connection to the living server of this place, or null when none answers (stopped, or still starting). */
const ping = async (place: Place): Promise<pg.Client | null> => {
  try {
    return await connect(place, 'postgres');
  } catch (error) {
    const code = (error as { code?: string }).code;
    // 57P03: starting up or shutting down. Any other answer of a server is a fault that waiting does not cure.
    if (code === undefined || ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(code)) return null;
    throw error;
  }
};

/** Sets up an empty database beside its place and moves it there at once, so that a broken set-up leaves nothing behind. */
const initialise = (place: Place, binDir: string, program: Program): boolean => {
  if (existsSync(place.data)) return false;
  const half = mkdtempSync(join(place.root, 'data-half-'));
  rmSync(half, { recursive: true });
  const run = spawnSync(
    join(binDir, 'initdb'),
    ['-D', half, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--data-checksums', ...program.initdb],
    { cwd: '/', env: ENVIRONMENT, encoding: 'utf8', ...place.user },
  );
  if (run.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new Error(`initdb failed: ${run.error?.message ?? run.stderr}`);
  }
  try {
    renameSync(half, place.data);
    return true;
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(place.data)) return false;
    throw error;
  }
};

const postmasterPid = (place: Place): number | null => {
  const file = join(place.data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return Number.isInteger(pid) && pid > 0 ? pid : null;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

/**
 * After a restart of a machine or container the number in a left-over lock file may belong to another program, and the
 * server would refuse to start for ever. A server works in its data folder; a process that does not is not it.
 */
const removeStaleLock = (place: Place): void => {
  const pid = postmasterPid(place);
  if (process.platform !== 'linux' || pid === null || !isAlive(pid)) return;
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) !== place.data) rmSync(join(place.data, 'postmaster.pid'), { force: true });
  } catch {
    // Not readable or just gone: the server itself decides whether the lock holds.
  }
};

/** Settings of one start alone, over those of every start. */
export type Settings = Readonly<Record<string, string>>;

const spawnServer = (
  place: Place,
  binDir: string,
  extra: Settings,
): { exited: () => boolean; pid: number | undefined } => {
  const settings = { ...SETTINGS, unix_socket_directories: place.socket, ...archiveSettings(place), ...extra };
  const log = openSync(place.log, 'a', 0o600);
  const child = spawn(
    join(binDir, 'postgres'),
    ['-D', place.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Detached: Ctrl-C in the terminal reaches this program first, which then closes the database in order.
    { cwd: '/', env: ENVIRONMENT, detached: true, stdio: ['ignore', log, log], ...place.user },
  );
  closeSync(log);
  child.unref();
  let gone = false;
  child.on('exit', () => {
    gone = true;
  });
  child.on('error', () => {
    gone = true;
  });
  return { exited: () => gone, pid: child.pid };
};

const lastOfLog = (place: Place): string =>
  existsSync(place.log) ? readFileSync(place.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : '';

/** Waits until the server answers. Tries again for a while when it refuses, since another process may just start or stop it. */
const launch = async (
  place: Place,
  binDir: string,
  { settings = {}, limitMs = START_LIMIT_MS }: StartOptions,
): Promise<{ client: pg.Client; adopted: boolean }> => {
  const begin = Date.now();
  removeStaleLock(place);
  let server = spawnServer(place, binDir, settings);
  while (Date.now() - begin < limitMs) {
    const client = await ping(place);
    // Whose server answers is told by its lock file: one's own may have failed beside it and not be known to have ended yet.
    if (client !== null) return { client, adopted: postmasterPid(place) !== server.pid };
    if (server.exited()) {
      if (Date.now() - begin > RETRY_LIMIT_MS) break;
      await pause(200);
      server = spawnServer(place, binDir, settings);
    }
    await pause(20);
  }
  throw new Error(`PostgreSQL did not start in ${place.data}:\n${lastOfLog(place)}`);
};

const createDatabase = async (client: pg.Client): Promise<void> => {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
  if (rowCount) return;
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    // 42P04, 23505: another process created it at the same moment.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  }
};

/** Ends this process's hold; shuts the server down unless another process still holds it. */
const letGo = async (place: Place, holder: Holder): Promise<void> => {
  holder.ref();
  const others = await holder
    .query<{ n: number }>(
      'select count(*)::int as n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [HOLDER],
    )
    .then(({ rows }) => rows[0]?.n ?? 0)
    // The server is gone or unreachable: nobody else can hold it either.
    .catch(() => 0);
  const pid = postmasterPid(place);
  await holder.end().catch(() => undefined);
  if (others > 0 || pid === null || !isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  const begin = Date.now();
  while (existsSync(join(place.data, 'postmaster.pid')) && isAlive(pid)) {
    if (Date.now() - begin > STOP_LIMIT_MS) throw new Error(`PostgreSQL (process ${pid}) did not stop.`);
    await pause(10);
  }
};

export type StartOptions = {
  /** A folder that keeps the log of all changes, so that any moment can be restored; `none` stops keeping it. Remembered. */
  walArchive?: string | null;
  settings?: Settings;
  /** Milliseconds until a server that does not answer is given up. */
  limitMs?: number;
};

/** Starts the server of `dataDir`, or joins the one that already runs there. */
export const startPostgres = async (
  program: Program,
  dataDir: string,
  options: StartOptions = {},
): Promise<RunningPostgres> => {
  const place = preparePlace(dataDir);
  let client = await ping(place);
  if (options.walArchive) {
    if (client !== null) await mustKeepLog(client, place, options.walArchive);
    else keepsLogIn(place, options.walArchive);
  }
  let adopted = client !== null;
  let firstStart = false;
  if (client === null) {
    const binDir = program.binDir(place);
    firstStart = initialise(place, binDir, program);
    ({ client, adopted } = await launch(place, binDir, options));
  }
  await createDatabase(client);
  const holder = client as Holder;
  // The hold alone must not keep a finished program running.
  holder.unref();
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= letGo(place, holder);
    return stopping;
  };
  return {
    ownerUrl: url(place, 'postgres', DATABASE),
    appUrl: url(place, 'chungtay_app', DATABASE),
    stop,
    adopted,
    firstStart,
  };
};
