import { describe, expect, it } from 'vitest';
import { type Change, eventFor, readMessage } from './rules.ts';

const province = { unitId: 1, allUnits: false, lines: ['committee', 'women', 'front', 'all'] };
const women = { ...province, lines: ['women'] };
const administrator = { ...province, lines: [] };
const change = (unit: number, line: string | null, room: Change['room'] = 'reporting'): Change => ({
  room,
  unit,
  line,
});
const below = new Map([[1, [10, 11]]]);
const heardBy = (who: Parameters<typeof eventFor>[0], changes: readonly Change[]) =>
  eventFor(who, changes, (top) => changes.filter(({ unit }) => below.get(top)?.includes(unit)));

describe('what the database tells', () => {
  it('is a room with units and the posts that wrote', () => {
    expect(readMessage('reporting|44.17,45.0')).toEqual([
      { room: 'reporting', unit: 44, post: 17 },
      { room: 'reporting', unit: 45, post: 0 },
    ]);
  });

  it('is nothing where the room is none that is told', () => {
    expect([readMessage('identity|44.17'), readMessage('')]).toEqual([[], []]);
  });
});

describe('who hears', () => {
  it.each([
    ['own line', women, change(10, 'women'), true],
    ['another line', women, change(10, 'front'), false],
    ['a body of two lines', women, change(10, null), false],
    ['every line', province, change(10, 'front'), true],
    ['every line, a body of two lines', province, change(10, null), true],
    ['a unit elsewhere', province, change(20, 'front'), false],
    ['no figures', administrator, change(10, 'women'), false],
    ['no figures, about the unit itself', administrator, change(10, null, 'org'), true],
    ['every unit', { ...women, allUnits: true }, change(20, 'women'), true],
    ['every unit, another line', { ...women, allUnits: true }, change(20, 'front'), false],
  ])('%s', (_, who, one, hears) => {
    expect(heardBy(who, [one])).toEqual(hears ? { rooms: [one.room], units: [one.unit] } : null);
  });

  it('hears of what it may see alone, also where more was written at once', () => {
    expect(heardBy(women, [change(10, 'women'), change(11, 'front'), change(11, null, 'review')])).toEqual({
      rooms: ['reporting'],
      units: [10],
    });
  });

  it('is not told more units than fifty', () => {
    const many = Array.from({ length: 51 }, (_, at) => change(at, 'women'));
    expect(eventFor({ ...women, allUnits: true }, many, () => [])).toEqual({ rooms: ['reporting'], units: null });
  });
});
