import { describe, expect, it } from 'vitest';
import { say, sayNumber, type Words } from './words.ts';

describe('say', () => {
  const held: Words = {
    vi: 'Tổ chức {count} buổi tại {place}',
    en: 'Held {count} {count|session|sessions} in {place}',
  };

  it.each([
    ['vi', 1931, 'Tổ chức 1.931 buổi tại Quảng Bình'],
    ['en', 1931, 'Held 1,931 sessions in Quảng Bình'],
    ['en', 1, 'Held 1 session in Quảng Bình'],
    ['en', 0, 'Held 0 sessions in Quảng Bình'],
  ] as const)('fills the places in %s for %d', (language, count, said) => {
    expect(say(held, language, { count, place: 'Quảng Bình' })).toBe(said);
  });

  it('says words inside words in the same language', () => {
    const kind: Words = { vi: 'xã', en: 'communes' };
    expect(say({ vi: '3 {kind}', en: '3 {kind}' }, 'en', { kind })).toBe('3 communes');
  });

  it('leaves a place without its datum to be seen', () => {
    expect(say(held, 'vi', { count: 2 })).toBe('Tổ chức 2 buổi tại {place}');
  });

  it('does not fill a place from what another place was filled with', () => {
    expect(say({ vi: '{a}', en: '{a}' }, 'vi', { a: '{b}', b: 'x' })).toBe('{b}');
  });
});

describe('numbers in words', () => {
  it.each([
    [0, undefined, '0', '0'],
    [999, undefined, '999', '999'],
    [1931, undefined, '1.931', '1,931'],
    [230000, undefined, '230.000', '230,000'],
    [1234567.5, undefined, '1.234.567,5', '1,234,567.5'],
    [12.5, 2, '12,50', '12.50'],
    [-12.7, 1, '−12,7', '−12.7'],
    [-0.04, 1, '0,0', '0.0'],
    [100, undefined, '100', '100'],
  ])('writes %d with %s decimals', (value, decimals, vi, en) => {
    expect(sayNumber(value, 'vi', decimals)).toBe(vi);
    expect(sayNumber(value, 'en', decimals)).toBe(en);
  });
});
