import { describe, expect, it } from 'vitest';
import { periodOfCode } from '../../figures/index.ts';
import {
  codeOf,
  groupsOf,
  type Known,
  knownOfAll,
  whyNotAsk,
  whyNotClose,
  whyNotExtend,
  whyNotFigures,
  whyNotOtherCalendar,
  whyNotPeriod,
  whyNotWithdraw,
} from './rules.ts';

const officer = { unitId: 1, lines: ['committee', 'all'], ownLines: ['committee'], does: new Set(['request']) };
const reader = { ...officer, does: new Set<string>() };
const elsewhere = { ...officer, unitId: 2 };
const foreign = { ...officer, lines: ['women'], ownLines: ['women'] };
const moment = (day: string) => new Date(`${day}T10:00:00Z`);
const request = {
  ...{ unitId: 1, line: 'committee', ended: null as string | null, asked: 3, answered: 1 },
  dueAt: moment('2026-11-25'),
};

describe('requests', () => {
  it.each([
    ['an officer of the line', officer, 'committee', undefined],
    ['who only reads the line', reader, 'committee', 'reporting.not-your-request'],
    ['who does not read the line', foreign, 'committee', 'kernel.not-found'],
  ])('are sent by %s: %#', (_, doer, line, code) => {
    expect(whyNotAsk(doer, line)?.code).toBe(code);
  });

  it.each([
    ['2026-M12', undefined],
    ['2026-N9', 'reporting.request-period-wrong'],
    ['2027-M01', 'reporting.request-period-wrong'],
    ['TM:2026-Y', undefined],
    ['RR:2027-Y', undefined],
    ['RR:2028-Y', 'reporting.request-period-wrong'],
  ])('are about periods that have begun: %s', (period, code) => {
    const why = whyNotPeriod(periodOfCode(period), '2026-11-22');
    expect([why?.code, why?.fields?.[0]?.path]).toEqual([code, code && 'period']);
  });

  it.each([
    [['fire_inspections'], 'committee', undefined],
    [['rate_mediation_success'], 'committee', 'reporting.request-figures-wrong'],
    [['model_points'], 'police', 'reporting.request-figures-wrong'],
    [['unheard_of'], 'committee', 'reporting.request-figures-wrong'],
  ])('ask for typed figures of the line: %s, %s', (ids, line, code) => {
    const known = new Set(['fire_inspections', 'rate_mediation_success', 'model_points']);
    expect(whyNotFigures(ids, line, known)?.code).toBe(code);
  });

  it.each([
    ['nothing is open', [], undefined],
    ['others count something else', [{ code: 'TH02', fills: new Set(['fire_inspections']) }], undefined],
    ['another calendar counts one of them', [{ code: 'TH02', fills: new Set(['model_points']) }], 'TH02'],
  ])('leave alone what another calendar counts in the same time: %s', (_, others, form) => {
    const why = whyNotOtherCalendar(['model_points', 'mediation_teams'], others);
    expect(why?.code).toBe(form && 'reporting.request-other-calendar');
    expect(why?.data['forms']).toBe(form);
    expect(why?.fields?.map(({ path }) => path)).toEqual(form && ['indicators']);
  });

  const late = { dueAt: moment('2026-11-28'), now: moment('2026-11-22') };
  const ended = { ...request, ended: 'closed' };
  const done = { ...request, answered: 3 };
  it.each([
    [officer, request, undefined, undefined, 'reporting.request-answered'],
    [officer, { ...request, answered: 0 }, undefined, undefined, undefined],
    [elsewhere, request, ...Array(3).fill('reporting.not-your-request')],
    [reader, request, ...Array(3).fill('reporting.not-your-request')],
    [foreign, request, ...Array(3).fill('kernel.not-found')],
    [officer, ended, ...Array(3).fill('reporting.request-ended')],
    [officer, done, 'reporting.request-all-answered', 'reporting.request-all-answered', 'reporting.request-answered'],
  ])('are extended, closed and withdrawn by who sent them: %#', (doer, row, extend, close, withdraw) => {
    expect([
      whyNotExtend(doer, row, late)?.code,
      whyNotClose(doer, row)?.code,
      whyNotWithdraw(doer, row)?.code,
    ]).toEqual([extend, close, withdraw]);
  });

  it.each([
    ['2026-11-21', 'reporting.request-due-past'],
    ['2026-11-25', 'reporting.request-due-sooner'],
    ['2026-11-26', undefined],
  ])('get more time, never less: %s', (day, code) => {
    const to = { dueAt: moment(day), now: moment('2026-11-22') };
    expect(whyNotExtend(officer, request, to)?.code).toBe(code);
  });

  const known: Known = new Map([
    [1, new Map([['a', 'held']])],
    [
      2,
      new Map([
        ['b', 'coming'],
        ['a', 'coming'],
      ]),
    ],
    [3, new Map()],
    [4, new Map()],
  ]);
  it('leave out what is known, and put units that lack the same together', () => {
    expect(groupsOf(known, [1, 2, 3, 4], ['a', 'b'])).toEqual([
      { indicators: ['a', 'b'], units: [3, 4] },
      { indicators: ['b'], units: [1] },
    ]);
    expect(knownOfAll(known, [1, 2], ['a', 'b'])).toEqual(['a']);
    expect(knownOfAll(known, [1, 2, 3], ['a', 'b'])).toEqual([]);
    expect([codeOf(7, 0), codeOf(7, 1)]).toEqual(['YC-7', 'YC-7.2']);
  });
});
