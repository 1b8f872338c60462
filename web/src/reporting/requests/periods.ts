/** The periods one can ask about: the one that runs and the last ones before it, of each calendar and kind that forms are made for and that is kept. */
import {
  Calendar,
  type CivilDate,
  isKept,
  type Period,
  periodContaining,
  previousOf,
} from '@app/contract/kernel/period.ts';

const kinds = [
  { calendar: 'reporting', kind: 'month', many: 12 },
  { calendar: 'reporting', kind: 'quarter', many: 4 },
  { calendar: 'reporting', kind: 'half_year', many: 2 },
  ...Calendar.options.map((calendar) => ({ calendar, kind: 'year', many: 3 }) as const),
] as const;

export const periodsToAsk = (today: CivilDate): Period[] =>
  kinds.flatMap(({ calendar, kind, many }) => {
    const list = [periodContaining(kind, today, calendar)];
    for (let last = list[0]; last && list.length < many; last = list.at(-1)) list.push(previousOf(last));
    return list.filter(isKept);
  });
