import { type CalendarRule, learnCalendars } from '@app/contract/kernel/period.ts';
import { afterEach, expect, it } from 'vitest';
import { periodsToAsk } from './periods.ts';

const usual: CalendarRule = {
  ...{ calendar: 'reporting', validFrom: '2000-01-01', month: 12, day: 14 },
  kinds: ['month', 'quarter', 'half_year', 'year'],
};
const codes = () => periodsToAsk('2026-11-22').map(({ code }) => code);

afterEach(() => learnCalendars([]));

it('offers the period that runs and those before it, of each calendar and kind', () => {
  expect([codes().length, codes()[0]]).toEqual([30, '2026-M12']);
  expect(codes().filter((code) => code.startsWith('TM:'))).toEqual(['TM:2027-Y', 'TM:2026-Y', 'TM:2025-Y']);
});

it('offers no period that its calendar gave up, and those of before the change', () => {
  learnCalendars([usual, { ...usual, validFrom: '2026-09-01', kinds: ['month', 'year'] }]);
  expect(codes().filter((code) => /[QH]/.test(code))).toEqual(['2026-Q2', '2026-Q1', '2026-H1']);
});
