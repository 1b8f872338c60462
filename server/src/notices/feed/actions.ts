/** Calendars of deadlines: a secret address for each person and post, and what it answers. */
import { createHash, randomBytes } from 'node:crypto';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, FileAnswer, Input } from '@app/contract/kernel/route.ts';
import { tooManyFeeds } from '@app/contract/notices/problems.ts';
import type * as api from '@app/contract/notices/routes.ts';
import { actAsPost } from '../../identity/index.ts';
import type { Ask, OpenAsk } from '../../kernel/ask.ts';
import { found, Refused } from '../../kernel/problem.ts';
import { unitById } from '../../org/index.ts';
import { calendarOf, type Deadline } from './calendar.ts';
import * as q from './queries.ts';

/** Where the deadlines of a post come from: the rooms above know obligations, this one does not. */
export type DeadlineSource = (ask: Ask) => Promise<Deadline[]>;

const MOST = 5;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const listFeeds = async (_: unknown, { tx, actor }: Ask): Promise<Answer<typeof api.listFeeds>> =>
  (await q.feedsOf(tx, found(actor.postId, refuse(notFound, {})))).map(({ id, createdAt }) => ({
    id,
    createdAt: createdAt.toISOString(),
  }));

/** Makes a secret calendar address; it is answered once and ends with the post. @throws notices.too-many-feeds */
export const createFeed = async (_: unknown, ask: Ask): Promise<Answer<typeof api.createFeed>> => {
  const { tx, actor, now } = ask;
  const postId = found(actor.postId, refuse(notFound, {}));
  if ((await q.feedsOf(tx, postId)).length >= MOST) throw new Refused(refuse(tooManyFeeds, {}));
  const token = randomBytes(32).toString('base64url');
  const id = await q.insertFeed(tx, { userId: actor.userId, postId, tokenHash: hashOf(token), createdAt: now });
  await ask.audit({ action: 'notices.createFeed', subject: `feed:${id}`, unitId: actor.unitId, after: { postId } });
  return { id, path: `/api/calendar/${token}.ics` };
};

/** Takes a calendar address back: its next request finds nothing. */
export const revokeFeed = async (
  { params }: Input<typeof api.revokeFeed>,
  ask: Ask,
): Promise<Answer<typeof api.revokeFeed>> => {
  const { tx, actor, now } = ask;
  const postId = found(actor.postId, refuse(notFound, {}));
  found(await q.revokeFeed(tx, params.feedId, postId, now), refuse(notFound, {}));
  await ask.audit({ action: 'notices.revokeFeed', subject: `feed:${params.feedId}`, unitId: actor.unitId });
  return { done: true };
};

/** The calendar behind a secret address, with the rights of its post today; a made-up or old address is not found. */
export const showFeed =
  (deadlinesOf: DeadlineSource) =>
  async (
    { params }: Input<typeof api.getFeed>,
    ask: OpenAsk,
    { request }: { request: { protocol: string; host: string } },
  ): Promise<() => Promise<FileAnswer>> => {
    const { tx, now, today } = ask;
    const token = found(/^([A-Za-z0-9_-]{43})\.ics$/.exec(params.token)?.[1], refuse(notFound, {}));
    const feed = found(await q.findFeed(tx, hashOf(token)), refuse(notFound, {}));
    if (feed.revokedAt !== null) throw new Refused(refuse(notFound, {}));
    const actor = found(await actAsPost(tx, feed, today), refuse(notFound, {}));
    const deadlines = await deadlinesOf({ ...ask, actor });
    const unit = await unitById(tx, actor.unitId, today);
    const name = `Hạn báo cáo – ${unit?.fullName ?? 'Chung Tay'}`;
    const baseUrl = `${request.protocol}://${request.host}`;
    return async () => ({
      name: 'chung-tay.ics',
      content: Buffer.from(calendarOf(deadlines, { name, now, baseUrl }), 'utf8'),
    });
  };
