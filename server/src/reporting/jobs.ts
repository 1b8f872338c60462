import { addDays, type CivilDate, isKept, nextOf, type Period, periodContaining } from '@app/contract/kernel/period.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { Ask } from '../kernel/ask.ts';
import type { FormPeriods } from './form/rules.ts';
import { openPeriod } from './obligations.ts';
import { regimeBook } from './regimes/book.ts';
import { formsToOpen, unlessClashing } from './regimes/queries.ts';

/** A form's period that holds a day, and those after it that begin no later than some days ahead; none that its calendar gave up. */
const periodsAhead = ({ calendar, periodKind }: FormPeriods, today: CivilDate, days: number): Period[] => {
  const periods: Period[] = [];
  const until = addDays(today, days);
  for (
    let next = periodContaining(periodKind, today, calendar);
    next.startsOn <= until || periods.length === 0;
    next = nextOf(next)
  )
    periods.push(next);
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
    for (const period of periodsAhead(form, ask.today, farthest)) {
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
