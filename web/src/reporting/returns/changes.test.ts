import { formatFigure } from '@app/contract/kernel/figure.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import { expect, it } from 'vitest';
import { bothSides, type Change } from './changes.ts';

const cell = (value: number | null, more: Partial<Change['before']> = {}): Change['before'] => ({
  value,
  precision: 'exact',
  kind: 'own',
  note: null,
  ...more,
});
const write = {
  t: (words: Words, data: Record<string, string | number> = {}) => say(words, 'vi', data),
  figure: (figure: { value: number; precision: 'exact' | 'at_least' | 'about' } | null) =>
    formatFigure(figure?.value ?? null, { language: 'vi' as const, ...(figure && { precision: figure.precision }) }),
};

it.each([
  ['a value', cell(9), cell(7), '9', '7'],
  ['a precision', cell(18000), cell(18000, { precision: 'at_least' }), '18.000', 'hơn 18.000'],
  ['a kind', cell(7), cell(7, { kind: 'declared' }), '7', '7 (số công bố, không cộng)'],
  ['a figure where none was', cell(null), cell(0), '–', '0'],
  ['a remark alone', cell(7), cell(7, { note: 'Có sổ.' }), 'không ghi chú', 'ghi chú “Có sổ.”'],
  ['a value and a remark', cell(7, { note: 'Ước.' }), cell(8), '7, ghi chú “Ước.”', '8, không ghi chú'],
] as const)('%s', (_, before, after, left, right) => {
  expect(bothSides({ indicator: 'press_items', before, after, outside: false }, write)).toEqual({
    before: left,
    after: right,
  });
});
