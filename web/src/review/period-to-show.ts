import type { periodAnswer } from '@app/contract/figures/routes.ts';
import { type CivilDate, parsePeriod } from '@app/contract/kernel/period.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import type * as z from 'zod';

type Listed = Pick<z.infer<typeof periodAnswer>, 'code' | 'endsOn'>;
type Term = Pick<UnitBrief, 'validFrom' | 'validTo'>;

/** The periods a unit can report on: those at whose end it is in force, since totals follow the tree of that day. */
export const periodsOf = <P extends Listed>(periods: readonly P[], { validFrom, validTo }: Term): P[] =>
  periods.filter(
    ({ endsOn }) => (validFrom === null || validFrom <= endsOn) && (validTo === null || endsOn <= validTo),
  );

/** The period a review opens on, one of the reporting calendar: the newest that is over, else the newest there is; null when there is none. */
export const periodToShow = (periods: readonly Listed[], today: CivilDate): string | null => {
  const usual = periods.filter(({ code }) => parsePeriod(code)?.calendar === 'reporting');
  const newestFirst = usual.sort((one, other) => (one.endsOn < other.endsOn ? 1 : -1));
  return (newestFirst.find(({ endsOn }) => endsOn < today) ?? newestFirst[0])?.code ?? null;
};
