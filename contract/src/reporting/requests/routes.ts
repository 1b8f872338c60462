/** Thematic and ad-hoc reports (NĐ 09/2019/NĐ-CP Art. 3): a superior asks chosen units once, with a deadline of its own. */
import * as z from 'zod';
import { lines, periodAnswer, periodCode, readings } from '../../figures/routes.ts';
import { civilDate, done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

export const requestKinds = ['ad_hoc', 'thematic'] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestKindWords: Record<RequestKind, z.infer<typeof wordsAnswer>> = {
  ad_hoc: { vi: 'Báo cáo đột xuất', en: 'Ad-hoc report' },
  thematic: { vi: 'Báo cáo chuyên đề', en: 'Thematic report' },
};
export const requestLevels = ['commune', 'province'] as const;
export type RequestLevel = (typeof requestLevels)[number];

/** As many indicators as one request asks for. */
export const MOST_ASKED = 30;

const unit = z.object({ id: z.number().int(), fullName: z.string() });
/** `within`: the unit above it where that is not the one that asks, for communes of two provinces may have one name. */
const askedUnit = unit.extend({ within: z.string().nullable() });
const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);
const listOf = (pattern: RegExp, most: number) => z.string().max(most).regex(pattern);
const unitList = listOf(/^\d{1,9}(,\d{1,9})*$/, 12_000);

export const getRequestChoices = route({
  method: 'GET',
  path: '/api/requests/choices',
  summary:
    'Whom the own unit can ask on a line for a period: the units directly below, at the centre also the communes',
  query: z.object({ line: z.enum(lines), period: periodCode, level: z.enum(requestLevels) }),
  response: z.object({ units: z.array(askedUnit), whyNot: z.object({ sendRequest: whyNotAnswer }) }),
});

/** What is known of one figure before it is asked for. */
const known = z.object({
  indicator: z.string(),
  /** The figure in the ledger; null when there is none yet and an open form will bring it. */
  value: z.number().nullable(),
  reading: z.enum(readings).nullable(),
  form: z.object({ code: z.string(), title: wordsAnswer }).nullable(),
});

export const previewRequest = route({
  method: 'GET',
  path: '/api/requests/preview',
  summary:
    'Which of the figures are already in the ledger or will come by another form, and what is left to ask of whom',
  query: z.object({
    line: z.enum(lines),
    period: periodCode,
    level: z.enum(requestLevels),
    /** By commas; left out: all units of the level but those of `except`. Of the two the shorter list keeps the address short. */
    units: unitList.optional(),
    except: unitList.optional(),
    indicators: listOf(/^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*$/, 2500),
  }),
  response: z.object({
    indicators: z.array(
      z.object({
        indicator: z.string(),
        words: wordsAnswer,
        unit: wordsAnswer,
        /** Units whose figure is in the ledger, those that will send it by another form, and those left to ask. */
        held: z.number().int(),
        coming: z.number().int(),
        lacking: z.number().int(),
      }),
    ),
    /** Units of which something is known, the first of them. */
    known: z.array(z.object({ unit: askedUnit, asked: z.number().int(), figures: z.array(known) })),
    units: z.number().int(),
    /** Of how many units anything is left to ask. */
    asked: z.number().int(),
    whyNot: z.object({ sendRequest: whyNotAnswer }),
  }),
});
export type RequestPreview = z.infer<(typeof previewRequest)['response']>;

const dueHour = z.number().int().min(0).max(23);

export const sendRequest = route({
  method: 'POST',
  path: '/api/requests',
  summary: 'Ask chosen units below for figures that are not in the ledger; what is known already is left out',
  body: z.strictObject({
    kind: z.enum(requestKinds),
    line: z.enum(lines),
    period: periodCode,
    level: z.enum(requestLevels),
    /** Null: all units of the level. */
    units: z.array(id).min(1).max(4000).nullable(),
    title: freeText(3, 150),
    reason: freeText(3, 1000),
    indicators: z.array(indicatorId).min(1).max(MOST_ASKED),
    /** Questions that are answered in words. */
    questions: z
      .array(z.strictObject({ title: freeText(3, 200), required: z.boolean() }))
      .max(10)
      .default([]),
    dueOn: civilDate,
    dueHour,
  }),
  response: z.object({ id: z.number().int(), asked: z.number().int(), leftOut: z.number().int() }),
});

const requestBrief = z.object({
  id: z.number().int(),
  by: unit,
  line: z.enum(lines),
  kind: z.enum(requestKinds),
  title: z.string(),
  reason: z.string(),
  period: periodAnswer,
  dueAt: moment,
  sentAt: moment,
  sentBy: wordsAnswer.nullable(),
  ended: z.enum(['closed', 'withdrawn']).nullable(),
  endedAt: moment.nullable(),
  endedReason: z.string().nullable(),
  forms: z.array(z.string()),
  /** Units that were asked, that have answered, and whose deadline is over without an answer. */
  asked: z.number().int(),
  answered: z.number().int(),
  late: z.number().int(),
  whyNot: z.object({ extendRequest: whyNotAnswer, closeRequest: whyNotAnswer, withdrawRequest: whyNotAnswer }),
});
export type RequestBrief = z.infer<typeof requestBrief>;

export const listRequests = route({
  method: 'GET',
  path: '/api/requests',
  summary: 'The requests that the unit has sent, newest first, with how far each is',
  response: z.object({
    requests: z.array(requestBrief),
    /** The lines on which the post asks, and the levels below it. */
    lines: z.array(z.enum(lines)),
    levels: z.array(z.enum(requestLevels)),
    whyNot: z.object({ sendRequest: whyNotAnswer }),
  }),
});

export const getRequest = route({
  method: 'GET',
  path: '/api/requests/:requestId',
  summary: 'One request with its units: for who sent it, whoever stands above, and whom it is addressed to',
  params: z.object({ requestId: id }),
  response: requestBrief.extend({
    units: z.array(
      z.object({
        unit: askedUnit,
        form: z.string(),
        /** Null: what another unit sends is not shown here, or the report was taken back. */
        reportId: z.number().int().nullable(),
        answeredAt: moment.nullable(),
        isLate: z.boolean(),
      }),
    ),
  }),
});
export type RequestAnswer = z.infer<(typeof getRequest)['response']>;

const ofRequest = z.object({ requestId: id });
const reason = freeText(3, 1000);

export const extendRequest = route({
  method: 'POST',
  path: '/api/requests/:requestId/extend',
  summary: 'Give whoever has not answered more time; the units are told',
  params: ofRequest,
  body: z.strictObject({ dueOn: civilDate, dueHour, reason }),
  response: z.object({ told: z.number().int() }),
});
export const closeRequest = route({
  method: 'POST',
  path: '/api/requests/:requestId/close',
  summary: 'End a request early: what was answered stays, nobody else owes an answer',
  params: ofRequest,
  body: z.strictObject({ reason }),
  response: done,
});
export const withdrawRequest = route({
  method: 'POST',
  path: '/api/requests/:requestId/withdraw',
  summary: 'Take a request back that nobody has answered',
  params: ofRequest,
  body: z.strictObject({ reason }),
  response: done,
});
