import { Calendar, type Period, PeriodKind, periodOf } from '@app/contract/kernel/period.ts';

const base = { month: 0, quarter: 20, half_year: 30, nine_months: 40, year: 50 } as const;

/** The id of a period: the same everywhere and for ever, so that no look-up is needed. 202611 is month 11 of 2026. */
export const periodId = (period: Period): number =>
  Calendar.options.indexOf(period.calendar) * 10_000_000 + period.year * 100 + base[period.kind] + period.number;

/** The period behind an id that was made by `periodId`. */
export const periodOfId = (id: number): Period => {
  const calendar = Calendar.options[Math.floor(id / 10_000_000)];
  const place = id % 100;
  const kind = PeriodKind.options.findLast((each) => base[each] < place);
  if (!calendar || !kind) throw new Error(`no period has the id ${id}`);
  return periodOf(kind, Math.floor((id % 10_000_000) / 100), place - base[kind], calendar);
};
