/** A table as a workbook: labels locked, cells to fill typed and checked by the spreadsheet, keys in a sheet nobody sees. */
import { type Language, say, type Words } from '@app/contract/kernel/words.ts';
import {
  type Cell,
  type CellStyle,
  type CellValue,
  colToLetter,
  type DataValidation,
  rangeRef,
  type WriteSheet,
  writeXlsx as writeBook,
} from 'hucre/xlsx';
import { type Paper, type PaperCell, type PaperSheet, precisionChoices, yesNoChoices } from './paper.ts';

export const KEY_SHEET = '_chungtay';

const font = (more: NonNullable<CellStyle['font']> = {}) => ({ name: 'Times New Roman', size: 12, ...more });
const line = { style: 'thin' as const, color: { rgb: 'C9CFD8' } };
const border = { top: line, bottom: line, left: line, right: line };
const fill = (rgb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb } });
const unlocked = { locked: false };
const left = { horizontal: 'left' as const, vertical: 'center' as const, wrapText: true };
const top = { ...left, vertical: 'top' as const };
const right = { horizontal: 'right' as const, vertical: 'center' as const };
const centre = { horizontal: 'center' as const, vertical: 'center' as const, wrapText: true };

// One object for each look, so that the writer knows equal styles by sight.
const looks = {
  title: { font: font({ bold: true, size: 14 }) },
  line: { font: font({ italic: true }) },
  head: { font: font({ bold: true }), border, fill: fill('EEF1F5'), alignment: centre },
  label: { font: font(), border, alignment: left },
  section: { font: font({ bold: true }), border, fill: fill('F6F7F9'), alignment: left },
  faint: { font: font({ color: { rgb: '5B6472' } }), border, alignment: centre },
  code: { font: font({ color: { rgb: '5B6472' } }), border, alignment: left, numFmt: '@' },
  past: { font: font({ color: { rgb: '5B6472' } }), border, fill: fill('F6F7F9'), alignment: right },
  entry: { font: font(), border, fill: fill('FFFBEA'), alignment: right, protection: unlocked },
  words: { font: font(), border, fill: fill('FFFBEA'), alignment: left, protection: unlocked },
  // As text, so that a paragraph that begins with "-" or "=" is none of the spreadsheet's formulas.
  text: { font: font(), border, fill: fill('FFFBEA'), alignment: top, numFmt: '@', protection: unlocked },
  textShown: { font: font(), border, alignment: top, numFmt: '@' },
} satisfies Record<string, CellStyle>;

const beforeNumber: Record<'at_least' | 'about', Words> = {
  at_least: { vi: 'hơn', en: 'more than' },
  about: { vi: 'khoảng', en: 'about' },
};
const numbered = new Map<string, CellStyle>();

/** A number in its look; "hơn" and "khoảng" of a figure that is only shown are part of the format, so it stays a number. */
const numberStyle = (base: 'past' | 'entry', decimals: number, before = ''): CellStyle => {
  const key = `${base} ${decimals} ${before}`;
  const known = numbered.get(key);
  if (known) return known;
  const numFmt = `${before && `"${before} "`}#,##0${decimals > 0 ? `.${'#'.repeat(decimals)}` : ''}`;
  const made = { ...looks[base], numFmt };
  numbered.set(key, made);
  return made;
};

type Written = Partial<Cell>;
const written = (value: CellValue, style: CellStyle): Written => ({
  value,
  // The type is stated: a text such as "=1+1" must never be guessed to be a formula.
  type: typeof value === 'number' ? 'number' : 'string',
  style,
});

const formulaOf = (cell: Extract<PaperCell, { is: 'computed' }>, column: string, first: number): string => {
  const at = cell.rows.map((row) => `${column}${first + row + 1}`);
  if (cell.how === 'sum') return `IF(COUNT(${at.join(',')})=${at.length},SUM(${at.join(',')}),"")`;
  const [part, whole] = at;
  return `IF(AND(ISNUMBER(${part}),ISNUMBER(${whole})),IF(${whole}=0,"",${part}/${whole}${cell.how === 'ratio' ? '*100' : ''}),"")`;
};

/** A sheet with the language of its file. */
type Sheet = PaperSheet & { language: Language };

/** `_x0041_` as it stands: where spreadsheets read it they would take it for the sign it names. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

const cellOf = (cell: PaperCell, paper: Sheet, place: { column: string; first: number }): Written => {
  const { language } = paper;
  switch (cell.is) {
    case 'blank':
      return written('', looks.label);
    case 'text':
      return written(cell.text, looks[cell.look ?? 'label']);
    case 'figure': {
      if (
        cell.entry &&
        cell.precision !== 'exact' &&
        cell.value !== null &&
        !paper.marks.includes('chungtay:precision')
      )
        return written(`${beforeNumber[cell.precision].vi} ${String(cell.value).replace('.', ',')}`, looks.entry);
      const before = cell.entry || cell.precision === 'exact' ? '' : beforeNumber[cell.precision][language];
      const style = numberStyle(cell.entry ? 'entry' : 'past', cell.decimals, before);
      return cell.value === null ? { style } : written(cell.value, style);
    }
    case 'yes-no': {
      const style = cell.entry ? looks.entry : looks.past;
      return cell.value === null ? { style } : written(yesNoChoices[language][cell.value === 0 ? 0 : 1] ?? '', style);
    }
    case 'precision':
      return written(precisionChoices[language][cell.precision], cell.entry ? looks.words : looks.label);
    case 'note':
      return written(cell.text, cell.entry ? looks.words : looks.label);
    case 'words': {
      const style = cell.entry ? looks.text : looks.textShown;
      return cell.text === '' ? { style } : written(escaped(cell.text), style);
    }
    case 'computed':
      return {
        value: cell.value,
        type: 'number',
        formula: formulaOf(cell, place.column, place.first),
        ...(cell.value !== null && { formulaResult: cell.value }),
        style: numberStyle('past', cell.how === 'sum' ? 0 : 1),
      };
  }
};

const wrong: Words = { vi: 'Số chưa đúng', en: 'Not a right figure' };
const counts: Words = {
  vi: 'Ô này chỉ nhận số nguyên từ 0 trở lên. Số “hơn”, “khoảng” viết bằng chữ trước số, hoặc chọn ở cột bên.',
  en: 'Only whole numbers from 0. "More than" and "about" are written before the number, or chosen in the column beside.',
};
const amounts: Words = { vi: 'Ô này chỉ nhận số từ 0 trở lên.', en: 'Only numbers from 0.' };
const long: Words = {
  vi: 'Phần này dài quá {most} ký tự.',
  en: 'This section is longer than {most} characters.',
};
const longTitle: Words = { vi: 'Phần lời quá dài', en: 'Too long' };
const listed: Words = { vi: 'Chọn một trong danh sách.', en: 'Choose one of the list.' };

/** What the spreadsheet checks while one types; null for free words and for what is locked. */
const ruleOf = (cell: PaperCell, { language, marks }: Sheet): Omit<DataValidation, 'range'> | null => {
  if (!('entry' in cell) || !cell.entry || cell.is === 'note') return null;
  const shown = { allowBlank: true, showErrorMessage: true, errorTitle: say(wrong, language) };
  if (cell.is === 'words')
    return {
      ...shown,
      type: 'textLength',
      operator: 'lessThanOrEqual',
      formula1: String(cell.most),
      errorStyle: 'stop',
      errorTitle: say(longTitle, language),
      errorMessage: say(long, language, { most: cell.most }),
    };
  if (cell.is === 'precision' || cell.is === 'yes-no') {
    const choices =
      cell.is === 'yes-no'
        ? [...yesNoChoices[language]].reverse()
        : Object.values(precisionChoices[language]).filter(Boolean);
    return { ...shown, type: 'list', values: choices, errorStyle: 'stop', errorMessage: say(listed, language) };
  }
  // Without a column of its own "hơn 18.000" is typed into the cell, so the spreadsheet may only warn.
  const errorStyle = marks.includes('chungtay:precision') ? 'stop' : 'warning';
  return cell.decimals === 0
    ? {
        ...shown,
        type: 'whole',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        errorStyle,
        errorMessage: say(counts, language),
      }
    : {
        ...shown,
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        formula1: '0',
        errorStyle,
        errorMessage: say(amounts, language),
      };
};

/** Rules by column, runs of equal ones in one range. */
const rulesOf = (paper: Sheet, first: number): DataValidation[] =>
  paper.marks.flatMap((_, column) => {
    const found: { from: number; to: number; key: string; rule: Omit<DataValidation, 'range'> }[] = [];
    paper.body.forEach((row, at) => {
      const cell = row[column];
      const rule = cell ? ruleOf(cell, paper) : null;
      if (!rule) return;
      const key = JSON.stringify(rule);
      const last = found.at(-1);
      if (last && last.key === key && last.to === at - 1) last.to = at;
      else found.push({ from: at, to: at, key, rule });
    });
    return found.map(({ from, to, rule }) => ({ ...rule, range: rangeRef(first + from, column, first + to, column) }));
  });

const tableSheet = (paper: Sheet): WriteSheet => {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Written>();
  const put = (row: readonly Written[]) => {
    const at = rows.push(row.map((cell) => cell.value ?? null)) - 1;
    row.forEach((cell, column) => {
      cells.set(`${at},${column}`, cell);
    });
  };
  const visible = paper.marks.findIndex((_, at) => !paper.hidden.includes(at));
  const indented = (cell: Written): Written[] => [...Array.from({ length: visible }, () => ({})), cell];
  paper.lines.forEach((text, at) => {
    put(indented(written(text, at === 0 ? looks.title : looks.line)));
  });
  const markRow = rows.length;
  put(paper.marks.map((mark) => written(mark, looks.line)));
  for (const head of paper.heads) put(head.map((text) => written(text, looks.head)));
  const first = rows.length;
  const columns = paper.marks.map((_, at) => colToLetter(at));
  for (const row of paper.body) put(row.map((cell, at) => cellOf(cell, paper, { column: columns[at] ?? 'A', first })));
  return {
    name: paper.name,
    rows,
    cells,
    columns: paper.widths.map((width, at) => ({ width, hidden: paper.hidden.includes(at) })),
    rowDefs: new Map([[markRow, { hidden: true }]]),
    freezePane: { rows: first, columns: paper.frozen },
    dataValidations: rulesOf(paper, first),
    protection: {
      sheet: true,
      formatColumns: true,
      formatRows: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
    },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    a11y: { summary: paper.lines[0] ?? paper.name, headerRow: first - 1 },
  };
};

const keySheet = ({ keys }: Paper): WriteSheet => ({
  name: KEY_SHEET,
  rows: keys.map((pair) => [...pair]),
  cells: new Map(
    keys.flatMap((pair, row) =>
      pair.map((text, column) => [`${row},${column}`, { value: text, type: 'string' as const }]),
    ),
  ),
  veryHidden: true,
  protection: { sheet: true },
});

export const writeXlsx = async (paper: Paper): Promise<Uint8Array> =>
  writeBook({
    sheets: [
      tableSheet(paper),
      ...(paper.words ? [tableSheet({ ...paper.words, language: paper.language })] : []),
      keySheet(paper),
    ],
    properties: { title: paper.lines[0] ?? paper.name },
    defaultFont: font(),
  });
