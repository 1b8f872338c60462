import type { Tx } from '../../kernel/database.ts';
import { must } from '../../kernel/problem.ts';
import { formVersions } from './design/queries.ts';
import { versionsFrom } from './design/rules.ts';
import { isStored, storeForm } from './queries.ts';
import { filledBy, indicatorsOf, whyNotPutForm } from './rules.ts';
import type { ShippedForm } from './shipped.ts';

/**
 * The form published here that has the code of this one, or fills one of its cells for the same line and kind of period from its
 * first period on.
 */
const publishedBeside = async (tx: Tx, form: ShippedForm, fromPeriodId: number): Promise<string | undefined> => {
  const filled = filledBy(indicatorsOf(form));
  const versions = await formVersions(tx);
  if (versions.some(({ code, publishedAt }) => code === form.code && publishedAt !== null)) return form.code;
  return versionsFrom(versions, fromPeriodId).find(
    ({ line, periodKind, publishedAt, content }) =>
      publishedAt !== null &&
      line === form.line &&
      periodKind === form.periodKind &&
      [...filledBy(indicatorsOf({ content }))].some((id) => filled.has(id)),
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
  const other = await publishedBeside(tx, form, fromPeriodId);
  if (other !== undefined) return other;
  await storeForm(tx, form, fromPeriodId);
  return null;
};
