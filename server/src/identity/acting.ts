/** On whose behalf the program acts when nobody sits at a screen: whoever holds a post today, and what that post acts for. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Actor, announce } from '../kernel/actor.ts';
import type { Tx } from '../kernel/database.ts';
import { postsOf, postsOfMany } from './queries.ts';
import { actorOf, isHeldOn, personOnly, rightsOf } from './rules.ts';
import { heldPostOf } from './who-asks.ts';

/** The actor of a post, announced to the database for the rest of the transaction; null when it is not held today. */
export const actAsPost = async (
  tx: Tx,
  { userId, postId }: { userId: string; postId: number },
  today: CivilDate,
): Promise<Actor | null> => {
  await announce(tx, personOnly(userId));
  const rows = await postsOf(tx, userId, today);
  const post = rows.map(heldPostOf).find((each) => each.id === postId && isHeldOn(each, today));
  if (!post) return null;
  const actor = actorOf(
    userId,
    post,
    rows.map(({ id }) => id),
  );
  await announce(tx, actor);
  return actor;
};

/** Where some people act today, and for which lines; asked by the program itself. */
export const desksOfPeople = async (
  tx: Tx,
  userIds: readonly string[],
  today: CivilDate,
): Promise<{ userId: string; unitId: number; lines: readonly string[] }[]> =>
  (await postsOfMany(tx, userIds, today)).flatMap((row) => {
    const post = heldPostOf(row);
    if (!isHeldOn(post, today)) return [];
    const { ownLines } = rightsOf(post);
    return ownLines.length === 0 ? [] : [{ userId: row.userId, unitId: post.unit.id, lines: ownLines }];
  });
