import { describe, expect, it } from 'vitest';
import { readFigure, readPrecision } from './figure.ts';
import type { ReadCell } from './read/book.ts';

const text = (value: string): ReadCell => ({
  row: 1,
  column: 1,
  kind: 'text',
  number: Number.NaN,
  text: value,
  isFormula: false,
  isHidden: false,
});
const number = (value: number): ReadCell => ({ ...text(''), kind: 'number', number: value });
const count = { kind: 'F', decimals: 0 };
const yesNo = { kind: 'B', decimals: 0 };

describe('a figure in a cell', () => {
  it.each<[string, ReadCell, number | null, string]>([
    ['a number', number(1931), 1931, 'exact'],
    ['a number with the dust of a formula', number(12.000000000001), 12, 'exact'],
    ['1.931 as text: thousands', text('1.931'), 1931, 'exact'],
    ['thousands and decimals', text('1.931,5'), 1931.5, 'exact'],
    ['spaces around, of every kind', text(' \u00A01.931\u202F'), 1931, 'exact'],
    ['full-width digits', text('１９３１'), 1931, 'exact'],
    ['more than', text('hơn 18.000'), 18000, 'at_least'],
    ['the same in decomposed letters', text('hơn 18.000'.normalize('NFD')), 18000, 'at_least'],
    ['about', text('khoảng 500'), 500, 'about'],
    ['a dash', text('–'), null, 'exact'],
    ['blanks', text('   '), null, 'exact'],
    ['"chưa có"', text('chưa có'), null, 'exact'],
    ['a fraction that can be no thousand, whose fault the form tells', number(1234.5), 1234.5, 'exact'],
    ['a negative number, too', number(-3), -3, 'exact'],
  ])('is read: %s', (_, cell, value, precision) => {
    expect(readFigure(cell, count)).toEqual({ value, precision });
  });

  it.each<[string, ReadCell, string]>([
    ['1,931 can be two numbers', text('1,931'), 'reporting.cell-ambiguous-comma'],
    ['1.93 parts no thousands', text('1.93'), 'reporting.cell-ambiguous-point'],
    ['a code', text('00123'), 'reporting.cell-leading-zero'],
    ['words', text('nhiều'), 'reporting.cell-not-a-number'],
    ['five decimals', text('1,23456'), 'reporting.cell-too-many-decimals'],
    ['a number beyond all', text('99999999999999999999'), 'reporting.cell-too-large'],
    ['a number beyond all, as a number', number(1e20), 'reporting.cell-too-large'],
    ['a date in words', text('15/11/2026'), 'reporting.cell-is-date-text'],
    ['a month in words', text('tháng 10'), 'reporting.cell-is-date-text'],
    ['a date', { ...text('15/11/2026'), kind: 'date' }, 'reporting.cell-is-date'],
    ['an error', { ...text('#N/A'), kind: 'error' }, 'reporting.cell-error-value'],
    ['a formula without a result', { ...text(''), kind: 'unsaved', isFormula: true }, 'reporting.cell-formula-unsaved'],
    ['a truth', { ...number(1), kind: 'truth' }, 'reporting.cell-truth-value'],
    ['2.500 typed there', number(2.5), 'reporting.cell-thousand-or-fraction'],
    ['1.931 typed where a point parts decimals', number(1.931), 'reporting.cell-thousand-or-fraction'],
  ])('is none: %s', (_, cell, code) => {
    const read = readFigure(cell, count);
    expect('problem' in read && read.problem.code).toBe(code);
  });

  it.each<[ReadCell, number | null | 'none']>([
    [text('Có'), 1],
    [text('không'.normalize('NFD')), 0],
    [text('x'), 1],
    [text(''), null],
    [{ ...number(1), kind: 'truth' }, 1],
    [number(0), 0],
    [number(2), 'none'],
    [text('chắc là có'), 'none'],
  ])('%j as yes or no: %s', (cell, value) => {
    const read = readFigure(cell, yesNo);
    expect('problem' in read ? 'none' : read.value).toBe(value);
  });

  it.each([
    ['hơn', 'at_least'],
    ['More than', 'at_least'],
    ['Khoảng', 'about'],
    ['', 'exact'],
    ['chừng', null],
  ])('"%s" says how exact: %s', (word, precision) => {
    expect(readPrecision(word)).toBe(precision);
  });
});
