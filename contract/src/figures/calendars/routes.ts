/** How the calendars close, from which day on; the centre changes them. */
import * as z from 'zod';
import { civilDate, freeText, id, whyNotAnswer } from '../../kernel/answer.ts';
import { Calendar, PeriodKind } from '../../kernel/period.ts';
import { route } from '../../kernel/route.ts';

const rule = {
  calendar: Calendar,
  /** The first day on which a cut-off by it may fall. */
  validFrom: civilDate,
  /** Month and day of the last cut-off of a year; in shorter months the last day. */
  month: z.number().int().min(1).max(12),
  day: z.number().int().min(1).max(31),
};

export const listCalendars = route({
  method: 'GET',
  path: '/api/calendars',
  summary: 'How each calendar closes, from which day on, oldest first; and whether the post may change it',
  response: z.object({
    rules: z.array(
      z.object({
        id: z.number().int(),
        ...rule,
        kinds: z.array(PeriodKind),
        basis: z.string(),
        whyNotWithdraw: whyNotAnswer,
      }),
    ),
    whyNot: z.object({ setCalendarRule: whyNotAnswer }),
  }),
});
export type CalendarRuleAnswer = z.infer<typeof listCalendars.response>['rules'][number];

export const setCalendarRule = route({
  method: 'POST',
  path: '/api/calendars',
  summary: 'Let a calendar close otherwise from a day on; periods that are open or have figures keep their days',
  body: z.strictObject({ ...rule, kinds: z.array(PeriodKind).min(1).max(5), basis: freeText(3, 300) }),
  response: z.object({ id: z.number().int(), moved: z.number().int() }),
});

export const withdrawCalendarRule = route({
  method: 'DELETE',
  path: '/api/calendars/:ruleId',
  summary: 'Take back a rule of a calendar that has not begun; its periods get back their days',
  params: z.object({ ruleId: id }),
  response: z.object({ moved: z.number().int() }),
});
