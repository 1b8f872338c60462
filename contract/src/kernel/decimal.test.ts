import { describe, expect, it } from 'vitest';
import { addUp, quotient, roundHalfUp, toDigits } from './decimal.ts';

describe('decimal arithmetic', () => {
  it.each([
    [0.05, 1, 0.1],
    [0.15, 1, 0.2],
    [0.25, 1, 0.3],
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [12.449, 1, 12.4],
    [-0.05, 1, -0.1],
    [1e-7, 4, 0],
    [123456789.5, 0, 123456790],
    [9007199254740991, 0, 9007199254740991],
  ])('rounds %d to %d places: %d', (value, places, rounded) => {
    expect(roundHalfUp(value, places)).toBe(rounded);
  });

  it('writes no minus before a value that rounds to nothing', () => {
    expect(toDigits(-0.04, 1)).toBe('0.0');
  });

  it('adds decimals without binary dust', () => {
    expect(addUp([0.1, 0.2])).toBe(0.3);
    expect(addUp([12.3, -0.3, 0.0001])).toBe(12.0001);
    expect(addUp(Array.from({ length: 1000 }, () => 0.1))).toBe(100);
  });

  it('divides to eight places, half up', () => {
    expect(quotient(19, 110, 100)).toBe(17.27272727);
    expect(quotient(2, 3, 100)).toBe(66.66666667);
    expect(quotient(-1, 8)).toBe(-0.125);
    expect(quotient(0, 8)).toBe(0);
  });
});
