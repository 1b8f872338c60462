/** Signing in through the organisation's own sign-on. It opens accounts that are here already; it never makes one. */
import { createHash } from 'node:crypto';
import { noSignOn, signOnAway, signOnRefused, subjectTaken } from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/sign-on/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import { announce } from '../../kernel/actor.ts';
import type { Ask, OpenAsk } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { getAccountWithin } from '../accounts/queries.ts';
import { whyNotReset } from '../accounts/rules.ts';
import { limitsByWay } from '../attempts/rules.ts';
import type { Auth } from '../auth.ts';
import { aboutAccount, type Door, type Http, letIn, refuseAndKeep } from '../entering.ts';
import { findUserId, postsOf } from '../queries.ts';
import { isHeldOn, personOnly, whyNotAdminister } from '../rules.ts';
import { keepInBrowser, takeFromBrowser } from '../sealed-cookie.ts';
import { spendOnce } from '../security/queries.ts';
import { deviceOf } from '../sessions/rules.ts';
import { heldPostOf } from '../who-asks.ts';
import { type Confirmed, type Journey, newJourney, type SignOn } from './provider.ts';
import * as q from './queries.ts';
import { hasJustSignedIn, searchFor, whyNotLetIn } from './rules.ts';

const JOURNEY = 'sign_on';
/** A person may have to look for a telephone at the provider. */
const minutes = 10;

const theSignOn = (auth: Auth): SignOn => found(auth.signOn, refuse(noSignOn, {}));

/** Begins the way through the provider; `anew`, to confirm who one is. @throws identity.no-sign-on, identity.sign-on-away. */
export const beginSignOn =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (
    { query }: Input<typeof api.beginSignOn>,
    { now }: OpenAsk,
    { reply }: Http,
  ): Promise<Answer<typeof api.beginSignOn>> => {
    const signOn = theSignOn(auth);
    const journey = newJourney();
    const address = await signOn.begin(journey, query.anew === 'yes').catch(() => {
      throw new Refused(refuse(signOnAway, {}));
    });
    await keepInBrowser(auth, reply, JOURNEY, { ...journey, begunAt: now.toISOString() }, { minutes, now });
    return { address };
  };

/**
 * Signs in with what the provider sent back. Only who has just signed in there has confirmed who they are: a provider that
 * knew the person from before has asked nobody. A refused try is kept in the audit, without what the provider said.
 * @throws identity.no-sign-on, identity.too-many-attempts, identity.sign-on-refused, identity.sign-on-away.
 */
export const finishSignOn =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof api.finishSignOn>, ask: OpenAsk, http: Http) => {
    const signOn = theSignOn(auth);
    const limits = limitsByWay('sign-on', http.request.ip);
    await attempts.begin(limits, ask.now);
    const journey = await takeJourney(auth, http, ask.now);
    const confirmed = journey ? await signOn.finish(body.query, journey) : 'refused';
    if (confirmed === 'away') throw new Refused(refuse(signOnAway, {}));
    const userId = confirmed === 'refused' ? null : await accountOf(ask, signOn, confirmed);
    const isConfirmed = confirmed !== 'refused' && journey !== null && isJustSignedIn(confirmed, journey, ask.now);
    const refusal = whyNotLetIn(userId === null ? null : { posts: await postsToday(ask, userId) });
    if (userId === null || refusal)
      return refuseAndKeep(
        auth,
        ask,
        { action: 'identity.signOnRefused', userId },
        refusal ?? refuse(signOnRefused, {}),
      );
    await attempts.wasRight(limits);
    await ask.audit({ action: 'identity.finishSignOn', ...(await aboutAccount(ask.tx, userId)) });
    const device = deviceOf(http.request.headers['user-agent']) ?? '';
    await letIn(auth, ask, http, await auth.open(userId, 'sign-on', device), isConfirmed);
    return { done: true } as const;
  };

/**
 * Binds an account of the subtree to its name at the sign-on, or unbinds it.
 * @throws kernel.not-found, identity.not-for-oneself, identity.posts-elsewhere, identity.no-sign-on, identity.subject-taken.
 */
export const bindSignOn =
  ({ auth }: Pick<Door, 'auth'>) =>
  async ({ params, body }: Input<typeof api.bindSignOn>, ask: Ask) => {
    const { tx, actor, today, now } = ask;
    must(whyNotAdminister(actor));
    const account = found(await getAccountWithin(tx, params.username, actor.unitId, today), refuse(notFound, {}));
    // Whoever binds a name opens the account to it: no wider than giving it a new password.
    must(whyNotReset(account, actor));
    const before = await q.bindingOf(tx, account.id);
    if (body.subject === null) await q.unbind(tx, account.id);
    else {
      const { issuer } = theSignOn(auth);
      if (!(await q.bind(tx, { userId: account.id, issuer, subject: body.subject }, now)))
        throw new Refused(refuse(subjectTaken, {}));
    }
    await ask.audit({
      action: 'identity.bindSignOn',
      subject: `user:${account.id}`,
      unitId: account.unitId,
      before: { bound: before !== null },
      after: { bound: body.subject !== null },
    });
    return { done: true } as const;
  };

const isJustSignedIn = ({ signedInBefore }: Confirmed, { begunAt }: Begun, now: Date): boolean =>
  hasJustSignedIn(signedInBefore, (now.getTime() - begunAt.getTime()) / 1000);

type Begun = Journey & { begunAt: Date };

/** The way that was begun in this browser; it is gone once, whatever comes of it. */
const takeJourney = async (auth: Auth, http: Http, now: Date): Promise<Begun | null> => {
  const kept = await takeFromBrowser(auth, http, JOURNEY, now);
  const { state, nonce, verifier, begunAt } = kept ?? {};
  if (!state || !nonce || !verifier || !begunAt) return null;
  const key = createHash('sha256').update(`sign-on ${state}`).digest('hex');
  const until = new Date(now.getTime() + minutes * 60_000);
  const isFresh = await auth.transact((own) => spendOnce(own, key, until, now));
  return isFresh ? { state, nonce, verifier, begunAt: new Date(begunAt) } : null;
};

const accountOf = async ({ tx }: OpenAsk, { match }: SignOn, confirmed: Confirmed): Promise<string | null> => {
  const search = searchFor(match, confirmed.claims);
  if (!search) return null;
  return search.by === 'subject'
    ? q.accountAtSignOn(tx, confirmed.issuer, search.subject)
    : findUserId(tx, search.username);
};

const postsToday = async ({ tx, today }: OpenAsk, userId: string): Promise<number> => {
  await announce(tx, personOnly(userId));
  const posts = (await postsOf(tx, userId, today)).map(heldPostOf).filter((post) => isHeldOn(post, today));
  await announce(tx, null);
  return posts.length;
};
