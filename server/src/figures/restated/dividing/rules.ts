/** How the figures of a divided unit are allocated by known weights, to the digit. */
import { toDigits } from '@app/contract/kernel/decimal.ts';
import { allocating, type Standing, weightOf } from '../standing/rules.ts';

/** Weights are kept to this many places; so many parts make a whole. */
const WEIGHT_PLACES = 8;
const WHOLE = 10n ** BigInt(WEIGHT_PLACES);

/** A value as a whole number of its smallest unit: 12.5 with one place is 125n. */
export const toWhole = (value: number, places: number): bigint => BigInt(toDigits(value, places).replace('.', ''));
/** The value of a whole number of smallest units: 125n with one place is 12.5. */
export const fromWhole = (amount: bigint, places: number): number => {
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return Number(amount < 0n ? `-${text}` : text);
};

/**
 * Divides a whole number by weights by the largest remainder; what the weights leave open (1 minus their sum) takes part as one more
 * share, the last. Parts and rest add up to the amount. Of equal remainders the larger weight goes first, then the earlier one.
 */
export const byLargestRemainder = (
  amount: bigint,
  weights: readonly number[],
): { parts: readonly bigint[]; rest: bigint } => {
  const known = weights.map((weight) => toWhole(weight, WEIGHT_PLACES));
  const open = WHOLE - known.reduce((sum, weight) => sum + weight, 0n);
  const shares = [...known, open > 0n ? open : 0n];
  const size = amount < 0n ? -amount : amount;
  const parts = shares.map((share) => (size * share) / WHOLE);
  const order = shares
    .map((share, at) => ({ at, share, remainder: (size * share) % WHOLE }))
    .toSorted((a, b) => compare(b.remainder, a.remainder) || compare(b.share, a.share) || a.at - b.at);
  let left = size - parts.reduce((sum, part) => sum + part, 0n);
  for (const { at } of order) {
    if (left <= 0n) break;
    parts[at] = (parts[at] ?? 0n) + 1n;
    left -= 1n;
  }
  const signed = amount < 0n ? parts.map((part) => -part) : parts;
  return { parts: signed.slice(0, -1), rest: signed.at(-1) ?? 0n };
};

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** A part of a unit's figure in the tree of a date: a unit's `own`, or the `rest` that no unit below it can be given. */
export type Piece = { at: number; amount: bigint; how: 'own' | 'rest' };

/**
 * Where a unit's amount stands on the tree of a date, divided by the weights that are known; `divisible`: yes/no is not, it stays
 * whole where all parts meet. The pieces add up to the amount; a piece of nothing is left out unless a known weight gave it.
 */
export const distribute = (standing: Standing, unitId: number, amount: bigint, divisible: boolean): Piece[] => {
  const passed = standing.passing(unitId);
  switch (passed.how) {
    case 'here':
      return [{ at: unitId, amount, how: 'own' }];
    case 'whole':
      return distribute(standing, passed.to, amount, divisible);
    case 'above':
      return [{ at: passed.at, amount, how: 'rest' }];
    case 'divided': {
      const weighed = divisible ? allocating(passed.pairs) : [];
      const { parts, rest } = byLargestRemainder(
        amount,
        weighed.map((pair) => weightOf(pair) ?? 0),
      );
      const given = weighed.flatMap(({ successorId }, at) =>
        distribute(standing, successorId, parts[at] ?? 0n, divisible),
      );
      if (rest === 0n && weighed.length > 0) return given;
      return [...given, { at: standing.anchorOf(unitId), amount: rest, how: 'rest' }];
    }
  }
};
