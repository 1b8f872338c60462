import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { cannotDiscuss } from '@app/contract/reporting/problems.ts';
import type { Doer, ReportFacts } from '../report/rules.ts';

/**
 * Why a post does not write about a report: it is a talk between the body that fills it and those who decide on it, each by post.
 * Whoever else reads the report reads it too. A lock ends changes of figures, not the talk about them.
 */
export const whyNotDiscuss = (
  report: Pick<ReportFacts, 'unitId' | 'superiorId' | 'line'>,
  doer: Pick<Doer, 'does' | 'unitId' | 'ownLines'>,
): Refusal | null => {
  const fills = doer.does.has('fill') && doer.unitId === report.unitId;
  const decides = doer.does.has('decide') && doer.unitId === report.superiorId;
  return (fills || decides) && doer.ownLines.includes(report.line) ? null : refuse(cannotDiscuss, {});
};
