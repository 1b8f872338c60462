import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { parsePeriod, periodContaining, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { getConsolidation, getMyWork, listReports } from '@app/contract/reporting/routes.ts';
import {
  editionsOf,
  periodId,
  periodOfCode,
  readFigures,
  sayPeriod,
  unitsToRead,
  whyNotReadLine,
} from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { unitById, unitsByIds } from '../../org/index.ts';
import { countMessages } from '../discussion/queries.ts';
import { sayEdition, whyNotIssueNow } from '../edition/actions.ts';
import { formForPeriod } from '../form/find.ts';
import { formVersion } from '../form/queries.ts';
import { type Cells, indicatorsOf, sayForm } from '../form/rules.ts';
import { headlineOf, periodOfRow, sayReports } from '../report/answer.ts';
import { reportOf, reportsOfDesk, reportsToDecide, reportsToFill } from '../report/queries.ts';
import { type ReportFacts, whyNotDecide, whyNotReadDesk } from '../report/rules.ts';
import { signalCounts } from '../signals/actions.ts';
import { deskPeriods, desksOf, standing } from './queries.ts';
import { strongCells } from './strong.ts';

/** How far back the inbox looks. */
const RECENT = 12;

/** What the signed-in post must do next: its own reports by deadline, and the desks it decides on. */
export const showMyWork = async (_: Input<typeof getMyWork>, ask: Ask): Promise<Result<typeof getMyWork>> => {
  const { tx, actor } = ask;
  const fills = actor.does.has('fill') && actor.ownLines.length > 0;
  const own = fills
    ? await sayReports(ask, await reportsToFill(tx, actor.unitId, actor.ownLines, RECENT, ask.today))
    : [];
  const sees = actor.does.has('decide') || actor.does.has('issue');
  const rows = sees
    ? await desksOf(tx, { unitId: actor.unitId, isRoot: actor.allUnits }, actor.ownLines, ask, RECENT)
    : [];
  const desks = await Promise.all(
    rows.map(async (row) => {
      const period = periodOfRow(row.period);
      const form = await formVersion(tx, row.form, row.version);
      const upward = await reportOf(tx, actor.unitId, row.form, periodId(period), ask.today);
      const [upwardBrief = null] = upward ? await sayReports(ask, [upward]) : [];
      const editions = await editionsOf(tx, actor.unitId, periodId(period), row.form);
      return {
        unitId: actor.unitId,
        form: { code: row.form, title: form.content.title },
        period: sayPeriod(period),
        dueAt: row.dueAt.toISOString(),
        expected: row.expected,
        waiting: row.waiting,
        returned: row.returned,
        accepted: row.accepted,
        late: row.late,
        notSent: row.notSent,
        upward: upwardBrief,
        issued: editions.length > 0,
      };
    }),
  );
  const month = periodContaining('month', ask.today);
  return {
    own: own.sort((a, b) => b.dueAt.localeCompare(a.dueAt)),
    desks,
    next: {
      title: {
        vi: `Chốt số ${sayPeriod(month).words.vi.toLowerCase()}`,
        en: `Cut-off of ${sayPeriod(month).words.en}`,
      },
      on: month.endsOn,
    },
  };
};

/** The desk: every report below a unit for a form and period, with the headline figure beside it. */
export const showDesk = async ({ query }: Input<typeof listReports>, ask: Ask): Promise<Result<typeof listReports>> => {
  const { tx } = ask;
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const form = await formForPeriod(tx, query.form, period);
  must(whyNotReadDesk(ask.actor, form.line));
  const unit = found(
    (await unitsByIds(tx, [{ id: query.unit, on: period.endsOn }])).get(query.unit),
    refuse(notFound, {}),
  );
  const desk = { unitId: query.unit, isRoot: unit.level === 'nation' };
  // What a unit that has ended once received lies on the desk of its successor; its own stays to be looked at.
  const rows = (await unitById(tx, query.unit, ask.today))
    ? await reportsToDecide(tx, desk, form.code, periodId(period), ask.today)
    : await reportsOfDesk(tx, query.unit, form.code, periodId(period), ask.today);
  const briefs = await sayReports(ask, rows);
  const headline = headlineOf(form);
  const before = samePeriodLastYear(period);
  const figures = await readFigures(tx, {
    indicators: [headline],
    unitIds: rows.map((row) => row.unitId),
    periods: [period, before],
    line: form.line,
    reading: 'submitted',
  });
  const valueAt = (unitId: number, code: string) =>
    figures.find((figure) => figure.unitId === unitId && figure.period === code)?.value ?? null;
  const values = new Map(
    rows.map((row) => [
      row.unitId,
      { now: valueAt(row.unitId, period.code), before: valueAt(row.unitId, before.code) },
    ]),
  );
  const strong = await strongCells(tx, { form, period }, rows);
  const ids = rows.map((row) => row.id);
  const messages = await countMessages(tx, ids, ask.actor.postId);
  const signals = await signalCounts(tx, ids);
  const cellsBy = new Map(rows.map((row) => [row.id, (row.cells ?? {}) as Cells]));
  const codes = await deskPeriods(tx, desk, form.code, ask.today);
  const facts: ReportFacts = {
    state: 'submitted',
    unitId: 0,
    superiorId: rows[0]?.superiorId ?? query.unit,
    line: form.line,
    revision: 0,
    lockedAt: null,
    exceptionUntil: null,
    submittedBy: null,
    endsOn: period.endsOn,
  };
  const whyNot = sayWhyNot(whyNotDecide(facts, ask.actor, ask.today));
  return {
    unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
    form: sayForm(form, 'any'),
    period: sayPeriod(period),
    dueAt: rows[0]?.dueAt.toISOString() ?? null,
    isLocked: briefs.length > 0 && briefs.every((brief) => brief.isLocked),
    periods: codes.map((code) => sayPeriod(periodOfRow(code))),
    reports: briefs
      .map((brief) => ({
        ...brief,
        headline: values.get(brief.unit.id)?.now ?? null,
        headlineBefore: values.get(brief.unit.id)?.before ?? null,
        notes: notesOf(cellsBy.get(brief.id)),
        strong: strong.get(brief.id)?.length ?? 0,
        unread: messages.get(brief.id)?.unread ?? 0,
        signals: signals.get(brief.id) ?? 0,
      }))
      .sort((a, b) => compareVietnamese(a.unit.fullName, b.unit.fullName)),
    headline,
    whyNot: { acceptReports: whyNot, returnReport: whyNot },
  };
};

/** How many cells carry a remark of the officer. */
const notesOf = (cells: Cells = {}): number => Object.values(cells).filter(({ note }) => note).length;

/** The totals of a unit for one form and period in both readings, with completeness, who is missing, and what was issued. */
export const consolidate = async (
  { query }: Input<typeof getConsolidation>,
  ask: Ask,
): Promise<Result<typeof getConsolidation>> => {
  const { tx } = ask;
  await unitsToRead(ask, [query.unit]);
  const period = found(parsePeriod(query.period), refuse(notFound, {}));
  const form = await formForPeriod(tx, query.form, period);
  must(whyNotReadLine(ask.actor, form.line, [query.unit]));
  const unit = found(
    (await unitsByIds(tx, [{ id: query.unit, on: period.endsOn }])).get(query.unit),
    refuse(notFound, {}),
  );
  const ids = [...new Set(indicatorsOf(form))].filter((id) => indicatorOf(id)?.kind !== 'D');
  const periods = [period, previousOf(period), samePeriodLastYear(period)];
  const read = (reading: 'accepted' | 'submitted') =>
    readFigures(tx, { indicators: ids, unitIds: [query.unit], periods, line: form.line, reading });
  const accepted = await read('accepted');
  const submitted = await read('submitted');
  const pick = (figures: typeof accepted, indicator: string, at: number) =>
    figures.find((figure) => figure.indicator === indicator && figure.period === periods[at]?.code);
  const below = await standing(tx, query.unit, form.code, periodId(period));
  const missingIds = below.filter((report) => report.state !== 'accepted').map((report) => report.unitId);
  const names = await unitsByIds(
    tx,
    missingIds.map((id) => ({ id, on: period.endsOn })),
  );
  const editions = await editionsOf(tx, query.unit, periodId(period), form.code);
  return {
    unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
    form: sayForm(form, 'any'),
    period: sayPeriod(period),
    expected: below.length,
    reported: below.filter((report) => report.state === 'submitted' || report.state === 'accepted').length,
    accepted: below.filter((report) => report.state === 'accepted').length,
    missing: missingIds
      .map((id) => ({ unitId: id, fullName: names.get(id)?.fullName ?? '' }))
      .sort((a, b) => compareVietnamese(a.fullName, b.fullName)),
    rows: ids.map((indicator) => {
      const now = pick(accepted, indicator, 0);
      const provisional = pick(submitted, indicator, 0);
      return {
        indicator,
        accepted: now?.value ?? null,
        acceptedPrecision: now?.precision ?? 'exact',
        submitted: provisional?.value ?? null,
        submittedPrecision: provisional?.precision ?? 'exact',
        previous: pick(accepted, indicator, 1)?.value ?? null,
        lastYear: pick(accepted, indicator, 2)?.value ?? null,
        reported: now?.reported ?? 0,
        expected: now?.expected ?? 0,
      };
    }),
    editions: await sayEdition(ask, editions),
    whyNot: { issueEdition: sayWhyNot(await whyNotIssueNow(ask, { unitId: query.unit, form, period })) },
  };
};
