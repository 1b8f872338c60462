import { describe, expect, it } from 'vitest';
import { type CaseUnit, workedCases } from './figure.cases.ts';
import { answer } from './figures-model.ts';

const withAll = (unit: CaseUnit): CaseUnit[] => [unit, ...unit.children.flatMap(withAll)];

describe('worked cases: wrong sums that look right', () => {
  it.each(workedCases.map((each) => [each.title.en, each] as const))('%s', (_, worked) => {
    expect(answer(worked, worked.ask)).toEqual(worked.right);
  });
});

describe('the table of worked cases', () => {
  it('has about forty cases or more, each told apart by its id and in both languages', () => {
    expect(workedCases.length).toBeGreaterThanOrEqual(40);
    expect(new Set(workedCases.map((each) => each.id)).size).toBe(workedCases.length);
    expect(new Set(workedCases.map((each) => each.title.vi)).size).toBe(workedCases.length);
    expect(workedCases.filter(({ title }) => title.vi !== title.vi.normalize('NFC'))).toEqual([]);
  });

  it('shows a careless answer that differs from the right one', () => {
    expect(workedCases.filter((each) => each.careless === each.right.value)).toEqual([]);
  });

  it('speaks only of units of its tree, and only reporting units have figures of their own', () => {
    for (const { id, tree, cells, ask } of workedCases) {
      const units = new Map(withAll(tree).map((unit) => [unit.id, unit]));
      expect([id, units.has(ask.unit)]).toEqual([id, true]);
      for (const cell of cells) {
        expect([
          id,
          cell.unit,
          cell.kind === 'declared' ? units.has(cell.unit) : units.get(cell.unit)?.reports,
        ]).toEqual([id, cell.unit, true]);
      }
    }
  });
});
