import type { NoticeFacts, NoticeKind } from '@app/contract/notices/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';

/** A notice to whoever acts for a line at a unit: to its body, never to a person. */
export type NewNotice = {
  unitId: number;
  line: string;
  kind: NoticeKind;
  dueAt: Date | null;
  facts: Partial<NoticeFacts>;
  /** What makes it one notice: told once, however often. */
  occasion: string;
};

/** Tells notices; those that were told before stay as they are. Answers how many are new. */
export const insertNotices = async (tx: Tx, notices: readonly NewNotice[], now: Date): Promise<number> => {
  if (notices.length === 0) return 0;
  const rows = JSON.stringify(
    notices.map((each) => ({
      unit_id: each.unitId,
      line: each.line,
      kind: each.kind,
      due_at: each.dueAt,
      facts: each.facts,
      occasion: each.occasion,
    })),
  );
  const result = await sql`
    insert into notices.notice (unit_id, body_id, line, kind, at, due_at, facts, occasion)
    select r.unit_id, b.id, r.line, r.kind, ${now}, r.due_at, r.facts, r.occasion
    from jsonb_to_recordset(${rows}::jsonb) as r (unit_id integer, line text, kind text, due_at timestamptz, facts jsonb, occasion text)
    join org.body b on b.unit_id = r.unit_id and b.kind = r.line
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
};

export type NoticeRow = { id: number; kind: NoticeKind; at: Date; dueAt: Date | null; facts: unknown; isRead: boolean };

/** Older notices are kept for the record and no longer ask for attention. */
const FRESH_DAYS = 60;
const isFresh = (now: Date) => new Date(now.getTime() - FRESH_DAYS * 86_400_000);

export const noticesTo = async (
  tx: Tx,
  to: { unitId: number; lines: readonly string[]; userId: string },
  which: { unread: boolean; before: number | null; limit: number; now: Date },
): Promise<NoticeRow[]> =>
  (
    await sql<NoticeRow>`
      select n.id::integer as id, n.kind, n.at, n.due_at, n.facts, m.user_id is not null as is_read
      from notices.notice n
      left join notices.mark m on m.notice_id = n.id and m.user_id = ${to.userId}
      where n.unit_id = ${to.unitId} and n.line = any(${[...to.lines]}::text[])
        and (${which.before}::bigint is null or n.id < ${which.before}::bigint)
        and (not ${which.unread} or (m.user_id is null and n.at > ${isFresh(which.now)}))
      order by n.id desc limit ${which.limit}`.execute(tx)
  ).rows;

export const countUnread = async (
  tx: Tx,
  to: { unitId: number; lines: readonly string[]; userId: string },
  now: Date,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from notices.notice n
    where n.unit_id = ${to.unitId} and n.line = any(${[...to.lines]}::text[]) and n.at > ${isFresh(now)}
      and not exists (select from notices.mark m where m.notice_id = n.id and m.user_id = ${to.userId})`.execute(tx);
  return rows[0]?.n ?? 0;
};

/** Marks what a person may see as read: those named, or all. */
export const markRead = async (
  tx: Tx,
  to: { unitId: number; lines: readonly string[]; userId: string },
  ids: readonly number[] | null,
  now: Date,
): Promise<number> => {
  const result = await sql`
    insert into notices.mark (user_id, notice_id, read_at)
    select ${to.userId}, n.id, ${now} from notices.notice n
    where n.unit_id = ${to.unitId} and n.line = any(${[...to.lines]}::text[])
      and (${ids === null} or n.id = any(${[...(ids ?? [])]}::bigint[]))
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
};

/** Takes away what is older than anybody looks for. */
export const sweepNotices = async (tx: Tx, before: { notices: Date; mails: Date }): Promise<number> => {
  const notices = await sql`delete from notices.notice where at < ${before.notices}`.execute(tx);
  const mails = await sql`
    delete from notices.mail where made_at < ${before.mails} and (sent_at is not null or given_up_at is not null)`.execute(
    tx,
  );
  return Number(notices.numAffectedRows ?? 0) + Number(mails.numAffectedRows ?? 0);
};

/** Takes away what was told to units that are not to have been. */
export const forgetNotices = async (tx: Tx, unitIds: readonly number[]): Promise<void> => {
  await sql`delete from notices.notice where unit_id = any(${[...unitIds]}::integer[])`.execute(tx);
};
