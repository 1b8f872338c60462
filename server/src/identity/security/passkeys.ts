/** Passkeys: a key on the person's own device, opened by finger, face or PIN; it stands for both factors. */
import { noPasskeys, passkeyNotValid } from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/security/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer as AnswerOf, Input } from '@app/contract/kernel/route.ts';
import type { FastifyRequest } from 'fastify';
import { announce } from '../../kernel/actor.ts';
import type { Ask, OpenAsk } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { limitsByWay } from '../attempts/rules.ts';
import type { Auth } from '../auth.ts';
import { aboutAccount, type Door, type Http, letIn, personOf, refuseAndKeep } from '../entering.ts';
import { usernameOf } from '../queries.ts';
import { personOnly } from '../rules.ts';
import { keepInBrowser, takeFromBrowser } from '../sealed-cookie.ts';
import { deviceOf } from '../sessions/rules.ts';
import * as pq from './passkey-queries.ts';
import { spendOnce } from './queries.ts';
import { type Site, siteOf, whyNotAddPasskey } from './rules.ts';
import { type Answer, keyOfChallenge, optionsToMake, optionsToShow, readMade, readShown, TIMEOUT } from './webauthn.ts';

const TO_ADD = 'passkey_to_add';
const TO_ENTER = 'passkey_to_enter';
const minutes = TIMEOUT / 60_000;

const siteAsked = (auth: Auth, request: FastifyRequest): Site =>
  found(siteOf(auth.baseUrl, request.headers.host), refuse(noPasskeys, {}));

/** @throws identity.no-passkeys, identity.passkeys-full. */
export const beginPasskey =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: Ask, { request, reply }: Http): Promise<AnswerOf<typeof api.beginPasskey>> => {
    const { id } = personOf(ask);
    const person = { id, username: await usernameOf(ask.tx, id) };
    const site = siteAsked(auth, request);
    const known = await pq.listPasskeys(ask.tx, person.id);
    must(whyNotAddPasskey(known.length));
    const options = await optionsToMake(site, person, known);
    const kept = { challenge: options.challenge, userId: person.id };
    await keepInBrowser(auth, reply, TO_ADD, kept, { minutes, now: ask.now });
    await ask.audit({ action: 'identity.beginPasskey', ...(await aboutAccount(ask.tx, person.id)) });
    return { options: { ...options } };
  };

/** @throws identity.no-passkeys, identity.passkey-not-valid, identity.passkeys-full. */
export const addPasskey =
  ({ auth }: Pick<Door, 'auth'>) =>
  async ({ body }: Input<typeof api.addPasskey>, ask: Ask, http: Http) => {
    const { tx, now } = ask;
    const person = personOf(ask);
    const site = siteAsked(auth, http.request);
    const kept = await takeChallenge(auth, http, TO_ADD, now);
    const made = kept?.['userId'] === person.id ? await readMade(body.answer, site, kept.challenge) : null;
    if (!made) throw new Refused(refuse(passkeyNotValid, {}));
    must(whyNotAddPasskey((await pq.listPasskeys(tx, person.id)).length));
    const added = await pq.insertPasskey(tx, { ...made, userId: person.id, label: body.label, addedAt: now });
    if (!added) throw new Refused(refuse(passkeyNotValid, {}));
    await ask.audit({
      action: 'identity.addPasskey',
      ...(await aboutAccount(ask.tx, person.id)),
      after: { passkey: made.id },
    });
    return { id: made.id };
  };

/** @throws kernel.not-found. */
export const removePasskey = async ({ params }: Input<typeof api.removePasskey>, ask: Ask) => {
  const person = personOf(ask);
  if (!(await pq.deletePasskey(ask.tx, person.id, params.passkeyId))) throw new Refused(refuse(notFound, {}));
  await ask.audit({
    action: 'identity.removePasskey',
    ...(await aboutAccount(ask.tx, person.id)),
    before: { passkey: params.passkeyId },
  });
  return { done: true } as const;
};

/** @throws identity.no-passkeys. */
export const beginPasskeySignIn =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, { now }: OpenAsk, { request, reply }: Http): Promise<AnswerOf<typeof api.beginPasskeySignIn>> => {
    const options = await optionsToShow(siteAsked(auth, request));
    await keepInBrowser(auth, reply, TO_ENTER, { challenge: options.challenge }, { minutes, now });
    return { options: { ...options } };
  };

/**
 * Signs in with the passkey that the device has shown. A refused try is kept in the audit.
 * @throws identity.too-many-attempts, identity.no-passkeys, identity.passkey-not-valid.
 */
export const enterByPasskey =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof api.enterByPasskey>, ask: OpenAsk, http: Http) => {
    const { tx, now } = ask;
    const site = siteAsked(auth, http.request);
    const limits = limitsByWay('passkey', http.request.ip);
    await attempts.begin(limits, now);
    const kept = await takeChallenge(auth, http, TO_ENTER, now);
    const passkey = await passkeyShown(tx, body.answer);
    const counter = kept && passkey ? await readShown(body.answer, site, kept.challenge, passkey) : null;
    if (!passkey || counter === null || !(await noteUse(tx, passkey, counter, now)))
      return refuseAndKeep(
        auth,
        ask,
        { action: 'identity.passkeyRefused', userId: passkey?.userId ?? null },
        refuse(passkeyNotValid, {}),
      );
    await attempts.wasRight(limits);
    await ask.audit({
      action: 'identity.enterByPasskey',
      ...(await aboutAccount(tx, passkey.userId)),
      after: { passkey: passkey.id },
    });
    const device = deviceOf(http.request.headers['user-agent']) ?? '';
    await letIn(auth, ask, http, await auth.open(passkey.userId, 'passkey', device));
    return { done: true } as const;
  };

/** Whether the device has shown a passkey of this person, for the challenge of `beginPasskeySignIn`. Counting wrong tries is the caller's. */
export const isOwnPasskey = async (
  auth: Auth,
  { tx, now, actor }: Ask,
  http: Http,
  answer: Answer,
): Promise<boolean> => {
  const site = siteAsked(auth, http.request);
  const kept = await takeChallenge(auth, http, TO_ENTER, now);
  const passkey = await passkeyShown(tx, answer);
  if (!kept || passkey?.userId !== actor.userId) return false;
  const counter = await readShown(answer, site, kept.challenge, passkey);
  return counter !== null && pq.usePasskey(tx, passkey, counter, now);
};

/** The challenge this browser was given, once: whoever brings it again, right or wrong, is refused. */
const takeChallenge = async (
  auth: Auth,
  http: Http,
  name: string,
  now: Date,
): Promise<{ challenge: string; userId?: string } | null> => {
  const kept = await takeFromBrowser(auth, http, name, now);
  const challenge = kept?.['challenge'];
  if (!challenge) return null;
  const until = new Date(now.getTime() + TIMEOUT);
  // On a connection of its own: it stays used also when the request is refused.
  const isFresh = await auth.transact((own) => spendOnce(own, keyOfChallenge(challenge), until, now));
  return isFresh ? { ...kept, challenge } : null;
};

const passkeyShown = async (tx: Tx, answer: Answer): Promise<pq.PasskeyRow | undefined> => {
  const id = answer['id'];
  return typeof id === 'string' && /^[A-Za-z0-9_-]{16,1400}$/.test(id) ? pq.findPasskey(tx, id) : undefined;
};

const noteUse = async (tx: Tx, passkey: pq.PasskeyRow, counter: number, now: Date): Promise<boolean> => {
  // Only the person may write to their passkeys; who it is, the signature has just shown.
  await announce(tx, personOnly(passkey.userId));
  const used = await pq.usePasskey(tx, passkey, counter, now);
  await announce(tx, null);
  return used;
};
