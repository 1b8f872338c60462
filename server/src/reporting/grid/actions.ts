import type { Line } from '@app/contract/figures/routes.ts';
import { previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { getEntryGrid } from '@app/contract/reporting/grid/routes.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { periodId, periodOfCode, readFigures, sayPeriod, unitsToRead } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { unitsByIds } from '../../org/index.ts';
import { formForPeriod } from '../form/find.ts';
import { sayForm } from '../form/rules.ts';
import { factsOf, sayReports } from '../report/answer.ts';
import { reportsOfUnits, reportsToDecide } from '../report/queries.ts';
import { whyNotReadDesk, whyNotYet } from '../report/rules.ts';
import { whyNotEnter, whyNotEnterOwn, whyNotSendGrid } from './rules.ts';

/**
 * The reports of the units directly below as one grid: one person enters the figures of units that sent them on paper or in a
 * spreadsheet. It is sent by the bulk import, under the post of who entered it, and decided by somebody else.
 */
export const showEntryGrid = async (
  { query }: Input<typeof getEntryGrid>,
  ask: Ask,
): Promise<Result<typeof getEntryGrid>> => {
  const { tx, actor, today } = ask;
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const form = await formForPeriod(tx, query.form, period);
  must(whyNotReadDesk(actor, form.line));
  const unit = found(
    (await unitsByIds(tx, [{ id: query.unit, on: period.endsOn }])).get(query.unit),
    refuse(notFound, {}),
  );
  const desk = { unitId: unit.id, isRoot: unit.level === 'nation' };
  // A commune has nobody below: its own report is its grid, so that somebody with posts at several has them side by side.
  const isOwn = unit.level === 'commune' && unit.id === actor.unitId;
  const reports = isOwn
    ? await reportsOfUnits(tx, [unit.id], form.code, periodId(period), today)
    : await reportsToDecide(tx, desk, form.code, periodId(period), today);
  const briefs = new Map((await sayReports(ask, reports)).map((brief) => [brief.id, brief]));
  const level = reports.map(({ id }) => briefs.get(id)?.unit.level).find(Boolean) ?? 'any';
  const said = sayForm(form, level);
  const indicators = said.sections.flatMap((section) => section.rows.map((row) => row.indicator));
  const before = { previous: previousOf(period), lastYear: samePeriodLastYear(period) };
  const figures = await readFigures(tx, {
    indicators,
    unitIds: reports.map((row) => row.unitId),
    periods: [before.previous, before.lastYear],
    line: form.line as Line,
    reading: 'submitted',
  });
  const past = new Map(figures.map((each) => [`${each.unitId} ${each.period} ${each.indicator}`, each.value]));
  const pastOf = (unitId: number, { code }: { code: string }) =>
    indicators.map((indicator) => past.get(`${unitId} ${code} ${indicator}`) ?? null);

  return {
    unit: { id: unit.id, fullName: unit.fullName, level: unit.level },
    form: said,
    period: sayPeriod(period),
    dueAt: reports[0]?.dueAt.toISOString() ?? null,
    indicators,
    rows: reports
      .flatMap((row) => {
        const brief = briefs.get(row.id);
        if (!brief) return [];
        // A column of JSON, written as these cells only.
        const sent = (row.cells ?? {}) as Record<string, CellInput>;
        const { id, code, fullName } = brief.unit;
        const facts = { ...factsOf(row), unitCode: code, hasDraft: row.draft !== null };
        return [
          {
            reportId: row.id,
            draftVersion: row.draftVersion,
            unit: { id, code, fullName },
            state: brief.state,
            isLate: brief.isLate,
            cells: indicators.map((indicator) => sent[indicator] ?? null),
            previous: pastOf(id, before.previous),
            lastYear: pastOf(id, before.lastYear),
            returnReason: brief.returnReason,
            whyNot: sayWhyNot((isOwn ? whyNotEnterOwn : whyNotEnter)(facts, actor, today)),
          },
        ];
      })
      .sort((one, other) => compareVietnamese(one.unit.fullName, other.unit.fullName)),
    whyNot: {
      importReports: sayWhyNot(
        isOwn
          ? whyNotYet({ endsOn: period.endsOn }, today)
          : whyNotSendGrid({ line: form.line, endsOn: period.endsOn }, actor, today),
      ),
    },
  };
};
