/** The main way of a figure: typed at a commune, accepted at the province, written into the report that is ready to sign. */
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { hearWrongs, openMonthlyForm, settled, signInByForm, startVisits, type Visits } from './visit.ts';

const attendance = 'Lượt người tham dự';

/** '40.162' as a number; the screens always write the Vietnamese way here. */
const numberOf = (text: string): number => Number(text.replaceAll('.', ''));
const written = (value: number): string => value.toLocaleString('vi-VN');

/** The row of an indicator; a message about it stands in a row of its own underneath. */
const rowOf = (page: Page, name: string) => page.getByRole('grid').getByRole('row').filter({ hasText: name }).first();
/** The figure of this period; number, unit and two earlier periods stand before it. */
const cellOf = (page: Page, name: string) => rowOf(page, name).getByRole('gridcell').nth(4);
const fieldOf = (page: Page, name: string) => page.getByRole('textbox', { name: new RegExp(`^\\d+\\. ${name},`) });
const toast = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).first();

/** Opens the field of a row and types over what stands there. */
const type = async (page: Page, name: string, text: string): Promise<void> => {
  await cellOf(page, name).click();
  await fieldOf(page, name).fill(text);
};

const download = async (page: Page, button: string): Promise<Buffer> => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFile(await file.path());
};

/** The words of a DOCX or XLSX as a reader sees them, without the markup. */
const textOf = async (file: Buffer, part: RegExp): Promise<string> => {
  const zip = await JSZip.loadAsync(file);
  const parts = await Promise.all(zip.file(part).map((one) => one.async('string')));
  return parts
    .join('\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\u00a0', ' ');
};

describe('from a commune to the review report', () => {
  let visits: Visits;
  let address = '';
  let wrongsOfCommune: string[] = [];
  let before = { accepted: 0, submitted: 0 };
  let now = 0;

  /** Both totals of the indicator at the province, as the page of totals shows them. */
  const totals = async (): Promise<{ accepted: number; submitted: number }> => {
    const { page, close } = await visits.open('province', '/totals');
    const row = page.getByRole('row', { name: new RegExp(`^${attendance}`) });
    const [accepted = '', submitted = ''] = await row.getByRole('link').locator('.figure').allInnerTexts();
    await close();
    return { accepted: numberOf(accepted), submitted: numberOf(submitted) };
  };

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
    before = await totals();
  });
  afterAll(() => visits.close());

  it('the commune opens the returned report, corrects a cell by keyboard and sends it', async () => {
    const { page, close } = await visits.open(null, '/');
    wrongsOfCommune = hearWrongs(page);
    await signInByForm(page, 'commune');
    await page
      .getByRole('region', { name: /^Biểu 01\/TH.*gửi tỉnh$/ })
      .getByRole('link', { name: 'Sửa và gửi lại' })
      .click();
    await page.getByRole('grid').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Trả lại');
    address = new URL(page.url()).pathname;

    // From the first field to the attendance by Enter alone, as a row of figures is typed from paper.
    const first = fieldOf(page, 'Kế hoạch, văn bản triển khai ban hành');
    await first.focus();
    for (let row = 0; row < 6; row += 1) await page.keyboard.press('Enter');
    const focused = fieldOf(page, attendance);
    expect(await focused.evaluate((field) => field === document.activeElement)).toBe(true);
    now = numberOf(await focused.inputValue()) + 123;
    await page.keyboard.type(written(now));
    await page.keyboard.press('Enter');
    expect(await cellOf(page, attendance).innerText()).toContain(written(now));

    await page.getByRole('button', { name: 'Gửi lại tỉnh' }).click();
    await toast(page, /Đã gửi tỉnh lần 2/).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Chờ duyệt');
    expect(wrongsOfCommune).toEqual([]);
    await close();
    // Sent is not accepted: the official total may only move with the decision.
    expect((await totals()).accepted).toBe(before.accepted);
  });

  it('the province finds it waiting on the desk and accepts it; the totals contain it', async () => {
    const { page, wrongs, close } = await visits.open('province', '/desk');
    await page.getByRole('button', { name: /^Chờ duyệt \d+$/ }).click();
    await page.getByRole('button', { name: 'Xã Phong Nha', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'Xã Phong Nha' });
    await panel.getByText('Chờ duyệt, lần gửi 2').waitFor();
    expect(await panel.getByRole('listitem').filter({ hasText: attendance }).first().innerText()).toContain(
      written(now),
    );
    await panel.getByRole('button', { name: 'Duyệt báo cáo này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt 1 báo cáo' }).click();
    await toast(page, /Đã duyệt 1 báo cáo/).waitFor();
    expect(wrongs).toEqual([]);
    await close();
    expect(await totals()).toEqual({ accepted: before.accepted + now, submitted: before.submitted + now });
  });

  it('the review report carries the figure, traces it to the submission, and leaves as DOCX, PDF and XLSX', async () => {
    const { page, wrongs, close } = await visits.open('province', '/review');
    const total = written(before.accepted + now);
    const paper = page.getByRole('article');
    const figure = paper.getByRole('link', { name: total, exact: true });
    await figure.first().waitFor();
    expect(await paper.innerText()).toMatch(new RegExp(`buổi tuyên truyền với\\s+${total}\\s+lượt người tham dự`));

    const docx = await download(page, 'Tải Word');
    expect(docx.subarray(0, 2).toString()).toBe('PK');
    expect(await textOf(docx, /^word\/document\.xml$/)).toContain(`${total} lượt người tham dự`);
    expect((await download(page, 'Tải PDF')).subarray(0, 5).toString()).toBe('%PDF-');
    const xlsx = await download(page, 'Tải Excel');
    expect(xlsx.subarray(0, 2).toString()).toBe('PK');
    expect(await textOf(xlsx, /^xl\/(sharedStrings|worksheets\/.*)\.xml$/)).toContain(String(now));

    await figure.first().click();
    const trace = page.getByRole('complementary', { name: 'Nguồn của số này' });
    await trace.getByRole('heading', { name: 'Cách tính' }).waitFor();
    expect(await trace.innerText()).toContain(total);
    await trace.getByRole('link', { name: 'Mở trang nguồn đầy đủ' }).click();
    await page.getByRole('link', { name: 'Xã Phong Nha', exact: true }).click();
    await page.getByRole('heading', { name: 'Xã Phong Nha tự báo cáo' }).waitFor();
    const main = await page.getByRole('main').innerText();
    expect(main).toContain('Lần gửi 2');
    expect(main).toContain(written(now));
    expect(main).toContain('Gửi: Cán bộ tổng hợp, Công an xã Phong Nha');
    expect(main).toContain('Duyệt: Cán bộ tổng hợp, Công an tỉnh Quảng Trị');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('an accepted report can no longer be typed into', async () => {
    const { page, close } = await visits.open('commune', address);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Đã duyệt');
    expect(await page.getByRole('grid').getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Gửi/ }).count()).toBe(0);
    await close();
  });
});

describe('typing into a report', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('tells what is wrong at the cell and loses nothing when the page is loaded again', async () => {
    const { page, wrongs, close } = await visits.open('commune', '/');
    await openMonthlyForm(page);
    await type(page, 'Vụ, việc đã hòa giải', '7');
    await type(page, 'Vụ, việc hòa giải thành', '9');
    await page.keyboard.press('Enter');
    await page.getByText('Vụ, việc hòa giải thành (9) nhiều hơn Vụ, việc đã hòa giải (7)').waitFor();

    await type(page, 'Cuộc giao ban', '-3');
    await page.keyboard.press('Enter');
    await type(page, attendance, '1,931');
    await page.keyboard.press('Enter');
    await page.getByText('“1,931” có thể hiểu hai cách').waitFor();

    await cellOf(page, attendance).click();
    const field = fieldOf(page, attendance);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const told = await field.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${told}"]`).innerText()).toContain('có thể hiểu hai cách');
    expect(await page.getByRole('link', { name: '3 lỗi' }).count()).toBe(1);

    const send = page.getByRole('button', { name: 'Gửi tỉnh' });
    expect(await send.getAttribute('aria-disabled')).toBe('true');

    await page.reload();
    await settled(page);
    const grid = page.getByRole('grid');
    await grid.getByText('1,931', { exact: true }).waitFor();
    for (const text of ['-3', '9', '7'])
      expect(await grid.getByText(text, { exact: true }).count(), text).toBeGreaterThan(0);
    expect(await page.getByRole('link', { name: '3 lỗi' }).count()).toBe(1);
    expect(wrongs).toEqual([]);
    await close();
  });
});
