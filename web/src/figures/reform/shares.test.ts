import { expect, it } from 'vitest';
import { shareOf, whyNotShares } from './shares.ts';

it('reads a percentage with a comma or a point, and nothing else', () => {
  expect(['60', '62,5', '33.33 %', '0', '100'].map(shareOf)).toEqual([0.6, 0.625, 0.3333, 0, 1]);
  expect(['', 'sáu mươi', '100,01', '-1', '1,234'].map(shareOf)).toEqual([null, null, null, null, null]);
});

it('lets shares be sent that come to at most 100% with those of the legal text', () => {
  expect(whyNotShares(['60', '40'], [])).toBeNull();
  expect(whyNotShares(['60', ''], [])).toBeNull();
  expect(whyNotShares(['60', '40,01'], [])?.vi).toContain('quá 100%');
  expect(whyNotShares(['60'], [0.5])?.vi).toContain('quá 100%');
  expect(whyNotShares(['', ''], [])?.vi).toContain('ít nhất một');
  expect(whyNotShares(['nửa'], [])?.vi).toContain('62,5');
});
