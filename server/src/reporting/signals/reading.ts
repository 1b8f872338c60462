/** Stored reports as the detectors are shown them. */
import { childrenOf, type Period, periodOf, previousOf } from '@app/contract/kernel/period.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { periodId } from '../../figures/index.ts';
import type { Cell, Sheet, Text } from './case.ts';
import type { SentRow } from './queries.ts';

/** How far back a report is compared: two years of months, eight quarters, six years. */
const BACK = { month: 24, quarter: 8, half_year: 6, nine_months: 5, year: 5 } as const;

/** The periods before one that its reports are held against, newest first. */
export const periodsBefore = (period: Period): Period[] => {
  const found: Period[] = [];
  for (let each = previousOf(period); found.length < BACK[period.kind]; each = previousOf(each)) found.push(each);
  return found;
};

/** The months that make up a year; none for other periods. */
export const monthsOf = (period: Period): Period[] => {
  if (period.kind !== 'year' || childrenOf(period).length === 0) return [];
  return Array.from({ length: 12 }, (_, at) => periodOf('month', period.year, at + 1));
};

/** Longer periods whose reports are held against this one's. */
export const longerThan = (period: Period): Period[] =>
  period.kind === 'month' ? [periodOf('year', period.year)] : [];

const PER_YEAR = { month: 12, quarter: 4, half_year: 2, nine_months: 1, year: 1 } as const;

/** The place of a period in the row of its kind. */
export const placeOf = (period: Period): number => period.year * PER_YEAR[period.kind] + period.number;

export const byId = (periods: readonly Period[]): Map<number, Period> =>
  new Map(periods.map((each) => [periodId(each), each]));

const notesOf = (cells: Record<string, CellInput>): Text[] =>
  Object.entries(cells).flatMap(([where, { note }]) => (note ? [{ where, text: note }] : []));

const sectionsOf = (narrative: unknown): Text[] =>
  Object.entries((narrative ?? {}) as Record<string, unknown>).flatMap(([where, text]) =>
    typeof text === 'string' && text !== '' ? [{ where, text }] : [],
  );

/** A revision as a sheet of cells and texts. */
export const toSheet = (row: Pick<SentRow, 'cells' | 'isNil' | 'narrative'>, period: Period): Sheet => {
  // Submissions are stored by the action that has checked them against the contract.
  const cells = row.cells as Record<string, CellInput>;
  const own = new Map<string, Cell>();
  const declared = new Map<string, Cell>();
  for (const [id, { value, precision, kind }] of Object.entries(cells))
    if (value !== null) (kind === 'declared' ? declared : own).set(id, { value, precision: precision ?? 'exact' });
  return {
    period: period.code,
    at: placeOf(period),
    isNil: row.isNil,
    own,
    declared,
    texts: [...notesOf(cells), ...sectionsOf(row.narrative)],
  };
};
