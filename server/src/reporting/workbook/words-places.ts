/** Finds in a book where each section of words stands: by the hidden marks of our own sheet only, and held against its labels. */
import { nfc } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { NarrativeSection } from '../form/shipped.ts';
import { indexOf, marksOf, type Stray, textsOf, unitFinder, type Wanted } from './places.ts';
import { type Book, cellAt, type Grid } from './read/book.ts';
import { limitWords, wordsHeads, wordsMarks } from './words-sheet.ts';
import { MARK } from './write/paper.ts';

/** Where one section stands, and the cell there (-1: it is blank). `label`: what its label says instead of what it should. */
export type WordsPlace = {
  row: number;
  column: number;
  unit: number;
  section: number;
  cell: number;
  label: { text: string; label: Words } | null;
};
export type FoundWords = {
  grid: number;
  places: WordsPlace[];
  /** Words that belong to no section of the form. */
  strayWords: Stray[];
  /** Words in the row of no unit of the table. */
  strangers: Stray[];
};

type Sheet = {
  grid: Grid;
  row: number;
  columns: ReadonlyMap<string, number>;
  at: (row: number, column: number) => number;
};

const textAt = ({ grid, at }: Sheet, row: number, column: number | undefined): string => {
  const cell = column === undefined ? -1 : at(row, column);
  if (cell < 0) return '';
  const { kind, number, text } = cellAt(grid, cell);
  return kind === 'number' ? String(number) : nfc(text).trim();
};

const isOneOf = (text: string, words: readonly Words[]): boolean =>
  words.some(({ vi, en }) => text === nfc(vi) || text === nfc(en));

/** Rows below the marks that hold anything in one of some columns. */
const rowsWith = ({ grid, row: head }: Sheet, columns: ReadonlySet<number>): number[] => [
  ...new Set(Array.from(grid.rows).filter((row, n) => row > head && columns.has(grid.columns[n] ?? 0))),
];

const whereLabelled = (text: string, label: Words): WordsPlace['label'] =>
  isOneOf(text, [label]) ? null : { text, label };

/** A row for each section. */
const byRows = (sheet: Sheet, sections: readonly NarrativeSection[]): Omit<FoundWords, 'grid'> | null => {
  const [keys, column] = [sheet.columns.get(wordsMarks.section), sheet.columns.get(wordsMarks.words)];
  if (keys === undefined || column === undefined) return null;
  const places: WordsPlace[] = [];
  const strayWords: Stray[] = [];
  for (const row of rowsWith(sheet, new Set([keys, column]))) {
    const key = textAt(sheet, row, keys);
    const section = sections.findIndex((each) => each.key === key);
    const title = textAt(sheet, row, sheet.columns.get(wordsMarks.title));
    const known = sections[section];
    const cell = sheet.at(row, column);
    if (known) places.push({ row, column, unit: 0, section, cell, label: whereLabelled(title, known.title) });
    else if (cell >= 0 && !isOneOf(textAt(sheet, row, column), [wordsHeads.words]))
      strayWords.push({ row, column, text: key || title });
  }
  return { places, strayWords, strangers: [] };
};

/** A row for each unit, a column for each section. */
const byColumns = (
  sheet: Sheet,
  sections: readonly NarrativeSection[],
  units: Wanted['units'],
): Omit<FoundWords, 'grid'> | null => {
  const codes = sheet.columns.get(wordsMarks.unit);
  const marked = [...sheet.columns].filter(([mark]) => mark.startsWith(wordsMarks.ofSection));
  if (codes === undefined || marked.length === 0) return null;
  const find = unitFinder({ units });
  const found: Omit<FoundWords, 'grid'> = { places: [], strayWords: [], strangers: [] };
  const placed = new Set<number>();
  const columns = marked.map(([mark, column]) => {
    const key = mark.slice(wordsMarks.ofSection.length);
    const section = sections.findIndex((each) => each.key === key);
    const known = sections[section];
    // The heads stand right under the marks: the title, under it the limit.
    const head = textAt(sheet, sheet.row + 1, column);
    return { column, key, section, known, label: known ? whereLabelled(head, known.title) : null };
  });
  const isHead = (row: number): boolean =>
    columns.every(({ column, known }) => {
      const text = textAt(sheet, row, column);
      return text === '' || row === sheet.row + 1 || (known !== undefined && isOneOf(text, [limitWords(known)]));
    });
  for (const row of rowsWith(sheet, new Set([codes, ...columns.map(({ column }) => column)]))) {
    const code = textAt(sheet, row, codes);
    const unit = code === '' ? undefined : find(code, Number.NaN);
    const filled = columns.filter(({ column }) => sheet.at(row, column) >= 0);
    if (unit === undefined) {
      if (filled.length > 0 && !isHead(row)) found.strangers.push({ row, column: codes, text: code });
      continue;
    }
    const fullName = units[unit]?.fullName ?? '';
    const name = textAt(sheet, row, sheet.columns.get(wordsMarks.place));
    const place = whereLabelled(name, { vi: fullName, en: fullName });
    // Of a unit's further rows only what is written there counts, so that no file makes more places than it has cells.
    const isFurther = placed.has(unit);
    placed.add(unit);
    for (const { column, section, known, label, key } of columns) {
      const cell = sheet.at(row, column);
      if (isFurther && cell < 0) continue;
      if (known) found.places.push({ row, column, unit, section, cell, label: label ?? place });
      else if (cell >= 0) found.strayWords.push({ row, column, text: key });
    }
  }
  return found;
};

/** The first sheet that carries the marks of words; null where none does: a CSV, or a form of before there were words in it. */
export const findWords = (
  book: Book,
  { sections, units, isTable }: { sections: readonly NarrativeSection[] } & Pick<Wanted, 'units' | 'isTable'>,
): FoundWords | null => {
  if (book.format === 'csv') return null;
  // Each text of a sheet is there once: whether it can be ours is told without going through its cells.
  const sign = MARK + (isTable ? wordsMarks.ofSection : wordsMarks.words);
  for (const [at, grid] of book.grids.entries()) {
    if (!grid.texts.some((text) => text.trimStart().startsWith(sign))) continue;
    const marks = marksOf(textsOf(grid));
    if (!marks) continue;
    const sheet = { grid, ...marks, at: indexOf(grid) };
    const found = isTable ? byColumns(sheet, sections, units) : byRows(sheet, sections);
    if (found) return { grid: at, ...found };
  }
  return null;
};
