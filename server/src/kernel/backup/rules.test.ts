import { describe, expect, it } from 'vitest';
import { toForget } from './rules.ts';

const DAY = 86_400_000;
/** One in the morning in Vietnam, so many days before a Sunday. */
const night = (ago: number): { at: Date } => ({ at: new Date(Date.parse('2026-11-21T18:00:00Z') - ago * DAY) });
const nights = (count: number) => Array.from({ length: count }, (_, ago) => night(ago));
const daysKept = (backups: { at: Date }[]): string[] => {
  const forgotten = new Set(toForget(backups));
  return backups.filter((each) => !forgotten.has(each)).map(({ at }) => at.toISOString().slice(0, 10));
};

describe('the backups that are kept', () => {
  it('are the last of seven days, five weeks and twelve months', () => {
    const days = daysKept(nights(500));
    expect(days.slice(0, 7)).toEqual(nights(7).map(({ at }) => at.toISOString().slice(0, 10)));
    // The nights to Sunday of the weeks before, and the last night of each month before.
    expect(days.slice(7)).toEqual([
      '2026-11-14',
      '2026-11-07',
      '2026-10-31',
      '2026-10-30',
      '2026-10-24',
      '2026-09-29',
      '2026-08-30',
      '2026-07-30',
      '2026-06-29',
      '2026-05-30',
      '2026-04-29',
      '2026-03-30',
      '2026-02-27',
      '2026-01-30',
      '2025-12-30',
    ]);
  });

  it('are the same when each night forgets its own', () => {
    let standing: { at: Date }[] = [];
    for (const each of nights(500).reverse()) {
      standing = [each, ...standing];
      const forgotten = new Set(toForget(standing));
      standing = standing.filter((backup) => !forgotten.has(backup));
    }
    expect(daysKept(standing)).toEqual(daysKept(nights(500)));
  });

  it('are the old ones where no new ones are made', () => {
    expect(toForget([night(300), night(301), night(299)])).toEqual([]);
    expect(toForget([])).toEqual([]);
  });

  it('are one for each day, the last', () => {
    const [one, two] = [{ at: new Date('2026-11-20T18:00:00Z') }, { at: new Date('2026-11-20T19:00:00Z') }];
    expect(toForget([one, two])).toEqual([one]);
  });
});
