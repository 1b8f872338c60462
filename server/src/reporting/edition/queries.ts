import type { ChangeReason } from '@app/contract/reporting/edition/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type ReasonRow = {
  unitId: number;
  kind: ChangeReason['kind'];
  reason: string;
  on: string;
  /** A single cell that came back; null: the whole report. */
  indicator: string | null;
};

/** Why the reports of some units were opened or came back since a moment, oldest first. */
export const reasonsSince = async (
  tx: Tx,
  unitIds: readonly number[],
  form: string,
  periodId: number,
  since: Date,
): Promise<ReasonRow[]> => {
  const { rows } = await sql<ReasonRow>`
    with opened as (
      select id, unit_id from reporting.report
      where unit_id = any(${[...unitIds]}::integer[]) and form = ${form} and period_id = ${periodId}),
    reasons as (
      select o.unit_id, 'exception' as kind, e.reason, e.opened_at as at, null::text as indicator
      from opened o join reporting.exception e on e.report_id = o.id where e.opened_at > ${since}
      union all
      select o.unit_id, 'return', s.reason, s.decided_at, null
      from opened o join reporting.submission s on s.report_id = o.id
      where s.decision = 'returned' and s.reason is not null and s.decided_at > ${since}
      union all
      select o.unit_id, 'return', cell.value, s.decided_at, cell.key
      from opened o join reporting.submission s on s.report_id = o.id
      cross join lateral jsonb_each_text(s.returned_cells) cell
      where s.decision = 'returned' and s.returned_cells is not null and cell.value is not null and s.decided_at > ${since})
    select unit_id, kind, reason, indicator, ((at at time zone 'Asia/Ho_Chi_Minh')::date)::text as "on"
    from reasons order by at, unit_id`.execute(tx);
  return rows;
};

export type ChangeRow = {
  unitId: number;
  indicator: string;
  before: number | null;
  after: number | null;
  reasons: ChangeReason[];
};

/** Keeps the list of differences of an edition. */
export const keepChanges = async (tx: Tx, editionId: number, changes: readonly ChangeRow[]): Promise<void> => {
  if (changes.length === 0) return;
  const rows = JSON.stringify(
    changes.map(({ unitId, ...rest }) => ({ edition_id: editionId, unit_id: unitId, ...rest })),
  );
  await sql`
    insert into reporting.edition_change (edition_id, unit_id, indicator, before, after, reasons)
    select edition_id, unit_id, indicator, before, after, reasons
    from jsonb_to_recordset(${rows}::jsonb)
      as c (edition_id integer, unit_id integer, indicator text, before numeric, after numeric, reasons jsonb)`.execute(
    tx,
  );
};

/** The list of differences that an edition was issued with. */
export const changesOf = async (tx: Tx, editionId: number): Promise<ChangeRow[]> => {
  const rows = await tx
    .selectFrom('reporting.editionChange')
    .select(['unitId', 'indicator', 'before', 'after', 'reasons'])
    .where('editionId', '=', editionId)
    .execute();
  // Only `keepChanges` writes the reasons.
  return rows.map((row) => ({ ...row, reasons: row.reasons as ChangeReason[] }));
};
