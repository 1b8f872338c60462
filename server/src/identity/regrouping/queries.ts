import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** How many posts are held at these units on a day, and by how many accounts. Asked by the owner, who sees all of them. */
export const postsHeldAt = async (
  tx: Tx,
  unitIds: readonly number[],
  on: CivilDate,
): Promise<{ unitId: number; posts: number; accounts: number }[]> =>
  (
    await sql<{ unitId: number; posts: number; accounts: number }>`
      select b.unit_id, count(*)::integer as posts, count(distinct p.user_id)::integer as accounts
      from identity.post p join org.body b on b.id = p.body_id
      where b.unit_id = any(${[...unitIds]}::integer[]) and p.during @> ${on}::date
      group by b.unit_id order by b.unit_id`.execute(tx)
  ).rows;
