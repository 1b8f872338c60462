/** What whoever decides asks before and beside the decision. */
import * as z from 'zod';
import { periodCode, precisions } from '../../figures/routes.ts';
import { civilDate, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

const stated = z.object({
  value: z.number().nullable(),
  precision: z.enum(precisions),
  /** On how many of the expected units it rests. */
  reported: z.number().int(),
});

export const previewAcceptance = route({
  method: 'GET',
  path: '/api/reports/accept/preview',
  summary:
    'What accepting these reports of one form and period would do to the totals of the unit, and what stands in its way',
  query: z.object({
    unit: id,
    form: z.string().max(40),
    period: periodCode,
    /** `report:revision`, by commas: the revisions one has looked at. */
    reports: z
      .string()
      .max(6000)
      .regex(/^\d{1,9}:\d{1,6}(,\d{1,9}:\d{1,6})*$/),
  }),
  response: z.object({
    /** Of the chosen reports, how many could be accepted now. */
    acceptable: z.number().int(),
    reports: z.array(
      z.object({
        id: z.number().int(),
        revision: z.number().int(),
        unit: z.object({ id: z.number().int(), fullName: z.string() }),
        /** Why it cannot be accepted, or null. */
        whyNot: whyNotAnswer,
        isLate: z.boolean(),
        hasDraft: z.boolean(),
        /** Typed cells that came back and have not been sent again. */
        returnedCells: z.number().int(),
        /** Cells that differ strongly from the same period last year. */
        strong: z.array(z.object({ indicator: z.string(), now: z.number(), before: z.number() })),
      }),
    ),
    /** Accepted totals of the unit today and afterwards, of everything the form asks that changes or is there. */
    totals: z.array(z.object({ indicator: z.string(), before: stated, after: stated, expected: z.number().int() })),
  }),
});

export const listExceptions = route({
  method: 'GET',
  path: '/api/exceptions',
  summary: 'The open exceptions of a unit and everything below it: which report, until when, why, and who allowed it',
  query: z.object({ unit: id }),
  response: z.array(
    z.object({
      reportId: z.number().int(),
      form: z.object({ code: z.string(), title: wordsAnswer }),
      period: wordsAnswer,
      unit: z.object({ id: z.number().int(), fullName: z.string() }),
      until: civilDate,
      reason: z.string(),
      by: wordsAnswer.nullable(),
      at: moment.nullable(),
    }),
  ),
});
