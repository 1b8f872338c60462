import type { CivilDate } from '@app/contract/kernel/period.ts';
import type { UnitBrief } from '@app/contract/org/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { codeWords, shortTermWords, termWords } from './words.ts';

type Term = { from: CivilDate | null; to: CivilDate | null };

/** Writers of terms in the chosen language: when a state was in force, and by what code and day a unit is known. */
export const useTerms = () => {
  const { t } = useWords();
  const format = useFormat();
  const day = (date: CivilDate | null) => (date === null ? '' : format.date(date));
  return {
    term: (term: Term): string => t(termWords(term), { from: day(term.from), to: day(term.to) }),
    shortTerm: (term: Term): string => t(shortTermWords(term), { from: day(term.from), to: day(term.to) }),
    code: (unit: UnitBrief): string =>
      t(codeWords(unit), { code: unit.code, from: day(unit.validFrom), to: day(unit.validTo) }),
  };
};
