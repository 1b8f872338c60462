/** Regimes: when a report is due, by form, level and kind of period; and the days off that deadlines ask for. */
import * as z from 'zod';
import { periodAnswer } from '../../figures/routes.ts';
import { civilDate, freeText, id, moment, whyNotAnswer, wordsAnswer } from '../../kernel/answer.ts';
import { Calendar, PeriodKind } from '../../kernel/period.ts';
import { route } from '../../kernel/route.ts';

/** Levels that owe reports to the one above. */
export const owingLevels = ['commune', 'province'] as const;
export type OwingLevel = (typeof owingLevels)[number];
export const countedIn = ['days', 'working_days'] as const;

const which = {
  /** The province whose communes it is for; null for the whole country. */
  unitId: id.nullable(),
  /** Null: every form that has none of its own. */
  form: z.string().max(40).nullable(),
  level: z.enum(owingLevels),
  /** Whose periods; that of the form where it has one. */
  calendar: Calendar.default('reporting'),
  periodKind: PeriodKind,
  /** The first cut-off it holds for. */
  validFrom: civilDate,
};
const terms = {
  daysAfter: z.number().int().min(0).max(90),
  counts: z.enum(countedIn),
  moves: z.boolean(),
  hour: z.number().int().min(1).max(23),
  lockDays: z.number().int().min(1).max(366).nullable(),
  opensDays: z.number().int().min(0).max(120),
  /** Negative before the deadline, 0 on its day, positive after. */
  remindDays: z.array(z.number().int().min(-60).max(60)).max(8),
  escalateDays: z.number().int().min(1).max(60).nullable(),
  ownAllowed: z.boolean(),
};

export const regimeAnswer = z.object({
  id: z.number().int(),
  unit: z.object({ id: z.number().int(), fullName: z.string() }).nullable(),
  form: z.object({ code: z.string(), title: wordsAnswer }).nullable(),
  level: z.enum(owingLevels),
  calendar: Calendar,
  periodKind: PeriodKind,
  validFrom: civilDate,
  ...terms,
  basis: z.string(),
  /** `future`: begins later · `now`: the newest that has begun · `past`: another has taken its place. */
  state: z.enum(['past', 'now', 'future']),
  madeAt: moment,
  whyNotWithdraw: whyNotAnswer,
});
export type RegimeAnswer = z.infer<typeof regimeAnswer>;

export const listRegimes = route({
  method: 'GET',
  path: '/api/regimes',
  summary: 'The regimes that hold for the acting post: deadlines, reminders, locks, with their days of validity',
  response: z.object({
    regimes: z.array(regimeAnswer),
    forms: z.array(z.object({ code: z.string(), title: wordsAnswer, calendar: Calendar, periodKind: PeriodKind })),
    /** The unit for which the post may set a regime: null for the whole country. */
    setsFor: z.object({ id: z.number().int(), fullName: z.string() }).nullable(),
    whyNot: z.object({ setRegime: whyNotAnswer, setDaysOff: whyNotAnswer }),
  }),
});

export const setRegime = route({
  method: 'POST',
  path: '/api/regimes',
  summary: 'Set a regime from a day on; deadlines of what is open and not yet due follow',
  body: z.strictObject({ ...which, ...terms, basis: freeText(3, 300) }),
  response: z.object({ id: z.number().int(), moved: z.number().int() }),
});

/** Numbers of an address. */
const number = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const yesNo = z.enum(['yes', 'no']);

export const previewRegime = route({
  method: 'GET',
  path: '/api/regimes/preview',
  summary:
    'The deadlines of the coming year as a regime would set them, beside those of today, and how many open reports would move',
  query: z.object({
    unitId: id.optional(),
    form: z.string().max(40).optional(),
    level: which.level,
    calendar: which.calendar,
    periodKind: which.periodKind,
    validFrom: which.validFrom,
    daysAfter: number(0, 90),
    counts: terms.counts,
    moves: yesNo,
    hour: number(1, 23),
  }),
  response: z.object({
    periods: z.array(z.object({ period: periodAnswer, dueAt: moment, dueBefore: moment, onDayOff: z.boolean() })),
    moving: z.number().int(),
  }),
});

export const withdrawRegime = route({
  method: 'DELETE',
  path: '/api/regimes/:regimeId',
  summary: 'Take back a regime that has not begun; deadlines follow',
  params: z.object({ regimeId: id }),
  response: z.object({ moved: z.number().int() }),
});

const year = z.coerce.number().int().min(2000).max(2100);
const dayOff = {
  on: civilDate,
  kind: z.enum(['off', 'working']),
  /** True once the decision of the year is out. */
  confirmed: z.boolean(),
};

export const getDaysOff = route({
  method: 'GET',
  path: '/api/days-off/:year',
  summary: 'Public holidays and exchanged working days of a year',
  params: z.object({ year }),
  response: z.object({ days: z.array(z.object({ ...dayOff, name: z.string(), basis: z.string() })) }),
});
export type DayOffAnswer = z.infer<typeof getDaysOff.response>['days'][number];

export const setDaysOff = route({
  method: 'PUT',
  path: '/api/days-off/:year',
  summary: 'Replace the days off of a year; deadlines that move with them follow',
  params: z.object({ year }),
  body: z.strictObject({
    days: z.array(z.strictObject({ ...dayOff, name: freeText(2, 120), basis: freeText(3, 300) })).max(80),
  }),
  response: z.object({ moved: z.number().int() }),
});
