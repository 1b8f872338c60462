/** What the officer of a report does: keeps a draft, sends the report. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { CellInput, saveDraft, submitReport } from '@app/contract/reporting/routes.ts';
import { postInTurn, putSheets, toSheet } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { AuditEntry } from '../../kernel/audit.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import type { Together } from '../../kernel/together.ts';
import { extentOf } from '../form/extent.ts';
import { completeCells, type Form } from '../form/rules.ts';
import { freezeNarrative } from '../narrative/freeze.ts';
import { textsInSight } from '../narrative/queries.ts';
import { factsOf } from './answer.ts';
import { type OpenReport, openAllForWriting, openForWriting, refuseFaults } from './open.ts';
import { addSubmissions, keepDraft, type ReportRow } from './queries.ts';
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

/** A report as it will be sent: judged, with its cells complete, and held until the end of the transaction. */
type ReadyReport = {
  report: ReportRow;
  form: Form;
  level: string;
  tags: ReadonlySet<string>;
  cells: Record<string, CellInput>;
  isNil: boolean;
  postId: number | null;
};

/** Judges whether a report may be sent as it is, and names every fault by field. Nothing but its words is written yet. */
const prepareToSend = async (
  { params, body }: Input<typeof submitReport>,
  ask: Omit<Ask, 'audit'>,
  held: ReadonlyMap<number, OpenReport>,
): Promise<ReadyReport> => {
  // Everybody's reports were opened at once; whether this post sees this one, the database says.
  const kept = found(await textsInSight(ask.tx, params.reportId), refuse(notFound, {}));
  const { report, form, level, tags } = found(held.get(params.reportId), refuse(notFound, {}));
  must(whyNotSubmit(factsOf(report), ask.actor, ask.today));
  if (body.draftVersion !== report.draftVersion) throw new Refused(refuse(changedMeanwhile, {}));
  const cells = completeCells(form, level, body.cells, body.nil);
  refuseFaults(form, level, cells, true);
  await freezeNarrative(ask, { report, form, level, cells, isNil: body.nil, revision: report.revision + 1, kept });
  return { report, form, level, tags, cells, isNil: body.nil, postId: ask.actor.postId };
};

/** Writes reports that are ready: their revisions, and their cells into every provisional ("submitted") total. */
export const sendAll = async (
  ready: readonly ReadyReport[],
  { tx, now }: Pick<Ask, 'tx' | 'now'>,
): Promise<{ answer: Result<typeof submitReport>; audit: AuditEntry }[]> => {
  const added = await addSubmissions(
    tx,
    ready.map(({ report, cells, isNil, postId }) => ({
      reportId: report.id,
      revision: report.revision + 1,
      cells,
      isNil,
      postId,
    })),
    now,
  );
  await postInTurn(tx, byForm(ready), ([{ report, form }, group]) =>
    putSheets(
      tx,
      { periodId: report.periodId, line: report.line, reading: 'submitted' },
      extentOf(form),
      group.map(({ report: { id, unitId }, cells, level, tags }) => ({
        unitId,
        sourceId: added.get(id)?.id ?? null,
        ...toSheet(cells, form.line, { level, tags }),
      })),
      'submission',
      now,
    ),
  );
  return ready.map(({ report, cells }) => {
    const revision = report.revision + 1;
    return {
      answer: { revision, submittedAt: now.toISOString(), isLate: isLate(report.dueAt, report.firstSubmittedAt, now) },
      audit: {
        action: 'reporting.submitReport',
        subject: `report:${report.id}`,
        unitId: report.unitId,
        before: report.cells,
        after: { ...cells, revision, cellsHash: added.get(report.id)?.cellsHash },
      },
    };
  });
};

/** Reports of one form and period are posted as one statement. */
const byForm = (ready: readonly ReadyReport[]): (readonly [ReadyReport, ReadyReport[]])[] => {
  const groups = new Map<string, ReadyReport[]>();
  for (const each of ready) {
    const { periodId, form, version } = each.report;
    const key = `${periodId}:${form}:${version}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [[group[0], group] as const] : []));
};

/**
 * Sends a report to the level above. Its cells are in every provisional total when this is answered, with its revision and its
 * audit entry in the same transaction; those that arrive meanwhile are carried out together. Refuses with every fault by
 * field; nothing is half sent.
 */
export const submitting: Together<typeof submitReport, ReadonlyMap<number, OpenReport>, ReadyReport> = {
  order: ({ params }) => params.reportId,
  gather: (inputs, at) =>
    openAllForWriting(
      at,
      inputs.map(({ params }) => params.reportId),
    ),
  prepare: prepareToSend,
  write: sendAll,
};
