/** The way back in for an instance that nobody can enter; run by the owner of the database. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

/** How many accounts administer the centre on a day and have come in: they have a password, a passkey or the organisation's sign-on. */
export const countAdministrators = async (tx: Tx, nationId: number, today: CivilDate): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.user_id)::integer as count
    from identity.post p join org.body b on b.id = p.body_id
    where b.unit_id = ${nationId} and p.role = 'administrator' and p.during @> ${today}::date and p.ended_at is null and not p.annulled
      and (exists (select from identity.account a where a."userId" = p.user_id and a.password is not null)
        or exists (select from identity.passkey k where k.user_id = p.user_id)
        or exists (select from identity.sign_on_binding s where s.user_id = p.user_id))`.execute(tx);
  return rows[0]?.count ?? 0;
};

/** Puts a code in force, in the place of an earlier one, used or not. */
export const putAdministratorCode = async (tx: Tx, codeHash: string): Promise<void> => {
  await tx
    .insertInto('identity.administratorCode')
    .values({ codeHash })
    .onConflict((on) => on.column('onlyOne').doUpdateSet({ codeHash, usedAt: null }))
    .execute();
};
