import type { TimelinessCell } from '@app/contract/reporting/timeliness/routes.ts';
import { describe, expect, it } from 'vitest';
import {
  heatOf,
  heatOfShare,
  inOrder,
  percentOf,
  revisedOf,
  rowsOfCountry,
  shareLegend,
  shortPeriod,
  timingWords,
} from './timeliness-rules.ts';

const cell = (more: Partial<TimelinessCell>): TimelinessCell => ({
  ...{ period: '2026-M10', reportId: 1, timing: 'on-time', daysLate: 0, dueAt: '2026-10-16T10:00:00Z', firstAt: null },
  ...{ isReturned: false, revisions: 1, finalAt: null, finalDays: null },
  ...more,
});
const counted = (due: number, onTime: number, notDue = 0) => ({
  ...{ due, onTime, notDue, late: 0, overdue: 0, median: null },
});

describe('the picture of timeliness', () => {
  it.each([
    [{}, 't6', '✓', 'đúng hạn'],
    [{ isReturned: true }, 't5', '↩', 'đúng hạn, đang trả lại'],
    [{ timing: 'late', daysLate: 0 }, 't3', '<1', 'muộn trong ngày'],
    [{ timing: 'late', daysLate: 2 }, 't3', '+2', 'muộn 2 ngày'],
    [{ timing: 'late', daysLate: 3 }, 't2', '+3', 'muộn 3 ngày'],
    [{ timing: 'late', daysLate: 7 }, 't2', '+7', 'muộn 7 ngày'],
    [{ timing: 'late', daysLate: 8, isReturned: true }, 't1', '↩', 'muộn 8 ngày, đang trả lại'],
    [{ timing: 'overdue', daysLate: 12 }, 'never', '×', 'chưa gửi, quá 12 ngày'],
    [{ timing: 'not-due' }, 'ahead', '·', 'chưa đến hạn'],
  ] as const)('%j is %s %s', (more, look, mark, words) => {
    expect(heatOf(cell(more))).toEqual({ look, mark });
    expect(timingWords(cell(more)).vi).toBe(words);
  });

  it.each([
    [counted(0, 0), 'hatch', ''],
    [counted(0, 0, 4), 'ahead', '·'],
    [counted(1000, 999), 't6', '99'],
    [counted(1000, 1), 't1', '1'],
    [counted(100, 95), 't6', '95'],
    [counted(100, 94), 't5', '94'],
    [counted(100, 70), 't4', '70'],
    [counted(100, 69), 't3', '69'],
    [counted(100, 25), 't2', '25'],
    [counted(100, 0), 't1', '0'],
  ] as const)('a share of %j is %s %s', (of, look, mark) => {
    expect(heatOfShare(of)).toEqual({ look, mark });
  });

  it('prints its limits without a gap', () => {
    expect(shareLegend.slice(0, 6).map(({ words }) => words.vi)).toEqual([
      ...['≥ 95%', '85–94%', '70–84%', '50–69%', '25–49%', '0–24%'],
    ]);
    expect(percentOf(counted(0, 0))).toBeNull();
  });

  it.each([
    ['2026-M10', '10/26'],
    ['2025-M01', '1/25'],
    ['2026-Q3', 'Q3/26'],
    ['2026-H1', 'H1/26'],
    ['2026-Y', '2026'],
  ])('%s is written %s', (code, short) => {
    expect(shortPeriod(code)).toBe(short);
  });

  it('puts the slowest first, and who owes nothing last', () => {
    const units = [
      { fullName: 'Xã Đông', rank: 1 },
      { fullName: 'Xã Bắc', rank: 2 },
      { fullName: 'Xã An', rank: null },
    ];
    const names = (order: 'worst' | 'best' | 'name') => inOrder(units, order).map(({ fullName }) => fullName);
    expect(names('worst')).toEqual(['Xã Bắc', 'Xã Đông', 'Xã An']);
    expect(names('best')).toEqual(['Xã Đông', 'Xã Bắc', 'Xã An']);
    expect(names('name')).toEqual(['Xã An', 'Xã Bắc', 'Xã Đông']);
  });

  it('counts what was sent again before it was accepted', () => {
    const sent = [cell({ finalDays: 0 }), cell({ finalDays: 4, revisions: 3 }), cell({ revisions: 2 })];
    expect(revisedOf(sent)).toEqual({ again: 1, accepted: 2, days: 4 });
  });

  it('writes the country as a line per province and period, without a rank where there is none', () => {
    const cells = [{ period: '2026-M10', counted: { due: 4, onTime: 3, late: 1, overdue: 0 } }];
    const units = [
      { code: '44', fullName: 'Tỉnh Quảng Trị', rank: 1, cells },
      { code: '01', fullName: 'Thành phố Hà Nội', rank: null, cells },
    ];
    expect(rowsOfCountry({ units }, ({ en }) => en)).toEqual([
      ['Rank', 'Code', 'Province', 'Period', 'Due', 'On time', 'Late', 'Not sent'],
      ['1', '44', 'Tỉnh Quảng Trị', '2026-M10', '4', '3', '1', '0'],
      ['', '01', 'Thành phố Hà Nội', '2026-M10', '4', '3', '1', '0'],
    ]);
  });
});
