/** Urging (đôn đốc): a superior picks who is late; a letter is drafted, sent with its number and date, and recorded. */
import * as z from 'zod';
import { periodAnswer, periodCode } from '../../figures/routes.ts';
import { civilDate, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

const unit = z.object({ id: z.number().int(), fullName: z.string() });

export const urgingAnswer = z.object({
  id: z.number().int(),
  unit,
  body: wordsAnswer,
  form: z.object({ code: z.string(), title: wordsAnswer }),
  period: periodAnswer,
  /** The day until which the units are asked to report. */
  until: civilDate,
  note: z.string(),
  draftedAt: moment,
  /** The post that drafted it and the one that sent it, by title. */
  draftedBy: wordsAnswer,
  number: z.string().nullable(),
  issuedOn: civilDate.nullable(),
  sentAt: moment.nullable(),
  sentBy: wordsAnswer.nullable(),
  reports: z.array(
    z.object({
      reportId: z.number().int(),
      unit,
      dueAt: moment,
      daysLate: z.number().int(),
      /** The first submission after the letter, and before it is sent after its draft; null while there is none. */
      answeredAt: moment.nullable(),
    }),
  ),
  whyNotSend: whyNotAnswer,
});
export type UrgingAnswer = z.infer<typeof urgingAnswer>;

const which = { unit: id, form: z.string().max(40), period: periodCode };

export const listUrgings = route({
  method: 'GET',
  path: '/api/urgings',
  summary: 'Who below a unit is late with a form and period, and the letters by which they were urged',
  query: z.object(which),
  response: z.object({
    unit,
    form: z.object({ code: z.string(), title: wordsAnswer }),
    period: periodAnswer,
    late: z.array(
      z.object({
        reportId: z.number().int(),
        unit,
        dueAt: moment,
        daysLate: z.number().int(),
        /** How often it was urged for this period, and when last. */
        urged: z.number().int(),
        urgedAt: moment.nullable(),
      }),
    ),
    urgings: z.array(urgingAnswer),
    whyNot: z.object({ draftUrging: whyNotAnswer }),
  }),
});

export const draftUrging = route({
  method: 'POST',
  path: '/api/urgings',
  summary: 'Draft a letter that urges late units to report until a day',
  body: z.strictObject({
    ...which,
    reports: z.array(id).min(1).max(4000),
    until: civilDate,
    /** One more paragraph of the letter. */
    note: freeText(0, 1000).default(''),
  }),
  response: z.object({ id: z.number().int() }),
});

export const getUrging = route({
  method: 'GET',
  path: '/api/urgings/:urgingId',
  summary: 'One urging letter, for who wrote it and, once it is sent, for whom it is addressed to',
  params: z.object({ urgingId: id }),
  response: urgingAnswer,
});

export const sendUrging = route({
  method: 'POST',
  path: '/api/urgings/:urgingId/send',
  summary: 'Send a letter with its number and date: each unit finds it in its inbox',
  params: z.object({ urgingId: id }),
  body: z.strictObject({
    number: freeText(1, 60),
    issuedOn: civilDate,
    /** The reports that have come in since the draft, as the sender knows: they are not urged any more. */
    reported: z.array(id).max(4000).default([]),
  }),
  response: z.object({ told: z.number().int() }),
});

export const downloadUrging = route({
  method: 'GET',
  path: '/api/urgings/:urgingId/docx',
  summary: 'The urging letter as DOCX in the layout of Decree 30/2020',
  params: z.object({ urgingId: id }),
  file: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  response: z.unknown(),
});
