import { expect, it } from 'vitest';
import { whomFound, whomToLookAt } from './whom.ts';

const units = [7, 8, 9, 10];

it.each<[string, number[], object]>([
  ['all of them need no list', [], {}],
  ['nearly all are those that are left out', [8], { except: '8' }],
  ['half of them are named', [7, 8], { units: '9,10' }],
  ['few are named', [7, 8, 10], { units: '9' }],
])('%s', (_, left, right) => {
  expect(whomToLookAt(units, new Set(left))).toEqual(right);
});

it('finds units by their own name or that of their province', () => {
  const tanPhu = { id: 1, fullName: 'Xã Tân Phú', within: 'Tỉnh Đồng Nai' };
  const other = { id: 2, fullName: 'Xã Tân Phú', within: 'Tỉnh Lào Cai' };
  const bac = { id: 3, fullName: 'Xã Bắc Hà', within: 'Tỉnh Lào Cai' };
  expect(whomFound([tanPhu, other, bac], 'tan phu')).toEqual([tanPhu, other]);
  expect(whomFound([tanPhu, other, bac], 'lao cai')).toEqual([other, bac]);
  expect(whomFound([tanPhu, other, bac], ' ')).toHaveLength(3);
  expect(whomFound([{ id: 4, fullName: 'Xã A', within: null }], 'null')).toEqual([]);
});
