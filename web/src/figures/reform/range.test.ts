import { describe, expect, it } from 'vitest';
import { periodsAround, placesShown } from './range.ts';

describe('the periods around a reform', () => {
  it('put the quarter in which boundaries changed first after the break', () => {
    expect(periodsAround('quarter', '2025-07-01', '2026-11-23')).toEqual(
      ['2024-Q3', '2024-Q4', '2025-Q1', '2025-Q2'].concat(['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2']),
    );
  });

  it('end with the one that has begun', () => {
    expect(periodsAround('year', '2025-07-01', '2026-11-23').slice(-2)).toEqual(['2025-Y', '2026-Y']);
    expect(periodsAround('month', '2025-07-01', '2025-07-20').at(-1)).toBe('2025-M08');
  });

  it('leave out the ends in which nobody has reported, and keep both sides of the break', () => {
    const points = (...values: (number | null)[]) => values.map((value) => (value === null ? null : { value }));
    expect(placesShown([points(null, null, 3, 4, null, null)], 6, 4)).toEqual([2, 4]);
    expect(placesShown([points(null, 1, 3, 4, 5, null)], 6, 4)).toEqual([1, 4]);
    expect(placesShown([points(null, null, null, null, 5, 6)], 6, 4)).toEqual([3, 5]);
    expect(placesShown([points(null, null)], 2, 1)).toEqual([0, 1]);
  });
});
