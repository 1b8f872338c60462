/** Each process tells the database every few seconds that it is there and how it feels, so that the operator sees all of them. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Life } from './life.ts';

/** Seconds between two signs of life. */
const signSeconds = 10;
/** A process that has given none for so long has been replaced. */
const FORGOTTEN_HOURS = 1;

type Options = { database: Pick<Database, 'pool' | 'transact'>; life: Life; everyMs?: number };

/** Gives signs of life until stopped; the last one takes the process off the list. */
export const startPresence = ({
  database,
  life,
  everyMs = signSeconds * 1000,
}: Options): { stop: () => Promise<void> } => {
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  const { pool, transact } = database;
  const sign = async (): Promise<void> => {
    const loopDelay = Number.isFinite(delays.percentile(99)) ? delays.percentile(99) / 1e6 : 0;
    delays.reset();
    await transact(async (tx) => {
      await sql`select set_config('app.operates', 'yes', true)`.execute(tx);
      await sql`
        insert into kernel.process (id, host, pid, version, started_at, seen_at, draining, memory_bytes, loop_delay_ms,
          pool_used, pool_max, pool_waiting)
        values (${life.id}, ${life.host}, ${process.pid}, ${life.version},
          clock_timestamp() - make_interval(secs => ${process.uptime()}), clock_timestamp(), ${life.draining},
          ${process.memoryUsage.rss()}, ${loopDelay}, ${pool.totalCount - pool.idleCount}, ${pool.options.max ?? 0},
          ${pool.waitingCount})
        on conflict (id) do update set seen_at = excluded.seen_at, draining = excluded.draining,
          memory_bytes = excluded.memory_bytes, loop_delay_ms = excluded.loop_delay_ms,
          pool_used = excluded.pool_used, pool_waiting = excluded.pool_waiting`.execute(tx);
      await sql`delete from kernel.process where seen_at < clock_timestamp() - make_interval(hours => ${FORGOTTEN_HOURS})`.execute(
        tx,
      );
    });
  };
  let underWay: Promise<unknown> = Promise.resolve();
  // While the database is away there is nobody to tell; readiness says so already.
  const signQuietly = () => {
    underWay = sign().catch(() => undefined);
  };
  const timer = setInterval(signQuietly, everyMs);
  timer.unref();
  signQuietly();
  return {
    stop: async () => {
      clearInterval(timer);
      delays.disable();
      await underWay;
      await transact(async (tx) => {
        await sql`select set_config('app.operates', 'yes', true)`.execute(tx);
        await sql`delete from kernel.process where id = ${life.id}`.execute(tx);
      }).catch(() => undefined);
    },
  };
};
