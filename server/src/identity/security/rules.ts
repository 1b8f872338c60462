import { noTotp, passkeysFull, totpAlready } from '@app/contract/identity/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';

/** More devices than one person uses; a list that is longer is not looked through when a telephone is lost. */
const PASSKEYS_AT_MOST = 10;

/** Why an authenticator cannot be set up: one is in force, and whoever takes over a session must not put theirs in its place. */
export const whyNotBeginTotp = (inForce: boolean): Refusal | null => (inForce ? refuse(totpAlready, {}) : null);

/** Why there is nothing to remove or renew. */
export const whyNotUseTotp = (inForce: boolean): Refusal | null => (inForce ? null : refuse(noTotp, {}));

export const whyNotAddPasskey = (already: number): Refusal | null =>
  already >= PASSKEYS_AT_MOST ? refuse(passkeysFull, {}) : null;

/** Where passkeys belong: the host name they are bound to, and the address that browsers must show. */
export type Site = { host: string; origin: string };

/**
 * The site of passkeys: the address of the operator when it is https, else `localhost` as asked for. Null where browsers refuse
 * passkeys: without https, and at bare numbers (Web Authentication, 5.1.3 and 13.4.9).
 */
export const siteOf = (baseUrl: string | null, hostAsked: string | undefined): Site | null => {
  const address = baseUrl ?? `http://${hostAsked ?? ''}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, origin } = new URL(address);
  const isNamed = !/^[\d.]+$|^\[/.test(hostname);
  return (protocol === 'https:' && isNamed) || hostname === 'localhost' ? { host: hostname, origin } : null;
};
