/** The regimes and days off in force, read once for questions about many reports. */
import { Calendar, type CivilDate, PeriodKind } from '@app/contract/kernel/period.ts';
import type { SpecialDays } from '@app/contract/kernel/working-days.ts';
import { owingLevels } from '@app/contract/reporting/regimes/routes.ts';
import type { Tx } from '../../kernel/database.ts';
import { allDaysOff, allRegimes } from './queries.ts';
import { dueOf, type Owed, type Regime, regimeFor } from './rules.ts';

export type RegimeBook = {
  regimes: readonly Regime[];
  special: SpecialDays;
  regimeOf: (owed: Owed) => Regime | null;
  dueOf: (owed: Owed) => Date;
};

/** Makes the book of some regimes and days off; the same question is answered from memory. */
export const bookOf = (regimes: readonly Regime[], special: SpecialDays): RegimeBook => {
  const kept = <T>(ask: (owed: Owed) => T) => {
    const answers = new Map<string, T>();
    return (owed: Owed): T => {
      const key = [
        ...[owed.form, owed.level, owed.superiorId],
        ...[owed.period.calendar, owed.period.kind, owed.period.endsOn],
      ].join(' ');
      const known = answers.get(key);
      if (known !== undefined || answers.has(key)) return known as T;
      const answer = ask(owed);
      answers.set(key, answer);
      return answer;
    };
  };
  return {
    regimes,
    special,
    regimeOf: kept((owed) => regimeFor(regimes, owed)),
    dueOf: kept((owed) => dueOf(regimes, owed, special)),
  };
};

export const regimeBook = async (tx: Tx): Promise<RegimeBook> => {
  const days = await allDaysOff(tx);
  return bookOf(await allRegimes(tx), new Map(days.map(({ on, kind }) => [on, kind])));
};

/** After how many days past its deadline a report is locked by its regime; null: only when its period is issued. */
export const lockDaysOf = (
  book: RegimeBook,
  report: { form: string; level: string; superiorId: number; calendar: string; periodKind: string; endsOn: CivilDate },
): number | null => {
  const calendar = Calendar.options.find((each) => each === report.calendar);
  const kind = PeriodKind.options.find((each) => each === report.periodKind);
  const level = owingLevels.find((each) => each === report.level);
  if (!calendar || !kind || !level) return null;
  return book.regimeOf({ ...report, level, period: { calendar, kind, endsOn: report.endsOn } })?.lockDays ?? null;
};
