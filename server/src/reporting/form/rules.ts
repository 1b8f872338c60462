import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { worstOf } from '@app/contract/kernel/figure.ts';
import type { Calendar, Period } from '@app/contract/kernel/period.ts';
import { type FieldFault, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { say } from '@app/contract/kernel/words.ts';
import { cellMissing, formListsPeople, notInForm } from '@app/contract/reporting/problems.ts';
import type { CellInput, FormVersionAnswer } from '@app/contract/reporting/routes.ts';
import { faultsOfCells, faultsOfEachCell, isComputed } from '../../figures/rules.ts';
import { asksForPersons } from './persons/rules.ts';
import type { FormContent, FormRow } from './shipped.ts';

export type Cells = Readonly<Record<string, CellInput>>;

/** One version of a form as it is filled by bodies of one level. */
export type Form = {
  code: string;
  version: number;
  line: Line;
  calendar: Calendar;
  periodKind: FormVersionAnswer['periodKind'];
  content: FormContent;
};

/** Whose periods a form is asked for: those of one calendar, of one kind. */
export type FormPeriods = Pick<Form, 'calendar' | 'periodKind'>;

/** Whether a form is made for a period. */
export const isForPeriod = (form: FormPeriods, period: Pick<Period, 'kind' | 'calendar'>): boolean =>
  period.calendar === form.calendar && period.kind === form.periodKind;

/** Why a form cannot be put into use: a form that would list people is none of this product. */
export const whyNotPutForm = ({ content }: { content: FormContent }): Refusal | null => {
  const rows = content.sections.flatMap((section) => section.rows.flatMap((row) => indicatorOf(row.indicator) ?? []));
  const said = [content.title, ...content.sections.map((section) => section.title), ...rows.map((row) => row.words)];
  const words = said.flatMap(({ vi, en }) => [vi, en]).find(asksForPersons);
  return words === undefined ? null : refuse(formListsPeople, { words });
};

/** The rows that bodies of a level fill or see. */
export const rowsFor = (form: Form, level: string): FormRow[] =>
  form.content.sections.flatMap((section) => section.rows.filter((row) => row.levels.some((each) => each === level)));

/** Every indicator a form names, at whatever level. */
export const indicatorsOf = (form: Pick<Form, 'content'>): string[] =>
  form.content.sections.flatMap((section) => section.rows.map((row) => row.indicator));

/** The indicators whose cells rows fill: their own, and the yes/no ones that follow from them. */
export const filledBy = (rows: Iterable<string>): Set<string> => {
  const own = new Set(rows);
  for (const { id, derived } of catalogue) if (derived && own.has(derived.from)) own.add(id);
  return own;
};

const isTypedRow = (row: FormRow): boolean => {
  const indicator = indicatorOf(row.indicator);
  return indicator !== undefined && !isComputed(indicator) && indicator.sumOf === undefined;
};

/** The rows that are typed by bodies of a level. */
export const typedRows = (form: Form, level: string): FormRow[] => rowsFor(form, level).filter(isTypedRow);

/** The slots a unit of a level is expected to report: typed rows, sums of them and the yes/no that follow from them. */
export const expectedSlots = (form: Form, level: string, tags: ReadonlySet<string>): number[] =>
  rowsFor(form, level).flatMap((row) => {
    const indicator = indicatorOf(row.indicator);
    if (!indicator || indicator.kind === 'R' || indicator.kind === 'A' || indicator.kind === 'D') return [];
    if (
      indicator.derived &&
      (indicator.derived.level !== level || (indicator.derived.areaTag && !tags.has(indicator.derived.areaTag)))
    )
      return [];
    return [indicator.slot];
  });

/** How a form is shown to bodies of a level. */
export const sayForm = (form: Form, level: string): FormVersionAnswer => ({
  form: form.code,
  version: form.version,
  code: form.code,
  title: form.content.title,
  periodKind: form.periodKind,
  line: form.line,
  sections: form.content.sections
    .map((section) => ({
      title: section.title,
      rows: section.rows
        .filter((row) => level === 'any' || row.levels.some((each) => each === level))
        .flatMap((row) => {
          const indicator = indicatorOf(row.indicator);
          if (!indicator || indicator.kind === 'D') return [];
          const computed = !isTypedRow(row);
          return [
            {
              indicator: row.indicator,
              words: indicator.words,
              unit: indicator.unit,
              kind: indicator.kind,
              computed,
              required: row.required && !computed,
              indent: computed,
            },
          ];
        }),
    }))
    .filter((section) => section.rows.length > 0),
});

/**
 * The cells of a report as they will stand: in a nil report ("không phát sinh") flows that were left empty are 0 while
 * stocks stay missing; sums of other cells are filled when all their parts are there.
 */
export const completeCells = (form: Form, level: string, cells: Cells, isNil: boolean): Cells => {
  const typed = withoutSums(cells);
  const nothing: CellInput = { value: 0, precision: 'exact', kind: 'own', note: null };
  const nil = isNil
    ? Object.fromEntries(
        typedRows(form, level)
          .filter((row) => indicatorOf(row.indicator)?.kind === 'F' && (cells[row.indicator]?.value ?? null) === null)
          .map((row) => [row.indicator, nothing]),
      )
    : {};
  const filled: Cells = { ...typed, ...nil };
  const sums = rowsFor(form, level).flatMap((row) => {
    const sum = sumOfCells((indicatorOf(row.indicator)?.sumOf ?? []).map((id) => filled[id]));
    return sum ? [[row.indicator, sum] as const] : [];
  });
  return { ...filled, ...Object.fromEntries(sums) };
};

/** A sum stands only when all its parts do, and all in the same way; it is as precise as the worst of them. */
const sumOfCells = (parts: readonly (CellInput | undefined)[]): CellInput | null => {
  const known = parts.filter((part) => part !== undefined && part.value !== null) as CellInput[];
  const [first] = known;
  if (!first || known.length < parts.length || known.some((part) => part.kind !== first.kind)) return null;
  return {
    value: addUp(known.map((part) => part.value ?? 0)),
    precision: worstOf(known.map((part) => part.precision)),
    kind: first.kind,
    note: null,
  };
};

/** Faults of cells against the form and the catalogue; with `complete` also the gaps that keep a report from being sent. */
export const faultsOfReport = (form: Form, level: string, cells: Cells, how: { complete: boolean }): FieldFault[] => {
  const allowed = new Map(rowsFor(form, level).map((row) => [row.indicator as string, row]));
  const foreign = Object.keys(cells)
    .filter((id) => indicatorOf(id) !== undefined && !allowed.has(id))
    .map((id): FieldFault => {
      const says = (language: 'vi' | 'en') =>
        say(notInForm.says, language, { indicator: indicatorOf(id)?.words[language] ?? id });
      return { path: `cells.${id}`, code: notInForm.code, says: { vi: says('vi'), en: says('en') } };
    });
  const missing = how.complete
    ? typedRows(form, level)
        .filter((row) => row.required && (cells[row.indicator]?.value ?? null) === null)
        .map(
          (row): FieldFault => ({
            path: `cells.${row.indicator}.value`,
            code: cellMissing.code,
            says: cellMissing.says,
          }),
        )
    : [];
  const faultsOf = how.complete ? faultsOfCells : faultsOfEachCell;
  return [...foreign, ...faultsOf(withoutSums(cells), form.line), ...missing];
};

/** Sums are filled by the form itself, so they are not held against the rules for typed cells. */
const withoutSums = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([id]) => !indicatorOf(id)?.sumOf));
