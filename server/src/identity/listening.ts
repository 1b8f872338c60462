/** Those who are told what is written while it is written: whether they still may hear it. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Actor, announce } from '../kernel/actor.ts';
import type { Tx } from '../kernel/database.ts';
import { linesOfPosts, postsOfMany } from './queries.ts';
import { actorOf, isHeldOn, personOnly } from './rules.ts';
import { sessionsInForce } from './sessions/queries.ts';
import { heldPostOf } from './who-asks.ts';

/** Sees posts everywhere. */
const onlooker: Actor = { ...personOnly('listening'), allUnits: true, lines: ['all'] };

const seesTheSame = (one: Actor, other: Actor): boolean =>
  one.unitId === other.unitId && one.allUnits === other.allUnits && one.lines.join() === other.lines.join();

/**
 * Those of them whose session goes on and who hold their post today, with the same reach. Keys for programs are not looked up: who
 * listens by one has been given an end.
 */
export const stillIn = async (tx: Tx, listening: readonly Actor[], today: CivilDate): Promise<Set<Actor>> => {
  await announce(tx, onlooker);
  const sessions = listening.flatMap(({ proof }) => (proof && 'sessionId' in proof ? [proof.sessionId] : []));
  const inForce = await sessionsInForce(tx, [...new Set(sessions)]);
  const posts = await postsOfMany(tx, [...new Set(listening.map(({ userId }) => userId))], today);
  const held = new Map(posts.map(heldPostOf).flatMap((post) => (isHeldOn(post, today) ? [[post.id, post]] : [])));
  return new Set(
    listening.filter((actor) => {
      const post = actor.postId === null ? undefined : held.get(actor.postId);
      const known = !actor.proof || 'tokenId' in actor.proof || inForce.has(actor.proof.sessionId);
      return known && post !== undefined && seesTheSame(actor, actorOf(actor.userId, post, actor.personsPosts));
    }),
  );
};

/** The line that each of these posts belongs to; null for those at bodies that keep the committee's line beside their own. */
export const linesActedOn = async (tx: Tx, posts: readonly number[]): Promise<Map<number, string | null>> => {
  await announce(tx, onlooker);
  return linesOfPosts(tx, posts);
};
