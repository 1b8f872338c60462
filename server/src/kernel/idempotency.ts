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

/** What was answered under these keys, by user and key. */
export const keptAnswers = async (
  tx: Tx,
  keys: readonly KeyedRequest[],
): Promise<Map<string, { answer: unknown; fingerprint: string }>> => {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ userId: string; key: string; fingerprint: string; answer: unknown }>`
    select k.user_id, k.key, k.fingerprint, k.answer from kernel.idempotency_key k
    join unnest(${keys.map(({ userId }) => userId)}::text[], ${keys.map(({ key }) => key)}::text[]) as asked (user_id, key)
      on asked.user_id = k.user_id and asked.key = k.key`.execute(tx);
  return new Map(rows.map(({ userId, key, ...kept }) => [`${userId} ${key}`, kept]));
};

/** Keeps the answers of many requests; how many of the keys were still free. */
export const keepAnswers = async (
  tx: Tx,
  answers: readonly (KeyedRequest & { answer: unknown })[],
  now: Date,
): Promise<number> => {
  if (answers.length === 0) return 0;
  const rows = JSON.stringify(
    answers.map(({ userId, key, fingerprint, answer }) => ({ user_id: userId, key, fingerprint, answer })),
  );
  const { numAffectedRows } = await sql`
    insert into kernel.idempotency_key (user_id, key, fingerprint, answer, at)
    select user_id, key, fingerprint, answer, ${now}
    from jsonb_to_recordset(${rows}::jsonb) as r (user_id text, key text, fingerprint text, answer jsonb)
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
};

/** Drops keys older than a moment; asked by the program itself. How many went. */
export const sweepKeys = async (tx: Tx, before: Date): Promise<number> =>
  Number((await tx.deleteFrom('kernel.idempotencyKey').where('at', '<', before).executeTakeFirst()).numDeletedRows);
