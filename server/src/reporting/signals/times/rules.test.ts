import { describe, expect, it } from 'vitest';
import type { Case, Sending } from '../case.ts';
import { lastHour, yearAtOnce } from './rules.ts';

const MINUTE = 60_000;
const start = Date.parse('2026-11-20T01:00:00Z');
const sheet = (at: number) => ({
  period: `P${at}`,
  at,
  isNil: false,
  own: new Map(),
  declared: new Map(),
  texts: [],
});
const caseOf = (at: number, sendings: readonly Sending[]): Case => ({
  unitId: 1,
  sheet: sheet(at),
  sentAt: sendings.find((each) => each.at === at)?.sentAt ?? start,
  before: [],
  sendings,
  months: [],
  sums: new Map(),
});
const setting = (periods: number, minutes: number) => ({ isOn: true, weight: 5, thresholds: { periods, minutes } });

describe('many periods sent at once', () => {
  /** Periods 1, 2, 3 … sent that many minutes after the start. */
  const sent = (minutes: readonly number[], more: (at: number) => object = () => ({})): Sending[] =>
    minutes
      .map((after, place) => ({
        period: `P${place + 1}`,
        at: place + 1,
        sentAt: start + after * MINUTE,
        dueAt: start,
        own: true,
        ...more(place + 1),
      }))
      .reverse();
  const told = (of: Case) => yearAtOnce(of, setting(3, 10))?.periods ?? null;
  it.each([
    ['three within ten minutes, told at the newest', 3, sent([0, 5, 10]), ['P1', 'P2', 'P3']],
    ['not told at one before', 2, sent([0, 5, 10]), null],
    ['not within eleven', 3, sent([0, 5, 11]), null],
    ['not two', 2, sent([0, 1]), null],
    ['three of four, without the one of before', 4, sent([-60, 0, 5, 10]), ['P2', 'P3', 'P4']],
    ['not what others have loaded for it', 3, sent([0, 5, 10], (at) => ({ own: at !== 2 })), null],
    ['whichever came first', 3, sent([10, 5, 0]), ['P1', 'P2', 'P3']],
    ['not a period that was not sent', 4, sent([0, 5, 10]), null],
  ])('%s', (_, at, sendings, right) => {
    expect(told(caseOf(at, sendings))).toEqual(right);
  });
  it('tells how long it took, and since when', () => {
    expect(yearAtOnce(caseOf(3, sent([0, 2, 4.26])), setting(3, 10))).toEqual({
      kind: 'year-at-once',
      periods: ['P1', 'P2', 'P3'],
      minutes: 4.3,
      from: '2026-11-20T01:00:00.000Z',
    });
  });
});

describe('always in the last hour', () => {
  /** Periods 1, 2, 3 …, each sent that many minutes before its deadline. */
  const sent = (minutes: readonly number[], more: (at: number) => object = () => ({})): Sending[] =>
    minutes
      .map((left, place) => {
        const dueAt = start + place * 43_200 * MINUTE;
        return {
          period: `P${place + 1}`,
          at: place + 1,
          sentAt: dueAt - left * MINUTE,
          dueAt,
          own: true,
          ...more(place + 1),
        };
      })
      .reverse();
  it.each([
    ['three in a row', 3, sent([60, 0.5, 30]), [30, 0, 60]],
    ['not when one was an hour and a minute before', 3, sent([61, 5, 30]), null],
    ['not when one was late', 3, sent([60, -1, 30]), null],
    ['only the newest three count', 4, sent([5000, 5, 6, 7]), [7, 6, 5]],
    ['not two', 2, sent([5, 6]), null],
    ['not with a period between them that was not sent', 4, sent([5, 6, 7, 8]).filter(({ at }) => at !== 3), null],
    ['not what others have loaded for it', 3, sent([5, 6, 7], (at) => ({ own: at !== 1 })), null],
  ])('%s', (_, at, sendings, right) => {
    const found = lastHour(caseOf(at, sendings), setting(3, 60));
    expect(found?.sendings.map(({ minutes }) => minutes) ?? null).toEqual(right);
  });
});
