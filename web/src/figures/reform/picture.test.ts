import { expect, it } from 'vitest';
import { segmentsOf, spread, ticksUpTo } from './picture.ts';

it('puts round numbers on the axis, up to the largest value', () => {
  expect(ticksUpTo(3900)).toEqual([0, 1000, 2000, 3000, 4000]);
  expect(ticksUpTo(7)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksUpTo(2)).toEqual([0, 1, 2]);
  expect(ticksUpTo(0)).toEqual([0, 1]);
});

it('parts a line where there is no figure and where boundaries changed', () => {
  const places = (values: (number | null)[], breaks: number[] = []) =>
    segmentsOf(values, 10, breaks).map((segment) => segment.map(({ at }) => at));
  expect(places([1, null, 3, 4])).toEqual([[0], [2, 3]]);
  expect(places([1, 2, 3, 4], [2])).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

it('keeps labels apart', () => {
  expect(spread([100, 96, 30], 14)).toEqual([110, 96, 30]);
});
