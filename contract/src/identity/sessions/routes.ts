/** The open sessions of a person, and giving the password or the second factor once more before an act of weight. */
import * as z from 'zod';
import { done, moment } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { webauthn } from '../security/routes.ts';

const sessionId = z.string().min(1).max(100);

export const listSessions = route({
  method: 'GET',
  path: '/api/my/sessions',
  own: true,
  summary: 'The open sessions of the signed-in person',
  response: z.array(
    z.object({
      id: z.string(),
      /** The session that asks. */
      current: z.boolean(),
      startedAt: moment,
      endsAt: moment,
      /** Kind of browser and system, for example "Firefox, Windows"; never an address. */
      device: z.string().nullable(),
      /** How it was opened. */
      by: z.enum(['password', 'passkey', 'sign-on']),
    }),
  ),
});

export const endSession = route({
  method: 'DELETE',
  path: '/api/my/sessions/:sessionId',
  own: true,
  summary: 'End one of the own sessions',
  params: z.object({ sessionId }),
  response: done,
});

export const endOtherSessions = route({
  method: 'DELETE',
  path: '/api/my/sessions',
  own: true,
  summary: 'End all own sessions but this one',
  response: z.object({ ended: z.number().int() }),
});

/** The same at every asking and on every device of the account; it opens what a browser keeps sealed until the next sign-in. */
export const getDeviceKey = route({
  method: 'GET',
  path: '/api/my/device-key',
  own: true,
  summary:
    'The key under which a browser of the signed-in person seals unsaved work; only for a session, never for a key for programs',
  response: z.object({ username: z.string(), key: z.string().regex(/^[0-9a-f]{64}$/) }),
});

/** Acts of weight (route.sensitive) are refused with kernel.confirm-again unless one has confirmed in the last ten minutes. */
export const confirmIdentity = route({
  method: 'POST',
  path: '/api/my/confirmation',
  own: true,
  summary:
    'Give the password, a code of the second factor, a recovery code or a passkey again, before an act of weight',
  body: z.union([
    z.strictObject({ password: z.string().min(1).max(128) }),
    z.strictObject({ code: z.string().min(6).max(20) }),
    // The answer to the options of beginPasskeySignIn.
    z.strictObject({ passkey: webauthn }),
  ]),
  response: z.object({ until: moment }),
});
