/** The way of a form through LibreOffice: downloaded, opened and saved there as its own format and back, filled, and sent. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, whyNotUse } from '../../documents/testing/system.ts';
import { type Form, sayForm, typedRows } from '../form/rules.ts';
import { shippedForms } from '../form/shipped.ts';
import { sectionsOf } from '../narrative/rules.ts';
import { readFigure } from './figure.ts';
import { readKeys, signed } from './keys.ts';
import { paperOfReport } from './papers.ts';
import { findPlaces, type Wanted } from './places.ts';
import { type Book, cellAt, columnName } from './read/book.ts';
import { readBook } from './read/open.ts';
import { findWords } from './words-places.ts';
import { wordsOfReport } from './words-sheet.ts';
import { writeXlsx } from './write/xlsx.ts';

/** Where LibreOffice is there without its spreadsheet, as on many servers, that is said too. */
const whyNotCalc = async (): Promise<string | null> => {
  const noOffice = whyNotUse('soffice');
  if (noOffice) return noOffice;
  const folder = await mkdtemp(join(tmpdir(), 'calc-'));
  try {
    await writeFile(join(folder, 'a.csv'), 'a;b');
    await convertIn(folder, 'a.csv', 'xlsx');
    await readFile(join(folder, 'a.xlsx'));
    return null;
  } catch {
    if (process.env['CI_REQUIRE_SYSTEM'] === '1')
      throw new Error('LibreOffice Calc is not installed, and CI requires it');
    return 'LibreOffice Calc is not installed';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const convertIn = async (folder: string, name: string, to: string): Promise<string> => {
  const profile = pathToFileURL(join(folder, 'profile')).href;
  await runProgram(
    'soffice',
    [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', to, '--outdir', folder, join(folder, name)],
    { timeout: 120_000 },
  );
  return name.replace(/\.\w+$/, `.${to.split(':')[0]}`);
};

const noOffice = await whyNotCalc();

const [shipped] = shippedForms;
if (!shipped) throw new Error('no form ships');
const form: Form = { ...shipped, calendar: 'reporting' };
const rows = typedRows(form, 'commune');
const typed: Record<string, { value: number; precision: 'exact' | 'at_least'; note: string | null }> = {
  press_items: { value: 1931, precision: 'exact', note: null },
  plans_issued: { value: 18000, precision: 'at_least', note: 'theo sổ công văn' },
};
const typedWords = {
  results: '- Tổ chức {{press_items}} tin.\n- Đoạn hai, "trích" & <thẻ>.',
  limits: '=1+1 là chữ, _x0041_ cũng là chữ',
};
const sign = (text: string) => `signed ${text.length}`;
const wanted: Wanted = {
  indicators: rows.flatMap(({ indicator: id }) => {
    const words = indicatorOf(id)?.words;
    return words ? [{ id, words }] : [];
  }),
  computed: [],
  units: [{ code: '19138', fullName: 'Xã Phong Nha' }],
  isTable: false,
  periodNames: ['Tháng 10/2026'],
};

/** The form as it is given out, with what is typed so far. */
const formFile = () => {
  const words = { vi: 'Tháng 10/2026', en: 'October 2026' };
  const unit = { id: 1, code: '19138', fullName: 'Xã Phong Nha', level: 'commune' };
  const shown = {
    report: { unit, period: { words }, dueAt: '2026-10-20T10:00:00Z' },
    form: sayForm(form, 'commune'),
    cells: rows.map(({ indicator }) => ({ indicator, kind: 'own', previous: 7, lastYear: null, ...typed[indicator] })),
    whyNot: { saveDraft: null },
  };
  // Only what the paper reads of the answer.
  const paper = paperOfReport(
    shown as unknown as Parameters<typeof paperOfReport>[0],
    signed([['form', 'TH01']], sign),
    'vi',
    wordsOfReport({ sections: sectionsOf(form), indicators: ['press_items'], texts: typedWords, open: true }, 'vi'),
  );
  return writeXlsx(paper);
};

/** Address, figure and precision of every filled cell, by indicator. */
const figuresIn = (book: Book): Record<string, string> => {
  const found = findPlaces(book, wanted);
  if ('code' in found) throw new Error(found.code);
  const grid = book.grids[found.grid];
  if (!grid) throw new Error('no sheet');
  return Object.fromEntries(
    found.placesOf(0).flatMap(({ row, column, indicator, cell, precision, note }) => {
      if (cell < 0) return [];
      const read = readFigure(cellAt(grid, cell), { kind: 'F', decimals: 0 });
      if ('problem' in read || read.value === null) return [];
      const beside = [precision, note].map((at) => (at === null || at < 0 ? '' : cellAt(grid, at).text));
      return [
        [
          wanted.indicators[indicator]?.id ?? '',
          `${columnName(column)}${row} ${read.value} ${beside.join(' ')}`.trim(),
        ],
      ];
    }),
  );
};

/** The text of every section, by its key. */
const wordsIn = (book: Book): Record<string, string> => {
  const sections = sectionsOf(form);
  const found = findWords(book, { sections, units: wanted.units, isTable: false });
  const grid = found && book.grids[found.grid];
  if (!grid) throw new Error('no sheet of words');
  return Object.fromEntries(
    found.places.flatMap(({ section, cell, label }) =>
      cell < 0 ? [] : [[sections[section]?.key ?? '', `${cellAt(grid, cell).text}${label ? ' (label)' : ''}`]],
    ),
  );
};

describe(`a form in LibreOffice${noOffice ? ` (skipped: ${noOffice})` : ''}`, { timeout: 180_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forms-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const convert = async (name: string, to: string) => readFile(join(folder, await convertIn(folder, name, to)));

  it.skipIf(noOffice)(
    'keeps its keys, its figures and what they mean, and gives back what was typed there',
    async () => {
      const file = Buffer.from(await formFile());
      const before = figuresIn(readBook(file));
      expect(wordsIn(readBook(file))).toEqual(typedWords);
      expect(before).toMatchObject({
        press_items: expect.stringMatching(/^G\d+ 1931$/),
        plans_issued: expect.stringMatching(/18000 hơn theo sổ công văn$/),
      });
      await writeFile(join(folder, 'form.xlsx'), file);
      const flat = (await convert('form.xlsx', 'fods')).toString('utf8');
      expect(flat).toContain('office:value="1931"');
      // What a clerk types over it, in LibreOffice's own words.
      await writeFile(
        join(folder, 'form.fods'),
        flat.replaceAll('office:value="1931"', 'office:value="1932"').replaceAll('Đoạn hai', 'Đoạn sửa'),
      );
      const book = readBook(await convert('form.fods', 'xlsx'));
      expect(readKeys(book, sign)).toEqual(new Map([['form', 'TH01']]));
      expect(figuresIn(book)).toEqual({ ...before, press_items: before['press_items']?.replace('1931', '1932') });
      expect(wordsIn(book)).toEqual({ ...typedWords, results: typedWords.results.replace('Đoạn hai', 'Đoạn sửa') });
    },
  );

  it.skipIf(noOffice)('is told when it is saved as .ods or .xls', async () => {
    await writeFile(join(folder, 'other.xlsx'), await formFile());
    const ods = await convert('other.xlsx', 'ods');
    expect(() => readBook(ods)).toThrow(/^ods/);
    const xls = await convert('other.xlsx', 'xls');
    expect(() => readBook(xls)).toThrow(/^old-excel/);
  });

  it('locks its labels, types its cells, and hides its keys', async () => {
    const zip = await JSZip.loadAsync(await formFile());
    const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
    expect(sheet).toContain('<sheetProtection sheet="1"');
    expect(sheet.match(/<dataValidation type="whole"/g)?.length).toBeGreaterThan(3);
    expect(sheet).toMatch(/<dataValidation type="list"[^>]*><formula1>"hơn,khoảng"<\/formula1>/);
    expect(sheet).toMatch(/<row r="\d+"[^>]*hidden="1"/);
    expect(await zip.file('xl/workbook.xml')?.async('string')).toContain('state="veryHidden"');
  });
});
