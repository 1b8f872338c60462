/** Passkeys (W3C Web Authentication), by the library that reads what authenticators answer. */
import { createHash } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { PasskeyRow } from './passkey-queries.ts';
import type { Site } from './rules.ts';

/** Milliseconds a person has to find the device. */
export const TIMEOUT = 300_000;

/** An answer of a browser as it came in: nothing of it is believed before it is verified. */
export type Answer = Readonly<Record<string, unknown>>;

type Made = Omit<PasskeyRow, 'userId'>;

/**
 * Options to make a passkey. It is kept on the device together with the account, so that signing in asks for no user name, and
 * the device asks for finger, face or PIN. Which make of device it is, is not asked.
 */
export const optionsToMake = (
  site: Site,
  person: { id: string; username: string },
  known: readonly { id: string; transports: readonly string[] }[],
) =>
  generateRegistrationOptions({
    rpName: 'Chung Tay',
    rpID: site.host,
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.username,
    timeout: TIMEOUT,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** Options to sign in with whichever passkey of this site the device holds. */
export const optionsToShow = (site: Site) =>
  generateAuthenticationOptions({ rpID: site.host, timeout: TIMEOUT, userVerification: 'required' });

/** The passkey that was made for this challenge at this site; null when anything about the answer is not so. */
export const readMade = async (answer: Answer, site: Site, challenge: string): Promise<Made | null> => {
  const made = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => null);
  if (!made?.verified) return null;
  const { id, publicKey, counter, transports } = made.registrationInfo.credential;
  return {
    id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: knownTransports(transports),
  };
};

/** The new counter of the passkey when it has signed this challenge at this site; null when anything about the answer is not so. */
export const readShown = async (
  answer: Answer,
  site: Site,
  challenge: string,
  passkey: PasskeyRow,
): Promise<number | null> => {
  const shown = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => null);
  return shown?.verified && isHandleOf(answer, passkey.userId) ? shown.authenticationInfo.newCounter : null;
};

/** The account that the device has stored with the passkey must be the one it belongs to here. */
const isHandleOf = (answer: Answer, userId: string): boolean => {
  const handle = (answer['response'] as { userHandle?: unknown } | undefined)?.userHandle;
  return typeof handle === 'string' && Buffer.from(handle, 'base64url').toString() === userId;
};

const transportsKnown = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
/** How a device is reached, for the browser's next question; the browser says it unsigned, so only known words are kept. */
const knownTransports = (said: unknown): string[] =>
  Array.isArray(said) ? [...transportsKnown].filter((each) => said.includes(each)) : [];

/** Under which name a challenge is noted as used. */
export const keyOfChallenge = (challenge: string): string =>
  createHash('sha256').update(`challenge ${challenge}`).digest('hex');
