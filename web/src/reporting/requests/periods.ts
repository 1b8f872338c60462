/** The periods one can ask about: the one that runs and the last ones before it, of each kind that forms are made for and the calendar keeps. */
import { type CivilDate, isKept, type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';

const kinds = [
  { kind: 'month', many: 12 },
  { kind: 'quarter', many: 4 },
  { kind: 'half_year', many: 2 },
  { kind: 'year', many: 3 },
] as const;

export const periodsToAsk = (today: CivilDate): Period[] =>
  kinds.flatMap(({ kind, many }) => {
    const list = [periodContaining(kind, today)];
    for (let last = list[0]; last && list.length < many; last = list.at(-1)) list.push(previousOf(last));
    return list.filter(isKept);
  });
