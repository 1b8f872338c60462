import { sql } from 'kysely';
import type { Tx } from './database.ts';

export type KeyedRequest = { userId: string; key: string; fingerprint: string };

/**
 * Takes the key for this request, or says what was answered the first time.
 * Two equal requests at once: the second waits here until the first has committed.
 */
export const keptAnswer = async (
  tx: Tx,
  keyed: KeyedRequest,
  now: Date,
): Promise<{ answer: unknown; reused: boolean } | null> => {
  const taken = await tx
    .insertInto('kernel.idempotencyKey')
    .values({ ...keyed, answer: null, at: now })
    .onConflict((on) => on.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return null;
  const kept = await tx
    .selectFrom('kernel.idempotencyKey')
    .select(['fingerprint', 'answer'])
    .where('userId', '=', keyed.userId)
    .where('key', '=', keyed.key)
    .executeTakeFirstOrThrow();
  return { answer: kept.answer, reused: kept.fingerprint !== keyed.fingerprint };
};

export const keepAnswer = async (tx: Tx, keyed: KeyedRequest, answer: unknown): Promise<void> => {
  await tx
    .updateTable('kernel.idempotencyKey')
    .set({ answer: sql`${JSON.stringify(answer)}::jsonb` })
    .where('userId', '=', keyed.userId)
    .where('key', '=', keyed.key)
    .execute();
};

/** Drops keys older than a moment; asked by the program itself. How many went. */
export const sweepKeys = async (tx: Tx, before: Date): Promise<number> =>
  Number((await tx.deleteFrom('kernel.idempotencyKey').where('at', '<', before).executeTakeFirst()).numDeletedRows);
