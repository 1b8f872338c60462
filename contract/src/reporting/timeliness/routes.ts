/** Timeliness (đúng hạn): the first submission of every unit against the deadline of its level, and the accepted one against the first. */
import * as z from 'zod';
import { periodAnswer, periodCode } from '../../figures/routes.ts';
import { id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { route } from '../../kernel/route.ts';

/** How one report stands against its deadline. `overdue`: not sent and the deadline is over; `not-due`: not sent, still time. */
export const timings = ['on-time', 'late', 'overdue', 'not-due'] as const;
export type Timing = (typeof timings)[number];

/** The periods on a board, the one asked for and those before it. */
export const BOARD_PERIODS = 12;

const unit = z.object({ id: z.number().int(), fullName: z.string() });
const asked = z.object({ unit: id, form: z.string().max(40), period: periodCode });

/** Counts over reports; a report counts as due once it was sent or its deadline is over. */
const counted = z.object({
  due: z.number().int(),
  onTime: z.number().int(),
  late: z.number().int(),
  overdue: z.number().int(),
  /** Not sent, and the deadline is still ahead. */
  notDue: z.number().int(),
  /** Days from deadline to first submission, in the middle; before the deadline it is negative. Null: nothing is due. */
  median: z.number().nullable(),
});
export type Counted = z.infer<typeof counted>;

const cell = z.object({
  period: z.string(),
  reportId: z.number().int(),
  timing: z.enum(timings),
  /** Calendar days after the day of the deadline; 0: late on the day itself, or not late. */
  daysLate: z.number().int(),
  dueAt: moment,
  firstAt: moment.nullable(),
  /** It came back and has not been sent again. */
  isReturned: z.boolean(),
  revisions: z.number().int(),
  /** When the revision that was accepted was sent; null while none is. */
  finalAt: moment.nullable(),
  /** Days from the first submission to the accepted one. */
  finalDays: z.number().nullable(),
});
export type TimelinessCell = z.infer<typeof cell>;

export const getTimeliness = route({
  method: 'GET',
  path: '/api/timeliness',
  summary:
    'Timeliness of the units directly below a unit over twelve periods: each report, shares, ranks, and who was urged',
  query: asked,
  response: z.object({
    unit: unit.extend({ level: z.string() }),
    form: z.object({ code: z.string(), title: wordsAnswer }),
    period: periodAnswer,
    /** Periods with reports below, newest first. */
    choices: z.array(periodAnswer),
    /** The periods of the board, oldest first, each with the counts of all units. */
    periods: z.array(periodAnswer.extend({ counted })),
    all: counted,
    /** Overdue in the period asked for and not locked: whom a letter can go to. */
    toUrge: z.number().int(),
    /** First against final: reports that were accepted, how many of them only after a further revision, and days between. */
    revised: z.object({
      accepted: z.number().int(),
      again: z.number().int(),
      medianDays: z.number().nullable(),
      mostRevisions: z.number().int(),
    }),
    /** By rank; units with nothing due stand last without one. */
    units: z.array(
      unit.extend({
        code: z.string(),
        rank: z.number().int().nullable(),
        counted,
        cells: z.array(cell),
      }),
    ),
    /** Letters that were sent to these units for these periods, newest first. */
    urged: z.array(
      z.object({
        urgingId: z.number().int(),
        unit,
        period: z.string(),
        number: z.string(),
        sentAt: moment,
        by: wordsAnswer,
        daysLate: z.number().int(),
        answeredAt: moment.nullable(),
      }),
    ),
    /** Whether the units below see each other's ranking. */
    neighboursSee: z.boolean(),
    whyNot: z.object({ draftUrging: whyNotAnswer, setNeighbours: whyNotAnswer }),
  }),
});

export const getTimelinessByProvince = route({
  method: 'GET',
  path: '/api/timeliness/provinces',
  summary:
    'Timeliness of the communes of every province over twelve periods, added up by province; for the whole country',
  query: asked,
  response: z.object({
    unit: unit.extend({ level: z.string() }),
    form: z.object({ code: z.string(), title: wordsAnswer }),
    period: periodAnswer,
    choices: z.array(periodAnswer),
    periods: z.array(periodAnswer.extend({ counted })),
    all: counted,
    units: z.array(
      unit.extend({
        code: z.string(),
        rank: z.number().int().nullable(),
        counted,
        cells: z.array(z.object({ period: z.string(), counted })),
      }),
    ),
  }),
});

export const getNeighbours = route({
  method: 'GET',
  path: '/api/timeliness/neighbours',
  summary:
    'The own unit among those below the same superior, by what was due in the last twelve months on the own lines; empty unless the superior has switched it on',
  response: z.object({
    superior: unit.nullable(),
    units: z.array(
      unit.extend({
        rank: z.number().int().nullable(),
        due: z.number().int(),
        onTime: z.number().int(),
        isOwn: z.boolean(),
      }),
    ),
  }),
});

export const setNeighbours = route({
  method: 'PUT',
  path: '/api/timeliness/neighbours',
  summary: 'Let the units directly below the own one see each other in the ranking, or no longer',
  body: z.strictObject({ isOn: z.boolean() }),
  response: z.object({ isOn: z.boolean() }),
});
