import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type FeedRow = { id: number; createdAt: Date };

export const feedsOf = (tx: Tx, postId: number): Promise<FeedRow[]> =>
  tx
    .selectFrom('notices.feed')
    .select(['id', 'createdAt'])
    .where('postId', '=', postId)
    .where('revokedAt', 'is', null)
    .orderBy('id', 'desc')
    .execute();

export const insertFeed = async (
  tx: Tx,
  feed: { userId: string; postId: number; tokenHash: string; createdAt: Date },
): Promise<number> => (await tx.insertInto('notices.feed').values(feed).returning('id').executeTakeFirstOrThrow()).id;

/** Takes an address of a post back; null when there is none in force. */
export const revokeFeed = async (tx: Tx, id: number, postId: number, now: Date): Promise<number | null> =>
  (
    await tx
      .updateTable('notices.feed')
      .set({ revokedAt: now })
      .where('id', '=', id)
      .where('postId', '=', postId)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
  )?.id ?? null;

export type KnownFeed = { id: number; userId: string; postId: number; revokedAt: Date | null };

/** Whose calendar has this hash, before anybody is known. */
export const findFeed = async (tx: Tx, hash: string): Promise<KnownFeed | undefined> =>
  (await sql<KnownFeed>`select * from notices.feed_of(${hash})`.execute(tx)).rows[0];
