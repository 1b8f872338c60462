import { describe, expect, it } from 'vitest';
import { drawn, rowsInSight } from './use-window.ts';

describe('the rows of a long grid that are drawn', () => {
  it('are those in sight and some around them', () => {
    const { first, last } = rowsInSight({ top: 1800, height: 360, rows: 100 }, 36);
    expect(first).toBeLessThan(50);
    expect(last).toBeGreaterThan(60);
    expect(last - first).toBeLessThan(40);
    // A key that scrolls by one row draws one row.
    expect(rowsInSight({ top: 1836, height: 360, rows: 100 }, 36)).toEqual({ first: first + 1, last: last + 1 });
    expect(rowsInSight({ top: 0, height: 9000, rows: 7 }, 36)).toEqual({ first: 0, last: 6 });
  });

  it('leave gaps as high as what is not drawn, so that nothing jumps', () => {
    expect(drawn({ first: 3, last: 4 }, 8, 3)).toEqual([{ gap: 3, after: -1 }, 3, 4, { gap: 3, after: 4 }]);
    expect(drawn({ first: 0, last: 2 }, 3, 0)).toEqual([0, 1, 2]);
  });

  it('keep the row where the keyboard is, above or below', () => {
    expect(drawn({ first: 5, last: 6 }, 8, 1)).toEqual([
      { gap: 1, after: -1 },
      1,
      { gap: 3, after: 1 },
      5,
      6,
      { gap: 1, after: 6 },
    ]);
    expect(drawn({ first: 0, last: 1 }, 8, 7)).toEqual([0, 1, { gap: 5, after: 1 }, 7]);
  });
});
