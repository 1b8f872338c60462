/** Which review is looked at: unit, period and reading from the address, and what the server answers for them. */
import { listPeriods, readings } from '@app/contract/figures/routes.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { getUnit } from '@app/contract/org/routes.ts';
import { getReview } from '@app/contract/review/routes.ts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { periodToShow } from './period-to-show.ts';

export type ReviewQuestion = Call<typeof getReview>['query'];

/** The unit asked for, else that of the post. */
const useUnit = (asked: string | undefined) => {
  const { post } = useSession();
  const own = post?.unit;
  const id = Number(asked) || own?.id || 0;
  const other = useRead(getUnit, { params: { unitId: id }, query: {} }, { when: id > 0 && id !== own?.id });
  const fullName = id === own?.id ? own.fullName : (other.data?.unit.id === id && other.data.unit.fullName) || '…';
  return { id, fullName };
};

export const useReview = () => {
  const { language } = useWords();
  const { today } = useSession();
  const search = useSearch({ from: '/inside/review' });
  const unit = useUnit(search.unit);
  const periods = useRead(listPeriods, { query: {} });
  const period = search.period ?? (periods.data && periodToShow(periods.data, today));
  const reading = readings.find((one) => one === search.reading) ?? 'accepted';
  const question: ReviewQuestion | null =
    period === undefined || period === null
      ? null
      : { unit: unit.id, period, reading, language, ...(search.form && { form: search.form }) };
  // The address is not asked before its period is known, so the empty one is never sent.
  const review = useRead(getReview, { query: question ?? { unit: 0, period: '' } }, { when: question !== null });
  return { unit, periods, period: period ?? null, reading, question, review };
};
