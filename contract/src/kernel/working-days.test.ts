import { describe, expect, it } from 'vitest';
import { parsePeriod } from './period.ts';
import {
  addWorkingDays,
  dayOfDeadline,
  deadlineMoment,
  isWorkingDay,
  momentInVietnam,
  workingDayFrom,
  workingDaysBetween,
} from './working-days.ts';

/** Tết of 2026, the exchanged Saturday of January, and 30/4–1/5. */
const special = new Map<string, 'off' | 'working'>([
  ['2026-01-01', 'off'],
  ['2026-01-02', 'off'],
  ['2026-01-10', 'working'],
  ['2026-02-16', 'off'],
  ['2026-02-17', 'off'],
  ['2026-02-18', 'off'],
  ['2026-02-19', 'off'],
  ['2026-02-20', 'off'],
  ['2026-04-26', 'off'],
  ['2026-04-27', 'off'],
  ['2026-04-30', 'off'],
  ['2026-05-01', 'off'],
]);

describe('a working day', () => {
  it.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-11-23', true, 'a Monday'],
    ['2026-01-01', false, 'New Year'],
    ['2026-01-10', true, 'a Saturday worked in exchange'],
    ['2026-02-17', false, 'the first day of Tết'],
    ['2026-04-26', false, 'Giỗ Tổ on a Sunday'],
    ['2026-04-27', false, 'the Monday given for it'],
  ])('%s: %s (%s)', (day, works) => expect(isWorkingDay(day, special)).toBe(works));

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-23'],
    ['2026-02-14', '2026-02-23'],
    ['2026-04-30', '2026-05-04'],
    ['2026-01-10', '2026-01-10'],
  ])('from %s is %s', (day, works) => expect(workingDayFrom(day, special)).toBe(works));

  it.each([
    ['2026-11-14', 0, '2026-11-14'],
    ['2026-11-14', 1, '2026-11-16'],
    ['2026-11-13', 3, '2026-11-18'],
    ['2026-02-13', 1, '2026-02-23'],
    ['2026-01-09', 1, '2026-01-10'],
    ['2026-01-09', 2, '2026-01-12'],
    ['2026-02-23', -1, '2026-02-13'],
    ['2026-04-29', 1, '2026-05-04'],
  ])('%s and %i of them is %s', (day, days, then) => expect(addWorkingDays(day, days, special)).toBe(then));

  it.each([
    ['2026-11-13', '2026-11-18', 3],
    ['2026-11-13', '2026-11-15', 0],
    ['2026-02-13', '2026-02-24', 2],
    ['2026-11-18', '2026-11-13', 0],
  ])('between %s and %s: %i', (from, to, count) => expect(workingDaysBetween(from, to, special)).toBe(count));

  it('is found no further away than a list of days off can be right', () => {
    const never = new Map(
      Array.from({ length: 400 }, (_, i): [string, 'off'] => [
        new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10),
        'off',
      ]),
    );
    expect(workingDayFrom('2026-01-01', never)).toBe('2026-03-02');
  });
});

describe('a deadline', () => {
  const rule = { daysAfter: 2, counts: 'days', moves: false, hour: 17 } as const;
  const due = (code: string, more: object = {}) => {
    const period = parsePeriod(code);
    if (!period) throw new Error(code);
    return deadlineMoment(period, { ...rule, ...more }, special).toISOString();
  };
  it.each([
    ['2026-M11', {}, '2026-11-16T10:00:00.000Z', 'a Monday'],
    ['2026-M11', { daysAfter: 1 }, '2026-11-15T10:00:00.000Z', 'a Sunday stays'],
    ['2026-M11', { daysAfter: 1, moves: true }, '2026-11-16T10:00:00.000Z', 'a Sunday moves'],
    ['2026-M02', {}, '2026-02-16T10:00:00.000Z', 'Tết stays'],
    ['2026-M02', { moves: true }, '2026-02-23T10:00:00.000Z', 'Tết moves past the weekend'],
    ['2026-M11', { counts: 'working_days', daysAfter: 3 }, '2026-11-18T10:00:00.000Z', 'three working days'],
    ['2026-M02', { counts: 'working_days', daysAfter: 1 }, '2026-02-23T10:00:00.000Z', 'one working day over Tết'],
    ['2026-M11', { hour: 24 }, '2026-11-16T17:00:00.000Z', 'the end of the day'],
    ['2026-M11', { hour: 1 }, '2026-11-15T18:00:00.000Z', 'one o’clock at night'],
  ])('of %s by %o is %s (%s)', (code, more, moment, _why) => expect(due(code, more)).toBe(moment));

  it.each([
    ['2026-11-16T10:00:00Z', '2026-11-16', 'an afternoon'],
    ['2026-11-16T17:00:00Z', '2026-11-16', 'the end of the day'],
    ['2026-11-15T18:00:00Z', '2026-11-16', 'one o’clock at night, still the day before in UTC'],
  ])('at %s is of the day %s (%s)', (moment, day, _why) => expect(dayOfDeadline(new Date(moment))).toBe(day));

  it('is an hour of Vietnam', () =>
    expect(momentInVietnam('2026-11-22', 7).toISOString()).toBe('2026-11-22T00:00:00.000Z'));
});
