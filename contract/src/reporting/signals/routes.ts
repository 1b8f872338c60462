import * as z from 'zod';
import { periodAnswer, periodCode } from '../../figures/routes.ts';
import { civilDate, done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { evidence } from './evidence.ts';
import { MOST_POINTS, signalKinds } from './kinds.ts';

const kind = z.enum(signalKinds);

export const signalAnswer = z.object({
  id: z.number().int(),
  kind,
  reportId: z.number().int(),
  evidence,
  /** Points it has today, before its answer. */
  weight: z.number(),
  openedAt: moment,
  /** Why it is gone: a newer revision no longer shows it. Null: open. */
  closedAt: moment.nullable(),
  answer: z.string().nullable(),
  answeredAt: moment.nullable(),
  settledAt: moment.nullable(),
});
export type SignalAnswer = z.infer<typeof signalAnswer>;

/** Names for the units and periods that evidence points to; units outside the reader's own area keep theirs to themselves. */
const named = {
  units: z.array(z.object({ id: z.number().int(), fullName: z.string() })),
  periods: z.array(z.object({ code: z.string(), words: wordsAnswer })),
};

export const listReportSignals = route({
  method: 'GET',
  path: '/api/reports/:reportId/signals',
  summary: 'The quality signals of one report with their evidence, answers and points; questions, not errors',
  params: z.object({ reportId: id }),
  response: z.object({
    /** The revision that was looked at last; null while none has been. */
    examined: z.object({ revision: z.number().int(), at: moment }).nullable(),
    /** Whether the newest revision is still waiting to be looked at. */
    waiting: z.boolean(),
    signals: z.array(signalAnswer),
    score: z.number(),
    ...named,
    whyNot: z.object({ answerSignal: whyNotAnswer, settleSignal: whyNotAnswer }),
  }),
});

export const answerSignal = route({
  method: 'POST',
  path: '/api/signals/:signalId/answer',
  summary: 'Answer a quality signal of the own report with a note; the superior reads question and answer',
  params: z.object({ signalId: id }),
  body: z.strictObject({ note: freeText(5, 500) }),
  response: done,
});

export const settleSignal = route({
  method: 'POST',
  path: '/api/signals/:signalId/settle',
  summary: 'Mark an answered quality signal of a unit directly below as settled',
  params: z.object({ signalId: id }),
  response: done,
});

export const listSignals = route({
  method: 'GET',
  path: '/api/signals',
  summary: 'The quality signals of the units directly below for a period, and the points of each unit',
  query: z.object({ unit: id, period: periodCode }),
  response: z.object({
    unit: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
    period: periodAnswer,
    /** Periods that have reports below, newest first. */
    choices: z.array(periodAnswer),
    /** Reports that were looked at, and those still waiting. */
    examined: z.number().int(),
    waiting: z.number().int(),
    signals: z.array(
      signalAnswer.extend({
        unit: z.object({ id: z.number().int(), fullName: z.string() }),
        form: z.string(),
      }),
    ),
    /** Every unit below with a report that was looked at, most points first, with the points of up to twelve periods. */
    scores: z.array(
      z.object({
        unit: z.object({ id: z.number().int(), fullName: z.string() }),
        score: z.number(),
        history: z.array(z.object({ period: z.string(), score: z.number() })),
      }),
    ),
    ...named,
    whyNot: z.object({ settleSignal: whyNotAnswer }),
  }),
});

const settingAnswer = z.object({
  isOn: z.boolean(),
  weight: z.number(),
  thresholds: z.record(z.string(), z.number()),
});

export const listSignalSettings = route({
  method: 'GET',
  path: '/api/signal-settings',
  summary: 'Thresholds and weights of the quality signals for the units below a unit, today and decided for later',
  query: z.object({ unit: id }),
  response: z.object({
    unit: z.object({ id: z.number().int(), fullName: z.string() }),
    kinds: z.array(
      z.object({
        kind,
        today: settingAnswer,
        /** The unit that decided what holds today; null: as the program ships it. */
        decidedBy: z.string().nullable(),
        /** Decisions of this unit, newest first. */
        decisions: z.array(settingAnswer.extend({ from: civilDate, reason: z.string(), decidedAt: moment })),
      }),
    ),
    whyNot: z.object({ putSignalSetting: whyNotAnswer }),
  }),
});

export const putSignalSetting = route({
  method: 'POST',
  path: '/api/signal-settings',
  summary: 'Decide thresholds and weight of one kind of quality signal for the units below the own unit, from a day on',
  body: z.strictObject({
    kind,
    isOn: z.boolean(),
    weight: z.number().int().min(0).max(MOST_POINTS),
    thresholds: z.record(
      z
        .string()
        .regex(/^[a-zA-Z]+$/)
        .max(20),
      z.number(),
    ),
    from: civilDate,
    reason: freeText(5, 500),
  }),
  response: done,
});
