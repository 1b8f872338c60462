/** What opens doors and came back out of a backup. Asked by the owner of a restored database, before anybody works with it. */
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

const changed = async (tx: Tx, query: ReturnType<typeof sql>): Promise<number> =>
  Number((await query.execute(tx)).numAffectedRows ?? 0);

/** Open sessions; what was confirmed at them goes with them. */
export const endSessions = (tx: Tx): Promise<number> => changed(tx, sql`delete from identity.session`);

/** What the library keeps between two steps of signing in. */
export const endVerifications = (tx: Tx): Promise<number> => changed(tx, sql`delete from identity.verification`);

/** One-time codes that nobody has used: from now on they are out of date. */
export const endCodes = (tx: Tx, now: Date): Promise<number> =>
  changed(
    tx,
    sql`update identity.enrolment set valid_until = ${now}::timestamptz::date - 1
        where used_at is null and valid_until >= ${now}::timestamptz::date - 1`,
  );

/** Keys for programs; those that were taken back since the backup would be good again. */
export const revokeKeys = (tx: Tx, now: Date): Promise<number> =>
  changed(tx, sql`update identity.token set revoked_at = ${now}::timestamptz where revoked_at is null`);
