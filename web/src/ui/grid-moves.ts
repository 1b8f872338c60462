/** Where a key leads in an entry grid, and which block is chosen. Pure. */

export type GridSpot = { row: number; column: number };

/** Columns the keyboard can reach in the grid of one report, left to right; figures are typed into the third. */
export const gridColumns = ['previous', 'lastYear', 'current', 'change', 'toDate'] as const;
export type GridColumn = (typeof gridColumns)[number];
const withoutToDate = gridColumns.filter((column) => column !== 'toDate');
/** The columns that a grid draws: the same list at each call, for a line is drawn anew when it gets another. */
export const columnsDrawn = (hasToDate: boolean): readonly GridColumn[] => (hasToDate ? gridColumns : withoutToDate);
export const currentColumn = gridColumns.indexOf('current');

/** How large a grid is, and where figures are typed. */
export type GridShape = { rows: number; columns: number; typed: (spot: GridSpot) => boolean };

export type KeyPress = { key: string; shiftKey: boolean; ctrlKey: boolean };

/** Rows that Page Up and Page Down jump over. */
const PAGE = 10;

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [PAGE, 0],
  PageUp: [-PAGE, 0],
};

/** The neighbour a key leads to: arrows, pages, Home and End of the row; with Ctrl to the edge of the grid. Null: another key. */
const neighbour = (
  { key, ctrlKey }: Pick<KeyPress, 'key' | 'ctrlKey'>,
  at: GridSpot,
  shape: GridShape,
): GridSpot | null => {
  const last = { row: shape.rows - 1, column: shape.columns - 1 };
  const [down, right] = directions[key] ?? [0, 0];
  if (down !== 0 || right !== 0) {
    const far = ctrlKey ? Number.MAX_SAFE_INTEGER : 1;
    return { row: clamp(at.row + down * far, last.row), column: clamp(at.column + right * far, last.column) };
  }
  if (key === 'Home') return { row: ctrlKey ? 0 : at.row, column: ctrlKey ? at.column : 0 };
  if (key === 'End') return { row: ctrlKey ? last.row : at.row, column: ctrlKey ? at.column : last.column };
  return null;
};

/** The next cell of a column in a direction into which figures are typed; null at the end. */
export const nextInColumn = (shape: GridShape, from: GridSpot, step: 1 | -1): GridSpot | null => {
  for (let row = from.row + step; row >= 0 && row < shape.rows; row += step) {
    if (shape.typed({ row, column: from.column })) return { row, column: from.column };
  }
  return null;
};

/** The next cell in reading order, or against it, into which figures are typed; null at the end. */
export const nextEntry = (shape: GridShape, from: GridSpot, step: 1 | -1): GridSpot | null => {
  const cells = shape.rows * shape.columns;
  for (let at = from.row * shape.columns + from.column + step; at >= 0 && at < cells; at += step) {
    const spot = { row: Math.floor(at / shape.columns), column: at % shape.columns };
    if (shape.typed(spot)) return spot;
  }
  return null;
};

const hasEntries = (shape: GridShape, column: number): boolean =>
  Array.from({ length: shape.rows }, (_, row) => row).some((row) => shape.typed({ row, column }));

/** The column in which Enter goes down: the one where the keyboard is, or the first into which anything is typed. */
const entryColumn = (shape: GridShape, column: number): number => {
  if (hasEntries(shape, column)) return column;
  const columns = Array.from({ length: shape.columns }, (_, each) => each);
  return columns.find((each) => hasEntries(shape, each)) ?? column;
};

/**
 * The spot a key leads to: arrows to the neighbour, Enter to the next cell to fill below (Shift: above), Tab to the next in
 * reading order, Home and End along the row, with Ctrl along the column. Null: the key stays with the browser, so that Tab
 * leaves the grid at its ends.
 */
export const spotAfter = (press: KeyPress, at: GridSpot, shape: GridShape): GridSpot | null => {
  const step = press.shiftKey ? -1 : 1;
  if (press.key === 'Enter')
    return nextInColumn(shape, { row: at.row, column: entryColumn(shape, at.column) }, step) ?? at;
  if (press.key === 'Tab') return nextEntry(shape, at, step);
  return neighbour(press, at, shape);
};

/** A chosen block of cells, its edges included. */
export type GridBlock = { top: number; left: number; bottom: number; right: number };

export const blockBetween = (one: GridSpot, other: GridSpot): GridBlock => ({
  top: Math.min(one.row, other.row),
  left: Math.min(one.column, other.column),
  bottom: Math.max(one.row, other.row),
  right: Math.max(one.column, other.column),
});

export const isSingle = ({ top, left, bottom, right }: GridBlock): boolean => top === bottom && left === right;

/** Every spot of a block, row by row. */
export const spotsOf = ({ top, left, bottom, right }: GridBlock): GridSpot[][] =>
  Array.from({ length: bottom - top + 1 }, (_, down) =>
    Array.from({ length: right - left + 1 }, (_, across) => ({ row: top + down, column: left + across })),
  );

/** Where the far corner of a block goes when Shift is held; null when the key chooses nothing. */
export const cornerAfter = (press: KeyPress, corner: GridSpot, shape: GridShape): GridSpot | null =>
  press.shiftKey ? neighbour(press, corner, shape) : null;
