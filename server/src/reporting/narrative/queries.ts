import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { FigurePairs } from '@app/contract/reporting/narrative/references.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { planned } from '../../kernel/planned.ts';
import { type DeskOf, isOnDesk } from '../report/queries.ts';
import type { Texts } from './rules.ts';

/** The words of a report as they are being written; null before the first. */
export const narrativeOf = async (tx: Tx, reportId: number): Promise<{ texts: Texts; version: number } | null> => {
  const row = await tx
    .selectFrom('reporting.narrative')
    .select(['texts', 'version'])
    .where('reportId', '=', reportId)
    .executeTakeFirst();
  // Only `keepNarrative` writes the column, from texts by section.
  return row ? { texts: row.texts as Texts, version: row.version } : null;
};

/** The words of a report as its own unit sees them, empty before the first; null for a report that the asking post may not see. */
export const textsInSight = async (tx: Tx, reportId: number): Promise<Texts | null> => {
  const { rows } = await sql<{ texts: Texts | null }>`
    select ${planned} n.texts from reporting.report r left join reporting.narrative n on n.report_id = r.id
    where r.id = ${reportId}`.execute(tx);
  return rows[0] ? (rows[0].texts ?? {}) : null;
};

/** Keeps words; answers null when somebody else has saved meanwhile. The first version is saved over version 0. */
export const keepNarrative = async (
  tx: Tx,
  reportId: number,
  texts: Texts,
  version: number,
  by: { now: Date; postId: number | null },
): Promise<number | null> => {
  const { rows } = await sql<{ version: number }>`
    insert into reporting.narrative as n (report_id, texts, version, changed_at, changed_by)
    select ${reportId}::integer, ${JSON.stringify(texts)}::jsonb, 1, ${by.now}::timestamptz, ${by.postId}::integer
    on conflict (report_id) do update set texts = excluded.texts, version = n.version + 1,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where n.version = ${version}
    returning version`.execute(tx);
  const kept = rows[0]?.version ?? null;
  return kept === 1 && version !== 0 ? null : kept;
};

export const sendNarrative = async (
  tx: Tx,
  sent: { reportId: number; revision: number; texts: Texts; figures: FigurePairs },
): Promise<void> => {
  await tx
    .insertInto('reporting.narrativeSent')
    .values({
      reportId: sent.reportId,
      revision: sent.revision,
      texts: JSON.stringify(sent.texts),
      figures: JSON.stringify(sent.figures),
    })
    .execute();
};

/** Words that came in bulk, with their revision; a unit that has written none of its own goes on from them. */
export const importNarratives = async (
  tx: Tx,
  sent: readonly { reportId: number; revision: number; texts: Texts; figures: FigurePairs }[],
  by: { now: Date; postId: number | null },
): Promise<void> => {
  if (sent.length === 0) return;
  const rows = JSON.stringify(sent);
  await sql`
    insert into reporting.narrative_sent (report_id, revision, texts, figures)
    select "reportId", revision, texts, figures
    from jsonb_to_recordset(${rows}::jsonb) as r ("reportId" integer, revision integer, texts jsonb, figures jsonb)`.execute(
    tx,
  );
  await sql`
    insert into reporting.narrative (report_id, texts, version, changed_at, changed_by)
    select "reportId", texts, 1, ${by.now}::timestamptz, ${by.postId}::integer
    from jsonb_to_recordset(${rows}::jsonb) as r ("reportId" integer, texts jsonb)
    on conflict do nothing`.execute(tx);
};

export type SentNarrative = { reportId: number; revision: number; texts: Texts; figures: FigurePairs };

const sentRow = (row: { reportId: number; revision: number; texts: unknown; figures: unknown }): SentNarrative => ({
  reportId: row.reportId,
  revision: row.revision,
  // Only `sendNarrative` writes them.
  texts: row.texts as Texts,
  figures: row.figures as FigurePairs,
});

/** What went with the submissions of a report, newest first. */
export const sentNarratives = async (tx: Tx, reportId: number): Promise<SentNarrative[]> =>
  (
    await tx
      .selectFrom('reporting.narrativeSent')
      .select(['reportId', 'revision', 'texts', 'figures'])
      .where('reportId', '=', reportId)
      .orderBy('revision', 'desc')
      .execute()
  ).map(sentRow);

/** What went with the newest submission of some reports; a report sent again without words has none. */
export const newestNarratives = async (tx: Tx, reportIds: readonly number[]): Promise<Map<number, SentNarrative>> => {
  if (reportIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('reporting.narrativeSent as n')
    .innerJoin('reporting.report as r', (join) =>
      join.onRef('r.id', '=', 'n.reportId').onRef('r.revision', '=', 'n.revision'),
    )
    .select(['n.reportId', 'n.revision', 'n.texts', 'n.figures'])
    .where('n.reportId', 'in', [...reportIds])
    .execute();
  return new Map(rows.map((row) => [row.reportId, sentRow(row)]));
};

export type SourceReport = { id: number; unitId: number; revision: number; periodId: number };

/** The reports that lie on the desk of a unit for one form and period: those below it. */
export const reportsBelow = async (
  tx: Tx,
  desk: DeskOf,
  form: string,
  periodId: number,
  today: CivilDate,
): Promise<SourceReport[]> =>
  tx
    .selectFrom('reporting.report as r')
    .select(['r.id', 'r.unitId', 'r.revision', 'r.periodId'])
    .where(isOnDesk(desk, today))
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .execute();

/** The reports of a unit itself, and of those on its desk, for some periods and whatever form, that were sent with words. */
export const reportsWithWords = async (tx: Tx, desk: DeskOf, periodIds: readonly number[], today: CivilDate) =>
  tx
    .selectFrom('reporting.report as r')
    .innerJoin('reporting.narrativeSent as n', (join) =>
      join.onRef('r.id', '=', 'n.reportId').onRef('r.revision', '=', 'n.revision'),
    )
    .innerJoin('figures.period as p', 'p.id', 'r.periodId')
    .select([
      'r.id as reportId',
      'r.unitId',
      'r.form',
      'r.version',
      'r.line',
      'p.code as period',
      sql<string>`(upper(p.during) - 1)::text`.as('endsOn'),
      'n.revision',
      'n.texts',
      'n.figures',
    ])
    .where('r.periodId', 'in', [...periodIds])
    .where((where) => where.or([where('r.unitId', '=', desk.unitId), isOnDesk(desk, today)]))
    .execute();

export type NewTaken = {
  reportId: number;
  section: string;
  sourceReportId: number;
  sourceRevision: number;
  sourceSection: string;
  sourceAt: number;
  sourceText: string;
};

export const addTaken = async (
  tx: Tx,
  rows: readonly NewTaken[],
  by: { now: Date; postId: number | null },
): Promise<void> => {
  await tx
    .insertInto('reporting.narrativeTaken')
    .values(rows.map((row) => ({ ...row, takenAt: by.now, takenBy: by.postId })))
    .execute();
};

/** What a report has taken up, with the newest revision and place of each source. */
export const takenOf = (tx: Tx, reportId: number) =>
  tx
    .selectFrom('reporting.narrativeTaken as t')
    .innerJoin('reporting.report as s', 's.id', 't.sourceReportId')
    .innerJoin('figures.period as p', 'p.id', 's.periodId')
    .select([
      't.id',
      't.section',
      't.sourceReportId',
      't.sourceRevision',
      't.sourceSection',
      't.sourceAt',
      't.sourceText',
      's.unitId',
      's.form',
      's.version',
      'p.code as period',
      sql<string>`(upper(p.during) - 1)::text`.as('endsOn'),
    ])
    .where('t.reportId', '=', reportId)
    .orderBy('t.id')
    .execute();

export const forgetTaken = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('reporting.narrativeTaken').where('id', '=', id).execute();
};

export const renewTaken = async (
  tx: Tx,
  id: number,
  source: { sourceRevision: number; sourceText: string; sourceAt: number },
): Promise<void> => {
  await tx.updateTable('reporting.narrativeTaken').set(source).where('id', '=', id).execute();
};

/** Unit, period and line of some reports. */
export const placesOfReports = async (tx: Tx, reportIds: readonly number[]) =>
  reportIds.length === 0
    ? []
    : tx
        .selectFrom('reporting.report as r')
        .innerJoin('figures.period as p', 'p.id', 'r.periodId')
        .select([
          'r.id',
          'r.unitId',
          'r.line',
          'p.code as period',
          sql<string>`(upper(p.during) - 1)::text`.as('endsOn'),
        ])
        .where('r.id', 'in', [...reportIds])
        .execute();
