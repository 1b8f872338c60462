import { describe, expect, it } from 'vitest';
import { lineageOf, standingOn } from '../standing/rules.ts';
import { byLargestRemainder, distribute, fromWhole, toWhole } from './rules.ts';

describe('the largest remainder', () => {
  it.each<[string, bigint, number[], bigint[], bigint]>([
    ['halves of an odd number: the first gets the one over', 7n, [0.5, 0.5], [4n, 3n], 0n],
    ['thirds', 10n, [0.3333, 0.3333, 0.3334], [3n, 3n, 4n], 0n],
    ['what the weights leave open', 10n, [0.6], [6n], 4n],
    ['a rest that takes part as one more share', 1n, [0.2, 0.2], [0n, 0n], 1n],
    ['all of it to one', 17n, [1, 0], [17n, 0n], 0n],
    ['nothing', 0n, [0.6, 0.4], [0n, 0n], 0n],
    ['a sum below zero', -7n, [0.5, 0.5], [-4n, -3n], 0n],
    ['no weights at all', 5n, [], [], 5n],
  ])('%s', (_, amount, weights, parts, rest) => {
    expect(byLargestRemainder(amount, weights)).toEqual({ parts, rest });
  });

  it('keeps the decimals an indicator has', () => {
    expect([toWhole(12.5, 1), fromWhole(125n, 1), fromWhole(-5n, 2), fromWhole(40n, 0)]).toEqual([
      125n,
      12.5,
      -0.05,
      40,
    ]);
  });
});

describe('a commune divided on 01/07/2025', () => {
  const life = (id: number, parentId: number | null, from: string | null, until: string | null) => ({
    id,
    keepsTotals: id < 10,
    stretches: [{ from, until, parentId }],
  });
  const [nation, province, old, one, other] = [1, 2, 10, 11, 12];
  const countryWith = (weights: readonly [number | null, number | null]) =>
    standingOn(
      lineageOf(
        [
          life(nation, null, null, null),
          life(province, nation, null, null),
          life(old, province, null, '2025-07-01'),
          life(one, province, '2025-07-01', null),
          life(other, province, '2025-07-01', null),
        ],
        [one, other].map((successorId, at) => ({
          predecessorId: old,
          successorId,
          on: '2025-07-01',
          byLaw: null,
          decided: weights[at] ?? null,
        })),
      ),
      '2025-07-01',
    );

  it('stays with the province where no share is known', () => {
    expect(distribute(countryWith([null, null]), old, 17n, true)).toEqual([{ at: province, amount: 17n, how: 'rest' }]);
  });

  it('goes to its parts by known shares, whole numbers that add up; the unknown share stays', () => {
    expect(distribute(countryWith([0.6, 0.4]), old, 17n, true)).toEqual([
      { at: one, amount: 10n, how: 'own' },
      { at: other, amount: 7n, how: 'own' },
    ]);
    expect(distribute(countryWith([0.6, null]), old, 17n, true)).toEqual([
      { at: one, amount: 10n, how: 'own' },
      { at: province, amount: 7n, how: 'rest' },
    ]);
  });

  it('is not allocated by shares of more than the whole', () => {
    expect(distribute(countryWith([0.6, 0.5]), old, 17n, true)).toEqual([{ at: province, amount: 17n, how: 'rest' }]);
  });

  it('never divides a yes', () => {
    expect(distribute(countryWith([0.6, 0.4]), old, 1n, false)).toEqual([{ at: province, amount: 1n, how: 'rest' }]);
  });
});
