import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Settings, SignalKind } from '@app/contract/reporting/signals/kinds.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { type DeskOf, isOnDesk, superiorOn } from '../report/queries.ts';

/** The reports of one form and period that go to one superior. */
export type GroupKey = { superiorId: number; form: string; periodId: number; period: string };

const isDue = sql`r.revision > 0 and r.state in ('submitted', 'accepted')
  and (e.report_id is null or e.revision < r.revision or e.stale)`;

/** Where it is looked for what is due: among the reports of so long, and, unless all of them are asked, what was sent since. */
export type Looking = { since: Date; sentSince: Date | null };

/** Groups with a report that is due, those never looked at first; earlier periods before the later ones that are held against them. */
export const groupsDue = async (tx: Tx, { since, sentSince }: Looking, limit: number): Promise<GroupKey[]> => {
  const asked = sentSince
    ? sql`(select s.report_id as id from reporting.submission s where s.submitted_at > ${sentSince}
           union select e.report_id from reporting.signal_exam e where e.stale) asked join reporting.report r on r.id = asked.id`
    : sql`reporting.report r`;
  const { rows } = await sql<GroupKey>`
    select r.superior_id, r.form, r.period_id, p.code as period
    from ${asked}
    join figures.period p on p.id = r.period_id
    left join reporting.signal_exam e on e.report_id = r.id
    where ${isDue} and r.due_at > ${since}
    group by r.superior_id, r.form, r.period_id, p.code
    order by bool_or(e.report_id is null) desc, max(upper(p.during)), r.period_id, r.superior_id limit ${limit}`.execute(
    tx,
  );
  return rows;
};

export type SentRow = {
  id: number;
  unitId: number;
  bodyId: number;
  version: number;
  periodId: number;
  line: string;
  state: string;
  revision: number;
  dueAt: Date;
  submissionId: number;
  cells: unknown;
  isNil: boolean;
  sentAt: Date;
  /** The words that went with it, by section. */
  narrative: unknown;
};

const sent = sql`r.id, r.unit_id, r.body_id, r.version, r.period_id, r.line, r.state, r.revision, r.due_at,
  s.id as submission_id, s.cells, s.is_nil, s.submitted_at as sent_at, n.texts as narrative`;
const newest = sql`join reporting.submission s on s.report_id = r.id and s.revision = r.revision
    left join reporting.narrative_sent n on n.report_id = r.id and n.revision = r.revision`;

/** Why a report of a group is looked at: its revision is new, or what it is held against has changed; null: it need not be. */
export type GroupRow = SentRow & { due: 'new' | 'again' | null };

/** The newest revisions of a group. What is usual is judged anew once twice as many have sent. */
export const sentOfGroup = async (tx: Tx, group: GroupKey): Promise<GroupRow[]> => {
  const { rows } = await sql<GroupRow>`
    select ${sent},
           case when e.report_id is null or e.revision < r.revision then 'new'
                when e.stale or e.among * 2 <= count(*) over () then 'again' end as due
    from reporting.report r ${newest} left join reporting.signal_exam e on e.report_id = r.id
    where r.superior_id = ${group.superiorId} and r.form = ${group.form} and r.period_id = ${group.periodId}
      and r.state in ('submitted', 'accepted')
    order by r.unit_id`.execute(tx);
  return rows;
};

/** The unit that decides on each of some reports today. */
export const decidersOf = async (
  tx: Tx,
  reportIds: readonly number[],
  today: CivilDate,
): Promise<Map<number, number>> => {
  const { rows } = await sql<{ id: number; superiorId: number }>`
    select r.id, ${superiorOn(today)} as superior_id from reporting.report r
    where r.id = any(${[...reportIds]}::integer[])`.execute(tx);
  return new Map(rows.map(({ id, superiorId }) => [id, superiorId]));
};

/** The newest revisions of some units for some periods: of one form, or of every form of a line that is made monthly. */
export const sentOfUnits = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  of: { form: string } | { line: string },
): Promise<SentRow[]> => {
  if (unitIds.length === 0 || periodIds.length === 0) return [];
  const { rows } = await sql<SentRow>`
    select ${sent} from reporting.report r ${newest}
    where r.unit_id = any(${[...unitIds]}::integer[]) and r.period_id = any(${[...periodIds]}::integer[])
      and ${'form' in of ? sql`r.form = ${of.form}` : sql`r.line = ${of.line}`} and r.state in ('submitted', 'accepted')
    order by r.unit_id, r.period_id desc`.execute(tx);
  return rows;
};

export type FirstSending = { unitId: number; periodId: number; sentAt: Date; dueAt: Date; sentBy: number | null };

/** When reports were sent for the first time. */
export const firstSendings = async (
  tx: Tx,
  unitIds: readonly number[],
  periodIds: readonly number[],
  form: string,
): Promise<FirstSending[]> => {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<FirstSending>`
    select r.unit_id, r.period_id, s.submitted_at as sent_at, r.due_at, s.submitted_by as sent_by
    from reporting.report r join reporting.submission s on s.report_id = r.id and s.revision = 1
    where r.unit_id = any(${[...unitIds]}::integer[]) and r.period_id = any(${[...periodIds]}::integer[]) and r.form = ${form}`.execute(
    tx,
  );
  return rows;
};

export type KeptSignal = {
  id: number;
  reportId: number;
  kind: SignalKind;
  gist: string;
  evidence: Evidence;
};

export const openSignals = async (tx: Tx, reportIds: readonly number[]): Promise<KeptSignal[]> => {
  const { rows } = await sql<KeptSignal>`
    select id, report_id, kind, gist, evidence from reporting.signal
    where report_id = any(${[...reportIds]}::integer[]) and closed_at is null`.execute(tx);
  return rows;
};

export type FoundSignal = { reportId: number; revision: number; evidence: Evidence; gist: string };

/** Writes what an examination found: signals gone are closed, those that remain show today's evidence, new ones are opened. */
export const keepExamination = async (
  tx: Tx,
  found: {
    examined: readonly { reportId: number; revision: number }[];
    /** How many of their group had been sent. */
    among: number;
    gone: readonly number[];
    kept: readonly { id: number; evidence: Evidence }[];
    opened: readonly FoundSignal[];
  },
  now: Date,
): Promise<void> => {
  if (found.gone.length > 0)
    await sql`update reporting.signal set closed_at = ${now} where id = any(${[...found.gone]}::integer[])`.execute(tx);
  if (found.kept.length > 0)
    await sql`
      update reporting.signal s set evidence = k.evidence
      from jsonb_to_recordset(${JSON.stringify(found.kept)}::jsonb) as k (id integer, evidence jsonb)
      where s.id = k.id and s.evidence is distinct from k.evidence`.execute(tx);
  if (found.opened.length > 0)
    await sql`
      insert into reporting.signal (report_id, kind, revision, evidence, gist, opened_at)
      select "reportId", evidence ->> 'kind', revision, evidence, gist, ${now}
      from jsonb_to_recordset(${JSON.stringify(found.opened)}::jsonb)
        as f ("reportId" integer, revision integer, evidence jsonb, gist text)
      on conflict do nothing`.execute(tx);
  await sql`
    insert into reporting.signal_exam as kept (report_id, revision, examined_at, among)
    select "reportId", revision, ${now}, ${found.among}
    from jsonb_to_recordset(${JSON.stringify(found.examined)}::jsonb) as e ("reportId" integer, revision integer)
    on conflict (report_id) do update set revision = excluded.revision, examined_at = excluded.examined_at, among = excluded.among,
      stale = false`.execute(tx);
};

/** Reports that rest on others are looked at again: those of the superior itself, and those of longer and of later periods. */
export const markResting = async (
  tx: Tx,
  group: GroupKey,
  unitIds: readonly number[],
  longer: readonly number[],
): Promise<void> => {
  await sql`
    update reporting.signal_exam e set stale = true
    from reporting.report r join figures.period p on p.id = r.period_id
    where r.id = e.report_id and not e.stale and (
      (r.unit_id = ${group.superiorId} and r.period_id = ${group.periodId})
      or (r.unit_id = any(${[...unitIds]}::integer[])
        and (r.period_id = any(${[...longer]}::integer[])
          or r.form = ${group.form} and p.during >> (select during from figures.period where id = ${group.periodId}))))`.execute(
    tx,
  );
};

/** Reports below a unit whose thresholds have changed since they were looked at; of the last hours, those decided or begun since. */
export const markDecided = async (tx: Tx, today: CivilDate, { since, sentSince }: Looking): Promise<void> => {
  await sql`
    update reporting.signal_exam e set stale = true
    from reporting.report r, reporting.signal_setting t, org.reach above
    where r.id = e.report_id and not e.stale and r.due_at > ${since}
      and t.valid_from <= ${today}::date and t.decided_at > ${since}
      and greatest(t.decided_at, t.valid_from::timestamp at time zone 'Asia/Ho_Chi_Minh') > ${sentSince ?? since}
      and e.examined_at <= greatest(t.decided_at, t.valid_from::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and above.ancestor_id = t.unit_id and above.descendant_id = r.unit_id and above.depth > 0
      and above.during @> ${today}::date`.execute(tx);
};

export type SettingRow = {
  unitId: number;
  kind: SignalKind;
  isOn: boolean;
  weight: number;
  thresholds: Settings[SignalKind]['thresholds'];
  validFrom: CivilDate;
  reason: string;
  decidedAt: Date;
};

/** Every decision of some units, newest first. */
export const settingsOf = (tx: Tx, unitIds: readonly number[]): Promise<SettingRow[]> =>
  sql<SettingRow>`
    select unit_id, kind, is_on, weight, thresholds, valid_from, reason, decided_at from reporting.signal_setting
    where unit_id = any(${[...unitIds]}::integer[]) order by valid_from desc, id desc`
    .execute(tx)
    .then(({ rows }) => rows);

export const addSetting = async (
  tx: Tx,
  setting: {
    unitId: number;
    kind: string;
    isOn: boolean;
    weight: number;
    thresholds: object;
    from: CivilDate;
    reason: string;
  },
  by: { now: Date; postId: number },
): Promise<void> => {
  await sql`
    insert into reporting.signal_setting (unit_id, kind, is_on, weight, thresholds, valid_from, reason, decided_at, decided_by)
    values (${setting.unitId}, ${setting.kind}, ${setting.isOn}, ${setting.weight}, ${JSON.stringify(setting.thresholds)},
      ${setting.from}, ${setting.reason}, ${by.now}, ${by.postId})`.execute(tx);
};

export type SignalRow = {
  id: number;
  reportId: number;
  unitId: number;
  periodId: number;
  form: string;
  kind: SignalKind;
  evidence: Evidence;
  openedAt: Date;
  closedAt: Date | null;
  answer: string | null;
  answeredAt: Date | null;
  settledAt: Date | null;
};

const columns = sql`s.id, s.report_id, r.unit_id, r.period_id, r.form, s.kind, s.evidence, s.opened_at, s.closed_at, s.answer,
  s.answered_at, s.settled_at`;

/** The signals of a report: open ones, and those that were answered before a newer revision took them away. */
export const signalsOfReport = async (tx: Tx, reportId: number): Promise<SignalRow[]> => {
  const { rows } = await sql<SignalRow>`
    select ${columns} from reporting.signal s join reporting.report r on r.id = s.report_id
    where s.report_id = ${reportId} and (s.closed_at is null or s.answered_at is not null)
    order by s.closed_at nulls first, s.id`.execute(tx);
  return rows;
};

/** The open signals of the reports on a desk for some periods, of the lines that the asking post may read. */
export const signalsOfDesk = async (
  tx: Tx,
  desk: DeskOf,
  periodIds: readonly number[],
  today: CivilDate,
): Promise<SignalRow[]> => {
  const { rows } = await sql<SignalRow>`
    select ${columns} from reporting.signal s join reporting.report r on r.id = s.report_id
    where r.period_id = any(${[...periodIds]}::integer[]) and ${isOnDesk(desk, today)} and s.closed_at is null
    order by s.id`.execute(tx);
  return rows;
};

/** How the reports on a desk stand for some periods: looked at, or still waiting to be. */
export const examinationsOfDesk = async (
  tx: Tx,
  desk: DeskOf,
  periodIds: readonly number[],
  today: CivilDate,
): Promise<{ unitId: number; periodId: number; waiting: boolean }[]> => {
  const { rows } = await sql<{ unitId: number; periodId: number; waiting: boolean }>`
    select r.unit_id, r.period_id, (${isDue}) as waiting
    from reporting.report r left join reporting.signal_exam e on e.report_id = r.id
    where r.period_id = any(${[...periodIds]}::integer[]) and ${isOnDesk(desk, today)} and r.revision > 0`.execute(tx);
  return rows;
};

/** The periods of a desk in which something was sent, newest first. */
export const periodsOfDesk = async (tx: Tx, desk: DeskOf, today: CivilDate, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ code: string }>`
    select p.code from reporting.report r join figures.period p on p.id = r.period_id
    where ${isOnDesk(desk, today)} and r.revision > 0
    group by p.code, p.during order by upper(p.during) desc, p.code desc limit ${limit}`.execute(tx);
  return rows.map(({ code }) => code);
};

export const examOf = async (
  tx: Tx,
  reportId: number,
): Promise<{ revision: number; examinedAt: Date; waiting: boolean } | undefined> => {
  const { rows } = await sql<{ revision: number; examinedAt: Date; waiting: boolean }>`
    select e.revision, e.examined_at, (${isDue}) as waiting
    from reporting.signal_exam e join reporting.report r on r.id = e.report_id where r.id = ${reportId}`.execute(tx);
  return rows[0];
};

/** The report of a signal that may be seen. */
export const reportOfSignal = async (tx: Tx, id: number): Promise<number | undefined> =>
  (await tx.selectFrom('reporting.signal').select('reportId').where('id', '=', id).executeTakeFirst())?.reportId;

export const signalById = async (tx: Tx, id: number): Promise<SignalRow | undefined> => {
  const { rows } = await sql<SignalRow>`
    select ${columns} from reporting.signal s join reporting.report r on r.id = s.report_id where s.id = ${id}`.execute(
    tx,
  );
  return rows[0];
};

export const keepAnswer = async (tx: Tx, id: number, note: string, by: { now: Date; postId: number | null }) => {
  await sql`update reporting.signal set answer = ${note}, answered_at = ${by.now}, answered_by = ${by.postId}
    where id = ${id} and settled_at is null and closed_at is null`.execute(tx);
};

export const keepSettled = async (tx: Tx, id: number, by: { now: Date; postId: number | null }) => {
  await sql`update reporting.signal set settled_at = ${by.now}, settled_by = ${by.postId}
    where id = ${id} and settled_at is null and closed_at is null`.execute(tx);
};

/** How many open, unsettled signals each of these reports has; those with none are left out. */
export const countSignals = async (
  tx: Tx,
  reportIds: readonly number[],
): Promise<{ reportId: number; n: number }[]> => {
  const { rows } = await sql<{ reportId: number; n: number }>`
    select report_id, count(*)::integer as n from reporting.signal
    where report_id = any(${[...reportIds]}::integer[]) and closed_at is null and settled_at is null
    group by report_id`.execute(tx);
  return rows;
};
