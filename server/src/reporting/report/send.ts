/** What the officer of a report does: keeps a draft, sends the report. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { saveDraft, submitReport } from '@app/contract/reporting/routes.ts';
import { putSheets, toSheet } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, Refused } from '../../kernel/problem.ts';
import { extentOf } from '../form/extent.ts';
import { completeCells } from '../form/rules.ts';
import { freezeNarrative } from '../narrative/freeze.ts';
import { factsOf } from './answer.ts';
import { openForWriting, refuseFaults } from './open.ts';
import { addSubmissions, keepDraft } from './queries.ts';
import { isLate, whyNotFill, whyNotSubmit } from './rules.ts';

/** Keeps what an officer has typed so far. A draft may hold gaps, but nothing that could never be right. */
export const saveReportDraft = async (
  { params, body }: Input<typeof saveDraft>,
  ask: Ask,
): Promise<Result<typeof saveDraft>> => {
  const { report, form, level } = await openForWriting(ask, params.reportId);
  must(whyNotFill(factsOf(report), ask.actor, ask.today));
  refuseFaults(form, level, body.cells, false);
  const draftVersion = await keepDraft(ask.tx, report.id, body.cells, body.draftVersion, {
    now: ask.now,
    postId: ask.actor.postId,
  });
  if (draftVersion === null) throw new Refused(refuse(changedMeanwhile, {}));
  await ask.audit({
    action: 'reporting.saveDraft',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: report.draft,
    after: body.cells,
  });
  return { draftVersion, savedAt: ask.now.toISOString() };
};

/**
 * Sends a report to the level above. Its cells are in every provisional ("submitted") total when this returns, with its
 * revision and its audit entry in the same transaction. Refuses with every fault by field; nothing is half sent.
 */
export const submit = async (
  { params, body }: Input<typeof submitReport>,
  ask: Ask,
): Promise<Result<typeof submitReport>> => {
  const { report, form, level, tags } = await openForWriting(ask, params.reportId);
  must(whyNotSubmit(factsOf(report), ask.actor, ask.today));
  if (body.draftVersion !== report.draftVersion) throw new Refused(refuse(changedMeanwhile, {}));
  const cells = completeCells(form, level, body.cells, body.nil);
  refuseFaults(form, level, cells, true);
  const revision = report.revision + 1;
  const submission = { reportId: report.id, revision, cells, isNil: body.nil };
  const added = await addSubmissions(ask.tx, [submission], ask.now, ask.actor.postId);
  const kept = added.get(report.id);
  await freezeNarrative(ask, { report, form, level, cells, isNil: body.nil, revision });
  const sheet = {
    unitId: report.unitId,
    sourceId: kept?.id ?? null,
    ...toSheet(cells, form.line, { level, tags }),
  };
  await putSheets(
    ask.tx,
    { periodId: report.periodId, line: report.line, reading: 'submitted' },
    extentOf(form),
    [sheet],
    'submission',
    ask.now,
  );
  await ask.audit({
    action: 'reporting.submitReport',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: report.cells,
    after: { ...cells, revision, cellsHash: kept?.cellsHash },
  });
  return {
    revision,
    submittedAt: ask.now.toISOString(),
    isLate: isLate(report.dueAt, report.firstSubmittedAt, ask.now),
  };
};
