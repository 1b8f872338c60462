/** Words beside figures: written by a commune, taken up by the province, carried into the review, where an officer's hand stays. */
import { readFile } from 'node:fs/promises';
import JSZip from 'jszip';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { axeFaults } from './laws.ts';
import { settled, startVisits, type Visits } from './visit.ts';

const month = '2026-M11';
/** The month that runs: the commune sends the one before in another journey. */
const running = '2026-M12';
let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

type Own = { id: number; period: { code: string }; revision: number };
/** The own report of a month, as the page itself would ask for it. */
const ownReport = async (page: Page, of: string): Promise<Own> => {
  const own = (await page.evaluate(async () => (await (await fetch('/api/my-work')).json()).own)) as Own[];
  const found = own.find(({ period }) => period.code === of);
  if (!found) throw new Error(`no report of ${of}`);
  return found;
};

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const fieldOf = (page: Page, name: string) => section(page, name).getByRole('textbox', { name, exact: true });
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Đã lưu lúc/ })
    .waitFor();

describe('the words of a report', () => {
  it('a commune officer places a figure by keyboard on a phone, and it reads with its number', async () => {
    const { page, wrongs, close } = await visits.open('commune', '/', { width: 390, height: 844 });
    const { id } = await ownReport(page, running);
    const typed = await page.evaluate(async (address) => {
      const { draftVersion } = await (await fetch(address)).json();
      const cells = { outreach_sessions: { value: 12 } };
      const headers = { 'content-type': 'application/json' };
      return (
        await fetch(`${address}/draft`, { method: 'PUT', headers, body: JSON.stringify({ draftVersion, cells }) })
      ).status;
    }, `/api/reports/${id}`);
    expect(typed).toBe(200);
    await page.goto(`/reports/${id}`);
    await page.getByRole('link', { name: 'Phần lời' }).click();
    const field = fieldOf(page, 'Kết quả');
    await field.click();
    await page.keyboard.type('Trong tháng đã tổ chức {{');
    const dialog = page.getByRole('dialog', { name: 'Chèn số liệu' });
    await dialog.getByLabel('Tìm chỉ tiêu').waitFor();
    await page.keyboard.type('buoi tuyen truyen');
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.type(' ở thôn, bản.');
    expect(await field.inputValue()).toBe('Trong tháng đã tổ chức {{outreach_sessions}} ở thôn, bản.');
    await section(page, 'Kết quả')
      .getByText(/^\d[\d.]* buổi$/)
      .waitFor();
    await saved(page);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

    // What names no figure is told at its section and not kept.
    await fieldOf(page, 'Nguyên nhân').fill('Do {{không có}} người.');
    await section(page, 'Nguyên nhân')
      .getByText(/không chỉ tới số liệu nào/)
      .waitFor();
    await fieldOf(page, 'Nguyên nhân').fill('Do thiếu người.');
    await saved(page);
    await page.reload();
    expect(await fieldOf(page, 'Nguyên nhân').inputValue()).toBe('Do thiếu người.');
    // The refusal above is an answer of the server, and the only one.
    expect(wrongs.filter((wrong) => !wrong.includes('422'))).toEqual([]);
    await close();
  });

  it('the province finds what its communes sent and takes a paragraph; where it came from is remembered', async () => {
    // The centre asks for the words: the report of the province lies open again.
    const centre = await visits.open('centre', '/');
    const province = await visits.open('province', '/');
    const own = await ownReport(province.page, month);
    const returned = await centre.page.evaluate(
      async ({ id, revision }) =>
        (
          await fetch(`/api/reports/${id}/return`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ revision, reason: 'Bổ sung phần lời của báo cáo.' }),
          })
        ).status,
      own,
    );
    expect(returned).toBe(200);
    await centre.close();

    const { page, wrongs, close } = province;
    await page.goto(`/reports/${own.id}/words`);
    const sources = page.getByRole('complementary', { name: 'Lời của các đơn vị dưới' });
    await sources.getByLabel('Tìm đơn vị hoặc chữ').fill('bru van kieu');
    await sources.getByRole('checkbox', { name: /Bru – Vân Kiều/ }).check();
    expect(await axeFaults(page)).toEqual([]);
    await sources.getByRole('button', { name: 'Lấy 1 đoạn vào báo cáo' }).click();
    await section(page, 'Kiến nghị, đề xuất')
      .getByText(/^1 đoạn lấy từ: /)
      .waitFor();
    // The field follows the taken paragraph a moment later.
    await expect
      .poll(() => fieldOf(page, 'Kiến nghị, đề xuất').inputValue(), { timeout: 20_000 })
      .toMatch(/Bru – Vân Kiều\.$/);
    await sources.getByText('Đã lấy', { exact: true }).last().waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});

describe('the review', () => {
  it('takes words of reports by choice, keeps a paragraph written by hand, and carries both into Word', async () => {
    const { page, wrongs, close } = await visits.open('province', `/review?period=${month}`);
    await page.getByRole('button', { name: 'Lấy lời từ các báo cáo…' }).click();
    const drawer = page.getByRole('dialog', { name: 'Lấy lời từ các báo cáo' });
    await drawer.getByLabel('Tìm đơn vị hoặc chữ').fill('tranh chap dat dai');
    await drawer.getByRole('checkbox', { name: /tranh chấp đất đai/ }).check();
    await drawer.getByRole('button', { name: 'Đưa 1 đoạn vào báo cáo' }).click();
    const paper = page.getByRole('article');
    await paper.getByText(/tranh chấp đất đai/).waitFor();

    await page.getByRole('button', { name: /^Sửa đoạn “Trên đây là/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Sửa đoạn' });
    await dialog.getByLabel('Lời của bạn').fill('Trên đây là báo cáo của tỉnh, có phần viết tay.');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Lưu đoạn đã sửa' }).click();
    await paper.getByText('có phần viết tay').waitFor();
    await page.reload();
    await settled(page);
    expect(await paper.locator('.paper-edited').innerText()).toContain('có phần viết tay');
    expect(await axeFaults(page)).toEqual([]);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải Word' }).click(),
    ]);
    const zip = await JSZip.loadAsync(await readFile(await file.path()));
    const text = ((await zip.file('word/document.xml')?.async('string')) ?? '').replaceAll(/<[^>]*>/g, '');
    expect(text).toContain('có phần viết tay');
    expect(text).toContain('tranh chấp đất đai');
    expect(wrongs).toEqual([]);
    await close();
  });
});
