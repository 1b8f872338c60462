import { describe, expect, it } from 'vitest';
import { type DeskReport, isClean, neighbour, pickedOf, stands, timelineOf } from './desk-rules.ts';

const words = { vi: '', en: '' };
const due = '2026-11-16T10:00:00Z';

const report = (id: number, parts: Partial<DeskReport> = {}): DeskReport => ({
  id,
  form: { code: 'TH01', title: words },
  period: { code: '2026-M11', kind: 'month', words, startsOn: '2026-10-15', endsOn: '2026-11-14' },
  unit: { id, code: String(id), fullName: `Xã ${id}`, level: 'commune' },
  body: words,
  line: 'committee',
  state: 'submitted',
  dueAt: due,
  isLate: false,
  isLocked: false,
  revision: 1,
  submittedAt: '2026-11-16T04:00:00Z',
  decidedAt: null,
  filled: 18,
  asked: 18,
  isNil: false,
  returnReason: null,
  returnedCells: 0,
  lockOn: null,
  headline: 10,
  headlineBefore: 8,
  notes: 0,
  strong: 0,
  unread: 0,
  signals: null,
  ...parts,
});

describe('filters', () => {
  it('hold what is overdue apart from what is not due yet', () => {
    const overdue = report(1, { state: 'draft', submittedAt: null, isLate: true });
    const open = report(2, { state: 'draft', submittedAt: null });
    expect([stands('overdue', overdue), stands('overdue', open)]).toEqual([true, false]);
    expect([stands('look', overdue), stands('look', open), stands('look', report(3, { state: 'accepted' }))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(stands('sent', report(4))).toBe(true);
  });
});

describe('the reports of a bulk decision', () => {
  it('are the clean ones, unless the hand says otherwise', () => {
    const reports = [
      report(1),
      report(2, { filled: 17 }),
      report(3, { isLate: true }),
      report(4, { state: 'accepted' }),
      report(5, { signals: 1 }),
    ];
    expect(reports.map(isClean)).toEqual([true, false, false, false, false]);
    expect(pickedOf(reports, new Map()).map(({ id }) => id)).toEqual([1]);
    const byHand = new Map([
      [1, false],
      [2, true],
      [4, true],
    ]);
    expect(pickedOf(reports, byHand).map(({ id }) => id)).toEqual([2]);
  });
});

describe('the timeline', () => {
  it('puts submissions into bars, one of which begins at the deadline', () => {
    const reports = [
      report(1, { submittedAt: '2026-11-15T17:00:00Z' }),
      report(2, { submittedAt: '2026-11-16T09:59:00Z' }),
      report(3, { submittedAt: '2026-11-16T10:26:00Z', isLate: true }),
      report(4, { submittedAt: null }),
    ];
    const timeline = timelineOf(reports, due);
    expect(timeline).toMatchObject({ hours: 3, sent: 3, late: 1, deadlineAt: 6 });
    expect(timeline?.bars.map(({ count, late }) => `${count}${late ? '!' : ''}`)).toEqual([
      '1',
      '0',
      '0',
      '0',
      '0',
      '1',
      '1!',
      '0!',
      '0!',
    ]);
    // Midnight lies one hour after the first bar begins at 23:00.
    expect(timeline?.days).toEqual([{ at: 1 / 3, day: '16/11' }]);
  });
  it('counts what came long before or after in the first and last bar', () => {
    const reports = [
      report(1, { submittedAt: '2026-10-01T00:00:00Z' }),
      report(2),
      report(3, { submittedAt: '2027-01-01T00:00:00Z', isLate: false }),
    ];
    const timeline = timelineOf(reports, due);
    expect([timeline?.bars.at(0)?.count, timeline?.bars.at(-1)?.count, timeline?.late]).toEqual([1, 1, 0]);
    expect(timeline?.bars.length).toBeLessThanOrEqual(34);
  });
  it('is not drawn before the first report', () => {
    expect(timelineOf([report(1, { submittedAt: null })], due)).toBeNull();
  });
});

describe('the keys', () => {
  it('move to the neighbour and stay at the ends', () => {
    const list = [{ id: 1 }, { id: 2 }];
    expect([neighbour(list, null, 1), neighbour(list, 1, 1), neighbour(list, 2, 1), neighbour(list, 1, -1)]).toEqual([
      1, 2, 2, 1,
    ]);
    expect(neighbour([], null, 1)).toBeNull();
  });
});
