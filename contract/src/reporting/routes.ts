import * as z from 'zod';
import { lines, periodAnswer, periodCode, precisions } from '../figures/routes.ts';
import { civilDate, done, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../kernel/answer.ts';
import { route } from '../kernel/route.ts';
import { LONGEST_SECTION, MOST_SECTIONS } from './narrative/references.ts';

/** States of a report, from the view of its owner. `late` is not a state: it is `isLate` beside. */
export const reportStates = ['not_sent', 'draft', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof reportStates)[number];

/** One cell as it is entered. `value: null` clears it: missing, not zero. */
export const cellInput = z.strictObject({
  value: z.number().nullable(),
  precision: z.enum(precisions).default('exact'),
  /** `declared`: quoted for the whole area, never added. */
  kind: z.enum(['own', 'declared']).default('own'),
  note: freeText(0, 500).nullable().default(null),
});
export type CellInput = z.infer<typeof cellInput>;
/** More cells than any form has are refused before they are looked at. */
const MOST_CELLS = 300;
export const cellsInput = z
  .record(z.string().max(80), cellInput)
  .refine((cells) => Object.keys(cells).length <= MOST_CELLS);

export const formVersion = z.object({
  form: z.string(),
  version: z.number().int(),
  code: z.string(),
  title: wordsAnswer,
  periodKind: z.enum(['month', 'quarter', 'half_year', 'year']),
  line: z.enum(lines),
  sections: z.array(
    z.object({
      title: wordsAnswer,
      rows: z.array(
        z.object({
          indicator: z.string(),
          words: wordsAnswer,
          unit: wordsAnswer,
          kind: z.enum(['F', 'S', 'R', 'A', 'B']),
          computed: z.boolean(),
          required: z.boolean(),
          indent: z.boolean(),
        }),
      ),
    }),
  ),
});
export type FormVersionAnswer = z.infer<typeof formVersion>;

export const reportBrief = z.object({
  id: z.number().int(),
  form: z.object({ code: z.string(), title: wordsAnswer }),
  period: periodAnswer,
  unit: z.object({ id: z.number().int(), code: z.string(), fullName: z.string(), level: z.string() }),
  body: wordsAnswer,
  line: z.enum(lines),
  state: z.enum(reportStates),
  dueAt: moment,
  isLate: z.boolean(),
  isLocked: z.boolean(),
  /** Newest submission. */
  revision: z.number().int(),
  submittedAt: moment.nullable(),
  decidedAt: moment.nullable(),
  filled: z.number().int(),
  asked: z.number().int(),
  isNil: z.boolean(),
  returnReason: z.string().nullable(),
  /** How many typed cells came back while the rest stays accepted; 0 when the whole report came back, or nothing did. */
  returnedCells: z.number().int(),
  /** The last day on which it can be changed without an exception; null while nobody has set one. */
  lockOn: civilDate.nullable(),
});
export type ReportBrief = z.infer<typeof reportBrief>;

export const getMyWork = route({
  method: 'GET',
  path: '/api/my-work',
  offline: true,
  summary: 'What the signed-in post must do next, by deadline: own reports, reports waiting for a decision',
  response: z.object({
    own: z.array(reportBrief),
    /** For posts that decide: per period and form how many reports wait, are late, are returned, are accepted. */
    desks: z.array(
      z.object({
        unitId: z.number().int(),
        form: z.object({ code: z.string(), title: wordsAnswer }),
        period: periodAnswer,
        dueAt: moment,
        expected: z.number().int(),
        waiting: z.number().int(),
        returned: z.number().int(),
        accepted: z.number().int(),
        late: z.number().int(),
        notSent: z.number().int(),
        /** The own report to the level above of that period, when there is one. */
        upward: reportBrief.nullable(),
        issued: z.boolean(),
      }),
    ),
    next: z.object({ title: wordsAnswer, on: civilDate }).nullable(),
  }),
});

export const listReports = route({
  method: 'GET',
  path: '/api/reports',
  summary: 'The reports of the units directly below, for one form and period: the desk',
  query: z.object({ unit: id, form: z.string().max(40), period: periodCode }),
  response: z.object({
    unit: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
    form: formVersion,
    period: periodAnswer,
    dueAt: moment.nullable(),
    isLocked: z.boolean(),
    /** The periods of this form that have obligations, newest first. */
    periods: z.array(periodAnswer),
    reports: z.array(
      reportBrief.extend({
        headline: z.number().nullable(),
        headlineBefore: z.number().nullable(),
        /** Cells with a remark of the officer. */
        notes: z.number().int(),
        /** Cells that differ strongly from the same period last year. */
        strong: z.number().int(),
        /** Messages about it that this post has not read. */
        unread: z.number().int(),
        /** Signals of quality; null where none are looked for. */
        signals: z.number().int().nullable(),
      }),
    ),
    /** The indicator shown as headline. */
    headline: z.string(),
    whyNot: z.object({ acceptReports: whyNotAnswer, returnReport: whyNotAnswer }),
  }),
});

const shownCell = z.object({
  indicator: z.string(),
  value: z.number().nullable(),
  precision: z.enum(precisions),
  kind: z.enum(['own', 'declared']),
  note: z.string().nullable(),
  previous: z.number().nullable(),
  lastYear: z.number().nullable(),
  /** Value in the last accepted or submitted revision, to show what a draft changes. */
  submitted: z.number().nullable(),
  /** Why this cell came back, while it waits to be corrected. */
  returned: z.string().nullable(),
});

/** What a revision says of a cell: more than its value can change. */
const saidCell = z.object({
  value: z.number().nullable(),
  precision: z.enum(precisions),
  kind: z.enum(['own', 'declared']),
  note: z.string().nullable(),
});

export const getReport = route({
  method: 'GET',
  path: '/api/reports/:reportId',
  offline: true,
  summary: 'One report with its form, its cells, the figures of the previous period and of the same period last year',
  params: z.object({ reportId: id }),
  response: z.object({
    report: reportBrief,
    form: formVersion,
    previousPeriod: periodAnswer.nullable(),
    lastYearPeriod: periodAnswer.nullable(),
    cells: z.array(shownCell),
    /** Counts up with every save; sent back with the next save so that two people do not overwrite each other. */
    draftVersion: z.number().int(),
    /** Which post saved the open draft last, and when; null when nothing is open. */
    drafted: z.object({ by: wordsAnswer, at: moment }).nullable(),
    submissions: z.array(
      z.object({
        id: z.number().int(),
        revision: z.number().int(),
        submittedAt: moment,
        submittedBy: wordsAnswer,
        isNil: z.boolean(),
        decision: z.enum(['accepted', 'returned']).nullable(),
        decidedAt: moment.nullable(),
        decidedBy: wordsAnswer.nullable(),
        reason: z.string().nullable(),
        /** The typed cells that came back by themselves, each with its reason; null: the whole report, or nothing. */
        returned: z.array(z.object({ indicator: z.string(), reason: z.string() })).nullable(),
        /** Every cell that says something else than in the submission before: value, precision, kind or remark. */
        changed: z.array(
          z.object({
            indicator: z.string(),
            before: saidCell,
            after: saidCell,
            /** Only single cells had come back, and this was none of them. */
            outside: z.boolean(),
          }),
        ),
        /** Cells that had come back and were sent again as they were. */
        unchanged: z.array(z.string()),
      }),
    ),
    exception: z
      .object({ until: civilDate, reason: z.string(), by: wordsAnswer.nullable(), at: moment.nullable() })
      .nullable(),
    /** Messages of others about it that this post has not read, and all of them. */
    messages: z.object({ unread: z.number().int(), all: z.number().int() }),
    whyNot: z.object({
      saveDraft: whyNotAnswer,
      submitReport: whyNotAnswer,
      acceptReport: whyNotAnswer,
      returnReport: whyNotAnswer,
      allowException: whyNotAnswer,
    }),
  }),
});

export const saveDraft = route({
  method: 'PUT',
  path: '/api/reports/:reportId/draft',
  summary: 'Save the cells typed so far; faults are told by field but a draft may hold gaps',
  forKeys: true,
  params: z.object({ reportId: id }),
  body: z.strictObject({ draftVersion: z.number().int().min(0), cells: cellsInput }),
  response: z.object({ draftVersion: z.number().int(), savedAt: moment }),
});

export const submitReport = route({
  method: 'POST',
  path: '/api/reports/:reportId/submit',
  summary: 'Send the report to the level above; its figures count as submitted at once',
  forKeys: true,
  params: z.object({ reportId: id }),
  body: z.strictObject({
    draftVersion: z.number().int().min(0),
    cells: cellsInput,
    /** Nothing happened in the period: flows become 0, stocks must still be entered. */
    nil: z.boolean().default(false),
  }),
  response: z.object({ revision: z.number().int(), submittedAt: moment, isLate: z.boolean() }),
});

export const acceptReport = route({
  method: 'POST',
  path: '/api/reports/:reportId/accept',
  summary: 'Accept a report: its figures are in every total above, in the same transaction',
  params: z.object({ reportId: id }),
  body: z.strictObject({ revision: z.number().int().positive() }),
  response: done,
});

export const acceptReports = route({
  method: 'POST',
  path: '/api/reports/accept',
  summary: 'Accept many reports at once; all or nothing',
  sensitive: true,
  body: z.strictObject({
    reports: z
      .array(z.strictObject({ id, revision: z.number().int().positive() }))
      .min(1)
      .max(4000),
  }),
  response: z.object({ accepted: z.number().int() }),
});

export const returnReport = route({
  method: 'POST',
  path: '/api/reports/:reportId/return',
  summary: 'Return a report, or single cells of it, with the reason; what is not returned is accepted',
  params: z.object({ reportId: id }),
  body: z.strictObject({
    revision: z.number().int().positive(),
    /** Needed when the whole report is returned. */
    reason: freeText(5, 1000).nullable().default(null),
    /** The cells that are returned, by indicator, each with its reason; every other cell is accepted at once. */
    cells: z
      .record(z.string().max(80), freeText(5, 500))
      .refine((cells) => Object.keys(cells).length > 0 && Object.keys(cells).length <= MOST_CELLS)
      .nullable()
      .default(null),
  }),
  response: done,
});

export const allowException = route({
  method: 'POST',
  path: '/api/reports/:reportId/exception',
  summary: 'Open a locked report again until a date, with a reason',
  params: z.object({ reportId: id }),
  body: z.strictObject({ until: civilDate, reason: freeText(5, 1000) }),
  response: done,
});

export const getConsolidation = route({
  method: 'GET',
  path: '/api/consolidation',
  summary: 'The totals of a unit for one form and period, both readings, with completeness and who is missing',
  query: z.object({ unit: id, form: z.string().max(40), period: periodCode }),
  response: z.object({
    unit: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
    form: formVersion,
    period: periodAnswer,
    reported: z.number().int(),
    accepted: z.number().int(),
    expected: z.number().int(),
    missing: z.array(z.object({ unitId: z.number().int(), fullName: z.string() })),
    rows: z.array(
      z.object({
        indicator: z.string(),
        accepted: z.number().nullable(),
        acceptedPrecision: z.enum(precisions),
        submitted: z.number().nullable(),
        submittedPrecision: z.enum(precisions),
        previous: z.number().nullable(),
        lastYear: z.number().nullable(),
        reported: z.number().int(),
        expected: z.number().int(),
      }),
    ),
    editions: z.array(editionBrief()),
    whyNot: z.object({ issueEdition: whyNotAnswer }),
  }),
});

function editionBrief() {
  return z.object({
    id: z.number().int(),
    number: z.string(),
    issuedOn: civilDate,
    issuedAt: moment,
    signer: wordsAnswer,
    hash: z.string(),
    supersedesId: z.number().int().nullable(),
    isSuperseded: z.boolean(),
  });
}

export const issueEdition = route({
  method: 'POST',
  path: '/api/editions',
  summary: 'Issue: freeze the accepted totals of the unit and everything under it, with number, date and signer',
  sensitive: true,
  body: z.strictObject({
    unit: id,
    form: z.string().max(40),
    period: periodCode,
    number: freeText(1, 60),
    issuedOn: civilDate,
    /** Needed when an edition of the same period is superseded. */
    reason: freeText(5, 1000).nullable().default(null),
  }),
  response: z.object({ id: z.number().int(), hash: z.string(), figures: z.number().int() }),
});

export const getEdition = route({
  method: 'GET',
  path: '/api/editions/:editionId',
  summary: 'A frozen edition, with the differences to the one it supersedes and to today',
  params: z.object({ editionId: id }),
  /** `of`: a unit below, instead of the edition's own. */
  query: z.object({ of: id.optional() }),
  response: z.object({
    edition: editionBrief(),
    unit: z.object({ id: z.number().int(), fullName: z.string() }),
    /** The unit whose figures these are. */
    of: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
    /** Whether the asking post reads what the figures are today, and those of the units below. */
    compares: z.boolean(),
    period: periodAnswer,
    form: z.string(),
    reason: z.string().nullable(),
    hashHolds: z.boolean(),
    rows: z.array(
      z.object({
        indicator: z.string(),
        published: z.number().nullable(),
        superseded: z.number().nullable(),
        today: z.number().nullable(),
      }),
    ),
  }),
});

export const importReports = route({
  method: 'POST',
  path: '/api/reports/import',
  summary: 'Submit the reports of many units at once, all or nothing; every refused cell is named',
  sensitive: true,
  // A whole month of a country.
  bodyLimit: 32 * 1024 * 1024,
  body: z.strictObject({
    form: z.string().max(40),
    period: periodCode,
    rows: z
      .array(
        z.strictObject({
          unitCode: z.string().min(1).max(10),
          cells: cellsInput,
          nil: z.boolean().default(false),
          /** The words of the report, by key or title of their section. */
          narrative: z
            .record(z.string().min(1).max(200), freeText(0, LONGEST_SECTION))
            .refine((all) => Object.keys(all).length <= MOST_SECTIONS)
            .optional(),
        }),
      )
      .min(1)
      .max(4000),
  }),
  response: z.object({ submitted: z.number().int(), values: z.number().int() }),
});
