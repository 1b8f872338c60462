import * as z from 'zod';
import { Words } from './words.ts';

/** An expected refusal, described once: a stable code, its HTTP status and what is said in both languages. */
export type ProblemDescription<D extends z.ZodObject = z.ZodObject> = {
  code: `${string}.${string}`;
  status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 423 | 429 | 500 | 503;
  says: Words;
  data: D;
};

/** Describes a problem. `says` may name fields of `data` in braces. */
export const problem = <D extends z.ZodRawShape = NoData>(
  code: ProblemDescription['code'],
  status: ProblemDescription['status'],
  says: Words,
  data?: D,
): ProblemDescription<z.ZodObject<D>> => ({ code, status, says, data: z.object(data ?? ({} as D)) });

// biome-ignore lint/complexity/noBannedTypes: the shape of an object without fields.
type NoData = {};

/** One fault at one field of the input; `path` is like `cells.outreach_sessions.value`. */
export type FieldFault = { path: string; code: string; says: Words };

/** A problem that has happened, with its data: what a rule returns and an action throws. */
export type Refusal = {
  code: string;
  status: number;
  says: Words;
  data: Record<string, unknown>;
  fields?: FieldFault[];
};

/** Fills a description with data. */
export const refuse = <D extends z.ZodObject>(
  description: ProblemDescription<D>,
  data: z.input<D>,
  fields?: FieldFault[],
): Refusal => ({
  code: description.code,
  status: description.status,
  says: description.says,
  data,
  ...(fields && { fields }),
});

/** Refuses an input for one of its fields. */
export const refuseAt = (path: string, description: ProblemDescription<z.ZodObject<NoData>>): Refusal =>
  refuse(description, {}, [{ path, code: description.code, says: description.says }]);

/** What travels as `application/problem+json` (RFC 9457), in both languages. */
export const problemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  says: Words,
  data: z.record(z.string(), z.unknown()),
  fields: z.array(z.object({ path: z.string(), code: z.string(), says: Words })).optional(),
  requestId: z.string(),
});
export type ProblemAnswer = z.infer<typeof problemAnswer>;
