import { periodContaining } from '@app/contract/kernel/period.ts';
import type { Ask } from '../kernel/ask.ts';
import { formCodes } from './form/queries.ts';
import { openPeriod } from './obligations.ts';

/**
 * Opens every form for the period that today lies in, so that officers find it before its cut-off. Run at the start and
 * every hour; what is open already stays as it is.
 */
export const openCurrentPeriods = async (ask: Ask): Promise<void> => {
  for (const form of await formCodes(ask.tx)) {
    // The table's check allows no other kinds of period for a form.
    const kind = form.periodKind as 'month' | 'quarter' | 'half_year' | 'year';
    await openPeriod(ask, form.code, periodContaining(kind, ask.today));
  }
};
