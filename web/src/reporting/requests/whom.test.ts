import { expect, it } from 'vitest';
import { whomToLookAt } from './whom.ts';

const units = [7, 8, 9, 10];

it.each<[string, number[], object]>([
  ['all of them need no list', [], {}],
  ['nearly all are those that are left out', [8], { except: '8' }],
  ['half of them are named', [7, 8], { units: '9,10' }],
  ['few are named', [7, 8, 10], { units: '9' }],
])('%s', (_, left, right) => {
  expect(whomToLookAt(units, new Set(left))).toEqual(right);
});
