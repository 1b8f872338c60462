import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';
import { planned } from '../../kernel/planned.ts';
import type { OpenedBy } from '../auth-endpoints.ts';

/** Keeps that the person of a session has just said who they are; seen only by that person. */
export const putConfirmation = async (tx: Tx, sessionId: string, at: Date): Promise<void> => {
  await tx
    .insertInto('identity.confirmation')
    .values({ sessionId, confirmedAt: at })
    .onConflict((on) => on.column('sessionId').doUpdateSet({ confirmedAt: at }))
    .execute();
};

export const confirmedAt = async (tx: Tx, sessionId: string): Promise<Date | null> =>
  (
    await tx
      .selectFrom('identity.confirmation')
      .select('confirmedAt')
      .where('sessionId', '=', sessionId)
      .modifyEnd(planned)
      .executeTakeFirst()
  )?.confirmedAt ?? null;

export type SessionRow = { id: string; startedAt: Date; endsAt: Date; device: string; openedBy: OpenedBy };

/**
 * The sessions of a person that have not run out, latest first. The table is the library's, which keeps no copy elsewhere and
 * judges by the clock of this process; the clock of the database may differ from it.
 */
export const liveSessions = async (tx: Tx, userId: string): Promise<SessionRow[]> =>
  (
    await sql<SessionRow>`
      select id, "createdAt" as started_at, "expiresAt" as ends_at, coalesce("userAgent", '') as device, "openedBy" as opened_by
      from identity.session where "userId" = ${userId} and "expiresAt" > ${new Date()}::timestamptz order by "createdAt" desc`.execute(
      tx,
    )
  ).rows;

/** Ends sessions of a person: all of them, only one, or all but one. How many there were. */
export const endSessions = async (
  tx: Tx,
  userId: string,
  which: { only: string } | { but: string } | 'all',
): Promise<number> => {
  const rest = which === 'all' ? sql`true` : 'only' in which ? sql`id = ${which.only}` : sql`id <> ${which.but}`;
  const { numAffectedRows } = await sql`delete from identity.session where "userId" = ${userId} and ${rest}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
};

/** The hash of a person's password; null where there is none. */
export const passwordHashOf = async (tx: Tx, userId: string): Promise<string | null> =>
  (
    await sql<{ password: string | null }>`
      select password from identity.account where "userId" = ${userId} and "providerId" = 'credential'`.execute(tx)
  ).rows[0]?.password ?? null;

/** Sets the password of a person who has none yet, or another one. */
export const putPassword = async (tx: Tx, userId: string, hash: string, now: Date): Promise<void> => {
  const changed = await sql`
    update identity.account set password = ${hash}, "updatedAt" = ${now}::timestamptz
    where "userId" = ${userId} and "providerId" = 'credential'`.execute(tx);
  if (Number(changed.numAffectedRows ?? 0) > 0) return;
  await sql`
    insert into identity.account (id, "accountId", "providerId", "userId", password, "updatedAt")
    values (${userId}, ${userId}, 'credential', ${userId}, ${hash}, ${now}::timestamptz)`.execute(tx);
};

/** Takes the password of a person away. */
export const dropPassword = async (tx: Tx, userId: string): Promise<void> => {
  await sql`delete from identity.account where "userId" = ${userId} and "providerId" = 'credential'`.execute(tx);
};

/** Which of these sessions have neither ended nor run out. */
export const sessionsInForce = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await sql<{ id: string }>`
        select id from identity.session where id = any (${[...ids]}::text[]) and "expiresAt" > ${new Date()}`.execute(
        tx,
      )
    ).rows.map(({ id }) => id),
  );
