/** Reports of units that end, begin or move. Asked and written by the owner of the database, who sees all of them. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { superiorOn } from '../report/queries.ts';

/**
 * Nobody sends, decides or opens a report until the end of the transaction; everybody reads. Asked for before the ledger, as
 * by everybody who sends, so that nobody waits in a circle.
 */
export const holdReporting = async (tx: Tx): Promise<void> => {
  await sql`lock table reporting.report in exclusive mode`.execute(tx);
};

/** What has a trace of somebody's work: typed, sent, spoken about, urged. */
const begun = sql<boolean>`(r.state <> 'not_sent' or r.revision > 0
  or exists (select from reporting.narrative w where w.report_id = r.id)
  or exists (select from reporting.message m where m.report_id = r.id)
  or exists (select from reporting.urging_of_report g where g.report_id = r.id))`;
/** The form of a request is asked of the units it names, and ends with it. */
const ofRequest = sql<boolean>`exists (select from reporting.request_unit q where q.form = r.form)`;
const endsFrom = (on: CivilDate) => sql<boolean>`upper(p.during) > ${on}::date`;

export type OpenReport = {
  id: number;
  unitId: number;
  level: string;
  form: string;
  version: number;
  title: Words;
  period: string;
  begun: boolean;
  ofRequest: boolean;
};

/** The reports of units for periods that end on a day or later. */
export const reportsFrom = async (tx: Tx, unitIds: readonly number[], on: CivilDate): Promise<OpenReport[]> =>
  (
    await sql<OpenReport>`
      select r.id, r.unit_id, u.level, r.form, r.version, v.content -> 'title' as title, p.code as period,
        ${begun} as begun, ${ofRequest} as of_request
      from reporting.report r
      join figures.period p on p.id = r.period_id
      join org.unit u on u.id = r.unit_id
      join reporting.form_version v on v.form = r.form and v.version = r.version
      where r.unit_id = any(${[...unitIds]}::integer[]) and ${endsFrom(on)}
      order by p.during, r.form, r.unit_id`.execute(tx)
  ).rows;

export const deleteReports = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  await sql`delete from reporting.report where id = any(${[...ids]}::integer[])`.execute(tx);
};

type Staying = {
  unitId: number;
  title: Words;
  period: string;
  state: 'not_sent' | 'draft' | 'submitted' | 'returned';
  decider: string | null;
};

/** Reports of units for periods that end before a day and are not accepted, with who decides on them from that day on. */
export const stayingReports = async (tx: Tx, unitIds: readonly number[], on: CivilDate): Promise<Staying[]> =>
  (
    await sql<Staying>`
      select r.unit_id, v.content -> 'title' as title, p.code as period, r.state,
        (select s.full_name from org.unit_state s where s.unit_id = ${superiorOn(on)} and s.during @> ${on}::date) as decider
      from reporting.report r
      join figures.period p on p.id = r.period_id
      join reporting.form_version v on v.form = r.form and v.version = r.version
      where r.unit_id = any(${[...unitIds]}::integer[]) and not ${endsFrom(on)} and r.state <> 'accepted'
      order by r.state = 'submitted', p.during desc, r.form, r.unit_id`.execute(tx)
  ).rows;

/** Reports that nobody has sent, for periods that end on a day or later: they go to whoever stands above at their cut-off. */
export const readdress = async (tx: Tx, on: CivilDate): Promise<void> => {
  await sql`
    update reporting.report r set superior_id = up.ancestor_id
    from figures.period p, org.reach up, org.unit above, org.unit former
    where p.id = r.period_id and ${endsFrom(on)} and r.revision = 0
      and former.id = r.superior_id
      and up.descendant_id = r.unit_id and up.depth > 0 and up.during @> (upper(p.during) - 1)
      and above.id = up.ancestor_id and above.level = former.level and up.ancestor_id <> r.superior_id
      -- Only a unit in force at the cut-off owes at all.
      and exists (select from org.unit_state s where s.unit_id = r.unit_id and s.during @> (upper(p.during) - 1))`.execute(
    tx,
  );
};
