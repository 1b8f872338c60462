/** Working days, days off and deadlines. Which days are off is data; nothing here knows a holiday. */
import { addDays, type CivilDate, type Period, todayInVietnam } from './period.ts';

/** Days that differ from the week from Monday to Friday: `off`, or `working` (a weekend day worked in exchange). */
export type SpecialDays = ReadonlyMap<CivilDate, 'off' | 'working'>;

/** 0 Sunday … 6 Saturday. A civil date has no zone, so it is read as UTC. */
const weekday = (date: CivilDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Whether offices work on a day: Monday to Friday, unless the day is special (Bộ luật Lao động 2019, Art. 105, 111–112). */
export const isWorkingDay = (date: CivilDate, special: SpecialDays): boolean => {
  const kind = special.get(date);
  if (kind !== undefined) return kind === 'working';
  const day = weekday(date);
  return day >= 1 && day <= 5;
};

/** Nobody has more days off on end than this; beyond it the list of special days is taken for a mistake. */
const LONGEST_BREAK = 60;

/** The day itself when it is worked, else the first working day after it. */
export const workingDayFrom = (date: CivilDate, special: SpecialDays): CivilDate => {
  let day = date;
  for (let i = 0; i < LONGEST_BREAK && !isWorkingDay(day, special); i++) day = addDays(day, 1);
  return day;
};

/** The day so many working days after a day, which is not counted itself; earlier when negative. Zero is the day itself. */
export const addWorkingDays = (date: CivilDate, days: number, special: SpecialDays): CivilDate => {
  const step = days < 0 ? -1 : 1;
  let [day, left, idle] = [date, Math.abs(days), 0];
  while (left > 0 && idle < LONGEST_BREAK) {
    day = addDays(day, step);
    if (isWorkingDay(day, special)) [left, idle] = [left - 1, 0];
    else idle += 1;
  }
  return day;
};

/** How many working days lie after the first day, up to the second and with it; 0 when the second is not later. */
export const workingDaysBetween = (from: CivilDate, to: CivilDate, special: SpecialDays): number => {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, special)) count += 1;
  return count;
};

/** The day of a deadline in Vietnam; one at the end of a day is midnight and still belongs to it. */
export const dayOfDeadline = (dueAt: Date): CivilDate => todayInVietnam(new Date(dueAt.getTime() - 1));

/** What a regime says about the day and hour of a deadline. */
export type DeadlineRule = {
  /** Days after the cut-off. */
  daysAfter: number;
  counts: 'days' | 'working_days';
  /** Whether a deadline on a day off moves to the next working day: only if the regime says so. */
  moves: boolean;
  /** Hour of the day in Vietnam, 24 for its end. */
  hour: number;
};

/** The last day on which a report for a period is on time, by a regime. */
export const deadlineDay = (period: Pick<Period, 'endsOn'>, rule: DeadlineRule, special: SpecialDays): CivilDate => {
  const day =
    rule.counts === 'working_days'
      ? addWorkingDays(period.endsOn, rule.daysAfter, special)
      : addDays(period.endsOn, rule.daysAfter);
  return rule.moves ? workingDayFrom(day, special) : day;
};

/** An hour of a day by the clock of Vietnam (UTC+7 throughout the year). */
export const momentInVietnam = (day: CivilDate, hour: number): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 7) * 3_600_000);

/** The moment after which a report for a period is late, by a regime. */
export const deadlineMoment = (period: Pick<Period, 'endsOn'>, rule: DeadlineRule, special: SpecialDays): Date =>
  momentInVietnam(deadlineDay(period, rule, special), rule.hour);
