/** The way of a form through LibreOffice: downloaded, opened and saved there as its own format and back, filled, and sent. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runProgram, whyNotUse } from '../../documents/testing/system.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

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
const binary = { 'content-type': 'application/octet-stream' };

describe(`a form in LibreOffice${noOffice ? ` (skipped: ${noOffice})` : ''}`, { timeout: 180_000 }, () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let folder = '';
  let asCommune: Ask;
  let report = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'forms-'));
    house = await testHouse();
  });
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find(({ period }) => period.code === '2026-M10')?.id ?? 0;
    const cells = {
      press_items: { value: 1931 },
      plans_issued: { value: 18000, precision: 'at_least', note: 'theo sổ công văn' },
    };
    await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells });
  });
  afterEach(() => undo());

  const convert = (name: string, to: string) => convertIn(folder, name, to);
  const download = async (): Promise<Buffer> => (await asCommune('GET', `/api/reports/${report}/workbook`)).raw;
  const check = async (file: Buffer) =>
    (await asCommune('POST', `/api/reports/${report}/workbook/check`, file, binary)).body;

  it.skipIf(noOffice)('keeps its keys, its figures and what they mean', async () => {
    await writeFile(join(folder, 'form.xlsx'), await download());
    const flat = await convert('form.xlsx', 'fods');
    // What a clerk types into two cells of the form, in LibreOffice's own words.
    const xml = await readFile(join(folder, flat), 'utf8');
    const row = (id: string) =>
      new RegExp(
        `(<table:table-row(?:(?!</table:table-row>).)*>${id}<(?:(?!</table:table-row>).)*</table:table-row>)`,
        's',
      );
    const press = row('press_items').exec(xml)?.[1] ?? '';
    expect(press).toContain('office:value="1931"');
    const edited = xml.replace(
      press,
      press
        .replaceAll('office:value="1931"', 'office:value="1932"')
        .replaceAll('>1.931<', '>1932<')
        .replaceAll('>1,931<', '>1932<'),
    );
    await writeFile(join(folder, 'form.fods'), edited);
    const body = await check(await readFile(join(folder, await convert('form.fods', 'xlsx'))));
    expect(body).toMatchObject({ found: 'own', refused: [], summary: { accepted: 1, refused: 0 } });
    expect(body['accepted']).toEqual([[expect.stringMatching(/^G\d+$/), 0, expect.any(Number), 1931, 1932, 'exact']]);
  });

  it.skipIf(noOffice)('is told when it is saved as .ods or .xls, and read as CSV', async () => {
    await writeFile(join(folder, 'other.xlsx'), await download());
    const ods = await check(await readFile(join(folder, await convert('other.xlsx', 'ods'))));
    expect(ods).toMatchObject({ code: 'reporting.file-ods' });
    const xls = await check(await readFile(join(folder, await convert('other.xlsx', 'xls'))));
    expect(xls).toMatchObject({ code: 'reporting.file-old-excel' });
    // Semicolons, UTF-8, figures as they are shown.
    const csv = await check(
      await readFile(
        join(folder, await convert('other.xlsx', 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1066,false,true')),
      ),
    );
    expect(csv).toMatchObject({ format: 'csv', summary: { refused: 0, accepted: 0 } });
  });

  it.skipIf(noOffice)('locks its labels, types its cells, and hides its keys', async () => {
    const zip = await JSZip.loadAsync(await download());
    const sheet = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
    expect(sheet).toContain('<sheetProtection sheet="1"');
    expect(sheet.match(/<dataValidation type="whole"/g)?.length).toBeGreaterThan(3);
    expect(sheet).toMatch(/<dataValidation type="list"[^>]*><formula1>"hơn,khoảng"<\/formula1>/);
    expect(sheet).toMatch(/<row r="\d+"[^>]*hidden="1"/);
    expect(await zip.file('xl/workbook.xml')?.async('string')).toContain('state="veryHidden"');
  });
});
