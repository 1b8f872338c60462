/** How reports are shown: one mapping from rows to answers for the inbox, the desk and the entry page. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { CellInput, ReportBrief } from '@app/contract/reporting/routes.ts';
import { sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { bodiesByIds, unitsByIds } from '../../org/index.ts';
import { formVersion } from '../form/queries.ts';
import { type Form, typedRows } from '../form/rules.ts';
import { type ReturnedCells, typedReturns } from '../returns/rules.ts';
import type { ReportRow } from './queries.ts';
import { isLate, isLocked, type ReportFacts } from './rules.ts';

/** The period of a stored code; stored codes come from the calendar, so they parse. */
export const periodOfRow = (code: string): Period => {
  const period = parsePeriod(code);
  if (!period) throw new Error(`stored period ${code} is not in the calendar`);
  return period;
};

/** What the rules ask of a row. */
export const factsOf = (row: ReportRow): ReportFacts => ({
  state: row.state,
  unitId: row.unitId,
  superiorId: row.superiorId,
  line: row.line,
  revision: row.revision,
  lockedAt: row.lockedAt,
  exceptionUntil: row.exceptionUntil,
  submittedBy: row.submittedBy,
  endsOn: row.endsOn,
});

/** The cells as they stand: the draft, else what was sent last. */
export const cellsOf = (row: ReportRow): Record<string, CellInput> =>
  (row.draft ?? row.cells ?? {}) as Record<string, CellInput>;

/** Rows as answers, with units, bodies and forms looked up once for all of them. */
export const sayReports = async (ask: Ask, rows: readonly ReportRow[]): Promise<ReportBrief[]> => {
  const first = rows[0];
  if (!first) return [];
  const units = await unitsByIds(
    ask.tx,
    rows.map((row) => ({ id: row.unitId, on: row.endsOn })),
  );
  const bodies = await bodiesByIds(
    ask.tx,
    rows.map((row) => row.bodyId),
  );
  const forms = new Map<string, Form>();
  for (const row of rows) {
    const key = `${row.form}:${row.version}`;
    if (!forms.has(key)) forms.set(key, await formVersion(ask.tx, row.form, row.version));
  }
  return rows.map((row) => {
    const unit = units.get(row.unitId);
    const form = forms.get(`${row.form}:${row.version}`);
    const cells = cellsOf(row);
    const typed = form && unit ? typedRows(form, unit.level) : [];
    return {
      id: row.id,
      form: { code: row.form, title: form?.content.title ?? { vi: row.form, en: row.form } },
      period: sayPeriod(periodOfRow(row.period)),
      unit: { id: row.unitId, code: unit?.code ?? '', fullName: unit?.fullName ?? '', level: unit?.level ?? '' },
      body: bodies.get(row.bodyId) ?? { vi: '', en: '' },
      line: form?.line ?? 'committee',
      state: row.state,
      dueAt: row.dueAt.toISOString(),
      isLate: isLate(row.dueAt, row.firstSubmittedAt, ask.now),
      isLocked: isLocked(factsOf(row), ask.today),
      revision: row.revision,
      submittedAt: row.submittedAt?.toISOString() ?? null,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      filled: typed.filter((each) => (cells[each.indicator]?.value ?? null) !== null).length,
      asked: typed.length,
      isNil: row.isNil ?? false,
      returnReason: row.decision === 'returned' ? row.reason : null,
      returnedCells: row.state === 'returned' ? typedReturns(row.returnedCells as ReturnedCells | null).length : 0,
      lockOn: row.lockOn,
    };
  });
};

const bySystem: Words = { vi: 'Nạp hàng loạt', en: 'Bulk import' };

/** The post beside an act; without a post the program itself has loaded it in bulk. */
export const titleFor = (titles: ReadonlyMap<number, Words>, postId: number | null): Words =>
  (postId === null ? undefined : titles.get(postId)) ?? bySystem;

/** The indicator a desk shows beside each report: the first flow of its form. */
export const headlineOf = (form: Form): string =>
  form.content.sections
    .flatMap((section) => section.rows)
    .map((row) => row.indicator)
    .find((id) => id === 'outreach_sessions') ??
  form.content.sections.flatMap((section) => section.rows).find((row) => indicatorOf(row.indicator)?.kind === 'F')
    ?.indicator ??
  '';
