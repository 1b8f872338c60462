/** Timed work: what has done its work is dropped. */
import type { Ask } from '../../kernel/ask.ts';
import { sweepKeys } from '../../kernel/idempotency.ts';
import * as q from './queries.ts';

const DAY = 86_400_000;
/** Days for which a repeated request is answered as the first time, and a used code is remembered. */
const DAYS_KEPT = 30;

/**
 * Drops sessions that have run out, wrong attempts that are forgotten, codes and keys of repeated requests of a month ago.
 * Answers how many rows went. Asked by the program itself.
 */
export const sweepIdentity = async ({ tx, now }: Pick<Ask, 'tx' | 'now'>): Promise<number> => {
  const before = new Date(now.getTime() - DAYS_KEPT * DAY);
  let dropped = 0;
  for (const count of [
    await q.sweepSessions(tx),
    await q.sweepVerifications(tx),
    await q.sweepSpent(tx, now),
    await q.sweepAttempts(tx, now),
    await q.sweepCodes(tx, before),
    await sweepKeys(tx, before),
  ])
    dropped += count;
  return dropped;
};
