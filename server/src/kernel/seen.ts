/**
 * How far a reader has seen travels with the browser: the place of the log after the last write, in a cookie. It is no secret and opens
 * nothing; the page may raise it when it hears of something newer, so scripts may read it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transact } from './database.ts';
import { isPosition, type Position, type Replica } from './replica.ts';

const NAME = 'chungtay.written';
/** Seconds for which it is kept: long before, nobody reads anything older any more. */
const KEPT = 60;

/** Where reads go when a second server follows the first. */
export type Reads = {
  transactFor: (request: FastifyRequest) => Transact;
  /** Tells the reader how far everything must have come to hold what was just written. */
  wrote: (reply: FastifyReply) => Promise<void>;
};

/** How far this reader has seen; null for who has not written lately, and for what is no place at all. */
const seenBy = (request: FastifyRequest): Position | null => {
  const found = (request.headers.cookie ?? '').split('; ').find((each) => each.startsWith(`${NAME}=`));
  const told = found?.slice(NAME.length + 1) ?? '';
  return isPosition(told) ? told : null;
};

export const readsOn = (replica: Replica, { https }: { https: boolean }): Reads => ({
  transactFor: (request) => replica.transactFor(seenBy(request)),
  wrote: async (reply) => {
    // What was written stands also when the place cannot be asked for; it is read at the latest when the copy has it.
    const at = await replica.position().catch(() => null);
    if (at)
      reply.header('set-cookie', `${NAME}=${at}; Path=/; Max-Age=${KEPT}; SameSite=Lax${https ? '; Secure' : ''}`);
  },
});
