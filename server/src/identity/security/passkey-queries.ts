import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

export type PasskeyRow = {
  id: string;
  userId: string;
  /** Base64url of the COSE key. */
  publicKey: string;
  counter: number;
  transports: string[];
};

export type OwnPasskey = { id: string; label: string; transports: string[]; addedAt: Date; lastUsedAt: Date | null };

export const listPasskeys = async (tx: Tx, userId: string): Promise<OwnPasskey[]> =>
  tx
    .selectFrom('identity.passkey')
    .select(['id', 'label', 'transports', 'addedAt', 'lastUsedAt'])
    .where('userId', '=', userId)
    .orderBy('addedAt')
    .orderBy('id')
    .execute();

/** The passkey of this id, whoever asks. */
export const findPasskey = async (tx: Tx, id: string): Promise<PasskeyRow | undefined> =>
  (
    await sql<PasskeyRow>`
      select ${id} as id, p.user_id, p.public_key, p.counter, p.transports from identity.passkey_of(${id}) p`.execute(
      tx,
    )
  ).rows[0];

/** False when a passkey of this id is known already. */
export const insertPasskey = async (tx: Tx, passkey: PasskeyRow & { label: string; addedAt: Date }): Promise<boolean> =>
  (await tx
    .insertInto('identity.passkey')
    .values(passkey)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()) !== undefined;

/** Notes that it was used; false when its counter has moved on meanwhile: somebody else answers with the same key. */
export const usePasskey = async (tx: Tx, passkey: PasskeyRow, counter: number, now: Date): Promise<boolean> =>
  (await tx
    .updateTable('identity.passkey')
    .set({ counter, lastUsedAt: now })
    .where('id', '=', passkey.id)
    .where('userId', '=', passkey.userId)
    .where('counter', '=', passkey.counter)
    .returning('id')
    .executeTakeFirst()) !== undefined;

/** False when the person has no such passkey. */
export const deletePasskey = async (tx: Tx, userId: string, id: string): Promise<boolean> =>
  (await tx
    .deleteFrom('identity.passkey')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()) !== undefined;

export const deletePasskeys = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('identity.passkey').where('userId', '=', userId).execute();
};
