/** Reads totals as figures: value, precision and completeness of many indicators, units and periods in a handful of queries. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import { childrenOf, type Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../kernel/database.ts';
import { periodId } from './period-ids.ts';
import { declaredOf, expectedOf, totalsOf } from './queries.ts';
import { type Expected, figureFrom, nineMonths, noSlot, type Slot, slotsFor } from './rules.ts';

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
  const units = { ids: question.unitIds };
  const asked = question.periods
    .flatMap((period) => [period, ...(period.kind === 'nine_months' ? childrenOf(period) : [])])
    .map(periodId);
  const withBelow = [...new Set(question.periods.flatMap((period) => [period, ...everyPartOf(period)]).map(periodId))];
  const totals = await totalsOf(tx, units, asked, question.line, question.reading, slots);
  const expected = await expectedOf(tx, units, withBelow, question.line, slots);
  const declared = await declaredOf(tx, units, asked, question.line, question.reading);

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
