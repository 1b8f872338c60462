/** How figures, dates and moments are written on the screens, and how typed figures are read. Rules live in the contract. */
import {
  type Figure,
  formatChange,
  formatFigure,
  type Measure,
  MISSING,
  numberProblemWords,
  parseVietnameseNumber,
} from '@app/contract/kernel/figure.ts';
import { type CivilDate, sayDate, timeInVietnam, todayInVietnam } from '@app/contract/kernel/period.ts';
import { type Language, say, type Words } from '@app/contract/kernel/words.ts';
import type { CellWays, Reading } from '../ui/grid-entries.ts';
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

const filled = (words: Words, text: string): Words => ({
  vi: say(words, 'vi', { text }),
  en: say(words, 'en', { text }),
});

const readFigure = (text: string): Reading<Figure> => {
  const read = parseVietnameseNumber(text);
  if (!('problem' in read)) return { figure: read, fault: null };
  return { figure: null, fault: read.problem === 'empty' ? null : filled(numberProblemWords[read.problem], text) };
};

/**
 * How the cells of an entry grid are read and written: always the Vietnamese way, whatever language the screen speaks,
 * so that 1.931 never means two things. `whyNot` may refuse a figure for its row (negative, decimals where one counts).
 */
export const figureWays = (whyNot: (rowId: string, figure: Figure) => Words | null = () => null): CellWays<Figure> => ({
  read: (rowId, text) => {
    const reading = readFigure(text);
    const fault = reading.figure && whyNot(rowId, reading.figure);
    return fault ? { figure: null, fault } : reading;
  },
  write: (_, figure) => formatFigure(figure.value, { language: 'vi', precision: figure.precision }),
});
