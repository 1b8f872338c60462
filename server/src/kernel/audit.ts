import type { Actor } from './actor.ts';
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

export type Audit = (entry: AuditEntry) => Promise<void>;

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

export const auditor =
  (tx: Tx, actor: Actor | null, now: Date, requestId: string): Audit =>
  async (entry) => {
    await tx
      .insertInto('kernel.audit')
      .values({
        at: now,
        requestId,
        userId: actor?.userId ?? null,
        postId: actor?.postId ?? null,
        unitId: entry.unitId,
        action: entry.action,
        subject: entry.subject,
        before: json(entry.before),
        after: json(entry.after),
      })
      .execute();
  };
