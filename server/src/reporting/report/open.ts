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
import { holdReports, type ReportRow, reportsByIds } from './queries.ts';

type Cells = Record<string, CellInput>;

export type OpenReport = { report: ReportRow; form: Form; level: string; tags: ReadonlySet<string> };

/** Opens reports for writing, by their ids: held until the end of the transaction. Those one may not see are left out. */
export const openAllForWriting = async (
  { tx, today }: Pick<Ask, 'tx' | 'today'>,
  ids: readonly number[],
): Promise<Map<number, OpenReport>> => {
  await holdReports(tx, ids);
  const reports = await reportsByIds(tx, ids, today);
  const forms = new Map<string, Form>();
  const units = new Map<string, Awaited<ReturnType<typeof unitFacts>>>();
  for (const { form, version, endsOn } of reports) {
    if (!forms.has(`${form}:${version}`)) forms.set(`${form}:${version}`, await formVersion(tx, form, version));
    const unitIds = () => reports.filter((each) => each.endsOn === endsOn).map(({ unitId }) => unitId);
    if (!units.has(endsOn)) units.set(endsOn, await unitFacts(tx, unitIds(), endsOn));
  }
  return new Map(
    reports.flatMap((report) => {
      const form = forms.get(`${report.form}:${report.version}`);
      const facts = units.get(report.endsOn)?.get(report.unitId);
      return form ? [[report.id, { report, form, level: facts?.level ?? '', tags: facts?.tags ?? new Set() }]] : [];
    }),
  );
};

/** Opens a report for writing: held until the end of the transaction, or not found. */
export const openForWriting = async (ask: Pick<Ask, 'tx' | 'today'>, id: number): Promise<OpenReport> =>
  found((await openAllForWriting(ask, [id])).get(id), refuse(notFound, {}));

export const refuseFaults = (form: Form, level: string, cells: Cells, complete: boolean): void => {
  const faults = faultsOfReport(form, level, cells, { complete });
  if (faults.length > 0) throw new Refused(refuse(cellsNotRight, { count: faults.length }, faults.slice(0, 500)));
};
