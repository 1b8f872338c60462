/** From which periods a form can be used. */
import { addDays, isKept, type Period, periodContaining } from '../../kernel/period.ts';
import type { formPeriodKinds } from './routes.ts';

type Kind = (typeof formPeriodKinds)[number];

/** As many periods are offered. */
const OFFERED: Record<Kind, number> = { month: 14, quarter: 6, half_year: 4, year: 4 };

/** The period of a kind that begins when another one is over. */
export const periodAfter = (period: Period, kind: Kind): Period => periodContaining(kind, addDays(period.endsOn, 1));

/** The periods of a kind with which a form can begin, from a first one on, earliest first; none that the calendar has given up. */
export const periodsToBegin = (first: Period, kind: Kind): Period[] => {
  const list = [first];
  for (let last = list[0]; last && list.length < OFFERED[kind]; last = list.at(-1)) list.push(periodAfter(last, kind));
  return list.filter(isKept);
};
