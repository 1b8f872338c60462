/** Reads totals as figures: value, precision and completeness of many indicators, units and periods in a handful of queries. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';
import type { Tx } from '../kernel/database.ts';
import { everyPartOf } from './grid/crossing.ts';
import { linesOf, readGrid } from './grid/grid.ts';
import { unitsAsked } from './grid/queries.ts';
import { periodId, periodOfId } from './period-ids.ts';
import { declaredOf, sheetsOf } from './queries.ts';
import { figureFrom, type PeriodCell, slotOfCells, slotsFor } from './rules.ts';

export type FigureQuestion = {
  indicators: readonly string[];
  unitIds: readonly number[];
  periods: readonly Period[];
  line: Line | 'all';
  reading: Reading;
};

/** One answer per indicator, unit and period, in that nesting order of units, periods, indicators. */
export const readFigures = async (tx: Tx, question: FigureQuestion): Promise<FigureAnswer[]> => {
  const { periods, line, reading } = question;
  const indicators = question.indicators.flatMap((id) => indicatorOf(id) ?? []);
  const members = (await unitsAsked(tx, question.unitIds)).map((unit, row) => ({ ...unit, row }));
  const slots = slotsFor(indicators);
  const grid = await readGrid(tx, { members, rows: members.length, periods, slots, line, reading });
  const declared = grid.quotes
    ? await declaredOf(tx, question.unitIds, periods.map(periodId), line, reading)
    : new Map<string, number>();
  return members.flatMap(({ id: unitId, row }) =>
    periods.flatMap((period) =>
      indicators.map(
        (indicator): FigureAnswer => ({
          indicator: indicator.id,
          unitId,
          period: period.code,
          line,
          reading,
          declared: declared.get(`${unitId}:${periodId(period)}:${indicator.slot}`) ?? null,
          ...figureFrom(indicator, (slot) => ({
            slot: grid.slotAt(row, period, slot),
            expected: grid.expectedAt(row, period, slot),
          })),
        }),
      ),
    ),
  );
};

/** The lines that a question really reads: its own, and the home lines of figures that only one line has. */
export const linesRead = (indicators: readonly string[], asked: Line | 'all'): (Line | 'all')[] => [
  ...linesOf(slotsFor(indicators.flatMap((id) => indicatorOf(id) ?? [])), asked).keys(),
];

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
