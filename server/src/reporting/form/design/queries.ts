import type { Line } from '@app/contract/figures/routes.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../../kernel/database.ts';
import type { Form } from '../rules.ts';
import type { FormContent } from '../shipped.ts';

export type VersionRow = {
  code: string;
  line: Line;
  calendar: Form['calendar'];
  periodKind: Form['periodKind'];
  ownerUnitId: number | null;
  retiredFromId: number | null;
  /** First day of that period. */
  retiredOn: CivilDate | null;
  version: number;
  fromPeriodId: number;
  /** First day of that period. */
  beginsOn: CivilDate;
  publishedAt: Date | null;
  publishedBy: number | null;
  content: FormContent;
};

/** Every version of the forms that the asking post may know, newest first. */
export const formVersions = async (tx: Tx, code?: string): Promise<VersionRow[]> =>
  (
    await sql<VersionRow>`
      select f.code, f.line, f.calendar, f.period_kind, f.owner_unit_id, f.retired_from_id, lower(retired.during)::text as retired_on,
             v.version, v.from_period_id, lower(first.during)::text as begins_on, v.published_at, v.published_by, v.content
      from reporting.form f
      join reporting.form_version v on v.form = f.code
      join figures.period first on first.id = v.from_period_id
      left join figures.period retired on retired.id = f.retired_from_id
      where ${code ?? null}::text is null or f.code = ${code ?? null}
      order by f.code, v.version desc`.execute(tx)
  ).rows;

/** The newest version of each form that is not retired. */
export const newestForms = async (tx: Tx): Promise<VersionRow[]> =>
  (await formVersions(tx)).filter(
    ({ code, retiredFromId }, at, all) =>
      retiredFromId === null && all.findIndex((other) => other.code === code) === at,
  );

export type DraftRow = {
  ownerUnitId: number | null;
  code: string;
  line: Line;
  calendar: Form['calendar'];
  periodKind: Form['periodKind'];
  fromPeriodId: number | null;
  content: FormContent;
  version: number;
  changedAt: Date;
  changedBy: number | null;
};

/** The drafts of the asking post's own unit, or of the centre; nobody else sees them. */
export const drafts = async (tx: Tx, ownerUnitId: number | null, code?: string): Promise<DraftRow[]> =>
  (
    await sql<DraftRow>`
      select owner_unit_id, code, line, calendar, period_kind, from_period_id, content, version, changed_at, changed_by
      from reporting.form_draft
      where owner_unit_id is not distinct from ${ownerUnitId} and (${code ?? null}::text is null or code = ${code ?? null})
      order by code`.execute(tx)
  ).rows;

/** Keeps the draft when it is still the one that was opened; false when somebody else has changed it meanwhile. */
export const keepDraft = async (tx: Tx, draft: DraftRow, opened: number): Promise<boolean> => {
  const values = {
    line: draft.line,
    calendar: draft.calendar,
    periodKind: draft.periodKind,
    fromPeriodId: draft.fromPeriodId,
    content: JSON.stringify(draft.content),
    changedAt: draft.changedAt,
    changedBy: draft.changedBy,
  };
  if (opened === 0) {
    const made = await tx
      .insertInto('reporting.formDraft')
      .values({ ...values, ownerUnitId: draft.ownerUnitId, code: draft.code, version: 1 })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return Number(made.numInsertedOrUpdatedRows ?? 0) === 1;
  }
  const kept = await tx
    .updateTable('reporting.formDraft')
    .set({ ...values, version: opened + 1 })
    .where('code', '=', draft.code)
    .where(sql<boolean>`owner_unit_id is not distinct from ${draft.ownerUnitId}`)
    .where('version', '=', opened)
    .executeTakeFirst();
  return Number(kept.numUpdatedRows) === 1;
};

export const dropDraft = async (tx: Tx, ownerUnitId: number | null, code: string): Promise<boolean> => {
  const gone = await tx
    .deleteFrom('reporting.formDraft')
    .where('code', '=', code)
    .where(sql<boolean>`owner_unit_id is not distinct from ${ownerUnitId}`)
    .executeTakeFirst();
  return Number(gone.numDeletedRows) === 1;
};

/** The newest period of which reports of a form are open or sent; null without any. Within a form ids of periods rise with time. */
export const newestPeriodOpened = async (tx: Tx, code: string): Promise<number | null> => {
  const { rows } = await sql<{ id: number | null }>`
    select max(period_id) as id from reporting.report where form = ${code}`.execute(tx);
  return rows[0]?.id ?? null;
};

export type Published = {
  code: string;
  line: string;
  calendar: string;
  periodKind: string;
  ownerUnitId: number | null;
  version: number;
  fromPeriodId: number;
  content: FormContent;
  at: Date;
  by: number | null;
};

/** Stores a version; false when its code is that of a form which the asking post may not see. */
export const storePublished = async (tx: Tx, form: Published): Promise<boolean> => {
  if (form.version === 1) {
    const made = await tx
      .insertInto('reporting.form')
      .values({
        code: form.code,
        line: form.line,
        calendar: form.calendar,
        periodKind: form.periodKind,
        ownerUnitId: form.ownerUnitId,
      })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    if (Number(made.numInsertedOrUpdatedRows ?? 0) === 0) return false;
  }
  await tx
    .insertInto('reporting.formVersion')
    .values({
      form: form.code,
      version: form.version,
      fromPeriodId: form.fromPeriodId,
      content: JSON.stringify(form.content),
      publishedAt: form.at,
      publishedBy: form.by,
    })
    .execute();
  return true;
};

export const storeRetired = async (tx: Tx, code: string, fromPeriodId: number): Promise<void> => {
  await tx.updateTable('reporting.form').set({ retiredFromId: fromPeriodId }).where('code', '=', code).execute();
};

/** One publication at a time: each is held against the forms that stand beside it. */
export const holdForms = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261122, hashtext('reporting.form'))`.execute(tx);
};
