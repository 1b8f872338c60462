/** What all ways of signing in have in common. */
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { announce } from '../kernel/actor.ts';
import { type Ask, askAs, type OpenAsk } from '../kernel/ask.ts';
import type { Tx } from '../kernel/database.ts';
import { found, Refused } from '../kernel/problem.ts';
import type { Attempts } from './attempts/actions.ts';
import type { Auth, Opened } from './auth.ts';
import { unitOfAccount } from './queries.ts';
import { personOnly } from './rules.ts';
import { putConfirmation } from './sessions/queries.ts';
import { sessionOf } from './sessions/rules.ts';

export type Http = { request: FastifyRequest; reply: FastifyReply };

/** What the actions of signing in share beside the request. */
export type Door = { auth: Auth; attempts: Attempts };

/**
 * Gives the browser its new session. Signing in counts as having just said who one is, unless nothing was asked (`isConfirmed`
 * false: the sign-on knew the person from before); a session that was open in this browser before ends, so that a planted
 * cookie is worth nothing.
 */
export const letIn = async (
  auth: Auth,
  ask: Pick<OpenAsk, 'tx' | 'now'>,
  { request, reply }: Http,
  { user, cookies }: Opened,
  isConfirmed = true,
): Promise<void> => {
  const opened = await auth.whoIs(cookies.map((cookie) => cookie.split(';')[0]).join('; '));
  if (opened && isConfirmed) {
    await announce(ask.tx, personOnly(user.id));
    await putConfirmation(ask.tx, opened.sessionId, ask.now);
    await announce(ask.tx, null);
  }
  if (request.headers.cookie) await auth.leave(request.headers.cookie);
  reply.header('set-cookie', cookies);
};

/** What an entry about an account is about, and where it is read: by those who look after its unit. Null: nobody's account. */
export const aboutAccount = async (
  tx: Tx,
  userId: string | null,
): Promise<{ subject: string; unitId: number | null }> => ({
  subject: `user:${userId ?? 'unknown'}`,
  unitId: userId === null ? null : await unitOfAccount(tx, userId),
});

/**
 * Refuses, and keeps the entry all the same, although the request itself leaves nothing. An account that is not known is null:
 * a name that no account has may be a password typed in the wrong field.
 */
export const refuseAndKeep = async (
  auth: Auth,
  { now, requestId }: OpenAsk,
  { action, userId }: { action: string; userId: string | null },
  refusal: Refusal,
): Promise<never> => {
  await askAs({ transact: auth.transact, clock: () => now }, null, requestId, async ({ tx, audit }) =>
    audit({ action, ...(await aboutAccount(tx, userId)) }),
  );
  throw new Refused(refusal);
};

/** The person who asks, and their session. A key for programs has none: it never changes how an account is guarded. */
export const personOf = ({ actor }: Ask): { id: string; sessionId: string } => ({
  id: actor.userId,
  sessionId: found(sessionOf(actor), refuse(notAllowed, {})),
});
