/** What accepting reports would do, told before it is done. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { previewAcceptance } from '@app/contract/reporting/desk/routes.ts';
import { periodId, periodOfCode, totalsIfAccepted, unitsToRead } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitsByIds } from '../../org/index.ts';
import { extentOf } from '../form/extent.ts';
import { formForPeriod } from '../form/find.ts';
import { indicatorsOf } from '../form/rules.ts';
import { factsOf } from '../report/answer.ts';
import { reportsByIds } from '../report/queries.ts';
import { isLate, whyNotDecide, whyNotReadDesk } from '../report/rules.ts';
import { type ReturnedCells, typedReturns } from '../returns/rules.ts';
import { strongCells } from './strong.ts';

const chosenOf = (text: string): Map<number, number> =>
  new Map(
    text.split(',').map((each) => {
      const [id, revision] = each.split(':').map(Number);
      return [id ?? 0, revision ?? 0];
    }),
  );

/**
 * For the chosen reports of one form and period: which could be accepted now and why the others could not, what is late or differs
 * strongly, and what the accepted totals of the unit would become if those that can be were accepted.
 */
export const previewAccept = async (
  { query }: Input<typeof previewAcceptance>,
  ask: Ask,
): Promise<Result<typeof previewAcceptance>> => {
  const { tx } = ask;
  await unitsToRead(ask, [query.unit]);
  const period = periodOfCode(query.period);
  const form = await formForPeriod(tx, query.form, period);
  must(whyNotReadDesk(ask.actor, form.line));
  const chosen = chosenOf(query.reports);
  const rows = (await reportsByIds(tx, [...chosen.keys()], ask.today)).filter(
    (row) => row.form === form.code && row.periodId === periodId(period),
  );
  if (rows.length < chosen.size) throw new Refused(refuse(notFound, {}));
  const whyNots = new Map(
    rows.map((row) => [row.id, whyNotDecide(factsOf(row), ask.actor, ask.today, chosen.get(row.id))]),
  );
  const acceptable = rows.filter((row) => whyNots.get(row.id) === null);
  const units = await unitsByIds(
    tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  const strong = await strongCells(tx, { form, period }, rows);
  const totals = await totalsIfAccepted(tx, {
    unitId: query.unit,
    period,
    line: form.line as Line,
    extent: extentOf(form),
    unitIds: acceptable.map((row) => row.unitId),
    indicators: [...new Set(indicatorsOf(form))].filter((id) => indicatorOf(id)?.kind !== 'D'),
  });
  return {
    acceptable: acceptable.length,
    reports: rows.map((row) => ({
      id: row.id,
      revision: row.revision,
      unit: { id: row.unitId, fullName: units.get(row.unitId)?.fullName ?? '' },
      whyNot: sayWhyNot(whyNots.get(row.id) ?? null),
      isLate: isLate(row.dueAt, row.firstSubmittedAt, ask.now),
      hasDraft: row.draft !== null,
      returnedCells: row.state === 'returned' ? typedReturns(row.returnedCells as ReturnedCells | null).length : 0,
      strong: strong.get(row.id) ?? [],
    })),
    totals: totals.filter(({ before, after }) => before.value !== null || after.value !== null),
  };
};
