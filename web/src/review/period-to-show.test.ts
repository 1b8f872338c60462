import { describe, expect, it } from 'vitest';
import { periodToShow } from './period-to-show.ts';

const month = { code: '2026-M11', startsOn: '2026-10-15', endsOn: '2026-11-14' };
const year = { code: '2026-Y', startsOn: '2025-12-15', endsOn: '2026-12-14' };
const earlier = { code: '2026-M10', startsOn: '2026-09-15', endsOn: '2026-10-14' };

describe('the period a review opens on', () => {
  it('is the newest that is over, in whatever order they are listed', () => {
    expect(periodToShow([year, earlier, month], '2026-11-22')).toBe('2026-M11');
    expect(periodToShow([month, earlier, year], '2026-11-14')).toBe('2026-M10');
  });

  it('is the newest there is when none is over, and none when there is none', () => {
    expect(periodToShow([month, year], '2026-01-01')).toBe('2026-Y');
    expect(periodToShow([], '2026-01-01')).toBeNull();
  });
});
