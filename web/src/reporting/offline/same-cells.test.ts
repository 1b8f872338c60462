import { describe, expect, it } from 'vitest';
import { holdsTheSame } from './same-cells.ts';

const cell = (value: number | null, note: string | null = null) =>
  ({ value, precision: 'exact', kind: 'own', note }) as const;

describe('what the server holds and what is to be sent', () => {
  it.each([
    ['the same figures', { a: cell(1), b: cell(2) }, { a: cell(1), b: cell(2) }, true],
    ['an empty cell beside none', { a: cell(1), b: cell(null) }, { a: cell(1) }, true],
    ['none beside an empty cell', { a: cell(1) }, { a: cell(1), b: cell(null) }, true],
    ['another figure', { a: cell(1) }, { a: cell(2) }, false],
    ['a figure more', { a: cell(1), b: cell(0) }, { a: cell(1) }, false],
    ['a figure less', { a: cell(1) }, { a: cell(1), b: cell(0) }, false],
    ['another note', { a: cell(1, 'x') }, { a: cell(1) }, false],
    ['another precision', { a: { ...cell(1), precision: 'about' as const } }, { a: cell(1) }, false],
    ['a note alone', { a: cell(null, 'x') }, { a: cell(null, 'x') }, true],
  ])('%s: %s', (_, held, cells, same) => {
    expect(
      holdsTheSame(
        Object.entries(held).map(([indicator, each]) => ({ indicator, ...each })),
        cells,
      ),
    ).toBe(same);
  });
});
