/** A table of units as a spreadsheet program would save it, filled; made without a look at the program's own writer. */
import JSZip from 'jszip';
import type { CellInput } from '../contract/src/reporting/routes.ts';
import { benchIndicators } from './sizes.ts';

const columnOf = (at: number): string =>
  (at >= 26 ? String.fromCharCode(64 + Math.floor(at / 26)) : '') + String.fromCharCode(65 + (at % 26));
const text = (column: number, row: number, value: string) =>
  `<c r="${columnOf(column)}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** Marks in the first row, then a row for each unit: its code, and its figures. */
export const filledTable = (
  codes: readonly string[],
  cells: (code: string) => Readonly<Record<string, CellInput>>,
): Promise<Uint8Array> => {
  const head = ['unit', ...benchIndicators].map((id, column) => text(column, 1, `chungtay:${id}`)).join('');
  const rows = codes.map((code, at) => {
    const row = at + 2;
    const figures = cells(code);
    const filled = benchIndicators.map(
      (id, n) => `<c r="${columnOf(n + 1)}${row}" s="0"><v>${figures[id]?.value ?? ''}</v></c>`,
    );
    return `<row r="${row}">${text(0, row, code)}${filled.join('')}</row>`;
  });
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const rels = (type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relation}/${type}" Target="${target}"/></Relationships>`;
  const zip = new JSZip();
  zip.file('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
  zip.file('_rels/.rels', rels('officeDocument', 'xl/workbook.xml'));
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns:r="${relation}"><sheets><sheet name="BENCH" sheetId="1" r:id="r1"/></sheets></workbook>`,
  );
  zip.file('xl/_rels/workbook.xml.rels', rels('worksheet', 'worksheets/sheet1.xml'));
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<worksheet><sheetData><row r="1">${head}</row>${rows.join('')}</sheetData></worksheet>`,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
};
