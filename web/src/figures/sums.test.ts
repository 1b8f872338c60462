import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { describe, expect, it } from 'vitest';
import { missingOf, sumOf } from './sums.ts';

const part = (unitId: number, value: number | null): TraceAnswer['parts'][number] => ({
  unitId,
  fullName: `Xã ${unitId}`,
  value,
  precision: 'exact',
  reported: value === null ? 0 : 1,
  expected: 1,
});

const trace = (value: number | null, kind: string, parts: TraceAnswer['parts'], ownValue?: number): TraceAnswer =>
  ({
    figure: { value },
    indicator: { kind },
    parts,
    own: ownValue === undefined ? [] : [{ value: ownValue }],
  }) as never;

describe('the sum behind a total', () => {
  it('is the units below and what the unit itself adds', () => {
    expect(sumOf(trace(1931, 'F', [part(1, 1800), part(2, 67), part(3, null)], 64))).toEqual({
      units: 2,
      below: 1867,
      itself: 64,
      total: 1931,
    });
  });

  it('adds decimals as decimals', () => {
    expect(sumOf(trace(0.3, 'S', [part(1, 0.1), part(2, 0.2)]))).toEqual({
      units: 2,
      below: 0.3,
      itself: null,
      total: 0.3,
    });
  });

  it('says a zero of the unit itself, and nothing when it has not reported', () => {
    expect(sumOf(trace(5, 'F', [part(1, 5)], 0))?.itself).toBe(0);
    expect(sumOf(trace(5, 'F', [part(1, 5)]))?.itself).toBeNull();
  });

  it('is none for rates, for missing totals and for units without units below', () => {
    expect(sumOf(trace(50, 'R', [part(1, 50)]))).toBeNull();
    expect(sumOf(trace(null, 'F', [part(1, null)]))).toBeNull();
    expect(sumOf(trace(5, 'F', [], 5))).toBeNull();
  });
});

it('names the units without figures', () => {
  expect(missingOf({ parts: [part(1, 0), part(2, null)] }).map(({ unitId }) => unitId)).toEqual([2]);
});
