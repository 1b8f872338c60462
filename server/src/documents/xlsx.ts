/** The annex workbook: a row per unit, real numbers, and in the last column the way to the trace of the row. */
import type { AnnexCell, AnnexColumn, AnnexSheet, AnnexWorkbook } from '@app/contract/documents/annex.ts';
import type { DocumentLanguage } from '@app/contract/documents/tree.ts';
import { documentWords } from '@app/contract/documents/words.ts';
import { type Cell, type CellStyle, type CellValue, rangeRef, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { traceAddress } from './clean.ts';

const font = (more: NonNullable<CellStyle['font']> = {}) => ({ name: 'Times New Roman', size: 12, ...more });
const red = { rgb: 'AD2A1F' };
const side = { style: 'thin' as const };
const border = { top: side, bottom: side, left: side, right: side };
const headStyle: CellStyle = {
  font: font({ bold: true }),
  border,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EEF1F5' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};

/**
 * `#,##0` is written with the separators of the reader's Excel: 1.931 in a Vietnamese one. "hơn" and "gần" are part of
 * the format, so the cell stays a number.
 */
const numberFormat = (column: AnnexColumn, cell: AnnexCell, language: DocumentLanguage): string => {
  const decimals = column.decimals ?? (column.kind === 'percent' ? 1 : 0);
  const plain = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${column.kind === 'percent' ? '%' : ''}`;
  const precision = cell !== null && typeof cell === 'object' ? cell.precision : undefined;
  if (precision === undefined || precision === 'exact') return plain;
  return `"${documentWords[precision === 'about' ? 'about' : 'atLeast'][language]} "${plain}`;
};

/** What Excel refuses in the name of a tab goes, the rest is cut at 31 letters; names differ whatever their case. */
export const sheetNames = (wanted: readonly string[]): string[] => {
  const taken = new Set<string>();
  return wanted.map((name, i) => {
    const fit = [...name.replace(/[[\]:*?/\\']/g, ' ').replace(/\s+/g, ' ')].slice(0, 31).join('').trim();
    let chosen = fit === '' || fit.toLowerCase() === 'history' ? `Biểu ${i + 1}` : fit;
    for (let n = 2; taken.has(chosen.toLowerCase()); n++) chosen = `${[...fit].slice(0, 26).join('')} (${n})`;
    taken.add(chosen.toLowerCase());
    return chosen;
  });
};

type Place = { row: number; column: number };
type Paper = { rows: CellValue[][]; cells: Map<string, Partial<Cell>> };

const put = (paper: Paper, { row, column }: Place, cell: Partial<Cell>): void => {
  while (paper.rows.length <= row) paper.rows.push([]);
  const line = paper.rows[row] as CellValue[];
  while (line.length <= column) line.push(null);
  const value = cell.value ?? null;
  line[column] = value;
  // The type is stated: a text such as "=1+1" must never be guessed to be a formula.
  paper.cells.set(`${row},${column}`, { ...cell, type: typeof value === 'number' ? 'number' : 'string' });
};

type Context = { workbook: AnnexWorkbook; baseUrl: string };

const cellOf = (
  source: AnnexCell,
  column: AnnexColumn,
  bold: boolean,
  { workbook, baseUrl }: Context,
): Partial<Cell> => {
  const amount = column.kind !== 'text';
  const style: CellStyle = {
    font: font({ bold }),
    border,
    alignment: { horizontal: amount ? 'right' : 'left', vertical: 'center', wrapText: !amount },
  };
  if (source === null) return { value: amount ? '–' : '', style };
  if (typeof source === 'string') return { value: source, style };
  return {
    value: column.kind === 'percent' ? source.value / 100 : source.value,
    style: { ...style, numFmt: numberFormat(column, source, workbook.language) },
    ...(source.trace === undefined ? {} : { hyperlink: { target: traceAddress(baseUrl, source.trace) } }),
  };
};

const traceCell = (trace: string, { workbook, baseUrl }: Context): Partial<Cell> => ({
  value: documentWords.openTrace[workbook.language],
  style: {
    font: font({ color: { rgb: '27468F' }, underline: true }),
    border,
    alignment: { horizontal: 'center', vertical: 'center' },
  },
  hyperlink: { target: traceAddress(baseUrl, trace) },
});

/** Wide enough for the longest entry, within what still prints on a landscape page. */
const columnWidth = (sheet: AnnexSheet, i: number): number => {
  const column = sheet.columns[i] as AnnexColumn;
  const lengths = [...sheet.rows, ...(sheet.totals ? [sheet.totals] : [])].map(({ cells }) => {
    const cell = cells[i] ?? null;
    return cell === null
      ? 1
      : typeof cell === 'string'
        ? cell.length
        : String(Math.round(cell.value)).length * 1.35 + 4;
  });
  const body = lengths.reduce((most, length) => Math.max(most, length), 0);
  return Math.min(column.kind === 'text' ? 42 : 18, Math.max(column.kind === 'text' ? 6 : 11, body * 1.1 + 2));
};

/** The lines above the table: the mark of a demonstration, the title, the notes. */
const linesOf = (sheet: AnnexSheet, { language, demonstration }: AnnexWorkbook): Partial<Cell>[] => [
  ...(demonstration
    ? [{ value: documentWords.demonstration[language], style: { font: font({ bold: true, color: red }) } }]
    : []),
  { value: sheet.title, style: { font: font({ bold: true, size: 14 }) } },
  ...sheet.notes.map((value) => ({ value, style: { font: font({ italic: true }) } })),
];

type Head = Pick<AnnexColumn, 'title' | 'unit'> & { kind: AnnexColumn['kind'] | 'trace' };

const putHeads = (paper: Paper, row: number, heads: readonly Head[]): void => {
  for (const [column, { title, unit, kind }] of heads.entries()) {
    put(paper, { row, column }, { value: title, style: headStyle });
    const value = unit ?? (kind === 'percent' ? '%' : '');
    put(paper, { row: row + 1, column }, { value, style: { ...headStyle, font: font({ italic: true }) } });
  }
};

const bodyOf = ({ rows, totals }: AnnexSheet) => (totals ? [...rows, totals] : rows);

const putBody = (paper: Paper, first: number, sheet: AnnexSheet, context: Context): void => {
  for (const [i, { cells, trace }] of bodyOf(sheet).entries()) {
    const total = i >= sheet.rows.length;
    for (const [column, head] of sheet.columns.entries()) {
      put(paper, { row: first + i, column }, cellOf(cells[column] ?? null, head, total, context));
    }
    if (trace !== undefined) put(paper, { row: first + i, column: sheet.columns.length }, traceCell(trace, context));
  }
};

/** Landscape A4, as wide as the page. */
const pageSetup: NonNullable<WriteSheet['pageSetup']> = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { top: 0.79, bottom: 0.79, left: 0.6, right: 0.6, header: 0.35, footer: 0.35 },
};

/**
 * The column heads printed on every page. Written as a name of our own: the library leaves the name of the sheet
 * unquoted, and Excel calls a file damaged whose sheet is named with a space.
 */
const printTitles = (name: string, headRow: number) => ({
  name: '_xlnm.Print_Titles',
  scope: name,
  range: `'${name}'!$${headRow + 1}:$${headRow + 2}`,
});

const sheetOf = (sheet: AnnexSheet, name: string, context: Context) => {
  const { language, demonstration } = context.workbook;
  const paper: Paper = { rows: [], cells: new Map() };
  const lines = linesOf(sheet, context.workbook);
  for (const [row, cell] of lines.entries()) put(paper, { row, column: 0 }, cell);
  const headRow = lines.length + 1;
  const first = headRow + 2;
  const traced = bodyOf(sheet).some(({ trace }) => trace !== undefined);
  const heads: Head[] = [
    ...sheet.columns,
    ...(traced ? [{ title: documentWords.trace[language], kind: 'trace' as const }] : []),
  ];
  putHeads(paper, headRow, heads);
  putBody(paper, first, sheet, context);
  const lastColumn = heads.length - 1;
  const filter = rangeRef(headRow + 1, 0, Math.max(first, first + sheet.rows.length - 1), lastColumn);
  const names = sheet.columns.findIndex(({ kind }) => kind !== 'text');
  const written: WriteSheet = {
    name,
    rows: paper.rows,
    cells: paper.cells,
    columns: heads.map((_, i) => ({ width: i < sheet.columns.length ? columnWidth(sheet, i) : 12 })),
    freezePane: { rows: first, columns: Math.min(2, Math.max(0, names)) },
    autoFilter: { range: filter },
    pageSetup,
    headerFooter: {
      ...(demonstration
        ? { oddHeader: `&R&KAD2A1F&"Times New Roman,Bold"${documentWords.demonstration[language]}` }
        : {}),
      oddFooter: `&C&"Times New Roman,Regular"${documentWords.page[language]} &P/&N`,
    },
    a11y: { summary: sheet.title, headerRow: headRow },
  };
  return { written, titles: printTitles(name, headRow) };
};

/** The workbook as an XLSX file. Expects text that went through `cleanTree`; every text cell is stored as text, never as a formula. */
export const writeAnnex = async (workbook: AnnexWorkbook, baseUrl: string): Promise<Buffer> => {
  const names = sheetNames(workbook.sheets.map(({ name }) => name));
  const sheets = workbook.sheets.map((sheet, i) => sheetOf(sheet, names[i] ?? sheet.name, { workbook, baseUrl }));
  const file = await writeXlsx({
    sheets: sheets.map(({ written }) => written),
    namedRanges: sheets.map(({ titles }) => titles),
    properties: { title: workbook.title },
    defaultFont: font(),
  });
  return Buffer.from(file.buffer, file.byteOffset, file.byteLength);
};
