/** The rows of the entry grid, from the form, the figures typed and those of earlier periods. Pure. */
import type { Figure, Measure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { GridRow, GridSection } from '../ui/grid-rows.ts';
import { type Figures, type FormRow, figureOf, partFaults } from './form-cells.ts';
import { sectionNumber } from './report-look.ts';
import type { ReportAnswer } from './use-draft.ts';

type Writers = {
  figure: (figure: Figure | null, style?: { unit?: string; decimals?: number }) => string;
  change: (now: Figure | null, before: Figure | null, measure?: Measure) => string;
};
type Say = { t: (words: Words) => string; format: Writers };
type Told = {
  figures: Figures;
  notes: Readonly<Record<string, string | null>>;
  /** Faults that the server named. */
  faults: Readonly<Record<string, Words>>;
  /** The row in which somebody types: nobody is told off in the middle of a number. */
  typing: string | null;
};

const past = (value: number | null | undefined): Figure | null =>
  value === null || value === undefined ? null : { value, precision: 'exact' };

const isRate = (row: FormRow): boolean => row.unit.vi === '%';

/** Rates with their sign, averages with one decimal, sums as they are. */
export const styleOf = (row: FormRow): { unit?: string; decimals?: number } => {
  if (isRate(row)) return { unit: '%' };
  return row.kind === 'A' ? { decimals: 1 } : {};
};

const sectionId = (index: number): string => `s${index + 1}`;

/** The sections of the grid with every text that stands in it. */
export const sectionsOf = ({ form, cells }: ReportAnswer, told: Told, { t, format }: Say): GridSection[] => {
  const cellOf = new Map(cells.map((cell) => [cell.indicator, cell]));
  const faults = partFaults(told.figures);
  let number = 0;
  const lineOf = (row: FormRow): GridRow => {
    number += 1;
    const id = row.indicator;
    const cell = cellOf.get(id);
    const style = styleOf(row);
    const now = figureOf(id, told.figures);
    const fault = told.faults[id] ?? (told.typing === id ? undefined : faults[id]);
    return {
      id,
      number: String(number),
      name: t(row.words),
      unit: t(row.unit),
      indent: row.indent,
      kind: row.computed ? 'sum' : 'entry',
      shown: row.computed ? format.figure(now, style) : '',
      previous: format.figure(past(cell?.previous), style),
      lastYear: format.figure(past(cell?.lastYear), style),
      change: format.change(now, past(cell?.lastYear), isRate(row) ? 'rate' : 'amount'),
      error: fault ? t(fault) : null,
      note: told.notes[id] ?? null,
    };
  };
  return form.sections.map((section, index) => ({
    id: sectionId(index),
    title: `${sectionNumber(index)}. ${t(section.title)}`,
    rows: section.rows.map(lineOf),
  }));
};
