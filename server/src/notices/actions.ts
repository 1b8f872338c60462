import type { Answer, Input, Result } from '@app/contract/kernel/route.ts';
import { type listNotices, noticeFacts, type readNotices } from '@app/contract/notices/routes.ts';
import type { Ask } from '../kernel/ask.ts';
import * as q from './queries.ts';

const PAGE = 30;

/** Whose inbox it is: notices are addressed to the lines that the post acts for at its unit; what is read is told by person. */
const inboxOf = ({ actor }: Ask) => ({ unitId: actor.unitId, lines: actor.ownLines, userId: actor.userId });

/** The notices to the body of the acting post, newest first. */
export const showNotices = async (
  { query }: Input<typeof listNotices>,
  ask: Ask,
): Promise<Result<typeof listNotices>> => {
  const { tx, now } = ask;
  const which = { unread: query.unread === 'yes', before: query.before ?? null, limit: PAGE + 1, now };
  const rows = await q.noticesTo(tx, inboxOf(ask), which);
  return {
    notices: rows.slice(0, PAGE).map(({ at, dueAt, facts, ...row }) => ({
      ...row,
      at: at.toISOString(),
      dueAt: dueAt?.toISOString() ?? null,
      facts: noticeFacts.parse(facts),
    })),
    unread: await q.countUnread(tx, inboxOf(ask), now),
    hasMore: rows.length > PAGE,
  };
};

/** Marks notices as read, for the person alone; of those that are not theirs to see nothing is said. */
export const markRead = async ({ body }: Input<typeof readNotices>, ask: Ask): Promise<Answer<typeof readNotices>> => {
  const read = await q.markRead(ask.tx, inboxOf(ask), body.ids, ask.now);
  await ask.audit({
    action: 'notices.readNotices',
    subject: `unit:${ask.actor.unitId}`,
    unitId: ask.actor.unitId,
    after: { read },
  });
  return { read };
};

/** Tells notices to bodies; each occasion once. Answers how many are new. */
export const tell = (ask: Pick<Ask, 'tx' | 'now'>, notices: readonly q.NewNotice[]): Promise<number> =>
  q.insertNotices(ask.tx, notices, ask.now);

const DAY = 86_400_000;
/** Notices are kept for a reporting year and its closing; letters as long as somebody may ask what became of them. */
const KEPT = { notices: 500 * DAY, mails: 30 * DAY };

/** Sweeps what is old; answers how many rows. */
export const sweepNotices = (ask: Pick<Ask, 'tx' | 'now'>): Promise<number> =>
  q.sweepNotices(ask.tx, {
    notices: new Date(ask.now.getTime() - KEPT.notices),
    mails: new Date(ask.now.getTime() - KEPT.mails),
  });
