/** Who changes a calendar, and what a change may be. */

import {
  calendarHasBegun,
  calendarInPast,
  calendarNotDivided,
  calendarPeriodsUsed,
} from '@app/contract/figures/calendars/problems.ts';
import {
  type CalendarRule,
  type CivilDate,
  compareDates,
  type Period,
  periodInSentence,
  sayDate,
} from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';

type Designer = { does: ReadonlySet<string>; allUnits: boolean };

/** Calendars are those of the whole country. */
export const whyNotChangeCalendars = ({ does, allUnits }: Designer): Refusal | null =>
  does.has('design') && allUnits ? null : refuse(notAllowed, {});

/**
 * Why a calendar cannot close so. A rule begins after today and after the others of its calendar, so that what was known of a period
 * before never changes (NĐ 09/2019/NĐ-CP Art. 7: who reports knows the cut-off before).
 */
export const whyNotSetCalendar = (
  asked: CalendarRule,
  facts: { today: CivilDate; rules: readonly CalendarRule[] },
): Refusal | null => {
  const fits =
    asked.calendar === 'reporting'
      ? asked.month === 12 && asked.kinds.includes('year')
      : asked.kinds.every((kind) => kind === 'year');
  if (!fits) return refuse(calendarNotDivided, {});
  const after = facts.rules
    .filter(({ calendar }) => calendar === asked.calendar)
    .reduce((latest, { validFrom }) => (validFrom > latest ? validFrom : latest), facts.today);
  return compareDates(asked.validFrom, after) > 0 ? null : refuse(calendarInPast, { after: sayDate(after, 'vi') });
};

/** Why a rule is not taken back: it has begun. */
export const whyNotWithdrawCalendar = (
  rule: Pick<CalendarRule, 'validFrom'>,
  doer: Designer,
  today: CivilDate,
): Refusal | null =>
  whyNotChangeCalendars(doer) ?? (compareDates(rule.validFrom, today) <= 0 ? refuse(calendarHasBegun, {}) : null);

/** Why periods cannot get other days: one of them is open or has figures. */
export const whyNotMove = (used: Period | null): Refusal | null => {
  if (!used) return null;
  const name = periodInSentence(used, 'vi');
  return refuse(calendarPeriodsUsed, {
    period: name.charAt(0).toUpperCase() + name.slice(1),
    endsOn: sayDate(used.endsOn, 'vi'),
  });
};
