import { describe, expect, it } from 'vitest';
import type { ReportFacts } from '../report/rules.ts';
import { whyNotEnter, whyNotSendGrid } from './rules.ts';

const today = '2026-11-20';
const doer = { does: new Set(['import']), ownLines: ['committee'] };
const report = (more: Partial<ReportFacts & { hasDraft: boolean }> = {}) => ({
  state: 'not_sent' as const,
  unitId: 2,
  superiorId: 1,
  line: 'committee',
  revision: 0,
  lockedAt: null,
  exceptionUntil: null,
  submittedBy: null,
  endsOn: '2026-11-14',
  unitCode: '19138',
  hasDraft: false,
  ...more,
});

describe('entering for a unit below', () => {
  it.each([
    ['nothing was sent', report(), null],
    ['it came back', report({ state: 'returned' }), null],
    ['it is on its way', report({ state: 'submitted' }), 'reporting.already-submitted'],
    ['it was accepted', report({ state: 'accepted' }), 'reporting.already-accepted'],
    ['an exception is open', report({ state: 'accepted', exceptionUntil: today }), null],
    ['the period is locked', report({ lockedAt: new Date() }), 'reporting.locked'],
    ['the unit is typing', report({ state: 'draft', hasDraft: true }), 'reporting.draft-present'],
    ['it is of another line', report({ line: 'police' }), 'kernel.not-allowed'],
  ])('when %s', (_, facts, code) => {
    expect(whyNotEnter(facts as Parameters<typeof whyNotEnter>[0], doer, today)?.code ?? null).toBe(code);
  });

  it('is for posts that may import', () => {
    const other = { ...doer, does: new Set(['fill', 'decide']) };
    expect(whyNotEnter(report() as Parameters<typeof whyNotEnter>[0], other, today)?.code).toBe('kernel.not-allowed');
  });

  it('is sent from the cut-off on', () => {
    const at = (day: string) => whyNotSendGrid({ line: 'committee', endsOn: '2026-11-14' }, doer, day);
    expect(at('2026-11-13')?.code).toBe('reporting.period-not-over');
    expect(at('2026-11-14')).toBeNull();
  });
});
