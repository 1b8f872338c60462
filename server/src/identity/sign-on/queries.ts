import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type Binding = { userId: string; issuer: string; subject: string };

/** The account that is bound to a name at a provider, whoever asks. */
export const accountAtSignOn = async (tx: Tx, issuer: string, subject: string): Promise<string | null> =>
  (
    await sql<{ userId: string | null }>`
      select identity.account_at_sign_on(${issuer}, ${subject}) as user_id`.execute(tx)
  ).rows[0]?.userId ?? null;

export const bindingOf = async (tx: Tx, userId: string): Promise<Binding | null> =>
  (await tx
    .selectFrom('identity.signOnBinding')
    .select(['userId', 'issuer', 'subject'])
    .where('userId', '=', userId)
    .executeTakeFirst()) ?? null;

/** Binds an account, in the place of an earlier binding; false when the name is bound to another account. */
export const bind = async (tx: Tx, binding: Binding, now: Date): Promise<boolean> => {
  await unbind(tx, binding.userId);
  const bound = await tx
    .insertInto('identity.signOnBinding')
    .values({ ...binding, boundAt: now })
    .onConflict((on) => on.columns(['issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return bound !== undefined;
};

export const unbind = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('identity.signOnBinding').where('userId', '=', userId).execute();
};
