/** Who decides by which shares a divided unit is allocated, and what may be decided. */
import {
  alreadyDecided,
  decisionWithdrawn,
  notAPart,
  notDivided,
  shareByLaw,
  sharesAboveOne,
} from '@app/contract/figures/divisions/problems.ts';
import type { Division } from '@app/contract/figures/divisions/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed, notFound } from '@app/contract/kernel/problems.ts';

/** A post as far as it may decide: `sees` the divided unit, `aboveAll` its parts, `keepsUnits` by its deed. */
export type Decider = { sees: boolean; aboveAll: boolean; keepsUnits: boolean };

/** Why a post decides nothing about a division: it is for those who keep the units of an area and stand above every part. */
export const whyNotBeDecider = ({ sees, aboveAll, keepsUnits }: Decider): Refusal | null => {
  if (!sees) return refuse(notFound, {});
  return keepsUnits && aboveAll ? null : refuse(notAllowed, {});
};

/** A part of a divided unit, with the share of the legal text where it settles one. */
export type Part = { unitId: number; name: string; byLaw: number | null };

/** Why these shares cannot be decided: each is of a part whose share the law leaves open, and all shares together are at most 1. */
export const whyNotDecide = (
  shares: readonly { unit: number; weight: number }[],
  parts: readonly Part[],
  isDecided: boolean,
): Refusal | null => {
  if (parts.length < 2) return refuse(notDivided, {});
  const seen = new Set<number>();
  for (const { unit } of shares) {
    const part = parts.find(({ unitId }) => unitId === unit);
    if (!part || seen.has(unit)) return refuse(notAPart, { unit: part?.name ?? String(unit) });
    if (part.byLaw !== null) return refuse(shareByLaw, { unit: part.name });
    seen.add(unit);
  }
  if (addUp([...shares.map(({ weight }) => weight), ...parts.flatMap(({ byLaw }) => byLaw ?? [])]) > 1)
    return refuse(sharesAboveOne, {});
  return isDecided ? refuse(alreadyDecided, {}) : null;
};

/** Why a decision is not withdrawn: it has been already. */
export const whyNotWithdraw = (decision: { withdrawnAt: Date | null }): Refusal | null =>
  decision.withdrawnAt === null ? null : refuse(decisionWithdrawn, {});

/** How far a divided unit is allocated. */
export const stateOf = (pairs: readonly { byLaw: number | null; decided: number | null }[]): Division['state'] => {
  const byLaw = addUp(pairs.flatMap((pair) => pair.byLaw ?? []));
  const decided = addUp(pairs.flatMap((pair) => (pair.byLaw === null ? (pair.decided ?? []) : [])));
  if (byLaw >= 1) return 'by-law';
  const all = addUp([byLaw, decided]);
  if (all >= 1) return 'decided';
  return all > 0 ? 'partly' : 'not-allocated';
};
