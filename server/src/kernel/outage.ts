/** What it means when the database does not answer as it should: in words for the person who asked, without its details. */
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { storageFull, tookTooLong, unavailable } from '@app/contract/kernel/problems.ts';

/** Errors of the socket to the database. */
const ofTheSocket = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** SQLSTATE: shutdown and start-up of the server, its connections used up, memory or configured limits exceeded. */
const ofTheServer = /^(08|57P0[1-3]|53[0-4]00)/;
/** The driver gives no codes to its own errors; these are all it has for a connection that is gone or never came. */
const ofTheDriver =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after)/;

type Thrown = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  errors?: unknown;
  syscall?: unknown;
  severity?: unknown;
};

/**
 * The problem behind an error of the database or of the way to it; null for every other error.
 * Disk full: SQLSTATE 53100. A statement or transaction that was cut off for its length: 57014, 25P03.
 */
export const outageOf = (error: unknown, depth = 0): Refusal | null => {
  if (typeof error !== 'object' || error === null || depth > 3) return null;
  const { code, message, cause, errors, syscall, severity } = error as Thrown;
  if (code === '53100') return refuse(storageFull, {});
  if (code === '57014' || code === '25P03' || code === '55P03') return refuse(tookTooLong, {});
  if (typeof code === 'string') {
    if (severity !== undefined && ofTheServer.test(code)) return refuse(unavailable, {});
    // A file that is not there (ENOENT) is no outage; a socket that is not there is.
    if (ofTheSocket.has(code) && syscall !== 'open' && syscall !== 'stat') return refuse(unavailable, {});
  }
  if (typeof message === 'string' && ofTheDriver.test(message)) return refuse(unavailable, {});
  // Node tries all addresses of a host and hands over the failures together.
  if (Array.isArray(errors)) return outageOf(errors[0], depth + 1);
  return outageOf(cause, depth + 1);
};

/** Seconds after which a client may try again. */
export const retryAfterSeconds = 5;
