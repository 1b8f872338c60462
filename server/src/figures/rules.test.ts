import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { editionOf } from './rules.ts';

const slot = (id: string): number => indicatorOf(id)?.slot ?? 0;
const parts = [slot('mediation_conducted'), slot('mediation_successful')];

describe('the edition that publishes a figure', () => {
  const press = { number: '15/BC', slots: [slot('press_items'), ...parts] };
  const ratio = { number: '16/BC', slots: [slot('units_total'), slot('rate_mediation_success')] };
  const before = { number: '3/BC', slots: null };

  it.each([
    ['is that of the form that asks for it', 'press_items', [ratio, press], '15/BC'],
    ['is none where only other forms were issued', 'festival_points', [ratio, press], undefined],
    ['of a ratio is that of the form that names it', 'rate_mediation_success', [press, ratio], '16/BC'],
    ['of a ratio that no form names is that of all its parts', 'rate_mediation_success', [press], '15/BC'],
    ['of a part is not that of the ratio alone', 'mediation_conducted', [ratio], undefined],
    ['is the newer of two', 'press_items', [{ ...press, number: '17/BC' }, press], '17/BC'],
    [
      'is one of before, which holds the whole line, where no form of its own was issued',
      'press_items',
      [ratio, before],
      '3/BC',
    ],
    ['is the own one also where one of before is newer', 'press_items', [before, press], '15/BC'],
    ['is none where nothing was issued', 'press_items', [], undefined],
  ])('%s', (_, id, standing, number) => {
    const indicator = indicatorOf(id);
    if (!indicator) throw new Error(id);
    expect(editionOf<{ number: string; slots: number[] | null }>(indicator, standing)?.number).toBe(number);
  });
});
