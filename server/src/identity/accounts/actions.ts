/** Accounts and posts of a subtree, for its administrators. */
import { randomUUID } from 'node:crypto';
import type * as enrolment from '@app/contract/identity/enrolment/routes.ts';
import { usernameTaken } from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { postAnswerOf } from '../actions.ts';
import { giveCode } from '../enrolment/codes.ts';
import { hashOf } from '../passwords/hash.ts';
import { endPostAtOnce, getBodyWithin, getPostWithin, insertPost, listPostsWithin, setEndOfPost } from '../queries.ts';
import { endedAtOnce, whyNotAdminister, whyNotEndPost, whyNotGivePost } from '../rules.ts';
import { removeSecondFactors } from '../security/actions.ts';
import { dropPassword, endSessions, putPassword } from '../sessions/queries.ts';
import { heldPostOf } from '../who-asks.ts';
import * as q from './queries.ts';
import { whyNotEndAgain, whyNotForOneself, whyNotGiveSo, whyNotReset } from './rules.ts';

/** More accounts than this are found by typing, not by scrolling. */
const ACCOUNTS_SHOWN = 200;

type Listed = Answer<typeof api.listAccounts>[number];

/** Accounts with a post in the administrator's subtree; of their posts, those that lie in it. */
export const listAccounts = async (
  { query }: Input<typeof api.listAccounts>,
  { tx, actor, today }: Ask,
): Promise<Answer<typeof api.listAccounts>> => {
  must(whyNotAdminister(actor));
  const rows = await listPostsWithin(tx, actor.unitId, today, {
    text: foldAccents(query.q?.trim() ?? ''),
    accounts: ACCOUNTS_SHOWN,
  });
  const accounts = new Map<string, Listed['posts']>();
  for (const row of rows) {
    const post = { ...postAnswerOf(heldPostOf(row)), whyNot: { endPost: whyNotEndAgain(row, today) } };
    accounts.set(row.username, [...(accounts.get(row.username) ?? []), post]);
  }
  const guarded = await q.howGuarded(tx, [...accounts.keys()], actor.unitId, today);
  return [...accounts].map(([username, posts]) => {
    const account = found(guarded.get(username), refuse(notFound, {}));
    const { enrolled, secondFactor, signOnSubject } = account;
    const [givePost, opened] = [whyNotForOneself(account, actor), whyNotReset(account, actor)];
    const whyNot = { givePost, resetAccount: opened, bindSignOn: opened };
    return { username, enrolled, secondFactor, signOnSubject, whyNot, posts };
  });
};

/**
 * Opens an account with one post in the administrator's subtree. It has no password: its one-time code is answered once.
 * @throws kernel.not-found for a body outside the subtree, identity.role-not-at-body, identity.username-taken.
 */
export const createAccount = async ({ body }: Input<typeof api.createAccount>, ask: Ask) => {
  const { tx, actor, today } = ask;
  must(whyNotAdminister(actor));
  const at = found(await getBodyWithin(tx, body.bodyId, actor.unitId, today), refuse(notFound, {}));
  must(whyNotGivePost(body.role, at, at.level));
  const userId = await openAccount(tx, { username: body.username });
  const given = await giveCode(ask, userId);
  const postId = await insertPost(tx, {
    userId,
    role: body.role,
    bodyId: at.id,
    startsOn: body.startsOn,
    endsOn: null,
  });
  await ask.audit({
    action: 'identity.createAccount',
    subject: `user:${userId}`,
    unitId: at.unitId,
    after: { ...body, postId, validUntil: given.validUntil },
  });
  return { username: body.username, ...given };
};

/**
 * Gives an account of the subtree one more post there; never the own one.
 * @throws kernel.not-found for an account or a body outside the subtree, identity.not-for-oneself, identity.role-not-at-body,
 *   identity.ends-outside-term, identity.acting-needs-basis, identity.post-overlaps.
 */
export const givePostTo = async ({ params, body }: Input<typeof enrolment.givePost>, ask: Ask) => {
  const { tx, actor, today, now } = ask;
  must(whyNotAdminister(actor));
  const account = found(await q.getAccountWithin(tx, params.username, actor.unitId, today), refuse(notFound, {}));
  const at = found(await getBodyWithin(tx, body.bodyId, actor.unitId, today), refuse(notFound, {}));
  must(whyNotForOneself(account, actor));
  must(whyNotGivePost(body.role, at, at.level));
  must(whyNotGiveSo(body));
  const { role, startsOn, endsOn, acting } = body;
  const postId = await insertPost(tx, {
    userId: account.id,
    role,
    bodyId: at.id,
    startsOn,
    endsOn,
    held: acting ? 'acting' : 'own',
    basis: body.basis || null,
    givenAt: now,
  });
  await ask.audit({ action: 'identity.givePost', subject: `post:${postId}`, unitId: at.unitId, after: body });
  return { postId };
};

/**
 * Ends a post: the day given is its last, or the next request under it is refused already. One that has not begun never does.
 * @throws kernel.not-found for a post outside the subtree, identity.post-over, identity.ends-outside-term.
 */
export const endPost = async ({ params, body }: Input<typeof api.endPost>, ask: Ask) => {
  const { tx, actor, today } = ask;
  must(whyNotAdminister(actor));
  const post = found(await getPostWithin(tx, params.postId, actor.unitId, today), refuse(notFound, {}));
  must(whyNotEndAgain(post, today));
  must(whyNotEndPost(post, body, today));
  if ('atOnce' in body) await endPostAtOnce(tx, post.id, today, ask.now);
  else await setEndOfPost(tx, post.id, body.endsOn);
  await ask.audit({
    action: 'identity.endPost',
    subject: `post:${post.id}`,
    unitId: post.unitId,
    before: { endsOn: post.endsOn },
    after: 'atOnce' in body ? endedAtOnce(post, today) : { endsOn: body.endsOn },
  });
  return { done: true } as const;
};

/**
 * Begins an account anew, for who has forgotten the password or lost the telephone: password, second factor, passkeys, keys
 * for programs and sessions end, and a new one-time code is answered once. The posts stay.
 * @throws kernel.not-found for an account without a post in the subtree, identity.not-for-oneself, identity.posts-elsewhere.
 */
export const resetAccount = async ({ params }: Input<typeof enrolment.resetAccount>, ask: Ask) => {
  const { tx, actor, today } = ask;
  must(whyNotAdminister(actor));
  const account = found(await q.getAccountWithin(tx, params.username, actor.unitId, today), refuse(notFound, {}));
  must(whyNotReset(account, actor));
  await endSessions(tx, account.id, 'all');
  await dropPassword(tx, account.id);
  await removeSecondFactors(tx, account.id);
  await q.revokeTokens(tx, account.id, ask.now);
  const given = await giveCode(ask, account.id);
  await ask.audit({
    action: 'identity.resetAccount',
    subject: `user:${account.id}`,
    unitId: account.unitId,
    after: { validUntil: given.validUntil },
  });
  return { username: params.username, ...given };
};

/**
 * Opens an account and answers its id. The person's name is not asked and not kept. A password is given only for the
 * demonstration, the tests and the first administrator; others come in with a one-time code.
 * @throws identity.username-taken.
 */
export const openAccount = async (tx: Tx, account: { username: string; password?: string }): Promise<string> => {
  const { username, password } = account;
  const [id] = await q.insertAccounts(tx, [{ id: randomUUID(), username }]);
  if (!id) throw new Refused(refuse(usernameTaken, { username }));
  if (password !== undefined) await putPassword(tx, id, await hashOf(password), new Date());
  return id;
};
