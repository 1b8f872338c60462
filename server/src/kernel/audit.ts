import { sql } from 'kysely';
import { type Actor, keyOf } from './actor.ts';
import type { Tx } from './database.ts';

/** What is kept of a write: who, when, what, before and after. Written in the transaction of the write itself. */
export type AuditEntry = {
  /** `room.actionName`. */
  action: string;
  /** What it was done to: `report:12`, `unit:44`. */
  subject: string;
  /** The unit concerned, for readers of the audit. */
  unitId: number | null;
  before?: unknown;
  after?: unknown;
};

/** Leaves one entry, or one for each of many subjects of the same act. */
export type Audit = (entries: AuditEntry | readonly AuditEntry[]) => Promise<void>;

/** The same audit, where each entry also tells who acted at the command line, by title. */
export const auditedBy =
  (audit: Audit, by: string): Audit =>
  (entries) =>
    audit([entries].flat().map((entry) => ({ ...entry, after: { ...(entry.after as object | undefined), by } })));

export const auditor =
  (tx: Tx, actor: Actor | null, now: Date, requestId: string): Audit =>
  (entries) =>
    leaveEntries(
      tx,
      now,
      [entries].flat().map((entry) => ({ actor, requestId, ...entry })),
    );

/** Leaves the entries of one moment, each with who did it at which request. */
export const leaveEntries = async (
  tx: Tx,
  now: Date,
  entries: readonly (AuditEntry & { actor: Actor | null; requestId: string })[],
): Promise<void> => {
  const rows = entries.map(({ actor, requestId, unitId, action, subject, before, after }) => ({
    at: now,
    request_id: requestId,
    user_id: actor?.userId ?? null,
    post_id: actor?.postId ?? null,
    token_id: keyOf(actor),
    unit_id: unitId,
    action,
    subject,
    before: before ?? null,
    after: after ?? null,
  }));
  await sql`
      insert into kernel.audit (at, request_id, user_id, post_id, token_id, unit_id, action, subject, before, after)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (at timestamptz, request_id text, user_id text,
        post_id integer, token_id integer, unit_id integer, action text, subject text, before jsonb, after jsonb)`.execute(
    tx,
  );
};
