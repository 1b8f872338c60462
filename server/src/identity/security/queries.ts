/** What guards an account. The library's tables are written as the library names their columns. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type TotpRow = { secret: string; backupCodes: string; verified: boolean; lastStep: number };

/** The authenticator of an account, also one that is not in force yet. */
export const getTotp = async (tx: Tx, userId: string): Promise<TotpRow | undefined> =>
  tx
    .withoutPlugins()
    .selectFrom('identity.twoFactor')
    .select(['secret', 'backupCodes', 'verified', 'lastStep'])
    .where('userId', '=', userId)
    .executeTakeFirst();

/** Keeps the key of an authenticator that is not in force yet, in the place of an earlier one that never was. */
export const putTotpKey = async (tx: Tx, userId: string, secret: string): Promise<void> => {
  await sql`
    insert into identity."twoFactor" as t (id, "userId", secret, "backupCodes") values (${randomUUID()}, ${userId}, ${secret}, '')
    on conflict ("userId") do update set secret = excluded.secret where not t.verified`.execute(tx);
};

/** Puts the authenticator in force; from now on the password alone opens no session. */
export const putTotpInForce = async (tx: Tx, userId: string, backupCodes: string): Promise<void> => {
  const plain = tx.withoutPlugins();
  await plain
    .updateTable('identity.twoFactor')
    .set({ verified: true, backupCodes, failedVerificationCount: 0, lockedUntil: null })
    .where('userId', '=', userId)
    .execute();
  await plain.updateTable('identity.user').set({ twoFactorEnabled: true }).where('id', '=', userId).execute();
};

/** False when this half minute, or a later one, has counted already. */
export const spendStep = async (tx: Tx, userId: string, step: number): Promise<boolean> =>
  (await tx
    .withoutPlugins()
    .updateTable('identity.twoFactor')
    .set({ lastStep: step })
    .where('userId', '=', userId)
    .where('lastStep', '<', step)
    .returning('id')
    .executeTakeFirst()) !== undefined;

/** False when the recovery codes are no longer those that were read. */
export const replaceRecoveryCodes = async (tx: Tx, userId: string, codes: string, read?: string): Promise<boolean> => {
  const update = tx
    .withoutPlugins()
    .updateTable('identity.twoFactor')
    .set({ backupCodes: codes })
    .where('userId', '=', userId);
  const changed = read === undefined ? update : update.where('backupCodes', '=', read);
  return (await changed.returning('id').executeTakeFirst()) !== undefined;
};

/** Takes the authenticator away, with its recovery codes. */
export const deleteTotp = async (tx: Tx, userId: string): Promise<void> => {
  const plain = tx.withoutPlugins();
  await plain.updateTable('identity.user').set({ twoFactorEnabled: false }).where('id', '=', userId).execute();
  await plain.deleteFrom('identity.twoFactor').where('userId', '=', userId).execute();
};

/** When the password of a person was set; null where there is none. */
export const passwordSetAt = async (tx: Tx, userId: string): Promise<Date | null> =>
  (
    await sql<{ setAt: Date }>`
      select "updatedAt" as set_at from identity.account
      where "userId" = ${userId} and "providerId" = 'credential' and password is not null`.execute(tx)
  ).rows[0]?.setAt ?? null;

/** True once for each key; false when it was used before. What is too old to be accepted anyway is forgotten. */
export const spendOnce = async (tx: Tx, key: string, until: Date, now: Date): Promise<boolean> => {
  await sql`delete from identity.spent where until < ${now}`.execute(tx);
  const { rows } = await sql`
    insert into identity.spent (key, until) values (${key}, ${until}) on conflict do nothing returning key`.execute(tx);
  return rows.length === 1;
};
