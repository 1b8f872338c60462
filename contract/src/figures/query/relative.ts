/** Periods named from a day: "last month", "the last five years". They are answered with the codes they stand for. */
import {
  type CivilDate,
  type Period,
  type PeriodKind,
  periodContaining,
  periodOf,
  previousOf,
} from '../../kernel/period.ts';

type Kind = Exclude<PeriodKind, 'nine_months'>;
const kinds: Record<string, Kind> = { month: 'month', quarter: 'quarter', 'half-year': 'half_year', year: 'year' };
const perYear: Record<Kind, number> = { month: 12, quarter: 4, half_year: 2, year: 1 };
const NAME = '(month|quarter|half-year|year)';

/**
 * `this-month`, `last-quarter` · `last-12-months`: the last that have closed, oldest first · `months-this-year`,
 * `quarters-last-year` · `3-years-back`: the one so many before the present one.
 */
export const relativePeriod = new RegExp(
  `^((this|last)-${NAME}|last-([1-9]\\d{0,2})-${NAME}s|(months|quarters|half-years)-(this|last)-year|([1-9]\\d{0,2})-${NAME}s-back)$`,
);

const back = (period: Period, many: number): Period => (many === 0 ? period : back(previousOf(period), many - 1));

/** The periods a relative name stands for on a day, by the reporting calendar, oldest first; null when it is no such name. */
export const periodsFrom = (name: string, day: CivilDate): Period[] | null => {
  const [found, , when, one, many, last, parts, whichYear, steps, stepped] = relativePeriod.exec(name) ?? [];
  if (found === undefined) return null;
  const now = (of: string | undefined): Period => periodContaining(kinds[of ?? ''] ?? 'month', day);
  if (one) return [when === 'this' ? now(one) : previousOf(now(one))];
  if (stepped) return [back(now(stepped), Number(steps))];
  if (parts) {
    const kind = kinds[parts.slice(0, -1)] ?? 'month';
    const year = now('year').year - (whichYear === 'last' ? 1 : 0);
    return Array.from({ length: perYear[kind] }, (_, at) => periodOf(kind, year, at + 1));
  }
  return Array.from({ length: Number(many) }, (_, at) => at).reduce<Period[]>(
    (later) => [previousOf(later[0] ?? now(last)), ...later],
    [],
  );
};
