import { auditor } from '../../kernel/audit.ts';
import type { Tx } from '../../kernel/database.ts';
import * as q from './queries.ts';

/** How many sessions, codes and keys were ended. */
export type EndedSignIns = { sessions: number; codes: number; keys: number };

/**
 * Ends whatever a restored database would open again: sessions, half-finished sign-ins, one-time codes and keys for programs, also
 * those that were ended between the backup and now. Passwords, second factors and passkeys stay. Leaves one entry in the audit.
 */
export const endSignIns = async (tx: Tx, now: Date): Promise<EndedSignIns> => {
  await q.endVerifications(tx);
  const ended = {
    sessions: await q.endSessions(tx),
    codes: await q.endCodes(tx, now),
    keys: await q.revokeKeys(tx, now),
  };
  const audit = auditor(tx, null, now, 'restore');
  await audit({ action: 'identity.endSignIns', subject: 'restore:sign-ins', unitId: null, after: ended });
  return ended;
};
