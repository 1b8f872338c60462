import type { Line } from '@app/contract/figures/routes.ts';
import { previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { cellsNotRight } from '@app/contract/reporting/problems.ts';
import type {
  acceptReport,
  acceptReports,
  allowException,
  CellInput,
  getReport,
  returnReport,
  saveDraft,
  submitReport,
} from '@app/contract/reporting/routes.ts';
import { acceptSheets, putSheets, readFigures, sayPeriod, toSheet, withdrawSheet } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitFacts } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { completeCells, type Form, faultsOfReport, rowsFor, sayForm } from '../form/rules.ts';
import { cellsOf, factsOf, periodOfRow, sayReports, titleFor } from './answer.ts';
import {
  addSubmissions,
  type DecidableRow,
  decidableByIds,
  decide,
  holdReports,
  keepDraft,
  openException,
  type ReportRow,
  reportById,
  submissionsOf,
} from './queries.ts';
import { isLate, whyNotDecide, whyNotExcept, whyNotFill, whyNotSubmit } from './rules.ts';

type Cells = Record<string, CellInput>;

/** Opens a report for writing: held until the end of the transaction, or not found. */
const openForWriting = async (
  ask: Ask,
  id: number,
): Promise<{ report: ReportRow; form: Form; level: string; tags: ReadonlySet<string> }> => {
  await holdReports(ask.tx, [id]);
  const report = found(await reportById(ask.tx, id, ask.today), refuse(notFound, {}));
  const form = await formVersion(ask.tx, report.form, report.version);
  const facts = (await unitFacts(ask.tx, [report.unitId], report.endsOn)).get(report.unitId);
  return { report, form, level: facts?.level ?? '', tags: facts?.tags ?? new Set() };
};

const refuseFaults = (form: Form, level: string, cells: Cells, complete: boolean): void => {
  const faults = faultsOfReport(form, level, cells, { complete });
  if (faults.length > 0) throw new Refused(refuse(cellsNotRight, { count: faults.length }, faults.slice(0, 500)));
};

/** Keeps what an officer has typed so far. A draft may hold gaps, but nothing that could never be right. */
export const saveReportDraft = async (
  { params, body }: Input<typeof saveDraft>,
  ask: Ask,
): Promise<Result<typeof saveDraft>> => {
  const { report, form, level } = await openForWriting(ask, params.reportId);
  must(whyNotFill(factsOf(report), ask.actor, ask.today));
  refuseFaults(form, level, body.cells, false);
  const draftVersion = await keepDraft(ask.tx, report.id, body.cells, body.draftVersion);
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
  const sheet = {
    unitId: report.unitId,
    sourceId: kept?.id ?? null,
    ...toSheet(cells, form.line, { level, tags }),
  };
  await putSheets(
    ask.tx,
    { periodId: report.periodId, line: report.line, reading: 'submitted' },
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

/** Accepts one report; see `acceptMany`. */
export const accept = async (
  { params, body }: Input<typeof acceptReport>,
  ask: Ask,
): Promise<Result<typeof acceptReport>> => {
  await acceptMany(
    { params: undefined, query: undefined, body: { reports: [{ id: params.reportId, revision: body.revision }] } },
    ask,
  );
  return { done: true };
};

/**
 * Accepts reports of the level below: their cells are in every accepted total above, up to the root, when this returns.
 * All or nothing; each ancestor is brought up to date once, however many reports there are.
 */
export const acceptMany = async (
  { body }: Input<typeof acceptReports>,
  ask: Ask,
): Promise<Result<typeof acceptReports>> => {
  const ids = [...new Set(body.reports.map((each) => each.id))];
  await holdReports(ask.tx, ids);
  const reports = await decidableByIds(ask.tx, ids, ask.today);
  if (reports.length < ids.length) throw new Refused(refuse(notFound, {}));
  const revisions = new Map(body.reports.map((each) => [each.id, each.revision]));
  for (const report of reports) must(whyNotDecide(report, ask.actor, ask.today, revisions.get(report.id)));
  const hashes = await decide(ask.tx, ids, 'accepted', { now: ask.now, postId: ask.actor.postId, reason: null });
  for (const [address, group] of groupByAddress(reports)) {
    await acceptSheets(
      ask.tx,
      address,
      group.map((report) => report.unitId),
      ask.now,
    );
  }
  await ask.audit(
    reports.map((report) => ({
      action: 'reporting.acceptReport',
      subject: `report:${report.id}`,
      unitId: report.unitId,
      after: { revision: report.revision, cellsHash: hashes.get(report.id) },
    })),
  );
  return { accepted: reports.length };
};

const groupByAddress = (reports: readonly DecidableRow[]): Map<{ periodId: number; line: string }, DecidableRow[]> => {
  const groups = new Map<string, DecidableRow[]>();
  for (const report of reports) {
    const key = `${report.periodId}:${report.line}`;
    groups.set(key, [...(groups.get(key) ?? []), report]);
  }
  // Short periods before long ones, in every batch alike: two deciders meet in a queue, never in a circle.
  return new Map(
    [...groups.values()]
      .sort((a, b) => (a[0]?.periodId ?? 0) - (b[0]?.periodId ?? 0))
      .flatMap((group) => (group[0] ? [[{ periodId: group[0].periodId, line: group[0].line }, group] as const] : [])),
  );
};

/** Sends a report back with a reason; its cells leave the provisional totals, what was accepted before stays. */
export const returnToSender = async (
  { params, body }: Input<typeof returnReport>,
  ask: Ask,
): Promise<Result<typeof returnReport>> => {
  const { report } = await openForWriting(ask, params.reportId);
  must(whyNotDecide(factsOf(report), ask.actor, ask.today, body.revision));
  await decide(ask.tx, [report.id], 'returned', { now: ask.now, postId: ask.actor.postId, reason: body.reason });
  await withdrawSheet(ask.tx, { unitId: report.unitId, periodId: report.periodId, line: report.line }, ask.now);
  await ask.audit({
    action: 'reporting.returnReport',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: { revision: report.revision, reason: body.reason },
  });
  return { done: true };
};

/** Opens a locked or accepted report for a correction until a date, with its reason; the edition stays as it was issued. */
export const allowReportException = async (
  { params, body }: Input<typeof allowException>,
  ask: Ask,
): Promise<Result<typeof allowException>> => {
  const { report } = await openForWriting(ask, params.reportId);
  must(whyNotExcept(factsOf(report), ask.actor, ask.today, body.until));
  await openException(ask.tx, report.id, body.until, body.reason);
  await ask.audit({
    action: 'reporting.allowException',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: { until: report.exceptionUntil },
    after: body,
  });
  return { done: true };
};

/** One report as its officer or its superior sees it. */
export const showReport = async ({ params }: Input<typeof getReport>, ask: Ask): Promise<Result<typeof getReport>> => {
  const { tx } = ask;
  const row = found(await reportById(tx, params.reportId, ask.today), refuse(notFound, {}));
  const form = await formVersion(tx, row.form, row.version);
  const [brief] = await sayReports(ask, [row]);
  if (!brief) throw new Error('a report without a brief');
  const period = periodOfRow(row.period);
  const before = { previous: previousOf(period), lastYear: samePeriodLastYear(period) };
  const ids = rowsFor(form, brief.unit.level).map((each) => each.indicator as string);
  const past = await readFigures(tx, {
    indicators: ids,
    unitIds: [row.unitId],
    periods: [before.previous, before.lastYear],
    line: form.line as Line,
    reading: 'submitted',
  });
  const pastValue = (id: string, code: string) =>
    past.find((figure) => figure.indicator === id && figure.period === code)?.value ?? null;
  // A draft is seen by those who type it; everybody else sees what was sent.
  const cells = ask.actor.unitId === row.unitId ? cellsOf(row) : ((row.cells ?? {}) as Cells);
  const sent = (row.cells ?? {}) as Cells;
  const submissions = await submissionsOf(tx, row.id);
  const titles = await postTitles(
    tx,
    submissions.flatMap((each) => [each.submittedBy, each.decidedBy]),
  );
  const hasPast = (code: string) => past.some((figure) => figure.period === code && figure.value !== null);
  const facts = factsOf(row);
  return {
    report: brief,
    form: sayForm(form, brief.unit.level),
    previousPeriod: hasPast(before.previous.code) ? sayPeriod(before.previous) : null,
    lastYearPeriod: hasPast(before.lastYear.code) ? sayPeriod(before.lastYear) : null,
    cells: ids.map((indicator) => ({
      indicator,
      value: cells[indicator]?.value ?? null,
      precision: cells[indicator]?.precision ?? 'exact',
      kind: cells[indicator]?.kind ?? 'own',
      note: cells[indicator]?.note ?? null,
      previous: pastValue(indicator, before.previous.code),
      lastYear: pastValue(indicator, before.lastYear.code),
      submitted: sent[indicator]?.value ?? null,
    })),
    draftVersion: row.draftVersion,
    submissions: submissions.map((each, at) => ({
      id: each.id,
      revision: each.revision,
      submittedAt: each.submittedAt.toISOString(),
      submittedBy: titleFor(titles, each.submittedBy),
      isNil: each.isNil,
      decision: each.decision as 'accepted' | 'returned' | null,
      decidedAt: each.decidedAt?.toISOString() ?? null,
      decidedBy: each.decidedAt ? titleFor(titles, each.decidedBy) : null,
      reason: each.reason,
      changed: changesBetween((submissions[at + 1]?.cells ?? null) as Cells | null, each.cells as Cells),
    })),
    exception:
      row.exceptionUntil && row.exceptionReason ? { until: row.exceptionUntil, reason: row.exceptionReason } : null,
    whyNot: {
      saveDraft: sayWhyNot(whyNotFill(facts, ask.actor, ask.today)),
      submitReport: sayWhyNot(whyNotSubmit(facts, ask.actor, ask.today)),
      acceptReport: sayWhyNot(whyNotDecide(facts, ask.actor, ask.today)),
      returnReport: sayWhyNot(whyNotDecide(facts, ask.actor, ask.today)),
      allowException: sayWhyNot(whyNotExcept(facts, ask.actor, ask.today)),
    },
  };
};

/** What a revision changed against the one before; the first revision changes nothing. */
const changesBetween = (before: Cells | null, after: Cells) =>
  before === null
    ? []
    : [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((indicator) => {
        const was = before[indicator]?.value ?? null;
        const is = after[indicator]?.value ?? null;
        return was === is ? [] : [{ indicator, before: was, after: is }];
      });
