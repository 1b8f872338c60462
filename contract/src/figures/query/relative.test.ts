import { describe, expect, it } from 'vitest';
import { namedQueries } from './named.ts';
import { question } from './question.ts';
import { periodsFrom } from './relative.ts';

const codes = (name: string, day: string) => periodsFrom(name, day)?.map(({ code }) => code) ?? null;

describe('periods named from a day', () => {
  // A month runs from the 15th to the 14th and belongs to the one in which it ends.
  it.each([
    ['this-month', '2026-11-14', ['2026-M11']],
    ['this-month', '2026-11-15', ['2026-M12']],
    ['this-month', '2026-12-15', ['2027-M01']],
    ['this-year', '2026-12-14', ['2026-Y']],
    ['this-year', '2026-12-15', ['2027-Y']],
    ['last-month', '2026-12-15', ['2026-M12']],
    ['last-quarter', '2026-02-01', ['2025-Q4']],
    ['last-half-year', '2026-11-22', ['2026-H1']],
    ['last-3-months', '2026-01-20', ['2025-M11', '2025-M12', '2026-M01']],
    ['last-2-years', '2026-11-22', ['2024-Y', '2025-Y']],
    ['quarters-this-year', '2026-11-22', ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']],
    ['half-years-last-year', '2026-11-22', ['2025-H1', '2025-H2']],
    ['1-months-back', '2026-11-22', ['2026-M11']],
    ['3-years-back', '2026-11-22', ['2023-Y']],
  ])('%s on %s', (name, day, expected) => {
    expect(codes(name, day)).toEqual(expected);
  });

  it('has all months of the year, those to come too', () => {
    expect(codes('months-this-year', '2026-03-01')).toHaveLength(12);
  });

  it.each(['2026-M11', 'last-0-months', 'last-1000-months', 'next-month', 'years-this-year', 'last-months', ''])(
    'knows no %s',
    (name) => {
      expect(codes(name, '2026-11-22')).toBeNull();
    },
  );
});

describe('named queries', () => {
  it('are the eighteen shapes, each once, with a question that is one', () => {
    expect(new Set(namedQueries.map(({ name }) => name)).size).toBe(18);
    for (const { question: written } of namedQueries)
      expect(question.safeParse({ ...written, units: written.units.replace(/\{\w+\}/g, '1') }).success).toBe(true);
  });
});
