/** Keys for programs: how long they last, and what they may be used for. */
import { tokenEnds } from '@app/contract/identity/problems.ts';
import type { TokenScope } from '@app/contract/identity/tokens/routes.ts';
import { addDays, type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { Route } from '@app/contract/kernel/route.ts';

const LONGEST_DAYS = 365;

/** The key that a request carries (RFC 6750); null when it carries none of ours. */
export const tokenIn = (authorization: string | undefined): string | null =>
  /^bearer (ct_[A-Za-z0-9_-]{43})$/i.exec(authorization ?? '')?.[1] ?? null;

/** Why a key cannot end on a day: before today, or more than a year ahead. */
export const whyNotEndOn = (expiresOn: CivilDate, today: CivilDate): Refusal | null =>
  compareDates(expiresOn, today) < 0 || compareDates(expiresOn, addDays(today, LONGEST_DAYS)) > 0
    ? refuse(tokenEnds, {})
    : null;

/** Why a post makes no keys: what was handed on in writing is for a person, not for a program. */
export const whyNotMakeToken = (held: string): Refusal | null => (held === 'delegated' ? refuse(notAllowed, {}) : null);

export const isTokenInForce = (token: { expiresOn: CivilDate; revokedAt: Date | null }, today: CivilDate): boolean =>
  token.revokedAt === null && compareDates(today, token.expiresOn) <= 0;

/** Addresses about persons, their accounts, sessions and what they did: no program acts there for anybody. */
const personal = /^\/api\/(my|accounts|posts|session|administrator|enrolment|audit)(\/|$)/;

/**
 * Why a key may not be used for a route: it is personal or an act of weight; or it writes, and is not one of the two acts a
 * key of scope `report` is for.
 */
export const whyNotByToken = (scope: TokenScope, route: Route): Refusal | null => {
  const reads = route.method === 'GET';
  const may =
    !route.sensitive && !personal.test(route.path) && (reads || (scope === 'report' && route.forKeys === true));
  return may ? null : refuse(notAllowed, {});
};
