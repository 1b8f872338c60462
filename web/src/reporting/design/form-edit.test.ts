import { describe, expect, it } from 'vitest';
import * as edit from './form-edit.ts';

const content = (...sections: readonly (readonly string[])[]): edit.FormContent => ({
  title: { vi: 'Biểu', en: 'Form' },
  sections: sections.map((rows, at) => ({
    title: { vi: `Mục ${at + 1}`, en: `Section ${at + 1}` },
    rows: rows.map((indicator) => ({ indicator, levels: ['commune'], required: false })),
  })),
});
const rowsIn = ({ sections }: edit.FormContent) => sections.map(({ rows }) => rows.map(({ indicator }) => indicator));

describe('moving a row', () => {
  it.each<[string, edit.Spot, -1 | 1, string[][]]>([
    ['down inside its section', { section: 0, row: 0 }, 1, [['b', 'a', 'c'], ['d']]],
    ['up inside its section', { section: 0, row: 2 }, -1, [['a', 'c', 'b'], ['d']]],
    [
      'over the end into the next section',
      { section: 0, row: 2 },
      1,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['over the beginning into the section before', { section: 1, row: 0 }, -1, [['a', 'b', 'c', 'd'], []]],
    ['nowhere at the very top', { section: 0, row: 0 }, -1, [['a', 'b', 'c'], ['d']]],
    ['nowhere at the very end', { section: 1, row: 0 }, 1, [['a', 'b', 'c'], ['d']]],
  ])('goes %s', (_, from, by, right) => {
    expect(rowsIn(edit.stepRow(content(['a', 'b', 'c'], ['d']), from, by))).toEqual(right);
  });
  it.each<[edit.Spot, edit.Spot, string[][]]>([
    [{ section: 0, row: 0 }, { section: 0, row: 3 }, [['b', 'c', 'a'], ['d']]],
    [{ section: 0, row: 2 }, { section: 0, row: 0 }, [['c', 'a', 'b'], ['d']]],
    [
      { section: 0, row: 1 },
      { section: 1, row: 0 },
      [
        ['a', 'c'],
        ['b', 'd'],
      ],
    ],
    [
      { section: 0, row: 1 },
      { section: 1, row: 1 },
      [
        ['a', 'c'],
        ['d', 'b'],
      ],
    ],
  ])('drops %o before %o', (from, to, right) => {
    expect(rowsIn(edit.moveRow(content(['a', 'b', 'c'], ['d']), from, to))).toEqual(right);
  });
});

describe('finding an indicator', () => {
  const find = (text: string, there: edit.FormContent = content()) =>
    edit.findIndicators(text, 'committee', there, '2026-11-22').map(({ id }) => id);
  it('takes any part of its name, without accents too', () => {
    expect(find('hoa giai thanh')).toEqual(['mediation_successful', 'rate_mediation_success']);
    expect(find('HÒA GIẢI thành')).toEqual(find('hoa giai thanh'));
  });
  it('leaves out what the form has, what another line reports, and what is counted from a list', () => {
    expect(find('hoa giai thanh', content(['mediation_successful']))).toEqual(['rate_mediation_success']);
    expect(find('thieu sot')).toEqual([]);
    expect(find('loai mo hinh')).toEqual([]);
  });
});

describe('the difference of two versions', () => {
  const says = (before: edit.FormContent, after: edit.FormContent) =>
    edit
      .differencesOfForms(before, after)
      .map((each) => ('indicator' in each ? `${each.what} ${each.indicator}` : each.what));
  it.each<[string, edit.FormContent, edit.FormContent, string[]]>([
    ['nothing', content(['a', 'b']), content(['a', 'b']), []],
    ['a row that came', content(['a', 'b']), content(['a', 'x', 'b']), ['row-added x']],
    ['a row that went', content(['a', 'b']), content(['b']), ['row-removed a']],
    [
      'the one row that moved, not those it passed',
      content(['a', 'b', 'c', 'd']),
      content(['b', 'c', 'd', 'a']),
      ['row-moved a'],
    ],
    ['a row that went to another section', content(['a', 'b'], ['c']), content(['a'], ['b', 'c']), ['row-moved b']],
    ['a section that came', content(['a']), content(['a'], ['b']), ['section-added', 'row-added b']],
  ])('tells %s', (_, before, after, right) => {
    expect(says(before, after)).toEqual(right);
  });
  it('tells who fills a row now, and whether it must be', () => {
    const before = content(['a']);
    const after = edit.changeRow(before, 0, 0, { required: true });
    expect(edit.differencesOfForms(before, after)).toEqual([
      {
        what: 'row-changed',
        indicator: 'a',
        before: { indicator: 'a', levels: ['commune'], required: false },
        after: { indicator: 'a', levels: ['commune'], required: true },
      },
    ]);
  });
});
