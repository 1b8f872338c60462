import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import { describe, expect, it } from 'vitest';
import { chainOfDesk, chainOfReport } from './chain.ts';
import type { DeskBrief } from './my-work.ts';

const words = { vi: '', en: '' };
const period = { code: '2026-M11', kind: 'month', words, startsOn: '2026-10-15', endsOn: '2026-11-14' };

const report = (state: ReportBrief['state'], level = 'commune'): ReportBrief => ({
  id: 1,
  form: { code: 'TH01', title: words },
  period,
  unit: { id: 1, code: '1', fullName: 'Xã Đông', level },
  body: words,
  line: 'committee',
  state,
  dueAt: '2026-11-16T10:00:00Z',
  isLate: false,
  isLocked: false,
  revision: 0,
  submittedAt: null,
  decidedAt: null,
  filled: 15,
  asked: 18,
  isNil: false,
  returnReason: null,
  returnedCells: 0,
  lockOn: null,
});

const desk = (parts: Partial<DeskBrief>): DeskBrief => ({
  unitId: 1,
  form: { code: 'TH01', title: words },
  period,
  dueAt: '2026-11-16T10:00:00Z',
  expected: 124,
  waiting: 31,
  returned: 5,
  accepted: 64,
  late: 18,
  notSent: 24,
  upward: null,
  issued: false,
  ...parts,
});

describe('the way of a report', () => {
  it('is with its own body until it is sent, and again when it comes back', () => {
    for (const state of ['not_sent', 'draft', 'returned'] as const) {
      expect(chainOfReport(report(state)).map((step) => step.at)).toEqual(['now', 'later', 'later']);
    }
    expect(chainOfReport(report('draft'))[0]?.detail.vi).toBe('15/18 ô');
  });
  it('moves up one hand with the submission and one with the decision', () => {
    expect(chainOfReport(report('submitted')).map((step) => step.at)).toEqual(['done', 'now', 'later']);
    expect(chainOfReport(report('accepted', 'province')).map((step) => step.at)).toEqual(['done', 'done', 'now']);
  });
});

describe('the way of a desk', () => {
  it('waits for the decision as long as a report does, even after issuing', () => {
    expect(chainOfDesk(desk({}), 'province').map((step) => step.at)).toEqual(['done', 'now', 'later']);
    expect(chainOfDesk(desk({ issued: true }), 'province').map((step) => step.at)).toEqual(['done', 'now', 'later']);
  });
  it('is over when nothing waits and the period is issued', () => {
    expect(chainOfDesk(desk({ waiting: 0 }), 'province').map((step) => step.at)).toEqual(['done', 'done', 'now']);
    expect(chainOfDesk(desk({ waiting: 0, issued: true }), 'province').every((step) => step.at === 'done')).toBe(true);
  });
  it('counts what has been sent from both what waits and what is accepted', () => {
    expect(chainOfDesk(desk({}), 'province')[0]?.detail.vi).toBe('95/124 đã gửi');
  });
});
