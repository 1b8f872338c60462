import type { Words } from '@app/contract/kernel/words.ts';
import type { Tx } from '../../kernel/database.ts';
import { postTitles } from '../actions.ts';
import { firstPosts } from './queries.ts';

/** What accounts are called where no person may be named: by the first post they hold. Those that may not be seen are left out. */
export const accountTitles = async (tx: Tx, userIds: readonly string[]): Promise<Map<string, Words>> => {
  if (userIds.length === 0) return new Map();
  const posts = await firstPosts(tx, userIds);
  const titles = await postTitles(
    tx,
    posts.map(({ id }) => id),
  );
  return new Map(
    posts.flatMap(({ userId, id }) => {
      const title = titles.get(id);
      return title ? [[userId, title]] : [];
    }),
  );
};
