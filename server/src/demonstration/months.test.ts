/** The demonstration's figures, held against the detectors that officers see: honest communes are hardly asked, planted ones are. */
import { type Period, periodOf, previousOf } from '@app/contract/kernel/period.ts';
import { usualSettings } from '@app/contract/reporting/signals/kinds.ts';
import { describe, expect, it } from 'vitest';
import type { Case } from '../reporting/signals/case.ts';
import { toSheet } from '../reporting/signals/reading.ts';
import { examine, groupOf } from '../reporting/signals/rules.ts';
import { CLOSED_MONTHS, communeCells, sentCells } from './months.ts';
import { planted } from './planted.ts';

const newest = periodOf('month', 2026, 10);
const months = Array.from({ length: CLOSED_MONTHS - 1 }).reduce<Period[]>(
  (list) => [...list, previousOf(list.at(-1) ?? newest)],
  [newest],
);
const codes = (count: number, from: number) =>
  Array.from({ length: count }, (_, at) => String(from + at * 3).padStart(5, '0'));

/** What communes of one province are asked about the newest month, by code. */
const asked = (of: readonly string[], cellsIn: typeof sentCells): Map<string, string[]> => {
  const cases = of.map((code, at): Case => {
    const [sheet, ...before] = months.map((period, age) =>
      toSheet({ cells: cellsIn(code, period, age), isNil: false, narrative: null }, period),
    );
    if (!sheet) throw new Error('no months');
    return { unitId: at + 1, sheet, sentAt: at, before, sendings: [], months: [], sums: new Map() };
  });
  const group = groupOf(cases);
  return new Map(cases.map((each, at) => [of[at] ?? '', examine(each, group, usualSettings).map(({ kind }) => kind)]));
};

describe('the figures of the demonstration', () => {
  it('ask hardly anything of honest communes', () => {
    const told = Array.from({ length: 20 }, (_, at) => [
      ...asked(codes(100, 20_000 + at * 300), communeCells).values(),
    ]).flat();
    expect(told).toHaveLength(2000);
    expect(told.filter((kinds) => kinds.length > 0).length).toBeLessThan(0.02 * told.length);
  });

  it('ask what is planted', () => {
    const told = asked([...Object.keys(planted), ...codes(75, 18_859 + 100)], sentCells);
    expect(Object.fromEntries(Object.keys(planted).map((code) => [code, told.get(code)]))).toEqual({
      '18901': ['repeated'],
      '18904': ['balance'],
      '18919': ['parts'],
    });
  });
});
