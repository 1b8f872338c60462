import { describe, expect, it } from 'vitest';
import { blockOf, clipboardOf, figuresOf, looksLikeFigure } from './paste.ts';

describe('a block pasted from a spreadsheet', () => {
  it('is read by rows and columns, without the empty line at the end', () => {
    expect(blockOf('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('loses the quotes that a spreadsheet adds, keeps those of the text', () => {
    expect(blockOf('"họp ""giao ban"""\t5')).toEqual([['họp "giao ban"', '5']]);
    expect(blockOf('"giao ban" quý\t5\n"\t6')).toEqual([
      ['"giao ban" quý', '5'],
      ['"', '6'],
    ]);
  });

  it('does not break a row at a line break inside a cell', () => {
    expect(blockOf('"Lượt người\ntham dự"\t1.931\n"Tin\tbài"\t4\n')).toEqual([
      ['Lượt người\ntham dự', '1.931'],
      ['Tin\tbài', '4'],
    ]);
  });

  it('keeps an empty cell in the middle and at the end as empty', () => {
    expect(blockOf('1\n\n3\n')).toEqual([['1'], [''], ['3']]);
    expect(blockOf('1\t\n\t2\n')).toEqual([
      ['1', ''],
      ['', '2'],
    ]);
    expect(blockOf('')).toEqual([['']]);
  });

  it.each([
    ['1931', true],
    ['1.931', true],
    ['1,931', true],
    ['12,5', true],
    ['hơn 18.000', true],
    ['hơn 18.000'.normalize('NFD'), true],
    ['gần 500', true],
    ['~40', true],
    ['−3', true],
    ['12 345', true],
    ['', false],
    ['buổi', false],
    ['4a', false],
    ['hơn', false],
    ['15/11/2026', false],
  ])('%s looks like a figure: %s', (text, yes) => {
    expect(looksLikeFigure(text)).toBe(yes);
  });

  it('gives the rightmost column that holds only numbers', () => {
    expect(
      figuresOf([
        ['Kế hoạch', 'văn bản', '2'],
        ['Cuộc họp', 'cuộc', ''],
      ]),
    ).toEqual(['2', '']);
    expect(
      figuresOf([
        ['12', '14', 'ghi chú'],
        ['5', '6', ''],
      ]),
    ).toEqual(['14', '6']);
  });

  it('takes a column with a number that can be read two ways, never the numbering of the rows in its place', () => {
    expect(
      figuresOf([
        ['1', 'Lượt người', '1,931'],
        ['2', 'Tin, bài', '–'],
        ['3', 'Cuộc họp', '1.2.3'],
      ]),
    ).toEqual(['1,931', '–', '1.2.3']);
  });

  it('gives the first column when none holds only numbers, so that nothing is lost unseen', () => {
    expect(
      figuresOf([
        ['1.23', 'x'],
        ['4', 'y'],
      ]),
    ).toEqual(['1.23', '4']);
  });
});

describe('a block copied for a spreadsheet', () => {
  it('is text without marks between thousands, so that no language of a spreadsheet misreads it', () => {
    expect(clipboardOf([['1.931', '12,5', '−12,7', '+28,6%', '–', 'hơn 18.000']], 'vi').text).toBe(
      '1931\t12,5\t-12,7\t28,6%\t\thơn 18.000',
    );
    expect(clipboardOf([['1,931'], ['12.5']], 'en').text).toBe('1931\r\n12,5');
  });

  it('keeps what is no plain figure, in quotes where it would break the block', () => {
    expect(clipboardOf([['hai\tcột', 'câu "trích"', '1.93']], 'vi').text).toBe('"hai\tcột"\t"câu ""trích"""\t1.93');
  });

  it('carries the value itself in a table', () => {
    const { html } = clipboardOf([['12,5', 'A & B <c>']], 'vi');
    expect(html).toContain('<td x:num="12.5" sdval="12.5">12,5</td><td>A &amp; B &lt;c&gt;</td>');
  });

  it('comes back the same when it is pasted', () => {
    const rows = [
      ['1.931', 'hơn 18.000'],
      ['', '12,5'],
    ];
    expect(blockOf(clipboardOf(rows, 'vi').text)).toEqual([
      ['1931', 'hơn 18.000'],
      ['', '12,5'],
    ]);
  });
});
