/** What a spreadsheet puts on the clipboard, and what it takes from there: rows by line breaks, columns by tabs. Pure. */

/** The end of a quoted cell that begins at `from`, and its text; null when the quote is part of a plain text. */
const quotedAt = (text: string, from: number): { cell: string; end: number } | null => {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') {
      at += 1;
      continue;
    }
    const after = text[at + 1];
    const ends = after === undefined || after === '\t' || after === '\n';
    return ends ? { cell: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 } : null;
  }
  return null;
};

const plainAt = (text: string, from: number): { cell: string; end: number } => {
  const end = text.slice(from).search(/[\t\n]/);
  return end < 0
    ? { cell: text.slice(from), end: text.length }
    : { cell: text.slice(from, from + end), end: from + end };
};

/** The rows and cells of a pasted block; quotes of the spreadsheet and the empty line that it adds at the end are left out. */
export const blockOf = (clipboard: string): string[][] => {
  const text = clipboard.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; at += 1) {
    const { cell, end } = (text[at] === '"' ? quotedAt(text, at) : null) ?? plainAt(text, at);
    rows.at(-1)?.push(cell.trim());
    if (text[end] === '\n') rows.push([]);
    at = end;
  }
  return rows;
};

/** Whether a text was meant as a figure, also one that cannot be read: '1,931' must be told, not passed over. */
export const looksLikeFigure = (text: string): boolean =>
  /^((hơn|trên|ít nhất|khoảng|gần|xấp xỉ)\s|[≥~≈])?\s*[-–−+]?\s?\d[\d.,\s]*$/i.test(text.normalize('NFKC').trim());

const isBlank = (text: string): boolean => /^[-–—−]?$/.test(text.trim());

/**
 * The column of a block that holds the figures: the rightmost one in which every filled cell looks like a number, so that a
 * copied row of name, unit and figure lands as its figure. Without one, the first column.
 */
export const figuresOf = (block: readonly (readonly string[])[]): string[] => {
  const wide = Math.max(0, ...block.map((row) => row.length));
  const column = (at: number): string[] => block.map((row) => row[at] ?? '');
  for (let at = wide - 1; at > 0; at -= 1) {
    const cells = column(at);
    if (cells.some(looksLikeFigure) && cells.every((cell) => isBlank(cell) || looksLikeFigure(cell))) return cells;
  }
  return column(0);
};

const FIGURE = {
  vi: /^([+\-−]?)(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?(%?)$/,
  en: /^([+\-−]?)(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d+))?(%?)$/,
} as const;

/**
 * A shown figure as a spreadsheet reads it whatever its language: without marks between thousands. The decimal mark is the
 * comma of Vietnam; the HTML beside it carries the value itself. What is no plain figure ("hơn 18.000") stays as it reads.
 */
const plain = (shown: string, language: 'vi' | 'en'): { text: string; value: string | null } => {
  const [, sign = '', whole = '', fraction, percent = ''] = FIGURE[language].exec(shown) ?? [];
  if (whole === '') return { text: shown === '–' ? '' : shown, value: null };
  const minus = sign === '-' || sign === '−' ? '-' : '';
  const digits = whole.replaceAll(/[.,]/g, '');
  return {
    text: `${minus}${digits}${fraction === undefined ? '' : `,${fraction}`}${percent}`,
    value: percent ? null : `${minus}${digits}${fraction === undefined ? '' : `.${fraction}`}`,
  };
};

const quoted = (cell: string): string => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const escaped = (cell: string): string => cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A chosen block for the clipboard: as text for every program, and as a table whose numbers no language misreads. */
export const clipboardOf = (
  rows: readonly (readonly string[])[],
  language: 'vi' | 'en',
): { text: string; html: string } => {
  const cells = rows.map((row) => row.map((shown) => plain(shown, language)));
  const cell = ({ text, value }: { text: string; value: string | null }): string =>
    // Excel reads the first of these, LibreOffice the second.
    `<td${value === null ? '' : ` x:num="${value}" sdval="${value}"`}>${escaped(text)}</td>`;
  return {
    text: cells.map((row) => row.map(({ text }) => quoted(text)).join('\t')).join('\r\n'),
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>${cells
      .map((row) => `<tr>${row.map(cell).join('')}</tr>`)
      .join('')}</table></body></html>`,
  };
};
