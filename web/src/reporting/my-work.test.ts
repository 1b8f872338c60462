import type { ReportBrief } from '@app/contract/reporting/routes.ts';
import { describe, expect, it } from 'vitest';
import { type DeskBrief, nextThing, usualDesk, type Work } from './my-work.ts';

const today = '2026-11-16';
const words = { vi: '', en: '' };
const period = (code: string, endsOn: string) => ({ code, kind: 'month', words, startsOn: '2026-10-15', endsOn });

const report = (id: number, state: ReportBrief['state'], dueAt: string, endsOn = '2026-11-14'): ReportBrief => ({
  id,
  form: { code: 'TH01', title: words },
  period: period('2026-M11', endsOn),
  unit: { id: 1, code: '1', fullName: 'Xã Đông', level: 'commune' },
  body: words,
  line: 'committee',
  state,
  dueAt,
  isLate: false,
  isLocked: false,
  revision: 0,
  submittedAt: null,
  decidedAt: null,
  filled: 0,
  asked: 18,
  isNil: false,
  returnReason: null,
  returnedCells: 0,
  lockOn: null,
});

const desk = (code: string, parts: Partial<DeskBrief>): DeskBrief => ({
  unitId: 1,
  form: { code: 'TH01', title: words },
  period: period(code, '2026-11-14'),
  dueAt: '2026-11-16T10:00:00Z',
  expected: 124,
  waiting: 0,
  returned: 0,
  accepted: 0,
  late: 0,
  notSent: 0,
  upward: null,
  issued: false,
  ...parts,
});

const work = (own: ReportBrief[], desks: DeskBrief[] = []): Work => ({ own, desks, next: null });
const officer = { decides: true, issues: false, today };

describe('the next thing to do', () => {
  it('is what came back, before what is due earlier', () => {
    const next = nextThing(
      work([report(1, 'draft', '2026-11-01T10:00:00Z'), report(2, 'returned', '2026-11-16T10:00:00Z')]),
      officer,
    );
    expect(next).toMatchObject({ do: 'correct', report: { id: 2 } });
  });
  it('is the nearest deadline among open reports', () => {
    const next = nextThing(
      work([report(1, 'not_sent', '2026-11-18T10:00:00Z'), report(2, 'draft', '2026-11-16T10:00:00Z')]),
      officer,
    );
    expect(next).toMatchObject({ do: 'fill', report: { id: 2 } });
  });
  it('is what others wait for while the own period has not reached its cut-off', () => {
    const own = [report(1, 'not_sent', '2026-12-20T10:00:00Z', '2026-12-14')];
    const waiting = [desk('2026-M11', { waiting: 3 })];
    expect(nextThing(work(own, waiting), officer)).toMatchObject({ do: 'decide' });
    expect(nextThing(work(own), officer)).toMatchObject({ do: 'fill' });
    expect(nextThing(work(own, waiting), { ...officer, decides: false })).toMatchObject({ do: 'fill' });
  });
  it('is issuing for a head, once something is accepted and nothing is issued', () => {
    const head = { decides: false, issues: true, today };
    expect(nextThing(work([], [desk('2026-M11', { accepted: 2 })]), head)).toMatchObject({ do: 'issue' });
    expect(nextThing(work([], [desk('2026-M11', { accepted: 2, issued: true })]), head)).toBeNull();
    expect(nextThing(work([], [desk('2026-M11', { accepted: 0 })]), head)).toBeNull();
  });
});

describe('the desk that opens by itself', () => {
  it('is the newest one with something to decide, else the newest period that is over', () => {
    const year = desk('2026-Y', { dueAt: '2026-12-17T10:00:00Z', period: period('2026-Y', '2026-12-14') });
    const october = desk('2026-M10', { dueAt: '2026-10-16T10:00:00Z', waiting: 2 });
    const november = desk('2026-M11', {});
    expect(usualDesk([year, november, october], today)?.period.code).toBe('2026-M10');
    expect(usualDesk([year, november], today)?.period.code).toBe('2026-M11');
    expect(usualDesk([], today)).toBeUndefined();
  });
  it('is one of a request only when nothing else waits there, or there is no other', () => {
    const request = desk('2026-M11', {
      form: { code: 'YC-7', title: words },
      dueAt: '2026-11-20T10:00:00Z',
      waiting: 1,
    });
    const october = desk('2026-M10', { dueAt: '2026-10-16T10:00:00Z', waiting: 2 });
    expect(usualDesk([request, october], today)?.form.code).toBe('TH01');
    expect(usualDesk([request, desk('2026-M10', {})], today)?.form.code).toBe('YC-7');
    expect(usualDesk([{ ...request, waiting: 0 }, desk('2026-M10', {})], today)?.form.code).toBe('TH01');
    expect(usualDesk([{ ...request, waiting: 0 }], today)?.form.code).toBe('YC-7');
  });
});
