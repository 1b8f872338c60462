import { expect, it } from 'vitest';
import { differsStrongly } from './strong.ts';

it.each([
  [1400, 140, true],
  [15, 10, true],
  [14, 10, false],
  [9, 10, false],
  [0, 10, true],
  [4, 0, false],
  [5, 0, true],
  [3, 1, false],
  [null, 10, false],
  [10, null, false],
] as const)('%s after %s differs strongly: %s', (now, before, strong) => {
  expect(differsStrongly(now, before)).toBe(strong);
});
