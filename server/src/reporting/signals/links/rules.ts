/** Figures that belong together: declared and added up, months and year, results and causes, stocks and their flows. */
import { catalogue, type IndicatorId, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Setting } from '@app/contract/reporting/signals/kinds.ts';
import type { Case, Cell } from '../case.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

/** What "hơn" and "gần" leave open, in percent. */
const INEXACT = 10;

const exceeds = (difference: number, of: number, percent: number): boolean =>
  difference >= 1 && difference * 100 > Math.abs(of) * percent;

const toleranceOf = ({ precision }: Cell, percent: number): number =>
  precision === 'exact' ? percent : Math.max(percent, INEXACT);

/** Figures quoted for the whole area against what was added up, once everybody below has sent. */
export const declaredSum = (of: Case, { thresholds }: Setting): Of<'declared-sum'> | null => {
  const cells = [...of.sheet.declared].flatMap(([indicator, cell]) => {
    const sum = of.sums.get(indicator);
    if (!sum || sum.reported === 0 || sum.reported < sum.expected) return [];
    const percent = toleranceOf(cell, thresholds['percent'] ?? 0);
    if (!exceeds(Math.abs(cell.value - sum.value), Math.max(cell.value, sum.value), percent)) return [];
    return [{ indicator, declared: cell.value, sum: sum.value, reported: sum.reported }];
  });
  return cells.length > 0 ? { kind: 'declared-sum', cells } : null;
};

const MONTHS = 12;

/** The year against its months: flows add up, a stock is that of the last month. */
export const monthYear = (of: Case, { thresholds }: Setting): Of<'month-year'> | null => {
  if (of.months.length === 0) return null;
  const cells = [...of.sheet.own].flatMap(([indicator, cell]) => {
    const kind = indicatorOf(indicator)?.kind;
    const months = of.months.filter(({ own }) => own.has(indicator));
    const percent = [cell, ...months.map(({ own }) => own.get(indicator))].some(
      (each) => each !== undefined && each.precision !== 'exact',
    )
      ? Math.max(INEXACT, thresholds['percent'] ?? 0)
      : (thresholds['percent'] ?? 0);
    const { value } = cell;
    if (kind === 'S') {
      const last = of.months.find(({ period }) => period.endsWith('-M12'))?.own.get(indicator);
      if (!last || !exceeds(Math.abs(value - last.value), Math.max(value, last.value), percent)) return [];
      return [{ indicator, value, months: last.value, counted: 1, last: true }];
    }
    if (kind !== 'F' || months.length === 0) return [];
    const sum = months.reduce((total, { own }) => total + (own.get(indicator)?.value ?? 0), 0);
    const difference = months.length === MONTHS ? Math.abs(value - sum) : sum - value;
    if (!exceeds(difference, Math.max(value, sum), percent)) return [];
    return [{ indicator, value, months: sum, counted: months.length, last: false }];
  });
  return cells.length > 0 ? { kind: 'month-year', cells } : null;
};

/** Pairs that go together both ways, beside the averages of the catalogue, which are such pairs by what they mean. */
const together: readonly (readonly [result: IndicatorId, cause: IndicatorId])[] = [
  ['units_inspected', 'body_inspections'],
  ['model_members', 'model_points'],
  ['mediators', 'mediation_teams'],
  ['festival_attendance', 'festival_points'],
  ['fire_training_attendance', 'fire_training_classes'],
  ['grassroots_fire_team_members', 'grassroots_fire_teams'],
];
/** Results that need their cause, while the cause may stay without this result. */
const needs: readonly (readonly [result: IndicatorId, cause: IndicatorId])[] = [
  ['fire_inspection_minutes', 'fire_inspections'],
  ['fire_findings', 'fire_inspections'],
];

type Pair = readonly [result: string, cause: string];

/** Every result with its cause. Read each time: the catalogue learns new averages while the program runs. */
const ways = (): Pair[] => {
  const averages = catalogue.flatMap(({ kind, part, whole }): Pair[] =>
    kind === 'A' && part && whole ? [[part, whole]] : [],
  );
  const both = [...averages, ...together].flatMap(([one, other]): Pair[] => [
    [one, other],
    [other, one],
  ]);
  return [...both, ...needs];
};

/** Results whose cause was reported as 0. A cause that is missing is no zero, and asked about by the form itself. */
export const parts = (of: Case, { thresholds }: Setting): Of<'parts'> | null => {
  const figureOf = (id: string) => of.sheet.own.get(id)?.value ?? null;
  const pairs = ways().flatMap(([result, cause]) => {
    const resultValue = figureOf(result);
    if (resultValue === null || resultValue < (thresholds['least'] ?? 1) || figureOf(cause) !== 0) return [];
    return [{ result, resultValue, cause }];
  });
  return pairs.length > 0 ? { kind: 'parts', pairs } : null;
};

/** Stocks that a form lets follow from one period to the next. */
const balances: readonly { stock: IndicatorId; added: IndicatorId; removed: IndicatorId }[] = [
  { stock: 'model_points', added: 'points_replicated', removed: 'points_retired' },
];

/** stock₁ = stock₀ + new − retired, where all four were reported and the period before is the one before. */
export const balance = (of: Case, { thresholds }: Setting): Of<'balance'> | null => {
  const [last] = of.before;
  if (!last || last.at !== of.sheet.at - 1) return null;
  const stocks = balances.flatMap(({ stock, added, removed }) => {
    const before = last.own.get(stock);
    const now = of.sheet.own.get(stock);
    const more = of.sheet.own.get(added);
    const less = of.sheet.own.get(removed);
    if (!before || !now || !more || !less) return [];
    if ([before, now, more, less].some(({ precision }) => precision !== 'exact')) return [];
    const expected = before.value + more.value - less.value;
    if (Math.abs(expected - now.value) < (thresholds['least'] ?? 1)) return [];
    return [
      {
        indicator: stock,
        before: before.value,
        added: more.value,
        removed: less.value,
        expected,
        value: now.value,
        from: added,
        to: removed,
      },
    ];
  });
  return stocks.length > 0 ? { kind: 'balance', period: last.period, stocks } : null;
};
