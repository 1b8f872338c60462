/** How figures are typed into the entry grid. */
import { type Figure, formatFigure, numberProblemWords, parseVietnameseNumber } from '@app/contract/kernel/figure.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import type { CellWays, Reading } from './grid-entries.ts';

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
