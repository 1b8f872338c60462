import { unknownUnits } from '@app/contract/figures/problems.ts';
import { type CivilDate, sayDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import {
  alreadyAccepted,
  alreadySubmitted,
  exceptionInPast,
  locked,
  lockedAbove,
  newerRevision,
  notLocked,
  notSubmitted,
  notYourDecision,
  notYours,
  ownReport,
  periodNotOver,
} from '@app/contract/reporting/problems.ts';
import type { ReportState } from '@app/contract/reporting/routes.ts';

/** What the rules ask of a report. */
export type ReportFacts = {
  state: ReportState;
  unitId: number;
  /** The unit that decides on it today: after a merger the successor of the one it was owed to. */
  superiorId: number;
  line: string;
  revision: number;
  lockedAt: Date | null;
  exceptionUntil: CivilDate | null;
  /** The post that sent the newest revision; null for bulk loads. */
  submittedBy: number | null;
  /** Last day of the period. */
  endsOn: CivilDate;
};

/** What the rules ask of the post. */
export type Doer = {
  unitId: number;
  allUnits: boolean;
  ownLines: readonly string[];
  does: ReadonlySet<string>;
  postId: number | null;
  /** Every post of the same person. */
  personsPosts: readonly number[];
};

/**
 * Why a post may not look at the desk of a line: reports are read on one's own lines only, also at the own unit. The answer is
 * that of a unit that does not exist.
 */
export const whyNotReadDesk = (reader: { lines: readonly string[] }, line: string): Refusal | null =>
  reader.lines.includes(line) ? null : refuse(unknownUnits, {});

/** A report is closed once its period was issued above, unless a dated exception opens it. */
export const isLocked = (report: Pick<ReportFacts, 'lockedAt' | 'exceptionUntil'>, today: CivilDate): boolean =>
  report.lockedAt !== null && !hasException(report, today);

const hasException = (report: Pick<ReportFacts, 'exceptionUntil'>, today: CivilDate): boolean =>
  report.exceptionUntil !== null && report.exceptionUntil >= today;

/** Late when it arrived after the deadline, or has not arrived and the deadline is over. NĐ 09/2019/NĐ-CP Art. 8: the regime sets the deadline. */
export const isLate = (dueAt: Date, firstSubmittedAt: Date | null, now: Date): boolean =>
  (firstSubmittedAt ?? now) > dueAt;

/** Why a post may not fill a report: another body's, on its way, accepted, or locked. */
export const whyNotFill = (report: ReportFacts, doer: Doer, today: CivilDate): Refusal | null => {
  if (!doer.does.has('fill') || doer.unitId !== report.unitId || !doer.ownLines.includes(report.line))
    return refuse(notYours, {});
  return whyNotChange(report, today);
};

/** Why nobody may change a report now, whoever it is. */
export const whyNotChange = (report: ReportFacts, today: CivilDate): Refusal | null => {
  if (isLocked(report, today)) return refuse(locked, {});
  if (report.state === 'submitted') return refuse(alreadySubmitted, {});
  if (report.state === 'accepted' && !hasException(report, today)) return refuse(alreadyAccepted, {});
  return null;
};

/** Why a report may not be sent: as for filling, and never before the cut-off (NĐ 09/2019/NĐ-CP Art. 12). */
export const whyNotSubmit = (report: ReportFacts, doer: Doer, today: CivilDate): Refusal | null =>
  whyNotFill(report, doer, today) ?? whyNotYet(report, today);

/** Why a post may not send the reports of many units at once, on a line once the form is known. */
export const whyNotImport = (doer: Pick<Doer, 'does' | 'ownLines'>, line?: string): Refusal | null =>
  doer.does.has('import') && (line === undefined || doer.ownLines.includes(line)) ? null : refuse(notAllowed, {});

/** Why it is too early to send. */
export const whyNotYet = (report: Pick<ReportFacts, 'endsOn'>, today: CivilDate): Refusal | null =>
  report.endsOn > today ? refuse(periodNotOver, { endsOn: sayDate(report.endsOn, 'vi') }) : null;

/** Why a post may not accept or return a report: only the direct superior on its line, and only what has been sent. */
export const whyNotDecide = (report: ReportFacts, doer: Doer, today: CivilDate, revision?: number): Refusal | null => {
  if (!doer.does.has('decide') || !standsAbove(report, doer) || !doer.ownLines.includes(report.line))
    return refuse(notYourDecision, {});
  if (isLocked(report, today)) return refuse(locked, {});
  if (report.state !== 'submitted') return refuse(notSubmitted, {});
  // Four eyes are those of two persons: nobody decides on what he or she has sent, by whatever way and as whatever post.
  if (report.submittedBy !== null && doer.personsPosts.includes(report.submittedBy)) return refuse(ownReport, {});
  if (revision !== undefined && revision !== report.revision)
    return refuse(newerRevision, { revision: report.revision });
  return null;
};

/** The direct superior, or the program itself loading what superiors have decided elsewhere. */
const standsAbove = (report: Pick<ReportFacts, 'superiorId'>, doer: Doer): boolean =>
  doer.unitId === report.superiorId || (doer.postId === null && doer.allUnits);

/** A unit above the direct superior whose edition holds the figures of a report. */
export type IssuerAbove = { unitId: number; name: Words };

/**
 * Why a locked report may not be opened again. Who has locked it opens it: the direct superior, unless a unit further up has
 * issued figures that hold it (decision 0021); then that one, so that no edition goes out of date unknown to its signer.
 */
export const whyNotExcept = (
  report: ReportFacts,
  doer: Doer,
  today: CivilDate,
  { until, issuer = null }: { until?: CivilDate; issuer?: IssuerAbove | null } = {},
): Refusal | null => {
  const opens = doer.does.has('allow-exception') && doer.ownLines.includes(report.line);
  if (!opens || (doer.unitId !== report.superiorId && doer.unitId !== issuer?.unitId)) return refuse(notAllowed, {});
  if (issuer && doer.unitId !== issuer.unitId) return refuse(lockedAbove, { unit: issuer.name });
  if (report.lockedAt === null && report.state !== 'accepted') return refuse(notLocked, {});
  return until !== undefined && until < today ? refuse(exceptionInPast, {}) : null;
};
