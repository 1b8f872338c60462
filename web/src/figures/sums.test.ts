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

const trace = (
  value: number | null,
  kind: string,
  parts: TraceAnswer['parts'],
  { own = [], basis = 'units' }: { own?: number[]; basis?: string } = {},
): TraceAnswer =>
  ({ figure: { value, basis }, indicator: { kind }, parts, own: own.map((each) => ({ value: each })) }) as never;

describe('the sum behind a total', () => {
  it('is the units below and what the unit itself adds, over its lines', () => {
    const parts = [part(1, 1800), part(2, 67), part(3, null)];
    expect(sumOf(trace(1931, 'F', parts, { own: [60, 4] }))).toEqual({
      units: 2,
      below: 1867,
      itself: 64,
      unseen: 0,
      total: 1931,
    });
  });

  it('adds decimals as decimals', () => {
    const sum = sumOf(trace(0.3, 'S', [part(1, 0.1), part(2, 0.2)]));
    expect([sum?.below, sum?.itself, sum?.unseen]).toEqual([0.3, null, 0]);
  });

  it('says a zero of the unit itself, and nothing when it has not reported', () => {
    expect(sumOf(trace(5, 'F', [part(1, 5)], { own: [0] }))?.itself).toBe(0);
    expect(sumOf(trace(5, 'F', [part(1, 5)]))?.itself).toBeNull();
  });

  it('does not take what the post may not see for the own part of the unit', () => {
    const sum = sumOf(trace(1931, 'F', [part(1, null)], { own: [117] }));
    expect([sum?.itself, sum?.unseen]).toEqual([117, 1814]);
  });

  it('takes the rest of shorter periods for the own part', () => {
    const sum = sumOf(trace(12, 'F', [part(1, 9)], { basis: 'unit-periods' }));
    expect([sum?.itself, sum?.unseen]).toEqual([3, 0]);
  });

  it('is none for rates, for missing totals and for units without units below', () => {
    expect(sumOf(trace(50, 'R', [part(1, 50)]))).toBeNull();
    expect(sumOf(trace(null, 'F', [part(1, null)]))).toBeNull();
    expect(sumOf(trace(5, 'F', [], { own: [5] }))).toBeNull();
  });
});

it('names the units that were asked and have no figure', () => {
  expect(
    missingOf({ parts: [part(1, 0), part(2, null), { ...part(3, null), expected: 0 }] }).map(({ unitId }) => unitId),
  ).toEqual([2]);
});
