/** Which review is looked at: unit, period and reading from the address, and what the server answers for them. */
import { listPeriods, readings } from '@app/contract/figures/routes.ts';
import type { Call } from '@app/contract/kernel/route.ts';
import { getUnit } from '@app/contract/org/routes.ts';
import { getReview } from '@app/contract/review/routes.ts';
import { useSearch } from '@tanstack/react-router';
import { useRead } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { periodsOf, periodToShow } from './period-to-show.ts';

export type ReviewQuestion = Call<typeof getReview>['query'];

/** The unit asked for, else that of the post. The post knows the name of its own unit before anything is read. */
const useUnit = (asked: string | undefined) => {
  const { post } = useSession();
  const id = Number(asked) || post?.unit.id || 0;
  const { data, error } = useRead(getUnit, { params: { unitId: id }, query: {} }, { when: id > 0 });
  const unit = data?.unit.id === id ? data.unit : null;
  return { id, unit, error, fullName: unit?.fullName ?? (id === post?.unit.id ? post.unit.fullName : '…') };
};

export const useReview = () => {
  const { language } = useWords();
  const { today } = useSession();
  const search = useSearch({ from: '/inside/review' });
  const place = useUnit(search.unit);
  const listed = useRead(listPeriods, { query: {} });
  const periods = listed.data && place.unit ? periodsOf(listed.data, place.unit) : null;
  const period = search.period ?? (periods && periodToShow(periods, today));
  const reading = readings.find((one) => one === search.reading) ?? 'accepted';
  const question: ReviewQuestion | null =
    period === null ? null : { unit: place.id, period, reading, language, ...(search.form && { form: search.form }) };
  // The address is not asked before its period is known, so the empty one is never sent.
  const review = useRead(getReview, { query: question ?? { unit: 0, period: '' } }, { when: question !== null });
  return { place, periods, period, reading, question, review, error: place.error ?? listed.error ?? review.error };
};
