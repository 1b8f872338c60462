import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { type DeskOf, isOnDesk } from '../report/queries.ts';

export type LateRow = {
  reportId: number;
  unitId: number;
  bodyId: number;
  dueAt: Date;
  urged: number;
  urgedAt: Date | null;
};

/** The reports on a desk whose deadline is over and that were never sent, with the letters that asked for them. */
export const lateOnDesk = async (
  tx: Tx,
  desk: DeskOf,
  form: string,
  periodId: number,
  at: { now: Date; today: CivilDate },
): Promise<LateRow[]> =>
  (
    await sql<LateRow>`
      select r.id as report_id, r.unit_id, r.body_id, r.due_at,
             (select count(*)::integer from reporting.urging_of_report o join reporting.urging u on u.id = o.urging_id
               where o.report_id = r.id and u.sent_at is not null) as urged,
             (select max(u.sent_at) from reporting.urging_of_report o join reporting.urging u on u.id = o.urging_id
               where o.report_id = r.id) as urged_at
      from reporting.report r
      where ${isOnDesk(desk, at.today)} and r.form = ${form} and r.period_id = ${periodId}
        and r.state in ('not_sent', 'draft') and r.revision = 0 and r.due_at < ${at.now} and r.locked_at is null
      order by r.id`.execute(tx)
  ).rows;

export type UrgingRow = {
  id: number;
  unitId: number;
  bodyId: number;
  line: string;
  form: string;
  title: Words;
  period: string;
  until: CivilDate;
  note: string;
  draftedAt: Date;
  draftedBy: number | null;
  number: string | null;
  issuedOn: CivilDate | null;
  sentAt: Date | null;
  sentBy: number | null;
};

const urgings = sql`
  select u.id, u.unit_id, u.body_id, u.line, u.form, p.code as period, u.until, u.note, u.drafted_at, u.drafted_by, u.number,
         u.issued_on, u.sent_at, u.sent_by,
         (select v.content -> 'title' from reporting.form_version v where v.form = u.form order by v.version desc limit 1) as title
  from reporting.urging u join figures.period p on p.id = u.period_id`;

/** The letters of a unit for a form and period, newest first. */
export const urgingsOfDesk = async (tx: Tx, unitId: number, form: string, periodId: number): Promise<UrgingRow[]> =>
  (
    await sql<UrgingRow>`${urgings}
      where u.unit_id = ${unitId} and u.form = ${form} and u.period_id = ${periodId} order by u.id desc`.execute(tx)
  ).rows;

export const urgingById = async (tx: Tx, id: number): Promise<UrgingRow | null> =>
  (await sql<UrgingRow>`${urgings} where u.id = ${id}`.execute(tx)).rows[0] ?? null;

/** Held until the end of the transaction, so that a letter leaves once. */
export const holdUrging = async (tx: Tx, id: number): Promise<void> => {
  await sql`select from reporting.urging where id = ${id} for update`.execute(tx);
};

export type UrgedRow = {
  urgingId: number;
  reportId: number;
  unitId: number;
  bodyId: number | null;
  dueAt: Date;
  daysLate: number;
  answeredAt: Date | null;
  /** It came in after the draft and before the letter was sent. */
  reportedBefore: boolean;
};

/**
 * The reports of letters: what each was late by then, and the first submission after the letter was sent, or while it is a draft after
 * that. What came in between is told to those who read the reports.
 */
export const urgedReports = async (tx: Tx, urgingIds: readonly number[]): Promise<UrgedRow[]> =>
  (
    await sql<UrgedRow>`
      select o.urging_id, o.report_id, o.unit_id, r.body_id, o.due_at, o.days_late,
             (select min(s.submitted_at) from reporting.submission s
               where s.report_id = o.report_id and s.submitted_at > coalesce(u.sent_at, u.drafted_at)) as answered_at,
             case when u.sent_at is null then exists (select from reporting.submission s where s.report_id = o.report_id)
                  else o.report_id = any (reporting.reported_before(u.id)) end as reported_before
      from reporting.urging_of_report o
      join reporting.urging u on u.id = o.urging_id
      -- Whoever is urged reads of other units that they were, not their reports.
      left join reporting.report r on r.id = o.report_id
      where o.urging_id = any(${[...urgingIds]}::integer[])
      order by o.days_late desc, o.report_id`.execute(tx)
  ).rows;

export const insertUrging = async (
  tx: Tx,
  urging: {
    unitId: number;
    bodyId: number;
    line: string;
    form: string;
    periodId: number;
    until: CivilDate;
    note: string;
    draftedAt: Date;
    draftedBy: number | null;
  },
  reports: readonly { reportId: number; unitId: number; dueAt: Date; daysLate: number }[],
): Promise<number> => {
  const { id } = await tx
    .insertInto('reporting.urging')
    .values({ ...urging, urged: reports.map(({ unitId }) => unitId) })
    .returning('id')
    .executeTakeFirstOrThrow();
  const rows = JSON.stringify(
    reports.map((each) => ({
      report_id: each.reportId,
      unit_id: each.unitId,
      due_at: each.dueAt,
      days_late: each.daysLate,
    })),
  );
  await sql`
    insert into reporting.urging_of_report (urging_id, report_id, unit_id, due_at, days_late)
    select ${id}, report_id, unit_id, due_at, days_late
    from jsonb_to_recordset(${rows}::jsonb) as r (report_id integer, unit_id integer, due_at timestamptz, days_late integer)`.execute(
    tx,
  );
  return id;
};

export const markSent = async (
  tx: Tx,
  id: number,
  sent: { number: string; issuedOn: CivilDate; sentAt: Date; sentBy: number | null },
): Promise<void> => {
  await tx.updateTable('reporting.urging').set(sent).where('id', '=', id).execute();
};

/** One letter to one unit: who was urged by whom, when, by which post, for what, and when it answered. */
export type Urged = {
  urgingId: number;
  /** The unit that urged. */
  byUnitId: number;
  /** The post that sent the letter. */
  sentBy: number | null;
  sentAt: Date;
  number: string;
  until: CivilDate;
  form: string;
  periodId: number;
  reportId: number;
  unitId: number;
  daysLate: number;
  /** The first submission after the letter. */
  answeredAt: Date | null;
};

/** The letters that were sent to some units, newest first; of a form and of some periods, if asked. */
export const urgingsOf = async (
  tx: Tx,
  {
    unitIds,
    form = null,
    periodIds = null,
  }: { unitIds: readonly number[]; form?: string | null; periodIds?: readonly number[] | null },
): Promise<Urged[]> =>
  (
    await sql<Urged>`
      select u.id as urging_id, u.unit_id as by_unit_id, u.sent_by, u.sent_at, u.number, u.until, u.form, u.period_id,
             o.report_id, o.unit_id, o.days_late,
             (select min(s.submitted_at) from reporting.submission s where s.report_id = o.report_id and s.submitted_at > u.sent_at) as answered_at
      from reporting.urging_of_report o join reporting.urging u on u.id = o.urging_id
      where u.sent_at is not null and o.unit_id = any(${[...unitIds]}::integer[])
        and (${form}::text is null or u.form = ${form}::text)
        and (${periodIds === null} or u.period_id = any(${[...(periodIds ?? [])]}::integer[]))
      order by u.sent_at desc, o.report_id`.execute(tx)
  ).rows;

/** Whether this instance holds the demonstration: every paper it makes then says so. */
export const isDemonstration = async (tx: Tx): Promise<boolean> => {
  const row = await tx
    .selectFrom('kernel.instance')
    .select('value')
    .where('key', '=', 'demonstration')
    .executeTakeFirst();
  return row !== undefined && row.value !== false;
};
