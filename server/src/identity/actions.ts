import { randomUUID } from 'node:crypto';
import type { Held, Role } from '@app/contract/identity/posts.ts';
import { codeNotValid, tooManyAttempts, usernameTaken, wrongPassword } from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/routes.ts';
import type { PostAnswer } from '@app/contract/identity/routes.ts';
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound, notSignedIn } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { announce } from '../kernel/actor.ts';
import { type Ask, askAs, type OpenAsk } from '../kernel/ask.ts';
import type { Tx } from '../kernel/database.ts';
import { found, must, Refused } from '../kernel/problem.ts';
import type { Attempts } from './attempts.ts';
import type { Auth } from './auth.ts';
import { putCodes } from './enrolment/queries.ts';
import { hashOf } from './passwords/hash.ts';
import * as q from './queries.ts';
import {
  type HeldPost,
  isHeldOn,
  ownTitleOf,
  rightsOf,
  sayPost,
  systemActor,
  titleOf,
  whyNotAdminister,
  whyNotEndPost,
  whyNotGivePost,
} from './rules.ts';
import { hashOfCode, isSameHash, readableSecret } from './secrets.ts';
import { heldPostOf } from './who-asks.ts';

type Http = { request: FastifyRequest; reply: FastifyReply };

/** What the actions of signing in share beside the request. */
export type Door = { auth: Auth; attempts: Attempts };

/** Wrong passwords for one account from one address before it has to wait. */
const WRONG_PER_ACCOUNT = 5;
/** The same over all accounts: a whole office may stand behind one address. */
const WRONG_PER_ADDRESS = 100;
/** Last day of a one-time code, counted from the day it is made. */
const DAYS_VALID = 30;
/** More accounts than this are found by typing, not by scrolling. */
const ACCOUNTS_SHOWN = 200;

/** Who is signed in, the posts held today, and which of them this request acts as. Answers everybody. */
export const getSession =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (
    _: unknown,
    { tx, actor, today }: OpenAsk,
    { request }: Pick<Http, 'request'>,
  ): Promise<Answer<typeof api.getSession>> => {
    const person = await auth.whoIs(request.headers.cookie);
    const facts = await q.getInstanceFacts(tx);
    const posts = actor
      ? (await q.postsOf(tx, actor.userId, today)).map(heldPostOf).filter((post) => isHeldOn(post, today))
      : [];
    const post = posts.find(({ id }) => id === actor?.postId);
    return {
      signedIn: person !== null,
      demonstration: facts.demoSignIns !== null,
      awaitsAdministrator: facts.awaitsAdministrator,
      today,
      username: person?.username ?? null,
      posts: posts.map(postAnswerOf),
      post: post ? postAnswerOf(post) : null,
      screens: post ? [...rightsOf(post).screens] : [],
      signOn: null,
      awaitsSecondFactor: false,
    };
  };

/**
 * Signs in. The session is always a new one; one that was open in this browser ends.
 * @throws identity.too-many-attempts, identity.wrong-password (which is kept in the audit although the request is refused).
 */
export const signIn =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof api.signIn>, ask: OpenAsk, { request, reply }: Http) => {
    const { ip } = request;
    const account = `${body.username} ${ip}`;
    const minutes = attempts.take(ip, WRONG_PER_ADDRESS, ask.now) || attempts.take(account, WRONG_PER_ACCOUNT, ask.now);
    if (minutes > 0) throw new Refused(refuse(tooManyAttempts, { minutes }));
    const entered = await auth.enter(body.username, body.password);
    if (!entered) {
      await askAs({ transact: auth.transact, clock: () => ask.now }, null, ask.requestId, async ({ tx, audit }) => {
        // A name that no account has may be a password typed in the wrong field: it is not kept.
        const userId = await q.findUserId(tx, body.username);
        await audit({ action: 'identity.signInRefused', subject: `user:${userId ?? 'unknown'}`, unitId: null });
      });
      throw new Refused(refuse(wrongPassword, {}));
    }
    attempts.giveBack(ip);
    attempts.forget(account);
    await ask.audit({ action: 'identity.signIn', subject: `user:${entered.user.id}`, unitId: null });
    if (request.headers.cookie) await auth.leave(request.headers.cookie);
    reply.header('set-cookie', entered.cookies);
    return { done: true } as const;
  };

/** Signs out: the session is ended on the server, not only forgotten by the browser. */
export const signOut =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: OpenAsk, { request, reply }: Http) => {
    const cookie = request.headers.cookie ?? '';
    const person = found(await auth.whoIs(cookie), refuse(notSignedIn, {}));
    await ask.audit({ action: 'identity.signOut', subject: `user:${person.id}`, unitId: null });
    reply.header('set-cookie', (await auth.leave(cookie)).cookies);
    return { done: true } as const;
  };

/** The sign-ins that the demonstration wrote down when it was loaded; none on a real instance. */
export const listDemoSignIns = async (_: unknown, { tx }: OpenAsk): Promise<Answer<typeof api.listDemoSignIns>> =>
  // Written by the seed in the shape of the answer, and checked against it on the way out.
  ((await q.getInstanceFacts(tx)).demoSignIns ?? []) as Answer<typeof api.listDemoSignIns>;

/**
 * Opens the first account by the one-time code: an administrator at the standing agency of the centre.
 * @throws identity.too-many-attempts, identity.code-not-valid, identity.username-taken.
 */
export const claimAdministrator =
  ({ attempts }: Pick<Door, 'attempts'>) =>
  async ({ body }: Input<typeof api.claimAdministrator>, ask: OpenAsk, { request }: Pick<Http, 'request'>) => {
    const { tx, now, today } = ask;
    const minutes = attempts.take(`code ${request.ip}`, WRONG_PER_ACCOUNT, now);
    if (minutes > 0) throw new Refused(refuse(tooManyAttempts, { minutes }));
    const kept = await q.takeAdministratorCode(tx);
    if (!kept || !isSameHash(kept, hashOfCode(body.code))) throw new Refused(refuse(codeNotValid, {}));
    attempts.forget(`code ${request.ip}`);
    await q.markAdministratorCodeUsed(tx, now);
    const { unitId } = found(await q.getNation(tx), refuse(notFound, {}));
    // Nobody is known yet who could open an account: the code stands for the program itself.
    await announce(tx, systemActor(unitId));
    const { id: bodyId } = found(await q.getStandingBody(tx, unitId), refuse(notFound, {}));
    const userId = await openAccount(tx, { username: body.username, password: body.password });
    await givePost(tx, { userId, role: 'administrator', bodyId, startsOn: today });
    await ask.audit({
      action: 'identity.claimAdministrator',
      subject: `user:${userId}`,
      unitId,
      after: { username: body.username },
    });
    return { done: true } as const;
  };

/** Accounts with a post in the administrator's subtree; of their posts, those that lie in it. */
export const listAccounts = async (
  { query }: Input<typeof api.listAccounts>,
  { tx, actor, today }: Ask,
): Promise<Answer<typeof api.listAccounts>> => {
  must(whyNotAdminister(actor));
  const rows = await q.listPostsWithin(tx, actor.unitId, today, {
    text: foldAccents(query.q?.trim() ?? ''),
    accounts: ACCOUNTS_SHOWN,
  });
  const accounts = new Map<string, PostAnswer[]>();
  for (const row of rows)
    accounts.set(row.username, [...(accounts.get(row.username) ?? []), postAnswerOf(heldPostOf(row))]);
  const guarded = await q.howGuarded(tx, [...accounts.keys()]);
  return [...accounts].map(([username, posts]) => ({
    username,
    enrolled: guarded.get(username)?.enrolled ?? false,
    secondFactor: false,
    signOnSubject: null,
    posts,
  }));
};

/**
 * Opens an account with one post in the administrator's subtree; the first password is answered once and not kept.
 * @throws kernel.not-found for a body outside the subtree, identity.role-not-at-body, identity.username-taken.
 */
export const createAccount = async ({ body }: Input<typeof api.createAccount>, ask: Ask) => {
  const { tx, actor, today, now } = ask;
  must(whyNotAdminister(actor));
  const at = found(await q.getBodyWithin(tx, body.bodyId, actor.unitId, today), refuse(notFound, {}));
  must(whyNotGivePost(body.role, at, at.level));
  const userId = await openAccount(tx, { username: body.username });
  const code = readableSecret();
  const validUntil = addDays(today, DAYS_VALID);
  await putCodes(tx, [{ userId, codeHash: hashOfCode(code) }], { validUntil, madeAt: now });
  const postId = await givePost(tx, { userId, role: body.role, bodyId: at.id, startsOn: body.startsOn });
  await ask.audit({
    action: 'identity.createAccount',
    subject: `user:${userId}`,
    unitId: at.unitId,
    after: { ...body, postId },
  });
  return { username: body.username, code, validUntil };
};

/**
 * Ends a post; the day given is its last.
 * @throws kernel.not-found for a post outside the subtree, identity.ends-outside-term.
 */
export const endPost = async ({ params, body }: Input<typeof api.endPost>, ask: Ask) => {
  const { tx, actor, today } = ask;
  must(whyNotAdminister(actor));
  const post = found(await q.getPostWithin(tx, params.postId, actor.unitId, today), refuse(notFound, {}));
  must(whyNotEndPost(post, body.endsOn));
  await q.setEndOfPost(tx, post.id, body.endsOn);
  await ask.audit({
    action: 'identity.endPost',
    subject: `post:${post.id}`,
    unitId: post.unitId,
    before: { endsOn: post.endsOn },
    after: { endsOn: body.endsOn },
  });
  return { done: true } as const;
};

/**
 * Opens an account for signing in and answers its id. The person's name is not asked and not kept.
 * @throws identity.username-taken.
 */
export const openAccount = async (tx: Tx, account: { username: string; password?: string }): Promise<string> => {
  const id = randomUUID();
  const { username, password } = account;
  const opened = await q.insertAccount(tx, {
    id,
    username,
    passwordHash: password === undefined ? null : await hashOf(password),
  });
  if (!opened) throw new Refused(refuse(usernameTaken, { username }));
  return id;
};

/** Gives an account a post and answers the post's id. `endsOn` is the last day. The table of posts is not asked here. */
export const givePost = (
  tx: Tx,
  post: { userId: string; role: Role; bodyId: number; startsOn: CivilDate | null; endsOn?: CivilDate | null },
): Promise<number> => q.insertPost(tx, { endsOn: null, ...post });

/** What posts are called beside their acts: "Cán bộ tổng hợp, Công an xã …". Unknown ids and nulls are left out. */
export const postTitles = async (tx: Tx, postIds: readonly (number | null)[]): Promise<Map<number, Words>> => {
  const ids = [...new Set(postIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  return new Map((await q.namePosts(tx, ids)).map((post) => [post.id, sayPost(post)]));
};

/** How a post signs (Decree 30/2020/NĐ-CP Art. 13): in its own right, acting, or by delegation with the own title below. */
export const signerOf = async (tx: Tx, postId: number): Promise<{ held: Held; ownTitle: Words | null } | null> => {
  const [post] = await q.namePosts(tx, [postId]);
  return post ? { held: post.held, ownTitle: ownTitleOf(post) } : null;
};

const postAnswerOf = (post: HeldPost): PostAnswer => ({
  id: post.id,
  role: post.role,
  title: titleOf(post),
  body: { id: post.body.id, name: post.body.name, kind: post.body.kind, line: post.body.line },
  unit: { id: post.unit.id, code: post.unit.code, fullName: post.unit.fullName, level: post.unit.level },
  startsOn: post.startsOn,
  endsOn: post.endsOn,
  held: post.held,
});
