import { describe, expect, it } from 'vitest';
import { toSheet } from '../../figures/index.ts';
import { completeCells, type Form, faultsOfReport } from './rules.ts';
import { shippedForms } from './shipped.ts';

const shipped = shippedForms.find((form) => form.code === 'N01');
const yearly = shipped as unknown as Form;
const cell = (value: number | null, more: object = {}) =>
  ({ value, precision: 'exact', kind: 'own', note: null, ...more }) as const;

describe('sums that the form fills itself', () => {
  const parts = { units_excellent: cell(3), units_good: cell(4) };
  it.each([
    ['adds its parts', parts, { value: 7, precision: 'exact', kind: 'own' }],
    [
      'is as precise as the worst of them',
      { ...parts, units_good: cell(4, { precision: 'about' }) },
      { value: 7, precision: 'about' },
    ],
    [
      'is declared when they are',
      { units_excellent: cell(3, { kind: 'declared' }), units_good: cell(4, { kind: 'declared' }) },
      { kind: 'declared' },
    ],
  ])('%s', (_, cells, right) => {
    expect(completeCells(yearly, 'commune', cells, false)['units_good_or_better']).toMatchObject(right);
  });
  it.each([
    ['a part is missing', { units_excellent: cell(3) }],
    ['the parts are not of one kind', { ...parts, units_good: cell(4, { kind: 'declared' }) }],
  ])('does not stand when %s', (_, cells) => {
    expect(completeCells(yearly, 'commune', cells, false)['units_good_or_better']).toBeUndefined();
  });
  it('is never taken from what somebody typed', () => {
    const cells = completeCells(
      yearly,
      'commune',
      { units_good_or_better: cell(-5), units_classified: cell(1.5e300) },
      false,
    );
    expect(cells).toEqual({});
    expect(faultsOfReport(yearly, 'commune', cells, { complete: true })).toEqual([]);
    expect(toSheet(cells, 'committee', { level: 'commune', tags: new Set() }).own).toEqual([]);
  });
});
