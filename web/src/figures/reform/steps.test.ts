import type { UnitInTime } from '@app/contract/figures/restated/routes.ts';
import { expect, it } from 'vitest';
import { lastChangeOn, sayChange } from './steps.ts';

const unit = (id: number, fullName: string, to: string | null = null): UnitInTime => ({
  ...{ id, fullName, to, code: String(id), level: 'commune' as const, from: null },
});
const [one, two, three] = [unit(1, 'Xã Một', '2025-06-30'), unit(2, 'Xã Hai'), unit(3, 'Xã Ba')];

it('tells a new unit by what it was made of, and an ended one by where it went', () => {
  expect(sayChange(2, [one, unit(4, 'Xã Bốn')], [two]).vi).toBe('2 đơn vị thành 1');
  expect(sayChange(1, [one], [two]).vi).toBe('Xã Một chuyển vào Xã Hai');
  expect(sayChange(1, [one], [two, three]).en).toBe('Xã Một went into Xã Hai, Xã Ba');
  expect(sayChange(1, [one], [two, three, unit(5, 'Xã Năm')]).vi).toBe('Xã Một được chia cho 3 đơn vị');
});

it('looks at the day after the end of a unit that nobody took over', () => {
  expect(lastChangeOn({ unit: one, units: [one], steps: [] }, '2026-11-23')).toBe('2025-07-01');
  expect(lastChangeOn({ unit: two, units: [two], steps: [] }, '2026-11-23')).toBeNull();
});
