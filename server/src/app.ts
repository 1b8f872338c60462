/** Puts the rooms together into one HTTP application. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Refusal } from '@app/contract/kernel/problem.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Route } from '@app/contract/kernel/route.ts';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { auditRoutes } from './audit/index.ts';
import { changeEffects, noOwner } from './changing.ts';
import { figuresRoutes } from './figures/index.ts';
import { type Auth, identityConstraints, identityRoutes, makeWhoAsks } from './identity/index.ts';
import type { Clock } from './kernel/clock.ts';
import { packAnswers } from './kernel/compress.ts';
import type { Transact } from './kernel/database.ts';
import { diskOf } from './kernel/disk.ts';
import { letGoWhileDraining } from './kernel/drain.ts';
import { guardBrowsers } from './kernel/headers.ts';
import { answerHealth } from './kernel/health.ts';
import { beginLife, type Life } from './kernel/life.ts';
import { type Limits, limitOptions, limitSockets } from './kernel/limits.ts';
import { type LogOptions, loggerOptions, logRequests } from './kernel/log.ts';
import { answerMetrics, type Metrics } from './kernel/metrics.ts';
import { Refused } from './kernel/problem.ts';
import { countRequests } from './kernel/rate-limit.ts';
import type { Replica } from './kernel/replica.ts';
import { readsOn } from './kernel/seen.ts';
import { answerProblems, type Serve, server } from './kernel/serve.ts';
import { forUnreadable } from './kernel/unreadable.ts';
import { programVersion } from './kernel/version.ts';
import { type Live, noticesRoutes, openLive } from './notices/index.ts';
import { operationRoutes } from './operation/index.ts';
import { type AsOwner, orgConstraints, orgRoutes } from './org/index.ts';
import { deadlinesOf, reportingConstraints, reportingRoutes, submissionSource } from './reporting/index.ts';
import { reviewRoutes } from './review/index.ts';

export type AppOptions = {
  transact: Transact;
  /** A second server for reads that follows the first. */
  replica?: Replica | undefined;
  clock: Clock;
  auth: Auth;
  log?: LogOptions;
  /** One proxy stands before the program and says who called. */
  trustProxy?: boolean;
  https?: boolean;
  /** Shared with whoever ends the process; without it the application lives for itself. */
  life?: Life;
  metrics?: { of: Metrics; token: string | null };
  limits?: Partial<Limits>;
  /** Requests a minute of one session; without it they are not counted. */
  rateLimit?: number;
  /** Tells those who listen what is written; without it they are told what this application hears by itself, which is nothing. */
  live?: Live;
  /** Notices also go by mail; without it they stand in the inbox only. */
  sendsMail?: boolean;
  /** Folder whose disk the operator is shown; null where the database stands on another machine. */
  dataFolder?: string | null;
  /** Work as the owner of the database, by which units are changed; without it they are not. */
  asOwner?: AsOwner;
  /** Looks on from before the first route. */
  tracing?: { watch: (app: FastifyInstance) => Promise<void> };
};

/** Room for a form of 300 cells with notes; routes that carry more say so. */
const BODY_LIMIT = 1024 * 1024;
const pages = resolve(import.meta.dirname, '../../web/dist');

const constraints: Record<string, () => Refusal> = {
  ...orgConstraints,
  ...identityConstraints,
  ...reportingConstraints,
};

/** The application with every room's routes; `served` lists them for the laws of the house. */
export const createApp = async (options: AppOptions): Promise<{ app: FastifyInstance; served: readonly Route[] }> => {
  const life = options.life ?? beginLife();
  const unreadable = forUnreadable({ https: options.https ?? false });
  const limits = limitOptions(options.limits);
  const app: FastifyInstance = fastify({
    logger: options.log ? loggerOptions(options.log) : false,
    logController: new LogController({ disableRequestLogging: true }),
    // What arrives on a kept connection while the process ends is still answered.
    return503OnClosing: false,
    bodyLimit: BODY_LIMIT,
    // The proxy before the door has written the last address; those before it are the client's own words.
    trustProxy: options.trustProxy ? (_address, hop) => hop === 0 : false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    ...unreadable,
    ...limits,
  });
  limitSockets(app, options.limits);
  logRequests(app);
  letGoWhileDraining(app, life);
  options.metrics?.of.watch(app);
  await options.tracing?.watch(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Chung Tay',
        version: programVersion,
        description: 'Organisational and aggregate figures of a coordination programme.',
      },
    },
    transform: jsonSchemaTransform,
  });
  packAnswers(app);
  guardBrowsers(app, { https: options.https ?? false });
  answerProblems(app, constraints);
  const { serve, served } = server(app, {
    transact: options.transact,
    clock: options.clock,
    whoAsks: makeWhoAsks(options),
    countRequest: options.rateLimit ? await countRequests(app, options.rateLimit) : undefined,
    reads: options.replica && readsOn(options.replica, { https: options.https ?? false }),
  });
  openRooms(serve, options.auth, options.asOwner ?? noOwner);
  const live = options.live ?? openLive(options);
  // A stream never ends by itself, and what is closed waits for its answers.
  app.addHook('preClose', live.stop);
  noticesRoutes(serve, { deadlines: deadlinesOf, sendsMail: options.sendsMail ?? false, live });
  operationRoutes(serve, { disk: async () => (options.dataFolder ? diskOf(options.dataFolder) : null) });
  answerHealth(app, { life, transact: options.transact });
  if (options.metrics) answerMetrics(app, options.metrics.of, options.metrics.token);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await servePages(app);
  return { app, served };
};

const openRooms = (serve: Serve, auth: Auth, asOwner: AsOwner): void => {
  orgRoutes(serve, { asOwner, effects: changeEffects });
  identityRoutes(serve, auth);
  figuresRoutes(serve, { submission: submissionSource });
  reportingRoutes(serve, auth.fingerprint);
  reviewRoutes(serve);
  auditRoutes(serve);
};

/** The built web app; every address that is no file and no API opens it, so that a link can be shared. */
const servePages = async (app: FastifyInstance): Promise<void> => {
  if (!existsSync(pages)) return;
  await app.register(fastifyStatic, {
    root: pages,
    wildcard: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    // Only names that carry a hash of their content may be kept for ever.
    setHeaders: (reply, path) => {
      if (!path.includes('/assets/')) reply.header('cache-control', 'no-cache');
    },
  });
  const page = (reply: { sendFile: (name: string, options: object) => unknown }) =>
    reply.sendFile('index.html', { immutable: false, maxAge: 0 });
  app.get('/', { schema: { hide: true } }, (_request, reply) => page(reply));
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (request.url.startsWith('/api/') || /\.[a-z0-9]+$/.test(request.url.split('?')[0] ?? ''))
      throw new Refused(refuse(notFound, {}));
    return page(reply);
  });
};
