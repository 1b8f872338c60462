/** Divided units: which of their figures are allocated, by what, and the decisions of persons about shares. */
import * as z from 'zod';
import { civilDate, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { unitInTime } from '../restated/routes.ts';
import { lines, periodCode, readings } from '../routes.ts';

const divisionStates = ['by-law', 'decided', 'partly', 'not-allocated'] as const;

const division = z.object({
  unit: unitInTime,
  on: civilDate,
  legalBasis: z.string().nullable(),
  /** The lowest unit of the tree of the day that holds all parts: where stands what is not allocated. */
  above: unitInTime,
  parts: z.array(
    z.object({
      unit: unitInTime,
      scope: z.string(),
      clause: z.string().nullable(),
      /** The share that is allocated by; null: not known. */
      weight: z.number().nullable(),
      weightBy: z.enum(['law', 'decision']).nullable(),
    }),
  ),
  /** `by-law`: every share that counts is settled by the legal text; `partly`: some are known, or they leave a rest. */
  state: z.enum(divisionStates),
  decision: z
    .object({
      id: z.number().int(),
      basis: z.string(),
      madeAt: moment,
      madeBy: wordsAnswer.nullable(),
      whyNotWithdraw: whyNotAnswer,
    })
    .nullable(),
  /** For the asked indicator and period: the divided unit's figure, and of it what no part is given. Null: nothing was asked or posted. */
  value: z.number().nullable(),
  notAllocated: z.number().nullable(),
  whyNotDecide: whyNotAnswer,
});
export type Division = z.infer<typeof division>;

export const listDivisions = route({
  method: 'GET',
  path: '/api/figures/divisions',
  summary:
    'The divided units that stand in a unit, with their parts, shares and decisions, and what of a figure is not allocated',
  query: z.object({
    /** The unit in whose subtree the parts lie. */
    below: id,
    /** With both: the figures of that period. */
    indicator: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/)
      .max(80)
      .optional(),
    period: periodCode.optional(),
    line: z.enum([...lines, 'all']).default('all'),
    reading: z.enum(readings).default('accepted'),
  }),
  response: z.array(division),
});

export const decideDivision = route({
  method: 'POST',
  path: '/api/figures/divisions',
  summary:
    'Decide by which shares the figures of a divided unit are allocated to its successors, with the paper it rests on',
  body: z.strictObject({
    unit: id,
    /** The day of the division. */
    on: civilDate,
    /** Together with those of the law at most 1; the rest stays not allocated. */
    shares: z
      .array(z.strictObject({ unit: id, weight: z.number().min(0).max(1).multipleOf(0.0001) }))
      .min(1)
      .max(50),
    basis: freeText(3, 300),
  }),
  response: z.object({ id: z.number().int() }),
});

export const withdrawDivision = route({
  method: 'DELETE',
  path: '/api/figures/divisions/:decisionId',
  summary: 'Withdraw a decision about a divided unit: it stays on record, and its figures are not allocated any more',
  params: z.object({ decisionId: id }),
  response: z.object({ id: z.number().int() }),
});
