/** What guards an account: password, code from an authenticator (TOTP), recovery codes, passkeys. */
import * as z from 'zod';
import { done, freeText, moment } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { password } from '../routes.ts';

export const getSecurity = route({
  method: 'GET',
  path: '/api/my/security',
  own: true,
  summary: 'How the account of the signed-in person is guarded',
  response: z.object({
    username: z.string(),
    /** False for accounts that only sign in through the sign-on of their organisation. */
    hasPassword: z.boolean(),
    passwordChangedAt: moment.nullable(),
    totp: z.boolean(),
    recoveryCodesLeft: z.number().int(),
    passkeys: z.array(z.object({ id: z.string(), label: z.string(), addedAt: moment, lastUsedAt: moment.nullable() })),
    /** The name of the organisation's sign-on this account is bound to. */
    signOn: z.string().nullable(),
    /** Passkeys need https (or localhost). */
    passkeysPossible: z.boolean(),
  }),
});

export const changePassword = route({
  method: 'POST',
  path: '/api/my/password',
  own: true,
  summary: 'Change the own password; all other sessions end',
  secret: true,
  body: z.strictObject({ current: z.string().min(1).max(128), next: password }),
  response: done,
});

export const beginTotp = route({
  method: 'POST',
  path: '/api/my/totp',
  own: true,
  summary: 'Begin to use an authenticator: the key to scan or type; not in force before it is confirmed',
  secret: true,
  sensitive: true,
  response: z.object({
    /** otpauth:// address for the QR picture. */
    address: z.string(),
    /** The same key to type by hand, in groups of four. */
    key: z.string(),
  }),
});

export const confirmTotp = route({
  method: 'POST',
  path: '/api/my/totp/confirmation',
  own: true,
  summary: 'Put the authenticator in force by its first code; answers the recovery codes, once',
  secret: true,
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  response: z.object({ recoveryCodes: z.array(z.string()) }),
});

export const removeTotp = route({
  method: 'DELETE',
  path: '/api/my/totp',
  own: true,
  summary: 'Stop using the authenticator; the recovery codes go with it',
  sensitive: true,
  response: done,
});

export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/api/my/recovery-codes',
  own: true,
  summary: 'New recovery codes; the old ones no longer count',
  secret: true,
  sensitive: true,
  response: z.object({ recoveryCodes: z.array(z.string()) }),
});

/** The options and answers of WebAuthn travel as the browser's own JSON (PublicKeyCredential…JSON). */
export const webauthn = z.looseObject({});

export const beginPasskey = route({
  method: 'POST',
  path: '/api/my/passkeys',
  own: true,
  summary: 'Begin to add a passkey: the options for the browser',
  secret: true,
  sensitive: true,
  response: z.object({ options: webauthn }),
});

export const addPasskey = route({
  method: 'POST',
  path: '/api/my/passkeys/answer',
  own: true,
  summary: 'Add the passkey that the browser has made',
  body: z.strictObject({ label: freeText(1, 60), answer: webauthn }),
  response: z.object({ id: z.string() }),
});

export const removePasskey = route({
  method: 'DELETE',
  path: '/api/my/passkeys/:passkeyId',
  own: true,
  summary: 'Remove a passkey',
  sensitive: true,
  params: z.object({ passkeyId: z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/) }),
  response: done,
});

export const enterSecondFactor = route({
  method: 'POST',
  path: '/api/session/second-factor',
  summary: 'Second step of signing in: a code of the authenticator, or a recovery code',
  open: true,
  secret: true,
  body: z.union([
    z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
    z.strictObject({ recoveryCode: z.string().min(8).max(40) }),
  ]),
  response: done,
});

export const beginPasskeySignIn = route({
  method: 'GET',
  path: '/api/session/passkey',
  summary: 'Begin to sign in with a passkey: the options for the browser; nothing is kept but a cookie',
  open: true,
  response: z.object({ options: webauthn }),
});

export const enterByPasskey = route({
  method: 'POST',
  path: '/api/session/passkey/answer',
  summary: 'Sign in with the answer of a passkey',
  open: true,
  secret: true,
  body: z.strictObject({ answer: webauthn }),
  response: done,
});
