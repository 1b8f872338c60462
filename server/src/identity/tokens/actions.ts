/** Keys for programs that act for a post. */
import type * as api from '@app/contract/identity/tokens/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Answer, Input } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must } from '../../kernel/problem.ts';
import { postsOf } from '../queries.ts';
import { hashOfToken, newToken } from './keys.ts';
import * as q from './queries.ts';
import { whyNotEndOn, whyNotMakeToken } from './rules.ts';

/** The keys of the acting post, as its maker sees them; the keys themselves are not kept. */
export const listTokens = async (_: unknown, { tx, actor }: Ask): Promise<Answer<typeof api.listTokens>> =>
  (await q.tokensOf(tx, found(actor.postId, refuse(notFound, {})))).map((token) => ({
    ...token,
    createdAt: token.createdAt.toISOString(),
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
    revokedAt: token.revokedAt?.toISOString() ?? null,
  }));

/**
 * Makes a key for a program; it is answered once. It ends with the post, whatever its own last day.
 * @throws identity.token-ends, kernel.not-allowed for a post that was handed on.
 */
export const createToken = async ({ body }: Input<typeof api.createToken>, ask: Ask) => {
  const { tx, actor, now, today } = ask;
  const post = found(
    (await postsOf(tx, actor.userId, today)).find(({ id }) => id === actor.postId),
    refuse(notFound, {}),
  );
  must(whyNotMakeToken(post.held));
  must(whyNotEndOn(body.expiresOn, today));
  const token = newToken();
  const kept = { userId: actor.userId, postId: post.id, tokenHash: hashOfToken(token), createdAt: now, ...body };
  const id = await q.insertToken(tx, kept);
  await ask.audit({ action: 'identity.createToken', subject: `token:${id}`, unitId: actor.unitId, after: body });
  return { id, token };
};

/**
 * Takes a key back: its next request is refused.
 * @throws kernel.not-found for a key of another post, or one that was taken back.
 */
export const revokeToken = async ({ params }: Input<typeof api.revokeToken>, ask: Ask) => {
  const { tx, actor, now } = ask;
  const postId = found(actor.postId, refuse(notFound, {}));
  const { label } = found(await q.revokeToken(tx, params.tokenId, postId, now), refuse(notFound, {}));
  await ask.audit({
    action: 'identity.revokeToken',
    subject: `token:${params.tokenId}`,
    unitId: actor.unitId,
    before: { label },
  });
  return { done: true } as const;
};
