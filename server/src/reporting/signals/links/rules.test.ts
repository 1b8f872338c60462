import { describe, expect, it } from 'vitest';
import type { Case, Cell } from '../case.ts';
import { declaredSum } from './rules.ts';

type Sum = { value: number; reported: number; expected: number };
const caseOf = (declared: Cell, sum: Sum | null): Case => ({
  unitId: 1,
  sheet: {
    period: '2026-M10',
    at: 1,
    isNil: false,
    own: new Map(),
    declared: new Map([['outreach_sessions', declared]]),
    texts: [],
  },
  sentAt: 0,
  before: [],
  sendings: [],
  months: [],
  sums: new Map(sum ? [['outreach_sessions', sum]] : []),
});
const all = (value: number): Sum => ({ value, reported: 3, expected: 3 });
const cell = (value: number, precision: Cell['precision'] = 'exact'): Cell => ({ value, precision });

describe('a declared figure that differs from the sum', () => {
  it.each([
    ['by more than the percent', cell(1000), all(989), true],
    ['not by the percent itself', cell(1000), all(990), false],
    ['when the sum is the greater one', cell(989), all(1000), true],
    ['not by less than one', cell(1.5), all(1), false],
    ['not within what "more than" leaves open', cell(1000, 'at_least'), all(900), false],
    ['beyond what "nearly" leaves open', cell(1000, 'about'), all(899), true],
    ['not before all of them have sent', cell(1000), { value: 10, reported: 2, expected: 3 }, false],
    ['not where nobody is below', cell(1000), { value: 0, reported: 0, expected: 0 }, false],
    ['not without a sum', cell(1000), null, false],
  ])('%s', (_, declared, sum, right) => {
    const found = declaredSum(caseOf(declared, sum), { isOn: true, weight: 15, thresholds: { percent: 1 } });
    expect(found).toEqual(
      right
        ? {
            kind: 'declared-sum',
            cells: [{ indicator: 'outreach_sessions', declared: declared.value, sum: sum?.value, reported: 3 }],
          }
        : null,
    );
  });
});
