/** Long answers of reads travel packed: a form of 300 cells is a tenth as long, which decides how soon it stands on a slow line. */
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Below this it all fits into one packet anyway. */
const LONG = 1400;
/** The lower levels take half the time for a tenth more bytes. */
const LEVEL = 4;

const packed = (text: string): Promise<Buffer> =>
  new Promise((done, fail) => gzip(text, { level: LEVEL }, (error, bytes) => (error ? fail(error) : done(bytes))));

const takesGzip = (accepts: string | string[] | undefined): boolean =>
  /(?:^|[,\s])gzip\s*(?:;\s*q=(?!0(?:\.0*)?(?:\s*,|\s*$))[\d.]+\s*)?(?:,|$)/.test(String(accepts ?? ''));

/**
 * Packs what a read answers with. Answers to writes stay as they are: they are short, and what a request sends never lies in one
 * packed text with something that another must not guess by its length.
 */
export const packAnswers = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || typeof payload !== 'string' || payload.length < LONG) return payload;
    if (reply.hasHeader('content-encoding')) return payload;
    reply.header('vary', 'accept-encoding');
    if (!takesGzip(request.headers['accept-encoding'])) return payload;
    const bytes = await packed(payload);
    reply.header('content-encoding', 'gzip').header('content-length', bytes.byteLength);
    return bytes;
  });
};
