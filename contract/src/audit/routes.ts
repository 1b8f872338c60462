/** The audit as people in charge read it: who did what, when, to what, and how each entry is sealed. */
import * as z from 'zod';
import { civilDate, id, moment, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';

/** What is looked for; every part narrows it. */
const auditFilter = z.object({
  /** Words of an action, a unit, a subject, or of what was changed. */
  q: z.string().trim().min(1).max(80).optional(),
  /** `room.actionName`. */
  action: z
    .string()
    .regex(/^[a-z-]+\.[a-zA-Z]+$/)
    .max(60)
    .optional(),
  /** Only what was done in one room: reports, accounts, areas. */
  about: z.enum(['reporting', 'identity', 'org']).optional(),
  /** A unit, with everything below it. */
  unit: id.optional(),
  /** The post that acted. */
  post: id.optional(),
  /** First and last day, by the clock of Vietnam. */
  from: civilDate.optional(),
  to: civilDate.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditEntry = z.object({
  id: z.number().int(),
  at: moment,
  action: z.string(),
  /** The unit concerned. */
  unit: z.object({ id: z.number().int(), fullName: z.string() }).nullable(),
  /** What it was done to, in words. */
  subject: wordsAnswer,
  /** Whose act it was: a post by its title, the program itself, or nobody who was signed in. Never a person. */
  by: z.object({
    kind: z.enum(['post', 'program', 'nobody']),
    postId: z.number().int().nullable(),
    /** The number of the key for programs by which it was done; null: by hand, or by the program itself. */
    key: z.number().int().nullable(),
    title: wordsAnswer,
  }),
  before: z.unknown(),
  after: z.unknown(),
  /** Place in the chain of its unit and the hash that closes it. Null only inside the transaction that writes it. */
  seal: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
});
export type AuditEntryAnswer = z.infer<typeof auditEntry>;

export const searchAudit = route({
  method: 'GET',
  path: '/api/audit',
  summary: 'Entries of the audit within the subtree of those in charge, newest first, page by page',
  query: auditFilter.extend({
    /** The last entry of the page before. */
    after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    entries: z.array(auditEntry),
    /** Ask for what follows this entry; null: nothing follows. */
    next: z.number().int().nullable(),
  }),
});

export const exportAudit = route({
  // A write: who took entries along stands in the audit too.
  method: 'POST',
  path: '/api/audit/export',
  summary: 'The entries found, as a CSV file: the newest 20,000 at most, with a last line where there are more',
  sensitive: true,
  file: 'text/csv; charset=utf-8',
  query: auditFilter.extend({ language: z.enum(['vi', 'en']).default('vi') }),
  response: z.null(),
});

/** A signed head over all chains: hashes only, so that everybody may keep it. */
export const auditHead = z.object({
  id: z.number().int(),
  at: moment,
  chains: z.number().int(),
  entries: z.number().int(),
  prevRoot: z.string(),
  root: z.string(),
  /** Ed25519, base64, over the JSON array ["chungtay audit head 1", id, at, chains, entries, prevRoot, root]. */
  signature: z.string(),
  /** SPKI, base64. */
  publicKey: z.string(),
});
export type AuditHeadAnswer = z.infer<typeof auditHead>;

export const getAuditHead = route({
  method: 'GET',
  path: '/api/audit/head',
  summary: 'The newest signed head over all chains of the audit, for whoever wants to keep it',
  open: true,
  response: z.object({ head: auditHead.nullable() }),
});

export const getAuditState = route({
  method: 'GET',
  path: '/api/audit/state',
  summary: 'The last signed head and the last verification, for those in charge and the operator',
  response: z.object({
    head: auditHead.nullable(),
    verified: z
      .object({
        at: moment,
        chains: z.number().int(),
        entries: z.number().int(),
        heads: z.number().int(),
        faults: z.number().int(),
        /** The first broken link, in words. */
        first: wordsAnswer.nullable(),
      })
      .nullable(),
  }),
});
