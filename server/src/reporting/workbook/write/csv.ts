/** A table as CSV for Vietnamese spreadsheets: UTF-8 with its mark, semicolons, decimals after a comma. */
import type { Precision } from '@app/contract/kernel/figure.ts';
import { guarded } from '@app/contract/kernel/formula.ts';
import { type Paper, type PaperCell, precisionChoices, yesNoChoices } from './paper.ts';

/** The first line carries the keys; a spreadsheet shows it and gives it back. */
export const CSV_KEYS = '#chungtay';

const plainNumber = (value: number): string => String(value).replace('.', ',');

const quoted = (text: string): string => (/[";\r\n\t,]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const withPrecision = (value: number, precision: Precision): string =>
  precision === 'exact' ? plainNumber(value) : `${precision === 'at_least' ? 'hơn' : 'khoảng'} ${plainNumber(value)}`;

const textOf = (cell: PaperCell, { language }: Paper): string => {
  switch (cell.is) {
    case 'blank':
      return '';
    case 'text':
    case 'note':
    case 'words':
      return guarded(cell.text);
    case 'figure':
      return cell.value === null ? '' : withPrecision(cell.value, cell.precision);
    case 'yes-no':
      return cell.value === null ? '' : (yesNoChoices[language][cell.value === 0 ? 0 : 1] ?? '');
    case 'precision':
      return precisionChoices[language][cell.precision];
    case 'computed':
      return cell.value === null ? '' : plainNumber(Math.round(cell.value * 10_000) / 10_000);
  }
};

export const writeCsv = (paper: Paper): Uint8Array => {
  const keys = Buffer.from(JSON.stringify(paper.keys)).toString('base64url');
  const lines = [
    [CSV_KEYS, keys],
    paper.marks,
    ...paper.heads.map((head) => head.map(guarded)),
    ...paper.body.map((row) => row.map((cell) => textOf(cell, paper))),
  ];
  return Buffer.from(`\uFEFF${lines.map((line) => `${line.map(quoted).join(';')}\r\n`).join('')}`);
};
