import * as z from 'zod';
import { periodCode } from '../../figures/routes.ts';
import { civilDate, id, whyNotAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

const place = z.object({ id: z.number().int(), code: z.string(), fullName: z.string(), level: z.string() });

/** Why a cell changed after it was issued: the report was opened again, or came back, with this reason. */
export const changeReason = z.object({ kind: z.enum(['exception', 'return']), reason: z.string(), on: civilDate });
export type ChangeReason = z.infer<typeof changeReason>;

/** One cell that is not what was issued. Ratios and averages follow from their parts and are not listed. */
export const editionChange = z.object({
  unit: place,
  indicator: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  /** Of the unit's own report; empty where the cell only adds up the units below. */
  reasons: z.array(changeReason),
});
export type EditionChange = z.infer<typeof editionChange>;

const changes = z.object({
  /** How many cells, and at how many units. */
  cells: z.number().int(),
  units: z.number().int(),
  /** The first 1,000; the file of the edition has them all. */
  changes: z.array(editionChange),
});

export const previewEdition = route({
  method: 'GET',
  path: '/api/editions/preview',
  summary: 'What a correction would change against the newest edition, cell by cell, with the reason of each',
  query: z.object({ unit: id, form: z.string().max(40), period: periodCode }),
  response: changes.extend({
    /** The edition that would be superseded; null when nothing has been issued. */
    supersedes: z.object({ id: z.number().int(), number: z.string(), issuedOn: civilDate }).nullable(),
    whyNot: z.object({ issueEdition: whyNotAnswer }),
  }),
});

export const listEditionChanges = route({
  method: 'GET',
  path: '/api/editions/:editionId/changes',
  summary: 'The list of differences that an edition was issued with: unit, indicator, before, after and why',
  params: z.object({ editionId: id }),
  response: changes.extend({
    reason: z.string().nullable(),
    supersedes: z.object({ id: z.number().int(), number: z.string(), issuedOn: civilDate }).nullable(),
  }),
});

export const listEditionUnits = route({
  method: 'GET',
  path: '/api/editions/:editionId/units',
  summary: 'The units frozen in an edition, each with how many of its cells are different today, 50 a page',
  params: z.object({ editionId: id }),
  query: z.object({
    only: z.enum(['different', 'all']).default('different'),
    /** Found without accents. */
    q: z.string().max(100).default(''),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  response: z.object({
    found: z.number().int(),
    /** Units with a cell that is different today, whatever is asked for. */
    different: z.number().int(),
    units: z.array(place.extend({ different: z.number().int() })),
  }),
});

export const downloadEdition = route({
  method: 'GET',
  path: '/api/editions/:editionId/csv',
  summary: 'An edition as a table: every unit and indicator as issued, as superseded, today, and why it changed',
  params: z.object({ editionId: id }),
  query: z.object({
    only: z.enum(['different', 'all']).default('different'),
    language: z.enum(['vi', 'en']).default('vi'),
  }),
  file: 'text/csv; charset=utf-8',
  response: z.unknown(),
});
