import type { Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { periodNotOfForm, unknownForm } from '@app/contract/reporting/problems.ts';
import { periodId } from '../../figures/index.ts';
import type { Tx } from '../../kernel/database.ts';
import { found, Refused } from '../../kernel/problem.ts';
import { formFor } from './queries.ts';
import { type Form, isForPeriod } from './rules.ts';

/** The form as it holds for a period; refuses an unknown form, and a period of another kind or calendar than the form is made for. */
export const formForPeriod = async (tx: Tx, code: string, period: Period): Promise<Form> => {
  const form = found(await formFor(tx, code, periodId(period)), refuse(unknownForm, { form: code }));
  if (!isForPeriod(form, period)) throw new Refused(refuse(periodNotOfForm, { form: code, period: period.code }));
  return form;
};
