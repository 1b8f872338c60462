import type pg from 'pg';

/** The hash of a revision's cells, as audit entries hold it: SQL about a row of submissions. Documents have one text on every version. */
export const cellsHash = (row: string): string =>
  `encode(sha256(convert_to(${row}.cells::text || case when ${row}.is_nil then '|nil' else '' end, 'UTF8')), 'hex')`;

/**
 * Every revision with its cells, as the ledger asks for what its sheets come from: id, unit_id, period_id, line, cells and the
 * readings in which the ledger must hold it. Accepted counts the last revision that was accepted, whole or but for returned
 * cells, whatever has been sent since; submitted counts the newest one, and after it came back what is accepted. Of a revision
 * that was returned by single cells the others were accepted, and those alone may stand in the ledger.
 */
export const SENT = `
  select s.id, r.unit_id, r.period_id, r.line,
         case when s.returned_cells is null then s.cells
              else s.cells - array(select jsonb_object_keys(s.returned_cells)) end as cells,
         array_remove(array[
           case when s.revision = counts.accepted then 'accepted' end,
           case when s.revision = case when r.state in ('submitted', 'accepted') then r.revision
                                       when r.state = 'returned' then counts.accepted end then 'submitted' end], null) as readings
  from reporting.submission s
  join reporting.report r on r.id = s.report_id
  cross join lateral (
    select max(k.revision) as accepted from reporting.submission k
    where k.report_id = s.report_id and (k.decision = 'accepted' or k.returned_cells is not null)) counts`;

export type Revision = { reportId: number; revision: number };

/** Revisions that are not, or no longer, those of which an audit entry holds the hash. */
export const revisionsUnlikeEntries = async (owner: pg.ClientBase): Promise<Revision[]> =>
  (
    await owner.query<Revision>(`
      with told as (
        select substring(a.subject from '^report:([0-9]+)$')::integer as report_id, (a.after ->> 'revision')::integer as revision,
               a.after ->> 'cellsHash' as hash
        from kernel.audit a
        where a.action in ('reporting.submitReport', 'reporting.importReports', 'reporting.acceptReport', 'reporting.returnReport')
          and a.after ? 'cellsHash'
      )
      select distinct t.report_id as "reportId", t.revision
      from told t left join reporting.submission s on s.report_id = t.report_id and s.revision = t.revision
      where s.id is null or t.hash is distinct from ${cellsHash('s')}
      order by 1, 2`)
  ).rows;

/**
 * Revisions that were returned by other cells than the audit tells, or for other reasons: what is marked as returned decides what
 * the ledger holds of a revision. A revision marked so without any entry is among them.
 */
export const returnsUnlikeEntries = async (owner: pg.ClientBase): Promise<Revision[]> =>
  (
    await owner.query<Revision>(`
      with told as (
        select substring(a.subject from '^report:([0-9]+)$')::integer as report_id, (a.after ->> 'revision')::integer as revision,
               a.after -> 'cells' as reasons, a.after -> 'returned' as cells
        from kernel.audit a where a.action = 'reporting.returnReport' and a.after ? 'cells'
      ), marked as (
        select s.report_id, s.revision,
               (select jsonb_object_agg(key, value) from jsonb_each(s.returned_cells) where value <> 'null') as reasons,
               (select jsonb_agg(key order by key collate "C") from jsonb_object_keys(s.returned_cells) as key) as cells
        from reporting.submission s where s.returned_cells is not null
      )
      select coalesce(t.report_id, m.report_id) as "reportId", coalesce(t.revision, m.revision) as revision
      from told t full join marked m on m.report_id = t.report_id and m.revision = t.revision
      where (t.reasons, t.cells) is distinct from (m.reasons, m.cells)
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

/** Revisions that were accepted without an audit entry that tells it, or of which one tells it and they are not. */
export const acceptancesUnlikeEntries = async (owner: pg.ClientBase): Promise<Revision[]> =>
  (
    await owner.query<Revision>(`
      with told as (
        select substring(a.subject from '^report:([0-9]+)$')::integer as report_id, (a.after ->> 'revision')::integer as revision
        from kernel.audit a where a.action = 'reporting.acceptReport'
      ), accepted as (
        select report_id, revision from reporting.submission where decision = 'accepted'
      )
      select coalesce(t.report_id, a.report_id) as "reportId", coalesce(t.revision, a.revision) as revision
      from told t full join accepted a using (report_id, revision)
      where t.report_id is null or a.report_id is null
      order by 1, 2`)
  ).rows;
