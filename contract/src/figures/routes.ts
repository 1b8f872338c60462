import * as z from 'zod';
import { civilDate, id, moment, wordsAnswer } from '../kernel/answer.ts';
import { Calendar, PeriodKind } from '../kernel/period.ts';
import { route } from '../kernel/route.ts';

export const lines = ['committee', 'police', 'front', 'women', 'youth', 'veterans', 'farmers'] as const;
export type Line = (typeof lines)[number];
export const readings = ['accepted', 'submitted'] as const;
export type Reading = (typeof readings)[number];
export const precisions = ['exact', 'at_least', 'about'] as const;

export const lineWords: Record<Line | 'all', z.infer<typeof wordsAnswer>> = {
  committee: { vi: 'Ban Chỉ đạo', en: 'Steering committee' },
  police: { vi: 'Công an', en: 'Police' },
  front: { vi: 'Mặt trận Tổ quốc', en: 'Fatherland Front' },
  women: { vi: 'Hội Liên hiệp Phụ nữ', en: "Women's Union" },
  youth: { vi: 'Đoàn Thanh niên', en: 'Youth Union' },
  veterans: { vi: 'Hội Cựu chiến binh', en: "Veterans' Association" },
  farmers: { vi: 'Hội Nông dân', en: "Farmers' Association" },
  all: { vi: 'Tất cả các tuyến', en: 'All lines' },
};

export const periodCode = z.string().regex(/^([A-Z]{2}:)?\d{4}-(M(0[1-9]|1[0-2])|Q[1-4]|H[12]|N9|Y)$/);
const indicatorId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(80);
const list = (item: z.ZodString, most: number) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(most));

/** One total (or cell) with everything that must be said beside it. */
export const figureAnswer = z.object({
  indicator: z.string(),
  unitId: z.number().int(),
  period: z.string(),
  line: z.string(),
  reading: z.enum(readings),
  /** Null: missing. Missing is not zero. */
  value: z.number().nullable(),
  precision: z.enum(precisions),
  /** On how many of the expected reports the value rests. */
  reported: z.number().int(),
  expected: z.number().int(),
  /** `units`: reports of this very period; `unit-periods`: added up from the reports of shorter periods. */
  basis: z.enum(['units', 'unit-periods']),
  /** A figure quoted for the whole area: never added, shown beside the total. */
  declared: z.number().nullable(),
});
export type FigureAnswer = z.infer<typeof figureAnswer>;

export const getFigures = route({
  method: 'GET',
  path: '/api/figures',
  summary: 'Totals: indicators × units × periods, on the tree at the end of each period',
  query: z.object({
    indicators: list(indicatorId, 300),
    /** Unit ids, or `children:ID` for all units directly below ID, or `communes:ID` for all communes below ID. */
    units: z.string().regex(/^(\d{1,9}(,\d{1,9})*|(children|communes):\d{1,9})$/),
    periods: list(periodCode, 130),
    line: z.enum([...lines, 'all']).default('all'),
    reading: z.enum(readings).default('accepted'),
  }),
  response: z.object({ figures: z.array(figureAnswer) }),
});

export const traceAnswer = z.object({
  figure: figureAnswer,
  indicator: z.object({ id: z.string(), words: wordsAnswer, unit: wordsAnswer, kind: z.string(), share: z.string() }),
  unit: z.object({ id: z.number().int(), fullName: z.string(), level: z.string() }),
  periodWords: wordsAnswer,
  /** The other reading, beside. */
  other: figureAnswer,
  /** As published in the newest edition of the unit and period, when there is one. */
  published: z
    .object({ value: z.number().nullable(), number: z.string(), issuedOn: civilDate, editionId: z.number().int() })
    .nullable(),
  /** How the value comes about, in words: sum over units, quotient of parts, value at the cut-off … */
  formula: wordsAnswer,
  /** For ratios and averages: the parts with their own figures. */
  operands: z.array(z.object({ role: z.enum(['part', 'whole']), figure: figureAnswer, words: wordsAnswer })),
  /** The unit's own cells, line by line, with the submission and the acceptance behind each. */
  own: z.array(
    z.object({
      line: z.string(),
      period: z.string(),
      value: z.number().nullable(),
      declared: z.number().nullable(),
      precision: z.enum(precisions),
      submissionId: z.number().int().nullable(),
      revision: z.number().int().nullable(),
      submittedAt: moment.nullable(),
      submittedBy: wordsAnswer.nullable(),
      acceptedAt: moment.nullable(),
      acceptedBy: wordsAnswer.nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** A stock that is missing at the last cut-off: the newest earlier value, beside it. */
  lastKnown: z.object({ value: z.number(), period: z.string() }).nullable(),
  /** The unit's own cell of this period minus the sum of its shorter periods, where it has both: a signal. */
  difference: z.number().nullable(),
  /** The units directly below with their totals; `value: null` is missing. */
  parts: z.array(
    z.object({
      unitId: z.number().int(),
      fullName: z.string(),
      value: z.number().nullable(),
      precision: z.enum(precisions),
      reported: z.number().int(),
      expected: z.number().int(),
    }),
  ),
  byLine: z.array(z.object({ line: z.string(), value: z.number().nullable() })),
  /** Set when the period crosses a reform of the tree; says what was done with the earlier part. */
  breakOn: civilDate.nullable(),
});
export type TraceAnswer = z.infer<typeof traceAnswer>;

export const getTrace = route({
  method: 'GET',
  path: '/api/figures/trace',
  summary: 'Where a figure comes from: formula, parts, submissions, revisions, who accepted and when',
  query: z.object({
    indicator: indicatorId,
    unit: id,
    period: periodCode,
    line: z.enum([...lines, 'all']).default('all'),
    reading: z.enum(readings).default('accepted'),
  }),
  response: traceAnswer,
});

export const periodAnswer = z.object({
  code: z.string(),
  kind: z.string(),
  words: wordsAnswer,
  startsOn: civilDate,
  endsOn: civilDate,
});

export const listPeriods = route({
  method: 'GET',
  path: '/api/periods',
  summary: 'The periods that carry obligations or figures, of every calendar unless one is named',
  query: z.object({ calendar: Calendar.optional(), kind: PeriodKind.optional() }),
  response: z.array(periodAnswer),
});

export const listIndicators = route({
  method: 'GET',
  path: '/api/indicators',
  summary: 'The indicator catalogue',
  response: z.array(
    z.object({
      id: z.string(),
      slot: z.number().int(),
      group: z.string(),
      words: wordsAnswer,
      unit: wordsAnswer,
      kind: z.enum(['F', 'S', 'D', 'R', 'A', 'B']),
      share: z.enum(['one', 'add']),
      part: z.string().nullable(),
      whole: z.string().nullable(),
      partOf: z.boolean(),
      public: z.boolean(),
      source: z.string(),
    }),
  ),
});
