/** The door of the reporting room. */
import type { Refusal } from '@app/contract/kernel/problem.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile } from '@app/contract/kernel/problems.ts';
import { alreadySubmitted, numberUsed } from '@app/contract/reporting/problems.ts';
import { askedOnce } from '@app/contract/reporting/requests/problems.ts';

export { importMany } from './bulk/actions.ts';
export { say as addMessage } from './discussion/actions.ts';
export { issue } from './edition/actions.ts';
export { putForm } from './form/actions.ts';
export { formCodes, formFor } from './form/queries.ts';
export { type Form, indicatorsOf } from './form/rules.ts';
export { shippedForms } from './form/shipped.ts';
export { openCurrentPeriods, sayOpened } from './jobs.ts';
export { lockOverdue } from './lock/actions.ts';
export { restoreLost, tellLost } from './lost/actions.ts';
export { reportNames } from './naming/actions.ts';
export { addressedFigures } from './narrative/figures.ts';
export { loadNarrative } from './narrative/freeze.ts';
export { sourcesByReport, type WordsOfReport, wordsForReview } from './narrative/sources.ts';
export { openPeriod } from './obligations.ts';
export { deadlinesOf } from './regimes/deadlines.ts';
export { remind } from './regimes/remind.ts';
export {
  begunReports,
  holdReporting,
  lookAtObligations,
  openReportsOf,
  passObligations,
} from './regrouping/actions.ts';
export { acceptMany, allowReportException, returnToSender } from './report/decide.ts';
export { reportsOfDesk, waitingReports } from './report/queries.ts';
export { close as closeRequest, withdraw as withdrawRequest } from './requests/change.ts';
export { send as sendRequest } from './requests/send.ts';
export { reportingRoutes } from './routes.ts';
export { examineWaiting } from './signals/examine.ts';
export { submissionSource } from './source.ts';
export { set as setTargets } from './targets/actions.ts';
export { draftUrging, sendUrging } from './urging/actions.ts';
export { urgingsOf } from './urging/queries.ts';
export { faultsOfReports } from './verify/actions.ts';

/** What a violated constraint of this room means to a person. */
export const reportingConstraints: Record<string, () => Refusal> = {
  revision_once: () => refuse(alreadySubmitted, {}),
  edition_number_once: () => refuse(numberUsed, { number: '' }),
  edition_supersedes_id_key: () => refuse(changedMeanwhile, {}),
  edition_first_once: () => refuse(changedMeanwhile, {}),
  asked_once: () => refuse(askedOnce, {}),
  counted_by_one_calendar: () => refuse(askedOnce, {}),
};
