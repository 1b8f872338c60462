import { unknownPeriod } from '@app/contract/figures/problems.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import { type FieldFault, refuse } from '@app/contract/kernel/problem.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { say } from '@app/contract/kernel/words.ts';
import type { FigurePairs } from '@app/contract/reporting/narrative/references.ts';
import { cellsNotRight, draftPresent, noObligation, unitTwice } from '@app/contract/reporting/problems.ts';
import type { CellInput, importReports } from '@app/contract/reporting/routes.ts';
import { periodId, putSheets, toSheet } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { unitFacts, unitsByCode } from '../../org/index.ts';
import { extentOf } from '../form/extent.ts';
import { formForPeriod } from '../form/find.ts';
import { completeCells, type Form, faultsOfReport } from '../form/rules.ts';
import { readImported } from '../narrative/freeze.ts';
import { importNarratives, newestNarratives } from '../narrative/queries.ts';
import { type Texts, textsByKey } from '../narrative/rules.ts';
import { factsOf } from '../report/answer.ts';
import { addSubmissions, holdReports, type ReportRow, reportsOfUnits } from '../report/queries.ts';
import { whyNotChange, whyNotImport, whyNotYet } from '../report/rules.ts';

type Row = {
  at: number;
  unitCode: string;
  cells: Record<string, CellInput>;
  nil: boolean;
  narrative?: Texts | undefined;
};

/**
 * Submits the reports of many units in one transaction: everything is checked first, every refused cell is named by row
 * and field, and only a batch without a fault is written. The same checks as for a report sent by its own officer.
 */
export const importMany = async (
  { body }: Input<typeof importReports>,
  ask: Ask,
): Promise<Result<typeof importReports>> => {
  must(whyNotImport(ask.actor));
  const period = found(parsePeriod(body.period), refuse(unknownPeriod, { period: body.period }));
  const form = await formForPeriod(ask.tx, body.form, period);
  must(whyNotImport(ask.actor, form.line));

  const rows: Row[] = body.rows.map((row, at) => ({ at, ...row }));
  const units = await unitsByCode(
    ask.tx,
    rows.map((row) => row.unitCode),
    period.endsOn,
  );
  const unitIds = [...units.values()].map((unit) => unit.id);
  const reports =
    unitIds.length === 0 ? [] : await reportsOfUnits(ask.tx, unitIds, form.code, periodId(period), ask.today);
  if (reports.length > 0)
    await holdReports(
      ask.tx,
      reports.map((report) => report.id),
    );
  const reportByUnit = new Map(reports.map((report) => [report.unitId, report]));
  const facts = await unitFacts(ask.tx, unitIds, period.endsOn);

  const faults: FieldFault[] = [];
  const seen = new Set<string>();
  const ready = rows.flatMap((row): Ready[] => {
    const unit = units.get(row.unitCode);
    const report = unit && reportByUnit.get(unit.id);
    const at = `rows.${row.at}`;
    if (seen.has(row.unitCode)) faults.push(fault(at, unitTwice, { unitCode: row.unitCode }));
    seen.add(row.unitCode);
    if (!unit || !report) {
      faults.push(fault(at, noObligation, { unitCode: row.unitCode }));
      return [];
    }
    const whyNot = whyNotChange(factsOf(report), ask.today) ?? whyNotYet(factsOf(report), ask.today);
    if (whyNot) faults.push(fault(at, whyNot, whyNot.data as Record<string, string>));
    if (report.draft !== null) faults.push(fault(at, draftPresent, { unitCode: row.unitCode }));
    const { level, tags } = facts.get(unit.id) ?? { level: '', tags: new Set<string>() };
    const cells = completeCells(form, level, row.cells, row.nil);
    for (const each of faultsOfReport(form, level, cells, { complete: true }))
      faults.push({ ...each, path: `${at}.${each.path}` });
    return [{ row, report, level, cells, sheet: toSheet(cells, form.line, { level, tags }) }];
  });
  const words = await wordsOfRows(ask, form, ready);
  faults.push(...words.faults);
  if (faults.length > 0) throw new Refused(refuse(cellsNotRight, { count: faults.length }, faults.slice(0, 500)));

  const added = await addSubmissions(
    ask.tx,
    ready.map(({ row, report, cells }) => ({
      reportId: report.id,
      revision: report.revision + 1,
      cells,
      isNil: row.nil,
      postId: ask.actor.postId,
    })),
    ask.now,
  );
  await importNarratives(ask.tx, [...words.sent.values()], { now: ask.now, postId: ask.actor.postId });
  await putSheets(
    ask.tx,
    { periodId: periodId(period), line: form.line, reading: 'submitted' },
    extentOf(form),
    ready.map(({ report, sheet }) => ({ ...sheet, unitId: report.unitId, sourceId: added.get(report.id)?.id ?? null })),
    'submission',
    ask.now,
  );
  // One entry for each report, so that the chain of its unit holds what was sent in its name.
  await ask.audit(
    ready.map(({ report }) => ({
      action: 'reporting.importReports',
      subject: `report:${report.id}`,
      unitId: report.unitId,
      before: { state: report.state, revision: report.revision },
      after: {
        state: 'submitted',
        revision: report.revision + 1,
        cellsHash: added.get(report.id)?.cellsHash,
        narrative: words.sent.get(report.id)?.texts,
      },
    })),
  );
  return { submitted: ready.length, values: ready.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0) };
};

type Ready = {
  row: Row;
  report: ReportRow;
  level: string;
  cells: Record<string, CellInput>;
  sheet: ReturnType<typeof toSheet>;
};

/**
 * The words of the rows, by report and by the keys of their sections, and what is wrong with them by row and section. A row without any
 * leaves them as they were last sent; what a unit is still writing is nobody else's to send.
 */
const wordsOfRows = async (ask: Ask, form: Form, ready: readonly Ready[]) => {
  const silent = ready.filter(({ row, report }) => row.narrative === undefined && report.revision > 0);
  const before = await newestNarratives(
    ask.tx,
    silent.map(({ report }) => report.id),
  );
  const faults: FieldFault[] = [];
  const sent = new Map<number, { reportId: number; revision: number; texts: Texts; figures: FigurePairs }>();
  for (const { row, report, level, cells } of ready) {
    const texts = row.narrative ? textsByKey(form, row.narrative) : (before.get(report.id)?.texts ?? {});
    const read = await readImported(ask, { report, form, level, cells, isNil: row.nil }, texts);
    for (const each of read.faults)
      faults.push({ ...each, path: `rows.${row.at}.${each.path.replace(/^texts\./, 'narrative.')}` });
    if (Object.keys(texts).length > 0)
      sent.set(report.id, { reportId: report.id, revision: report.revision + 1, texts, figures: read.figures });
  }
  return { faults, sent };
};

const fault = (
  path: string,
  description: { code: string; says: { vi: string; en: string } },
  data: Record<string, string>,
): FieldFault => ({
  path,
  code: description.code,
  says: { vi: say(description.says, 'vi', data), en: say(description.says, 'en', data) },
});
