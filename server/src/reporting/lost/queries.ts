import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type LostPeriod = {
  form: string;
  period: string;
  /** The provinces in whose subtree alone it was opened; null among them: everywhere. */
  within: (number | null)[];
  lost: number;
};

/** Forms and periods of which fewer reports are there than the audit tells were opened. Asked by the owner. */
export const periodsWithLost = async (tx: Tx): Promise<LostPeriod[]> =>
  (
    await sql<LostPeriod>`
      with opened as (
        select substring(a.subject from '^form:(.+)$') as form, a.after ->> 'period' as period,
               -- Where it was opened at first; what units took over from others tells nothing about all.
               coalesce(array_agg(distinct a.unit_id) filter (where a.action = 'reporting.openPeriod' and not a.after ? 'only'), '{}') as within,
               -- What units that ended no longer owe was withdrawn, not lost.
               sum(coalesce((a.after ->> 'opened')::integer, 0) - coalesce((a.after ->> 'withdrawn')::integer, 0)) as n
        from kernel.audit a where a.action in ('reporting.openPeriod', 'reporting.withdrawObligations') group by 1, 2
      ), kept as (
        select r.form, p.code as period, count(*) as n from reporting.report r join figures.period p on p.id = r.period_id group by 1, 2
      )
      select o.form, o.period, o.within, (o.n - coalesce(k.n, 0))::integer as lost
      from opened o left join kept k using (form, period)
      where o.n > coalesce(k.n, 0) order by o.form, o.period`.execute(tx)
  ).rows;

export type OwedGroup = {
  form: string;
  version: number;
  period: string;
  level: string;
  unitIds: number[];
};

/** Who owes what: the reports there are, by form, period and level. What a request asked ends with it, so those are left out. */
export const owedGroups = async (tx: Tx): Promise<OwedGroup[]> =>
  (
    await sql<OwedGroup>`
      select r.form, r.version, p.code as period, u.level, array_agg(r.unit_id order by r.unit_id) as unit_ids
      from reporting.report r
      join figures.period p on p.id = r.period_id
      join org.unit u on u.id = r.unit_id
      where not exists (select from reporting.request_unit q where q.form = r.form)
      group by 1, 2, 3, 4 order by 3, 1, 4`.execute(tx)
  ).rows;
