/** The forms in use at the unit, for the choice in the address. */
import type { Line } from '@app/contract/figures/routes.ts';
import { type Calendar, calendarWords } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { type FormBrief, listForms } from '@app/contract/reporting/design/routes.ts';
import { useMemo } from 'react';
import { useRead } from '../kernel/query.ts';

export type FormChoice = {
  code: string;
  title: Words;
  line: Line;
  calendar: Calendar;
  periodKind: FormBrief['periodKind'];
  yearly: boolean;
  /** The first period it is asked for; a form made today begins with a later one. */
  from: { code: string; endsOn: string } | null;
};

export const periodKindWords: Readonly<Record<FormBrief['periodKind'], Words>> = {
  month: { vi: 'tháng', en: 'monthly' },
  quarter: { vi: 'quý', en: 'quarterly' },
  half_year: { vi: '6 tháng', en: 'half-yearly' },
  year: { vi: 'năm', en: 'yearly' },
};

/** Whose periods a form is asked for: "tháng"; of another calendar than the usual one its year by name. */
export const periodsOfForm = ({ calendar, periodKind }: Pick<FormBrief, 'calendar' | 'periodKind'>): Words =>
  calendar === 'reporting' ? periodKindWords[periodKind] : calendarWords[calendar];

/** "Biểu 01/TH, tháng": what stands before the first full stop of the title names the form. */
const shortTitle = (form: Pick<FormBrief, 'title' | 'calendar' | 'periodKind'>): Words => {
  const short = (text: string) => text.split(/\.\s|,\s/)[0] ?? text;
  const kind = periodsOfForm(form);
  return { vi: `${short(form.title.vi)}, ${kind.vi}`, en: `${short(form.title.en)}, ${kind.en}` };
};

const none: readonly FormChoice[] = [];

/** Forms that are asked for, the committee's first and the more frequent before the yearly; none while they are on their way. */
export const useFormChoices = (): readonly FormChoice[] => {
  const { data } = useRead(listForms, {});
  return useMemo(
    () =>
      data?.forms
        .map((form) => ({
          code: form.code,
          title: shortTitle(form),
          line: form.line,
          calendar: form.calendar,
          periodKind: form.periodKind,
          yearly: form.periodKind === 'year',
          from: form.versions.at(-1)?.from ?? null,
        }))
        .toSorted((one, other) => rank(one) - rank(other)) ?? none,
    [data],
  );
};

/** Whether a period of the form is over: before that it is in no list of figures. */
export const hasBegun = ({ from }: Pick<FormChoice, 'from'>, today: string): boolean =>
  from === null || from.endsOn <= today;

const kinds = Object.keys(periodKindWords);
const rank = ({ line, periodKind }: Pick<FormChoice, 'line' | 'periodKind'>): number =>
  (line === 'committee' ? 0 : 10) + kinds.indexOf(periodKind);
