import { describe, expect, it } from 'vitest';
import { currentColumn, spotAfter } from './grid-moves.ts';

// Rows 0, 2 and 3 are typed into; row 1 is a sum.
const typed = [true, false, true, true];
const at = (row: number, column = currentColumn) => ({ row, column });
const press = (
  key: string,
  from: { row: number; column: number },
  held: { shiftKey?: boolean; ctrlKey?: boolean } = {},
) => spotAfter({ key, shiftKey: false, ctrlKey: false, ...held }, from, typed);

describe('keys in the entry grid', () => {
  it.each([
    ['ArrowDown', at(0), at(1)],
    ['ArrowUp', at(0), at(0)],
    ['ArrowDown', at(3), at(3)],
    ['ArrowLeft', at(2), at(2, currentColumn - 1)],
    ['ArrowLeft', at(2, 0), at(2, 0)],
    ['ArrowRight', at(2, 4), at(2, 4)],
  ])('%s from %o leads to %o', (key, from, to) => {
    expect(press(key, from)).toEqual(to);
  });

  it('jumps over a sum with Enter and with Tab', () => {
    expect(press('Enter', at(0))).toEqual(at(2));
    expect(press('Tab', at(0, 1))).toEqual(at(2));
    expect(press('Tab', at(2), { shiftKey: true })).toEqual(at(0));
  });

  it('stays with Enter at the last cell, but lets Tab leave the grid there', () => {
    expect(press('Enter', at(3))).toEqual(at(3));
    expect(press('Tab', at(3))).toBeNull();
    expect(press('Tab', at(0), { shiftKey: true })).toBeNull();
  });

  it('goes to the ends with Ctrl Home and Ctrl End, and leaves Home to the text', () => {
    expect(press('End', at(0), { ctrlKey: true })).toEqual(at(3));
    expect(press('Home', at(3), { ctrlKey: true })).toEqual(at(0));
    expect(press('Home', at(3))).toBeNull();
  });
});
