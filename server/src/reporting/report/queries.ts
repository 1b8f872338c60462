import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { CellInput, ReportState } from '@app/contract/reporting/routes.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { planned } from '../../kernel/planned.ts';
import { cellsHash } from '../verify/queries.ts';
import type { ReportFacts } from './rules.ts';

/**
 * The unit that decides on report `r` on a day. Who was to receive it is fixed when it is opened; since then its unit may
 * have been merged or moved, or the superior itself may have ended: then whoever of that level stands above the unit (or
 * above its successor) takes over, and where its parts went several ways, the centre.
 */
export const superiorOn = (day: CivilDate): RawBuilder<number> => sql<number>`coalesce(
  (select above.ancestor_id from org.reach above
   join org.unit now on now.id = above.ancestor_id
   join org.unit former on former.id = r.superior_id and former.level = now.level
   where above.descendant_id = r.unit_id and above.depth > 0 and above.during @> ${day}::date),
  (select root.id from org.unit root where root.level = 'nation' order by root.id limit 1), r.superior_id)`;

/** The superiors whose desk is asked for: the root of the tree receives from the units that are its own on every day. */
export type DeskOf = { unitId: number; isRoot: boolean };

/** Whether report `r` lies on the desk of a unit on a day; see `superiorOn`. */
export const isOnDesk = ({ unitId, isRoot }: DeskOf, day: CivilDate): RawBuilder<boolean> =>
  isRoot
    ? sql<boolean>`r.superior_id = ${unitId}`
    : sql<boolean>`(r.superior_id in (select former.id from org.unit former join org.unit here on here.level = former.level where here.id = ${unitId})
        and r.unit_id in (select descendant_id from org.reach where ancestor_id = ${unitId} and depth > 0 and during @> ${day}::date))`;

const reports = (tx: Tx, today: CivilDate) =>
  tx
    .selectFrom('reporting.report as r')
    .innerJoin('figures.period as p', 'p.id', 'r.periodId')
    .leftJoin('reporting.submission as s', (join) =>
      join.onRef('s.reportId', '=', 'r.id').onRef('s.revision', '=', 'r.revision'),
    )
    .select((at) => [
      'r.id',
      'r.form',
      'r.version',
      'r.periodId',
      'p.code as period',
      sql<string>`(upper(p.during) - 1)::text`.as('endsOn'),
      'r.unitId',
      'r.bodyId',
      'r.line',
      superiorOn(today).as('superiorId'),
      'r.dueAt',
      sql<ReportState>`r.state`.as('state'),
      'r.draft',
      'r.draftVersion',
      'r.draftedBy',
      'r.draftedAt',
      'r.revision',
      'r.lockedAt',
      'r.exceptionUntil',
      'r.exceptionReason',
      'r.exceptionBy',
      'r.exceptionAt',
      'r.lockOn',
      's.submittedAt',
      's.submittedBy',
      's.decidedAt',
      's.isNil',
      's.cells',
      's.reason',
      's.decision',
      's.returnedCells',
      's.id as submissionId',
      at
        .selectFrom('reporting.submission as first')
        .select('first.submittedAt')
        .whereRef('first.reportId', '=', 'r.id')
        .orderBy('first.revision')
        .limit(1)
        .as('firstSubmittedAt'),
    ]);

export type ReportRow = Awaited<ReturnType<typeof reportById>> & object;

export const reportById = async (tx: Tx, id: number, today: CivilDate) => (await reportsByIds(tx, [id], today))[0];

/** The reports among these that the asking post may see. */
export const reportsByIds = (tx: Tx, ids: readonly number[], today: CivilDate) =>
  reports(tx, today)
    .where(sql<boolean>`r.id = any((select ${[...ids]}::integer[])::integer[]) ${planned}`)
    .execute();

/** Holds the rows until the end of the transaction, in the order of their ids, so that two deciders do not cross. */
export const holdReports = (tx: Tx, ids: readonly number[]) =>
  sql`
    select ${planned} id from reporting.report where id = any((select ${[...ids]}::integer[])::integer[]) order by id for update`.execute(
    tx,
  );

/** What the rules of deciding ask of reports, without their cells: a whole country is decided at once. */
export type DecidableRow = Omit<ReportFacts, 'endsOn'> & {
  id: number;
  form: string;
  version: number;
  periodId: number;
  endsOn: string;
};

const decidable = (tx: Tx, today: CivilDate) =>
  tx
    .selectFrom('reporting.report as r')
    .innerJoin('figures.period as p', 'p.id', 'r.periodId')
    .leftJoin('reporting.submission as s', (join) =>
      join.onRef('s.reportId', '=', 'r.id').onRef('s.revision', '=', 'r.revision'),
    )
    .select([
      'r.id',
      'r.form',
      'r.version',
      'r.periodId',
      sql<string>`(upper(p.during) - 1)::text`.as('endsOn'),
      'r.unitId',
      'r.line',
      superiorOn(today).as('superiorId'),
      sql<ReportState>`r.state`.as('state'),
      'r.revision',
      'r.lockedAt',
      'r.exceptionUntil',
      's.submittedBy',
    ])
    .orderBy('r.id');

export const decidableByIds = (tx: Tx, ids: readonly number[], today: CivilDate): Promise<DecidableRow[]> =>
  decidable(tx, today)
    .where(sql<boolean>`r.id = any((select ${[...ids]}::integer[])::integer[]) ${planned}`)
    .execute();

/** Everything of a form and period that waits for a decision, whoever decides. */
export const waitingReports = (tx: Tx, form: string, periodId: number, today: CivilDate): Promise<DecidableRow[]> =>
  decidable(tx, today)
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .where('r.state', '=', 'submitted')
    .execute();

/** The desk: the reports that a unit decides on today, for one form and period. */
export const reportsToDecide = (tx: Tx, desk: DeskOf, form: string, periodId: number, today: CivilDate) =>
  reports(tx, today)
    .where(isOnDesk(desk, today))
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .execute();

/** The reports that were owed to a unit when they were opened, for one form and period, whoever decides on them now. */
export const reportsOfDesk = (tx: Tx, superiorId: number, form: string, periodId: number, today: CivilDate) =>
  reports(tx, today)
    .where('r.superiorId', '=', superiorId)
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .execute();

/** The reports that a unit's own bodies fill on some lines; newest periods first. */
export const reportsToFill = (tx: Tx, unitId: number, lines: readonly string[], limit: number, today: CivilDate) =>
  reports(tx, today)
    .where('r.unitId', '=', unitId)
    .where('r.line', 'in', [...lines])
    // What is not accepted never falls off the list; of the rest the newest.
    .orderBy(sql`(r.state = 'accepted')`)
    .orderBy('r.dueAt', 'desc')
    .limit(limit)
    .execute();

/** One unit's report for a form and period. */
export const reportOf = (tx: Tx, unitId: number, form: string, periodId: number, today: CivilDate) =>
  reports(tx, today)
    .where('r.unitId', '=', unitId)
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .executeTakeFirst();

/** The reports of some units for a form and period. */
export const reportsOfUnits = (tx: Tx, unitIds: readonly number[], form: string, periodId: number, today: CivilDate) =>
  reports(tx, today)
    .where('r.unitId', 'in', [...unitIds])
    .where('r.form', '=', form)
    .where('r.periodId', '=', periodId)
    .execute();

/** Keeps what was typed; answers null when somebody else has saved meanwhile. */
export const keepDraft = async (
  tx: Tx,
  id: number,
  cells: Record<string, CellInput>,
  draftVersion: number,
  by: { now: Date; postId: number | null },
): Promise<number | null> => {
  const row = await tx
    .updateTable('reporting.report')
    .set({
      draft: JSON.stringify(cells),
      draftVersion: sql`draft_version + 1`,
      draftedBy: by.postId,
      draftedAt: by.now,
      state: sql`case when state in ('not_sent', 'accepted') then case when state = 'accepted' then 'accepted' else 'draft' end else state end`,
    })
    .where('id', '=', id)
    .where('draftVersion', '=', draftVersion)
    .returning('draftVersion')
    .executeTakeFirst();
  return row?.draftVersion ?? null;
};

export type NewSubmission = {
  reportId: number;
  revision: number;
  cells: Record<string, CellInput>;
  isNil: boolean;
  /** The post that sends it; null: the program itself. */
  postId: number | null;
};

/** A revision as it was kept: its id, and the hash of its cells for the audit. */
export type AddedSubmission = { id: number; cellsHash: string };

/** Adds the revisions of many reports and marks them as sent; answers them by report. */
export const addSubmissions = async (
  tx: Tx,
  submissions: readonly NewSubmission[],
  now: Date,
): Promise<Map<number, AddedSubmission>> => {
  const rows = JSON.stringify(
    submissions.map((each) => ({
      report_id: each.reportId,
      revision: each.revision,
      cells: each.cells,
      is_nil: each.isNil,
      post_id: each.postId,
    })),
  );
  const { rows: added } = await sql<AddedSubmission & { reportId: number }>`
    insert into reporting.submission as s (report_id, revision, cells, is_nil, submitted_at, submitted_by)
    select report_id, revision, cells, is_nil, ${now}, post_id
    from jsonb_to_recordset(${rows}::jsonb) as r (report_id integer, revision integer, cells jsonb, is_nil boolean, post_id integer)
    returning id, report_id, ${sql.raw(cellsHash('s'))} as cells_hash`.execute(tx);
  await sql`
    update reporting.report r set state = 'submitted', revision = s.revision, draft = null, draft_version = r.draft_version + 1
    from jsonb_to_recordset(${rows}::jsonb) as s (report_id integer, revision integer)
    where r.id = s.report_id ${planned}`.execute(tx);
  return new Map(added.map(({ reportId, ...kept }) => [reportId, kept]));
};

/** Writes the decision on the newest revision of reports; answers the hashes of the cells that were decided on, by report. */
export const decide = async (
  tx: Tx,
  reportIds: readonly number[],
  decision: 'accepted' | 'returned',
  by: { now: Date; postId: number | null; reason: string | null; returned?: Record<string, string | null> | null },
): Promise<Map<number, string>> => {
  const { rows } = await sql<{ reportId: number; cellsHash: string }>`
    update reporting.submission s set decision = ${decision}, decided_at = ${by.now}, decided_by = ${by.postId}::integer, reason = ${by.reason},
      returned_cells = ${by.returned ? JSON.stringify(by.returned) : null}::jsonb
    from reporting.report r
    where r.id = any((select ${[...reportIds]}::integer[])::integer[]) and s.report_id = r.id and s.revision = r.revision ${planned}
    returning s.report_id, ${sql.raw(cellsHash('s'))} as cells_hash`.execute(tx);
  await tx
    .updateTable('reporting.report')
    .set({ state: decision })
    .where('id', 'in', [...reportIds])
    .execute();
  return new Map(rows.map((row) => [row.reportId, row.cellsHash]));
};

export const submissionsOf = (tx: Tx, reportId: number) =>
  tx
    .selectFrom('reporting.submission')
    .select([
      'id',
      'revision',
      'cells',
      'isNil',
      'submittedAt',
      'submittedBy',
      'decision',
      'decidedAt',
      'decidedBy',
      'reason',
      'returnedCells',
    ])
    .where('reportId', '=', reportId)
    .orderBy('revision', 'desc')
    .execute();

export const submissionsByIds = (tx: Tx, ids: readonly number[]) =>
  tx
    .selectFrom('reporting.submission')
    .select(['id', 'revision', 'submittedAt', 'submittedBy', 'decision', 'decidedAt', 'decidedBy'])
    .where('id', 'in', [...ids])
    .execute();

export const openException = async (
  tx: Tx,
  id: number,
  by: { until: string; reason: string; postId: number | null; now: Date },
): Promise<void> => {
  await tx
    .updateTable('reporting.report')
    .set({ exceptionUntil: by.until, exceptionReason: by.reason, exceptionBy: by.postId, exceptionAt: by.now })
    .where('id', '=', id)
    .execute();
  // The next lock takes the exception off the report; the list of differences of a later edition still gives its reason.
  await sql`
    insert into reporting.exception (report_id, revision, until, reason, opened_at, opened_by)
    select id, revision, ${by.until}::date, ${by.reason}, ${by.now}::timestamptz, ${by.postId}::integer
    from reporting.report where id = ${id}`.execute(tx);
};

/** Moves the days after which a report locks: that of its regime, and that of an exception. */
export const keepOpen = async (
  tx: Tx,
  id: number,
  days: { lockOn: CivilDate | null; exceptionUntil: CivilDate | null },
): Promise<void> => {
  await tx.updateTable('reporting.report').set(days).where('id', '=', id).execute();
};

/** Locks every report of a form and period under a unit; those already locked keep their date. */
export const lockReports = async (
  tx: Tx,
  unitIds: readonly number[],
  form: string,
  periodId: number,
  now: Date,
): Promise<void> => {
  await tx
    .updateTable('reporting.report')
    .set({ lockedAt: now, exceptionUntil: null, exceptionReason: null, exceptionBy: null, exceptionAt: null })
    .where('unitId', 'in', [...unitIds])
    .where('form', '=', form)
    .where('periodId', '=', periodId)
    .where((where) => where.or([where('lockedAt', 'is', null), where('exceptionUntil', 'is not', null)]))
    .execute();
};

export type NewReport = { unitId: number; bodyId: number; superiorId: number; dueAt: Date };

/** Opens the obligations of a form for a period; those that exist stay as they are. */
export const openReports = async (
  tx: Tx,
  form: { code: string; version: number; line: string },
  periodId: number,
  owed: readonly NewReport[],
): Promise<number> => {
  const rows = JSON.stringify(
    owed.map((each) => ({
      unit_id: each.unitId,
      body_id: each.bodyId,
      superior_id: each.superiorId,
      due_at: each.dueAt,
    })),
  );
  const result = await sql`
    insert into reporting.report (form, version, period_id, unit_id, body_id, line, superior_id, due_at)
    select ${form.code}, ${form.version}, ${periodId}, unit_id, body_id, ${form.line}, superior_id, due_at
    from jsonb_to_recordset(${rows}::jsonb) as r (unit_id integer, body_id integer, superior_id integer, due_at timestamptz)
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
};

/**
 * Whether one of these posts has sent or decided a report of a form and period that the asking post may see: for a unit's own
 * head that is everything its edition would freeze.
 */
export const hasHandled = async (
  tx: Tx,
  posts: readonly number[],
  forms: readonly string[],
  periodId: number,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('reporting.report as r')
    .innerJoin('reporting.submission as s', 's.reportId', 'r.id')
    .select('r.id')
    .where('r.form', 'in', [...forms])
    .where('r.periodId', '=', periodId)
    .where((where) => where.or([where('s.submittedBy', 'in', [...posts]), where('s.decidedBy', 'in', [...posts])]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
