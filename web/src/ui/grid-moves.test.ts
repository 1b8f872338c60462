import { describe, expect, it } from 'vitest';
import {
  blockBetween,
  columnsDrawn,
  cornerAfter,
  currentColumn,
  type GridShape,
  isSingle,
  nextEntry,
  spotAfter,
  spotsOf,
} from './grid-moves.ts';

// Rows 0, 2 and 3 are typed into; row 1 is a sum.
const report: GridShape = {
  rows: 4,
  columns: 5,
  typed: ({ row, column }) => column === currentColumn && row !== 1,
};
const at = (row: number, column = currentColumn) => ({ row, column });
const press = (
  key: string,
  from: { row: number; column: number },
  held: { shiftKey?: boolean; ctrlKey?: boolean } = {},
  shape = report,
) => spotAfter({ key, shiftKey: false, ctrlKey: false, ...held }, from, shape);

describe('the columns of the entry grid', () => {
  it('are the same list at every drawing, so that no line is drawn anew for them', () => {
    expect(columnsDrawn(false)).toEqual(['previous', 'lastYear', 'current', 'change']);
    expect(columnsDrawn(true)).toContain('toDate');
    for (const hasToDate of [false, true]) expect(columnsDrawn(hasToDate)).toBe(columnsDrawn(hasToDate));
  });
});

describe('keys in the entry grid', () => {
  it.each([
    ['ArrowDown', at(0), at(1)],
    ['ArrowUp', at(0), at(0)],
    ['ArrowDown', at(3), at(3)],
    ['ArrowLeft', at(2), at(2, currentColumn - 1)],
    ['ArrowLeft', at(2, 0), at(2, 0)],
    ['ArrowRight', at(2, 4), at(2, 4)],
    ['Home', at(3), at(3, 0)],
    ['End', at(3), at(3, 4)],
    ['PageDown', at(0), at(3)],
    ['PageUp', at(3), at(0)],
  ])('%s from %o leads to %o', (key, from, to) => {
    expect(press(key, from)).toEqual(to);
  });

  it('jumps over a sum with Enter and with Tab', () => {
    expect(press('Enter', at(0))).toEqual(at(2));
    expect(press('Enter', at(2), { shiftKey: true })).toEqual(at(0));
    expect(press('Tab', at(0, 3))).toEqual(at(2));
    expect(press('Tab', at(2), { shiftKey: true })).toEqual(at(0));
  });

  it('stays with Enter at the last cell, but lets Tab leave the grid there', () => {
    expect(press('Enter', at(3))).toEqual(at(3));
    expect(press('Tab', at(3))).toBeNull();
    expect(press('Tab', at(0), { shiftKey: true })).toBeNull();
  });

  it('leads with Enter from another period to the figure below that is typed', () => {
    expect(press('Enter', at(0, 0))).toEqual(at(2));
  });

  it('goes to the edges with Ctrl', () => {
    expect(press('End', at(0), { ctrlKey: true })).toEqual(at(3));
    expect(press('Home', at(3), { ctrlKey: true })).toEqual(at(0));
    expect(press('ArrowDown', at(0), { ctrlKey: true })).toEqual(at(3));
    expect(press('ArrowLeft', at(2), { ctrlKey: true })).toEqual(at(2, 0));
  });

  it('leaves other keys to the browser', () => {
    expect(press('a', at(0))).toBeNull();
    expect(press('Escape', at(0))).toBeNull();
  });
});

// Units below each other, indicators beside each other: row 1 is closed, column 2 is a sum.
const many: GridShape = { rows: 3, columns: 4, typed: ({ row, column }) => row !== 1 && column !== 2 };

describe('keys in the grid of many units', () => {
  it('goes on with Tab in reading order and with Enter in the column', () => {
    expect(press('Tab', at(0, 1), {}, many)).toEqual(at(0, 3));
    expect(press('Tab', at(0, 3), {}, many)).toEqual(at(2, 0));
    expect(press('Enter', at(0, 1), {}, many)).toEqual(at(2, 1));
    expect(press('Enter', at(0, 2), {}, many)).toEqual(at(2, 0));
    expect(nextEntry(many, at(2, 0), -1)).toEqual(at(0, 3));
  });
});

describe('a chosen block', () => {
  it('has the same edges whichever corner it was begun at', () => {
    const edges = { top: 1, left: 0, bottom: 3, right: 2 };
    expect(blockBetween(at(1, 2), at(3, 0))).toEqual(edges);
    expect(blockBetween(at(3, 0), at(1, 2))).toEqual(edges);
    expect(isSingle(edges)).toBe(false);
    expect(isSingle(blockBetween(at(1), at(1)))).toBe(true);
  });

  it('grows with Shift and stops at the edge', () => {
    const grow = (key: string, corner = at(2), ctrlKey = false) =>
      cornerAfter({ key, shiftKey: true, ctrlKey }, corner, report);
    expect(grow('ArrowDown')).toEqual(at(3));
    expect(grow('ArrowDown', at(3))).toEqual(at(3));
    expect(grow('End', at(0), true)).toEqual(at(3));
    expect(grow('Enter')).toBeNull();
    expect(cornerAfter({ key: 'ArrowDown', shiftKey: false, ctrlKey: false }, at(2), report)).toBeNull();
  });

  it('lists its cells row by row', () => {
    expect(spotsOf({ top: 0, left: 1, bottom: 1, right: 2 })).toEqual([
      [at(0, 1), at(0, 2)],
      [at(1, 1), at(1, 2)],
    ]);
  });
});
