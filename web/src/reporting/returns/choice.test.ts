import { describe, expect, it } from 'vitest';
import type { ReportAnswer } from '../use-draft.ts';
import { outcomeOf, questionsOf, withReason } from './choice.ts';

const row = (indicator: string, computed = false) => ({
  indicator,
  words: { vi: indicator, en: indicator },
  unit: { vi: 'buổi', en: 'sessions' },
  kind: 'F' as const,
  computed,
  required: true,
  indent: false,
});
const cell = (indicator: string, value: number | null, lastYear: number | null = null, note: string | null = null) => ({
  indicator,
  value,
  lastYear,
  note,
});
const rows = [row('a'), row('b'), row('c'), row('d'), row('e'), row('sum', true)];
const said = { value: 1, precision: 'exact', kind: 'own', note: null };
const answer = {
  form: { sections: [{ rows }] },
  cells: [
    cell('a', 10, 10),
    cell('b', 100, 10),
    cell('c', 7, 7, 'Có sổ.'),
    cell('d', 3),
    cell('e', null),
    cell('sum', 900, 1),
  ],
  submissions: [
    {
      changed: [
        { indicator: 'd', before: said, after: said, outside: true },
        { indicator: 'a', before: said, after: said, outside: false },
      ],
      unchanged: ['c'],
    },
  ],
} as unknown as ReportAnswer;

it('the cells that ask for a decision are those that changed, came back as they were, carry a remark or jumped', () => {
  expect(Object.fromEntries(questionsOf(answer))).toEqual({
    a: ['changed'],
    b: ['strong'],
    c: ['unchanged', 'note'],
    d: ['outside'],
  });
});

describe('the choice', () => {
  const filled = (id: string) => id !== 'e';
  it('counts the filled cells that are accepted, and never the empty ones', () => {
    const chosen = withReason(withReason(new Map(), 'b', ' Gấp mười lần. '), 'e', 'Chưa có số.');
    expect(outcomeOf(rows.slice(0, 5), filled, chosen)).toEqual({
      accepted: 3,
      cells: { b: 'Gấp mười lần.', e: 'Chưa có số.' },
      short: undefined,
    });
  });
  it('names the first reason that is too short, and forgets a cell that is taken after all', () => {
    const chosen = withReason(withReason(new Map(), 'c', 'Sai.'), 'b', '');
    expect(outcomeOf(rows.slice(0, 5), filled, chosen).short).toBe('b');
    expect(outcomeOf(rows.slice(0, 5), filled, withReason(chosen, 'b', null)).short).toBe('c');
  });
});
