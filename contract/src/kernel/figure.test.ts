import { describe, expect, it } from 'vitest';
import {
  changeInWords,
  changeOf,
  comparisons,
  figure,
  formatChange,
  formatFigure,
  numberProblemWords,
  parseVietnameseNumber,
  worstOf,
} from './figure.ts';

describe('precision', () => {
  it('is that of the worst part', () => {
    expect(worstOf([])).toBe('exact');
    expect(worstOf(['exact', 'at_least'])).toBe('at_least');
    expect(worstOf(['about', 'at_least', 'exact'])).toBe('about');
  });
});

describe('reading a number as it is written in Vietnam', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['1931', 1931],
    ['1.931', 1931],
    ['230.000', 230000],
    ['1.234.567', 1234567],
    ['12,5', 12.5],
    ['0,931', 0.931],
    ['0,05', 0.05],
    ['1.234,5', 1234.5],
    ['1.234,567', 1234.567],
    ['1234,567', 1234.567],
    ['12,3456', 12.3456],
    ['  1.931 ', 1931],
    ['\u00a01.931\u00a0', 1931],
    ['１．９３１', 1931],
    ['１２，５', 12.5],
    ['-5', -5],
    ['−5', -5],
    ['–5', -5],
    ['− 12,7', -12.7],
    ['-0', 0],
    ['9007199254740991', 9007199254740991],
  ])('%j is %d', (text, value) => {
    expect(parseVietnameseNumber(text)).toEqual({ value, precision: 'exact' });
  });

  it.each([
    ['hơn 18.000', 18000, 'at_least'],
    ['Hơn 18.000', 18000, 'at_least'],
    ['trên 300', 300, 'at_least'],
    ['gần 500', 500, 'about'],
    ['khoảng 500', 500, 'about'],
    ['~500', 500, 'about'],
    ['hơn 18.000'.normalize('NFD'), 18000, 'at_least'],
  ])('%s is %d, %s', (text, value, precision) => {
    expect(parseVietnameseNumber(text)).toEqual({ value, precision });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['–', 'empty'],
    ['-', 'empty'],
    ['chưa có', 'empty'],
    ['1,931', 'ambiguous_comma'],
    ['12,345', 'ambiguous_comma'],
    ['1,234,567', 'ambiguous_comma'],
    ['1,234.5', 'ambiguous_comma'],
    ['hơn 1,931', 'ambiguous_comma'],
    ['−1,931', 'ambiguous_comma'],
    ['1.93', 'ambiguous_point'],
    ['12.5', 'ambiguous_point'],
    ['1.2345', 'ambiguous_point'],
    ['0.931', 'ambiguous_point'],
    ['1.931.00', 'ambiguous_point'],
    ['1931.000', 'ambiguous_point'],
    ['5.', 'ambiguous_point'],
    ['00004', 'leading_zero'],
    ['01', 'leading_zero'],
    ['12,34567', 'too_many_decimals'],
    ['9007199254740993', 'too_large'],
    ['99.999.999.999.999.999', 'too_large'],
    ['123456789012,3456', 'too_large'],
    ['abc', 'not_a_number'],
    ['12 buổi', 'not_a_number'],
    ['1 931', 'not_a_number'],
    ['1e3', 'not_a_number'],
    ['12,', 'not_a_number'],
    [',5', 'not_a_number'],
    ['--5', 'not_a_number'],
    ['hơn', 'not_a_number'],
    ['Infinity', 'not_a_number'],
    ['12,5%', 'not_a_number'],
    ['0x10', 'not_a_number'],
  ] as const)('%j is refused: %s', (text, problem) => {
    expect(parseVietnameseNumber(text)).toEqual({ problem });
    expect(numberProblemWords[problem].vi).not.toBe('');
  });

  it('reads back what it writes', () => {
    for (const value of [0, 7, 999, 1000, 1931, 18161, 230000, 12.5, -12.7, 1234.5678, 9007199254740991]) {
      expect(parseVietnameseNumber(formatFigure(value, { language: 'vi' }))).toEqual({ value, precision: 'exact' });
    }
    expect(parseVietnameseNumber(formatFigure(18000, { language: 'vi', precision: 'at_least' }))).toEqual({
      value: 18000,
      precision: 'at_least',
    });
  });
});

describe('writing a figure', () => {
  it.each([
    [1931, {}, '1.931', '1,931'],
    [18000, { precision: 'at_least' }, 'hơn 18.000', 'more than 18,000'],
    [500, { precision: 'about' }, 'khoảng 500', 'about 500'],
    [12.5, { unit: '%' }, '12,5%', '12.5%'],
    [50, { unit: '%' }, '50%', '50%'],
    [17.27272727, { unit: '%' }, '17,3%', '17.3%'],
    [0.05, { unit: '%' }, '0,1%', '0.1%'],
    [50, { unit: '%', decimals: 1 }, '50,0%', '50.0%'],
    [-12.7, {}, '−12,7', '−12.7'],
    [1.005, { decimals: 2 }, '1,01', '1.01'],
    [0, {}, '0', '0'],
    [null, {}, '–', '–'],
    [null, { precision: 'about', unit: '%' }, '–', '–'],
  ] as const)('%d %j', (value, style, vi, en) => {
    expect(formatFigure(value, { ...style, language: 'vi' })).toBe(vi);
    expect(formatFigure(value, { ...style, language: 'en' })).toBe(en);
  });

  it('sets the unit after the figure', () => {
    expect(formatFigure(1931, { language: 'vi', unit: 'buổi' })).toBe('1.931 buổi');
  });
});

describe('the change between two periods', () => {
  it.each([
    [90, 70, 'percent', '+28,6%'],
    [87.3, 100, 'percent', '−12,7%'],
    [70, 70, 'percent', '0%'],
    [2, 1, 'percent', '+100%'],
    [0, 5, 'percent', '−100%'],
    [2001, 2000, 'percent', '+0,1%'],
    [12, 0, 'absolute', '+12'],
    [0, 0, 'absolute', '0'],
    [1_000_001, 1_000_000, 'absolute', '+1'],
    [999_999, 1_000_000, 'absolute', '−1'],
    [500, 1, 'percent', '+49.900%'],
  ] as const)('from %3$s: %d after %d', (now, before, kind, text) => {
    expect(formatChange(figure(now), figure(before), { language: 'vi' })).toEqual({ kind, text });
  });

  it('is not there when a figure is missing', () => {
    expect(formatChange(figure(5), null, { language: 'vi' })).toBeNull();
    expect(formatChange(null, figure(5), { language: 'vi' })).toBeNull();
  });

  it('compares two rates in points, not in percent of percent', () => {
    expect(formatChange(figure(92.5), figure(90), { language: 'vi', measure: 'rate' })).toEqual({
      kind: 'points',
      text: '+2,5 điểm %',
    });
    expect(changeInWords(figure(90), figure(92.5), { language: 'vi', measure: 'rate' })).toBe(
      'giảm 2,5 điểm phần trăm so với cùng kỳ năm trước',
    );
  });

  it('is "about" as soon as one figure is not exact', () => {
    expect(changeOf(figure(20, 'at_least'), figure(10))?.precision).toBe('about');
    expect(formatChange(figure(20), figure(10, 'about'), { language: 'vi' })?.text).toBe('khoảng +100%');
  });

  const buoi = { vi: 'buổi', en: 'sessions' };
  it.each([
    [figure(112.5), figure(100), 'tăng 12,5% so với kỳ trước', 'up 12.5% compared with the period before'],
    [figure(88), figure(100), 'giảm 12% so với kỳ trước', 'down 12% compared with the period before'],
    [figure(100), figure(100), 'không thay đổi so với kỳ trước', 'unchanged compared with the period before'],
    [
      figure(100, 'about'),
      figure(100),
      'không thay đổi đáng kể so với kỳ trước',
      'little changed compared with the period before',
    ],
    [
      figure(18000, 'at_least'),
      figure(16000),
      'tăng khoảng 12,5% so với kỳ trước',
      'up about 12.5% compared with the period before',
    ],
    [figure(12), figure(0), 'tăng 12 buổi so với kỳ trước', 'up 12 sessions compared with the period before'],
    [figure(0), figure(0), 'không thay đổi so với kỳ trước', 'unchanged compared with the period before'],
    [figure(12), null, 'không có số liệu kỳ trước', 'no figure for the earlier period'],
    [null, figure(12), 'chưa có số liệu kỳ này', 'no figure for this period yet'],
    [null, null, 'chưa có số liệu kỳ này', 'no figure for this period yet'],
  ])('%j after %j: %s', (now, before, vi, en) => {
    const about = { unit: buoi, comparison: comparisons.previous_period };
    expect(changeInWords(now, before, { ...about, language: 'vi' })).toBe(vi);
    expect(changeInWords(now, before, { ...about, language: 'en' })).toBe(en);
  });
});
