/** Coming in for the first time: with the code of an account, or as the first administrator of an instance. */
import type * as api from '@app/contract/identity/enrolment/routes.ts';
import { codeNotValid } from '@app/contract/identity/problems.ts';
import type { claimAdministrator as claim } from '@app/contract/identity/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input } from '@app/contract/kernel/route.ts';
import { announce } from '../../kernel/actor.ts';
import type { OpenAsk } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { openAccount } from '../accounts/actions.ts';
import { limitsOf, limitsOfCode } from '../attempts/rules.ts';
import { aboutAccount, type Door, type Http } from '../entering.ts';
import { whyNotPassword } from '../passwords/choose.ts';
import { hashOf } from '../passwords/hash.ts';
import * as instance from '../queries.ts';
import { systemActor } from '../rules.ts';
import { hashOfCode, isSameHash } from '../secrets.ts';
import { endSessions, putPassword } from '../sessions/queries.ts';
import * as q from './queries.ts';
import { whyNotEnrol } from './rules.ts';

/**
 * Sets the password of an account with its one-time code; the code is used up, and sessions that were open end.
 * @throws identity.too-many-attempts, identity.code-not-valid (also for names that no account has), identity.password-too-common.
 */
export const enrol =
  ({ attempts }: Pick<Door, 'attempts'>) =>
  async ({ body }: Input<typeof api.enrol>, ask: OpenAsk, { request }: Pick<Http, 'request'>) => {
    const { tx, now, today } = ask;
    const limits = limitsOf(body.username, request.ip);
    await attempts.begin(limits, now);
    const kept = await q.takeCode(tx, body.username);
    must(whyNotEnrol(kept ? { ...kept, isRight: isSameHash(kept.codeHash, hashOfCode(body.code)) } : null, today));
    const { userId } = found(kept, refuse(codeNotValid, {}));
    // The code was right, whatever is said about the password.
    await attempts.wasRight(limits);
    must(whyNotPassword(body.username, body.password));
    await putPassword(tx, userId, await hashOf(body.password), now);
    await q.markCodeUsed(tx, userId, now);
    const ended = await endSessions(tx, userId, 'all');
    await ask.audit({ action: 'identity.enrol', ...(await aboutAccount(tx, userId)), after: { ended } });
    return { done: true } as const;
  };

/**
 * Opens a new account by the one-time code: the first one of an instance, or the way back into one that nobody can enter. It
 * is an administrator at the standing agency of the centre.
 * @throws identity.too-many-attempts, identity.code-not-valid, identity.password-too-common, identity.username-taken.
 */
export const claimAdministrator =
  ({ attempts }: Pick<Door, 'attempts'>) =>
  async ({ body }: Input<typeof claim>, ask: OpenAsk, { request }: Pick<Http, 'request'>) => {
    const { tx, now, today } = ask;
    const limits = limitsOfCode(request.ip);
    await attempts.begin(limits, now);
    const kept = await instance.takeAdministratorCode(tx);
    if (!kept || !isSameHash(kept, hashOfCode(body.code))) throw new Refused(refuse(codeNotValid, {}));
    await attempts.wasRight(limits);
    must(whyNotPassword(body.username, body.password));
    await instance.markAdministratorCodeUsed(tx, now);
    const { unitId } = found(await instance.getNation(tx), refuse(notFound, {}));
    // Nobody is known yet who could open an account: the code stands for the program itself.
    await announce(tx, systemActor(unitId));
    const { id: bodyId } = found(await instance.getStandingBody(tx, unitId), refuse(notFound, {}));
    const userId = await openAccount(tx, { username: body.username, password: body.password });
    await instance.insertPost(tx, { userId, role: 'administrator', bodyId, startsOn: today, endsOn: null });
    await ask.audit({
      action: 'identity.claimAdministrator',
      subject: `user:${userId}`,
      unitId,
      after: { username: body.username },
    });
    return { done: true } as const;
  };
