import {
  nilReport,
  overPeriods,
  ownOrShorter,
  quotientOfTotals,
  sumOverUnits,
  type Total,
  yesAbove,
} from '../kernel/combine.ts';
import { type Figure, figure } from '../kernel/figure.ts';
import { childrenOf, type Period, parsePeriod, periodContaining, previousOf } from '../kernel/period.ts';
import { type Indicator, indicatorOf } from './catalogue.ts';
import type { Ask, CaseCell, CaseUnit, RightAnswer, WorkedCase } from './figure.cases.ts';

/** The engine as one would explain it: slow, in memory, made of the rules alone. What SQL keeps must equal what this computes. */

type World = Pick<WorkedCase, 'tree' | 'cells'>;
/** The cells of one indicator, line, reading and kind of cell. */
type Shelf = { indicator: Indicator & { id: string }; cells: readonly CaseCell[] };
/** A unit's figure, and how many cells of the period itself or of shorter periods it is made of. */
type Counted = { figure: Figure | null; direct: number; months: number; longer: number; difference: number | null };

const known = <T>(found: T | null | undefined, what: string): T => {
  if (found === null || found === undefined) throw new Error(`unknown ${what}`);
  return found;
};

const withAll = (unit: CaseUnit): CaseUnit[] => [unit, ...unit.children.flatMap(withAll)];
const find = (tree: CaseUnit, id: string): CaseUnit =>
  known(
    withAll(tree).find((unit) => unit.id === id),
    `unit ${id}`,
  );
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The newest cell counts: a correction replaces what it corrects. */
const newest = (shelf: Shelf, unit: CaseUnit, period: Period): Figure | null => {
  const cell = shelf.cells.findLast((each) => each.unit === unit.id && each.period === period.code);
  if (!cell) return null;
  return cell.value === null ? nilReport(shelf.indicator.kind) : figure(cell.value, cell.precision);
};

/** One unit's own figure for a period: its cell, else what its shorter periods give. */
const figureOf = (shelf: Shelf, unit: CaseUnit, period: Period): Counted => {
  const own = newest(shelf, unit, period);
  const shorter = childrenOf(period).map((each) => figureOf(shelf, unit, each));
  // The kinds that are looked up cell by cell are the additive ones; quotients are taken apart before.
  const kind = shelf.indicator.kind === 'F' ? 'F' : 'S';
  const rolled = overPeriods(
    kind,
    shorter.map((each) => each.figure),
  );
  const chosen = ownOrShorter(own, rolled.figure);
  if (chosen.from !== 'shorter') return { ...chosen, direct: own ? 1 : 0, months: 0, longer: 0 };
  const counted = kind === 'F' ? shorter : shorter.slice(-1);
  const direct = sum(counted.map((each) => each.direct));
  const isMonths = period.kind === 'quarter';
  return {
    ...chosen,
    direct: 0,
    months: sum(counted.map((each) => each.months)) + (isMonths ? direct : 0),
    longer: sum(counted.map((each) => each.longer)) + (isMonths ? 0 : direct),
  };
};

const linesAsked = (world: World, indicator: Indicator & { id: string }, line: Ask['line']): string[] => {
  if (indicator.share === 'one') return [indicator.line];
  if (line !== 'all') return [line];
  const used = world.cells
    .filter((cell) => cell.indicator === indicator.id && cell.kind === 'own')
    .map((cell) => cell.line);
  return used.length > 0 ? [...new Set(used)] : [indicator.line];
};

const shelfOf = (
  world: World,
  ask: Ask,
  indicator: Shelf['indicator'],
  line: string,
  kind: CaseCell['kind'],
): Shelf => ({
  indicator,
  cells: world.cells.filter(
    (cell) =>
      cell.indicator === indicator.id &&
      cell.line === line &&
      cell.kind === kind &&
      (ask.reading === 'submitted' || cell.reading === 'accepted'),
  ),
});

const monthsIn: Record<Period['kind'], number> = { month: 1, quarter: 3, half_year: 6, nine_months: 9, year: 12 };

/** The figures of a whole subtree, with the cells behind them; for a derived yes/no those of the figure it follows. */
const figuresUnder = (world: World, ask: Ask, indicator: Shelf['indicator'], period: Period) => {
  const { derived } = indicator;
  const source = derived ? known(indicatorOf(derived.from), derived.from) : indicator;
  const counts = (unit: CaseUnit) => !derived || (unit.level === derived.level && (unit.priority || !derived.areaTag));
  const units = withAll(find(world.tree, ask.unit)).filter(counts);
  return linesAsked(world, source, ask.line).flatMap((line) => {
    const shelf = shelfOf(world, ask, source, line, 'own');
    return units.map((unit) => {
      const counted = figureOf(shelf, unit, period);
      return { unit, counted: derived ? { ...counted, figure: yesAbove(counted.figure, derived.above) } : counted };
    });
  });
};

type Answered = Total & { mixed: boolean; shorter: boolean };

const totalOf = (world: World, ask: Ask, indicator: Shelf['indicator'], period: Period): Answered => {
  const all = figuresUnder(world, ask, indicator, period);
  const count = (of: 'direct' | 'months' | 'longer') => sum(all.map(({ counted }) => counted[of]));
  const [direct, months, longer] = [count('direct'), count('months'), count('longer')];
  const perBody = months > 0 && indicator.kind === 'F' ? monthsIn[period.kind] : 1;
  return {
    figure: sumOverUnits(all.map(({ counted }) => counted.figure)).figure,
    reported: direct + months + longer,
    expected: all.filter(({ unit }) => unit.reports).length * perBody,
    mixed: longer > 0 || (direct > 0 && months > 0),
    shorter: months + longer > 0,
  };
};

const quotientOf = (
  world: World,
  ask: Ask,
  indicator: Shelf['indicator'],
  period: Period,
  kind: 'R' | 'A',
): Answered => {
  const side = (id: string | undefined) => totalOf(world, ask, known(indicatorOf(id ?? ''), `${id}`), period);
  const [part, whole] = [side(indicator.part), side(indicator.whole)];
  return {
    ...quotientOfTotals(kind, part, whole),
    mixed: part.mixed || whole.mixed,
    shorter: part.shorter || whole.shorter,
  };
};

/** The newest figure before a period in which a stock is missing, two years back at most. */
const lastKnown = (shelf: Shelf, unit: CaseUnit, period: Period): number | undefined => {
  let month = periodContaining('month', period.endsOn);
  for (let back = 0; back < 24; back += 1) {
    month = previousOf(month);
    const found = newest(shelf, unit, month);
    if (found) return found.value;
  }
  return undefined;
};

/** What stands beside the value of one unit and line: quoted figures, the gap between year and months, the last known stock. */
const beside = (world: World, ask: Ask, indicator: Shelf['indicator'], period: Period, value: number | null) => {
  const unit = find(world.tree, ask.unit);
  const [line = indicator.line] = linesAsked(world, indicator, ask.line);
  const own = shelfOf(world, ask, indicator, line, 'own');
  const declared = newest(shelfOf(world, ask, indicator, line, 'declared'), unit, period)?.value;
  const difference = figureOf(own, unit, period).difference ?? undefined;
  const earlier = value === null && indicator.kind === 'S' ? lastKnown(own, unit, period) : undefined;
  return {
    ...(declared !== undefined && { declared }),
    ...(difference !== undefined && { difference }),
    ...(earlier !== undefined && { lastKnown: earlier }),
  };
};

/** Answers a question about a world of reports by the rules alone. */
export const answer = (world: World, ask: Ask): RightAnswer => {
  const indicator = known(indicatorOf(ask.indicator), ask.indicator);
  const period = known(parsePeriod(ask.period), ask.period);
  const isQuotient = indicator.kind === 'R' || indicator.kind === 'A';
  const total = isQuotient
    ? quotientOf(world, ask, indicator, period, indicator.kind === 'R' ? 'R' : 'A')
    : totalOf(world, ask, indicator, period);
  const value = total.figure?.value ?? null;
  return {
    value,
    precision: total.figure?.precision ?? 'exact',
    reported: total.reported,
    expected: total.mixed ? null : total.expected,
    basis: total.shorter ? 'unit-periods' : 'units',
    ...(isQuotient ? {} : beside(world, ask, indicator, period, value)),
  };
};
