/** What "on time" means, for one report and for many. */
import { type CivilDate, daysBetween, todayInVietnam } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { ReportState } from '@app/contract/reporting/routes.ts';
import type { Counted, Timing } from '@app/contract/reporting/timeliness/routes.ts';

const DAY = 86_400_000;

/** What the rules ask of a report. */
export type Sending = {
  state: ReportState;
  /** The deadline of its level as it stands: a regime that was changed in time has moved it. */
  dueAt: Date;
  /** The first submission; null: never sent. */
  firstAt: Date | null;
  /** When the newest revision was sent, if it is accepted. */
  finalAt: Date | null;
  revisions: number;
};

export type Timeliness = {
  timing: Timing;
  daysLate: number;
  isReturned: boolean;
  finalDays: number | null;
};

/** A deadline at the end of a day is midnight and still belongs to that day. */
const dayOfDeadline = (dueAt: Date): CivilDate => todayInVietnam(new Date(dueAt.getTime() - 1));

const timingOf = ({ dueAt, firstAt }: Pick<Sending, 'dueAt' | 'firstAt'>, now: Date): Timing => {
  if (firstAt) return firstAt > dueAt ? 'late' : 'on-time';
  return now > dueAt ? 'overdue' : 'not-due';
};

/**
 * How a report stands: its first submission against the deadline of its level (NĐ 09/2019/NĐ-CP Art. 8: the regime sets it). What
 * comes later, a return, a correction under an exception, an urging letter with a new day, changes nothing about that.
 */
export const timelinessOf = (report: Sending, now: Date): Timeliness => {
  const timing = timingOf(report, now);
  const isPast = timing === 'late' || timing === 'overdue';
  const until = todayInVietnam(report.firstAt ?? now);
  return {
    timing,
    daysLate: isPast ? Math.max(0, daysBetween(dayOfDeadline(report.dueAt), until)) : 0,
    isReturned: report.state === 'returned',
    finalDays: report.firstAt && report.finalAt ? tenth(daysFrom(report.firstAt, report.finalAt)) : null,
  };
};

const daysFrom = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / DAY;
const tenth = (days: number): number => Math.round(days * 10) / 10 || 0;

export const medianOf = (values: readonly number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return tenth(sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2);
};

/**
 * Counts of many reports. What is overdue enters the median with its delay so far: a unit does not get better by never sending.
 */
export const countTimings = (reports: readonly Pick<Sending, 'dueAt' | 'firstAt'>[], now: Date): Counted => {
  const timed = reports.map((report) => timingOf(report, now));
  const count = (timing: Timing) => timed.filter((each) => each === timing).length;
  const due = reports.filter((_, at) => timed[at] !== 'not-due');
  return {
    due: due.length,
    onTime: count('on-time'),
    late: count('late'),
    overdue: count('overdue'),
    notDue: count('not-due'),
    median: medianOf(due.map(({ dueAt, firstAt }) => daysFrom(dueAt, firstAt ?? now))),
  };
};

/** First against final: what of the accepted reports needed a further revision, and how long that took. */
export const countRevisions = (reports: readonly Pick<Sending, 'firstAt' | 'finalAt' | 'revisions'>[]) => {
  const accepted = reports.flatMap(({ firstAt, finalAt, revisions }) =>
    firstAt && finalAt ? [{ revisions, days: daysFrom(firstAt, finalAt) }] : [],
  );
  const again = accepted.filter(({ revisions }) => revisions > 1);
  return {
    accepted: accepted.length,
    again: again.length,
    medianDays: medianOf(again.map(({ days }) => days)),
    mostRevisions: Math.max(0, ...accepted.map(({ revisions }) => revisions)),
  };
};

type Ranked = { fullName: string; counted: Pick<Counted, 'due' | 'onTime' | 'median'> };

/** Share on time first, then who is sooner in the middle. */
const compareUnits = (one: Ranked, other: Ranked): number => {
  const share = ({ counted: { due, onTime } }: Ranked) => (due === 0 ? -1 : onTime / due);
  return share(other) - share(one) || (one.counted.median ?? 0) - (other.counted.median ?? 0);
};

/** Why a post does not decide what the units below see of each other: who designs for them does. */
export const whyNotSetNeighbours = ({ does }: { does: ReadonlySet<string> }): Refusal | null =>
  does.has('design') ? null : refuse(notAllowed, {});

/** Units in the order of their timeliness; equals share a rank, and a unit with nothing due has none. */
export const rankUnits = <U extends Ranked>(units: readonly U[]): (U & { rank: number | null })[] => {
  const sorted = units.toSorted(
    (one, other) => compareUnits(one, other) || compareVietnamese(one.fullName, other.fullName),
  );
  const ranks: (number | null)[] = [];
  for (const [at, unit] of sorted.entries()) {
    const before = sorted[at - 1];
    const equal = before !== undefined && compareUnits(before, unit) === 0;
    ranks.push(unit.counted.due === 0 ? null : equal ? (ranks[at - 1] ?? null) : at + 1);
  }
  return sorted.map((unit, at) => ({ ...unit, rank: ranks[at] ?? null }));
};
