import { describe, expect, it } from 'vitest';
import { CORRECTION_DAYS, lastDayAfterReturn, lockDay } from './rules.ts';

describe('the day after which a report locks', () => {
  it.each([
    ['counts from the deadline', '2026-12-16', '2026-11-22', 45, '2027-01-30'],
    ['counts from today for figures of the past', '2019-12-16', '2026-11-22', 45, '2027-01-06'],
    ['is none where the regime sets none', '2026-12-16', '2026-11-22', null, null],
  ])('%s', (_, due, today, days, day) => {
    expect(lockDay(due, today, days)).toBe(day);
  });

  it.each([
    ['leaves days for a correction', '2026-11-23', '2026-11-27'],
    ['also where it was over', '2026-11-01', '2026-11-27'],
    ['stays where there is time enough', '2026-12-31', '2026-12-31'],
    ['is not set by a return', null, null],
  ])('%s after a return', (_, before, after) => {
    expect(lastDayAfterReturn(before, '2026-11-22')).toBe(after);
    expect(CORRECTION_DAYS).toBe(5);
  });
});
