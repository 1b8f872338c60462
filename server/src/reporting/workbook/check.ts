/** Holds what a file says against what stands and against the rules of the form, cell by cell. Nothing is written here. */
import { setImmediate as breathe } from 'node:timers/promises';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import { whyNotText } from '@app/contract/kernel/free-text.ts';
import type { ProblemDescription, Refusal } from '@app/contract/kernel/problem.ts';
import { say, type Words, type WordsData } from '@app/contract/kernel/words.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import {
  indicatorTwice,
  mergedCells,
  noteTooLong,
  precisionUnknown,
  unitInFileTwice,
  unitUnknown,
} from '@app/contract/reporting/workbook/problems.ts';
import type { AcceptedCell, RefusedCell, unitOutcomes } from '@app/contract/reporting/workbook/routes.ts';
import { completeCells, type Form, faultsOfReport } from '../form/rules.ts';
import { readFigure, readPrecision, shown, textOfCell } from './figure.ts';
import type { Found, Place, Wanted } from './places.ts';
import { type Book, cellAt, columnName, type Grid, type ReadCell } from './read/book.ts';

type Cells = Record<string, CellInput>;

export type UnitSide = {
  id: number;
  code: string;
  fullName: string;
  level: string;
  /** What stands now. */
  before: Cells;
  /** Why nothing of this unit may be written. */
  whyNot: Refusal | null;
};

export type Rules = {
  form: Form;
  /** Reports are sent, so gaps are faults; else they are drafts. */
  complete: boolean;
  /** An empty cell takes away what stands. */
  blanksClear: boolean;
  /** The sheet of the words, where the file has one. */
  words: number | null;
  /** What the answer is for: to be shown, the cells that may be written beginning with the one at this place; or to be written. */
  use: { shownFrom: number } | 'write';
};

export type UnitOutcome = {
  outcome: (typeof unitOutcomes)[number];
  accepted: number;
  refused: number;
  whyNot: Refusal | null;
  /** The cells as they would stand; none where nobody writes them. */
  after: Cells;
};

export type Checked = {
  accepted: AcceptedCell[];
  refused: RefusedCell[];
  units: UnitOutcome[];
  summary: { accepted: number; unchanged: number; refused: number; reports: number };
  formulas: number;
  hiddenRows: number;
};

/** Refused cells that are told one by one; all are counted. */
export const MOST_TOLD = 20_000;
/** Cells that may be written, told in one answer; the next ones are asked for with the same file. */
export const MOST_SHOWN = 2_000;
const LONGEST_NOTE = 500;
/** Units after which other requests have their turn. */
const TURN = 100;

export const wordsOf = ({ says }: Pick<ProblemDescription, 'says'>, data: WordsData): Words => ({
  vi: say(says, 'vi', data),
  en: say(says, 'en', data),
});

/**
 * How a cell is named to a person: `B7`, the sheet before it where several may hold figures, which the one of the words does not; line
 * and column in CSV.
 */
/** How the cells of a sheet are named: with its name before them where there are several. */
export const addresser = (
  book: Book,
  grid: number,
  words: number | null,
): ((row: number, column: number) => string) => {
  if (book.format === 'csv') return (row, column) => `${row}:${column}`;
  const seen = book.grids.filter(({ hidden }, at) => !hidden && at !== words).length;
  const before = seen > 1 ? `${book.grids[grid]?.name ?? ''}!` : '';
  return (row, column) => `${before}${columnName(column)}${row}`;
};

/** How a cell lies in a merged range that another place of figures shares. */
type MergedAt = (place: Pick<Place, 'row' | 'column'>) => string | undefined;

export const mergesAcross = (
  grid: Grid,
  units: number,
  placesOf: (unit: number) => readonly Pick<Place, 'row' | 'column'>[],
  at: (row: number, column: number) => string,
): MergedAt => {
  // Most files have none.
  if (grid.merges.length === 0) return () => undefined;
  const columnsOfRow = new Map<number, number[]>();
  for (let unit = 0; unit < units; unit += 1)
    for (const { row, column } of placesOf(unit)) {
      const columns = columnsOfRow.get(row);
      if (columns) columns.push(column);
      else columnsOfRow.set(row, [column]);
    }
  const shared = new Map<string, string>();
  const rows = [...columnsOfRow.keys()].sort((a, b) => a - b);
  for (let n = 0; n + 3 < grid.merges.length; n += 4) {
    const [top = 0, left = 0, bottom = 0, right = 0] = grid.merges.subarray(n, n + 4);
    const inside = rows
      .filter((row) => row >= top && row <= bottom)
      .flatMap((row) =>
        (columnsOfRow.get(row) ?? []).filter((column) => column >= left && column <= right).map((c) => at(row, c)),
      );
    if (inside.length < 2) continue;
    const range = `${at(top, left)}:${columnName(right)}${bottom}`;
    for (const address of inside) shared.set(address, range);
  }
  return ({ row, column }) => shared.get(at(row, column));
};

type Reading = { place: Place; value: number | null; precision: Precision; note: string | null | undefined };
type Fault = { place: Place; text: string; code: string; says: Words };

const faultOf = (
  place: Place,
  problem: { code: string; says: Words },
  text: string,
  data: WordsData = { text },
): Fault => ({
  place,
  text,
  code: problem.code,
  says: wordsOf(problem, data),
});

/** What one place says: a figure with its note, or why it says none. */
const readPlace = (
  place: Place,
  cell: ReadCell | null,
  grid: Grid,
  indicator: { kind: string; decimals: number },
): Reading | Fault => {
  const read = cell ? readFigure(cell, indicator) : { value: null, precision: 'exact' as const };
  if ('problem' in read) return faultOf(place, read.problem, cell ? textOfCell(cell) : '', read.data);
  let { precision } = read;
  if (place.precision !== null && place.precision >= 0) {
    const { text } = cellAt(grid, place.precision);
    const stated = readPrecision(text);
    if (stated === null) return faultOf(place, precisionUnknown, shown(text));
    if (stated !== 'exact') precision = stated;
  }
  if (place.note === null) return { place, value: read.value, precision, note: undefined };
  const note = place.note < 0 ? '' : noteOf(grid, place.note);
  const problem = note.length > LONGEST_NOTE ? noteTooLong : whyNotText(note);
  if (problem) return faultOf(place, problem, shown(note));
  return { place, value: read.value, precision, note: note === '' ? null : note };
};

const noteOf = (grid: Grid, at: number): string => {
  const cell = cellAt(grid, at);
  return (cell.kind === 'text' ? cell.text : textOfCell(cell)).replace(/\r\n?/g, '\n').normalize('NFC').trim();
};

const isFault = (read: Reading | Fault): read is Fault => 'code' in read;

/** Places that say the same thing twice. */
const twice = (
  places: readonly Place[],
  isTable: boolean,
  at: (row: number, column: number) => string,
): Map<Place, Fault> => {
  const first = new Map<number, Place>();
  const faults = new Map<Place, Fault>();
  for (const place of places) {
    const other = first.get(place.indicator);
    if (!other) first.set(place.indicator, place);
    else {
      const problem = isTable && other.row !== place.row ? unitInFileTwice : indicatorTwice;
      faults.set(place, faultOf(place, problem, `${at(other.row, other.column)}, ${at(place.row, place.column)}`));
    }
  }
  return faults;
};

const isSame = (cell: CellInput | undefined, { value, precision, note }: Reading): boolean =>
  (cell?.value ?? null) === value &&
  (value === null || (cell?.precision ?? 'exact') === precision) &&
  (note === undefined || (value === null && note === null) || (cell?.note ?? null) === note);

const idOfPath = (path: string): string => path.split('.')[1] ?? '';

export const checkPlaces = async (
  { book, found, wanted }: { book: Book; found: Found; wanted: Wanted },
  units: readonly UnitSide[],
  rules: Rules,
): Promise<Checked> => {
  const grid = book.grids[found.grid];
  if (!grid) throw new Error('the places of a sheet that is not there');
  const at = addresser(book, found.grid, rules.words);
  const mergedAt = mergesAcross(grid, units.length, found.placesOf, at);
  const facts = wanted.indicators.map(({ id }) => indicatorOf(id) ?? { kind: 'F', decimals: 0 });
  const accepted: AcceptedCell[] = [];
  const refused: RefusedCell[] = [];
  const summary = { accepted: 0, unchanged: 0, refused: 0, reports: 0 };
  const seen = { formulas: 0, hidden: new Set<number>() };
  const tell = (cell: RefusedCell): void => {
    summary.refused += 1;
    if (refused.length < MOST_TOLD) refused.push(cell);
  };
  for (const { row, column, text } of found.strangers)
    tell({
      at: at(row, column),
      unit: null,
      indicator: null,
      text: shown(text),
      code: unitUnknown.code,
      says: wordsOf(unitUnknown, { text: shown(text) }),
    });

  const shownFrom = rules.use === 'write' ? Number.POSITIVE_INFINITY : rules.use.shownFrom;
  const outcomes: UnitOutcome[] = [];
  for (const [unit, side] of units.entries()) {
    if (unit % TURN === TURN - 1) await breathe();
    const places = found.placesOf(unit);
    const doubles = twice(places, wanted.isTable, at);
    const faults: Fault[] = [];
    const changes: Reading[] = [];
    let same = 0;
    let holdsSome = false;
    for (const place of places) {
      const cell = place.cell < 0 ? null : cellAt(grid, place.cell);
      if (cell?.isFormula) seen.formulas += 1;
      if (cell?.isHidden) seen.hidden.add(place.row);
      const range = mergedAt(place);
      const indicator = facts[place.indicator] ?? { kind: 'F', decimals: 0 };
      const fault = doubles.get(place) ?? (range === undefined ? null : faultOf(place, mergedCells, range));
      const read = fault ?? readPlace(place, cell, grid, indicator);
      if (isFault(read)) {
        holdsSome = true;
        faults.push(read);
        continue;
      }
      if (read.value !== null) holdsSome = true;
      const before = side.before[wanted.indicators[place.indicator]?.id ?? ''];
      // A blank of a stranger's file, or of one that is no longer up to date, says nothing.
      if (isSame(before, read) || (read.value === null && !rules.blanksClear)) same += 1;
      else changes.push(read);
    }
    const after: Cells = { ...side.before };
    for (const { place, value, precision, note } of changes) {
      const id = wanted.indicators[place.indicator]?.id ?? '';
      after[id] = {
        value,
        precision,
        kind: after[id]?.kind ?? 'own',
        note: note === undefined ? (after[id]?.note ?? null) : note,
      };
    }
    const isBlank = wanted.isTable && !holdsSome;
    const isUnchanged = changes.length === 0 && faults.length === 0;
    if (!isBlank && !isUnchanged)
      faults.push(...faultsByRules({ side, after, places, changes, faults }, rules, wanted, grid));
    if (!isBlank && changes.length > 0 && side.whyNot) {
      const whyNot = side.whyNot;
      for (const { place } of changes)
        faults.push(faultOf(place, whyNot, textOfPlace(place, grid), whyNot.data as WordsData));
    }
    const bad = new Set(faults.map(({ place }) => place));
    const good = isBlank ? [] : changes.filter(({ place }) => !bad.has(place));
    for (const { place, text, code, says } of faults)
      tell({ at: at(place.row, place.column), unit, indicator: place.indicator, text, code, says });
    for (const [n, { place, value, precision }] of good.entries()) {
      if (summary.accepted + n < shownFrom) continue;
      if (accepted.length >= MOST_SHOWN) break;
      const id = wanted.indicators[place.indicator]?.id ?? '';
      accepted.push([
        at(place.row, place.column),
        unit,
        place.indicator,
        side.before[id]?.value ?? null,
        value,
        precision,
      ]);
    }
    summary.accepted += good.length;
    summary.unchanged += isBlank ? 0 : same;
    const outcome = faults.length > 0 ? 'refused' : isBlank ? 'blank' : isUnchanged ? 'unchanged' : 'written';
    if (outcome === 'written') summary.reports += 1;
    outcomes.push({
      outcome,
      accepted: good.length,
      refused: faults.length,
      whyNot: changes.length > 0 ? side.whyNot : null,
      after: rules.use === 'write' ? after : {},
    });
  }
  return { accepted, refused, units: outcomes, summary, formulas: seen.formulas, hiddenRows: seen.hidden.size };
};

const textOfPlace = (place: Place, grid: Grid): string => (place.cell < 0 ? '' : textOfCell(cellAt(grid, place.cell)));

type Tried = {
  side: UnitSide;
  after: Cells;
  places: readonly Place[];
  changes: readonly Reading[];
  faults: readonly Fault[];
};

/** The faults that the form finds in the cells as they would stand, each at the cell of the file that it is about. */
const faultsByRules = (
  { side, after, places, changes, faults }: Tried,
  { form, complete }: Rules,
  wanted: Wanted,
  grid: Grid,
): Fault[] => {
  const cells = complete ? completeCells(form, side.level, after, false) : after;
  // Where something stands twice the first place counts.
  const byId = new Map([...places].reverse().map((place) => [wanted.indicators[place.indicator]?.id ?? '', place]));
  const known = new Set(faults.map(({ place }) => place));
  const [first] = changes;
  return faultsOfReport(form, side.level, cells, { complete }).flatMap(({ path, code, says }) => {
    const place = byId.get(idOfPath(path)) ?? first?.place;
    // A cell that could not be read is missing for that reason, which is told already.
    return place === undefined || known.has(place) ? [] : [{ place, text: textOfPlace(place, grid), code, says }];
  });
};
