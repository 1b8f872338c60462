import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type FieldFault, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import {
  badInput,
  changedMeanwhile,
  confirmAgain,
  crossSite,
  keyReused,
  notFound,
  notSignedIn,
  somethingWrong,
  tooLarge,
} from '@app/contract/kernel/problems.ts';
import type { FileAnswer, Input, Result, Route, StreamedFile } from '@app/contract/kernel/route.ts';
import { fileName } from '@app/contract/kernel/text.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Actor, hasJustConfirmed } from './actor.ts';
import { type Ask, askAs, type OpenAsk } from './ask.ts';
import type { Clock } from './clock.ts';
import type { Transact } from './database.ts';
import { faultsOf } from './faults.ts';
import { type KeyedRequest, keepAnswer, keptAnswer } from './idempotency.ts';
import { notePost } from './log.ts';
import type { Versions } from './memory.ts';
import { outageOf, retryAfterSeconds } from './outage.ts';
import { found, Refused, toAnswer } from './problem.ts';
import type { CountRequest } from './rate-limit.ts';
import type { Reads } from './seen.ts';
import type { Again } from './streamed.ts';
import { carriesOutTogether, type Together } from './together.ts';

type Handler<R extends Route, P = undefined> = (
  input: Input<R>,
  ask: R extends { open: true } ? OpenAsk : Ask,
  http: { request: FastifyRequest; reply: FastifyReply; prepared: P; again: Again },
) => Promise<R extends { file: string } ? () => Promise<FileAnswer | StreamedFile> : Result<R>>;

export type ServeOptions = {
  transact: Transact;
  clock: Clock;
  whoAsks: (request: FastifyRequest, route: Route) => Promise<Actor | null>;
  /** Without it nobody sends too many. */
  countRequest?: CountRequest | undefined;
  /** Where a second server follows the first; without it everything is read where it is written. */
  reads?: Reads | undefined;
};

/** Registers described routes; each request is one transaction that commits before the answer leaves. */
export const server = (app: FastifyInstance, options: ServeOptions) => {
  const served: Route[] = [];
  const actors = new WeakMap<FastifyRequest, Actor | null>();
  return {
    served,
    serve: <R extends Route>(route: R) => {
      const register = (
        answer: (request: FastifyRequest, reply: FastifyReply, actor: Actor | null) => Promise<unknown>,
      ) => {
        served.push(route);
        const writes = route.method !== 'GET';
        const describe = (scope: FastifyInstance) =>
          scope.route({
            method: route.method,
            url: route.path,
            ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
            schema: {
              summary: route.summary,
              tags: [route.path.split('/')[2] ?? ''],
              ...(route.params && { params: route.params }),
              ...(route.query && { querystring: route.query }),
              ...(route.upload ? { body: rawBody, consumes: [...route.upload] } : route.body && { body: route.body }),
              ...(!route.file && !route.live && { response: { 200: route.response } }),
            },
            // Who asks is settled before anything of the request is read: 401 comes before 400.
            onRequest: async (request, reply) => {
              if (writes) refuseCrossSite(request);
              await options.countRequest?.(request, reply, 'unknown');
              const actor = await options.whoAsks(request, route);
              await options.countRequest?.(request, reply, actor?.proof ?? null);
              if (!actor && !route.open) throw new Refused(refuse(notSignedIn, {}));
              if (route.sensitive && actor && !hasJustConfirmed(actor, options.clock()))
                throw new Refused(refuse(confirmAgain, {}));
              actors.set(request, actor);
              notePost(request, actor?.postId);
            },
            handler: async (request, reply) => {
              const answered = await answer(request, reply, actors.get(request) ?? null);
              // A file has left already.
              if (writes && !reply.sent) await options.reads?.wrote(reply);
              return answered;
            },
          });
        if (route.upload) app.register(async (scope) => void describe(takingFiles(scope, route)));
        else describe(app);
      };
      return {
        /** `prepare` works outside the transaction, before it, on what needs no database: reading a file that was sent. */
        by: <P = undefined>(handler: Handler<R, P>, prepare?: (input: Input<R>, actor: Actor | null) => Promise<P>) =>
          register(async (request, reply, actor) => {
            // Without `prepare` the type of what was prepared is undefined.
            const prepared = (await prepare?.(inputOf<R>(request), actor)) as P;
            const answer = await askAs(
              askingFor(options, route, request),
              actor,
              request.id,
              (ask) =>
                carryOut(route, handler, { request, reply, prepared, again: againAs(options, request, actor) }, ask),
              { readOnly: route.method === 'GET' },
            );
            if (!route.file) return answer;
            // A file route's handler answers how to make the file (its conditional type says so): the facts were read in the
            // transaction, the making waits for a worker and must not keep a connection meanwhile.
            const file = await (answer as () => Promise<FileAnswer | StreamedFile>)();
            return reply
              .type(route.file)
              .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName(file.name))}`)
              .send('stream' in file ? file.stream : Buffer.from(file.content));
          }),
        /** For a route that goes on answering, outside any transaction. */
        live: (listen: (input: Input<R>, actor: Actor) => Readable) =>
          register(async (request, reply, actor) => {
            const stream = listen(inputOf<R>(request), found(actor, refuse(notSignedIn, {})));
            // A proxy must hand on each event as it comes.
            return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream);
          }),
        /** For writes of which many arrive at once: those that wait are carried out in one transaction. */
        together: <G, P>(how: Together<R, G, P>) => {
          const carryOutOne = carriesOutTogether(options, how);
          register(async (request, reply, actor) => {
            if (!actor) throw new Refused(refuse(notSignedIn, {}));
            const input = inputOf<R>(request);
            const keyed = keyedRequest(route, request, actor);
            const { answer, versions } = await carryOutOne({ input, actor, requestId: request.id, keyed });
            tellCatalogue(reply, versions, actor);
            return answer;
          });
        },
      };
    },
  };
};

export type Serve = ReturnType<typeof server>['serve'];

/** What a body that is a file looks like in the description of the API; nothing of it is checked here. */
const rawBody = z.any().meta({ type: 'string', format: 'binary' });

/** A scope whose bodies are kept as they come, up to the limit of the route: counted while they arrive, not when they are there. */
const takingFiles = (scope: FastifyInstance, { upload = [] }: Route): FastifyInstance => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser([...upload], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  return scope;
};

/** Fastify has validated all three against the route's own schemas. */
const inputOf = <R extends Route>(request: FastifyRequest): Input<R> =>
  ({ params: request.params, query: request.query, body: request.body }) as Input<R>;

/** By it the browser sees that the catalogue or the calendars have changed. Which indicators it may know depends on the post. */
const tellCatalogue = (reply: FastifyReply, versions: Versions, actor: Actor | null): void => {
  // Both only rise, and so does their sum.
  const catalogue = (versions['catalogue'] ?? 0) + (versions['calendars'] ?? 0);
  if (catalogue > 0 && actor) reply.header('x-catalogue', `${catalogue}.${actor.postId ?? 0}`);
};

/** Routes that are open find out by themselves who asks, which is read where it is written: what was taken back ends at once. */
const askingFor = (
  options: ServeOptions,
  route: Route,
  request: FastifyRequest,
): Pick<ServeOptions, 'transact' | 'clock'> =>
  options.reads && route.method === 'GET' && !route.open
    ? { ...options, transact: options.reads.transactFor(request) }
    : options;

const againAs =
  (options: ServeOptions, request: FastifyRequest, actor: Actor | null): Again =>
  (work) =>
    // A route that is open to all streams nothing, so somebody asks.
    askAs(options, found(actor, refuse(notSignedIn, {})), request.id, work, { readOnly: true });

const carryOut = async <R extends Route, P>(
  route: R,
  handler: Handler<R, P>,
  http: Parameters<Handler<R, P>>[2],
  ask: OpenAsk,
) => {
  const { request, reply } = http;
  tellCatalogue(reply, ask.versions, ask.actor);
  const input = inputOf<R>(request);
  if (route.method === 'GET') return handler(input, ask as Parameters<Handler<R>>[1], http);

  const keyed = keyedRequest(route, request, ask.actor);
  if (keyed) {
    const kept = await keptAnswer(ask.tx, keyed, ask.now);
    if (kept?.reused) throw new Refused(refuse(keyReused, {}));
    if (kept) return kept.answer as Result<R>;
  }
  let left = 0;
  const counted = {
    ...ask,
    audit: async (entry: Parameters<OpenAsk['audit']>[0]) => {
      left += 1;
      await ask.audit(entry);
    },
  };
  const answer = await handler(input, counted as Parameters<Handler<R>>[1], http);
  // A write without its audit entry is not kept: better no answer than an act that nobody can trace.
  if (left === 0) throw new Error(`${route.method} ${route.path} left no audit entry`);
  if (keyed) await keepAnswer(ask.tx, keyed, answer);
  return answer;
};

/** The key under which the answer is kept for a repeated request; null where none was sent or none may be kept. */
const keyedRequest = (route: Route, request: FastifyRequest, actor: Actor | null): KeyedRequest | null => {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && (key.length < 8 || key.length > 100))
    throw new Refused(refuse(badInput, {}, [badKey]));
  return typeof key === 'string' && actor && !route.secret && !route.readsOnly && !route.file
    ? { userId: actor.userId, key, fingerprint: fingerprintOf(route, request) }
    : null;
};

const badKey: FieldFault = {
  path: 'idempotency-key',
  code: 'kernel.too-short-or-long',
  says: { vi: 'Mã yêu cầu dài từ 8 đến 100 ký tự.', en: 'The key has 8 to 100 characters.' },
};

const fingerprintOf = (route: Route, request: FastifyRequest) =>
  createHash('sha256')
    .update(JSON.stringify([route.method, request.url, request.headers['x-post'] ?? null, wordsOf(request.body)]))
    .digest('hex');

/** A file by its hash, anything else as it is. */
const wordsOf = (body: unknown): unknown =>
  Buffer.isBuffer(body) ? createHash('sha256').update(body).digest('hex') : (body ?? null);

/** Cross-site requests carry the cookie too, so a write must come from our own pages or from a client that is no browser. */
const refuseCrossSite = (request: FastifyRequest) => {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const own = origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host);
  if ((site !== undefined && site !== 'same-origin' && site !== 'none') || !own)
    throw new Refused(refuse(crossSite, {}));
};

type Thrown = Error & { code?: string; statusCode?: number; constraint?: string; validation?: unknown };

/** Faults that the database names by a state of SQL and that are the asker's, or nobody's. */
const byState: Readonly<Record<string, () => Refusal>> = {
  // Two transactions in each other's way: one was taken back whole and may simply try again.
  '40P01': () => refuse(changedMeanwhile, {}),
  '40001': () => refuse(changedMeanwhile, {}),
  // A character that no PostgreSQL keeps, such as NUL, in a text that was asked for.
  '22021': () => refuse(badInput, {}),
};

/** What was thrown as a refusal of the asker; null for what is our own fault. */
const refusalOf = (error: Thrown, constraints: Record<string, () => Refusal>): Refusal | null => {
  if (error instanceof Refused) return error.refusal;
  const faults = faultsOf(error);
  if (faults) return refuse(badInput, {}, faults);
  const known = byState[error.code ?? ''] ?? constraints[error.constraint ?? ''];
  if (known) return known();
  const { statusCode = 500 } = error;
  if (statusCode === 413) return refuse(tooLarge, {});
  return statusCode >= 400 && statusCode < 500 ? refuse(badInput, {}) : null;
};

/** One place that turns whatever was thrown into `application/problem+json`. */
export const answerProblems = (app: FastifyInstance, constraints: Record<string, () => Refusal>) => {
  const send = (reply: FastifyReply, request: FastifyRequest, refusal: Refusal) => {
    // Whoever came at a bad moment is told when to come again.
    if (refusal.status === 503) reply.header('retry-after', retryAfterSeconds);
    return reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(JSON.stringify(toAnswer(refusal, request.id)));
  };
  app.setErrorHandler((error: Thrown, request, reply) => {
    const outage = error instanceof Refused ? null : outageOf(error);
    if (outage) {
      request.log.error({ err: error }, 'outage');
      return send(reply, request, outage);
    }
    const refusal = refusalOf(error, constraints);
    if (refusal) return send(reply, request, refusal);
    request.log.error({ err: error }, 'unexpected');
    // The beginning is enough to read out; the header, the log and the audit have the whole.
    return send(reply, request, refuse(somethingWrong, { requestId: request.id.slice(0, 8) }));
  });
  app.setNotFoundHandler((request, reply) => send(reply, request, refuse(notFound, {})));
};
