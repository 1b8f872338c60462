/** What units are to reach: per indicator and period, against what they have reached. About units, never about persons. */
import * as z from 'zod';
import { lines, periodAnswer, periodCode, precisions } from '../../figures/routes.ts';
import { done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

export const directions = ['at_least', 'at_most'] as const;
/** How a result stands to its target: reached, ahead or behind the pace of the period, within or above a limit, not known. */
export const standings = ['reached', 'ahead', 'behind', 'below', 'within', 'above', 'unknown'] as const;

const unitName = z.object({ id: z.number().int(), code: z.string(), fullName: z.string() });
const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);

const against = {
  result: z.number().nullable(),
  precision: z.enum(precisions),
  reported: z.number().int(),
  expected: z.number().int(),
  /** Result of the target, in percent; null without a result or for a target of 0. */
  share: z.number().nullable(),
  /** Result minus target. */
  gap: z.number().nullable(),
  standing: z.enum(standings),
};

const targetAnswer = z.object({
  id: z.number().int(),
  unit: unitName,
  /** Set for each unit directly below; this row is about one of them. */
  eachBelow: z.boolean(),
  indicator: z.string(),
  line: z.enum([...lines, 'all']),
  /** Null: every year. */
  period: z.string().nullable(),
  value: z.number(),
  direction: z.enum(directions),
  basis: z.string(),
  setBy: wordsAnswer.nullable(),
  setAt: moment,
  ...against,
  whyNot: z.object({ endTarget: whyNotAnswer }),
});
export type TargetAnswer = z.infer<typeof targetAnswer>;

export const listTargets = route({
  method: 'GET',
  path: '/api/targets',
  summary: 'The targets of a unit and of the units directly below it for a period, against the accepted results',
  query: z.object({ unit: id, period: periodCode }),
  response: z.object({
    unit: unitName.extend({ level: z.string() }),
    period: periodAnswer,
    /** How much of the period is over, in percent. */
    elapsed: z.number(),
    own: z.array(targetAnswer),
    below: z.array(targetAnswer),
    /** What was given to the units below, added up, against what they have reached together. Only what adds up. */
    together: z.array(z.object({ indicator: z.string(), units: z.number().int(), value: z.number(), ...against })),
    /** The periods for which targets can be set or seen, newest first. */
    periods: z.array(periodAnswer),
    whyNot: z.object({ setTargets: whyNotAnswer }),
  }),
});

export const setTargets = route({
  method: 'POST',
  path: '/api/targets',
  summary: 'Set targets for units of the subtree, many at once, all or nothing; what stood there before is replaced',
  body: z.strictObject({
    indicator: indicatorId,
    /** Null: every year. */
    period: periodCode.nullable(),
    direction: z.enum(directions),
    basis: freeText(2, 200),
    rows: z
      .array(
        z.strictObject({
          /** Code or full name of a unit; `eachBelow`: the same for each unit directly below it. */
          unit: freeText(1, 120),
          eachBelow: z.boolean().default(false),
          value: z.number().min(0).max(1_000_000_000_000),
        }),
      )
      .min(1)
      .max(4000),
  }),
  response: z.object({ set: z.number().int() }),
});

export const endTarget = route({
  method: 'POST',
  path: '/api/targets/:targetId/end',
  summary: 'Take a target back; the audit keeps it',
  params: z.object({ targetId: id }),
  response: done,
});
