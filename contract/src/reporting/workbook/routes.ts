/** Forms as files: downloaded to be filled in a spreadsheet, and sent back to be checked and written. */
import * as z from 'zod';
import { periodAnswer, periodCode, precisions } from '../../figures/routes.ts';
import { id, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { Language } from '../../kernel/words.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const csvType = 'text/csv; charset=utf-8';

/** What a file may be called on its way in; what it is, is told by its content. */
const uploadTypes = [
  'application/octet-stream',
  xlsxType,
  'application/vnd.ms-excel',
  'application/vnd.ms-excel.sheet.macroEnabled.12',
  'text/csv',
] as const;

/** Bytes of a file: the whole country on a form of sixty indicators takes about two million. */
export const MOST_FILE_BYTES = 12 * 1024 * 1024;

const language = Language.default('vi');
const ofReport = z.object({ reportId: id });
/** `below`: the units directly below one's own; `communes`: every commune under it. */
const ofUnits = {
  form: z.string().max(40),
  period: periodCode,
  units: z.enum(['below', 'communes']).default('below'),
};

/** The SHA-256 of the file that was checked. */
const checked = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.coerce.number().int().min(0).max(1_000_000);

export const downloadWorkbook = route({
  method: 'GET',
  path: '/api/reports/:reportId/workbook',
  summary:
    'The form of one report as a spreadsheet to fill in: figures typed so far, earlier ones, and a sheet for its words',
  file: xlsxType,
  params: ofReport,
  query: z.object({ language }),
  response: z.unknown(),
});

export const downloadCsv = route({
  method: 'GET',
  path: '/api/reports/:reportId/workbook/csv',
  summary: 'The same figures as CSV (UTF-8 with its mark, semicolons), without the words',
  file: csvType,
  params: ofReport,
  query: z.object({ language }),
  response: z.unknown(),
});

export const downloadWorkbookOfUnits = route({
  method: 'GET',
  path: '/api/workbooks',
  summary: 'One table of units × indicators as a spreadsheet, for posts that import the reports of many units',
  file: xlsxType,
  query: z.object({ ...ofUnits, language }),
  response: z.unknown(),
});

export const downloadCsvOfUnits = route({
  method: 'GET',
  path: '/api/workbooks/csv',
  summary: 'The same figures as CSV (UTF-8 with its mark, semicolons), without the words',
  file: csvType,
  query: z.object({ ...ofUnits, language }),
  response: z.unknown(),
});

/** A value with how exact it is; null: nothing stood there, or the cell is emptied. */
const figureOfCell = z.number().nullable();

/**
 * One cell that may be written: address, place of the unit in `units`, of the indicator in `indicators`, the value before, the value
 * after, how exact it is (`exact`, `at_least`, `about`). A tuple, since a whole country has two hundred thousand of them.
 */
export const acceptedCell = z.tuple([
  z.string(),
  z.number().int(),
  z.number().int(),
  figureOfCell,
  figureOfCell,
  z.enum(precisions),
]);
export type AcceptedCell = z.infer<typeof acceptedCell>;

export const refusedCell = z.object({
  /** `B7`, with the name of the sheet before it where there are several; in CSV line and column, `7:2`. */
  at: z.string(),
  /** Places in `units` and `indicators`; null where the cell could not be told to be one's. */
  unit: z.number().int().nullable(),
  indicator: z.number().int().nullable(),
  /** What stands in the cell. */
  text: z.string(),
  code: z.string(),
  says: wordsAnswer,
});
export type RefusedCell = z.infer<typeof refusedCell>;

/** Sections of words are told by the beginning of their texts, so many signs of each. */
export const SHOWN_OF_WORDS = 300;

/** One section of words that may be written: address, places of the unit in `units` and of the section in `sections`, both texts by their beginning. */
const acceptedWords = z.object({
  at: z.string(),
  unit: z.number().int(),
  section: z.number().int(),
  before: z.string(),
  /** Empty: the section is cleared. */
  after: z.string(),
});
export type AcceptedWords = z.infer<typeof acceptedWords>;

const refusedWords = z.object({
  at: z.string(),
  /** Null where the cell could not be told to be one's. */
  unit: z.number().int().nullable(),
  section: z.number().int().nullable(),
  text: z.string(),
  code: z.string(),
  says: wordsAnswer,
});
export type RefusedWords = z.infer<typeof refusedWords>;

export const unitOutcomes = ['written', 'unchanged', 'blank', 'refused'] as const;

const checkedFile = z.object({
  checked,
  format: z.enum(['xlsx', 'csv']),
  /** `own`: a form of this program, as it was given out; `stale`: the report has changed since; `foreign`: matched by its headings. */
  found: z.enum(['own', 'stale', 'foreign']),
  form: z.object({ code: z.string(), title: wordsAnswer }),
  period: periodAnswer,
  /** What else was seen in the file and what was made of it: macros left aside, formulas read by their last value … */
  notices: z.array(z.object({ code: z.string(), says: wordsAnswer })),
  indicators: z.array(z.object({ id: z.string(), words: wordsAnswer, unit: wordsAnswer })),
  units: z.array(
    z.object({
      id: z.number().int(),
      code: z.string(),
      fullName: z.string(),
      outcome: z.enum(unitOutcomes),
      accepted: z.number().int(),
      refused: z.number().int(),
      /** Why nothing of this unit can be written, whatever its cells hold. */
      whyNot: whyNotAnswer,
    }),
  ),
  /** So many at once as an officer may look through; `summary` counts all, and a table tells the next ones when asked with `from`. */
  accepted: z.array(acceptedCell),
  /** The first 20,000; `summary` counts all. */
  refused: z.array(refusedCell),
  summary: z.object({
    /** Cells that would change. */
    accepted: z.number().int(),
    /** Cells that hold what stands already. */
    unchanged: z.number().int(),
    refused: z.number().int(),
    /** Reports that would be written. */
    reports: z.number().int(),
  }),
  /** The sheet of words, section by section; null where the file has none, as CSV, and then words stay as they are. */
  words: z
    .object({
      sections: z.array(z.object({ key: z.string(), title: wordsAnswer, required: z.boolean() })),
      /** The first 2,000; `summary` counts all. */
      accepted: z.array(acceptedWords),
      /** The first 20,000; `summary` counts all. */
      refused: z.array(refusedWords),
      summary: z.object({ accepted: z.number().int(), unchanged: z.number().int(), refused: z.number().int() }),
    })
    .nullable(),
});

export const checkWorkbook = route({
  method: 'POST',
  path: '/api/reports/:reportId/workbook/check',
  summary:
    'Read a filled form of one report: every accepted and refused cell and section by address; nothing is written',
  readsOnly: true,
  upload: uploadTypes,
  bodyLimit: MOST_FILE_BYTES,
  params: ofReport,
  response: checkedFile.extend({
    draftVersion: z.number().int(),
    wordsVersion: z.number().int(),
    whyNot: z.object({ applyWorkbook: whyNotAnswer }),
  }),
});

export const applyWorkbook = route({
  method: 'POST',
  path: '/api/reports/:reportId/workbook/apply',
  summary: 'Write a file that was checked into the draft of its report, all of it or nothing',
  upload: uploadTypes,
  bodyLimit: MOST_FILE_BYTES,
  params: ofReport,
  /** `sections`, `wordsVersion`: sections of words that were shown, and the version of the words they were held against. */
  query: z.object({
    checked,
    draftVersion: z.coerce.number().int().min(0),
    cells: count,
    sections: count.default(0),
    wordsVersion: z.coerce.number().int().min(0).default(0),
  }),
  response: z.object({ cells: z.number().int(), sections: z.number().int(), draftVersion: z.number().int() }),
});

export const checkWorkbookOfUnits = route({
  method: 'POST',
  path: '/api/workbooks/check',
  summary:
    'Read a filled table of many units: accepted (the first 2,000 after `from`) and refused cells by address; nothing is written',
  readsOnly: true,
  upload: uploadTypes,
  bodyLimit: MOST_FILE_BYTES,
  query: z.object({ ...ofUnits, from: count.default(0) }),
  response: checkedFile.extend({ whyNot: z.object({ applyWorkbookOfUnits: whyNotAnswer }) }),
});
export type CheckedUnits = z.infer<typeof checkWorkbookOfUnits.response>;
export type CheckedReport = z.infer<typeof checkWorkbook.response>;

export const applyWorkbookOfUnits = route({
  method: 'POST',
  path: '/api/workbooks/apply',
  summary: 'Send the reports of a file that was checked, all of them or none',
  sensitive: true,
  upload: uploadTypes,
  bodyLimit: MOST_FILE_BYTES,
  query: z.object({ ...ofUnits, checked, reports: count, cells: count, sections: count.default(0) }),
  response: z.object({ reports: z.number().int(), cells: z.number().int(), sections: z.number().int() }),
});
