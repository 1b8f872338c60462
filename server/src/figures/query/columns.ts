/** Figures as columns: the rules of every figure, written side by side. */
import type { Indicator } from '@app/contract/figures/catalogue.ts';
import type { FigureColumns } from '@app/contract/figures/query/routes.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import type { Grid } from '../grid/grid.ts';
import { figureFrom } from '../rules.ts';

type Stated = Pick<FigureAnswer, 'value' | 'precision' | 'reported' | 'expected' | 'basis'>;

/** The figure of an indicator from a row of a grid. */
export const figureOf = (grid: Grid, row: number, period: Period, indicator: Indicator): Stated =>
  figureFrom(indicator, (slot) => ({
    slot: grid.slotAt(row, period, slot),
    expected: grid.expectedAt(row, period, slot),
  }));

const precisions = { exact: 0, at_least: 1, about: 2 } as const;

/** The figures of some rows as columns. */
export const columnsOf = (
  rows: readonly number[],
  periods: readonly Period[],
  indicators: readonly Indicator[],
  of: (row: number, period: Period, indicator: Indicator) => Stated,
  unitsAt: Grid['unitsAt'],
): FigureColumns => {
  const columns = {
    values: [] as (number | null)[],
    reported: [] as number[],
    expected: [] as number[],
    precision: [] as number[],
    fromShorter: [] as number[],
    units: [] as number[],
  };
  for (const row of rows)
    for (const period of periods) {
      columns.units.push(unitsAt(row, period));
      for (const indicator of indicators) {
        const stated = of(row, period, indicator);
        columns.values.push(stated.value);
        columns.reported.push(stated.reported);
        columns.expected.push(stated.expected);
        columns.precision.push(precisions[stated.precision]);
        columns.fromShorter.push(stated.basis === 'units' ? 0 : 1);
      }
    }
  const some = (column: number[]): number[] | null => (column.some((each) => each !== 0) ? column : null);
  return { ...columns, precision: some(columns.precision), fromShorter: some(columns.fromShorter) };
};
