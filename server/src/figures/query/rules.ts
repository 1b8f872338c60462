/** Decisions about questions: what a text of one means, which units make a row, what may be answered at once. */
import { type Comparison, comparisons } from '@app/contract/figures/query/question.ts';
import type { Words } from '@app/contract/kernel/words.ts';

/** What is asked of a unit's own figure before it counts. */
export type Condition =
  | { indicator: string; is: 'missing' | 'present' }
  | { indicator: string; is: Comparison; than: number };

/** A condition as it is written, `mediation_cases:gt:10`. */
export const conditionOf = (text: string): Condition => {
  const [indicator = '', is = '', than = ''] = text.split(':');
  const comparison = comparisons.find((each) => each === is);
  if (comparison) return { indicator, is: comparison, than: Number(than) };
  return { indicator, is: is === 'missing' ? 'missing' : 'present' };
};

const compares: Record<Comparison, (value: number, than: number) => boolean> = {
  gt: (value, than) => value > than,
  ge: (value, than) => value >= than,
  lt: (value, than) => value < than,
  le: (value, than) => value <= than,
  eq: (value, than) => value === than,
  ne: (value, than) => value !== than,
};

/** Whether a figure is as asked; what is missing is neither more nor less than anything. */
export const meets = (value: number | null, condition: Condition): boolean => {
  if ('than' in condition) return value !== null && compares[condition.is](value, condition.than);
  return condition.is === 'missing' ? value === null : value !== null;
};

/** A term of units as it is written: `12`, `children:12`, `commune:12`. */
export const termOf = (text: string): { from: number; what: string } => {
  const [what = '', id] = text.split(':');
  return id === undefined ? { from: Number(what), what: 'itself' } : { from: Number(id), what };
};

/** A row of a grid and the units that count in it. */
export type Row = { id: string; words: Words; unitIds: readonly number[] };

/** The rows in which units are put together, in the order of their first unit. */
export const rowsOf = (keyed: readonly { id: number; key: string }[], words: (key: string) => Words): Row[] => {
  const rows = new Map<string, number[]>();
  for (const { id, key } of keyed) {
    const ids = rows.get(key) ?? [];
    ids.push(id);
    rows.set(key, ids);
  }
  return [...rows].map(([key, unitIds]) => ({ id: key, words: words(key), unitIds }));
};

/** Of the units of a row those that stand in no other one of it: what they hold is in the other's figure already. */
export const outermost = (unitIds: readonly number[], pairs: readonly { above: number; below: number }[]): number[] => {
  const here = new Set(unitIds);
  const inside = new Set(pairs.flatMap(({ above, below }) => (here.has(above) ? [below] : [])));
  return unitIds.filter((id) => !inside.has(id));
};
