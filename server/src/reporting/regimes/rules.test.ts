import { parsePeriod } from '@app/contract/kernel/period.ts';
import { describe, expect, it } from 'vitest';
import { bookOf, lockDaysOf } from './book.ts';
import {
  type Regime,
  regimeFor,
  whyNotDays,
  whyNotSetDaysOff,
  whyNotSetRegime,
  whyNotWithdrawRegime,
} from './rules.ts';

let ids = 0;
const regime = (more: Partial<Regime>): Regime => ({
  id: ++ids,
  unitId: null,
  form: null,
  level: 'commune',
  calendar: 'reporting',
  periodKind: 'month',
  validFrom: '2000-01-01',
  daysAfter: 2,
  counts: 'days',
  moves: false,
  hour: 17,
  lockDays: null,
  opensDays: 7,
  remindDays: [-3, 0, 1],
  escalateDays: 3,
  ownAllowed: true,
  ...more,
});
const period = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};

describe('which regime holds', () => {
  const cases: readonly [string, Partial<Regime>[], object, number | null][] = [
    ['the default of the country', [{ daysAfter: 2 }], {}, 2],
    ['none of another kind of period', [{ daysAfter: 2, periodKind: 'year' }], {}, null],
    ['none of another calendar', [{ daysAfter: 2, calendar: 'team' }], {}, null],
    [
      'of a year the one of its own calendar',
      [
        { daysAfter: 2, periodKind: 'year' },
        { daysAfter: 7, periodKind: 'year', calendar: 'team' },
        { daysAfter: 9, periodKind: 'year', calendar: 'recognition_commune' },
      ],
      { period: period('TM:2026-Y') },
      7,
    ],
    ['none of another level', [{ daysAfter: 2, level: 'province' }], {}, null],
    ['the one for the form before the default', [{ daysAfter: 2 }, { daysAfter: 4, form: 'TH01' }], {}, 4],
    ['the newest that has begun at the cut-off', [{ daysAfter: 2 }, { daysAfter: 5, validFrom: '2026-11-14' }], {}, 5],
    ['not one that begins a day later', [{ daysAfter: 2 }, { daysAfter: 5, validFrom: '2026-11-15' }], {}, 2],
    ['of two of one day the one set later', [{ daysAfter: 2 }, { daysAfter: 5 }], {}, 5],
    [
      'a province’s own, where it may have one',
      [{ daysAfter: 2 }, { daysAfter: 1, unitId: 44, ownAllowed: false }],
      {},
      1,
    ],
    ['not the own of another province', [{ daysAfter: 2 }, { daysAfter: 1, unitId: 14, ownAllowed: false }], {}, 2],
    [
      'the centre’s where provinces may have none',
      [
        { daysAfter: 2, ownAllowed: false },
        { daysAfter: 1, unitId: 44, ownAllowed: false },
      ],
      {},
      2,
    ],
    [
      'the centre’s for the form before a province’s general one',
      [{ daysAfter: 2 }, { daysAfter: 4, form: 'TH01' }, { daysAfter: 1, unitId: 44, ownAllowed: false }],
      {},
      4,
    ],
    [
      'a province’s for the form before all',
      [{ daysAfter: 2 }, { daysAfter: 4, form: 'TH01' }, { daysAfter: 1, unitId: 44, form: 'TH01', ownAllowed: false }],
      {},
      1,
    ],
  ];
  it.each(cases)('%s', (_title, regimes, more, days) => {
    const owed = { form: 'TH01', level: 'commune' as const, superiorId: 44, period: period('2026-M11'), ...more };
    expect(regimeFor(regimes.map(regime), owed)?.daysAfter ?? null).toBe(days);
  });

  it('tells due moments and locks for whoever asks about many reports', () => {
    const book = bookOf([regime({ daysAfter: 1, moves: true, lockDays: 45 })], new Map([['2026-11-16', 'off']]));
    const owed = { form: 'TH01', level: 'commune' as const, superiorId: 44 };
    expect(book.dueOf({ ...owed, period: period('2026-M11') }).toISOString()).toBe('2026-11-17T10:00:00.000Z');
    const month = { ...owed, calendar: 'reporting', periodKind: 'month', endsOn: '2026-11-14' };
    expect(lockDaysOf(book, month)).toBe(45);
    expect(lockDaysOf(book, { ...month, level: 'district' })).toBeNull();
    expect(lockDaysOf(book, { ...month, periodKind: 'quarter', endsOn: '2026-12-14' })).toBeNull();
    expect(lockDaysOf(book, { ...month, calendar: 'team' })).toBeNull();
  });

  it('answers for two calendars that close on one day each by its own', () => {
    const book = bookOf(
      [regime({ periodKind: 'year', daysAfter: 3 }), regime({ periodKind: 'year', daysAfter: 8, calendar: 'team' })],
      new Map(),
    );
    const due = (calendar: 'reporting' | 'team') =>
      book.dueOf({
        ...{ form: 'TH02', level: 'commune', superiorId: 44 },
        period: { calendar, kind: 'year', endsOn: '2026-11-14' },
      });
    expect(due('reporting').toISOString()).toBe('2026-11-17T10:00:00.000Z');
    expect(due('team').toISOString()).toBe('2026-11-22T10:00:00.000Z');
  });
});

describe('who sets a regime', () => {
  const centre = { does: new Set(['design']), allUnits: true, unitId: 1 };
  const province = { does: new Set(['design']), allUnits: false, unitId: 44 };
  const officer = { does: new Set(['fill', 'submit']), allUnits: false, unitId: 44 };
  const monthly = { calendar: 'reporting', periodKind: 'month' } as const;
  const facts = { today: '2026-11-22', regimes: [regime({})], form: monthly };
  const asked = { ...regime({ validFrom: '2026-12-14', form: 'TH01' }) };
  it.each([
    ['the centre for all', asked, centre, facts, null],
    ['the centre from today on', { ...asked, validFrom: '2026-11-22' }, centre, facts, null],
    ['nobody for the past', { ...asked, validFrom: '2026-11-21' }, centre, facts, 'reporting.regime-in-past'],
    [
      'nobody for a form of another kind',
      asked,
      centre,
      { ...facts, form: { ...monthly, periodKind: 'year' } },
      'reporting.period-kind-not-of-form',
    ],
    [
      'nobody for a form of another calendar',
      { ...asked, periodKind: 'year' },
      centre,
      { ...facts, form: { calendar: 'team', periodKind: 'year' } },
      'reporting.period-kind-not-of-form',
    ],
    [
      'nobody for months of a calendar that has none',
      { ...asked, form: null, calendar: 'team' },
      centre,
      { ...facts, form: null },
      'reporting.form-kind-not-in-calendar',
    ],
    ['no officer of a commune', asked, officer, facts, 'kernel.not-allowed'],
    ['no province for all', asked, province, facts, 'reporting.regime-not-for-unit'],
    ['a province for its communes', { ...asked, unitId: 44, ownAllowed: false }, province, facts, null],
    [
      'no province for another',
      { ...asked, unitId: 14, ownAllowed: false },
      province,
      facts,
      'reporting.regime-not-for-unit',
    ],
    [
      'not the centre for one province',
      { ...asked, unitId: 44, ownAllowed: false },
      centre,
      facts,
      'reporting.regime-not-for-unit',
    ],
    [
      'no province for itself',
      { ...asked, unitId: 44, level: 'province', ownAllowed: false },
      province,
      facts,
      'reporting.regime-not-for-unit',
    ],
    [
      'no province where the centre does not let it',
      { ...asked, unitId: 44, ownAllowed: false },
      province,
      { ...facts, regimes: [regime({ ownAllowed: false })] },
      'reporting.own-regime-not-allowed',
    ],
  ] as const)('%s', (_title, what, who, about, code) =>
    expect(whyNotSetRegime(what as Regime, who, about)?.code ?? null).toBe(code),
  );

  it.each([
    ['2026-11-23', null, centre, null],
    ['2026-11-22', null, centre, 'reporting.regime-has-begun'],
    ['2026-11-23', 44, centre, 'kernel.not-allowed'],
    ['2026-11-23', 44, province, null],
    ['2026-11-23', null, province, 'kernel.not-allowed'],
    ['2026-11-23', 44, officer, 'kernel.not-allowed'],
  ] as const)('of %s and unit %s is taken back by %o: %s', (validFrom, unitId, who, code) =>
    expect(whyNotWithdrawRegime({ validFrom, unitId }, who, '2026-11-22')?.code ?? null).toBe(code),
  );

  it('and only the centre the days off, each once and in its year', () => {
    expect([centre, province, officer].map((who) => whyNotSetDaysOff(who)?.code ?? null)).toEqual([
      null,
      'kernel.not-allowed',
      'kernel.not-allowed',
    ]);
    expect(whyNotDays(2027, [{ on: '2027-01-01' }, { on: '2027-02-05' }])).toBeNull();
    expect(whyNotDays(2027, [{ on: '2026-01-01' }])?.code).toBe('reporting.day-outside-year');
    expect(whyNotDays(2027, [{ on: '2027-01-01' }, { on: '2027-01-01' }])?.code).toBe('reporting.day-outside-year');
  });
});
