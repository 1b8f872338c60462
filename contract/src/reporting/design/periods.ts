/** From which periods a form can be used. */
import { isKept, nextOf, type Period } from '../../kernel/period.ts';

/** As many periods are offered; no form is made for nine months. */
const OFFERED: Record<Period['kind'], number> = { month: 14, quarter: 6, half_year: 4, nine_months: 0, year: 4 };

/** The periods of a calendar and kind with which a form can begin, from a first one on, earliest first; none that the calendar has given up. */
export const periodsToBegin = (first: Period): Period[] => {
  const list = [first];
  for (let last = first; list.length < OFFERED[first.kind]; list.push(last)) last = nextOf(last);
  return list.filter(isKept);
};
