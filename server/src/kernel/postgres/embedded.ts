/** The database that comes with the program, so that a fresh clone needs nothing but Node. */
import { resolve } from 'node:path';
import { type RunningPostgres, type StartOptions, startPostgres } from './launcher.ts';
import { packagedProgram, packageFolder, systemProgram } from './program.ts';

export type { RunningPostgres } from './launcher.ts';

/** Where the embedded database lives unless told otherwise: a git-ignored folder of the repository. */
const defaultDataDir = resolve(import.meta.dirname, '../../../../.chungtay/pg18');

/** Starts the PostgreSQL 18 delivered by npm on a folder, or joins the server that already runs there. */
export const startEmbedded = async ({
  dataDir = defaultDataDir,
  ...options
}: {
  dataDir?: string;
} & StartOptions = {}): Promise<RunningPostgres> =>
  startPostgres(packagedProgram(await packageFolder()), dataDir, options);

/** The same with the PostgreSQL of a system folder, for example Debian's `/usr/lib/postgresql/15/bin`. */
export const startSystemPostgres = async ({
  binDir,
  dataDir,
  ...options
}: { binDir: string; dataDir: string } & StartOptions): Promise<RunningPostgres> =>
  startPostgres(systemProgram(binDir), dataDir, options);
