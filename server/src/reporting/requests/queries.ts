import type { Line } from '@app/contract/figures/routes.ts';
import type { RequestKind } from '@app/contract/reporting/requests/routes.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import type { Form } from '../form/rules.ts';
import type { FormContent } from '../form/shipped.ts';

/** The forms by which units already owe something on a line for a period or for shorter ones inside it. */
export const formsOwed = async (
  tx: Tx,
  unitIds: readonly number[],
  periodId: number,
  line: string,
): Promise<{ form: string; version: number; content: FormContent; units: number[] }[]> =>
  (
    await sql<{ form: string; version: number; content: FormContent; units: number[] }>`
      select o.form, o.version, v.content, o.units
      from (select r.form, r.version, array_agg(distinct r.unit_id) as units
            from reporting.report r
            where r.unit_id = any(${[...unitIds]}::integer[]) and r.line = ${line}
              and r.period_id in (select period_id from figures.period_within where within_id = ${periodId})
            group by r.form, r.version) o
      join reporting.form_version v on v.form = o.form and v.version = o.version
      order by o.form, o.version`.execute(tx)
  ).rows;

/** The forms by which units already owe something, on whatever line, for periods of other calendars that overlap with a period. */
export const formsOfOtherCalendars = async (
  tx: Tx,
  unitIds: readonly number[],
  periodId: number,
): Promise<{ code: string; content: FormContent }[]> =>
  (
    await sql<{ code: string; content: FormContent }>`
      select v.form as code, v.content from reporting.form_version v
      where (v.form, v.version) in (
        select r.form, r.version
        from figures.period asked
        join figures.period p on p.calendar <> asked.calendar and p.during && asked.during
        join reporting.report r on r.period_id = p.id and r.unit_id = any(${[...unitIds]}::integer[])
        where asked.id = ${periodId})`.execute(tx)
  ).rows;

/** The forms of some submissions. */
export const formsOfSubmissions = async (tx: Tx, ids: readonly number[]): Promise<Map<number, string>> => {
  const { rows } = await sql<{ id: number; form: string }>`
    select s.id::integer as id, r.form from reporting.submission s join reporting.report r on r.id = s.report_id
    where s.id = any(${[...ids]}::bigint[])`.execute(tx);
  return new Map(rows.map(({ id, form }) => [id, form]));
};

export type NewRequest = {
  unitId: number;
  bodyId: number;
  line: string;
  kind: RequestKind;
  title: string;
  reason: string;
  periodId: number;
  dueAt: Date;
  sentAt: Date;
  sentBy: number | null;
  asked: number[];
};

export const insertRequest = async (tx: Tx, request: NewRequest): Promise<number> =>
  (await tx.insertInto('reporting.request').values(request).returning('id').executeTakeFirstOrThrow()).id;

/** Stores the form of a request: of its unit, for the one period. */
export const storeAskedForm = async (
  tx: Tx,
  form: Form,
  of: { unitId: number; periodId: number; nextPeriodId: number; at: Date; by: number | null },
): Promise<void> => {
  await tx
    .insertInto('reporting.form')
    .values({
      code: form.code,
      line: form.line,
      calendar: form.calendar,
      periodKind: form.periodKind,
      ownerUnitId: of.unitId,
      retiredFromId: of.nextPeriodId,
    })
    .execute();
  await tx
    .insertInto('reporting.formVersion')
    .values({
      form: form.code,
      version: form.version,
      fromPeriodId: of.periodId,
      content: JSON.stringify(form.content),
      publishedAt: of.at,
      publishedBy: of.by,
    })
    .execute();
};

export const insertUnits = async (
  tx: Tx,
  requestId: number,
  form: string,
  unitIds: readonly number[],
): Promise<void> => {
  await sql`
    insert into reporting.request_unit (request_id, unit_id, form)
    select ${requestId}, unit_id, ${form} from unnest(${[...unitIds]}::integer[]) as unit_id`.execute(tx);
};

export type RequestRow = {
  id: number;
  unitId: number;
  line: Line;
  kind: RequestKind;
  title: string;
  reason: string;
  period: string;
  dueAt: Date;
  sentAt: Date;
  sentBy: number | null;
  ended: 'closed' | 'withdrawn' | null;
  endedAt: Date | null;
  endedReason: string | null;
  forms: string[];
  asked: number;
  answered: number;
  late: number;
};

const requests = (now: Date) => sql`
  select q.id, q.unit_id, q.line, q.kind, q.title, q.reason, p.code as period, q.due_at, q.sent_at, q.sent_by, q.ended, q.ended_at,
         q.ended_reason, u.forms, u.asked, u.answered,
         case when q.ended is null and q.due_at < ${now} then u.asked - u.answered else 0 end as late
  from reporting.request q
  join figures.period p on p.id = q.period_id
  cross join lateral (
    select array_agg(distinct u.form order by u.form) as forms, count(*)::integer as asked,
           (count(*) filter (where r.revision > 0))::integer as answered
    from reporting.request_unit u
    left join reporting.report r on r.form = u.form and r.unit_id = u.unit_id and r.period_id = q.period_id
    where u.request_id = q.id) u`;

/** The requests that a unit has sent on some lines, newest first. */
export const requestsOf = async (tx: Tx, unitId: number, lines: readonly string[], now: Date): Promise<RequestRow[]> =>
  (
    await sql<RequestRow>`${requests(now)}
      where q.unit_id = ${unitId} and q.line = any(${[...lines]}::text[]) order by q.id desc limit 200`.execute(tx)
  ).rows;

export const requestById = async (tx: Tx, id: number, now: Date): Promise<RequestRow | null> =>
  (await sql<RequestRow>`${requests(now)} where q.id = ${id}`.execute(tx)).rows[0] ?? null;

export type AskedUnit = {
  unitId: number;
  form: string;
  reportId: number | null;
  answeredAt: Date | null;
  dueAt: Date | null;
  /** The unit that decides on the answer, where that is not the one that asks. */
  withinId: number | null;
};

/** The units of a request with their reports, as far as the asking post reads them. */
export const askedUnits = async (tx: Tx, requestId: number): Promise<AskedUnit[]> =>
  (
    await sql<AskedUnit>`
      select u.unit_id, u.form, r.id as report_id, r.due_at, nullif(r.superior_id, q.unit_id) as within_id,
             (select min(s.submitted_at) from reporting.submission s where s.report_id = r.id) as answered_at
      from reporting.request_unit u
      join reporting.request q on q.id = u.request_id
      left join reporting.report r on r.form = u.form and r.unit_id = u.unit_id and r.period_id = q.period_id
      where u.request_id = ${requestId}`.execute(tx)
  ).rows;

/** Held until the end of the transaction; answers to it wait for it to be ended or extended. */
export const holdRequest = async (tx: Tx, id: number): Promise<void> => {
  await sql`select from reporting.request where id = ${id} for update`.execute(tx);
};

/** One request at a time: each is held against what the others ask. */
export const holdAsking = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(20261122, hashtext('reporting.request'))`.execute(tx);
};

export const extend = async (tx: Tx, id: number, dueAt: Date): Promise<void> => {
  await sql`select reporting.delay_request(${id}, ${dueAt})`.execute(tx);
  await tx.updateTable('reporting.request').set({ dueAt }).where('id', '=', id).execute();
};

/** Takes back what nobody has answered; answers of whom. */
export const release = async (tx: Tx, id: number, now: Date): Promise<{ unitId: number; form: string }[]> =>
  (
    await sql<{
      unitId: number;
      form: string;
    }>`select unit_id, form from reporting.release_request(${id}, ${now})`.execute(tx)
  ).rows;

export const endRequest = async (
  tx: Tx,
  id: number,
  end: { ended: 'closed' | 'withdrawn'; endedAt: Date; endedBy: number | null; endedReason: string },
): Promise<void> => {
  await tx.updateTable('reporting.request').set(end).where('id', '=', id).execute();
};
