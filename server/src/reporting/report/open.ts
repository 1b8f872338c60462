/** Holds a report for a writing act, with its form and what its unit is. */
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { cellsNotRight } from '@app/contract/reporting/problems.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, Refused } from '../../kernel/problem.ts';
import { unitFacts } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { type Form, faultsOfReport } from '../form/rules.ts';
import { holdReports, type ReportRow, reportById } from './queries.ts';

type Cells = Record<string, CellInput>;

/** Opens a report for writing: held until the end of the transaction, or not found. */
export const openForWriting = async (
  ask: Pick<Ask, 'tx' | 'today'>,
  id: number,
): Promise<{ report: ReportRow; form: Form; level: string; tags: ReadonlySet<string> }> => {
  await holdReports(ask.tx, [id]);
  const report = found(await reportById(ask.tx, id, ask.today), refuse(notFound, {}));
  const form = await formVersion(ask.tx, report.form, report.version);
  const facts = (await unitFacts(ask.tx, [report.unitId], report.endsOn)).get(report.unitId);
  return { report, form, level: facts?.level ?? '', tags: facts?.tags ?? new Set() };
};

export const refuseFaults = (form: Form, level: string, cells: Cells, complete: boolean): void => {
  const faults = faultsOfReport(form, level, cells, { complete });
  if (faults.length > 0) throw new Refused(refuse(cellsNotRight, { count: faults.length }, faults.slice(0, 500)));
};
