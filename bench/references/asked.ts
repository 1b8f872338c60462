/** A question as every reference is asked it: sums by row, period and indicator, each row some units that lie apart. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';

export type Asked = {
  /** By their ids; ratios and averages are asked as the two they are made of. */
  indicators: readonly string[];
  /** Codes. */
  periods: readonly string[];
  rows: readonly (readonly number[])[];
};

/** A sum of accepted cells over all lines, and how many cells it rests on. */
export type Sum = { value: number; cells: number };
/** By `row:period:indicator`; what has no cell is not there. */
export type Sums = Map<string, Sum>;

/** The indicators of which figures are made: quotients are made of other two. */
export const additive = (indicators: readonly string[]): string[] => [
  ...new Set(
    indicators.flatMap((id) => {
      const { part, whole } = indicatorOf(id) ?? {};
      return part && whole ? [part, whole] : [id];
    }),
  ),
];

/** Each unit with the row it counts in, as two columns. */
export const membersOf = ({ rows }: Asked): { rows: number[]; units: number[] } => ({
  rows: rows.flatMap((units, row) => units.map(() => row)),
  units: rows.flat(),
});
