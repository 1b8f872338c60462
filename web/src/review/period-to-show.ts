import type { periodAnswer } from '@app/contract/figures/routes.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import type * as z from 'zod';

type Listed = Pick<z.infer<typeof periodAnswer>, 'code' | 'startsOn' | 'endsOn'>;

/** The period a review opens on: the newest that is over, else the newest there is; null when there is none. */
export const periodToShow = (periods: readonly Listed[], today: CivilDate): string | null => {
  const newestFirst = [...periods].sort((one, other) => (one.endsOn < other.endsOn ? 1 : -1));
  return (newestFirst.find(({ endsOn }) => endsOn < today) ?? newestFirst[0])?.code ?? null;
};
