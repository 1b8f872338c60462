/** What a person who runs an instance sees of it: its health and its timed work, and no content. */
import * as z from 'zod';
import { moment, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';

/** One thing that was looked at: good, worth a look, or wrong; with what to do unless it is good. */
export const finding = z.object({
  /** Stable name of what was looked at: `disk-free`. */
  id: z.string(),
  level: z.enum(['good', 'warning', 'danger']),
  says: wordsAnswer,
  todo: wordsAnswer.nullable(),
});
export type Finding = z.infer<typeof finding>;

const processAnswer = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.number().int(),
  version: z.string(),
  startedAt: moment,
  seenSecondsAgo: z.number(),
  draining: z.boolean(),
  memoryBytes: z.number(),
  /** Delay of the event loop that 99 % of its rounds stay under, in milliseconds. */
  loopDelayMs: z.number(),
  poolUsed: z.number().int(),
  poolMax: z.number().int(),
  poolWaiting: z.number().int(),
});
export type ProcessAnswer = z.infer<typeof processAnswer>;

const jobAnswer = z.object({
  name: z.string(),
  /** `failed`: could not be done; `found`: was done and found faults, named by `error`. */
  state: z.enum(['never', 'running', 'done', 'failed', 'found']),
  startedAt: moment.nullable(),
  succeededAt: moment.nullable(),
  /** Of the last run that came to an end. */
  seconds: z.number().nullable(),
  note: z.string().nullable(),
  error: z.string().nullable(),
});
export type JobAnswer = z.infer<typeof jobAnswer>;

/** When something last succeeded; null: never yet. */
const last = z.object({ at: moment, ageSeconds: z.number(), note: z.string().nullable() }).nullable();

export const operationAnswer = z.object({
  at: moment,
  version: z.string(),
  /** What is not good, the worst first. */
  warnings: z.array(finding),
  database: z.object({
    version: z.string(),
    startedAt: moment,
    sizeBytes: z.number(),
    /** How much it has grown over the days for which sizes are kept, at most 30. */
    growth: z.object({ bytes: z.number(), days: z.number().int() }).nullable(),
    connections: z.object({ used: z.number().int(), max: z.number().int() }),
    /** Age of the longest transaction under way, in seconds; 0 without one. */
    longestSeconds: z.number(),
  }),
  /** Null where the disk is that of another machine, which cannot be measured from here. */
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  processes: z.array(processAnswer),
  jobs: z.array(jobAnswer),
  backup: last,
  drill: last,
  auditHead: last,
  auditVerified: last,
});
export type OperationAnswer = z.infer<typeof operationAnswer>;

export const getOperation = route({
  method: 'GET',
  path: '/api/operation',
  summary: 'How the instance stands: database, processes, jobs, backup and audit heads, without any content.',
  response: operationAnswer,
});
