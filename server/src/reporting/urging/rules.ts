/** Who urges whom, and when a letter may leave. */
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import {
  notLate,
  notYoursToUrge,
  urgedUntilPast,
  urgingAnswered,
  urgingChanged,
  urgingDated,
  urgingSent,
} from '@app/contract/reporting/urging/problems.ts';

type Doer = { unitId: number; ownLines: readonly string[]; does: ReadonlySet<string> };

/** Why a post does not urge for a line at a desk: the direct superior does, on its own lines. */
export const whyNotUrge = (doer: Doer, desk: { unitId: number; line: string }): Refusal | null =>
  doer.does.has('urge') && doer.unitId === desk.unitId && doer.ownLines.includes(desk.line)
    ? null
    : refuse(notYoursToUrge, {});

/** Why a letter is not drafted so: all of its reports must be late on that desk, and the new day must lie ahead. */
export const whyNotDraft = (
  asked: { reports: readonly number[]; until: CivilDate },
  late: ReadonlySet<number>,
  today: CivilDate,
): Refusal | null => {
  if (!asked.reports.every((id) => late.has(id))) return refuse(notLate, {});
  return compareDates(asked.until, today) < 0 ? refuse(urgedUntilPast, {}) : null;
};

/** More names than these are counted. */
const NAMED = 20;

/** Why a letter is not sent as it is known: whoever sends it must know who has reported since the draft, and somebody must be left. */
export const whyNotSendTo = (
  urged: readonly { reportId: number; name: string; answeredAt: Date | null }[],
  known: ReadonlySet<number>,
): Refusal | null => {
  const reported = urged.filter(({ answeredAt }) => answeredAt !== null);
  if (reported.length === urged.length) return refuse(urgingAnswered, {});
  if (reported.length === known.size && reported.every(({ reportId }) => known.has(reportId))) return null;
  const names = reported.slice(0, NAMED).map(({ name }) => name);
  return refuse(urgingChanged, {
    count: reported.length,
    names: [...names, ...(reported.length > NAMED ? ['…'] : [])].join('; ') || '–',
  });
};

/** Why a letter is not sent. */
export const whyNotSendUrging = (
  urging: { unitId: number; line: string; sentAt: Date | null },
  doer: Doer,
  today: CivilDate,
  issuedOn?: CivilDate,
): Refusal | null => {
  const no = whyNotUrge(doer, urging);
  if (no) return no;
  if (issuedOn !== undefined && compareDates(issuedOn, today) > 0) return refuse(urgingDated, {});
  return urging.sentAt === null ? null : refuse(urgingSent, {});
};
