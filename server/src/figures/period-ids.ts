import { Calendar, type Period } from '@app/contract/kernel/period.ts';

const base = { month: 0, quarter: 20, half_year: 30, nine_months: 40, year: 50 } as const;

/** The id of a period: the same everywhere and for ever, so that no look-up is needed. 202611 is month 11 of 2026. */
export const periodId = (period: Period): number =>
  Calendar.options.indexOf(period.calendar) * 10_000_000 + period.year * 100 + base[period.kind] + period.number;
