/** Backups by night into a folder, old ones forgotten, and the drill by week. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FoundFaults, type Job } from '../jobs.ts';
import { type Drilled, drill } from './drill.ts';
import { makeBackup } from './make.ts';
import { mustHavePassphrase } from './passphrase.ts';
import { noteBackup } from './queries.ts';
import type { Check } from './restore.ts';
import { toForget } from './rules.ts';

const NIGHT = 86_400;
const WEEK = 7 * NIGHT;
/** By the clock of Vietnam: after the day's deadlines, before the morning. */
const BACKUP_HOUR = 1;
const DRILL_HOUR = 3;

export type Scheduled = {
  ownerUrl: string;
  /** Null: no backups by schedule. */
  dir: string | null;
  passphrase: string | null;
  /** The operator has said that the folder needs no lock of its own. */
  plain: boolean;
  check: Check;
  /** The database is a PostgreSQL of the operator's own. */
  beside: boolean;
};

const nameAt = (at: Date): string => `chungtay-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.backup`;
const timeOf = (name: string): Date | null => {
  const [, day, time] = /^chungtay-(\d{8})T(\d{6})Z\.backup$/.exec(name) ?? [];
  if (!day || !time) return null;
  return new Date(
    `${day.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')}T${time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}Z`,
  );
};

/** Makes the backup of the night in its folder and forgets those that are no longer needed; what came of it is noted either way. */
export const backUpBySchedule = async (
  { ownerUrl, dir, passphrase, plain }: Pick<Scheduled, 'ownerUrl' | 'passphrase' | 'plain'> & { dir: string },
  now: Date,
  signal?: AbortSignal,
): Promise<string> => {
  const begin = performance.now();
  const file = nameAt(now);
  const note = { kind: 'by-schedule' as const, at: now, file };
  try {
    const lock = mustHavePassphrase(passphrase, plain);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const { bytes, rows, sums } = await makeBackup({ ownerUrl, out: join(dir, file), passphrase: lock, signal });
    const forgotten = await forget(dir, now);
    const made = { bytes, tables: sums.length, rows };
    await noteBackup(ownerUrl, { ...note, ms: performance.now() - begin, made, error: null });
    return `${(bytes / 1e6).toFixed(1)} MB, −${forgotten} bản cũ / old`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await noteBackup(ownerUrl, { ...note, ms: performance.now() - begin, made: null, error: message }).catch(
      () => undefined,
    );
    throw error;
  }
};

/** A half that is younger may be a backup by hand that is being written. */
const HALF_IS_LEFT_MS = NIGHT * 1000;

const forget = async (dir: string, now: Date): Promise<number> => {
  const names = await readdir(dir);
  const backups = names.flatMap((name) => {
    const at = timeOf(name);
    return at ? [{ name, at }] : [];
  });
  const old = toForget(backups).map(({ name }) => name);
  // Left by a process that was killed while it wrote.
  const halves = names.filter((name) => /^chungtay-.*\.backup\.half-[0-9a-f]+$/.test(name));
  const left: string[] = [];
  for (const name of halves) {
    const found = await stat(join(dir, name)).catch(() => null);
    if (found && now.getTime() - found.mtimeMs > HALF_IS_LEFT_MS) left.push(name);
  }
  for (const name of [...old, ...left]) await rm(join(dir, name), { force: true });
  return old.length;
};

export const sayDrill = ({ tables, rows, ms, differences }: Drilled): string =>
  `${tables} bảng / tables, ${rows} dòng / rows, ${differences.length} khác / different, ${(ms / 1000).toFixed(1)} s`;

/** The timed work of this part: one backup a night where there is a folder for it, one drill a week. */
export const backupJobs = ({ ownerUrl, dir, passphrase, plain, check, beside }: Scheduled): Job[] => {
  const drills: Job = {
    name: 'backup-drill',
    everySeconds: WEEK,
    atHour: DRILL_HOUR,
    run: async (signal) => {
      const drilled = await drill({ ownerUrl, check, beside, signal });
      if (drilled.differences.length > 0) throw new FoundFaults(sayDrill(drilled));
      return sayDrill(drilled);
    },
  };
  if (dir === null) return [drills];
  const nightly: Job = {
    name: 'backup',
    everySeconds: NIGHT,
    atHour: BACKUP_HOUR,
    run: (signal) => backUpBySchedule({ ownerUrl, dir, passphrase, plain }, new Date(), signal),
  };
  return [nightly, drills];
};
