/** How the words of a stranger's sheet are compared with those of a form. */
import { foldAccents } from '@app/contract/kernel/text.ts';

/** A label without accents, numbering, unit in brackets and signs: "1.2. Số buổi (buổi):" → "so buoi". */
export const folded = (text: string): string =>
  foldAccents(text)
    .replace(/^\s*(?:[-+*•]|(?:\d{1,3}|[ivxlc]{1,6}|[a-z])(?:\.\d{1,3})*[.):])\s*/u, '')
    .replace(/\([^)]*\)\s*:?\s*$/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const foldedAll = (...texts: string[]): ReadonlySet<string> => new Set(texts.map(folded));

/** What people call the column of the figures that are asked for. */
export const valueHeads = foldedAll(
  'Kỳ này',
  'Số liệu kỳ này',
  'Số liệu',
  'Kết quả',
  'Kết quả thực hiện',
  'Thực hiện',
  'Số lượng',
  'Giá trị',
  'Trong kỳ',
  'This period',
  'Value',
  'Figure',
);
export const precisionHeads = foldedAll('Hơn/khoảng', 'Mức chính xác', 'Precision', 'More than/about');
export const noteHeads = foldedAll('Ghi chú', 'Note', 'Notes');
