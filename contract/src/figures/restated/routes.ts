/** Figures of any period on the boundaries of any date, and the series of a unit through a reform. */
import * as z from 'zod';
import { civilDate, id, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { unitLevels } from '../../org/routes.ts';
import { figureAnswer, lines, periodAnswer, periodCode, readings } from '../routes.ts';

/**
 * A figure on the boundaries of a date. `value` is the whole figure of the unit's area as it is on that date. For flows, stocks and yes/no
 * (for all others these are null): the values of its children on that tree + `own` + `notAllocated` = `value`, to the digit.
 */
const restatedFigure = figureAnswer.extend({
  /** The unit's own figures and those of units that went into it whole; neither its children's nor what cannot be given to them. */
  own: z.number().nullable(),
  /** Of `value`, what came by the weight of a division that reaches beyond the unit; with it the figure is "about". */
  allocated: z.number().nullable(),
  /** Of `value`, what stands here because no unit below can be given it: a row of its own under the children. */
  notAllocated: z.number().nullable(),
});
export type RestatedFigure = z.infer<typeof restatedFigure>;

const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);
const several = (item: z.ZodString, most: number) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(most));
const reader = {
  line: z.enum([...lines, 'all']).default('all'),
  reading: z.enum(readings).default('accepted'),
};

export const getRestatedFigures = route({
  method: 'GET',
  path: '/api/figures/restated',
  summary:
    'Figures of any period on the boundaries of any date: units × periods × indicators, each with its allocated and its not allocated part',
  query: z.object({
    indicators: several(indicatorId, 300),
    /** Unit ids, or `children:ID` for a unit of that date with all units directly below it: the unit itself comes first. */
    units: z.string().regex(/^(\d{1,9}(,\d{1,9})*|children:\d{1,9})$/),
    periods: several(periodCode, 130),
    boundaries: civilDate,
    ...reader,
  }),
  response: z.object({ boundaries: civilDate, figures: z.array(restatedFigure) }),
});

/** A unit with its whole life: a code alone says nothing without its days. */
export const unitInTime = z.object({
  id: z.number().int(),
  code: z.string(),
  fullName: z.string(),
  level: z.enum(unitLevels),
  /** First and last day in force; null: since before records begin, and still in force. */
  from: civilDate.nullable(),
  to: civilDate.nullable(),
});
export type UnitInTime = z.infer<typeof unitInTime>;

/** One step of what became of units: `from` ended or gave a part, `to` took it over. */
const successionStep = z.object({
  on: civilDate,
  fromId: z.number().int(),
  toId: z.number().int(),
  kind: z.enum(['whole', 'part']),
  scope: z.string(),
  /** The share that is allocated by, and on what it rests; null: not known, so not allocated. Of a whole succession 1. */
  weight: z.number().nullable(),
  weightBy: z.enum(['law', 'decision']).nullable(),
  legalBasis: z.string().nullable(),
  clause: z.string().nullable(),
  note: z.string().nullable(),
});
export type SuccessionStep = z.infer<typeof successionStep>;

export const getWhatBecame = route({
  method: 'GET',
  path: '/api/units/:unitId/became',
  summary: 'What became of a unit and what it came from, step by step until today, with weights and clauses',
  params: z.object({ unitId: id }),
  response: z.object({
    unit: unitInTime,
    /** The unit, all it came from and all that came of it, oldest first. */
    units: z.array(unitInTime),
    /** Oldest first. */
    steps: z.array(successionStep),
  }),
});

const point = z.object({
  value: z.number().nullable(),
  precision: z.enum(['exact', 'at_least', 'about']),
  reported: z.number().int(),
  expected: z.number().int(),
});
const restatedPoint = point.extend({ allocated: z.number().nullable(), notAllocated: z.number().nullable() });

export const getSeriesThroughReform = route({
  method: 'GET',
  path: '/api/figures/series',
  summary:
    'The series of a unit through reforms: on the boundaries of each time beside those of its predecessors and successors, restated to a date, with the breaks',
  query: z.object({
    unit: id,
    indicator: indicatorId,
    /** Oldest first. */
    periods: several(periodCode, 130),
    /** The date to restate to; without it today. */
    boundaries: civilDate.optional(),
    /** The period of the table "sum unchanged"; without it the last one that ends before the last break. */
    at: periodCode.optional(),
    ...reader,
  }),
  response: z.object({
    indicator: z.object({ id: z.string(), words: wordsAnswer, unit: wordsAnswer, kind: z.string() }),
    unit: unitInTime,
    boundaries: civilDate,
    periods: z.array(periodAnswer),
    /** On the boundaries of each time: one line per unit; a point is null where the unit was not in force at the end of the period. */
    atTheTime: z.array(
      z.object({
        unit: unitInTime,
        role: z.enum(['unit', 'predecessor', 'successor']),
        points: z.array(point.nullable()),
      }),
    ),
    /** These units' figures added up, to compare with: no figure that anybody issued. Null where one of the kind is never added. */
    added: z.array(z.number().nullable()),
    /** On the boundaries of the date: the unit, or those of its line that were in force then. */
    restated: z.array(z.object({ unit: unitInTime, points: z.array(restatedPoint) })),
    /** The days on which the area changed; `before` is the place in `periods` of the first one that ends on or after the day. */
    breaks: z.array(
      z.object({ on: civilDate, before: z.number().int(), words: wordsAnswer, steps: z.array(successionStep) }),
    ),
    /**
     * "Sum unchanged", for one period: what the restated units are made of, each as it stood, and what of it went into them. Null where
     * nothing was restated, or figures of the kind are never added.
     */
    unchanged: z
      .object({
        period: z.string(),
        /** `value`: the unit's figure then; `into`: of it, what is in the restated units. */
        rows: z.array(z.object({ unit: unitInTime, value: z.number(), into: z.number() })),
        /** The restated units' figures, each read by itself. */
        restated: z.array(z.object({ unit: unitInTime, value: z.number().nullable() })),
        sum: z.object({
          old: z.number(),
          restated: z.number(),
          /** Went to other units by weight. */
          elsewhere: z.number(),
          /** Of units divided among these and others: not allocated, and standing above. */
          notAllocated: z.number(),
        }),
        /** old = restated + elsewhere + notAllocated, to the digit. */
        equal: z.boolean(),
      })
      .nullable(),
  }),
});
