import { describe, expect, it } from 'vitest';
import { addedUp, against, elapsed, standingOf, whyNotReplace } from './rules.ts';

const year = { startsOn: '2025-12-15', endsOn: '2026-12-14' };

describe('how much of a period is over', () => {
  it.each([
    ['2025-12-14', 0],
    ['2025-12-15', 1 / 365],
    ['2026-06-14', 182 / 365],
    ['2026-12-14', 1],
    ['2027-03-01', 1],
  ])('on %s', (today, right) => {
    expect(elapsed(year, today)).toBeCloseTo(right, 10);
  });
});

describe('how a result stands to its target', () => {
  const least = (kind: string) => ({ value: 100, direction: 'at_least', kind }) as const;
  const most = { value: 5, direction: 'at_most', kind: 'F' } as const;
  it.each([
    ['a flow that has reached it', least('F'), 100, 0.5, 'reached'],
    ['a flow ahead of the pace', least('F'), 50, 0.5, 'ahead'],
    ['a flow behind the pace', least('F'), 49, 0.5, 'behind'],
    ['a flow that ended below', least('F'), 99, 1, 'below'],
    ['a stock that is not there yet', least('S'), 99, 0.1, 'below'],
    ['a share that is', least('R'), 100, 0.1, 'reached'],
    ['a limit that is kept', most, 5, 0.5, 'within'],
    ['a limit that is exceeded', most, 6, 0.5, 'above'],
    ['what nobody has reported', least('F'), null, 0.5, 'unknown'],
  ] as const)('%s', (_, target, result, over, right) => {
    expect(standingOf(target, result, over)).toBe(right);
  });
  it('has a share and a gap, but no share of a target of nothing', () => {
    expect(against(least('F'), 62, 0.5)).toEqual({ share: 62, gap: -38, standing: 'ahead' });
    expect(against({ ...most, value: 0 }, 2, 0.5)).toEqual({ share: null, gap: 2, standing: 'above' });
    expect(against(least('F'), null, 0.5)).toEqual({ share: null, gap: null, standing: 'unknown' });
  });
});

describe('what several units have reached together', () => {
  const one = (result: number | null, precision: 'exact' | 'at_least' | 'about' = 'exact', reported = 1) => ({
    result,
    precision,
    reported,
    expected: 1,
  });
  it.each([
    ['none', [], { result: null, precision: 'exact', reported: 0, expected: 0 }],
    ['nobody with a result', [one(null, 'exact', 0)], { result: null, precision: 'exact', reported: 0, expected: 1 }],
    ['one of two', [one(6), one(null, 'exact', 0)], { result: 6, precision: 'exact', reported: 1, expected: 2 }],
    [
      'as exact as the worst',
      [one(0.1, 'about'), one(0.2)],
      { result: 0.3, precision: 'about', reported: 2, expected: 2 },
    ],
  ])('%s', (_, parts, right) => {
    expect(addedUp(parts)).toEqual(right);
  });
});

describe('replacing a target', () => {
  const designs = { does: new Set(['design']) };
  it.each([
    [
      'by a post that does not design',
      { does: new Set<string>() },
      { endedAt: null, isBelow: true },
      'kernel.not-allowed',
    ],
    ['that was set from above', designs, { endedAt: null, isBelow: false }, 'reporting.target-from-above'],
    ['that is over', designs, { endedAt: new Date(), isBelow: true }, 'reporting.target-ended'],
    ['of the own subtree', designs, { endedAt: null, isBelow: true }, undefined],
  ])('%s', (_, actor, target, code) => {
    expect(whyNotReplace(actor, target)?.code).toBe(code);
  });
});
