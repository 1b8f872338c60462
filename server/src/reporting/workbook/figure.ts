/** What a cell of a spreadsheet says as a figure, or why it says none. Never guesses. */
import { type NumberProblem, type Precision, parseVietnameseNumber } from '@app/contract/kernel/figure.ts';
import type { ProblemDescription } from '@app/contract/kernel/problem.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { sayNumber } from '@app/contract/kernel/words.ts';
import {
  cellAmbiguousComma,
  cellAmbiguousPoint,
  cellLeadingZero,
  cellNotANumber,
  cellTooLarge,
  cellTooManyDecimals,
  dateAsText,
  dateInCell,
  errorInCell,
  formulaWithoutValue,
  notYesNoText,
  thousandOrFraction,
  truthInCell,
} from '@app/contract/reporting/workbook/problems.ts';
import type { ReadCell } from './read/book.ts';

export type CellFault = { problem: ProblemDescription; data: Record<string, string> };
export type FigureRead = { value: number | null; precision: Precision } | CellFault;

const ofNumber: Record<Exclude<NumberProblem, 'empty'>, ProblemDescription> = {
  not_a_number: cellNotANumber,
  ambiguous_comma: cellAmbiguousComma,
  ambiguous_point: cellAmbiguousPoint,
  leading_zero: cellLeadingZero,
  too_many_decimals: cellTooManyDecimals,
  too_large: cellTooLarge,
};

/** Signs of a cell that are repeated in a message. */
const SHOWN = 60;
export const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** What stands in a cell, as a person sees it. */
export const textOfCell = (cell: ReadCell): string => {
  if (cell.kind === 'number') return sayNumber(cell.number, 'vi');
  if (cell.kind === 'truth') return cell.number === 1 ? 'TRUE' : 'FALSE';
  return cell.kind === 'unsaved' ? '' : shown(cell.text.normalize('NFC').trim());
};

const fault = (problem: ProblemDescription, cell: ReadCell, more: Record<string, string> = {}): CellFault => ({
  problem,
  data: { text: textOfCell(cell), ...more },
});

const yes = new Set(['co', 'yes', 'x', '1', 'y', 'dung', 'true']);
const no = new Set(['khong', 'no', '0', 'n', 'sai', 'false']);
const aDate =
  /^\d{1,2}[/-]\d{1,2}([/-]\d{2,4})?$|^\d{1,2}\.\d{1,2}\.\d{2,4}$|^\d{4}-\d{2}-\d{2}|^\d{1,2}\/\d{4}$|^(ngày|tháng|quý|năm)\s+\d/iu;

const exact = (value: number | null): FigureRead => ({ value, precision: 'exact' });

const readYesNo = (cell: ReadCell): FigureRead => {
  if (cell.kind === 'truth') return exact(cell.number);
  if (cell.kind === 'number')
    return cell.number === 0 || cell.number === 1 ? exact(cell.number) : fault(notYesNoText, cell);
  const word = foldAccents(cell.text).trim();
  if (word === '' || /^[-–—−]$/.test(word)) return exact(null);
  if (yes.has(word)) return exact(1);
  return no.has(word) ? exact(0) : fault(notYesNoText, cell);
};

/** Binary dust of a formula goes; what is left must be no finer than a figure may be. */
const readNumber = (cell: ReadCell, decimals: number): FigureRead => {
  const clean = Number(cell.number.toFixed(6));
  if (!Number.isSafeInteger(Math.trunc(clean))) return fault(cellTooLarge, cell);
  if (decimals === 0 && !Number.isInteger(clean)) {
    // 1.931 typed where a point parts decimals is a fraction now; nobody but the officer knows what was meant.
    const whole = Math.round(clean * 1000);
    const maybe = Number.isInteger(Number((clean * 1000).toFixed(3))) && Math.abs(clean) < 1000;
    return maybe ? fault(thousandOrFraction, cell, { whole: String(whole) }) : exact(Number(clean.toFixed(4)));
  }
  return exact(Number(clean.toFixed(4)));
};

const readText = (cell: ReadCell): FigureRead => {
  const text = cell.text.normalize('NFC').trim();
  const read = parseVietnameseNumber(text);
  if (!('problem' in read)) return read;
  if (read.problem === 'empty') return exact(null);
  return aDate.test(text) ? fault(dateAsText, cell) : fault(ofNumber[read.problem], cell);
};

export const readFigure = (cell: ReadCell, indicator: { kind: string; decimals: number }): FigureRead => {
  if (cell.kind === 'error') return fault(errorInCell, cell);
  if (cell.kind === 'unsaved') return fault(formulaWithoutValue, cell);
  if (indicator.kind === 'B' && cell.kind !== 'date') return readYesNo(cell);
  if (cell.kind === 'date') return fault(dateInCell, cell);
  if (cell.kind === 'truth') return fault(truthInCell, cell);
  return cell.kind === 'number' ? readNumber(cell, indicator.decimals) : readText(cell);
};

const precisionWords: readonly [ReadonlySet<string>, Precision][] = [
  [new Set(['', 'exact', 'chinh xac', '-']), 'exact'],
  [new Set(['hon', 'tren', 'it nhat', 'more than', 'at least', 'at_least', '>']), 'at_least'],
  [new Set(['khoang', 'gan', 'xap xi', 'about', '~']), 'about'],
];

/** What the column "hơn/khoảng" says; null when it says something else. */
export const readPrecision = (text: string): Precision | null => {
  const word = foldAccents(text).trim();
  return precisionWords.find(([words]) => words.has(word))?.[1] ?? null;
};
