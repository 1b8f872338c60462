/** The rows of the entry grid, from the form, the figures typed and those of earlier periods. Pure. */
import type { Figure, Measure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { GridRow, GridSection } from '../ui/grid-rows.ts';
import { type Figures, type FormRow, figureOf, partFaults, rowsOf } from './form-cells.ts';
import { sectionNumber } from './report-look.ts';
import type { ReportAnswer } from './use-draft.ts';

type Writers = {
  figure: (figure: Figure | null, style?: { unit?: string; decimals?: number }) => string;
  change: (now: Figure | null, before: Figure | null, measure?: Measure) => string;
};
type Say = { t: (words: Words) => string; format: Writers };
export type Told = {
  figures: Figures;
  notes: Readonly<Record<string, string | null>>;
  /** Faults that the server named. */
  faults: Readonly<Record<string, Words>>;
  /** The row in which somebody types: nobody is told off in the middle of a number. */
  typing: string | null;
};

const past = (value: number | null | undefined): Figure | null =>
  value === null || value === undefined ? null : { value, precision: 'exact' };

/** What is said of a row of a form as of an indicator of the catalogue; nothing where neither is known. */
type Written = { unit: Words; kind: string } | undefined;

const isRate = (row: Written): boolean => row?.unit.vi === '%';

/** Rates with their sign, averages with one decimal, sums as they are. */
export const styleOf = (row: Written): { unit?: string; decimals?: number } => {
  if (isRate(row)) return { unit: '%' };
  return row?.kind === 'A' ? { decimals: 1 } : {};
};

const sectionId = (index: number): string => `s${index + 1}`;

type Drawn = { seen: readonly unknown[]; line: GridRow };

const isSame = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.every((each, at) => each === other[at]);

/**
 * Writes the sections of the grid with every text that stands in them. A row about which nothing has changed is the same
 * object as before, so that a keystroke draws one line anew and not three hundred.
 */
export const sectionWriter = (
  { form, cells }: Pick<ReportAnswer, 'form' | 'cells'>,
  { t, format }: Say,
): ((told: Told) => GridSection[]) => {
  const cellOf = new Map(cells.map((cell) => [cell.indicator, cell]));
  const written = new Map<string, Drawn>();
  let sections: GridSection[] = [];
  let looked: Figures | null = null;
  let faults: Readonly<Record<string, Words>> = {};
  const numbers = new Map(rowsOf(form).map((row, at) => [row.indicator, String(at + 1)]));

  const lineOf = (row: FormRow, now: Figure | null, fault: Words | undefined, note: string | null): GridRow => {
    const id = row.indicator;
    const cell = cellOf.get(id);
    const style = styleOf(row);
    return {
      id,
      number: numbers.get(id) ?? '',
      name: t(row.words),
      unit: t(row.unit),
      indent: row.indent,
      kind: row.computed ? 'sum' : 'entry',
      shown: row.computed ? format.figure(now, style) : '',
      previous: format.figure(past(cell?.previous), style),
      lastYear: format.figure(past(cell?.lastYear), style),
      change: format.change(now, past(cell?.lastYear), isRate(row) ? 'rate' : 'amount'),
      error: fault ? t(fault) : null,
      note,
      returned: cell?.returned ?? null,
    };
  };

  return (told) => {
    if (told.figures !== looked) {
      looked = told.figures;
      faults = partFaults(told.figures);
    }
    const lineNow = (row: FormRow): GridRow => {
      const id = row.indicator;
      const now = figureOf(id, told.figures);
      const fault = told.faults[id] ?? (told.typing === id ? undefined : faults[id]);
      const note = told.notes[id] ?? null;
      const seen = [now?.value, now?.precision, fault?.vi, note];
      const before = written.get(id);
      if (before && isSame(before.seen, seen)) return before.line;
      const line = lineOf(row, now, fault, note);
      written.set(id, { seen, line });
      return line;
    };
    const now = form.sections.map((section, index) => {
      const rows = section.rows.map(lineNow);
      const before = sections[index];
      if (before && isSame(before.rows, rows)) return before;
      return { id: sectionId(index), title: `${sectionNumber(index)}. ${t(section.title)}`, rows };
    });
    if (!isSame(now, sections)) sections = now;
    return sections;
  };
};
