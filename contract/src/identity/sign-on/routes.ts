/** Signing in through the organisation's own sign-on (OpenID Connect). */
import * as z from 'zod';
import { done } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { username } from '../routes.ts';

export const beginSignOn = route({
  method: 'GET',
  path: '/api/session/sign-on',
  summary:
    'Begin to sign in through the sign-on of the organisation: the address the browser goes to; nothing is kept but a cookie',
  open: true,
  query: z.object({
    /** The sign-on is to ask the person again, also one that it knows: to confirm before an act of weight. */
    anew: z.literal('yes').optional(),
  }),
  response: z.object({ address: z.string() }),
});

export const finishSignOn = route({
  method: 'POST',
  path: '/api/session/sign-on/answer',
  summary: 'Sign in with what the sign-on sent back: the query of the page it returned to',
  open: true,
  secret: true,
  body: z.strictObject({ query: z.string().min(1).max(4000) }),
  response: done,
});

export const bindSignOn = route({
  method: 'PUT',
  path: '/api/accounts/:username/sign-on',
  summary: 'Bind an account of the subtree to its name at the sign-on (the subject), or unbind it',
  sensitive: true,
  params: z.object({ username }),
  body: z.strictObject({
    /** As the sign-on calls the account, letter by letter (OpenID Connect Core 2: at most 255 ASCII characters). */
    subject: z
      .string()
      .trim()
      .regex(/^[ -~]{1,255}$/)
      .nullable(),
  }),
  response: done,
});
