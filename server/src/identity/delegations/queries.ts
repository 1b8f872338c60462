import type { Role } from '@app/contract/identity/posts.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type DelegationRow = {
  id: number;
  username: string;
  startsOn: CivilDate;
  endsOn: CivilDate;
  basis: string;
  givenAt: Date;
};

/** Pieces of a post that are in force today or later, by their first day. */
export const delegationsOf = async (tx: Tx, postId: number, today: CivilDate): Promise<DelegationRow[]> =>
  (
    await sql<DelegationRow>`
      select d.id, u.username, lower(d.during) as starts_on, upper(d.during) - 1 as ends_on, d.basis, d.given_at
      from identity.post d join identity."user" u on u.id = d.user_id
      where d.delegated_from = ${postId} and not d.annulled and d.ended_at is null and upper(d.during) > ${today}::date
      order by lower(d.during), d.id`.execute(tx)
  ).rows;

export type HolderRow = {
  userId: string;
  username: string;
  role: Role;
  bodyKind: string;
  bodyName: { vi: string; en: string };
};

/** Who holds a post of his or her own at a unit today; each account once, by its first post. */
export const holdersAt = async (tx: Tx, unitId: number, today: CivilDate): Promise<HolderRow[]> =>
  (
    await sql<HolderRow>`
      select distinct on (u.username) p.user_id, u.username, p.role, b.kind as body_kind, b.name as body_name
      from identity.post p
      join identity."user" u on u.id = p.user_id
      join org.body b on b.id = p.body_id
      where b.unit_id = ${unitId} and p.during @> ${today}::date and p.held <> 'delegated' and not p.annulled and p.ended_at is null
      order by u.username, p.role not in ('officer', 'head'), p.id`.execute(tx)
  ).rows;
