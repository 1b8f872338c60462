/** What was read from a file: cells of sheets as they stand, in columns of numbers, so that a whole country is handed over at once. */

/** What stands in a cell. `unsaved`: a formula whose result was never saved. */
export const kinds = ['number', 'text', 'truth', 'error', 'date', 'unsaved'] as const;
export type Kind = (typeof kinds)[number];
const FORMULA = 8;
const HIDDEN = 16;
const KIND = 7;

/** Cells in the order of the file, `rows`, `columns` counted from 1. A text is a place in `texts`, a date its text too. */
export type Grid = {
  name: string;
  hidden: boolean;
  rows: Int32Array;
  columns: Int32Array;
  marks: Uint8Array;
  values: Float64Array;
  texts: readonly string[];
  /** Merged ranges, four numbers each: first row, first column, last row, last column. */
  merges: Int32Array;
};

export type Book = {
  format: 'xlsx' | 'csv';
  grids: Grid[];
  macros: boolean;
  links: boolean;
  /** A CSV that is not UTF-8. */
  oldEncoding: boolean;
};

export type ReadCell = {
  row: number;
  column: number;
  kind: Kind;
  /** The number, or 1 and 0 of a truth. */
  number: number;
  /** The text, the error, the date as it would be written. */
  text: string;
  isFormula: boolean;
  isHidden: boolean;
};

/** One cell of a grid by its place in the order of the file. */
export const cellAt = (grid: Grid, at: number): ReadCell => {
  const mark = grid.marks[at] ?? 0;
  const kind = kinds[mark & KIND] ?? 'text';
  const value = grid.values[at] ?? 0;
  const isText = kind === 'text' || kind === 'error' || kind === 'date';
  return {
    row: grid.rows[at] ?? 0,
    column: grid.columns[at] ?? 0,
    kind,
    number: isText ? Number.NaN : value,
    text: isText ? (grid.texts[value] ?? '') : '',
    isFormula: (mark & FORMULA) !== 0,
    isHidden: (mark & HIDDEN) !== 0,
  };
};

export type GridMaker = {
  put: (cell: Omit<ReadCell, 'number' | 'text'> & { value: number | string }) => void;
  merge: (range: readonly [number, number, number, number]) => void;
  size: () => number;
  done: (name: string, hidden: boolean) => Grid;
};

/** A column of numbers that grows by doubling: a list of JavaScript would hold each number several times while it grows. */
const growing = <T extends Int32Array | Uint8Array | Float64Array>(make: (length: number) => T) => {
  let held = make(1024);
  let size = 0;
  return {
    push: (value: number): void => {
      if (size === held.length) {
        const wider = make(size * 2);
        wider.set(held);
        held = wider;
      }
      held[size] = value;
      size += 1;
    },
    size: () => size,
    /** A copy of its own size, so that nothing more is handed over. */
    done: (): T => held.slice(0, size) as T,
  };
};

/** Collects the cells of one sheet. */
export const gridMaker = (): GridMaker => {
  const rows = growing((length) => new Int32Array(length));
  const columns = growing((length) => new Int32Array(length));
  const marks = growing((length) => new Uint8Array(length));
  const values = growing((length) => new Float64Array(length));
  const merges = growing((length) => new Int32Array(length));
  const texts: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    return texts.push(text) - 1;
  };
  return {
    put: ({ row, column, kind, value, isFormula, isHidden }) => {
      rows.push(row);
      columns.push(column);
      marks.push(kinds.indexOf(kind) | (isFormula ? FORMULA : 0) | (isHidden ? HIDDEN : 0));
      values.push(typeof value === 'string' ? placeOf(value) : value);
    },
    merge: (range) => {
      for (const edge of range) merges.push(edge);
    },
    size: rows.size,
    done: (name, hidden) => ({
      name,
      hidden,
      rows: rows.done(),
      columns: columns.done(),
      marks: marks.done(),
      values: values.done(),
      texts,
      merges: merges.done(),
    }),
  };
};

/** The memory that is handed from one thread to the other instead of being copied. */
export const buffersOf = ({ grids }: Book): ArrayBuffer[] =>
  grids.flatMap((grid) => [
    grid.rows.buffer as ArrayBuffer,
    grid.columns.buffer as ArrayBuffer,
    grid.marks.buffer as ArrayBuffer,
    grid.values.buffer as ArrayBuffer,
    grid.merges.buffer as ArrayBuffer,
  ]);

/** `27` → `AA`. */
export const columnName = (column: number): string => {
  let name = '';
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
};
