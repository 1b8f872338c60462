/** Reads totals as figures: value, precision and completeness of many indicators, units and periods in a handful of queries. */
import { indicatorInSlot, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { childrenOf, type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';
import type { Tx } from '../kernel/database.ts';
import { periodId, periodOfId } from './period-ids.ts';
import {
  type CellRow,
  cellsBehind,
  declaredOf,
  expectedBehind,
  expectedOf,
  sheetsOf,
  totalsOf,
  unitsWithTotals,
} from './queries.ts';
import {
  addSlots,
  type Expected,
  figureFrom,
  nineMonths,
  noSlot,
  type PeriodCell,
  type Slot,
  slotOfCells,
  slotsFor,
} from './rules.ts';

export type FigureQuestion = {
  indicators: readonly string[];
  unitIds: readonly number[];
  periods: readonly Period[];
  line: Line | 'all';
  reading: Reading;
};

/** One answer per indicator, unit and period, in that nesting order of units, periods, indicators. */
export const readFigures = async (tx: Tx, question: FigureQuestion): Promise<FigureAnswer[]> => {
  const indicators = question.indicators.flatMap((id) => indicatorOf(id) ?? []);
  const large = await unitsWithTotals(tx, question.unitIds);
  const sizes = { large: [...large], small: question.unitIds.filter((id) => !large.has(id)) };
  const periods = question.periods.flatMap((each) => [each, ...(each.kind === 'nine_months' ? childrenOf(each) : [])]);
  const asked = periods.map(periodId);
  const withBelow = [...new Set(question.periods.flatMap((period) => [period, ...everyPartOf(period)]).map(periodId))];
  const totals = new Map<string, Slot>();
  const expected = new Map<string, number>();
  for (const [line, slots] of linesOf(slotsFor(indicators), question.line)) {
    addAll(totals, await slotsOf(tx, { line, reading: question.reading }, sizes, asked, slots));
    addAll(expected, await expectedOf(tx, sizes.large, withBelow, line, slots));
    addAll(expected, await expectedBehind(tx, sizes.small, withBelow, line, slots));
  }
  const declared = await declaredOf(tx, question.unitIds, asked, question.line, question.reading);

  return question.unitIds.flatMap((unitId) =>
    question.periods.flatMap((period) =>
      indicators.map(
        (indicator): FigureAnswer => ({
          indicator: indicator.id,
          unitId,
          period: period.code,
          line: question.line,
          reading: question.reading,
          declared: declared.get(keyOf({ unitId, period, slot: indicator.slot })) ?? null,
          ...figureFrom(indicator, (slot) => {
            const place = { unitId, period, slot };
            return { slot: slotAt(totals, place), expected: expectedAt(expected, place) };
          }),
        }),
      ),
    ),
  );
};

/** Where one number of an answer stands. The look-ups below are made thousands of times for one answer: no function is made anew. */
type Place = { unitId: number; period: Period; slot: number };

const keyOf = ({ unitId, period, slot }: Place): string => `${unitId}:${periodId(period)}:${slot}`;

const slotAt = (totals: ReadonlyMap<string, Slot>, place: Place): Slot => {
  const { period, slot } = place;
  if (period.kind !== 'nine_months') return totals.get(keyOf(place)) ?? noSlot;
  const quarters = childrenOf(period).map((quarter) => slotAt(totals, { ...place, period: quarter }));
  return nineMonths(isFlow(slot), quarters);
};

/** The line on which each slot is read: where a single line's cell is the figure of the unit, every other line reads it. */
const linesOf = (slots: readonly number[], asked: Line | 'all'): Map<Line | 'all', number[]> => {
  const lines = new Map<Line | 'all', number[]>();
  for (const slot of slots) {
    const indicator = indicatorInSlot(slot);
    const line = asked !== 'all' && indicator?.share === 'one' ? indicator.line : asked;
    lines.set(line, [...(lines.get(line) ?? []), slot]);
  }
  return lines;
};

/** The lines that a question really reads: its own, and the home lines of figures that only one line has. */
export const linesRead = (indicators: readonly string[], asked: Line | 'all'): (Line | 'all')[] => [
  ...linesOf(slotsFor(indicators.flatMap((id) => indicatorOf(id) ?? [])), asked).keys(),
];

const isFlow = (slot: number): boolean => indicatorInSlot(slot)?.kind === 'F';

const addAll = <T>(into: Map<string, T>, more: ReadonlyMap<string, T>): void => {
  for (const [key, value] of more) into.set(key, value);
};

/** Slots by `unit:period:slot`: kept totals for large units, the few cells behind a small one. */
const slotsOf = async (
  tx: Tx,
  { line, reading }: Pick<FigureQuestion, 'line' | 'reading'>,
  sizes: { large: readonly number[]; small: readonly number[] },
  asked: readonly number[],
  slots: readonly number[],
): Promise<Map<string, Slot>> => {
  const found = await totalsOf(tx, sizes.large, asked, line, reading, slots);
  const rows = await cellsBehind(tx, sizes.small, asked, line, reading, slots);
  slots.forEach((slot, at) => {
    for (const [key, slotFound] of slotOfRows(rows, at, isFlow(slot))) found.set(`${key}:${slot}`, slotFound);
  });
  return found;
};

/** The rows of one slot, resolved for each unit and line by itself and then added, by `unit:period`. */
const slotOfRows = (rows: readonly CellRow[], at: number, flow: boolean): Map<string, Slot> => {
  const cells = new Map<string, { key: string; asked: Period; cells: PeriodCell[] }>();
  for (const row of rows) {
    const value = row.cells[at * 2] ?? null;
    if (value === null) continue;
    const name = `${row.unitId}:${row.askedPeriod}:${row.fromUnit}:${row.line}`;
    const group = cells.get(name) ?? {
      key: `${row.unitId}:${row.askedPeriod}`,
      asked: periodOfId(row.askedPeriod),
      cells: [],
    };
    group.cells.push({ period: periodOfId(row.periodId), value, precision: row.cells[at * 2 + 1] ?? 0 });
    cells.set(name, group);
  }
  const sums = new Map<string, Slot>();
  for (const { key, asked, cells: own } of cells.values())
    sums.set(key, addSlots(sums.get(key) ?? noSlot, slotOfCells(own, asked, flow)));
  return sums;
};

/** All shorter periods inside a period, down to months. */
const everyPartOf = (period: Period): Period[] => childrenOf(period).flatMap((child) => [child, ...everyPartOf(child)]);

type Expectations = ReadonlyMap<string, number>;

const expectedAt = (expected: Expectations, place: Place): Expected => ({
  own: expected.get(keyOf(place)) ?? 0,
  below: expectedBelow(expected, place),
});

/** What the shorter periods inside were expected to bring; a stock is asked only at the last cut-off. */
const expectedBelow = (expected: Expectations, place: Place): number => {
  const parts = childrenOf(place.period);
  return (isFlow(place.slot) ? parts : parts.slice(-1)).reduce((sum, period) => {
    const part = { ...place, period };
    return sum + (expected.get(keyOf(part)) || expectedBelow(expected, part));
  }, 0);
};

/** How many periods back a stock that is missing at the last cut-off is looked for: two years of months. */
const PERIODS_BACK = 24;

/** The newest earlier value of a stock that is missing now, of the same calendar, to stand beside the gap, never in its place. */
export const readLastKnown = async (
  tx: Tx,
  question: { indicator: string; unitId: number; period: Period; line: Line | 'all'; reading: Reading },
): Promise<{ value: number; period: string } | null> => {
  if (indicatorOf(question.indicator)?.kind !== 'S') return null;
  const { indicator, unitId, line, reading, period } = question;
  // Only the reporting calendar has months.
  const last = period.calendar === 'reporting' ? periodContaining('month', period.endsOn) : period;
  const back = Array.from({ length: PERIODS_BACK }).reduce<Period[]>(
    (found) => [...found, previousOf(found.at(-1) ?? last)],
    [],
  );
  const figures = await readFigures(tx, { indicators: [indicator], unitIds: [unitId], periods: back, line, reading });
  const known = figures.find((figure) => figure.value !== null);
  return known && known.value !== null ? { value: known.value, period: known.period } : null;
};

/**
 * A unit's own cell of a longer period minus what its shorter periods give: a signal to be explained, never added.
 * Null where it does not have both.
 */
export const readDifference = async (
  tx: Tx,
  question: { indicator: string; unitId: number; period: Period; line: Line | 'all'; reading: Reading },
): Promise<number | null> => {
  const indicator = indicatorOf(question.indicator);
  const parts = everyPartOf(question.period);
  if (!indicator || parts.length === 0) return null;
  const sheets = await sheetsOf(tx, question.unitId, [question.period, ...parts].map(periodId), question.reading);
  const cells = sheets
    .filter((sheet) => question.line === 'all' || sheet.line === question.line || indicator.share === 'one')
    .flatMap((sheet): PeriodCell[] => {
      const value = sheet.own[indicator.slot - 1] ?? null;
      return value === null ? [] : [{ period: periodOfId(sheet.periodId), value, precision: 0 }];
    });
  const own = cells.filter((cell) => cell.period.code === question.period.code);
  const shorter = slotOfCells(
    cells.filter((cell) => !own.includes(cell)),
    question.period,
    indicator.kind === 'F',
  );
  if (own.length === 0 || shorter.sum === null) return null;
  return addUp([...own.map((cell) => cell.value), -shorter.sum]);
};
