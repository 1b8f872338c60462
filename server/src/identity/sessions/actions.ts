/** Coming in with a password, going out, and the open sessions of a person. */
import {
  noPassword,
  passkeyNotValid,
  secondFactorNeeded,
  wrongCode,
  wrongCurrentPassword,
  wrongPassword,
} from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/routes.ts';
import type * as contract from '@app/contract/identity/sessions/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound, notSignedIn } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { confirmedUntil } from '../../kernel/actor.ts';
import type { Ask, OpenAsk } from '../../kernel/ask.ts';
import { found, Refused } from '../../kernel/problem.ts';
import { postAnswerOf } from '../actions.ts';
import { limitsInside, limitsOf } from '../attempts/rules.ts';
import { aboutAccount, type Door, type Http, letIn, refuseAndKeep } from '../entering.ts';
import { isPassword } from '../passwords/hash.ts';
import { findUserId, getInstanceFacts, postsOf, usernameOf } from '../queries.ts';
import { isHeldOn, rightsOf } from '../rules.ts';
import { isSecondFactor } from '../security/actions.ts';
import { isOwnPasskey } from '../security/passkeys.ts';
import { heldPostOf } from '../who-asks.ts';
import * as q from './queries.ts';
import { deviceOf, sessionOf } from './rules.ts';

/** Who is signed in, the posts held today, and which of them this request acts as. Answers everybody. */
export const getSession =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (
    _: unknown,
    { tx, actor, today }: OpenAsk,
    { request }: Pick<Http, 'request'>,
  ): Promise<Answer<typeof api.getSession>> => {
    const person = await auth.whoIs(request.headers.cookie);
    const awaited = person ? null : await auth.whoAwaits(request.headers.cookie);
    const facts = await getInstanceFacts(tx);
    const posts = actor
      ? (await postsOf(tx, actor.userId, today)).map(heldPostOf).filter((post) => isHeldOn(post, today))
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
      signOn: auth.signOn?.name ?? null,
      awaitsSecondFactor: awaited !== null,
      screens: post ? [...rightsOf(post).screens] : [],
    };
  };

/**
 * Signs in. The session is always a new one; one that was open in this browser ends. Where a second factor is in force, the
 * password alone opens nothing: it is asked for next.
 * @throws identity.too-many-attempts, identity.wrong-password (which is kept in the audit although the request is refused),
 *   identity.second-factor-needed.
 */
export const signIn =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof api.signIn>, ask: OpenAsk, http: Http) => {
    const { request, reply } = http;
    const limits = limitsOf(body.username, request.ip);
    await attempts.begin(limits, ask.now);
    // An account that nobody has come into yet has no password; the time it takes must not tell it from the others.
    const userId = await findUserId(ask.tx, body.username);
    const isOpen = userId === null || (await q.passwordHashOf(ask.tx, userId)) !== null;
    const device = deviceOf(request.headers['user-agent']) ?? '';
    const entered = isOpen ? await auth.enter(body.username, body.password, device) : null;
    if (!isOpen) await isPassword(body.password, null);
    if (!entered) {
      const entry = { action: 'identity.signInRefused', userId };
      return refuseAndKeep(auth, ask, entry, refuse(wrongPassword, {}));
    }
    await attempts.wasRight(limits);
    if (entered.awaitsSecondFactor) {
      reply.header('set-cookie', entered.cookies);
      const entry = { action: 'identity.secondFactorAsked', userId: entered.user.id };
      return refuseAndKeep(auth, ask, entry, refuse(secondFactorNeeded, {}));
    }
    await ask.audit({ action: 'identity.signIn', ...(await aboutAccount(ask.tx, entered.user.id)) });
    await letIn(auth, ask, http, entered);
    return { done: true } as const;
  };

/** Signs out: the session is ended on the server, not only forgotten by the browser. */
export const signOut =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: OpenAsk, { request, reply }: Http) => {
    const cookie = request.headers.cookie ?? '';
    const person = found(await auth.whoIs(cookie), refuse(notSignedIn, {}));
    await ask.audit({ action: 'identity.signOut', ...(await aboutAccount(ask.tx, person.id)) });
    reply.header('set-cookie', (await auth.leave(cookie)).cookies);
    return { done: true } as const;
  };

/** The sign-ins that the demonstration wrote down when it was loaded; none on a real instance. */
export const listDemoSignIns = async (_: unknown, { tx }: OpenAsk): Promise<Answer<typeof api.listDemoSignIns>> =>
  // Written by the seed in the shape of the answer, and checked against it on the way out.
  ((await getInstanceFacts(tx)).demoSignIns ?? []) as Answer<typeof api.listDemoSignIns>;

/** The open sessions of the person who asks. */
export const listSessions = async (_: unknown, ask: Ask): Promise<Answer<typeof contract.listSessions>> => {
  const current = sessionOf(ask.actor);
  return (await q.liveSessions(ask.tx, ask.actor.userId)).map((session) => ({
    id: session.id,
    current: session.id === current,
    startedAt: session.startedAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    device: session.device || null,
    by: session.openedBy,
  }));
};

/**
 * The key under which a browser seals what its person has not saved yet: of the account, so that it still opens after the next
 * sign-in, and handed to a live session alone, so that a device without one holds nothing that can be read.
 * @throws kernel.not-found without a session: a key for programs keeps nothing in a browser.
 */
export const getDeviceKey =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: Ask): Promise<Answer<typeof contract.getDeviceKey>> => {
    found(sessionOf(ask.actor), refuse(notFound, {}));
    const { userId } = ask.actor;
    return { username: await usernameOf(ask.tx, userId), key: auth.fingerprint(`device-key:${userId}`) };
  };

/**
 * Ends one of the own sessions: its next request is refused.
 * @throws kernel.not-found for a session of somebody else, or one that has ended.
 */
export const endSession = async ({ params }: Input<typeof contract.endSession>, ask: Ask) => {
  const ended = await q.endSessions(ask.tx, ask.actor.userId, { only: params.sessionId });
  if (ended === 0) throw new Refused(refuse(notFound, {}));
  await ask.audit({ action: 'identity.endSession', ...(await aboutAccount(ask.tx, ask.actor.userId)) });
  return { done: true } as const;
};

/** Ends all own sessions but the one that asks. */
export const endOtherSessions = async (_: unknown, ask: Ask) => {
  const ended = await q.endSessions(ask.tx, ask.actor.userId, { but: sessionOf(ask.actor) ?? '' });
  await ask.audit({
    action: 'identity.endOtherSessions',
    ...(await aboutAccount(ask.tx, ask.actor.userId)),
    after: { ended },
  });
  return { ended };
};

/**
 * Gives the password, a code of the second factor, a recovery code or a passkey once more; acts of weight are open for ten minutes.
 * @throws identity.no-password (an account that only signs in elsewhere signs in again instead), identity.too-many-attempts,
 *   identity.wrong-current-password, identity.wrong-code, identity.passkey-not-valid, kernel.not-found without a session.
 */
export const confirmIdentity =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof contract.confirmIdentity>, ask: Ask, http: Http) => {
    const { tx, now, actor } = ask;
    const sessionId = found(sessionOf(actor), refuse(notFound, {}));
    const hash = await q.passwordHashOf(tx, actor.userId);
    if ('password' in body && hash === null) throw new Refused(refuse(noPassword, {}));
    const limits = limitsInside(sessionId);
    await attempts.begin(limits, now);
    if ('password' in body) {
      if (!(await isPassword(body.password, hash))) throw new Refused(refuse(wrongCurrentPassword, {}));
    } else if ('passkey' in body) {
      if (!(await isOwnPasskey(auth, ask, http, body.passkey))) throw new Refused(refuse(passkeyNotValid, {}));
    } else if (!(await isSecondFactor(auth, tx, actor.userId, body.code))) {
      throw new Refused(refuse(wrongCode, {}));
    }
    await attempts.wasRight(limits);
    await q.putConfirmation(tx, sessionId, now);
    await ask.audit({ action: 'identity.confirmIdentity', ...(await aboutAccount(tx, actor.userId)) });
    return { until: confirmedUntil(now).toISOString() };
  };
