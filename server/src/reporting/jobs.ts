import { addDays, type CivilDate, isKept, type Period, periodContaining } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Ask } from '../kernel/ask.ts';
import { openPeriod } from './obligations.ts';
import { regimeBook } from './regimes/book.ts';
import { formsToOpen, unlessClashing } from './regimes/queries.ts';

/** The table's check allows no other kinds of period for a form. */
type Kind = 'month' | 'quarter' | 'half_year' | 'year';

/** The period that holds a day, and those after it that begin no later than some days ahead; none that the calendar gave up. */
const periodsAhead = (kind: Kind, today: CivilDate, days: number): Period[] => {
  const periods = [periodContaining(kind, today)];
  for (let last = periods[0]; last && addDays(last.endsOn, 1) <= addDays(today, days); last = periods.at(-1))
    periods.push(periodContaining(kind, addDays(last.endsOn, 1)));
  return periods.filter(isKept);
};

export type OpenedPeriods = { opened: number; clashing: { form: string; period: string }[] };

/** What was opened, for the list of timed work and the first words of the program. */
export const sayOpened = ({ opened, clashing }: OpenedPeriods): Words => {
  const names = clashing.map(({ form, period }) => `${form} ${period}`).join(', ');
  return clashing.length === 0
    ? { vi: `${opened} báo cáo`, en: `${opened} reports` }
    : {
        vi: `${opened} báo cáo; chưa mở được vì có ô đã thuộc biểu khác: ${names}`,
        en: `${opened} reports; not opened, as another form has one of their cells: ${names}`,
      };
};

/**
 * Opens every form for the period that today lies in and for those that its regime opens ahead, so that officers find them before
 * their cut-off; a province's own forms in its subtree alone. Run at the start and every hour: what is open stays as it is, and a
 * commune that is new gets its own. A form that would fill a cell of another one is opened for nobody and named; the others are.
 */
export const openCurrentPeriods = async (ask: Ask): Promise<OpenedPeriods> => {
  const book = await regimeBook(ask.tx);
  const farthest = Math.max(0, ...book.regimes.map(({ opensDays }) => opensDays));
  const done: OpenedPeriods = { opened: 0, clashing: [] };
  for (const form of await formsToOpen(ask.tx))
    for (const period of periodsAhead(form.periodKind as Kind, ask.today, farthest)) {
      // Before its first version, or after its last period, a form is asked of nobody.
      if (period.endsOn < form.firstOn || (form.retiredOn !== null && period.startsOn >= form.retiredOn)) continue;
      const opened = await unlessClashing(ask.tx, () =>
        openPeriod(ask, form.code, period, form.ownerUnitId ?? undefined, {
          book,
          opens: (regime) => period.startsOn <= addDays(ask.today, regime?.opensDays ?? 0),
        }),
      );
      if (opened === null) done.clashing.push({ form: form.code, period: period.code });
      else done.opened += opened;
    }
  return done;
};
