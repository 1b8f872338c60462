import { describe, expect, it } from 'vitest';
import { type CellWays, type GridAction, gridOf, nextGrid } from './grid-entries.ts';

const fault = { vi: 'không phải số', en: 'not a number' };
const ways: CellWays<number> = {
  read: (_, text) => {
    if (text.trim() === '') return { figure: null, fault: null };
    return /^\d+$/.test(text.trim()) ? { figure: Number(text), fault: null } : { figure: null, fault };
  },
  write: (_, figure) => `${figure}.`,
};
const after = (actions: GridAction<number>[], figures: Record<string, number | null> = { a: 1, b: null }) =>
  actions.reduce((state, action) => nextGrid(ways, state, action), gridOf(ways, figures));
const textsAfter = (actions: GridAction<number>[]) =>
  Object.fromEntries(Object.entries(after(actions).entries).map(([rowId, { text }]) => [rowId, text]));

describe('the entries of a grid', () => {
  it('shows loaded figures written the usual way, a missing one as empty', () => {
    expect(textsAfter([])).toEqual({ a: '1.', b: '' });
  });

  it('reads each keystroke and tidies the text when the cell is left', () => {
    const typing: GridAction<number>[] = [
      { do: 'type', rowId: 'b', text: '1' },
      { do: 'type', rowId: 'b', text: '12' },
    ];
    expect(after(typing).entries['b']).toEqual({ text: '12', figure: 12, fault: null });
    expect(textsAfter([...typing, { do: 'leave' }])['b']).toBe('12.');
  });

  it('keeps a text that is no number, with its fault and no figure', () => {
    expect(after([{ do: 'type', rowId: 'a', text: '1x' }, { do: 'leave' }]).entries['a']).toEqual({
      text: '1x',
      figure: null,
      fault,
    });
  });

  it('goes back over the keystrokes of one cell in one step', () => {
    const typed: GridAction<number>[] = [
      { do: 'type', rowId: 'a', text: '5' },
      { do: 'type', rowId: 'a', text: '55' },
      { do: 'leave' },
      { do: 'type', rowId: 'b', text: '7' },
    ];
    expect(textsAfter([...typed, { do: 'undo' }])).toEqual({ a: '55.', b: '' });
    expect(textsAfter([...typed, { do: 'undo' }, { do: 'undo' }])).toEqual({ a: '1.', b: '' });
  });

  it('goes back over a pasted block in one step, and no further than the beginning', () => {
    const pasted: GridAction<number> = { do: 'put', texts: { a: '3', b: 'x' } };
    expect(textsAfter([pasted])).toEqual({ a: '3.', b: 'x' });
    expect(textsAfter([pasted, { do: 'undo' }, { do: 'undo' }])).toEqual({ a: '1.', b: '' });
  });

  it('goes forward again after going back, until something else is typed', () => {
    const pasted: GridAction<number> = { do: 'put', texts: { a: '3', b: '4' } };
    expect(textsAfter([pasted, { do: 'undo' }, { do: 'redo' }])).toEqual({ a: '3.', b: '4.' });
    expect(textsAfter([pasted, { do: 'undo' }, { do: 'redo' }, { do: 'undo' }])).toEqual({ a: '1.', b: '' });
    expect(textsAfter([pasted, { do: 'undo' }, { do: 'type', rowId: 'a', text: '9' }, { do: 'redo' }])['a']).toBe('9');
  });

  it('takes back with Esc what is being typed, and nothing finished before', () => {
    const done: GridAction<number>[] = [{ do: 'type', rowId: 'a', text: '5' }, { do: 'leave' }];
    const more: GridAction<number>[] = [
      { do: 'type', rowId: 'a', text: '57' },
      { do: 'type', rowId: 'a', text: '578' },
    ];
    expect(textsAfter([...done, ...more, { do: 'revert' }])['a']).toBe('5.');
    expect(textsAfter([...done, { do: 'revert' }])['a']).toBe('5.');
    expect(textsAfter([...done, ...more, { do: 'revert' }, { do: 'undo' }])['a']).toBe('1.');
  });

  it('forgets the way back when other figures are loaded', () => {
    expect(
      textsAfter([{ do: 'type', rowId: 'a', text: '9' }, { do: 'load', figures: { a: 4 } }, { do: 'undo' }]),
    ).toEqual({ a: '4.' });
  });
});
