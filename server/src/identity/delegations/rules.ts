/** Handing on one's post for a time. Decree 30/2020/NĐ-CP Art. 13: in writing, limited in time, never passed on. */
import type { Held, Role } from '@app/contract/identity/posts.ts';
import { delegationDates, notOnToOneself, notPassedOn } from '@app/contract/identity/problems.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed, notFound } from '@app/contract/kernel/problems.ts';

/** Who hands on: what the acting post may do, and how it is held. */
export type Giver = { userId: string; does: ReadonlySet<string>; held: Held };
/** Term of the post that is handed on; null: open at that end. */
export type Term = { startsOn: CivilDate | null; endsOn: CivilDate | null };
/** Whoever is to act meanwhile: an account with a post of its own at the same unit. */
export type Candidate = { userId: string; username: string; role: Role };

/** Why a post is not handed on at all: only heads hand on, and nobody hands on what was handed on to him or her. */
export const whyNotHandOn = (giver: Giver): Refusal | null => {
  if (!giver.does.has('delegate')) return refuse(notAllowed, {});
  return giver.held === 'delegated' ? refuse(notPassedOn, {}) : null;
};

/**
 * Who may act for a post meanwhile: officers and heads. Inspectors stay outside what they inspect, administrators and the
 * operator outside the figures.
 */
export const mayStandIn = (candidate: Pick<Candidate, 'role'>): boolean =>
  candidate.role === 'officer' || candidate.role === 'head';

/** Why a post is not handed on to this account for these days; `candidate` null: no such account at the unit. */
export const whyNotDelegate = (
  giver: Giver,
  asked: { candidate: Candidate | null; startsOn: CivilDate; endsOn: CivilDate },
  term: Term,
  today: CivilDate,
): Refusal | null => {
  const never = whyNotHandOn(giver);
  if (never) return never;
  if (asked.candidate?.userId === giver.userId) return refuse(notOnToOneself, {});
  if (!asked.candidate || !mayStandIn(asked.candidate)) return refuse(notFound, {});
  const { startsOn, endsOn } = asked;
  const inTerm =
    (term.startsOn === null || term.startsOn <= startsOn) && (term.endsOn === null || endsOn <= term.endsOn);
  return startsOn < today || endsOn < startsOn || !inTerm ? refuse(delegationDates, {}) : null;
};
