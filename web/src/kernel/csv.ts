/** Tables for spreadsheets. */
import { guarded } from '@app/contract/kernel/formula.ts';

const quoted = (cell: string): string => `"${guarded(cell).replaceAll('"', '""')}"`;

/** Rows as CSV (RFC 4180), every cell quoted; with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
