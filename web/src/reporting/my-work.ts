/** What comes first on the list of work. Pure. */
import type { Answer } from '@app/contract/kernel/route.ts';
import type { getMyWork, ReportBrief } from '@app/contract/reporting/routes.ts';

export type Work = Answer<typeof getMyWork>;
export type DeskBrief = Work['desks'][number];

/** The one thing to do next, by kind. */
export type NextThing =
  | { do: 'correct' | 'fill'; report: ReportBrief }
  | { do: 'decide'; desk: DeskBrief }
  | { do: 'issue'; desk: DeskBrief };

const byDeadline = (one: { dueAt: string }, other: { dueAt: string }): number => one.dueAt.localeCompare(other.dueAt);

/** Reports that came back, nearest deadline first. */
export const returnedOf = ({ own }: Work): ReportBrief[] =>
  own.filter((report) => report.state === 'returned' && !report.isLocked).toSorted(byDeadline);

/** Reports to be filled, nearest deadline first. */
export const openOf = ({ own }: Work): ReportBrief[] =>
  own.filter(({ state, isLocked }) => (state === 'not_sent' || state === 'draft') && !isLocked).toSorted(byDeadline);

/** Reports that have been sent or decided, newest deadline first. */
export const sentOf = ({ own }: Work): ReportBrief[] =>
  own.filter(({ state }) => state === 'submitted' || state === 'accepted').toSorted((a, b) => byDeadline(b, a));

/** Desks on which reports wait for a decision. */
export const waitingOf = ({ desks }: Work): DeskBrief[] =>
  desks.filter(({ waiting }) => waiting > 0).toSorted(byDeadline);

/** Periods that a head may issue: the cut-off is over, something is accepted, nothing is issued yet. */
export const issuableOf = ({ desks }: Work, today: string): DeskBrief[] =>
  desks.filter(({ period, accepted, issued }) => period.endsOn <= today && accepted > 0 && !issued);

type Who = { decides: boolean; issues: boolean; today: string };

/** What came back first, then what is open, then what others wait for, then what can be issued. */
export const nextThing = (work: Work, { decides, issues, today }: Who): NextThing | null => {
  const [back] = returnedOf(work);
  if (back) return { do: 'correct', report: back };
  const [open] = openOf(work);
  const [waiting] = decides ? waitingOf(work) : [];
  // A period that has not reached its cut-off cannot be sent: what others wait for comes before it.
  if (open && (open.period.endsOn <= today || !waiting)) return { do: 'fill', report: open };
  if (waiting) return { do: 'decide', desk: waiting };
  const [issuable] = issues ? issuableOf(work, today) : [];
  return issuable ? { do: 'issue', desk: issuable } : null;
};

/** The number of the request that a form was made for; null for the forms that are asked period by period. */
export const requestOf = (formCode: string): number | null => {
  const number = /^YC-(\d+)$/.exec(formCode)?.[1];
  return number === undefined ? null : Number(number);
};

/**
 * The desk that opens when none is named: where most recently something waits, else the newest period that is over. What was asked
 * once comes behind what comes every period.
 */
export const usualDesk = (desks: readonly DeskBrief[], today: string): DeskBrief | undefined => {
  const newest = desks.toSorted((one, other) => byDeadline(other, one));
  const regular = newest.filter(({ form }) => requestOf(form.code) === null);
  const waits = ({ waiting }: DeskBrief): boolean => waiting > 0;
  return (
    regular.find(waits) ??
    newest.find(waits) ??
    regular.find(({ period }) => period.endsOn <= today) ??
    regular.at(-1) ??
    newest.at(-1)
  );
};
