/** How long and how many: what one client may hold of the server's sockets, so that slow ones keep no place from others. */
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

export type Limits = {
  /** For all headers to arrive. */
  headersMs: number;
  /** For a whole request to arrive, its body included: a month of a country on a slow line takes a minute. */
  requestMs: number;
  /** Without a byte in either direction; longer than the longest statement (60 s) and its paper. */
  silenceMs: number;
  /** An idle connection is kept a little longer than the proxy keeps it (60 s), so that the proxy is the one to close. */
  keepAliveMs: number;
  sockets: number;
  headerBytes: number;
  /** How often unfinished requests are looked for. */
  lookMs: number;
};

const limits: Limits = {
  headersMs: 20_000,
  requestMs: 120_000,
  silenceMs: 180_000,
  keepAliveMs: 75_000,
  // A browser that is told what is written holds one all day.
  sockets: 5_000,
  headerBytes: 16_384,
  lookMs: 5_000,
};

/** Options of Fastify for these limits; a test gives shorter ones. */
export const limitOptions = (own: Partial<Limits> = {}) => {
  const { headersMs, requestMs, silenceMs, keepAliveMs, headerBytes, lookMs } = { ...limits, ...own };
  return {
    requestTimeout: requestMs,
    connectionTimeout: silenceMs,
    keepAliveTimeout: keepAliveMs,
    http: { headersTimeout: headersMs, maxHeaderSize: headerBytes, connectionsCheckingInterval: lookMs },
  } satisfies FastifyServerOptions & { http: object };
};

/** More sockets than this are closed as they come. */
export const limitSockets = (app: FastifyInstance, own: Partial<Limits> = {}): void => {
  app.server.maxConnections = { ...limits, ...own }.sockets;
};
