import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type DeskRow = {
  form: string;
  version: number;
  period: string;
  line: string;
  dueAt: Date;
  expected: number;
  waiting: number;
  returned: number;
  accepted: number;
  notSent: number;
  late: number;
  locked: number;
};

/** What stands on the desks of a superior: per form and period how many reports wait, came back, are accepted, are late. */
export const desksOf = async (
  tx: Tx,
  superiorId: number,
  lines: readonly string[],
  now: Date,
  limit: number,
): Promise<DeskRow[]> => {
  const { rows } = await sql<DeskRow>`
    select r.form, max(r.version) as version, p.code as period, r.line, max(r.due_at) as due_at, count(*)::integer as expected,
           count(*) filter (where r.state = 'submitted')::integer as waiting,
           count(*) filter (where r.state = 'returned')::integer as returned,
           count(*) filter (where r.state = 'accepted')::integer as accepted,
           count(*) filter (where r.state in ('not_sent', 'draft'))::integer as not_sent,
           count(*) filter (where r.state in ('not_sent', 'draft') and r.due_at < ${now})::integer as late,
           count(r.locked_at)::integer as locked
    from reporting.report r
    join figures.period p on p.id = r.period_id
    where r.superior_id = ${superiorId} and r.line = any(${[...lines]}::text[])
    group by r.form, p.code, r.line, p.during
    -- What waits never falls off the list; of the rest the newest.
    order by (count(*) filter (where r.state = 'submitted') > 0) desc, upper(p.during) desc, r.form
    limit ${limit}`.execute(tx);
  return rows;
};

/** The periods of a form in which a superior has reports below it, newest first. */
export const deskPeriods = async (tx: Tx, superiorId: number, form: string): Promise<string[]> => {
  const { rows } = await sql<{ code: string }>`
    select p.code from reporting.report r join figures.period p on p.id = r.period_id
    where r.superior_id = ${superiorId} and r.form = ${form} group by p.code, p.during order by upper(p.during) desc`.execute(
    tx,
  );
  return rows.map((row) => row.code);
};

/** How many reports below a unit are owed, sent and accepted, and which have not been accepted. */
export const standing = async (tx: Tx, superiorId: number, form: string, periodId: number) =>
  tx
    .selectFrom('reporting.report')
    .select(['unitId', 'state'])
    .where('superiorId', '=', superiorId)
    .where('form', '=', form)
    .where('periodId', '=', periodId)
    .execute();
