/** How many requests somebody may send in a minute, so that a program gone wild keeps no place from others. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { tooManyRequests } from '@app/contract/kernel/problems.ts';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Proof } from './actor.ts';
import { networkOf } from './network/rules.ts';
import { Refused } from './problem.ts';

const MINUTE = 60_000;
/** A whole office stands behind one address: it may send as much as so many sessions. */
const SESSIONS_AT_ADDRESS = 20;

/** Counts a request; throws kernel.too-many-requests. Asked twice: before anything is known, and when it is known who asks. */
export type CountRequest = (
  request: FastifyRequest,
  reply: FastifyReply,
  who: Proof | 'unknown' | null,
) => Promise<void>;

const nameOf = (request: FastifyRequest, who: Proof | null): string => {
  if (!who) return `address ${networkOf(request.ip)}`;
  return 'sessionId' in who ? `session ${who.sessionId}` : `key ${who.tokenId}`;
};

/**
 * Counts in the memory of the process by session, by key for programs, or by address for whoever is not signed in; and by
 * address alone, many times as generously, because a cookie that nobody has checked yet can be made up.
 */
export const countRequests = async (app: FastifyInstance, perMinute: number): Promise<CountRequest> => {
  await app.register(rateLimit, { global: false });
  // The keys are told in by the caller, since the library asks for them with the request alone.
  const keys = new WeakMap<FastifyRequest, string>();
  const limiter = (max: number) =>
    app.createRateLimit({
      max,
      timeWindow: MINUTE,
      keyGenerator: (request) => keys.get(request) ?? networkOf(request.ip),
    });
  const byAddress = limiter(perMinute * SESSIONS_AT_ADDRESS);
  const byPerson = limiter(perMinute);
  return async (request, reply, who) => {
    keys.set(request, who === 'unknown' ? networkOf(request.ip) : nameOf(request, who));
    const counted = await (who === 'unknown' ? byAddress : byPerson)(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', counted.ttlInSeconds);
    throw new Refused(refuse(tooManyRequests, { seconds: counted.ttlInSeconds }));
  };
};
