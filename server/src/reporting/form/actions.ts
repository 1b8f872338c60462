import type { Period } from '@app/contract/kernel/period.ts';
import { periodOfId } from '../../figures/index.ts';
import type { Tx } from '../../kernel/database.ts';
import { must } from '../../kernel/problem.ts';
import { formVersions } from './design/queries.ts';
import { standsBeside, versionsFrom } from './design/rules.ts';
import { isStored, storeForm } from './queries.ts';
import { filledBy, indicatorsOf, whyNotPutForm } from './rules.ts';
import type { ShippedForm } from './shipped.ts';

/**
 * The form published here that has the code of this one, or fills one of its cells for the same line and kind of period, or by another
 * calendar, from its first period on.
 */
const publishedBeside = async (tx: Tx, form: ShippedForm, from: Period): Promise<string | undefined> => {
  const filled = filledBy(indicatorsOf(form));
  const versions = await formVersions(tx);
  if (versions.some(({ code, publishedAt }) => code === form.code && publishedAt !== null)) return form.code;
  return versionsFrom(versions, from).find(
    (other) =>
      other.publishedAt !== null &&
      standsBeside(other, { ...form, calendar: from.calendar }) &&
      [...filledBy(indicatorsOf(other))].some((id) => filled.has(id)),
  )?.code;
};

/**
 * Puts a version of a shipped form into use from a period on; throws `reporting.form-lists-people` for one that asks for persons. What
 * was published while the program ran is never overwritten: where a form of here has the code, or fills one of the cells, the version
 * is left out, and the answer names that form.
 */
export const putForm = async (tx: Tx, form: ShippedForm, fromPeriodId: number): Promise<string | null> => {
  must(whyNotPutForm(form));
  if (await isStored(tx, form)) return null;
  const other = await publishedBeside(tx, form, periodOfId(fromPeriodId));
  if (other !== undefined) return other;
  await storeForm(tx, form, fromPeriodId);
  return null;
};
