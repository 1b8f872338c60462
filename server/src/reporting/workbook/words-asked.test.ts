import { describe, expect, it } from 'vitest';
import { shippedForms } from '../form/shipped.ts';
import type { Checked, UnitOutcome } from './check.ts';
import { askForWords } from './words-asked.ts';

const outcome = (is: UnitOutcome['outcome']): UnitOutcome => ({
  ...{ outcome: is, accepted: 3, refused: 0, whyNot: null, after: {} },
});
const formOf = (periodKind: 'month' | 'year') => {
  const found = shippedForms.find((form) => form.periodKind === periodKind);
  if (!found) throw new Error(`no form of a ${periodKind}`);
  return { ...found, calendar: 'reporting' as const };
};
const checked = (...units: UnitOutcome[]): Checked => ({
  ...{ accepted: [], refused: [], units, formulas: 0, hiddenRows: 0 },
  summary: {
    accepted: 6,
    unchanged: 0,
    refused: 0,
    reports: units.filter((unit) => unit.outcome === 'written').length,
  },
});

describe('words that a form asks for, in a file of many units', () => {
  const ask = (of: Checked, texts: Record<string, string>[], kind: 'month' | 'year' = 'year') =>
    askForWords(of, { form: formOf(kind), textsOf: (unit) => texts[unit] ?? {}, at: (unit) => `D${unit + 5}` });

  it('are missed where the figures of the unit begin, and only of units that would be sent', () => {
    const found = ask(checked(outcome('written'), outcome('written'), outcome('blank'), outcome('refused')), [
      { results: 'Đã làm.' },
      { results: ' ', limits: 'Còn ít.' },
    ]);
    expect(found.refused).toMatchObject([
      { at: 'D6', unit: 1, indicator: null, code: 'reporting.section-not-brought' },
    ]);
    expect(found.refused[0]?.says.vi).toContain('“Kết quả”');
    expect(found.units.map((unit) => [unit.outcome, unit.refused])).toEqual([
      ['written', 0],
      ['refused', 1],
      ['blank', 0],
      ['refused', 0],
    ]);
    expect(found.summary).toMatchObject({ refused: 1, reports: 1 });
  });

  it('are none in a form that asks for none', () => {
    const before = checked(outcome('written'));
    expect(ask(before, [], 'month')).toEqual(before);
  });
});
