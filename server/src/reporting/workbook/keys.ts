/** The hidden keys of a form that is given out as a file, and how they are known again. */
import { type Book, cellAt, type Grid } from './read/book.ts';
import { CSV_KEYS } from './write/csv.ts';
import { KEY_SHEET } from './write/xlsx.ts';

/** A keyed hash: the same in every process of the instance, worth nothing without its secret. */
export type Sign = (text: string) => string;

export type Pair = readonly [name: string, value: string];
const SIGNATURE = 'signature';

const signatureOf = (pairs: readonly Pair[], sign: Sign): string => sign(`workbook\n${JSON.stringify(pairs)}`);

/** The keys with their signature, as they are written into the file. */
export const signed = (pairs: readonly Pair[], sign: Sign): Pair[] => [...pairs, [SIGNATURE, signatureOf(pairs, sign)]];

/** `null`: the file carries none. `tampered`: they are not as this instance gave them out. */
export type FoundKeys = ReadonlyMap<string, string> | 'tampered' | null;

const textAt = (grid: Grid, at: number): string => {
  const cell = cellAt(grid, at);
  return cell.kind === 'number' ? String(cell.number) : cell.text;
};

const pairsOfSheet = (grid: Grid): Pair[] => {
  const rows = new Map<number, [string, string]>();
  for (let at = 0; at < grid.rows.length; at += 1) {
    const { row, column } = cellAt(grid, at);
    const pair = rows.get(row) ?? ['', ''];
    if (column <= 2) pair[column - 1] = textAt(grid, at);
    rows.set(row, pair);
  }
  return [...rows.values()];
};

const pairsOfLine = (grid: Grid): Pair[] | null => {
  if (grid.rows.length < 2 || cellAt(grid, 0).text !== CSV_KEYS) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cellAt(grid, 1).text, 'base64url').toString());
    const isPair = (each: unknown): each is Pair =>
      Array.isArray(each) && each.length === 2 && each.every((one) => typeof one === 'string');
    return Array.isArray(read) && read.every(isPair) ? read : [];
  } catch {
    // Something stands there that is none of ours.
    return [];
  }
};

export const readKeys = (book: Book, sign: Sign): FoundKeys => {
  const sheet = book.grids.find((grid) => grid.name === KEY_SHEET);
  const [first] = book.grids;
  const pairs = sheet ? pairsOfSheet(sheet) : book.format === 'csv' && first ? pairsOfLine(first) : null;
  if (pairs === null) return null;
  const stated = pairs.filter(([name]) => name !== SIGNATURE);
  const signature = pairs.find(([name]) => name === SIGNATURE)?.[1];
  return signature === signatureOf(stated, sign) ? new Map(stated) : 'tampered';
};
