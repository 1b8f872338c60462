import { signOnRefused } from '@app/contract/identity/problems.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';

/** How to find the account of somebody whom the provider has confirmed. Null: the provider said too little. */
export type Search = { by: 'subject'; subject: string } | { by: 'username'; username: string };

/** What to look for, by the operator's setting: the bound name, or a claim that equals the user name. */
export const searchFor = (match: string, claims: Readonly<Record<string, unknown>>): Search | null => {
  const said = claims[match === 'subject' ? 'sub' : match];
  if (typeof said !== 'string' || said === '') return null;
  // User names here are small letters; most providers do not tell them apart either.
  return match === 'subject' ? { by: 'subject', subject: said } : { by: 'username', username: said.toLowerCase() };
};

/** Seconds that the provider's last answer may take, and rounding: its times are whole seconds. */
const SLACK = 10;

/**
 * Whether the person gave their credentials at the provider on the way that was begun here, and was not waved through by a
 * session there from before. By the provider's clock alone, from the token it signed (OpenID Connect Core 2, `auth_time`):
 * `signedInBefore` seconds before it answered; null where it does not tell, which counts as not.
 */
export const hasJustSignedIn = (signedInBefore: number | null, secondsUnderWay: number): boolean =>
  signedInBefore !== null && signedInBefore >= -SLACK && signedInBefore <= secondsUnderWay + SLACK;

/** Why nobody is let in although the provider has confirmed them: no account here, or none that holds a post today. */
export const whyNotLetIn = (account: { posts: number } | null): Refusal | null =>
  account && account.posts > 0 ? null : refuse(signOnRefused, {});
