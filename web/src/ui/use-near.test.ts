import { describe, expect, it } from 'vitest';
import { holdsNear, isNear, nearOf } from './use-near.ts';

describe('rows of a long table that are drawn whole', () => {
  it.each([
    [[], null],
    [[0], { first: 0, last: 9 }],
    [[9, 3, 10], { first: 0, last: 19 }],
    [[57, 58, 71], { first: 50, last: 79 }],
    [[79], { first: 70, last: 79 }],
  ])('of %o are %o', (seen, near) => {
    expect(nearOf(seen)).toEqual(near);
  });

  it('are those in sight and those around the keyboard', () => {
    const near = { first: 50, last: 79 };
    const drawn = (keyboard: number) =>
      Array.from({ length: 300 }, (_, row) => row).filter((row) => isNear(near, row, keyboard));
    expect(drawn(60)).toEqual(Array.from({ length: 30 }, (_, at) => 50 + at));
    expect(drawn(0).slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50]);
    expect(drawn(299)).toHaveLength(30 + 11);
  });

  it('are all of a short table', () => {
    expect(isNear(null, 70, 0)).toBe(true);
  });

  it('are found in the parts that are drawn first, and in no other', () => {
    const near = { first: 50, last: 79 };
    const drawn = (keyboard: number) =>
      Array.from({ length: 10 }, (_, part) => part).filter((part) => holdsNear(near, part * 30, 30, keyboard));
    expect(drawn(60)).toEqual([1, 2]);
    expect(drawn(0)).toEqual([0, 1, 2]);
    expect(drawn(25)).toEqual([0, 1, 2]);
    expect(drawn(290)).toEqual([1, 2, 9]);
    for (const keyboard of [0, 25, 145, 290])
      for (let row = 0; row < 300; row += 1)
        if (isNear(near, row, keyboard)) expect(drawn(keyboard)).toContain(Math.floor(row / 30));
    expect(holdsNear(null, 270, 30, 0)).toBe(true);
  });
});
