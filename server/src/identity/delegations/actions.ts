import type { delegatePost, endDelegation, listDelegations } from '@app/contract/identity/delegations/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, sayWhyNot } from '../../kernel/problem.ts';
import { endPostAtOnce, insertPost, type PostRow, postsOf } from '../queries.ts';
import { endedAtOnce, officeOf } from '../rules.ts';
import { delegationsOf, holdersAt } from './queries.ts';
import { type Giver, mayStandIn, whyNotDelegate, whyNotHandOn } from './rules.ts';

/** The post that asks, with its term; the program itself has none. */
const actingPost = async ({ tx, actor, today }: Ask): Promise<PostRow> =>
  found(
    (await postsOf(tx, actor.userId, today)).find(({ id }) => id === actor.postId),
    refuse(notFound, {}),
  );

const giverOf = ({ actor }: Ask, { held }: PostRow): Giver => ({ userId: actor.userId, does: actor.does, held });

/** To whom the acting post is handed on, now and later; who could be chosen is told only to those who may choose. */
export const list = async (_: unknown, ask: Ask): Promise<Result<typeof listDelegations>> => {
  const post = await actingPost(ask);
  const whyNot = whyNotHandOn(giverOf(ask, post));
  const delegations = await delegationsOf(ask.tx, post.id, ask.today);
  const holders = whyNot ? [] : await holdersAt(ask.tx, post.unitId, ask.today);
  return {
    delegations: delegations.map((row) => ({ ...row, givenAt: row.givenAt.toISOString() })),
    candidates: holders
      .filter((each) => mayStandIn(each) && each.userId !== ask.actor.userId)
      .map((each) => ({
        username: each.username,
        title: `${officeOf(each.role, each.bodyKind).vi}, ${each.bodyName.vi}`,
      })),
    whyNot: { delegatePost: sayWhyNot(whyNot) },
  };
};

/**
 * Hands the acting post on for a time (TUQ., Decree 30/2020/NĐ-CP Art. 13). It remains the holder's: whoever acts does so by
 * a post of its own kind, which every act and every signature names.
 * @throws kernel.not-allowed, identity.not-passed-on, kernel.not-found for an account without a post at the unit,
 * identity.not-on-to-oneself, identity.delegation-dates, identity.post-overlaps.
 */
export const delegate = async (
  { body }: Input<typeof delegatePost>,
  ask: Ask,
): Promise<Result<typeof delegatePost>> => {
  const { tx, today } = ask;
  const post = await actingPost(ask);
  const giver = giverOf(ask, post);
  must(whyNotHandOn(giver));
  const candidate = (await holdersAt(tx, post.unitId, today)).find(({ username }) => username === body.username);
  must(whyNotDelegate(giver, { ...body, candidate: candidate ?? null }, post, today));
  const { userId } = found(candidate, refuse(notFound, {}));
  const { startsOn, endsOn, basis } = body;
  const { role, bodyId, id: delegatedFrom } = post;
  const id = await insertPost(tx, {
    ...{ userId, role, bodyId, startsOn, endsOn, basis, delegatedFrom },
    held: 'delegated',
    givenAt: ask.now,
  });
  await ask.audit({
    action: 'identity.delegatePost',
    subject: `post:${id}`,
    unitId: post.unitId,
    after: { ...body, from: post.id },
  });
  return { id };
};

/**
 * Takes a post back that was handed on: the next request under it is refused; what has not begun never does.
 * @throws kernel.not-found for what the acting post has not handed on, or is over.
 */
export const end = async ({ params }: Input<typeof endDelegation>, ask: Ask): Promise<Result<typeof endDelegation>> => {
  const { tx, today } = ask;
  const post = await actingPost(ask);
  const row = found(
    (await delegationsOf(tx, post.id, today)).find(({ id }) => id === params.delegationId),
    refuse(notFound, {}),
  );
  await endPostAtOnce(tx, row.id, today, ask.now);
  await ask.audit({
    action: 'identity.endDelegation',
    subject: `post:${row.id}`,
    unitId: post.unitId,
    before: { endsOn: row.endsOn },
    after: endedAtOnce(row, today),
  });
  return { done: true };
};
