import { describe, expect, it } from 'vitest';
import { countRevisions, countTimings, medianOf, rankUnits, type Sending, timelinessOf } from './rules.ts';

/** By the clock of Vietnam. */
const at = (text: string): Date => new Date(`${text}+07:00`);
const dueAt = at('2026-10-16T17:00:00');
const now = at('2026-10-26T09:00:00');
const never: Sending = { state: 'not_sent', dueAt, firstAt: null, finalAt: null, revisions: 0 };
const sent = (moment: string, more: Partial<Sending> = {}): Sending => ({
  ...never,
  state: 'submitted',
  firstAt: at(moment),
  revisions: 1,
  ...more,
});

describe('one report against its deadline', () => {
  it.each<[string, Sending, ReturnType<typeof timelinessOf>]>([
    ['never sent', never, { timing: 'overdue', daysLate: 10, isReturned: false, finalDays: null }],
    [
      'a draft that was never sent',
      { ...never, state: 'draft' },
      { timing: 'overdue', daysLate: 10, isReturned: false, finalDays: null },
    ],
    [
      'not sent, with a deadline that was moved in time',
      { ...never, dueAt: at('2026-10-30T17:00:00') },
      { timing: 'not-due', daysLate: 0, isReturned: false, finalDays: null },
    ],
    [
      'sent after the first deadline, before the one it was moved to',
      sent('2026-10-18T08:00:00', { dueAt: at('2026-10-20T17:00:00') }),
      { timing: 'on-time', daysLate: 0, isReturned: false, finalDays: null },
    ],
    [
      'sent on the minute',
      sent('2026-10-16T17:00:00'),
      { timing: 'on-time', daysLate: 0, isReturned: false, finalDays: null },
    ],
    [
      'sent in the evening of the day',
      sent('2026-10-16T20:00:00'),
      { timing: 'late', daysLate: 0, isReturned: false, finalDays: null },
    ],
    [
      'sent the morning after, less than a day later',
      sent('2026-10-17T07:30:00'),
      { timing: 'late', daysLate: 1, isReturned: false, finalDays: null },
    ],
    [
      'due at the end of a day, sent that night',
      sent('2026-10-17T00:30:00', { dueAt: at('2026-10-17T00:00:00') }),
      { timing: 'late', daysLate: 1, isReturned: false, finalDays: null },
    ],
    [
      'on time, then returned and not sent again',
      sent('2026-10-15T09:00:00', { state: 'returned' }),
      { timing: 'on-time', daysLate: 0, isReturned: true, finalDays: null },
    ],
    [
      'on time, returned, sent again late and accepted',
      sent('2026-10-15T09:00:00', { state: 'accepted', finalAt: at('2026-10-20T21:00:00'), revisions: 3 }),
      { timing: 'on-time', daysLate: 0, isReturned: false, finalDays: 5.5 },
    ],
    [
      'late and accepted at once',
      sent('2026-10-19T09:00:00', { state: 'accepted', finalAt: at('2026-10-19T09:00:00') }),
      { timing: 'late', daysLate: 3, isReturned: false, finalDays: 0 },
    ],
    [
      'corrected under an exception a month later: the first submission counts',
      sent('2026-10-15T09:00:00', { revisions: 2 }),
      { timing: 'on-time', daysLate: 0, isReturned: false, finalDays: null },
    ],
  ])('%s', (_, report, expected) => {
    expect(timelinessOf(report, now)).toEqual(expected);
  });
});

describe('many reports', () => {
  it('count what is due only; what was never sent weighs with its delay so far', () => {
    const reports = [
      never,
      sent('2026-10-15T17:00:00'),
      sent('2026-10-18T17:00:00'),
      { ...never, dueAt: at('2026-10-30T17:00:00') },
    ];
    expect(countTimings(reports, at('2026-10-26T17:00:00'))).toEqual({
      due: 3,
      onTime: 1,
      late: 1,
      overdue: 1,
      notDue: 1,
      median: 2,
    });
    expect(countTimings([], now)).toEqual({ due: 0, onTime: 0, late: 0, overdue: 0, notDue: 0, median: null });
  });

  it.each([
    [[], null],
    [[3], 3],
    [[4, -1], 1.5],
    [[10, -2, 0.25], 0.3],
    [[-0.01, 0.01], 0],
  ] as const)('the middle of %j is %s', (values, expected) => {
    expect(medianOf(values)).toBe(expected);
  });

  it('tell how many accepted reports took a further revision, and how long', () => {
    const accepted = (revisions: number, finalAt: string) =>
      sent('2026-10-15T09:00:00', { state: 'accepted', revisions, finalAt: at(finalAt) });
    expect(
      countRevisions([
        never,
        sent('2026-10-15T09:00:00', { state: 'returned' }),
        accepted(1, '2026-10-15T09:00:00'),
        accepted(2, '2026-10-17T09:00:00'),
        accepted(4, '2026-10-19T09:00:00'),
      ]),
    ).toEqual({ accepted: 3, again: 2, medianDays: 3, mostRevisions: 4 });
    expect(countRevisions([never])).toEqual({ accepted: 0, again: 0, medianDays: null, mostRevisions: 0 });
  });

  it('rank units by share, then by the middle; equals share a rank and who owes nothing yet has none', () => {
    const unit = (fullName: string, due: number, onTime: number, median: number | null) => ({
      fullName,
      counted: { due, onTime, median },
    });
    const ranked = rankUnits([
      unit('Xã Đông', 0, 0, null),
      unit('Xã Cam', 4, 2, 1),
      unit('Xã Bắc', 10, 10, -1),
      unit('Xã Ấm', 5, 5, -1),
      unit('Xã Tây', 3, 3, -2),
      unit('Xã Nam', 2, 0, 9),
    ]);
    expect(ranked.map(({ fullName, rank }) => [fullName, rank])).toEqual([
      ['Xã Tây', 1],
      ['Xã Ấm', 2],
      ['Xã Bắc', 2],
      ['Xã Cam', 4],
      ['Xã Nam', 5],
      ['Xã Đông', null],
    ]);
  });
});
