import * as z from 'zod';
import { addUp, quotient } from './decimal.ts';
import { type Figure, figure, worstOf } from './figure.ts';

/**
 * How a figure adds up. F flow: summed over units and periods. S stock: summed over units, over periods the value at the
 * last cut-off. R ratio and A average: recomputed from their two parts, never added or averaged. B yes/no: the number of
 * units with yes, over periods the last. D distinct: needs the list behind it; two provinces with 38 and 40 kinds of
 * models do not have 78, so D takes no part in any sum.
 */
export const Kind = z.enum(['F', 'S', 'R', 'A', 'B', 'D']);
export type Kind = z.infer<typeof Kind>;

/** The kinds whose cells may be added. */
export type Additive = 'F' | 'S' | 'B';

/** A figure and what it rests on: so many of the cells that were expected. */
export type Total = { figure: Figure | null; reported: number; expected: number };

/**
 * The sum over units, or over lines that hold disjoint parts. For B the cells are 1 and 0, and the sum counts the yes.
 * What is missing is left out, not taken for 0; when everything is missing there is no total.
 */
export const sumOverUnits = (cells: readonly (Figure | null)[]): Total => {
  const known = cells.filter((cell) => cell !== null);
  const sum = figure(addUp(known.map((cell) => cell.value)), worstOf(known.map((cell) => cell.precision)));
  return { figure: known.length > 0 ? sum : null, reported: known.length, expected: cells.length };
};

/**
 * One unit's figure over periods given in order: flows add up, stocks and yes/no are those of the last cut-off.
 * A stock that is missing at the last cut-off is missing; `lastKnown` may be shown beside it, never in its place.
 */
export const overPeriods = (
  kind: Additive,
  cells: readonly (Figure | null)[],
): Total & { lastKnown: Figure | null } => {
  const lastKnown = cells.findLast((cell) => cell !== null) ?? null;
  const counted = kind === 'F' ? cells : cells.slice(-1);
  return { ...sumOverUnits(counted), lastKnown };
};

const divide = (part: Figure | null, whole: Figure | null, times: number): Figure | null => {
  if (!part || !whole || whole.value === 0) return null;
  const exact = part.precision === 'exact' && whole.precision === 'exact';
  return figure(quotient(part.value, whole.value, times), exact ? 'exact' : 'about');
};

/** A rate in percent. Null when a part is missing or the whole is 0: nothing out of nothing is not 0%, and not 100%. */
export const ratio = (part: Figure | null, whole: Figure | null): Figure | null => divide(part, whole, 100);

/** A sum per counted thing, such as attendances per session. Null when a part is missing or nothing was counted. */
export const average = (sum: Figure | null, count: Figure | null): Figure | null => divide(sum, count, 1);

/**
 * A ratio or average of two totals. When they rest on different numbers of reports the quotient is "about": 9 of 10 and
 * 4 of nobody knows how many is not a share of 13. It rests on the fewer reports of the two.
 */
export const quotientOfTotals = (kind: 'R' | 'A', part: Total, whole: Total): Total => {
  const result = (kind === 'R' ? ratio : average)(part.figure, whole.figure);
  const even = part.reported === whole.reported;
  return {
    figure: result && (even ? result : figure(result.value, 'about')),
    reported: Math.min(part.reported, whole.reported),
    expected: Math.max(part.expected, whole.expected),
  };
};

/** What "nothing happened in the period" means for a cell: 0 for a flow; anything else must be entered and stays missing. */
export const nilReport = (kind: Kind): Figure | null => (kind === 'F' ? figure(0) : null);

/**
 * One unit's figure for a period: its own cell of that period, else what its shorter periods give, never both.
 * Where both are known their difference is a signal to be explained.
 */
export const ownOrShorter = (
  own: Figure | null,
  shorter: Figure | null,
): { figure: Figure | null; from: 'own' | 'shorter' | null; difference: number | null } => ({
  figure: own ?? shorter,
  from: own ? 'own' : shorter ? 'shorter' : null,
  difference: differenceOf(own, shorter),
});

/** How far a figure quoted for a whole area lies above (or, negative, below) another; null when one of them is missing. */
export const differenceOf = (quoted: Figure | null, total: Figure | null): number | null =>
  quoted && total ? addUp([quoted.value, -total.value]) : null;

/** Whether a part exceeds a whole it belongs to. Remedied > found in a period is legitimate: there the part does not belong. */
export const isPartAboveWhole = (part: Figure | null, whole: Figure | null, partOf: boolean): boolean =>
  partOf && part !== null && whole !== null && part.value > whole.value;

/** A yes/no that follows from another figure: missing stays missing, it is not a "no". */
export const yesAbove = (source: Figure | null, limit: number): Figure | null =>
  source && figure(source.value > limit ? 1 : 0);
