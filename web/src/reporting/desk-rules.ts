/** What the desk counts, filters and draws. Pure. */
import type { Answer } from '@app/contract/kernel/route.ts';
import type { listReports } from '@app/contract/reporting/routes.ts';
import type { TimeBar } from '../ui/BarTimeline.tsx';
import { lookOf } from './report-look.ts';

export type DeskAnswer = Answer<typeof listReports>;
export type DeskReport = DeskAnswer['reports'][number];

export const deskFilters = ['look', 'sent', 'returned', 'overdue', 'accepted', 'all'] as const;
export type DeskFilter = (typeof deskFilters)[number];

/** Whether a report stands under a filter; `look` is everything that is not settled. */
export const stands = (filter: DeskFilter, report: DeskReport): boolean => {
  if (filter === 'all') return true;
  const look = lookOf(report);
  return filter === 'look' ? look !== 'accepted' : look === filter;
};

/** Whether a report can be accepted. */
export const isWaiting = (report: DeskReport): boolean => report.state === 'submitted' && !report.isLocked;

/** Chosen beforehand: waits, in time, every cell filled, and no signal asks a question. */
export const isClean = (report: DeskReport): boolean =>
  isWaiting(report) && !report.isLate && report.filled === report.asked && (report.signals ?? 0) === 0;

/** The reports that a bulk decision takes: chosen beforehand or by hand, and still waiting. */
export const pickedOf = (reports: readonly DeskReport[], byHand: ReadonlyMap<number, boolean>): DeskReport[] =>
  reports.filter((report) => isWaiting(report) && (byHand.get(report.id) ?? isClean(report)));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Vietnam is seven hours ahead the whole year. */
const VIETNAM = 7 * HOUR;
const DAYS_BEFORE = 4;
const DAYS_AFTER = 3;

export type Timeline = {
  bars: TimeBar[];
  /** Hours of one bar. */
  hours: number;
  deadlineAt: number;
  /** Midnights in Vietnam, counted in bars from the left. */
  days: { at: number; day: string }[];
  sent: number;
  late: number;
};

const dayStart = (time: number): number => Math.floor((time + VIETNAM) / DAY) * DAY - VIETNAM;

/**
 * When reports came in around their deadline, in bars of equal hours one of which begins at the deadline, so that none
 * holds both what was in time and what was late. What came earlier or later than the picture holds is counted in its
 * first or last bar.
 */
export const timelineOf = (reports: readonly DeskReport[], dueAt: string): Timeline | null => {
  const sent = reports.filter(({ submittedAt }) => submittedAt !== null);
  const times = sent.map(({ submittedAt }) => Date.parse(submittedAt ?? ''));
  if (times.length === 0) return null;
  const due = Date.parse(dueAt);
  const from = dayStart(Math.max(Math.min(...times, due), due - DAYS_BEFORE * DAY));
  const until = dayStart(Math.min(Math.max(...times, due), due + DAYS_AFTER * DAY)) + DAY;
  const hours = until - from <= 4 * DAY ? 3 : 6;
  const length = hours * HOUR;
  const before = Math.ceil((due - from) / length);
  const total = before + Math.ceil((until - due) / length);
  const start = due - before * length;
  const barOf = (time: number): number => Math.max(0, Math.min(total - 1, Math.floor((time - start) / length)));
  const counts = times.reduce<number[]>(
    (sums, time) => sums.map((sum, index) => (index === barOf(time) ? sum + 1 : sum)),
    Array.from({ length: total }, () => 0),
  );
  const days = Array.from({ length: Math.round((until - from) / DAY) }, (_, index) => {
    const [, month = '', day = ''] = new Date(from + index * DAY + VIETNAM).toISOString().slice(0, 10).split('-');
    return { at: (from + index * DAY - start) / length, day: `${day}/${month}` };
  });
  return {
    bars: counts.map((count, index) => ({ key: String(index), count, late: index >= before })),
    hours,
    deadlineAt: before,
    days,
    sent: sent.length,
    late: sent.filter(({ isLate }) => isLate).length,
  };
};

/** The report one row up or down in the list; stays at the ends. */
export const neighbour = (reports: readonly { id: number }[], at: number | null, step: 1 | -1): number | null => {
  const index = reports.findIndex(({ id }) => id === at);
  if (index < 0) return reports[0]?.id ?? null;
  return reports[Math.max(0, Math.min(reports.length - 1, index + step))]?.id ?? null;
};
