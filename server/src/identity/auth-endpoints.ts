/** What the library lacks and only this server may call: opening a session for somebody known by other means than a password. */
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import * as z from 'zod';

/** How a session was opened. */
export type OpenedBy = 'password' | 'passkey' | 'sign-on';

/** Cookie in which the library keeps, signed, that a password was right and the second factor is still to come. */
export const AWAITING = 'two_factor';

/** Endpoints without an address: they can be called by the server itself and by nobody over HTTP. */
export const ownEndpoints = {
  id: 'chungtay',
  schema: { session: { fields: { openedBy: { type: 'string', required: false, input: false } } } },
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string(), openedBy: z.string() }) },
      async (ctx) => {
        const { userId, openedBy } = ctx.body;
        const user = await ctx.context.internalAdapter.findUserById(userId);
        if (!user) throw new APIError('UNAUTHORIZED');
        const session = await ctx.context.internalAdapter.createSession(userId, false, { openedBy }, true);
        await setSessionCookie(ctx, { session, user });
        return { id: user.id, username: user.name };
      },
    ),
    whoAwaitsSecondFactor: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => {
      const { name } = ctx.context.createAuthCookie(AWAITING);
      const key = await ctx.getSignedCookie(name, ctx.context.secret);
      const kept = key ? await ctx.context.internalAdapter.findVerificationValue(key) : null;
      if (!kept || new Date(kept.expiresAt) <= new Date()) return null;
      const user = await ctx.context.internalAdapter.findUserById(kept.value);
      return user && { id: user.id, username: user.name };
    }),
  },
} as const;
