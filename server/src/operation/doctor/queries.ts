import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../kernel/database.ts';
import type { Durability, ReplicaFacts } from './rules.ts';

export type DoctorFacts = {
  version: number;
  maxConnections: number;
  used: number;
  now: Date;
  hasCollation: boolean;
  /** The owner sees what connections of the runtime role do; true where there is no such role yet. */
  seesRuntime: boolean;
  ran: string[];
  hasJobs: boolean;
  hasBackups: boolean;
  hasHeads: boolean;
} & Durability;

/** What the owner of the database is told of it, also before any migration has run. */
export const doctorFacts = async (owner: pg.Client): Promise<DoctorFacts> => {
  const { rows } = await owner.query<Omit<DoctorFacts, 'ran'> & { migrated: boolean }>(`
    select current_setting('server_version_num')::integer as version,
      current_setting('max_connections')::integer as "maxConnections",
      (select count(*)::integer from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as "synchronousCommit",
      current_setting('full_page_writes') as "fullPageWrites", clock_timestamp() as now,
      exists (select from pg_collation where collname = 'vi-VN-x-icu') as "hasCollation",
      coalesce(pg_has_role(current_user, to_regrole('chungtay_app'), 'usage'), true) as "seesRuntime",
      to_regclass('public.migration') is not null as migrated,
      to_regclass('kernel.job') is not null as "hasJobs",
      to_regclass('kernel.backup') is not null and to_regclass('kernel.drill') is not null as "hasBackups",
      to_regclass('kernel.audit_head') is not null as "hasHeads"`);
  const [facts] = rows;
  if (!facts) throw new Error('the database says nothing of itself');
  const ran = facts.migrated
    ? (await owner.query<{ name: string }>('select name from public.migration order by name')).rows.map(
        ({ name }) => name,
      )
    : [];
  return { ...facts, ran };
};

/** How many bytes of the log up to a place have not come to a copy. */
export const copiedUpTo = async (copy: Database, place: string): Promise<ReplicaFacts> =>
  (
    await sql<NonNullable<ReplicaFacts>>`
      select pg_is_in_recovery() as follows,
        case when pg_is_in_recovery()
          then greatest(pg_wal_lsn_diff(${place}::pg_lsn, pg_last_wal_replay_lsn()), 0)::float8 else 0 end as "behindBytes"`.execute(
      copy.db,
    )
  ).rows[0] ?? null;

export type Ages = {
  backup: number | null;
  drill: number | null;
  drillDifferences: number;
  /** The job of the audit head, or the newest head itself. */
  auditHead: number | null;
};

/** How old the last good backup, drill and audit head are, in seconds. */
export const agesOf = async (
  owner: pg.Client,
  has: Pick<DoctorFacts, 'hasJobs' | 'hasBackups' | 'hasHeads'>,
): Promise<Ages> => {
  const one = async (text: string): Promise<number | null> => {
    const { rows } = await owner.query<{ age: number | null }>(text);
    return rows[0]?.age ?? null;
  };
  const age = (column: string) => `extract(epoch from clock_timestamp() - max(${column}))::float8 as age`;
  const { hasBackups, hasHeads, hasJobs } = has;
  const backup = hasBackups ? await one(`select ${age('at')} from kernel.backup where error is null`) : null;
  const drill = hasBackups ? await one(`select ${age('at')} from kernel.drill`) : null;
  const differences = hasBackups
    ? await one('select cardinality(differences)::float8 as age from kernel.drill order by at desc limit 1')
    : null;
  const head = hasHeads ? await one(`select ${age('at')} from kernel.audit_head`) : null;
  const job = hasJobs ? await one(`select ${age('succeeded_at')} from kernel.job where name = 'audit-head'`) : null;
  const known = [head, job].filter((each) => each !== null);
  return { backup, drill, drillDifferences: differences ?? 0, auditHead: known.length > 0 ? Math.min(...known) : null };
};
