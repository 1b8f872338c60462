/** Where a key leads in the entry grid. Pure. */

export type GridSpot = { row: number; column: number };

/** Columns the keyboard can reach, left to right; figures are typed into the third. */
export const gridColumns = ['previous', 'lastYear', 'current', 'change', 'toDate'] as const;
export type GridColumn = (typeof gridColumns)[number];
export const currentColumn = gridColumns.indexOf('current');

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** The next row in a direction into which figures are typed; null at the end. */
export const nextEntry = (typed: readonly boolean[], from: number, step: 1 | -1): number | null => {
  for (let row = from + step; row >= 0 && row < typed.length; row += step) {
    if (typed[row]) return row;
  }
  return null;
};

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/**
 * The spot a key leads to: arrows to the neighbour, Enter to the next cell to fill below (Shift: above), Tab likewise,
 * Ctrl Home and Ctrl End to the ends. Null: the key stays with the browser, so that Tab leaves the grid at its ends.
 */
export const spotAfter = (
  key: { key: string; shiftKey: boolean; ctrlKey: boolean },
  at: GridSpot,
  typed: readonly boolean[],
): GridSpot | null => {
  const last = typed.length - 1;
  const arrow = arrows[key.key];
  if (arrow)
    return { row: clamp(at.row + arrow[0], last), column: clamp(at.column + arrow[1], gridColumns.length - 1) };
  if (key.key === 'Enter' || key.key === 'Tab') {
    const row = nextEntry(typed, at.row, key.shiftKey ? -1 : 1);
    if (row !== null) return { row, column: currentColumn };
    return key.key === 'Enter' ? at : null;
  }
  if (key.ctrlKey && key.key === 'Home') return { row: 0, column: at.column };
  if (key.ctrlKey && key.key === 'End') return { row: last, column: at.column };
  return null;
};
