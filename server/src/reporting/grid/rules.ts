import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { draftPresent } from '@app/contract/reporting/problems.ts';
import { type Doer, type ReportFacts, whyNotChange, whyNotFill, whyNotImport, whyNotYet } from '../report/rules.ts';

type Importer = Pick<Doer, 'does' | 'ownLines'>;

/**
 * Why a post may not enter the figures of a unit below in its stead: as for the bulk import, which sends them. What the unit
 * itself is typing is not pushed aside.
 */
export const whyNotEnter = (
  report: ReportFacts & { unitCode: string; hasDraft: boolean },
  doer: Importer,
  today: CivilDate,
): Refusal | null =>
  whyNotImport(doer, report.line) ??
  whyNotChange(report, today) ??
  (report.hasDraft ? refuse(draftPresent, { unitCode: report.unitCode }) : null);

/** The same for the figures of the own unit: as for its report, which is sent by itself. */
export const whyNotEnterOwn = (
  report: ReportFacts & { unitCode: string; hasDraft: boolean },
  doer: Doer,
  today: CivilDate,
): Refusal | null =>
  whyNotFill(report, doer, today) ?? (report.hasDraft ? refuse(draftPresent, { unitCode: report.unitCode }) : null);

/** Why nothing of the whole grid can be sent now; typing may begin before the cut-off. */
export const whyNotSendGrid = (
  grid: { line: string; endsOn: CivilDate },
  doer: Importer,
  today: CivilDate,
): Refusal | null => whyNotImport(doer, grid.line) ?? whyNotYet(grid, today);
