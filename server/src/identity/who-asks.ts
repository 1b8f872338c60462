/** Turns a request into the post on whose behalf it acts. */
import { claimAdministrator, getSession, listDemoSignIns, signIn } from '@app/contract/identity/routes.ts';
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import type { FastifyRequest } from 'fastify';
import { type Actor, announce } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Transact } from '../kernel/database.ts';
import { Refused } from '../kernel/problem.ts';
import type { Auth } from './auth.ts';
import { type PostRow, postsOf } from './queries.ts';
import { actorOf, type HeldPost, isHeldOn, personOnly } from './rules.ts';

/** Addresses that answer also when the chosen post is not (or no longer) held, so that one can always find the way back in. */
const alwaysOpen: ReadonlySet<string> = new Set([getSession.path, listDemoSignIns.path, claimAdministrator.path]);

/**
 * Who asks: session cookie → account → posts held today → the one named by the header `x-post`, else the first.
 * Null without a session. Signing in is asked by nobody, whoever sat at the browser before.
 * @throws kernel.not-allowed for a post that is not held today, and for an account without any.
 */
export const makeWhoAsks =
  ({ auth, transact, clock }: { auth: Auth; transact: Transact; clock: Clock }) =>
  async (request: FastifyRequest): Promise<Actor | null> => {
    const address = request.routeOptions.url ?? '';
    if (request.method === signIn.method && address === signIn.path) return null;
    const person = await auth.whoIs(request.headers.cookie);
    if (!person) return null;
    const today = todayInVietnam(clock());
    const rows = await transact(
      async (tx) => {
        await announce(tx, personOnly(person.id));
        return postsOf(tx, person.id, today);
      },
      { readOnly: true },
    );
    const held = rows.map(heldPostOf).filter((post) => isHeldOn(post, today));
    const named = request.headers['x-post'];
    const chosen = named === undefined ? held[0] : held.find((post) => String(post.id) === named);
    const all = rows.map(({ id }) => id);
    if (chosen) return actorOf(person.id, chosen, all);
    if (!alwaysOpen.has(address)) throw new Refused(refuse(notAllowed, {}));
    return held[0] ? actorOf(person.id, held[0], all) : null;
  };

export const heldPostOf = (row: PostRow): HeldPost => ({
  id: row.id,
  role: row.role,
  held: row.held,
  body: { id: row.bodyId, kind: row.kind, line: row.line, standing: row.standing, name: row.bodyName },
  unit: { id: row.unitId, code: row.code ?? '', fullName: row.fullName, level: row.level, inForce: row.unitInForce },
  startsOn: row.startsOn,
  endsOn: row.endsOn,
});
