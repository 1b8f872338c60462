import { describe, expect, it } from 'vitest';
import { daysTyped } from './words.ts';

describe('days against the deadline, as they are typed', () => {
  it.each([
    ['-3, 0, 1', [-3, 0, 1]],
    ['−3; 0', [-3, 0]],
    ['', []],
    ['-3,,1', [-3, 1]],
    ['ba', null],
    ['1.5', null],
    ['61', null],
    ['1 2 3 4 5 6 7 8 9', null],
  ])('%j: %j', (text, days) => expect(daysTyped(text)).toEqual(days));
});
