/** Tables for spreadsheets. */

/** A cell that a spreadsheet would carry out as a formula is kept as the text it is (a leading apostrophe, as OWASP advises). */
const harmless = (cell: string): string => (/^\s*[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${harmless(cell).replaceAll('"', '""')}"`;

/** Rows as CSV (RFC 4180), every cell quoted; with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
