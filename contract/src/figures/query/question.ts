/** What may be asked of the figures: indicators × periods × units, with filters, on the tree of a date. */
import * as z from 'zod';
import { civilDate } from '../../kernel/answer.ts';
import { areaTags } from '../../org/routes.ts';
import { unitTypes } from '../../org/words.ts';
import { groupNames } from '../catalogue.ts';
import { lines, periodCode, readings } from '../routes.ts';
import { relativePeriod } from './relative.ts';

/** Several of something, with commas between them. */
const several = <T extends string>(item: z.ZodType<T, T>, most: number) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(most));

const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);

export const comparisons = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'] as const;
export type Comparison = (typeof comparisons)[number];

const condition = z
  .string()
  .max(120)
  .regex(new RegExp(`^[a-z][a-z0-9_]*:((${comparisons.join('|')}):-?\\d{1,13}(\\.\\d{1,4})?|missing|present)$`));

/** How the chosen units are put together: each by itself, those of a type, those with a tag, or only all of them in one. */
export const byWhat = ['unit', 'type', 'tag', 'total'] as const;

/** Levels that may be asked for below a unit, before `:ID`. */
export const levelsBelow = ['province', 'district', 'commune', 'residential_area'] as const;
const unitTerm = z
  .string()
  .regex(new RegExp(`^(\\d{1,9}|(children|grandchildren|${levelsBelow.join('|')}):\\d{1,9})$`));

export const question = z.object({
  /** Ids of the catalogue, or `group:outreach` for all of a group. */
  indicators: several(z.union([indicatorId, z.enum(groupNames.map((name) => `group:${name}` as const))]), 300),
  /** Codes, or names from a day: `this-month`, `last-quarter`, `last-12-months`, `months-this-year`, `3-years-back`. */
  periods: several(z.union([periodCode, z.string().regex(relativePeriod)]), 130),
  /** Unit ids, or `children:ID`, `grandchildren:ID`, or a level below a unit: `province:ID`, `district:ID`, `commune:ID`. */
  units: several(unitTerm, 2000),
  line: z.enum([...lines, 'all']).default('all'),
  /** `published`: as in the newest edition that stands, of the unit itself or else of the nearest above it. */
  reading: z.enum([...readings, 'published']).default('accepted'),
  /** Only units that carry the tag on the day of the tree. */
  tag: z.enum(areaTags).optional(),
  /** Only units of these types. */
  type: several(z.enum(unitTypes), unitTypes.length).optional(),
  /** What a unit's own figure of a period must be to count there: `mediation_cases:gt:10`, `mediation_cases:missing`. */
  where: several(condition, 5).optional(),
  by: z.enum(byWhat).default('unit'),
  /** Beside each row the figure of all the chosen units together. */
  total: z.enum(['yes', 'no']).default('no'),
  /** The tree on which units are chosen; without it that of the boundaries, or of the end of the last period. */
  on: civilDate.optional(),
  /** The boundaries on which the figures are read; without it each period stands on its own tree. Units are chosen on them too. */
  boundaries: civilDate.optional(),
  /** The day that relative periods are counted from; without it today in Viet Nam. */
  day: civilDate.optional(),
});
export type Question = z.output<typeof question>;
/** A question as it is written down: all texts. */
export type WrittenQuestion = z.input<typeof question>;
