/** Where the database lives on this machine, and as which system user its server runs. */
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The system user of the database server; `null` means: the user of this process. */
export type ServerUser = { uid: number; gid: number } | null;

/** The folders of one database. */
export type Place = { root: string; data: string; socket: string; log: string; user: ServerUser };

/** Longest path of a unix socket on Linux, in bytes, without the closing zero. */
const LONGEST_SOCKET_PATH = 107;
const SOCKET_FILE = '/.s.PGSQL.5432';

const account = (name: string): ServerUser => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? null : { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
};

/** PostgreSQL refuses to run as root: root hands it to the owner of data already there, else `postgres`, else `nobody`. */
const serverUser = (data: string): ServerUser => {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const user = account('postgres') ?? account('nobody');
  if (user === null)
    throw new Error('PostgreSQL cannot run as root, and there is no system user "postgres" or "nobody".');
  return user;
};

/** Whether the server's user can reach a path through all folders above it. */
export const isReachable = (path: string, user: ServerUser): boolean =>
  user === null || spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { cwd: '/', ...user }).status === 0;

/** Makes a folder; the folders above it stay passable when this process makes them under a strict umask. */
const makeFolder = (path: string): void => {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = dirname(path); folder.length >= first.length; folder = dirname(folder)) chmodSync(folder, 0o755);
};

/** Makes a folder of the server's user alone; one that somebody else has put there is refused, not taken over. */
export const makePrivateFolder = (path: string, user: ServerUser): void => {
  makeFolder(path);
  const self = process.getuid?.();
  const found = lstatSync(path);
  if (!found.isDirectory() || ![self, user?.uid].includes(found.uid)) {
    throw new Error(`${path} is not a folder of the database's system user (its owner is uid ${found.uid}).`);
  }
  if (user !== null) chownSync(path, user.uid, user.gid);
  chmodSync(path, 0o700);
};

/**
 * The folder that holds the data. A clone in the home of root cannot be entered by the server's user: then the data goes
 * below `/var/lib/chungtay`, and a file `location` in the wanted folder says where.
 */
const rootFor = (wanted: string): string => {
  const pointer = join(wanted, 'location');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  const user = serverUser(join(wanted, 'data'));
  if (isReachable(dirname(wanted), user)) return wanted;
  const root = join('/var/lib/chungtay', randomUUID());
  writeFileSync(pointer, `${root}\n`);
  return root;
};

/** A socket below the data when its path is short enough, else in a folder of the same user below the temporary folder. */
const socketFolder = (root: string): string => {
  const near = join(root, 'run');
  if (Buffer.byteLength(near + SOCKET_FILE) <= LONGEST_SOCKET_PATH) return near;
  const mark = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(tmpdir(), `chungtay-${mark}`);
};

/**
 * Prepares the folders of a database: the root and the socket folder belong to the server's user alone (0700).
 * The sockets carry no password, so these modes are the lock on the door.
 */
export const preparePlace = (dataDir: string): Place => {
  makeFolder(dataDir);
  const root = rootFor(realpathSync(dataDir));
  const data = join(root, 'data');
  const user = serverUser(data);
  const socket = socketFolder(root);
  makePrivateFolder(root, user);
  makePrivateFolder(socket, user);
  return { root, data, socket, log: join(root, 'server.log'), user };
};
