import type { Line } from '@app/contract/figures/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { planned } from '../../kernel/planned.ts';
import type { Form } from './rules.ts';
import type { FormContent, ShippedForm } from './shipped.ts';

const columns = ['f.code', 'f.line', 'f.calendar', 'f.periodKind', 'v.version', 'v.content'] as const;

/**
 * The version of a form that holds for a period. Periods are compared by their days: one of another calendar finds the version that is
 * in use meanwhile, for the caller to refuse.
 */
export const formFor = async (tx: Tx, code: string, periodId: number): Promise<Form | null> => {
  const row = await tx
    .selectFrom('reporting.form as f')
    .innerJoin('reporting.formVersion as v', 'v.form', 'f.code')
    .innerJoin('figures.period as first', 'first.id', 'v.fromPeriodId')
    .leftJoin('figures.period as retired', 'retired.id', 'f.retiredFromId')
    .innerJoin('figures.period as asked', (join) => join.on('asked.id', '=', periodId))
    .select(columns)
    .where('f.code', '=', code)
    .where(
      sql<boolean>`lower(first.during) <= lower(asked.during) and (retired.id is null or lower(retired.during) > lower(asked.during))`,
    )
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toForm(row) : null;
};

export const formVersion = async (tx: Tx, code: string, version: number): Promise<Form> =>
  toForm(
    await tx
      .selectFrom('reporting.form as f')
      .innerJoin('reporting.formVersion as v', 'v.form', 'f.code')
      .select(columns)
      .where('f.code', '=', code)
      .where('v.version', '=', version)
      .modifyEnd(planned)
      .executeTakeFirstOrThrow(),
  );

/** The versions of forms by which units owe reports of a line for a period. */
export const formsFiled = async (tx: Tx, periodId: number, line: string): Promise<Form[]> => {
  const rows = await tx
    .selectFrom('reporting.form as f')
    .innerJoin('reporting.formVersion as v', 'v.form', 'f.code')
    .select(columns)
    .where('f.line', '=', line)
    .where((where) =>
      where.exists(
        where
          .selectFrom('reporting.report as r')
          .select('r.id')
          .whereRef('r.form', '=', 'v.form')
          .whereRef('r.version', '=', 'v.version')
          .where('r.periodId', '=', periodId),
      ),
    )
    .execute();
  return rows.map(toForm);
};

// The table's checks and the contract name the same words; the content was written by `publishForm`.
const toForm = (
  row: Record<'code' | 'line' | 'calendar' | 'periodKind', string> & { version: number; content: unknown },
): Form => ({
  code: row.code,
  version: row.version,
  line: row.line as Line,
  calendar: row.calendar as Form['calendar'],
  periodKind: row.periodKind as Form['periodKind'],
  content: row.content as FormContent,
});

/** The codes of the forms that stand for the asking post's unit: everybody's, and those of its own unit and of units above it. */
export const formCodes = (tx: Tx) =>
  tx
    .selectFrom('reporting.form')
    .select(['code', 'line', 'calendar', 'periodKind'])
    .where(
      sql<boolean>`owner_unit_id is null or owner_unit_id in (select ancestor_id from org.reach where descendant_id = kernel.scope_unit())`,
    )
    .orderBy('code')
    .execute();

/** Whether this version of a shipped form is kept already. */
export const isStored = async (tx: Tx, form: Pick<ShippedForm, 'code' | 'version'>): Promise<boolean> =>
  (await tx
    .selectFrom('reporting.formVersion')
    .select('version')
    .where('form', '=', form.code)
    .where('version', '=', form.version)
    .where('publishedAt', 'is', null)
    .executeTakeFirst()) !== undefined;

/** Stores a version of a form once; the same version again changes nothing. */
export const storeForm = async (tx: Tx, form: ShippedForm, fromPeriodId: number): Promise<void> => {
  await tx
    .insertInto('reporting.form')
    .values({ code: form.code, line: form.line, periodKind: form.periodKind })
    .onConflict((on) => on.doNothing())
    .execute();
  await tx
    .insertInto('reporting.formVersion')
    .values({ form: form.code, version: form.version, fromPeriodId, content: JSON.stringify(form.content) })
    .onConflict((on) => on.doNothing())
    .execute();
};
