import { type Role, roleWords } from '@app/contract/identity/posts.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Tx } from '../../kernel/database.ts';

/** How posts are named beside their acts: the role and the body, never the person. */
export const postTitles = async (tx: Tx, postIds: readonly (number | null)[]): Promise<Map<number, Words>> => {
  const ids = [...new Set(postIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('identity.post as p')
    .innerJoin('org.body as b', 'b.id', 'p.bodyId')
    .select(['p.id', 'p.role', 'b.name'])
    .where('p.id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => {
      // Checked by the tables: roles by their constraint, names written by the register.
      const role = roleWords[row.role as Role];
      const body = row.name as Words;
      return [row.id, { vi: `${role.vi}, ${body.vi}`, en: `${role.en}, ${body.en}` }];
    }),
  );
};
