/**
 * What may leave the administration: small counts of people stay hidden, and nothing that is shown may give them away. The portal
 * and open data ask here; screens behind a sign-in do not.
 */
import { countsPeople, type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { solved } from './solve/rules.ts';

/**
 * Counts of people below it are hidden. Five is the stricter of the two values that offices of statistics commonly ask for
 * (threshold rule, UNECE and Eurostat glossary of statistical disclosure control, 2005); an installation may ask for more.
 */
export const DEFAULT_THRESHOLD = 5;

/** A count that would be shown; null is missing and stays so. */
export type Cell = { id: string; value: number | null };
/** What a reader can add up: the parts of a total, whatever it adds over (units, lines, months, a part and its rest). */
export type Sum = { total: string; parts: readonly string[] };

/** Whether a figure may be shown to the public at all, small or not: internal indicators, and what is made of them, never. */
export const isPublic = (indicator: Indicator): boolean =>
  indicator.public &&
  [indicator.part, indicator.whole, ...(indicator.sumOf ?? [])].every((id) => !id || indicatorOf(id)?.public === true);

/** Whether small values of an indicator are hidden: it counts people or households, or is computed from one that does. */
export const hidesSmall = (indicator: Indicator): boolean =>
  countsPeople(indicator) ||
  [indicator.part, indicator.whole].some((id) => {
    const operand = id ? indicatorOf(id) : undefined;
    return operand !== undefined && countsPeople(operand);
  });

const isSmall = (value: number | null | undefined, threshold: number): boolean =>
  typeof value === 'number' && value > 0 && value < threshold;

/**
 * Which of the cells stay hidden: those below the threshold, and as many more as it takes that no hidden one follows from the
 * shown ones, and that what is hidden below a shown total is not itself a small count. Zero and missing stay: they count nobody.
 * A cell that is not shown but could be subtracted, such as the rest of a whole, is handed in like the others.
 */
export const hiddenCells = (
  cells: readonly Cell[],
  sums: readonly Sum[],
  threshold = DEFAULT_THRESHOLD,
): ReadonlySet<string> => {
  const values = new Map(cells.map(({ id, value }) => [id, value]));
  const hidden = new Set(cells.filter(({ value }) => isSmall(value, threshold)).map(({ id }) => id));
  // Only sums whose total the reader sees say anything; what a reader does not see at all counts as known to him.
  const told = sums.filter(({ total }) => typeof values.get(total) === 'number');
  // One at a time: what is hidden for one sum often covers its neighbours too.
  for (let weak = weakSums(told, hidden, values, threshold); weak.length > 0; ) {
    // First where one sum alone gives something away, then where several do together, then wherever anything is hidden.
    const alone = weak.filter((sum) => unknownsOf(sum, hidden) === 1);
    const next = [alone, weak, touched(told, hidden)]
      .map((sums) => firstToHide(sums, hidden, values))
      .find((id) => id !== undefined);
    if (next === undefined) break;
    hidden.add(next);
    weak = weakSums(told, hidden, values, threshold);
  }
  return hidden;
};

/** The sums that give a hidden cell away, or whose hidden parts are together a small count. */
const weakSums = (
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
  values: ReadonlyMap<string, number | null>,
  threshold: number,
): Sum[] => {
  const known = solved(sums, hidden);
  return sums.filter(({ total, parts }) => {
    const own = parts.filter((id) => hidden.has(id));
    if ([total, ...own].some((id) => known.has(id))) return true;
    const together = own.reduce((sum, id) => sum + (values.get(id) ?? 0), 0);
    return !hidden.has(total) && isSmall(together, threshold);
  });
};

const unknownsOf = ({ total, parts }: Sum, hidden: ReadonlySet<string>): number =>
  [total, ...parts].filter((id) => hidden.has(id)).length;

const touched = (sums: readonly Sum[], hidden: ReadonlySet<string>): Sum[] =>
  sums.filter((sum) => unknownsOf(sum, hidden) > 0);

const firstToHide = (
  sums: readonly Sum[],
  hidden: ReadonlySet<string>,
  values: ReadonlyMap<string, number | null>,
): string | undefined => {
  for (const sum of sums) {
    const next = nextToHide(sum, hidden, values);
    if (next !== undefined) return next;
  }
  return undefined;
};

/** Hiding costs least where least is counted: the smallest part that counts anybody, else the total, else a part that is zero. */
const nextToHide = (
  { total, parts }: Sum,
  hidden: ReadonlySet<string>,
  values: ReadonlyMap<string, number | null>,
): string | undefined => {
  const shown = parts.flatMap((id) => {
    const value = values.get(id);
    return typeof value === 'number' && !hidden.has(id) ? [{ id, value }] : [];
  });
  const inOrder = shown.toSorted((one, other) => one.value - other.value || (one.id < other.id ? -1 : 1));
  return (inOrder.find(({ value }) => value > 0) ?? (hidden.has(total) ? inOrder[0] : { id: total }))?.id;
};
