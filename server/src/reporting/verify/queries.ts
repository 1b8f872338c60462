import type pg from 'pg';

/** The hash of a revision's cells, as audit entries hold it: SQL about a row of submissions. Documents have one text on every version. */
export const cellsHash = (row: string): string =>
  `encode(sha256(convert_to(${row}.cells::text || case when ${row}.is_nil then '|nil' else '' end, 'UTF8')), 'hex')`;

/**
 * Every revision with its cells, as the ledger asks for what its sheets come from: id, unit_id, period_id, line, cells and the
 * reading in which the ledger must hold it (null: in none).
 */
export const SENT = `
  select s.id, r.unit_id, r.period_id, r.line, s.cells,
         case when s.revision = r.revision and r.state in ('submitted', 'accepted') then r.state end as reading
  from reporting.submission s join reporting.report r on r.id = s.report_id`;

export type Revision = { reportId: number; revision: number };

/** Revisions that are not, or no longer, those of which an audit entry holds the hash. */
export const revisionsUnlikeEntries = async (owner: pg.ClientBase): Promise<Revision[]> =>
  (
    await owner.query<Revision>(`
      with told as (
        select substring(a.subject from '^report:([0-9]+)$')::integer as report_id, (a.after ->> 'revision')::integer as revision,
               a.after ->> 'cellsHash' as hash
        from kernel.audit a
        where a.action in ('reporting.submitReport', 'reporting.importReports', 'reporting.acceptReport') and a.after ? 'cellsHash'
      )
      select distinct t.report_id as "reportId", t.revision
      from told t left join reporting.submission s on s.report_id = t.report_id and s.revision = t.revision
      where s.id is null or t.hash is distinct from ${cellsHash('s')}
      order by 1, 2`)
  ).rows;

/** Revisions of which no audit entry tells that they were sent. An import of the first release left one entry for all its reports. */
export const revisionsWithoutEntry = async (owner: pg.ClientBase): Promise<Revision[]> =>
  (
    await owner.query<Revision>(`
      with told as (
        select a.subject, a.at from kernel.audit a
        where a.action in ('reporting.submitReport', 'reporting.importReports')
        union all
        select 'report:' || each.id, a.at
        from kernel.audit a
        cross join lateral jsonb_array_elements_text(
          case when jsonb_typeof(a.after -> 'reports') = 'array' then a.after -> 'reports' end) as each (id)
        where a.action = 'reporting.importReports'
      )
      select s.report_id as "reportId", s.revision
      from reporting.submission s left join told t on t.subject = 'report:' || s.report_id and t.at = s.submitted_at
      where t.subject is null
      order by 1, 2`)
  ).rows;
