import * as z from 'zod';
import { officialDocument } from '../documents/tree.ts';
import { periodCode, readings } from '../figures/routes.ts';
import { done, freeText, id, whyNotAnswer, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';
import { figurePair } from '../reporting/narrative/references.ts';
import { sectionKey } from '../reporting/narrative/routes.ts';

const which = z.object({
  unit: id,
  period: periodCode,
  reading: z.enum(readings).default('accepted'),
  language: z.enum(['vi', 'en']).default('vi'),
});

/** The sections of a review that words of reports flow into. */
export const reviewSections = ['results', 'limits', 'tasks', 'requests'] as const;
export type ReviewSection = (typeof reviewSections)[number];

/** A paragraph that an officer has written by hand. */
const reviewEdit = z.object({
  id: z.number().int(),
  block: z.string(),
  version: z.number().int(),
  /** Empty: the paragraph is left out. */
  text: z.string(),
  fromText: z.string(),
  /** What the program writes there today; null when it writes nothing there any more. */
  nowText: z.string().nullable(),
  /** The figures behind it have changed since. */
  changed: z.boolean(),
});

export const getReview = route({
  method: 'GET',
  path: '/api/review',
  summary: 'The review report of a unit and period as a document tree, every figure with its trace',
  query: which,
  response: z.object({
    title: wordsAnswer,
    figures: z.number().int(),
    document: officialDocument,
    /** Sentences about what is missing before it can be signed. */
    remarks: z.array(wordsAnswer),
    /** By paragraph: the mark of what the program writes there today; sent back with an edit of it. */
    marks: z.record(z.string(), z.string()),
    edits: z.array(reviewEdit),
    /** Paragraphs taken up from reports: their place in the document and where they came from. */
    additions: z.array(
      z.object({
        id: z.number().int(),
        block: z.string(),
        section: z.enum(reviewSections),
        source: z.object({ fullName: z.string(), period: wordsAnswer }),
      }),
    ),
    whyNot: z.object({ editReview: whyNotAnswer }),
  }),
});

/** A paragraph of a review by its key in the document. */
const block = z.string().regex(/^[a-z][a-z0-9_~-]{0,119}$/);
/** The mark of what the program had written when the paragraph was shown. */
const mark = z.string().regex(/^[0-9a-f]{16}$/);
const one = z.strictObject({
  unit: id,
  period: periodCode,
  reading: z.enum(readings).default('accepted'),
  language: z.enum(['vi', 'en']).default('vi'),
});

export const saveReviewEdit = route({
  method: 'PUT',
  path: '/api/review/edits',
  summary: 'Write a paragraph of a review by hand; it stays when the review is made again. Empty: it is left out',
  body: one.extend({ block, seen: mark, version: z.number().int().min(0), text: freeText(0, 8000) }),
  response: z.object({ id: z.number().int(), version: z.number().int() }),
});

export const keepReviewEdit = route({
  method: 'POST',
  path: '/api/review/edits/:editId/keep',
  summary: 'Keep an own wording although the figures behind it have changed',
  params: z.object({ editId: id }),
  body: z.strictObject({ version: z.number().int().min(1) }),
  response: done,
});

export const dropReviewEdit = route({
  method: 'DELETE',
  path: '/api/review/edits/:editId',
  summary: 'Take what the program writes instead of an own wording',
  params: z.object({ editId: id }),
  response: done,
});

export const listReviewWords = route({
  method: 'GET',
  path: '/api/review/words',
  summary: 'What the unit and those below have written in their reports of the period, for the sections of its review',
  query: which.extend({
    q: z.string().max(100).default(''),
    section: z.enum(reviewSections).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  response: z.object({
    found: z.number().int(),
    words: z.array(
      z.object({
        report: z.number().int(),
        revision: z.number().int(),
        section: z.string(),
        at: z.number().int(),
        /** Where it would stand in the review. */
        into: z.enum(reviewSections),
        unit: z.object({ id: z.number().int(), fullName: z.string() }),
        isOwn: z.boolean(),
        period: wordsAnswer,
        text: z.string(),
        figures: z.record(z.string(), figurePair),
        taken: z.boolean(),
      }),
    ),
  }),
});

export const addToReview = route({
  method: 'POST',
  path: '/api/review/additions',
  summary: 'Take paragraphs of reports into the sections of a review',
  body: one.extend({
    items: z
      .array(
        z.strictObject({
          report: id,
          revision: z.number().int().positive(),
          section: sectionKey,
          at: z.number().int().min(0).max(8000),
          into: z.enum(reviewSections),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: z.object({ added: z.number().int() }),
});

export const dropReviewAddition = route({
  method: 'DELETE',
  path: '/api/review/additions/:additionId',
  summary: 'Take a paragraph of a report out of a review again',
  params: z.object({ additionId: id }),
  response: done,
});

const download = <const F extends string, const M extends string>(format: F, media: M) =>
  route({
    method: 'GET',
    path: `/api/review/${format}`,
    summary: `The review report as ${format.toUpperCase()}`,
    query: which,
    file: media,
    response: z.unknown(),
  });

export const downloadDocx = download('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
export const downloadPdf = download('pdf', 'application/pdf');
export const downloadXlsx = download('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
