/** One report as it is shown. */
import type { Line } from '@app/contract/figures/routes.ts';
import { previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { CellInput, getReport } from '@app/contract/reporting/routes.ts';
import { readFigures, sayPeriod } from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, sayWhyNot } from '../../kernel/problem.ts';
import { countMessages } from '../discussion/queries.ts';
import { issuerAbove } from '../edition/issuer.ts';
import { formVersion } from '../form/queries.ts';
import { rowsFor, sayForm } from '../form/rules.ts';
import { changesBetween, type ReturnedCells, typedReturns } from '../returns/rules.ts';
import { cellsOf, factsOf, periodOfRow, sayReports, titleFor } from './answer.ts';
import { reportById, submissionsOf } from './queries.ts';
import { whyNotDecide, whyNotExcept, whyNotFill, whyNotSubmit } from './rules.ts';

type Cells = Record<string, CellInput>;

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
  const pastOf = new Map(past.map((figure) => [`${figure.indicator} ${figure.period}`, figure.value]));
  const pastValue = (id: string, code: string) => pastOf.get(`${id} ${code}`) ?? null;
  // A draft is seen by those who type it; everybody else sees what was sent.
  const cells = ask.actor.unitId === row.unitId ? cellsOf(row) : ((row.cells ?? {}) as Cells);
  const sent = (row.cells ?? {}) as Cells;
  const waiting = row.state === 'returned' ? (row.returnedCells as ReturnedCells | null) : null;
  const submissions = await submissionsOf(tx, row.id);
  const titles = await postTitles(tx, [
    row.draftedBy,
    row.exceptionBy,
    ...submissions.flatMap((each) => [each.submittedBy, each.decidedBy]),
  ]);
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
      returned: waiting?.[indicator] ?? null,
    })),
    draftVersion: row.draftVersion,
    drafted:
      row.draft && row.draftedAt && ask.actor.unitId === row.unitId
        ? { by: titleFor(titles, row.draftedBy), at: row.draftedAt.toISOString() }
        : null,
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
      returned: each.returnedCells === null ? null : typedReturns(each.returnedCells as ReturnedCells),
      ...changesBetween(
        (submissions[at + 1]?.cells ?? null) as Cells | null,
        each.cells as Cells,
        (submissions[at + 1]?.returnedCells ?? null) as ReturnedCells | null,
      ),
    })),
    exception:
      row.exceptionUntil && row.exceptionReason
        ? {
            until: row.exceptionUntil,
            reason: row.exceptionReason,
            by: row.exceptionAt ? titleFor(titles, row.exceptionBy) : null,
            at: row.exceptionAt?.toISOString() ?? null,
          }
        : null,
    messages: (await countMessages(tx, [row.id], ask.actor.postId)).get(row.id) ?? { unread: 0, all: 0 },
    whyNot: {
      saveDraft: sayWhyNot(whyNotFill(facts, ask.actor, ask.today)),
      submitReport: sayWhyNot(whyNotSubmit(facts, ask.actor, ask.today)),
      acceptReport: sayWhyNot(whyNotDecide(facts, ask.actor, ask.today)),
      returnReport: sayWhyNot(whyNotDecide(facts, ask.actor, ask.today)),
      allowException: sayWhyNot(whyNotExcept(facts, ask.actor, ask.today, { issuer: await issuerAbove(ask, row) })),
    },
  };
};
