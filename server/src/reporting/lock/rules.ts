/** When a report locks by itself: some days after its deadline, and never while somebody waits for it to be corrected. */
import { addDays, type CivilDate } from '@app/contract/kernel/period.ts';

/** Days that a unit has for a correction when its report comes back near or after its lock date. */
export const CORRECTION_DAYS = 5;

/**
 * The last day on which a report can be changed, where its regime sets one. Counted from its deadline, or from the day on which the date
 * is first set where that is later: figures of the past that are loaded today are not locked before anybody could look at them.
 */
export const lockDay = (dueOn: CivilDate, today: CivilDate, days: number | null): CivilDate | null =>
  days === null ? null : addDays(dueOn > today ? dueOn : today, days);

/** Whoever returns a report leaves time to correct it: the last day on which it can be changed, by its regime or by an exception. */
export const lastDayAfterReturn = (lastDay: CivilDate | null, today: CivilDate): CivilDate | null => {
  const until = addDays(today, CORRECTION_DAYS);
  return lastDay !== null && lastDay < until ? until : lastDay;
};
