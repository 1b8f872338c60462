import { describe, expect, it } from 'vitest';
import { compareVietnamese, foldAccents, foldWords, nfc } from './text.ts';

describe('foldAccents', () => {
  it.each([
    ['Thái Nguyên', 'thai nguyen'],
    ['ĐẮK LẮK', 'dak lak'],
    ['Bà Rịa – Vũng Tàu', 'ba ria – vung tau'],
    ['Trường Sa', 'truong sa'],
    ['Phường Ô Chợ Dừa', 'phuong o cho dua'],
    ['Nguyễn ưỡn ẩn ệch', 'nguyen uon an ech'],
  ])('%s → %s, composed or decomposed', (text, folded) => {
    expect(foldAccents(text.normalize('NFC'))).toBe(folded);
    expect(foldAccents(text.normalize('NFD'))).toBe(folded);
  });
});

describe('foldWords', () => {
  it.each([
    ['tiếng Bru – Vân Kiều.', 'tieng bru van kieu'],
    ['  Tổ  12-A, “Đông” ', 'to 12 a dong'],
    ['1.931 lượt', '1 931 luot'],
    ['– … –', ''],
  ])('%s → %s, composed or decomposed', (text, folded) => {
    expect(foldWords(text.normalize('NFC'))).toBe(folded);
    expect(foldWords(text.normalize('NFD'))).toBe(folded);
  });
});

describe('nfc', () => {
  it('makes one spelling of two', () => {
    expect('Huế'.normalize('NFD')).not.toBe('Huế'.normalize('NFC'));
    expect(nfc('Huế'.normalize('NFD'))).toBe('Huế'.normalize('NFC'));
  });
});

describe('compareVietnamese', () => {
  it('puts đ after d, ă and â after a, and numbers by size', () => {
    const sorted = ['Đông Anh', 'Ân Thi', 'Xã 10', 'Dương Minh Châu', 'Xã 2', 'Ăn', 'Anh Sơn', 'Ea Súp'].toSorted(
      compareVietnamese,
    );
    expect(sorted).toEqual(['Anh Sơn', 'Ăn', 'Ân Thi', 'Dương Minh Châu', 'Đông Anh', 'Ea Súp', 'Xã 2', 'Xã 10']);
  });
});
