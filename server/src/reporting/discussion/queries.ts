import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** A talk is short; of a longer one the newest are shown. */
const MOST = 500;

export type MessageRow = { id: number; postId: number; words: string; saidAt: Date };

export const messagesOf = async (tx: Tx, reportId: number): Promise<MessageRow[]> => {
  const newest = await tx
    .selectFrom('reporting.message')
    .select(['id', 'postId', 'words', 'saidAt'])
    .where('reportId', '=', reportId)
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  return newest.reverse();
};

export const addMessageRow = async (
  tx: Tx,
  message: { reportId: number; postId: number; words: string; saidAt: Date },
): Promise<number> =>
  (await tx.insertInto('reporting.message').values(message).returning('id').executeTakeFirstOrThrow()).id;

export const seenOf = async (tx: Tx, reportId: number, postId: number): Promise<number> =>
  (
    await tx
      .selectFrom('reporting.messageSeen')
      .select('seenId')
      .where('reportId', '=', reportId)
      .where('postId', '=', postId)
      .executeTakeFirst()
  )?.seenId ?? 0;

/** Remembers how far a post has read; never back. */
export const markSeen = async (tx: Tx, reportId: number, postId: number, upTo: number): Promise<void> => {
  await sql`
    insert into reporting.message_seen as kept (report_id, post_id, seen_id)
    values (${reportId}, ${postId}, least(${upTo}::bigint, (select max(id) from reporting.message where report_id = ${reportId})))
    on conflict (report_id, post_id) do update set seen_id = greatest(kept.seen_id, excluded.seen_id)`.execute(tx);
};

/** How many messages there are about each report, and how many of others a post has not read; reports without any are left out. */
export const countMessages = async (
  tx: Tx,
  reportIds: readonly number[],
  postId: number | null,
): Promise<Map<number, { unread: number; all: number }>> => {
  if (reportIds.length === 0) return new Map();
  const { rows } = await sql<{ reportId: number; unread: number; all: number }>`
    select m.report_id, count(*)::integer as all,
           count(*) filter (where m.post_id <> ${postId}::integer and m.id > coalesce(s.seen_id, 0))::integer as unread
    from reporting.message m
    left join reporting.message_seen s on s.report_id = m.report_id and s.post_id = ${postId}::integer
    where m.report_id = any(${[...reportIds]}::integer[])
    group by m.report_id`.execute(tx);
  return new Map(rows.map(({ reportId, unread, all }) => [reportId, { unread, all }]));
};
