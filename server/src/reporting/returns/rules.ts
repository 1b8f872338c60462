/** Returning single cells of a report while the rest stays accepted, and what a submission says differently from the one before. */
import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type FieldFault, type ProblemDescription, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { say } from '@app/contract/kernel/words.ts';
import {
  cellComputed,
  cellsNotReturnable,
  notInForm,
  returnNeedsReason,
  returnsEveryCell,
} from '@app/contract/reporting/problems.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { type Cells, type Form, rowsFor, typedRows } from '../form/rules.ts';

/** Why each cell came back; null for a sum, which goes with its parts. */
export type ReturnedCells = Readonly<Record<string, string | null>>;

/** The cells that come back: the chosen ones, and every sum of the form that rests on one of them. */
export const returnedWithSums = (
  form: Form,
  level: string,
  chosen: Readonly<Record<string, string>>,
): ReturnedCells => {
  const rests = (id: string): boolean =>
    id in chosen || (indicatorOf(id)?.sumOf ?? []).some((part) => rests(part as string));
  const sums = rowsFor(form, level).filter(({ indicator }) => !(indicator in chosen) && rests(indicator));
  return { ...chosen, ...Object.fromEntries(sums.map(({ indicator }) => [indicator, null])) };
};

/** The slots of the ledger in which nothing of the returned cells stands: theirs, and those of the yes/no that follow from them. */
export const slotsOfReturned = (returned: ReturnedCells): number[] =>
  catalogue.flatMap(({ id, slot, derived }) => (id in returned || (derived && derived.from in returned) ? [slot] : []));

/** The typed cells that came back by themselves, in the order of the form's version. */
export const typedReturns = (returned: ReturnedCells | null): { indicator: string; reason: string }[] =>
  Object.entries(returned ?? {}).flatMap(([indicator, reason]) => (reason === null ? [] : [{ indicator, reason }]));

const fault = (indicator: string, description: ProblemDescription): FieldFault => {
  const says = (language: 'vi' | 'en') =>
    say(description.says, language, { indicator: indicatorOf(indicator)?.words[language] ?? indicator });
  return { path: `cells.${indicator}`, code: description.code, says: { vi: says('vi'), en: says('en') } };
};

/**
 * Why a report cannot be returned in this way: a whole report without a reason, a cell that the form does not have or that is
 * computed, or every cell one by one, which would leave nothing to accept.
 */
export const whyNotReturn = (
  { form, level, cells }: { form: Form; level: string; cells: Cells },
  body: { reason: string | null; cells: Readonly<Record<string, string>> | null },
): Refusal | null => {
  const { reason, cells: chosen } = body;
  if (chosen === null) return reason === null ? refuse(returnNeedsReason, {}) : null;
  const asked = new Set(rowsFor(form, level).map(({ indicator }) => indicator as string));
  const typed = new Set(typedRows(form, level).map(({ indicator }) => indicator as string));
  const faults = Object.keys(chosen).flatMap((id) =>
    typed.has(id) ? [] : [fault(id, asked.has(id) ? cellComputed : notInForm)],
  );
  if (faults.length > 0) return refuse(cellsNotReturnable, { count: faults.length }, faults);
  const left = [...typed].some((id) => !(id in chosen) && (cells[id]?.value ?? null) !== null);
  return left ? null : refuse(returnsEveryCell, {});
};

export type SaidCell = Pick<CellInput, 'value' | 'precision' | 'kind' | 'note'>;
export type Change = { indicator: string; before: SaidCell; after: SaidCell; outside: boolean };

const nothing: SaidCell = { value: null, precision: 'exact', kind: 'own', note: null };
const saidOf = (cell: CellInput | undefined): SaidCell =>
  cell ? { value: cell.value, precision: cell.precision, kind: cell.kind, note: cell.note || null } : nothing;
/** A cell without a figure says nothing by its precision and kind. */
const isSame = (one: SaidCell, other: SaidCell): boolean =>
  one.value === other.value &&
  one.note === other.note &&
  (one.value === null || (one.precision === other.precision && one.kind === other.kind));

/**
 * What a submission says differently from the one before: value, precision, kind and remark of each cell. Where only single cells
 * had come back, changes of other cells are marked, and returned cells that were sent again as they were are named. A sum follows
 * its parts and is never marked.
 */
export const changesBetween = (
  before: Cells | null,
  after: Cells,
  returned: ReturnedCells | null,
): { changed: Change[]; unchanged: string[] } => {
  if (before === null) return { changed: [], unchanged: [] };
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = ids.flatMap((indicator): Change[] => {
    const [was, is] = [saidOf(before[indicator]), saidOf(after[indicator])];
    if (isSame(was, is)) return [];
    const isSum = indicatorOf(indicator)?.sumOf !== undefined;
    return [{ indicator, before: was, after: is, outside: returned !== null && !isSum && !(indicator in returned) }];
  });
  const said = new Set(changed.map(({ indicator }) => indicator));
  return {
    changed,
    unchanged: typedReturns(returned)
      .map(({ indicator }) => indicator)
      .filter((indicator) => !said.has(indicator)),
  };
};
