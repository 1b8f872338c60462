import { describe, expect, it } from 'vitest';
import { periodsOf, periodToShow } from './period-to-show.ts';

const month = { code: '2026-M11', endsOn: '2026-11-14' };
const year = { code: '2026-Y', endsOn: '2026-12-14' };
const earlier = { code: '2026-M10', endsOn: '2026-10-14' };

describe('the period a review opens on', () => {
  it('is the newest that is over, in whatever order they are listed', () => {
    expect(periodToShow([year, earlier, month], '2026-11-22')).toBe('2026-M11');
    expect(periodToShow([month, earlier, year], '2026-11-14')).toBe('2026-M10');
  });

  it('is one of the reporting calendar, whatever closes beside it', () => {
    const teams = { code: 'TM:2026-Y', endsOn: '2026-11-14' };
    expect(periodToShow([teams, month, year], '2026-11-22')).toBe('2026-M11');
    expect(periodToShow([teams], '2026-11-22')).toBeNull();
  });

  it('is the newest there is when none is over, and none when there is none', () => {
    expect(periodToShow([month, year], '2026-01-01')).toBe('2026-Y');
    expect(periodToShow([], '2026-01-01')).toBeNull();
  });
});

describe('the periods of a unit', () => {
  const codes = (term: { validFrom: string | null; validTo: string | null }) =>
    periodsOf([year, month, earlier], term).map(({ code }) => code);

  it('are those at whose end it is in force', () => {
    expect(codes({ validFrom: '2026-11-14', validTo: null })).toEqual(['2026-Y', '2026-M11']);
    expect(codes({ validFrom: null, validTo: '2026-11-14' })).toEqual(['2026-M11', '2026-M10']);
  });

  it('are all of them for a unit without beginning and end', () => {
    expect(codes({ validFrom: null, validTo: null })).toHaveLength(3);
  });
});
