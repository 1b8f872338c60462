import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** Puts the codes of accounts in force, each in the place of an earlier one. */
export const putCodes = async (
  tx: Tx,
  codes: readonly { userId: string; codeHash: string }[],
  term: { validUntil: CivilDate; madeAt: Date },
): Promise<void> => {
  await sql`
    insert into identity.enrolment (user_id, code_hash, valid_until, made_at)
    select user_id, code_hash, ${term.validUntil}::date, ${term.madeAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(codes.map(({ userId, codeHash }) => ({ user_id: userId, code_hash: codeHash })))}::jsonb)
      as c (user_id text, code_hash text)
    on conflict (user_id) do update set code_hash = excluded.code_hash, valid_until = excluded.valid_until,
      made_at = excluded.made_at, used_at = null`.execute(tx);
};

export type KeptCode = { userId: string; codeHash: string; validUntil: CivilDate; usedAt: Date | null };

/** The code of an account, held against a second use until the transaction ends. */
export const takeCode = (tx: Tx, username: string): Promise<KeptCode | undefined> =>
  tx
    .selectFrom('identity.enrolment as e')
    .innerJoin('identity.user as u', 'u.id', 'e.userId')
    .select(['e.userId', 'e.codeHash', 'e.validUntil', 'e.usedAt'])
    .where('u.username', '=', username)
    .forUpdate('e')
    .executeTakeFirst();

/** Which of these accounts have a code that is not used, each held against its use until the transaction ends. */
export const holdUnusedCodes = async (tx: Tx, userIds: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ userId: string }>`
    select user_id from identity.enrolment where user_id = any (${[...userIds]}) and used_at is null
    order by user_id for update`.execute(tx);
  return new Set(rows.map(({ userId }) => userId));
};

export const markCodeUsed = async (tx: Tx, userId: string, now: Date): Promise<void> => {
  await tx.updateTable('identity.enrolment').set({ usedAt: now }).where('userId', '=', userId).execute();
};
