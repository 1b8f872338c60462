/** Which unit, form and period a screen shows: from the address, else what the post would open first. */
import { listPeriods } from '@app/contract/figures/routes.ts';
import { isKept, type Period, periodContaining, previousOf } from '@app/contract/kernel/period.ts';
import { getMyWork } from '@app/contract/reporting/routes.ts';
import { useRead } from '../kernel/query.ts';
import { usePost, useSession } from '../kernel/session.ts';
import { type FormChoice, hasBegun, useFormChoices } from './forms.ts';
import { usualDesk } from './my-work.ts';

export type Place = { unit: number; form: string; period: string };
type Asked = { unit?: string; form?: string; period?: string };

/** As far back as a period is looked for that the calendar kept: five years of months. */
const FAR = 60;

const lastKept = (before: Period): Period => {
  const all = [previousOf(before)];
  for (let last = all[0]; last && all.length < FAR && !isKept(last); last = all.at(-1)) all.push(previousOf(last));
  return all.at(-1) ?? before;
};

/** The newest period of a form that is over and was kept; of a form that begins later, its first. */
const newestOf = (choice: FormChoice | undefined, today: string): string =>
  choice?.from && !hasBegun(choice, today)
    ? choice.from.code
    : lastKept(periodContaining(choice?.periodKind ?? 'month', today, choice?.calendar)).code;

/** Null while the usual place is being looked up. */
export const usePlace = ({ unit, form, period }: Asked): Place | null => {
  const post = usePost();
  const { today } = useSession();
  const given = form !== undefined && period !== undefined;
  const work = useRead(getMyWork, {}, { when: !given });
  const formChoices = useFormChoices();
  if (!given && ((!work.data && !work.error) || formChoices.length === 0)) return null;
  const usual = usualDesk(work.data?.desks ?? [], today);
  const first = formChoices.find((choice) => hasBegun(choice, today)) ?? formChoices[0];
  const chosen = form ?? usual?.form.code ?? first?.code ?? '';
  const over = newestOf(
    formChoices.find(({ code }) => code === chosen),
    today,
  );
  return {
    unit: Number(unit) || (post?.unit.id ?? 0),
    form: chosen,
    period: period ?? (form === undefined || form === usual?.form.code ? (usual?.period.code ?? over) : over),
  };
};

/** The periods of its calendar that a form can be added up over, newest first. */
export const usePeriods = (form: string) => {
  const choice = useFormChoices().find(({ code }) => code === form);
  const { data } = useRead(listPeriods, {
    query: { calendar: choice?.calendar ?? 'reporting', ...(choice?.yearly && { kind: 'year' as const }) },
  });
  return (data ?? []).toSorted(
    (one, other) => other.endsOn.localeCompare(one.endsOn) || (one.kind < other.kind ? 1 : -1),
  );
};
