import { periodContaining } from '@app/contract/kernel/period.ts';
import { periodId } from '../figures/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { countInForce } from '../org/index.ts';
import { formCodes } from './form/queries.ts';
import { openPeriod } from './obligations.ts';
import { countReports } from './report/queries.ts';

/**
 * Opens every form for the period that today lies in, so that officers find it before its cut-off. Run at the start and
 * every hour; what is open already stays as it is.
 */
export const openCurrentPeriods = async (ask: Ask): Promise<void> => {
  for (const form of await formCodes(ask.tx)) {
    // The table's check allows no other kinds of period for a form.
    const kind = form.periodKind as 'month' | 'quarter' | 'half_year' | 'year';
    const period = periodContaining(kind, ask.today);
    // A new commune, or a first start, and somebody has no report yet; else there is nothing to do.
    const owing = await countInForce(ask.tx, ['commune', 'province'], period.endsOn);
    if ((await countReports(ask.tx, form.code, periodId(period))) < owing) await openPeriod(ask, form.code, period);
  }
};
