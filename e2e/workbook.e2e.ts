/** A form goes out as Excel, comes back filled, is shown cell by cell, and lands in the draft; on a phone too. */
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { startVisits, type Visits } from './visit.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const choose = (page: Page, name: string, file: Buffer) =>
  page.getByLabel(/^Chọn tệp đã điền/).setInputFiles({ name, mimeType: xlsx, buffer: file });

const figures = { sheet: 1, column: 'G' };
const words = { sheet: 2, column: 'C' };

/** The form with one more cell filled, as a spreadsheet would save it: in the row of an indicator, or of a section of words. */
const fill = async (file: Buffer, id: string, value: string, { sheet, column } = figures): Promise<Buffer> => {
  const zip = await JSZip.loadAsync(file);
  const strings = (await zip.file('xl/sharedStrings.xml')?.async('string')) ?? '';
  const texts = [...strings.matchAll(/<si>(.*?)<\/si>/gs)].map(([, si = '']) => si.replace(/<[^>]*>/g, ''));
  const part = `xl/worksheets/sheet${sheet}.xml`;
  const xml = (await zip.file(part)?.async('string')) ?? '';
  const row = new RegExp(`<c r="A(\\d+)"[^>]*><v>${texts.indexOf(id)}</v></c>`).exec(xml)?.[1];
  if (row === undefined) throw new Error(`the form has no row of ${id}`);
  const cell = new RegExp(`<c r="${column}${row}"[^>]*?(?:/>|>.*?</c>)`);
  zip.file(part, xml.replace(cell, `<c r="${column}${row}" t="inlineStr"><is><t>${value}</t></is></c>`));
  return zip.generateAsync({ type: 'nodebuffer' });
};

describe('a form by Excel', () => {
  let visits: Visits;
  let report = 0;
  let form: Buffer;

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('is downloaded from the page of the report', async () => {
    const { page, wrongs, close } = await visits.open('province', '/');
    type Own = { id: number; form: { code: string }; state: string }[];
    const { own } = (await (await page.request.get('/api/my-work')).json()) as { own: Own };
    const isOpen = (state: string) => state === 'not_sent' || state === 'draft';
    report = own.find(({ form: { code }, state }) => code === 'TH01' && isOpen(state))?.id ?? 0;
    expect(report).toBeGreaterThan(0);
    await page.goto(`/reports/${report}`);
    await page.getByRole('link', { name: 'Excel', exact: true }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải biểu Excel' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^TH01-.*\.xlsx$/);
    form = await readFile(await file.path());
    expect(wrongs).toEqual([]);
    await close();
  });

  it('shows a refused cell by its address and keeps the button from writing; then writes what was corrected', async () => {
    const { page, wrongs, close } = await visits.open('province', `/reports/${report}/excel`);
    await choose(page, 'sai.xlsx', await fill(form, 'press_items', '1,931'));
    await page.getByRole('heading', { name: /0 ô sẽ ghi, 1 ô phải sửa/ }).waitFor();
    const refused = page.getByRole('table', { name: 'Các ô phải sửa' });
    expect(await refused.innerText()).toMatch(/G\d+[\s\S]*1,931[\s\S]*có thể hiểu hai cách/);
    expect(await page.getByRole('button', { name: /vào bản nháp$/ }).getAttribute('aria-disabled')).toBe('true');

    await choose(page, 'dung.xlsx', await fill(form, 'press_items', 'hơn 1.931'));
    await page.getByRole('heading', { name: /1 ô sẽ ghi, 0 ô phải sửa/ }).waitFor();
    expect(await page.getByRole('table', { name: 'Các ô sẽ ghi' }).innerText()).toContain('hơn 1.931');
    await page.getByRole('button', { name: 'Ghi 1 ô vào bản nháp' }).click();
    await page.getByRole('status').filter({ hasText: 'Đã ghi 1 ô vào bản nháp' }).first().waitFor();
    await page.waitForURL(`**/reports/${report}`);
    const { cells } = (await (await page.request.get(`/api/reports/${report}`)).json()) as {
      cells: { indicator: string; value: number | null; precision: string }[];
    };
    expect(cells.find(({ indicator }) => indicator === 'press_items')).toMatchObject({
      value: 1931,
      precision: 'at_least',
    });
    expect(wrongs).toEqual([]);
    await close();
  });

  it('is used on a phone without moving sideways, and tells a file that is none', async () => {
    const { page, close } = await visits.open('province', `/reports/${report}/excel`, { width: 390, height: 800 });
    await choose(page, 'cu.xls', Buffer.from('0902060000001000', 'hex'));
    await page.getByRole('alert').filter({ hasText: 'Excel đời cũ' }).waitFor();
    await choose(page, 'dung.xlsx', await fill(form, 'press_items', '7'));
    await page.getByText('Báo cáo đã thay đổi sau khi bạn tải tệp này').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await close();
  });

  it('brings the words too: each section by its address, then beside the figures', async () => {
    const { page, wrongs, close } = await visits.open('province', `/reports/${report}/excel`, {
      width: 390,
      height: 800,
    });
    const written = `Tiếp tục phong trào. ${'x'.repeat(200)}`;
    const file = await fill(await fill(form, 'press_items', '7'), 'directions', written, words);
    await choose(page, 'loi.xlsx', file);
    const sections = page.getByRole('table', { name: 'Các phần lời sẽ ghi' });
    expect(await sections.innerText()).toMatch(/Phần lời!C\d+[\s\S]*Phương hướng kỳ tới[\s\S]*Tiếp tục phong trào/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole('button', { name: 'Ghi 1 ô và 1 phần lời vào bản nháp' }).click();
    await page.waitForURL(`**/reports/${report}`);
    const { texts } = (await (await page.request.get(`/api/reports/${report}/narrative`)).json()) as {
      texts: Record<string, string>;
    };
    expect(texts['directions']).toBe(written);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('is a table of many units on the desk of the standing agency', async () => {
    const { page, wrongs, close } = await visits.open('province', '/desk');
    await page.getByRole('link', { name: 'Excel nhiều đơn vị' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải biểu Excel' }).click(),
    ]);
    await choose(page, 'bang.xlsx', await readFile(await file.path()));
    await page.getByRole('heading', { name: /0 ô sẽ ghi, 0 ô phải sửa/ }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});
