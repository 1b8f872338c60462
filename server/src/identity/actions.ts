/** Posts, as other rooms and the answers of this one speak of them. */
import type { Held, Role } from '@app/contract/identity/posts.ts';
import type { PostAnswer } from '@app/contract/identity/routes.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Tx } from '../kernel/database.ts';
import * as q from './queries.ts';
import { type HeldPost, ownTitleOf, sayPost, titleOf } from './rules.ts';

/** Gives an account a post and answers the post's id. `endsOn` is the last day. The table of posts is not asked here. */
export const givePost = (
  tx: Tx,
  post: { userId: string; role: Role; bodyId: number; startsOn: CivilDate | null; endsOn?: CivilDate | null },
): Promise<number> => q.insertPost(tx, { endsOn: null, ...post });

/** What posts are called beside their acts: "Cán bộ tổng hợp, Công an xã …". Unknown ids and nulls are left out. */
export const postTitles = async (tx: Tx, postIds: readonly (number | null)[]): Promise<Map<number, Words>> => {
  const ids = [...new Set(postIds.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  return new Map((await q.namePosts(tx, ids)).map((post) => [post.id, sayPost(post)]));
};

/** How a post signs (Decree 30/2020/NĐ-CP Art. 13): in its own right, acting, or by delegation with the own title below. */
export const signerOf = async (tx: Tx, postId: number): Promise<{ held: Held; ownTitle: Words | null } | null> => {
  const [post] = await q.namePosts(tx, [postId]);
  return post ? { held: post.held, ownTitle: ownTitleOf(post) } : null;
};

/** A post as it travels. */
export const postAnswerOf = (post: HeldPost): PostAnswer => ({
  id: post.id,
  role: post.role,
  title: titleOf(post),
  body: { id: post.body.id, name: post.body.name, kind: post.body.kind, line: post.body.line },
  unit: { id: post.unit.id, code: post.unit.code, fullName: post.unit.fullName, level: post.unit.level },
  startsOn: post.startsOn,
  endsOn: post.endsOn,
  held: post.held,
});
