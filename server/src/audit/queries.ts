import type { AuditFilter } from '@app/contract/audit/routes.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';

export type EntryRow = {
  id: number;
  at: Date;
  action: string;
  subject: string;
  userId: string | null;
  postId: number | null;
  /** The key for programs by which it was done. */
  tokenId: number | null;
  unitId: number | null;
  unitName: string | null;
  before: unknown;
  after: unknown;
  seq: number | null;
  hash: string | null;
};

export type Sought = AuditFilter & {
  /** Actions whose words hold the text that is sought. */
  actions: readonly string[];
  /** The entry after which the page begins. */
  after?: number | undefined;
  limit: number;
};

/** A text as `like` takes it literally. */
const within = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** Entries that the one who asks may see, newest first. Row-level security draws the line, this only narrows. */
export const findEntries = async (tx: Tx, sought: Sought): Promise<EntryRow[]> => {
  const { q, action, about, unit, post, from, to, after, actions, limit } = sought;
  const where: RawBuilder<unknown>[] = [sql`true`];
  if (action) where.push(sql`a.action = ${action}`);
  if (about) where.push(sql`a.action like ${`${about}.%`}`);
  if (post) where.push(sql`a.post_id = ${post}`);
  if (unit) where.push(sql`a.unit_id in (select descendant_id from org.reach where ancestor_id = ${unit})`);
  if (from) where.push(sql`a.at >= ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
  if (to) where.push(sql`a.at < (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`);
  if (after) where.push(sql`(a.at, a.id) < (select last.at, last.id from kernel.audit last where last.id = ${after})`);
  if (q)
    where.push(sql`(a.action = any (${[...actions]}) or a.action ilike ${within(q)} or a.subject ilike ${within(q)}
      or a.unit_id in (select unit_id from org.unit_state where folded like ${within(foldAccents(q))})
      or a.before::text ilike ${within(q)} or a.after::text ilike ${within(q)})`);
  const { rows } = await sql<EntryRow>`
    select a.id, a.at, a.action, a.subject, a.user_id, a.post_id, a.token_id, a.unit_id, a.before, a.after, a.seq, a.hash,
           (select s.full_name from org.unit_state s where s.unit_id = a.unit_id order by s.during desc limit 1) as unit_name
    from kernel.audit a
    where ${sql.join(where, sql` and `)}
    order by a.at desc, a.id desc
    limit ${limit}`.execute(tx);
  return rows;
};

export type HeadRow = {
  id: number;
  at: Date;
  chains: number;
  entries: number;
  prevRoot: string;
  root: string;
  signature: string;
  publicKey: string;
};

export const newestHead = async (tx: Tx): Promise<HeadRow | undefined> =>
  tx.selectFrom('kernel.auditHead').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst();

/** What the last verification has found, as it was written down. */
export const lastVerified = async (tx: Tx): Promise<unknown> =>
  (await tx.selectFrom('kernel.instance').select('value').where('key', '=', 'audit_verified').executeTakeFirst())
    ?.value ?? null;
