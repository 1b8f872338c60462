/** How figures, dates and moments are written on the screens. The rules live in the contract. */
import { type Figure, formatChange, formatFigure, type Measure, MISSING } from '@app/contract/kernel/figure.ts';
import { type CivilDate, sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { Language } from '@app/contract/kernel/words.ts';
import { useWords } from './words.ts';

const dayOfMoment = (moment: string): CivilDate => todayInVietnam(new Date(moment));

const writers = (language: Language) => ({
  /** '1.931', 'hơn 18.000', '12,5%'; '–' for missing. */
  figure: (figure: Figure | null, style: { unit?: string; decimals?: number } = {}): string =>
    formatFigure(figure?.value ?? null, { language, ...style, ...(figure && { precision: figure.precision }) }),
  /** '+28,6%', '−12,7%'; '–' when either is missing. */
  change: (now: Figure | null, before: Figure | null, measure: Measure = 'amount'): string =>
    formatChange(now, before, { language, measure })?.text ?? MISSING,
  /** '14/11/2026' */
  date: (date: CivilDate): string => sayDate(date, language),
  /** '16/11 14:32' by the clock of Vietnam. */
  moment: (moment: string): string => {
    const [, month = '', day = ''] = dayOfMoment(moment).split('-');
    return `${day}/${month} ${timeInVietnam(new Date(moment))}`;
  },
  /** '14:32, 16/11/2026' by the clock of Vietnam. */
  fullMoment: (moment: string): string =>
    `${timeInVietnam(new Date(moment))}, ${sayDate(dayOfMoment(moment), language)}`,
});

const formats = { vi: writers('vi'), en: writers('en') };

/** Writers in the chosen language. */
export const useFormat = () => formats[useWords().language];
