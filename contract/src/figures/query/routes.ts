import * as z from 'zod';
import { civilDate, id, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';
import { periodAnswer } from '../routes.ts';
import { namedQueries, openArguments, type QueryName } from './named.ts';
import { question } from './question.ts';

/**
 * Figures as columns: one entry for each row × period × indicator, the indicators of a period side by side, the periods of a row one
 * after the other. Thousands of figures travel so in a tenth of the bytes of as many objects.
 */
export const figureColumns = z.object({
  /** Null: missing. Missing is not zero. */
  values: z.array(z.number().nullable()),
  /** On how many of the expected reports each value rests. */
  reported: z.array(z.number()),
  expected: z.array(z.number()),
  /** 0 exact, 1 at least ("hơn"), 2 about ("gần"); null: all are exact. */
  precision: z.array(z.number()).nullable(),
  /** 1: added up from the reports of shorter periods; null: none is. */
  fromShorter: z.array(z.number()).nullable(),
  /** For each row × period how many units stand behind it: 0 where none met `where`. */
  units: z.array(z.number()),
});
export type FigureColumns = z.infer<typeof figureColumns>;

export const figureGrid = z.object({
  indicators: z.array(z.string()),
  /** What was asked for by name or code, with the codes; oldest first as asked. */
  periods: z.array(periodAnswer),
  line: z.string(),
  reading: z.string(),
  /** The tree on which the units were chosen. */
  on: civilDate,
  /** On which boundaries the figures stand: those of a date, or of the end of each period. */
  boundaries: z.union([z.literal('as-then'), civilDate]),
  /** The rows, where each unit stands by itself. */
  units: z
    .object({
      ids: z.array(z.number()),
      codes: z.array(z.string()),
      names: z.array(z.string()),
      levels: z.array(z.string()),
      types: z.array(z.string()),
    })
    .nullable(),
  /** The rows, where units are put together; a unit with two tags counts in both. */
  groups: z.array(z.object({ id: z.string(), words: wordsAnswer, units: z.number().int() })).nullable(),
  figures: figureColumns,
  /**
   * On boundaries of a date, for each figure of a single unit what of it came by the weight of a division, and what stands there
   * because no unit below can be given it; null where the figure is no sum.
   */
  restated: z
    .object({ allocated: z.array(z.number().nullable()), notAllocated: z.array(z.number().nullable()) })
    .nullable(),
  /** All chosen units together, for each period × indicator. */
  total: figureColumns.nullable(),
  /** Figures quoted for a whole area: never added, shown beside; `at` is the place in the columns. */
  declared: z.array(z.object({ at: z.number().int(), value: z.number() })),
  /** For what was published: the editions, and for each figure which of them holds it (null: none). */
  editions: z
    .object({
      list: z.array(
        z.object({
          id: z.number().int(),
          number: z.string(),
          issuedOn: civilDate,
          unitId: z.number().int(),
          period: z.string(),
        }),
      ),
      of: z.array(z.number().nullable()),
    })
    .nullable(),
});
export type FigureGrid = z.infer<typeof figureGrid>;

export const queryFigures = route({
  method: 'GET',
  path: '/api/figures/query',
  summary:
    'Figures by a question: indicators × periods × units with filters, groups and totals, as columns; up to 200,000 figures, more by the export',
  query: question,
  response: figureGrid,
});

// The names of an object that has some: never none, which is what a closed list asks for.
const names = namedQueries.map(({ name }) => name) as [QueryName, ...QueryName[]];

export const listQueries = route({
  method: 'GET',
  path: '/api/figures/queries',
  summary: 'The named queries: what each asks, and which arguments it leaves open',
  response: z.array(
    z.object({
      name: z.enum(names),
      words: wordsAnswer,
      asks: wordsAnswer,
      question: z.record(z.string(), z.string()),
      open: z.array(z.enum(openArguments)),
    }),
  ),
});

export const askQuery = route({
  method: 'GET',
  path: '/api/figures/queries/:name',
  summary: 'The answer to a named query, for the arguments it leaves open',
  params: z.object({ name: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  query: question.pick({ line: true, reading: true, on: true, boundaries: true, day: true }).extend({
    /** The unit it starts from; without it that of the asking post. */
    unit: id.optional(),
    /** Where it asks about several: their ids. */
    units: z
      .string()
      .regex(/^\d{1,9}(,\d{1,9}){0,99}$/)
      .optional(),
  }),
  response: figureGrid,
});

export const csvType = 'text/csv; charset=utf-8';
export const parquetType = 'application/vnd.apache.parquet';

// Writes: who took figures along stands in the audit.
export const exportFiguresAsCsv = route({
  method: 'POST',
  path: '/api/figures/export/csv',
  summary: 'The answer to a question of any size as CSV (UTF-8 with its mark), one line for each figure',
  sensitive: true,
  file: csvType,
  query: question,
  response: z.null(),
});

export const exportFiguresAsParquet = route({
  method: 'POST',
  path: '/api/figures/export/parquet',
  summary: 'The answer to a question of any size as Parquet, one row for each figure',
  sensitive: true,
  file: parquetType,
  query: question,
  response: z.null(),
});
