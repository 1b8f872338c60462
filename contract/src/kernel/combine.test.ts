import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  average,
  differenceOf,
  isPartAboveWhole,
  nilReport,
  overPeriods,
  ownOrShorter,
  quotientOfTotals,
  ratio,
  sumOverUnits,
  yesAbove,
} from './combine.ts';
import { type Figure, figure, Precision } from './figure.ts';

const cells = fc.array(
  fc.option(fc.record({ value: fc.integer({ min: 0, max: 1e9 }), precision: fc.constantFrom(...Precision.options) })),
  { minLength: 1, maxLength: 30 },
);

describe('sums over units', () => {
  it('leave out what is missing and say so', () => {
    expect(sumOverUnits([figure(10), null, figure(20)])).toEqual({ figure: figure(30), reported: 2, expected: 3 });
  });

  it('are missing when everything is missing', () => {
    expect(sumOverUnits([null, null])).toEqual({ figure: null, reported: 0, expected: 2 });
    expect(sumOverUnits([])).toEqual({ figure: null, reported: 0, expected: 0 });
  });

  it('do not depend on how the units are grouped or ordered', () => {
    fc.assert(
      fc.property(cells, fc.nat(), (all, cut) => {
        const at = cut % all.length;
        const halves = [all.slice(0, at), all.slice(at)].map((half) => sumOverUnits(half).figure);
        expect(sumOverUnits(halves).figure).toEqual(sumOverUnits(all).figure);
        expect(sumOverUnits(all.toReversed())).toEqual(sumOverUnits(all));
      }),
    );
  });
});

describe('over periods', () => {
  const months = [figure(10), figure(14), figure(12)];

  it('adds flows, takes stocks and yes/no from the last cut-off', () => {
    expect(overPeriods('F', months)).toMatchObject({ figure: figure(36), reported: 3, expected: 3 });
    expect(overPeriods('S', months)).toMatchObject({ figure: figure(12), reported: 1, expected: 1 });
    expect(overPeriods('B', [figure(1), figure(0)])).toMatchObject({ figure: figure(0) });
  });

  it('keeps a stock missing at the last cut-off missing, with the last known beside', () => {
    expect(overPeriods('S', [figure(12), null])).toEqual({
      figure: null,
      reported: 0,
      expected: 1,
      lastKnown: figure(12),
    });
  });
});

describe('quotients', () => {
  it('are null without a part or a whole, and when the whole is 0', () => {
    for (const divide of [ratio, average]) {
      expect(divide(null, figure(1))).toBeNull();
      expect(divide(figure(1), null)).toBeNull();
      expect(divide(figure(0), figure(0))).toBeNull();
    }
    expect(ratio(figure(0), figure(4))).toEqual(figure(0));
  });

  it('are percent for a ratio, plain for an average', () => {
    expect(ratio(figure(19), figure(110))).toEqual(figure(17.27272727));
    expect(average(figure(200), figure(11))).toEqual(figure(18.18181818));
  });

  it('are "about" when a part is not exact or the two rest on different reports', () => {
    expect(ratio(figure(9, 'at_least'), figure(10))?.precision).toBe('about');
    const whole = { figure: figure(10), reported: 1, expected: 2 };
    const part: typeof whole = { figure: figure(9), reported: 2, expected: 2 };
    expect(quotientOfTotals('R', part, whole)).toEqual({ figure: figure(90, 'about'), reported: 1, expected: 2 });
    expect(quotientOfTotals('R', { ...part, reported: 1 }, whole).figure).toEqual(figure(90));
  });
});

describe('single cells', () => {
  it('a nil report is 0 for a flow and nothing for the rest', () => {
    expect(nilReport('F')).toEqual(figure(0));
    expect((['S', 'R', 'A', 'B', 'D'] as const).map(nilReport)).toEqual([null, null, null, null, null]);
  });

  it.each([
    [figure(130), figure(120), { figure: figure(130), from: 'own', difference: 10 }],
    [null, figure(120), { figure: figure(120), from: 'shorter', difference: null }],
    [figure(0), figure(120), { figure: figure(0), from: 'own', difference: -120 }],
    [null, null, { figure: null, from: null, difference: null }],
  ])('own %j or shorter %j', (own, shorter, chosen) => {
    expect(ownOrShorter(own, shorter)).toEqual(chosen);
  });

  it('a declared figure differs from a total by its difference', () => {
    expect(differenceOf(figure(130), figure(125))).toBe(5);
    expect(differenceOf(null, figure(125))).toBeNull();
  });

  it.each<[Figure | null, Figure | null, boolean, boolean]>([
    [figure(9), figure(7), true, true],
    [figure(9), figure(7), false, false],
    [figure(7), figure(7), true, false],
    [figure(9), null, true, false],
    [null, figure(0), true, false],
  ])('%j above %j, part of it: %s → %s', (part, whole, partOf, above) => {
    expect(isPartAboveWhole(part, whole, partOf)).toBe(above);
  });

  it('a derived yes follows the figure behind it', () => {
    expect(yesAbove(figure(3), 0)).toEqual(figure(1));
    expect(yesAbove(figure(0), 0)).toEqual(figure(0));
    expect(yesAbove(figure(18, 'about'), 0)).toEqual(figure(1));
    expect(yesAbove(null, 0)).toBeNull();
  });
});
