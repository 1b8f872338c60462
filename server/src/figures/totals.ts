/** Reads totals as figures: value, precision and completeness of many indicators, units and periods in a handful of queries. */
import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import { childrenOf, type Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../kernel/database.ts';
import { periodId, periodOfId } from './period-ids.ts';
import {
  type CellRow,
  cellsBehind,
  declaredOf,
  expectedBehind,
  expectedOf,
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
  const slots = slotsFor(indicators);
  const large = await unitsWithTotals(tx, question.unitIds);
  const sizes = { large: [...large], small: question.unitIds.filter((id) => !large.has(id)) };
  const asked = question.periods
    .flatMap((period) => [period, ...(period.kind === 'nine_months' ? childrenOf(period) : [])])
    .map(periodId);
  const withBelow = [...new Set(question.periods.flatMap((period) => [period, ...everyPartOf(period)]).map(periodId))];
  const totals = await slotsOf(tx, question, sizes, asked, slots);
  const expected = new Map([
    ...(await expectedOf(tx, sizes.large, withBelow, question.line, slots)),
    ...(await expectedBehind(tx, sizes.small, withBelow, question.line, slots)),
  ]);
  const declared = await declaredOf(tx, question.unitIds, asked, question.line, question.reading);

  return question.unitIds.flatMap((unitId) =>
    question.periods.flatMap((period) => {
      const at = (each: Period, slot: number) => `${unitId}:${periodId(each)}:${slot}`;
      const slotAt = (each: Period, slot: number): Slot => totals.get(at(each, slot)) ?? noSlot;
      return indicators.map(
        (indicator): FigureAnswer => ({
          indicator: indicator.id,
          unitId,
          period: period.code,
          line: question.line,
          reading: question.reading,
          declared: declared.get(at(period, indicator.slot)) ?? null,
          ...figureFrom(indicator, (slot) => {
            const own = indicators.find((each) => each.slot === slot) ?? indicator;
            const found =
              period.kind === 'nine_months'
                ? nineMonths(
                    own,
                    childrenOf(period).map((quarter) => slotAt(quarter, slot)),
                  )
                : slotAt(period, slot);
            return { slot: found, expected: expectedAt(expected, at, period, slot) };
          }),
        }),
      );
    }),
  );
};

/** Slots by `unit:period:slot`: kept totals for large units, the few cells behind a small one. */
const slotsOf = async (
  tx: Tx,
  { line, reading }: FigureQuestion,
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

const isFlow = (slot: number): boolean => catalogue.find((indicator) => indicator.slot === slot)?.kind === 'F';

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

const expectedAt = (
  expected: Map<string, number>,
  at: (period: Period, slot: number) => string,
  period: Period,
  slot: number,
): Expected => {
  const ofPeriod = (each: Period): number =>
    expected.get(at(each, slot)) || childrenOf(each).reduce((sum, child) => sum + ofPeriod(child), 0);
  const own = expected.get(at(period, slot)) ?? 0;
  return { own, below: own > 0 ? 0 : childrenOf(period).reduce((sum, child) => sum + ofPeriod(child), 0) };
};
