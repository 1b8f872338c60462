import * as z from 'zod';
import { civilDate, done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';

export const unitLevels = ['nation', 'province', 'district', 'commune', 'residential_area'] as const;
export const areaTags = ['priority', 'border', 'ethnic', 'religious', 'island'] as const;

export const unitBrief = z.object({
  id: z.number().int(),
  code: z.string(),
  fullName: z.string(),
  level: z.enum(unitLevels),
  type: z.string(),
  /** Null: from before records begin. */
  validFrom: civilDate.nullable(),
  /** Last day in force; null: still in force. */
  validTo: civilDate.nullable(),
  /** Full names of the ancestors below the nation, nearest first, on the last day of this state. */
  within: z.array(z.string()),
});
export type UnitBrief = z.infer<typeof unitBrief>;

export const searchUnits = route({
  method: 'GET',
  path: '/api/units',
  summary: 'Units by name without accents, or by code; old and new units stand apart',
  query: z.object({
    q: z.string().trim().min(1).max(80),
    on: civilDate.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(12),
  }),
  response: z.array(unitBrief),
});

const successionAnswer = z.object({
  unit: unitBrief,
  kind: z.enum(['whole', 'part']),
  scope: z.string(),
  /** Share of the population that moved, where the legal text settles it; null: unknown, not zero. */
  weight: z.number().nullable(),
  on: civilDate,
  legalBasis: z.string().nullable(),
  clause: z.string().nullable(),
  note: z.string().nullable(),
});

export const unitLife = z.object({
  unit: unitBrief,
  parent: unitBrief.nullable(),
  /** Every name, type and parent the unit has had, oldest first. */
  states: z.array(
    z.object({
      fullName: z.string(),
      type: z.string(),
      from: civilDate.nullable(),
      to: civilDate.nullable(),
      parent: z.string().nullable(),
      legalBasis: z.string().nullable(),
    }),
  ),
  predecessors: z.array(successionAnswer),
  successors: z.array(successionAnswer),
  tags: z.array(
    z.object({
      id: z.number().int(),
      tag: z.enum(areaTags),
      from: civilDate,
      to: civilDate.nullable(),
      basis: z.string(),
    }),
  ),
  bodies: z.array(
    z.object({ id: z.number().int(), kind: z.string(), line: z.string(), name: wordsAnswer, standing: z.boolean() }),
  ),
  childCounts: z.array(z.object({ type: z.string(), count: z.number().int() })),
  /** Giving a tag from today, and ending one, by the asking post. */
  whyNot: z.object({ tagUnit: whyNotAnswer, endTag: whyNotAnswer }),
});
export type UnitLife = z.infer<typeof unitLife>;

export const getUnit = route({
  method: 'GET',
  path: '/api/units/:unitId',
  summary: 'The life of a unit: states, predecessors, successors, legal clause, tags, bodies',
  params: z.object({ unitId: id }),
  query: z.object({ on: civilDate.optional() }),
  response: unitLife,
});

export const listChildren = route({
  method: 'GET',
  path: '/api/units/:unitId/children',
  summary: 'The units directly below, on the tree of a date',
  params: z.object({ unitId: id }),
  query: z.object({ on: civilDate.optional() }),
  response: z.array(unitBrief),
});

export const tagUnit = route({
  method: 'POST',
  path: '/api/units/:unitId/tags',
  summary: 'Tag an area (priority, border, …) from a date, by a decision',
  params: z.object({ unitId: id }),
  body: z.strictObject({
    tag: z.enum(areaTags),
    from: civilDate,
    to: civilDate.nullable().default(null),
    basis: freeText(3, 300),
  }),
  response: done,
});

export const endTag = route({
  method: 'POST',
  path: '/api/units/:unitId/tags/:tagId/end',
  summary: 'End an area tag on a date',
  params: z.object({ unitId: id, tagId: id }),
  body: z.strictObject({ to: civilDate }),
  response: done,
});

export const listChangeSets = route({
  method: 'GET',
  path: '/api/change-sets',
  summary: 'The applied change sets: mergers, splits, renames, changes of type',
  response: z.array(
    z.object({
      id: z.number().int(),
      effectiveOn: civilDate.nullable(),
      title: wordsAnswer,
      legalBasis: z.string().nullable(),
      appliedAt: moment,
      unitsEnded: z.number().int(),
      unitsBegun: z.number().int(),
      unitsChanged: z.number().int(),
      successions: z.number().int(),
    }),
  ),
});
