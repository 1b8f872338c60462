import type { Tx } from '../../kernel/database.ts';
import { must } from '../../kernel/problem.ts';
import { storeForm } from './queries.ts';
import { whyNotPutForm } from './rules.ts';
import type { ShippedForm } from './shipped.ts';

/** Puts a version of a form into use from a period on; throws `reporting.form-lists-people` for one that asks for persons. */
export const putForm = async (tx: Tx, form: ShippedForm, fromPeriodId: number): Promise<void> => {
  must(whyNotPutForm(form));
  await storeForm(tx, form, fromPeriodId);
};
