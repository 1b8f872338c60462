import { describe, expect, it } from 'vitest';
import { findPlaces, type Wanted } from './places.ts';
import { type Book, columnName, gridMaker } from './read/book.ts';

const indicators = [
  { id: 'sessions', words: { vi: 'Buổi tuyên truyền', en: 'Sessions' } },
  { id: 'teams', words: { vi: 'Tổ hòa giải', en: 'Mediation teams' } },
];
const computed = [{ id: 'rate', words: { vi: 'Tỷ lệ', en: 'Rate' } }];
const form: Wanted = {
  indicators,
  computed,
  units: [{ code: '00004', fullName: 'Phường Ba Đình' }],
  isTable: false,
  periodNames: ['Tháng 10/2026'],
};
const table: Wanted = {
  ...form,
  isTable: true,
  units: [
    { code: '00004', fullName: 'Phường Ba Đình' },
    { code: '00008', fullName: 'Xã Tân Lập' },
    { code: '00010', fullName: 'Xã Tân Lập' },
  ],
};

/** A book of sheets; null is a blank cell. */
const bookOf = (...sheets: (string | number | null)[][][]): Book => ({
  format: 'xlsx',
  macros: false,
  links: false,
  oldEncoding: false,
  grids: sheets.map((rows, at) => {
    const grid = gridMaker();
    rows.forEach((row, r) => {
      row.forEach((value, c) => {
        if (value !== null)
          grid.put({
            row: r + 1,
            column: c + 1,
            kind: typeof value === 'number' ? 'number' : 'text',
            value,
            isFormula: false,
            isHidden: false,
          });
      });
    });
    return grid.done(`S${at + 1}`, false);
  }),
});
/** Found places as `unit indicator at`; else the code of the refusal. */
const shown = (book: Book, wanted: Wanted): string[] | string => {
  const found = findPlaces(book, wanted);
  if ('code' in found) return found.code;
  return wanted.units
    .flatMap((_, unit) => found.placesOf(unit))
    .map(
      ({ unit, indicator, row, column }) =>
        `${wanted.units[unit]?.code} ${indicators[indicator]?.id} ${columnName(column)}${row}`,
    );
};
const both = (sessions: string, teams: string) => [`00004 sessions ${sessions}`, `00004 teams ${teams}`];

describe('where figures stand in the form of one unit', () => {
  it.each<[string, Book, string[] | string]>([
    [
      'by marks, wherever they were moved',
      bookOf([['x'], [null, 'chungtay:value', 'chungtay:indicator'], [], [null, 5, 'teams'], [null, 3, 'sessions']]),
      ['00004 teams B4', '00004 sessions B5'],
    ],
    [
      'by names and the head of the column',
      bookOf([
        ['Chỉ tiêu', 'Kỳ trước', 'Kỳ này'],
        ['1. Buổi tuyên truyền (buổi)', 9, 3],
        ['- TỔ HOÀ GIẢI:', 9, 5],
      ]),
      both('C2', 'C3'),
    ],
    [
      'by the name of the period',
      bookOf([
        ['', 'Tháng 09/2026', 'Tháng 10/2026'],
        ['Sessions', 9, 3],
        ['Mediation teams', 9, 5],
      ]),
      both('C2', 'C3'),
    ],
    [
      'by the only column with numbers',
      bookOf([
        ['Buổi tuyên truyền', 'buổi', 3],
        ['Tổ hòa giải', 'tổ', null],
      ]),
      both('C1', 'C2'),
    ],
    [
      'in decomposed letters',
      bookOf([
        ['Buổi tuyên truyền'.normalize('NFD'), 3],
        ['Tổ hòa giải'.normalize('NFD'), 5],
      ]),
      both('B1', 'B2'),
    ],
    ['on the second sheet', bookOf([['Hướng dẫn']], [['Buổi tuyên truyền', 3]]), ['00004 sessions B1']],
    [
      'across, in its only row',
      bookOf([
        ['Buổi tuyên truyền', 'Tổ hòa giải'],
        [3, 5],
      ]),
      both('A2', 'B2'),
    ],
    ['nowhere', bookOf([['Số vụ', 3]]), 'reporting.file-figures-not-found'],
    [
      'in one of two columns: not guessed',
      bookOf([
        ['Buổi tuyên truyền', 9, 3],
        ['Tổ hòa giải', 9, 5],
      ]),
      'reporting.file-column-unclear',
    ],
    ['not where only a computed row is', bookOf([['Tỷ lệ', 3]]), 'reporting.file-figures-not-found'],
  ])('%s', (_, book, expected) => {
    const want = typeof expected === 'string' ? expected : expected;
    // "HOÀ" and "HÒA" are two ways to set one tone mark; without marks they are one word.
    expect(shown(book, form)).toEqual(want);
  });
});

describe('where figures stand in a table of units', () => {
  const head = ['Mã', 'Đơn vị', 'Tổ hòa giải', 'Buổi tuyên truyền'];
  it.each<[string, Book, string[] | string]>([
    ['by codes', bookOf([head, ['00004', '', 5, 3]]), ['00004 teams C2', '00004 sessions D2']],
    [
      'by codes that lost their zeros',
      bookOf([head, [4, '', 5, 3], [8, '', 6, 4]]),
      ['00004 teams C2', '00004 sessions D2', '00008 teams C3', '00008 sessions D3'],
    ],
    ['by names', bookOf([head, ['', 'phường Ba Đình', 5, 3]]), ['00004 teams C2', '00004 sessions D2']],
    ['not by a name of two', bookOf([head, ['', 'Xã Tân Lập', 5, 3]]), 'reporting.file-units-not-found'],
    [
      'by marks',
      bookOf([
        ['chungtay:unit', 'chungtay:sessions'],
        ['00008', 3],
      ]),
      ['00008 sessions B2'],
    ],
  ])('%s', (_, book, expected) => {
    expect(shown(book, table)).toEqual(expected);
  });

  it('tells rows of units that are none, and leaves sums aside', () => {
    const found = findPlaces(bookOf([head, ['00004', '', 5, 3], ['99999', '', 1, 1], ['Cộng', '', 6, 4]]), table);
    expect(found).toMatchObject({ strangers: [{ row: 3, text: '99999' }], leftAside: 1 });
  });
});
