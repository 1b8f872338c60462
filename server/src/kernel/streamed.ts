/** Answers that are made while they are taken, inside one transaction. */
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Ask } from './ask.ts';

/** A further transaction of the same post that only reads, for what is read while the answer is on its way. */
export type Again = (work: (ask: Ask) => Promise<void>) => Promise<void>;

/**
 * Bytes that are made no faster than they are taken. The transaction they are made in ends with the last of them, or as soon as
 * whoever took them has gone.
 */
export const streamed = (again: Again, make: (ask: Ask) => AsyncIterable<Uint8Array>): Readable => {
  const out = new PassThrough();
  again((ask) => pipeline(make(ask), out)).catch((error: Error) => out.destroy(error));
  return out;
};
