/**
 * Timed work of an instance. Every process has the list; whoever holds the lock of a job in the database runs it, so that several
 * processes never run one twice. What came of it stands in `kernel.job`, for the operator and for the next process.
 */
import { sql } from 'kysely';
import type pg from 'pg';
import type { Database, Transact, Tx } from './database.ts';
import { withoutValues } from './log.ts';

export type Job = {
  /** Lower case with hyphens: `audit-head`. */
  name: string;
  everySeconds: number;
  /** Hour of the day by the clock of Vietnam before which it does not begin, for work of the night. */
  atHour?: number;
  /**
   * Does the work, and gives it up when the signal says that the process stops; answers a short result in figures ("3 kỳ / periods"),
   * or nothing. @throws FoundFaults when the work is done and something is wrong; any other error: the work could not be done.
   */
  run: (signal: AbortSignal) => Promise<string | undefined | void>;
};

/** Work that came to its end and found something wrong: told like an error, and not tried again before its time. */
export class FoundFaults extends Error {}

/** `found`: the last run came to its end and found faults. */
export type JobTimes = { knownSince: Date; startedAt: Date | null; succeededAt: Date | null; found: boolean };

const HOUR = 3_600_000;
const VIETNAM = 7 * HOUR;
/** Work that could not be done is tried again after a seventh of its interval: a weekly one the next night. */
const pauseAfterFailure = (everySeconds: number): number => Math.min(everySeconds, Math.max(900, everySeconds / 7));
/** Work of the night is tried again within this many hours of its hour, and then the next night. */
const NIGHT_HOURS = 4;

/** The newest moment not after now at which the clock of Vietnam showed the hour. */
const lastTime = (hour: number, now: Date): number => {
  const sinceHour = (((now.getTime() + VIETNAM - hour * HOUR) % (24 * HOUR)) + 24 * HOUR) % (24 * HOUR);
  return now.getTime() - sinceHour;
};

/** Whether a job should begin now: its interval is over, its hour has come, or its last run failed a while ago. */
export const isDue = (job: Pick<Job, 'everySeconds' | 'atHour'>, times: JobTimes, now: Date): boolean => {
  const since = (moment: Date) => (now.getTime() - moment.getTime()) / 1000;
  const { knownSince, startedAt, succeededAt, found } = times;
  if (startedAt && !found && (!succeededAt || succeededAt < startedAt)) {
    if (since(startedAt) < pauseAfterFailure(job.everySeconds)) return false;
    if (job.atHour === undefined) return true;
    const night = lastTime(job.atHour, now);
    // A machine that is switched off by night catches up by day, once.
    return night > startedAt.getTime() || now.getTime() - night < NIGHT_HOURS * HOUR;
  }
  if (job.atHour === undefined) return !startedAt || since(startedAt) >= job.everySeconds;
  // An instance set up at noon makes its first backup in its first night, not in the middle of the day's work.
  const last = startedAt ?? knownSince;
  const slack = 12 * 3600;
  return lastTime(job.atHour, now) > last.getTime() && (!startedAt || since(startedAt) >= job.everySeconds - slack);
};

/** The tables of the operator open for the program itself, for this transaction. */
const asOperator = async (tx: Tx): Promise<void> => {
  await sql`select set_config('app.operates', 'yes', true)`.execute(tx);
};

/** Writes down how a job went, also one that was started by hand on the command line. */
export const noteJob = (
  transact: Transact,
  name: string,
  result: { startedAt: Date; note?: string | undefined; error?: unknown },
): Promise<void> =>
  transact(async (tx) => {
    await asOperator(tx);
    const failed = result.error !== undefined;
    const found = result.error instanceof FoundFaults;
    const message = failed
      ? withoutValues(result.error instanceof Error ? result.error.message : String(result.error))
      : null;
    const note = result.note?.slice(0, 300) ?? null;
    const seconds = (Date.now() - result.startedAt.getTime()) / 1000;
    await sql`
      insert into kernel.job as j (name, started_at, ended_at, succeeded_at, seconds, note, error, found)
      values (${name}, clock_timestamp() - make_interval(secs => ${seconds}), clock_timestamp(),
        case when ${failed} then null else clock_timestamp() end, ${seconds}, ${note}, ${message?.slice(0, 300) ?? null}, ${found})
      on conflict (name) do update set started_at = excluded.started_at, ended_at = excluded.ended_at,
        succeeded_at = coalesce(excluded.succeeded_at, j.succeeded_at), seconds = excluded.seconds,
        note = coalesce(excluded.note, case when ${failed} then j.note end), error = excluded.error, found = excluded.found`.execute(
      tx,
    );
  });

/** Remembers that a job exists and begins it if it is due; answers whether it is. */
const begin = (transact: Transact, job: Job): Promise<boolean> =>
  transact(async (tx) => {
    await asOperator(tx);
    await sql`insert into kernel.job (name) values (${job.name}) on conflict do nothing`.execute(tx);
    const { rows } = await sql<JobTimes & { now: Date }>`
      select known_since as "knownSince", started_at as "startedAt", succeeded_at as "succeededAt", found, clock_timestamp() as now
      from kernel.job where name = ${job.name}`.execute(tx);
    const [times] = rows;
    if (!times || !isDue(job, times, times.now)) return false;
    await sql`update kernel.job set started_at = clock_timestamp(), ended_at = null, found = false where name = ${job.name}`.execute(
      tx,
    );
    return true;
  });

/** Runs work on a connection that holds the lock of a name; false when another process holds it. */
const withLock = async (pool: pg.Pool, name: string, work: () => Promise<void>): Promise<boolean> => {
  const holder = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await holder.query<{ taken: boolean }>(
      'select pg_try_advisory_lock(20261122, hashtext($1)) as taken',
      [name],
    );
    if (!rows[0]?.taken) return false;
    try {
      await work();
    } finally {
      await holder.query('select pg_advisory_unlock(20261122, hashtext($1))', [name]).catch((error: Error) => {
        // The lock went with the connection; the pool must not hand that one out again.
        broken = error;
      });
    }
    return true;
  } finally {
    holder.release(broken);
  }
};

/** Waits for work, but no longer than this many milliseconds. */
export const within = async (limitMs: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((done) => {
    timer = setTimeout(done, limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

export type JobsOptions = {
  database: Pick<Database, 'pool' | 'transact'>;
  jobs: readonly Job[];
  /** Milliseconds between two looks at the clock. */
  tickMs?: number;
  onRun?: (name: string, seconds: number, error: unknown) => void;
};

/** Runs what is due, one after the other; answers the names of the jobs that this process ran. */
export const runDueJobs = async ({ database, jobs, onRun }: JobsOptions, signal: AbortSignal): Promise<string[]> => {
  const ran: string[] = [];
  for (const job of jobs) {
    if (signal.aborted) break;
    await withLock(database.pool, job.name, async () => {
      if (!(await begin(database.transact, job))) return;
      const startedAt = new Date();
      let error: unknown;
      let note: string | undefined;
      try {
        note = (await job.run(signal)) ?? undefined;
      } catch (thrown) {
        error = thrown ?? new Error('failed');
      }
      ran.push(job.name);
      onRun?.(job.name, (Date.now() - startedAt.getTime()) / 1000, error);
      await noteJob(database.transact, job.name, { startedAt, note, ...(error !== undefined && { error }) });
    });
  }
  return ran;
};

/**
 * Looks every few seconds for work that is due, until stopped; `stop` tells the job under way and waits for its end, but no longer than
 * the limit in milliseconds: what it left half done is noted nowhere and begun anew by another process.
 */
export const startJobs = (options: JobsOptions): { stop: (limitMs: number) => Promise<void> } => {
  const aborting = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();
  let busy = false;
  const look = () => {
    if (busy || aborting.signal.aborted) return;
    busy = true;
    underWay = runDueJobs(options, aborting.signal)
      // Without the database nothing can be due; the next look finds it again.
      .catch((error: unknown) => options.onRun?.('jobs', 0, error))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, options.tickMs ?? 10_000);
  timer.unref();
  look();
  return {
    stop: async (limitMs) => {
      aborting.abort();
      clearInterval(timer);
      await within(limitMs, underWay);
    },
  };
};
