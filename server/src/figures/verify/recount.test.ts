import { describe, expect, it } from 'vitest';
import { beginRecount, keyOf, type SheetText, sumText } from './recount.ts';

// Two months, the quarter that ends with the second of them, and a year that ends later.
const within = new Map([
  [1, [at(1, true), at(12, false), at(100, false)]],
  [2, [at(2, true), at(12, true), at(100, false)]],
  [12, [at(12, true), at(100, false)]],
  [100, [at(100, true)]],
]);
function at(withinId: number, sameEnd: boolean) {
  return { withinId, sameEnd };
}

const sheet = (periodId: number, own: string, precision = '{0,0}'): SheetText => ({
  periodId,
  line: 'committee',
  reading: 'accepted',
  own,
  precision,
});

/** Sum, own cells and cells of shorter periods at unit 9, for a flow (slot 1) and a stock (slot 2). */
const told = (sheets: readonly SheetText[], periodId: number) => {
  const recount = beginRecount({ slots: 2, isFlow: [false, true, false], within });
  recount.add(sheets, () => [9]);
  const sums = recount.totals().get(keyOf({ unitId: 9, periodId, line: 'committee', reading: 'accepted' }));
  return [0, 1].map((slot) => (sums ? [sumText(sums, slot), sums.n[slot], sums.rolled[slot]] : null));
};

describe('the recount of totals', () => {
  it.each<[string, SheetText[], number, unknown]>([
    [
      'a cell in its own month',
      [sheet(1, '{5,7}')],
      1,
      [
        ['5', 1, 0],
        ['7', 1, 0],
      ],
    ],
    [
      'flows in the quarter, stocks only at its cut-off',
      [sheet(1, '{5,7}'), sheet(2, '{6,8}')],
      12,
      [
        ['11', 0, 2],
        ['8', 0, 1],
      ],
    ],
    [
      'no stock where the ends differ',
      [sheet(2, '{6,8}')],
      100,
      [
        ['6', 0, 1],
        ['0', 0, 0],
      ],
    ],
    [
      'a quarter before its months',
      [sheet(1, '{5,7}'), sheet(12, '{20,NULL}')],
      12,
      [
        ['20', 1, 0],
        ['0', 0, 0],
      ],
    ],
    [
      'the quarter also in the year',
      [sheet(1, '{5,7}'), sheet(12, '{20,NULL}')],
      100,
      [
        ['20', 0, 1],
        ['0', 0, 0],
      ],
    ],
    [
      'places behind the point exactly',
      [sheet(1, '{0.1,-0.5}'), sheet(2, '{0.2,NULL}')],
      12,
      [
        ['0.3', 0, 2],
        ['0', 0, 0],
      ],
    ],
    [
      'negative sums',
      [sheet(1, '{-0.5,NULL}'), sheet(2, '{-1.25,NULL}')],
      12,
      [
        ['-1.75', 0, 2],
        ['0', 0, 0],
      ],
    ],
  ])('counts %s', (_, sheets, periodId, expected) => expect(told(sheets, periodId)).toEqual(expected));

  it('refuses a figure it could not add exactly', () => {
    expect(() => told([sheet(1, '{0.00001,NULL}')], 1)).toThrow(/four places/);
    const sums = { whole: Float64Array.of(2 ** 53), rest: Float64Array.of(0) };
    expect(() => sumText(sums, 0)).toThrow(/too large/);
  });
});
