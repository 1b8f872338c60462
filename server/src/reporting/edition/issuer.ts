/** Who above has issued figures that hold a report. */
import { unitsIssued } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { ancestorsOf } from '../../org/index.ts';
import type { ReportRow } from '../report/queries.ts';
import type { IssuerAbove } from '../report/rules.ts';

type Held = Pick<ReportRow, 'unitId' | 'superiorId' | 'periodId' | 'form' | 'endsOn' | 'lockedAt'>;

/**
 * The highest unit above a report's direct superior that has issued its form and period; null when none has. Only a locked
 * report can be held by an edition.
 */
export const issuerAbove = async (ask: Ask, report: Held): Promise<IssuerAbove | null> => {
  if (report.lockedAt === null) return null;
  const above = (await ancestorsOf(ask.tx, report.unitId, report.endsOn)).filter(({ id }) => id !== report.superiorId);
  const issued = await unitsIssued(
    ask.tx,
    above.map(({ id }) => id),
    report.periodId,
    report.form,
  );
  // Nearest first; the root is the last.
  const highest = above.filter(({ id }) => issued.has(id)).at(-1);
  if (!highest) return null;
  const isRoot = highest.level === 'nation';
  return {
    unitId: highest.id,
    name: isRoot ? { vi: 'Trung ương', en: 'the centre' } : { vi: highest.fullName, en: highest.fullName },
  };
};
