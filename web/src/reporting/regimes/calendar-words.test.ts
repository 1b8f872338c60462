import type { CalendarRule } from '@app/contract/kernel/period.ts';
import { expect, it } from 'vitest';
import { closingWords, periodsMoved, ruleNow } from './calendar-words.ts';

const usual: CalendarRule = {
  calendar: 'reporting',
  validFrom: '2000-01-01',
  month: 12,
  day: 14,
  kinds: ['month', 'year'],
};
const later: CalendarRule = { ...usual, validFrom: '2027-01-01', day: 31 };

it('says when a calendar closes', () => {
  expect(closingWords({ ...usual, kinds: ['month', 'year'] }).vi).toBe(
    'Chốt ngày 14 hằng tháng, năm chốt 14/12. Tháng, Năm.',
  );
  expect(closingWords({ calendar: 'team', month: 6, day: 5, kinds: ['year'] }).vi).toBe('Năm chốt 05/06.');
});

it('knows the rule of a day', () => {
  expect(ruleNow([usual, later], 'reporting', '2026-12-31')).toBe(usual);
  expect(ruleNow([usual, later], 'reporting', '2027-01-01')).toBe(later);
});

it('tells the periods whose days a new rule would change', () => {
  const moved = periodsMoved([usual], later);
  expect(moved[0]).toMatchObject({
    now: { code: '2027-M01', endsOn: '2027-01-14' },
    next: { startsOn: '2026-12-15', endsOn: '2027-01-31' },
  });
  expect(moved.map(({ next }) => next.code)).toContain('2028-Y');
  expect(periodsMoved([usual], { ...usual, validFrom: '2027-01-01' })).toEqual([]);
});
