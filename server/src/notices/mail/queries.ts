import type { NoticeKind } from '@app/contract/notices/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type SettingRow = {
  userId: string;
  address: string | null;
  kinds: NoticeKind[];
  confirmedAt: Date | null;
  codeHash: string | null;
  codeUntil: Date | null;
  wrongCodes: number;
  refusedAt: Date | null;
};

export const settingOf = async (tx: Tx, userId: string, hold = false): Promise<SettingRow | null> =>
  (
    await sql<SettingRow>`
      select user_id, address, kinds, confirmed_at, code_hash, code_until, wrong_codes, refused_at
      from notices.setting where user_id = ${userId} ${hold ? sql`for update` : sql``}`.execute(tx)
  ).rows[0] ?? null;

export const keepSetting = async (tx: Tx, setting: SettingRow): Promise<void> => {
  const { userId, ...rest } = setting;
  await tx
    .insertInto('notices.setting')
    .values(setting)
    .onConflict((on) => on.column('userId').doUpdateSet(rest))
    .execute();
};

/** Puts a letter into the outbox; answers nothing, since only the program reads it again. */
export const putMail = async (
  tx: Tx,
  mail: { userId: string; address: string; subject: string; body: string; now: Date },
): Promise<void> => {
  const { now, ...rest } = mail;
  await tx
    .insertInto('notices.mail')
    .values({ ...rest, madeAt: now, nextAt: now })
    .execute();
};

export type Reader = { userId: string; address: string; kinds: NoticeKind[]; confirmedAt: Date };

/** Who gets letters at all. */
export const readersByMail = async (tx: Tx): Promise<Reader[]> =>
  (
    await sql<Reader>`
      select user_id, address, kinds, confirmed_at from notices.setting
      where confirmed_at is not null and refused_at is null and kinds <> '{}' order by user_id`.execute(tx)
  ).rows;

export type Unmailed = { userId: string; noticeId: number; kind: NoticeKind; dueAt: Date | null; facts: unknown };

/** The notices of the last days that people asked for by mail and have not been sent; a portion at a time. */
export const unmailed = async (
  tx: Tx,
  desks: readonly { userId: string; unitId: number; lines: readonly string[]; kinds: readonly string[]; since: Date }[],
  limit: number,
): Promise<Unmailed[]> => {
  const rows = JSON.stringify(
    desks.map((desk) => ({
      user_id: desk.userId,
      unit_id: desk.unitId,
      lines: desk.lines,
      kinds: desk.kinds,
      since: desk.since,
    })),
  );
  return (
    await sql<Unmailed>`
      select d.user_id, n.id::integer as notice_id, n.kind, n.due_at, n.facts
      from jsonb_to_recordset(${rows}::jsonb) as d (user_id text, unit_id integer, lines text[], kinds text[], since timestamptz)
      join notices.notice n on n.unit_id = d.unit_id and n.line = any(d.lines) and n.kind = any(d.kinds) and n.at > d.since
      where not exists (select from notices.mailed m where m.user_id = d.user_id and m.notice_id = n.id)
      group by d.user_id, n.id
      order by n.id limit ${limit}`.execute(tx)
  ).rows;
};

/** Writes a letter about notices, so that none of them goes to the person again. */
export const putDigest = async (
  tx: Tx,
  mail: { userId: string; address: string; subject: string; body: string; now: Date },
  noticeIds: readonly number[],
): Promise<void> => {
  await sql`
    with letter as (
      insert into notices.mail (user_id, address, subject, body, made_at, next_at)
      values (${mail.userId}, ${mail.address}, ${mail.subject}, ${mail.body}, ${mail.now}, ${mail.now}) returning id
    )
    insert into notices.mailed (user_id, notice_id, mail_id)
    select ${mail.userId}, n, letter.id from letter, unnest(${[...noticeIds]}::bigint[]) as n`.execute(tx);
};

export type Letter = {
  id: number;
  userId: string;
  address: string;
  subject: string;
  body: string;
  attempts: number;
  madeAt: Date;
};

/** Takes the next letter that is due and puts its next try ahead, so that a process that dies on the way loses none. */
export const takeLetter = async (tx: Tx, now: Date): Promise<Letter | null> =>
  (
    await sql<Letter>`
      update notices.mail m set attempts = m.attempts + 1, next_at = ${now}::timestamptz + interval '5 minutes'
      where m.id = (
        select id from notices.mail
        where sent_at is null and given_up_at is null and next_at <= ${now}
        order by next_at, id limit 1 for update skip locked)
      returning m.id::integer as id, m.user_id, m.address, m.subject, m.body, m.attempts, m.made_at`.execute(tx)
  ).rows[0] ?? null;

/** What became of a letter. Its words are not kept beyond the end. */
export const noteLetter = async (
  tx: Tx,
  id: number,
  result: { sentAt: Date } | { givenUpAt: Date; answer: number | null } | { nextAt: Date; answer: number | null },
): Promise<void> => {
  const ends = !('nextAt' in result);
  await tx
    .updateTable('notices.mail')
    .set({ ...result, ...(ends && { subject: null, body: null }) })
    .where('id', '=', id)
    .execute();
};

/** The address took no letter: none goes there until the person saves it again. */
export const refuseAddress = async (tx: Tx, userId: string, address: string, now: Date): Promise<void> => {
  await tx
    .updateTable('notices.setting')
    .set({ refusedAt: now })
    .where('userId', '=', userId)
    .where('address', '=', address)
    .execute();
};
