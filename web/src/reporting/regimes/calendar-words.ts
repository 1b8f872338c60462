import type { CalendarRuleAnswer } from '@app/contract/figures/calendars/routes.ts';
import {
  type Calendar,
  type CalendarRule,
  type CivilDate,
  type Period,
  type PeriodKind,
  periodOf,
  rulesByCalendar,
} from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { kindWords } from './words.ts';

/** The last day of a year of a calendar: "14/12". */
export const yearEnd = ({ month, day }: Pick<CalendarRuleAnswer, 'month' | 'day'>): string =>
  `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}`;

/** "Chốt ngày 14 hằng tháng, năm chốt 14/12. Tháng, Quý, Năm." */
export const closingWords = (rule: Pick<CalendarRuleAnswer, 'calendar' | 'month' | 'day' | 'kinds'>): Words => {
  const kinds = (language: 'vi' | 'en') => rule.kinds.map((kind) => kindWords[kind][language]).join(', ');
  const day = yearEnd(rule);
  return rule.calendar === 'reporting'
    ? {
        vi: `Chốt ngày ${rule.day} hằng tháng, năm chốt ${day}. ${kinds('vi')}.`,
        en: `Closes on day ${rule.day} of each month, the year on ${day}. ${kinds('en')}.`,
      }
    : { vi: `Năm chốt ${day}.`, en: `The year closes on ${day}.` };
};

/** Which rule of each calendar holds for a day: the newest that has begun. */
export const ruleNow = <R extends Pick<CalendarRule, 'calendar' | 'validFrom'>>(
  rules: readonly R[],
  calendar: Calendar,
  today: CivilDate,
): R | undefined =>
  rules
    .filter((rule) => rule.calendar === calendar && rule.validFrom <= today)
    .toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))[0];

export type Moved = { now: Period; next: Period };

/** The periods of a calendar around a rule to be set whose days would change, earliest first; those of the years after follow alike. */
export const periodsMoved = (rules: readonly CalendarRule[], asked: CalendarRule): Moved[] => {
  const before = rulesByCalendar(rules);
  const after = rulesByCalendar([...rules, asked]);
  const first = Number(asked.validFrom.slice(0, 4));
  const perYear: readonly (readonly [PeriodKind, number])[] =
    asked.calendar === 'reporting'
      ? [
          ['month', 12],
          ['year', 1],
        ]
      : [['year', 1]];
  return [first, first + 1]
    .flatMap((year) =>
      perYear.flatMap(([kind, many]) =>
        Array.from({ length: many }, (_, at) => ({
          now: periodOf(kind, year, at + 1, asked.calendar, before),
          next: periodOf(kind, year, at + 1, asked.calendar, after),
        })),
      ),
    )
    .filter(({ now, next }) => now.startsOn !== next.startsOn || now.endsOn !== next.endsOn);
};
