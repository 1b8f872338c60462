/** Finds in a book where each figure of a form stands: by the marks of our own forms, else by headings and names. Nothing is placed by habit. */
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { columnUnclear, figuresNotFound, unitsNotFound } from '@app/contract/reporting/workbook/problems.ts';
import { folded, noteHeads, precisionHeads, valueHeads } from './labels.ts';
import { type Book, cellAt, columnName, type Grid } from './read/book.ts';
import { MARK } from './write/paper.ts';

/** What is looked for. */
export type Wanted = {
  indicators: readonly { id: string; words: Words }[];
  /** Rows of the form that are computed: known, and passed by. */
  computed: readonly { id: string; words: Words }[];
  units: readonly { code: string; fullName: string }[];
  /** Whether the file is a table of units; else it is the form of one. */
  isTable: boolean;
  /** What the period is called, as a heading might. */
  periodNames: readonly string[];
};

/** Where one figure stands: its address, and the places of its cells in the grid (-1: the cell is blank). */
export type Place = {
  row: number;
  column: number;
  unit: number;
  indicator: number;
  cell: number;
  precision: number | null;
  note: number | null;
};
export type Stray = { row: number; column: number; text: string };
export type Found = {
  grid: number;
  /** The places of one unit. Made when they are asked for: those of a whole country at once would be two hundred thousand. */
  placesOf: (unit: number) => Place[];
  /** Cells where a unit should stand, with something that is none. */
  strangers: Stray[];
  /** Rows with a figure that belong to nothing in the form. */
  leftAside: number;
};

type Index = (row: number, column: number) => number;
const WIDEST = 16_385;

/** Finds cells by their address, of two with one address the last. Looks them up in the order of the file where that goes row by row. */
export const indexOf = ({ rows, columns }: Grid): Index => {
  const keyOf = (cell: number) => (rows[cell] ?? 0) * WIDEST + (columns[cell] ?? 0);
  let isInOrder = true;
  for (let cell = 1; cell < rows.length && isInOrder; cell += 1) isInOrder = keyOf(cell - 1) <= keyOf(cell);
  const order = isInOrder
    ? null
    : Int32Array.from(rows.keys()).sort((one, other) => keyOf(one) - keyOf(other) || one - other);
  return (row, column) => {
    const key = row * WIDEST + column;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keyOf(order?.[middle] ?? middle) <= key) low = middle + 1;
      else high = middle;
    }
    const last = low - 1;
    const cell = order?.[last] ?? last;
    return last >= 0 && keyOf(cell) === key ? cell : -1;
  };
};

type TextAt = Stray & { folded: string };

export const textsOf = (grid: Grid): TextAt[] => {
  const known = new Map<string, string>();
  const found: TextAt[] = [];
  for (let at = 0; at < grid.rows.length; at += 1) {
    const { kind, text, row, column } = cellAt(grid, at);
    if (kind !== 'text') continue;
    const fold = known.get(text) ?? folded(text);
    known.set(text, fold);
    found.push({ row, column, text: text.trim(), folded: fold });
  }
  return found;
};

/** Counts by some key; the one that is met most, the first of equals. */
const mostOf = (keys: readonly number[]): { key: number; count: number } => {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let best = { key: 0, count: 0 };
  for (const [key, count] of counts) if (count > best.count) best = { key, count };
  return best;
};

/** Labels by their folded words; a label of two indicators is nobody's. */
const labelsOf = ({ indicators, computed }: Wanted): Map<string, number> => {
  const labels = new Map<string, number>();
  const add = (label: string, at: number) =>
    labels.set(label, labels.has(label) && labels.get(label) !== at ? AMBIGUOUS : at);
  indicators.forEach(({ id, words }, at) => {
    for (const label of new Set([folded(words.vi), folded(words.en), folded(id)])) add(label, at);
  });
  for (const { id, words } of computed)
    for (const label of [folded(words.vi), folded(words.en), folded(id)])
      if (!labels.has(label)) labels.set(label, COMPUTED);
  return labels;
};
const AMBIGUOUS = -1;
const COMPUTED = -2;

/** Units by code and, where only one is called so, by name. */
export const unitFinder = ({
  units,
}: Pick<Wanted, 'units'>): ((text: string, number: number) => number | undefined) => {
  const byCode = new Map(units.map(({ code }, at) => [code, at]));
  const byName = new Map<string, number>();
  units.forEach(({ fullName }, at) => {
    const name = folded(fullName);
    byName.set(name, byName.has(name) ? AMBIGUOUS : at);
  });
  return (text, number) => {
    // A spreadsheet takes 00004 for a number and drops its zeros.
    const written = Number.isNaN(number) ? text.trim() : String(number);
    const code = [written, written.padStart(2, '0'), written.padStart(5, '0')].find(
      (each) => /^\w+$/.test(each) && byCode.has(each),
    );
    if (code !== undefined) return byCode.get(code);
    const named = byName.get(folded(text));
    return named === AMBIGUOUS ? undefined : named;
  };
};

type Marks = { row: number; columns: ReadonlyMap<string, number> };

export const marksOf = (texts: readonly TextAt[]): Marks | null => {
  const marks = texts.filter(({ text }) => text.startsWith(MARK));
  if (marks.length === 0) return null;
  const row = mostOf(marks.map((each) => each.row)).key;
  return {
    row,
    columns: new Map(
      marks.filter((each) => each.row === row).map(({ text, column }) => [text.slice(MARK.length), column]),
    ),
  };
};

type Sheet = { grid: Grid; texts: readonly TextAt[]; index: Index };
type Columns = { value: number; precision: number | null; note: number | null };

/** Rows of one unit's form: an indicator in each, its figure in the value column. */
const rowsOf = (hits: readonly { row: number; indicator: number }[], columns: Columns, { index }: Sheet): Place[] =>
  hits.map(({ row, indicator }) => ({
    row,
    column: columns.value,
    unit: 0,
    indicator,
    cell: index(row, columns.value),
    precision: columns.precision === null ? null : index(row, columns.precision),
    note: columns.note === null ? null : index(row, columns.note),
  }));

/** The places of a file that has no other unit than the first. */
const ofOne =
  (places: Place[]): Found['placesOf'] =>
  (unit) =>
    unit === 0 ? places : [];

const holdsFigure = ({ grid, index }: Sheet, row: number, column: number): boolean => {
  const at = index(row, column);
  if (at < 0) return false;
  const { kind, text } = cellAt(grid, at);
  return kind !== 'text' || /\d/.test(text);
};

/** The column with this heading above a row; null when there is none or more than one. */
const columnHeaded = (sheet: Sheet, heads: ReadonlySet<string>, above: number): number | null => {
  const columns = new Set(
    sheet.texts.filter((each) => each.row < above && heads.has(each.folded)).map(({ column }) => column),
  );
  const [only] = columns;
  return columns.size === 1 && only !== undefined ? only : null;
};

const valueColumn = (
  sheet: Sheet,
  labels: number,
  rows: readonly number[],
  wanted: Wanted,
): { column: number } | { unclear: number[] } => {
  const first = Math.min(...rows);
  const named = new Set([...valueHeads, ...wanted.periodNames.map(folded)]);
  const headed = columnHeaded(sheet, named, first);
  if (headed !== null) return { column: headed };
  const candidates = new Set<number>();
  const inRows = new Set(rows);
  for (let at = 0; at < sheet.grid.rows.length; at += 1) {
    const { row, column } = cellAt(sheet.grid, at);
    if (column > labels && inRows.has(row) && holdsFigure(sheet, row, column)) candidates.add(column);
  }
  const [only] = candidates;
  return candidates.size === 1 && only !== undefined
    ? { column: only }
    : { unclear: [...candidates].sort((a, b) => a - b) };
};

type Hit = { row: number; column: number; indicator: number };

const asForm = (sheet: Sheet, column: number, hits: readonly Hit[], wanted: Wanted): Omit<Found, 'grid'> | Refusal => {
  const inColumn = hits.filter((hit) => hit.column === column);
  const rows = inColumn.map(({ row }) => row);
  const value = valueColumn(sheet, column, rows, wanted);
  if ('unclear' in value)
    return refuse(columnUnclear, { columns: value.unclear.map(columnName).slice(0, 10).join(', ') || '–' });
  const first = Math.min(...rows);
  const columns = {
    value: value.column,
    precision: columnHeaded(sheet, precisionHeads, first),
    note: columnHeaded(sheet, noteHeads, first),
  };
  const known = new Set(rows);
  const leftAside = sheet.texts.filter(
    (each) =>
      each.column === column && each.row > first && !known.has(each.row) && holdsFigure(sheet, each.row, columns.value),
  ).length;
  const figures = inColumn.filter(({ indicator }) => indicator >= 0);
  return { placesOf: ofOne(rowsOf(figures, columns, sheet)), strangers: [], leftAside };
};

type UnitCell = Stray & { unit: number | undefined };

/** Every unit × every indicator of a table. */
const asTable = (
  sheet: Sheet,
  head: number,
  columns: readonly { column: number; indicator: number }[],
  unitColumn: number | null,
  wanted: Wanted,
): Omit<Found, 'grid'> | Refusal => {
  const find = unitFinder(wanted);
  const { grid, index } = sheet;
  const firstFigure = Math.min(...columns.map(({ column }) => column));
  const seen = new Map<number, UnitCell[]>();
  for (let at = 0; at < grid.rows.length; at += 1) {
    const row = grid.rows[at] ?? 0;
    const column = grid.columns[at] ?? 0;
    if (row <= head || (unitColumn === null ? column >= firstFigure : column !== unitColumn)) continue;
    const cell = cellAt(grid, at);
    if (cell.kind !== 'text' && cell.kind !== 'number') continue;
    const entry = {
      row: cell.row,
      column: cell.column,
      text: cell.kind === 'number' ? String(cell.number) : cell.text,
      unit: find(cell.text, cell.number),
    };
    const ofColumn = seen.get(cell.column) ?? [];
    ofColumn.push(entry);
    seen.set(cell.column, ofColumn);
  }
  let best: { count: number; rows: UnitCell[] } = { count: 0, rows: [] };
  for (const rows of seen.values()) {
    const count = rows.filter(({ unit }) => unit !== undefined).length;
    if (count > best.count) best = { count, rows };
  }
  // Of one unit alone the table may leave its name out: its only row of figures is meant.
  if (best.count === 0 && !wanted.isTable) {
    const rows = [
      ...new Set(
        Array.from(grid.rows).filter(
          (row) => row > head && columns.some(({ column }) => holdsFigure(sheet, row, column)),
        ),
      ),
    ];
    if (rows.length === 1 && rows[0] !== undefined)
      best = { count: 1, rows: [{ row: rows[0], unit: 0, text: '', column: 0 }] };
  }
  if (best.count === 0) return refuse(unitsNotFound, {});
  const hasFigures = (row: number) => columns.some(({ column }) => holdsFigure(sheet, row, column));
  const rowsOfUnit = new Map<number, number[]>();
  for (const { row, unit } of best.rows)
    if (unit !== undefined) rowsOfUnit.set(unit, [...(rowsOfUnit.get(unit) ?? []), row]);
  return {
    placesOf: (unit) =>
      (rowsOfUnit.get(unit) ?? []).flatMap((row) =>
        columns.map(({ column, indicator }) => ({
          row,
          column,
          unit,
          indicator,
          cell: index(row, column),
          precision: null,
          note: null,
        })),
      ),
    // Heads and sums have no figures of a unit that anybody would miss; a row with a code that is none would be missed.
    strangers: best.rows
      .filter(
        ({ row, unit, text }) =>
          unit === undefined && hasFigures(row) && (unitColumn !== null || /^\d{2,5}$/.test(text.trim())),
      )
      .map(({ row, column, text }) => ({ row, column, text })),
    leftAside: best.rows.filter(
      ({ row, unit, text }) =>
        unit === undefined && unitColumn === null && hasFigures(row) && !/^\d{2,5}$/.test(text.trim()),
    ).length,
  };
};

const byMarks = (sheet: Sheet, { row, columns }: Marks, wanted: Wanted): Omit<Found, 'grid'> | Refusal | null => {
  const byId = new Map(wanted.indicators.map(({ id }, at) => [id, at]));
  const labels = columns.get('indicator');
  if (labels !== undefined) {
    const hits = sheet.texts.flatMap((each) => {
      const indicator = each.column === labels && each.row > row ? byId.get(each.text) : undefined;
      return indicator === undefined ? [] : [{ row: each.row, column: each.column, indicator }];
    });
    if (hits.length === 0) return null;
    const value = columns.get('value');
    if (value === undefined) return asForm(sheet, labels, hits, wanted);
    const at = { value, precision: columns.get('precision') ?? null, note: columns.get('note') ?? null };
    return { placesOf: ofOne(rowsOf(hits, at, sheet)), strangers: [], leftAside: 0 };
  }
  const figures = [...columns].flatMap(([mark, column]) => {
    const indicator = byId.get(mark);
    return indicator === undefined ? [] : [{ column, indicator }];
  });
  const units = columns.get('unit');
  return figures.length === 0 || units === undefined ? null : asTable(sheet, row, figures, units, wanted);
};

const byHeadings = (sheet: Sheet, wanted: Wanted): Omit<Found, 'grid'> | Refusal | null => {
  const labels = labelsOf(wanted);
  const hits = sheet.texts.flatMap((each): Hit[] => {
    const indicator = labels.get(each.folded);
    return indicator === undefined || indicator === AMBIGUOUS || each.folded === '' ? [] : [{ ...each, indicator }];
  });
  const figures = hits.filter(({ indicator }) => indicator >= 0);
  if (figures.length === 0) return null;
  const down = mostOf(figures.map(({ column }) => column));
  const across = mostOf(figures.map(({ row }) => row));
  const asColumns = () => {
    const columns = figures.filter(({ row }) => row === across.key);
    return asTable(sheet, across.key, columns, null, wanted);
  };
  if (wanted.isTable || across.count > down.count) return asColumns();
  return asForm(sheet, down.key, hits, wanted);
};

const isRefusal = (found: object): found is Refusal => 'code' in found;

/** The first sheet that holds figures of the form: one that carries our marks before one that does not. */
export const findPlaces = (book: Book, wanted: Wanted): Found | Refusal => {
  const sheets = book.grids.map((grid, at) => ({ grid, at, texts: textsOf(grid), index: indexOf(grid) }));
  let first: Refusal | null = null;
  for (const search of [
    (sheet: (typeof sheets)[number]) => {
      const marks = marksOf(sheet.texts);
      return marks && byMarks(sheet, marks, wanted);
    },
    (sheet: (typeof sheets)[number]) => byHeadings(sheet, wanted),
  ])
    for (const sheet of sheets) {
      const found = search(sheet);
      if (found && !isRefusal(found)) return { grid: sheet.at, ...found };
      first ??= found;
    }
  return first ?? refuse(figuresNotFound, {});
};
