import { indicatorOf, isTyped } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { type Period, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { differsStrongly } from '@app/contract/reporting/desk/strong.ts';
import { readFigures } from '../../figures/index.ts';
import type { Tx } from '../../kernel/database.ts';
import { type Cells, type Form, indicatorsOf } from '../form/rules.ts';
import type { ReportRow } from '../report/queries.ts';

export type Strong = { indicator: string; now: number; before: number };

/** The cells of each report that differ strongly from the same period last year, by report. */
export const strongCells = async (
  tx: Tx,
  at: { form: Form; period: Period },
  rows: readonly Pick<ReportRow, 'id' | 'unitId' | 'cells' | 'state'>[],
): Promise<Map<number, Strong[]>> => {
  const { form, period } = at;
  const indicators = [...new Set(indicatorsOf(form))].filter((id) => {
    const indicator = indicatorOf(id);
    return indicator !== undefined && isTyped(indicator);
  });
  const sent = rows.filter(({ cells }) => cells !== null);
  if (sent.length === 0) return new Map();
  const past = await readFigures(tx, {
    indicators,
    unitIds: sent.map(({ unitId }) => unitId),
    periods: [samePeriodLastYear(period)],
    line: form.line as Line,
    reading: 'submitted',
  });
  const before = new Map(past.map((figure) => [`${figure.unitId}:${figure.indicator}`, figure.value]));
  return new Map(
    sent.map((row) => {
      const cells = row.cells as Cells;
      const strong = indicators.flatMap((indicator): Strong[] => {
        const now = cells[indicator]?.value ?? null;
        const was = before.get(`${row.unitId}:${indicator}`) ?? null;
        return differsStrongly(now, was) ? [{ indicator, now: now ?? 0, before: was ?? 0 }] : [];
      });
      return [row.id, strong] as const;
    }),
  );
};
