/**
 * What the program writes to its log: one JSON object a line, a request with its number, template and duration. Never a body,
 * a cookie, a header of the caller, a query string or the path itself: free words and codes travel in all of them.
 */
import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { LogLevel } from './config.ts';

export type LogOptions = { level: LogLevel; stream?: { write: (line: string) => void } };

/** Messages of databases and parsers quote the value they could not take. */
export const withoutValues = (text: string): string => text.replace(/"[^"]*"?|'[^' ]{8,}'|`[^`]*`/g, '"…"');

/** An error as the log keeps it: what and where, without the values it was about. */
const errorForLog = (error: Error & { code?: unknown; constraint?: unknown; table?: unknown }) => ({
  type: error.name,
  message: withoutValues(error.message ?? '').slice(0, 500),
  ...(typeof error.code === 'string' && { code: error.code }),
  ...(typeof error.constraint === 'string' && { constraint: error.constraint }),
  ...(typeof error.table === 'string' && { table: error.table }),
  // The first lines of a stack repeat the message.
  stack: (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n'),
});

/** The options of the logger that comes with Fastify. */
export const loggerOptions = ({
  level,
  stream,
}: LogOptions): Exclude<FastifyServerOptions['logger'], boolean | undefined> => ({
  level,
  base: { pid: process.pid },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: errorForLog, req: () => ({}), res: () => ({}) },
  ...(stream && { stream }),
});

const posts = new WeakMap<FastifyRequest, number>();
/** Remembers for the log on whose behalf a request acts: the number of the post, never a name. */
export const notePost = (request: FastifyRequest, postId: number | null | undefined): void => {
  if (postId !== null && postId !== undefined) posts.set(request, postId);
};

/** The address of a request as its route describes it; what no route describes has one name for all. */
export const templateOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown';

/** One line for each answer, and its number in the answer, so that a person can name the request that failed. */
export const logRequests = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: templateOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(posts.has(request) && { post: posts.get(request) }),
    };
    if (reply.statusCode >= 500) request.log.warn(line, 'answered');
    else if (quiet.has(line.route)) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  });
};

/** Asked every few seconds by machines. */
const quiet: ReadonlySet<string> = new Set(['/health/live', '/health/ready', '/metrics']);
