import { describe, expect, it } from 'vitest';
import { csvCell, guarded, unguarded } from './formula.ts';

describe('text in a table for spreadsheets', () => {
  it.each([
    '=1+1',
    '+84',
    '-3 so với tháng trước',
    '- giảm',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    "'-3",
    "''=1",
    '|calc',
    '%',
  ])('is not carried out as a formula, and comes back: %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
  });
  it.each(['Xã A=B', "'Ngày hội'", '3', '', 'k7mp-2xqa'])('is left as it is where it begins like none: %j', (text) => {
    expect(guarded(text)).toBe(text);
    expect(unguarded(text)).toBe(text);
  });

  it.each([
    ['Đã gửi', 'Đã gửi'],
    ['=1+1', "'=1+1"],
    [' =1+1', "' =1+1"],
    ['+84', "'+84"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['"x"', '"""x"""'],
    ['=a\r\nb', '"\'=a\r\nb"'],
  ])('writes %j into a cell as %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
