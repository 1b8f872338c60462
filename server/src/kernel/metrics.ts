/** Figures of the process for Prometheus. Labels are templates, methods, states and names of jobs; never an id or a word of a person. */
import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { templateOf } from './log.ts';
import type { Replica } from './replica.ts';

export type Metrics = {
  text: () => Promise<string>;
  contentType: string;
  /** Counts the requests of an application from now on. */
  watch: (app: FastifyInstance) => void;
  /** One run of a job, in seconds. */
  jobRan: (name: string, seconds: number, succeeded: boolean) => void;
  close: () => void;
};

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** `reads`: how many transactions for reading went to a second server and how many past it. `listening`: how many live streams are open. */
export const createMetrics = (
  pools: Readonly<Record<string, pg.Pool>>,
  { reads, listening }: { reads?: Replica['asked'] | undefined; listening?: () => number } = {},
): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'chungtay_' });
  const registers = [registry];
  const durations = new Histogram({
    name: 'chungtay_http_request_duration_seconds',
    help: 'Duration of answered requests by route template and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10, 30],
    registers,
  });
  const refused = new Counter({
    name: 'chungtay_http_refused_total',
    help: 'Requests refused (status 400 to 499) or failed (500 and above).',
    labelNames: ['status'],
    registers,
  });
  const running = new Gauge({ name: 'chungtay_http_requests_running', help: 'Requests under way.', registers });
  const jobs = new Histogram({
    name: 'chungtay_job_duration_seconds',
    help: 'Duration of timed work by name and result.',
    labelNames: ['job', 'result'],
    buckets: [0.1, 1, 10, 60, 600, 3600],
    registers,
  });
  new Gauge({
    name: 'chungtay_pool_connections',
    help: 'Connections to the database: used, idle, and requests waiting for one.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        this.set({ pool, state: 'used' }, totalCount - idleCount);
        this.set({ pool, state: 'idle' }, idleCount);
        this.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  if (reads)
    new Counter({
      name: 'chungtay_reads_total',
      help: 'Transactions for reading that went to the copy of the database, and past it to the first server.',
      labelNames: ['server'],
      registers,
      collect() {
        this.reset();
        this.inc({ server: 'copy' }, reads.copy);
        this.inc({ server: 'first' }, reads.past);
      },
    });
  if (listening)
    new Gauge({
      name: 'chungtay_live_listeners',
      help: 'Browsers that are told what is written.',
      registers,
      collect() {
        this.set(listening());
      },
    });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    watch: (app) => {
      app.addHook('onRequest', async () => running.inc());
      // A caller that hangs up is counted down by onResponse too, with the status it would have got.
      app.addHook('onResponse', async (request, reply) => {
        running.dec();
        const status = String(reply.statusCode);
        const method = METHODS.has(request.method) ? request.method : 'other';
        durations.observe({ method, route: templateOf(request), status }, reply.elapsedTime / 1000);
        if (reply.statusCode >= 400) refused.inc({ status });
      });
    },
    jobRan: (job, seconds, succeeded) => jobs.observe({ job, result: succeeded ? 'done' : 'failed' }, seconds),
    close: () => registry.clear(),
  };
};

/** Whether a caller may read the figures: with the token, or, where none is set, from this machine itself. */
export const mayReadMetrics = (request: Pick<FastifyRequest, 'headers' | 'socket'>, token: string | null): boolean => {
  if (token === null) {
    // Behind a proxy on the same machine every caller seems to come from here; the proxy says so by its header.
    const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined;
    return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
  }
  const given = Buffer.from(request.headers.authorization ?? '');
  const asked = Buffer.from(`Bearer ${token}`);
  return given.length === asked.length && timingSafeEqual(given, asked);
};

/** `/metrics`: to others the address does not exist. */
export const answerMetrics = (app: FastifyInstance, metrics: Metrics, token: string | null): void => {
  app.get('/metrics', { schema: { hide: true }, config: { otel: false } }, async (request, reply) => {
    if (!mayReadMetrics(request, token)) return reply.callNotFound();
    return reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text());
  });
};
