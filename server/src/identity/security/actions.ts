/** The own password, authenticator and recovery codes. */
import {
  noPassword,
  noTotp,
  signInAgain,
  tooManyAttempts,
  wrongCode,
  wrongCurrentPassword,
} from '@app/contract/identity/problems.ts';
import type * as api from '@app/contract/identity/security/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type { Ask, OpenAsk } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { limitsInside, limitsOfSecondStep } from '../attempts/rules.ts';
import type { Auth, NotFinished, SignedIn } from '../auth.ts';
import { aboutAccount, type Door, type Http, letIn, personOf, refuseAndKeep } from '../entering.ts';
import { whyNotPassword } from '../passwords/choose.ts';
import { hashOf, isPassword } from '../passwords/hash.ts';
import { usernameOf } from '../queries.ts';
import { endSessions, passwordHashOf, putPassword } from '../sessions/queries.ts';
import { deviceOf } from '../sessions/rules.ts';
import { bindingOf } from '../sign-on/queries.ts';
import { deletePasskeys, listPasskeys } from './passkey-queries.ts';
import * as q from './queries.ts';
import { asMade, newRecoveryCodes } from './recovery.ts';
import { siteOf, whyNotBeginTotp, whyNotUseTotp } from './rules.ts';
import { newTotpKey, stepOfCode, totpToScan } from './totp.ts';

/** How the account of the person is guarded. */
export const getSecurity =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: Ask, { request }: Pick<Http, 'request'>): Promise<Answer<typeof api.getSecurity>> => {
    const { id } = personOf(ask);
    const { tx } = ask;
    const setAt = await q.passwordSetAt(tx, id);
    const totp = await q.getTotp(tx, id);
    const passkeys = await listPasskeys(tx, id);
    const bound = await bindingOf(tx, id);
    return {
      username: await usernameOf(tx, id),
      hasPassword: setAt !== null,
      passwordChangedAt: setAt?.toISOString() ?? null,
      totp: totp?.verified ?? false,
      recoveryCodesLeft: totp?.verified ? (await codesIn(auth, totp.backupCodes)).length : 0,
      passkeys: passkeys.map(({ id: passkeyId, label, addedAt, lastUsedAt }) => ({
        id: passkeyId,
        label,
        addedAt: addedAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
      })),
      // Bound at a provider that is no longer set up is as good as not bound.
      signOn: bound && bound.issuer === auth.signOn?.issuer ? auth.signOn.name : null,
      passkeysPossible: siteOf(auth.baseUrl, request.headers.host) !== null,
    };
  };

/**
 * Changes the own password; all other sessions of the account end.
 * @throws identity.too-many-attempts, identity.no-password, identity.wrong-current-password, identity.password-too-common.
 */
export const changePassword =
  ({ attempts }: Pick<Door, 'attempts'>) =>
  async ({ body }: Input<typeof api.changePassword>, ask: Ask) => {
    const { tx, now } = ask;
    const { id, sessionId } = personOf(ask);
    const username = await usernameOf(tx, id);
    const limits = limitsInside(sessionId);
    await attempts.begin(limits, now);
    const hash = found(await passwordHashOf(tx, id), refuse(noPassword, {}));
    if (!(await isPassword(body.current, hash))) throw new Refused(refuse(wrongCurrentPassword, {}));
    await attempts.wasRight(limits);
    must(whyNotPassword(username, body.next));
    await putPassword(tx, id, await hashOf(body.next), now);
    const sessionsEnded = await endSessions(tx, id, { but: sessionId });
    await ask.audit({
      action: 'identity.changePassword',
      ...(await aboutAccount(ask.tx, id)),
      after: { sessionsEnded },
    });
    return { done: true } as const;
  };

/**
 * Makes the key of an authenticator. It guards nothing yet; asking again makes another one.
 * @throws identity.totp-already.
 */
export const beginTotp =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: Ask): Promise<Answer<typeof api.beginTotp>> => {
    const { id } = personOf(ask);
    must(whyNotBeginTotp((await q.getTotp(ask.tx, id))?.verified ?? false));
    const key = newTotpKey();
    await q.putTotpKey(ask.tx, id, await auth.seal(key));
    await ask.audit({ action: 'identity.beginTotp', ...(await aboutAccount(ask.tx, id)) });
    return totpToScan(key, await usernameOf(ask.tx, id));
  };

/**
 * Puts the authenticator in force by its first code; answers the recovery codes, which are never shown again.
 * @throws identity.totp-already, identity.no-totp, identity.wrong-code.
 */
export const confirmTotp =
  ({ auth }: Pick<Door, 'auth'>) =>
  async ({ body }: Input<typeof api.confirmTotp>, ask: Ask) => {
    const { tx } = ask;
    const { id } = personOf(ask);
    const totp = found(await q.getTotp(tx, id), refuse(noTotp, {}));
    must(whyNotBeginTotp(totp.verified));
    if (!(await countCode(auth, tx, id, totp.secret, body.code))) throw new Refused(refuse(wrongCode, {}));
    const recoveryCodes = newRecoveryCodes();
    await q.putTotpInForce(tx, id, await auth.seal(JSON.stringify(recoveryCodes)));
    await ask.audit({ action: 'identity.confirmTotp', ...(await aboutAccount(ask.tx, id)) });
    return { recoveryCodes };
  };

/** @throws identity.no-totp. */
export const removeTotp = async (_: unknown, ask: Ask) => {
  const { id } = personOf(ask);
  must(whyNotUseTotp((await q.getTotp(ask.tx, id))?.verified ?? false));
  await q.deleteTotp(ask.tx, id);
  await ask.audit({ action: 'identity.removeTotp', ...(await aboutAccount(ask.tx, id)) });
  return { done: true } as const;
};

/** @throws identity.no-totp. */
export const renewRecoveryCodes =
  ({ auth }: Pick<Door, 'auth'>) =>
  async (_: unknown, ask: Ask) => {
    const { id } = personOf(ask);
    must(whyNotUseTotp((await q.getTotp(ask.tx, id))?.verified ?? false));
    const recoveryCodes = newRecoveryCodes();
    await q.replaceRecoveryCodes(ask.tx, id, await auth.seal(JSON.stringify(recoveryCodes)));
    await ask.audit({ action: 'identity.renewRecoveryCodes', ...(await aboutAccount(ask.tx, id)) });
    return { recoveryCodes };
  };

/**
 * The second step of signing in. A refused try is kept in the audit.
 * @throws identity.sign-in-again, identity.wrong-code, identity.too-many-attempts.
 */
export const enterSecondFactor =
  ({ auth, attempts }: Door) =>
  async ({ body }: Input<typeof api.enterSecondFactor>, ask: OpenAsk, http: Http) => {
    const cookie = http.request.headers.cookie ?? '';
    const person = found(await auth.whoAwaits(cookie), refuse(signInAgain, {}));
    const limits = limitsOfSecondStep(await usernameOf(ask.tx, person.id), http.request.ip);
    await attempts.begin(limits, ask.now);
    const finished = await finish(auth, ask.tx, person, body, http.request);
    if (typeof finished === 'string')
      return refuseAndKeep(
        auth,
        ask,
        { action: 'identity.secondFactorRefused', userId: person.id },
        refusalOf[finished],
      );
    await attempts.wasRight(limits);
    await ask.audit({
      action: 'identity.enterSecondFactor',
      ...(await aboutAccount(ask.tx, person.id)),
      after: { by: 'code' in body ? 'code' : 'recovery code' },
    });
    await letIn(auth, ask, http, { user: person, cookies: finished.cookies });
    return { done: true } as const;
  };

/** How long the library closes an account after ten wrong codes in a row. */
const LOCKED_MINUTES = 15;
const refusalOf = {
  wrong: refuse(wrongCode, {}),
  locked: refuse(tooManyAttempts, { minutes: LOCKED_MINUTES }),
  over: refuse(signInAgain, {}),
} satisfies Record<NotFinished, unknown>;

const finish = async (
  auth: Auth,
  tx: Tx,
  { id: userId }: SignedIn,
  factor: Input<typeof api.enterSecondFactor>['body'],
  { headers }: Http['request'],
): Promise<{ cookies: string[] } | NotFinished> => {
  const cookie = headers.cookie ?? '';
  const device = deviceOf(headers['user-agent']) ?? '';
  const totp = await q.getTotp(tx, userId);
  // Sealed by another secret than this instance has now: no code can be right until the account is reset.
  if (totp && (await auth.unseal(totp.secret)) === null) return 'wrong';
  if ('recoveryCode' in factor) return auth.finish(cookie, { recoveryCode: asMade(factor.recoveryCode) }, device);
  const step = totp ? await stepIn(auth, totp.secret, factor.code) : null;
  // The library would take a code as often as it is given while it lasts. A wrong one goes to the library, to be counted there.
  if (step !== null && !(await auth.transact((own) => q.spendStep(own, userId, step)))) return 'wrong';
  return auth.finish(cookie, factor, device);
};

/**
 * Whether what a signed-in person typed is a code of their authenticator now, or one of their recovery codes. Either counts
 * once: it is used up in this transaction. False for an account without a second factor. Counting wrong tries is the caller's.
 */
export const isSecondFactor = async (auth: Auth, tx: Tx, userId: string, typed: string): Promise<boolean> => {
  const totp = await q.getTotp(tx, userId);
  if (!totp?.verified) return false;
  const code = typed.replace(/\s/g, '');
  if (/^\d{6}$/.test(code)) return countCode(auth, tx, userId, totp.secret, code);
  const codes = await codesIn(auth, totp.backupCodes);
  const left = codes.filter((each) => each !== asMade(typed));
  if (left.length === codes.length) return false;
  return q.replaceRecoveryCodes(tx, userId, await auth.seal(JSON.stringify(left)), totp.backupCodes);
};

/** Takes the authenticator, the recovery codes and all passkeys of an account away: for an administrator who resets it. */
export const removeSecondFactors = async (tx: Tx, userId: string): Promise<void> => {
  await q.deleteTotp(tx, userId);
  await deletePasskeys(tx, userId);
};

// Codes are read by the clock of the machine, like the library's own; the clock of tests stands still.
const stepIn = async (auth: Auth, sealed: string, code: string): Promise<number | null> => {
  const key = await auth.unseal(sealed);
  return key === null ? null : stepOfCode(key, code, Date.now());
};

const countCode = async (auth: Auth, tx: Tx, userId: string, sealed: string, code: string): Promise<boolean> => {
  const step = await stepIn(auth, sealed, code);
  return step !== null && q.spendStep(tx, userId, step);
};

const codesIn = async (auth: Auth, sealed: string): Promise<string[]> =>
  // Written by this room and by the library in the same shape.
  JSON.parse((await auth.unseal(sealed)) ?? '[]') as string[];
