/** What has done its work and is dropped by the program itself. */
import { sql } from 'kysely';
import type { Tx } from '../../kernel/database.ts';

const dropped = async (tx: Tx, query: ReturnType<typeof sql>): Promise<number> =>
  Number((await query.execute(tx)).numAffectedRows ?? 0);

/** Sessions that have run out; what was confirmed at them goes with them. By the clock of this process, as the library does. */
export const sweepSessions = (tx: Tx): Promise<number> =>
  dropped(tx, sql`delete from identity.session where "expiresAt" <= ${new Date()}::timestamptz`);

/** What the library keeps between two steps of signing in. */
export const sweepVerifications = (tx: Tx): Promise<number> =>
  dropped(tx, sql`delete from identity.verification where "expiresAt" <= ${new Date()}::timestamptz`);

export const sweepSpent = (tx: Tx, now: Date): Promise<number> =>
  dropped(tx, sql`delete from identity.spent where until <= ${now}::timestamptz`);

export const sweepAttempts = (tx: Tx, now: Date): Promise<number> =>
  dropped(tx, sql`delete from identity.attempt where until <= ${now}::timestamptz`);

/** Codes used or run out before a moment. */
export const sweepCodes = (tx: Tx, before: Date): Promise<number> =>
  dropped(
    tx,
    sql`delete from identity.enrolment where used_at < ${before}::timestamptz or valid_until < ${before}::timestamptz::date`,
  );
