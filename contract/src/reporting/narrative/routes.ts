import * as z from 'zod';
import { lines, periodAnswer } from '../../figures/routes.ts';
import { freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { reportStates } from '../routes.ts';
import { figurePair, LONGEST_SECTION, MOST_SECTIONS } from './references.ts';

export const sectionKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const texts = z
  .record(sectionKey, freeText(0, LONGEST_SECTION))
  .refine((all) => Object.keys(all).length <= MOST_SECTIONS);
const textsAnswer = z.record(z.string(), z.string());
const pairs = z.record(z.string(), figurePair);
const section = z.object({ key: z.string(), title: wordsAnswer, required: z.boolean() });
const ofReport = z.object({ reportId: id });
const version = z.number().int().min(0);

/** A paragraph that stands in a report and came from one below. */
const taken = z.object({
  id: z.number().int(),
  section: z.string(),
  source: z.object({
    reportId: z.number().int(),
    fullName: z.string(),
    section: wordsAnswer,
    revision: z.number().int(),
  }),
  /** As it was taken up, its figures with their address. */
  text: z.string(),
  /** The source no longer says this: it was sent again otherwise. */
  changed: z.boolean(),
  /** What the source says there now; null when the paragraph has gone. */
  now: z.string().nullable(),
});

export const getNarrative = route({
  method: 'GET',
  path: '/api/reports/:reportId/narrative',
  summary: 'The words of a report section by section, with the figures they name, what was sent and what was taken up',
  params: ofReport,
  response: z.object({
    report: z.object({
      id: z.number().int(),
      unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string(), level: z.string() }),
      form: z.object({ code: z.string(), title: wordsAnswer }),
      period: periodAnswer,
      line: z.enum(lines),
      state: z.enum(reportStates),
    }),
    sections: z.array(section),
    /** As they are being written, for the own unit; for everybody else as they were last sent. */
    texts: textsAnswer,
    version,
    /** Figures by reference: all of the form, and those with an address that the texts name. */
    figures: pairs,
    /** The figures that may be placed, in the order of the form. */
    choices: z.array(z.object({ indicator: z.string(), words: wordsAnswer, unit: wordsAnswer })),
    /** `cells`: as typed in this report; `totals`: the accepted totals of the unit. */
    basis: z.enum(['cells', 'totals']),
    taken: z.array(taken),
    /** What went with each submission, newest first. */
    sent: z.array(z.object({ revision: z.number().int(), texts: textsAnswer, figures: pairs })),
    /** Whether units below send their words here. */
    consolidates: z.boolean(),
    whyNot: z.object({ saveNarrative: whyNotAnswer }),
  }),
});

export const saveNarrative = route({
  method: 'PUT',
  path: '/api/reports/:reportId/narrative',
  summary: 'Save the words of a report; references that name no figure are told by section',
  params: ofReport,
  body: z.strictObject({ version, texts }),
  response: z.object({ version, savedAt: moment, figures: pairs }),
});

export const listNarrativeSources = route({
  method: 'GET',
  path: '/api/reports/:reportId/narrative/sources',
  summary:
    'What the units below have sent in words for the same form and period, paragraph by paragraph, 20 texts a page',
  params: ofReport,
  query: z.object({
    /** Found without accents, in names and texts. */
    q: z.string().max(100).default(''),
    section: sectionKey.optional(),
    show: z.enum(['all', 'open', 'taken']).default('all'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  response: z.object({
    /** Units that have sent words, of all that owe the form. */
    sent: z.number().int(),
    owed: z.number().int(),
    /** Texts that fit the question; 20 a page. */
    found: z.number().int(),
    sources: z.array(
      z.object({
        report: z.number().int(),
        revision: z.number().int(),
        unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string() }),
        section: z.object({ key: z.string(), title: wordsAnswer }),
        paragraphs: z.array(z.object({ at: z.number().int(), text: z.string(), taken: z.boolean() })),
        figures: pairs,
      }),
    ),
  }),
});

export const takeUpNarrative = route({
  method: 'POST',
  path: '/api/reports/:reportId/narrative/taken',
  summary: 'Take paragraphs of units below into a section of the own report; where they came from is remembered',
  params: ofReport,
  body: z.strictObject({
    version,
    section: sectionKey,
    paragraphs: z
      .array(
        z.strictObject({
          report: id,
          revision: z.number().int().positive(),
          section: sectionKey,
          at: z.number().int().min(0).max(LONGEST_SECTION),
        }),
      )
      .min(1)
      .max(200),
  }),
  response: z.object({ version, added: z.number().int() }),
});

export const answerTaken = route({
  method: 'POST',
  path: '/api/reports/:reportId/narrative/taken/:takenId',
  summary: 'After a source has changed: keep the own wording, take the new one, or forget where it came from',
  params: z.object({ reportId: id, takenId: id }),
  body: z.strictObject({ version, answer: z.enum(['keep', 'new', 'forget']) }),
  response: z.object({ version }),
});
