/** Rows of targets as they were pasted from a spreadsheet or typed: a unit and a value a line. Pure. */
import { parseVietnameseNumber } from '@app/contract/kernel/figure.ts';

export type PastedRow = { unit: string; value: number };
export type Pasted = { rows: PastedRow[]; wrong: { line: number; text: string }[] };

/**
 * Unit by code or name and, in the last cell, the value the Vietnamese way; cells stand apart by tab or semicolon. A first line without
 * a number is the head of the table.
 */
export const rowsFrom = (text: string): Pasted => {
  const lines = text
    .split(/\r?\n/)
    .map((line, at) => ({ line: at + 1, text: line.trim() }))
    .filter((each) => each.text !== '');
  const read = lines.map(({ line, text: all }) => {
    const cells = all.split(/\t|;/).map((cell) => cell.trim());
    const unit = cells[0] ?? '';
    const number = parseVietnameseNumber(cells.at(-1) ?? '');
    const row = cells.length > 1 && unit !== '' && !('problem' in number) ? { unit, value: number.value } : null;
    return { line, text: all, row };
  });
  const body = read[0] && !read[0].row && read.length > 1 ? read.slice(1) : read;
  return {
    rows: body.flatMap(({ row }) => (row ? [row] : [])),
    wrong: body.flatMap(({ row, line, text: all }) => (row ? [] : [{ line, text: all }])),
  };
};
