/** What the superior of a report does: accepts, returns, opens it again. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { acceptReport, acceptReports, allowException, returnReport } from '@app/contract/reporting/routes.ts';
import { acceptSheets, postInTurn, withdrawSheet } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, Refused } from '../../kernel/problem.ts';
import { issuerAbove } from '../edition/issuer.ts';
import { extentOf } from '../form/extent.ts';
import { formVersion } from '../form/queries.ts';
import type { Cells } from '../form/rules.ts';
import { lastDayAfterReturn } from '../lock/rules.ts';
import { tellReturned } from '../regimes/tell.ts';
import { returnedWithSums, slotsOfReturned, whyNotReturn } from '../returns/rules.ts';
import { factsOf } from './answer.ts';
import { openForWriting } from './open.ts';
import { type DecidableRow, decidableByIds, decide, holdReports, keepOpen, openException } from './queries.ts';
import { whyNotDecide, whyNotExcept } from './rules.ts';

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
  await postInTurn(ask.tx, groupByForm(reports), async (group) => {
    const form = await formVersion(ask.tx, group.form, group.version);
    await acceptSheets(ask.tx, group, extentOf(form), group.unitIds, ask.now);
  });
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

type FormGroup = Pick<DecidableRow, 'form' | 'version' | 'periodId' | 'line'> & { unitIds: number[] };

/** Reports of one form and period are accepted as one statement. */
const groupByForm = (reports: readonly DecidableRow[]): FormGroup[] => {
  const groups = new Map<string, FormGroup>();
  for (const { form, version, periodId, line, unitId } of reports) {
    const key = `${periodId}:${line}:${form}:${version}`;
    const group = groups.get(key) ?? { form, version, periodId, line, unitIds: [] };
    group.unitIds.push(unitId);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/**
 * Sends a report back: whole with a reason, or single cells with one each (decision 0022). Returned whole, its cells leave the
 * provisional totals and what was accepted before stays. Returned by cells, everything else is accepted at once, in both
 * readings; the returned cells are missing in both until they are sent again.
 */
export const returnToSender = async (
  { params, body }: Input<typeof returnReport>,
  ask: Ask,
): Promise<Result<typeof returnReport>> => {
  const { report, form, level } = await openForWriting(ask, params.reportId);
  must(whyNotDecide(factsOf(report), ask.actor, ask.today, body.revision));
  must(whyNotReturn({ form, level, cells: (report.cells ?? {}) as Cells }, body));
  const returned = body.cells && returnedWithSums(form, level, body.cells);
  const { reason } = body;
  const hashes = await decide(ask.tx, [report.id], 'returned', {
    now: ask.now,
    postId: ask.actor.postId,
    reason,
    returned,
  });
  const address = { unitId: report.unitId, periodId: report.periodId, line: report.line };
  const extent = extentOf(form);
  if (returned) await acceptSheets(ask.tx, address, extent, [report.unitId], ask.now, slotsOfReturned(returned));
  // What is accepted stays in the provisional reading: after a return by cells all the rest, else what was accepted before.
  await withdrawSheet(ask.tx, address, extent, ask.now);
  const exceptionUntil = lastDayAfterReturn(report.exceptionUntil, ask.today);
  await keepOpen(ask.tx, report.id, { lockOn: lastDayAfterReturn(report.lockOn, ask.today), exceptionUntil });
  await tellReturned(ask, report, form.content.title);
  await ask.audit({
    action: 'reporting.returnReport',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    after: {
      revision: report.revision,
      ...(reason !== null && { reason }),
      ...(exceptionUntil !== report.exceptionUntil && { until: exceptionUntil }),
      ...(returned && { cells: body.cells, cellsHash: hashes.get(report.id), returned: Object.keys(returned).sort() }),
    },
  });
  return { done: true };
};

/** Opens a locked or accepted report for a correction until a date, with its reason; the edition stays as it was issued. */
export const allowReportException = async (
  { params, body }: Input<typeof allowException>,
  ask: Ask,
): Promise<Result<typeof allowException>> => {
  const { report } = await openForWriting(ask, params.reportId);
  const issuer = await issuerAbove(ask, report);
  must(whyNotExcept(factsOf(report), ask.actor, ask.today, { until: body.until, issuer }));
  await openException(ask.tx, report.id, { ...body, postId: ask.actor.postId, now: ask.now });
  await ask.audit({
    action: 'reporting.allowException',
    subject: `report:${report.id}`,
    unitId: report.unitId,
    before: { until: report.exceptionUntil },
    after: body,
  });
  return { done: true };
};
