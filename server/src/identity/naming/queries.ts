import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** The first post of each account, where it may be seen. */
export const firstPosts = async (tx: Tx, userIds: readonly string[]): Promise<{ userId: string; id: number }[]> =>
  (
    await sql<{ userId: string; id: number }>`
      select distinct on (user_id) user_id, id from identity.post where user_id = any (${[...userIds]}) order by user_id, id`.execute(
      tx,
    )
  ).rows;
