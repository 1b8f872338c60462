/** What machines ask a process: whether it lives, and whether it should be given requests. No rights needed, nothing told. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Transact } from './database.ts';
import type { Life } from './life.ts';
import { migrationNames } from './migrate.ts';

export type Readiness = 'ready' | 'draining' | 'database-does-not-answer' | 'migrations-missing';

/** A database that takes longer than this to say yes is none to send people to. */
const LIMIT_MS = 2_000;

/** Whether the database answers within the limit, and which migrations of this release it lacks. */
const missingMigrations = async (transact: Transact, limitMs = LIMIT_MS): Promise<string[] | null> => {
  const asked = transact((tx) => sql<{ names: string[] }>`select kernel.migrations() as names`.execute(tx), {
    readOnly: true,
  });
  // The late answer of a question that nobody waits for any more must not end the process.
  asked.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), limitMs);
  });
  try {
    const answer = await Promise.race([asked, late]);
    if (answer === null) return null;
    const ran = new Set(answer.rows[0]?.names);
    // More than this release knows is right: a newer one has begun to expand while this one finishes.
    return (await migrationNames()).filter((name) => !ran.has(name));
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};

const readinessOf = (life: Pick<Life, 'draining'>, missing: readonly string[] | null): Readiness => {
  if (life.draining) return 'draining';
  if (missing === null) return 'database-does-not-answer';
  return missing.length === 0 ? 'ready' : 'migrations-missing';
};

/** The same answer serves for this long: whoever asks without end costs the database one question a second. */
const KEPT_MS = 1_000;

/** `/health/live` and `/health/ready`: 200 or 503 with one word. */
export const answerHealth = (app: FastifyInstance, { life, transact }: { life: Life; transact: Transact }): void => {
  let kept: { at: number; missing: Promise<string[] | null> } | null = null;
  const missing = (): Promise<string[] | null> => {
    if (!kept || performance.now() - kept.at > KEPT_MS)
      kept = { at: performance.now(), missing: missingMigrations(transact) };
    return kept.missing;
  };
  const options = { schema: { hide: true }, config: { otel: false } };
  app.get('/health/live', options, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ status: 'live' }),
  );
  app.get('/health/ready', options, async (_request, reply) => {
    const status = readinessOf(life, life.draining ? [] : await missing());
    return reply
      .code(status === 'ready' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status });
  });
};
