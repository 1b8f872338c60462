import type { TokenScope } from '@app/contract/identity/tokens/routes.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { planned } from '../../kernel/planned.ts';

export type TokenRow = {
  id: number;
  label: string;
  scope: TokenScope;
  expiresOn: CivilDate;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

export const insertToken = async (
  tx: Tx,
  token: {
    userId: string;
    postId: number;
    tokenHash: string;
    label: string;
    scope: TokenScope;
    expiresOn: CivilDate;
    createdAt: Date;
  },
): Promise<number> =>
  (await tx.insertInto('identity.token').values(token).returning('id').executeTakeFirstOrThrow()).id;

/** The keys of a post, latest first. Seen by their maker only. */
export const tokensOf = async (tx: Tx, postId: number): Promise<TokenRow[]> =>
  (
    await sql<TokenRow>`
      select id, label, scope, expires_on, created_at, last_used_at, revoked_at
      from identity.token where post_id = ${postId} order by id desc`.execute(tx)
  ).rows;

/** Takes a key of a post back; null when there is none in force. */
export const revokeToken = async (tx: Tx, id: number, postId: number, now: Date): Promise<{ label: string } | null> =>
  (await tx
    .updateTable('identity.token')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('postId', '=', postId)
    .where('revokedAt', 'is', null)
    .returning('label')
    .executeTakeFirst()) ?? null;

export type KnownToken = {
  id: number;
  userId: string;
  postId: number;
  scope: TokenScope;
  expiresOn: CivilDate;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** Whose key has this hash, before anybody is known. */
export const findToken = async (tx: Tx, hash: string): Promise<KnownToken | undefined> =>
  (
    await sql<KnownToken>`
      select ${planned} id, user_id, post_id, scope, expires_on, last_used_at, revoked_at from identity.token_of(${hash})`.execute(
      tx,
    )
  ).rows[0];

/** Keeps when a key was used last. */
export const noteUse = async (tx: Tx, id: number, now: Date): Promise<void> => {
  await sql`update ${planned} identity.token set last_used_at = ${now} where id = ${id}`.execute(tx);
};
