/** Turns a request into the post on whose behalf it acts. */
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed, notSignedIn } from '@app/contract/kernel/problems.ts';
import type { Route } from '@app/contract/kernel/route.ts';
import type { FastifyRequest } from 'fastify';
import { type Actor, announce, type Proof } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Transact } from '../kernel/database.ts';
import { found, must, Refused } from '../kernel/problem.ts';
import type { Auth } from './auth.ts';
import { type PostRow, postsOf } from './queries.ts';
import { actorOf, type HeldPost, isHeldOn, personOnly } from './rules.ts';
import { confirmedAt } from './sessions/queries.ts';
import { hashOfToken } from './tokens/keys.ts';
import { findToken, noteUse } from './tokens/queries.ts';
import { isTokenInForce, tokenIn, whyNotByToken } from './tokens/rules.ts';

type Asking = { auth: Auth; transact: Transact; clock: Clock };

/**
 * Who asks: session cookie → account → posts held today → the one named by the header `x-post`, else the first; or the post of
 * the key for programs in the header `authorization`. Null without either. Coming in is asked by nobody, whoever sat at the
 * browser before.
 * @throws kernel.not-allowed for a post that is not held today and for an account without any (but for routes about the own
 *   account), and for what a key is not made for;
 *   kernel.not-signed-in for a key that is not in force.
 */
export const makeWhoAsks =
  (asking: Asking) =>
  async (request: FastifyRequest, route: Route): Promise<Actor | null> => {
    if (route.open && route.method === 'POST') return null;
    const token = tokenIn(request.headers.authorization);
    if (token) return route.open ? null : whoHasToken(asking, token, route);
    const person = await asking.auth.whoIs(request.headers.cookie);
    return person && whoSits(asking, person, request, route);
  };

const whoSits = async (
  asking: Asking,
  person: { id: string; sessionId: string },
  request: FastifyRequest,
  route: Route,
): Promise<Actor | null> => {
  const { held, all, proof } = await personsPosts(asking, person.id, person.sessionId);
  const named = request.headers['x-post'];
  const chosen = named === undefined ? held[0] : held.find((post) => String(post.id) === named);
  // What is open answers also when the chosen post is not (or no longer) held, so that one can always find the way back in; and
  // how an account is guarded is its holder's affair with a post or without.
  if (!chosen && !route.open && !route.own) throw new Refused(refuse(notAllowed, {}));
  const post = chosen ?? held[0];
  if (post) return { ...actorOf(person.id, post, all), proof };
  return route.own ? { ...personOnly(person.id), personsPosts: all, proof } : null;
};

const personsPosts = ({ transact, clock }: Asking, userId: string, sessionId: string) => {
  const today = todayInVietnam(clock());
  return transact(
    async (tx) => {
      await announce(tx, personOnly(userId));
      const rows = await postsOf(tx, userId, today);
      const held = rows.map(heldPostOf).filter((post) => isHeldOn(post, today));
      const proof: Proof = { sessionId, confirmedAt: await confirmedAt(tx, sessionId) };
      return { held, all: rows.map(({ id }) => id), proof };
    },
    { readOnly: true },
  );
};

/** Milliseconds between two notes of when a key was used last. */
const NOTED_EVERY = 60_000;

const whoHasToken = async ({ transact, clock }: Asking, token: string, route: Route): Promise<Actor> => {
  const now = clock();
  const today = todayInVietnam(now);
  const { id, userId, postId, scope, rows } = await transact(async (tx) => {
    const known = await findToken(tx, hashOfToken(token));
    const inForce = found(known && isTokenInForce(known, today) ? known : null, refuse(notSignedIn, {}));
    await announce(tx, personOnly(inForce.userId));
    const { lastUsedAt } = inForce;
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= NOTED_EVERY) await noteUse(tx, inForce.id, now);
    return { ...inForce, rows: await postsOf(tx, inForce.userId, today) };
  });
  const post = rows.map(heldPostOf).find((each) => each.id === postId && isHeldOn(each, today));
  const actor = actorOf(
    userId,
    found(post, refuse(notSignedIn, {})),
    rows.map((row) => row.id),
  );
  must(whyNotByToken(scope, route));
  return { ...actor, proof: { tokenId: id } };
};

export const heldPostOf = (row: PostRow): HeldPost => ({
  id: row.id,
  role: row.role,
  held: row.held,
  body: { id: row.bodyId, kind: row.kind, line: row.line, standing: row.standing, name: row.bodyName },
  unit: { id: row.unitId, code: row.code ?? '', fullName: row.fullName, level: row.level, inForce: row.unitInForce },
  startsOn: row.startsOn,
  endsOn: row.endsOn,
  over: row.over,
});
