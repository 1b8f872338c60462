/** Deadlines as they are met: the notice, the letter that urges, the mail, the calendar, and the regime that moves them. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { letterTo } from './mail-server.ts';
import { settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
const { mailFolder } = ourDemo();
const address = 'tong-hop@tinh.example.vn';

beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

const linkOf = (page: Page, name: RegExp) => page.getByRole('main').getByRole('link', { name }).first();

describe('a province whose communes are late', () => {
  it('is told so, urges them by a letter with a number, and sees who has answered', async () => {
    const { page, wrongs, close } = await visits.open('province', '/');
    const told = page.getByRole('region', { name: /^Thông báo mới/ });
    // Of several forms that are late, one notice each.
    const notice = told.getByRole('listitem').filter({ hasText: /đơn vị chưa gửi sau hạn \d+ ngày/ });
    await notice.first().waitFor();
    const says = await notice.first().innerText();
    await notice.first().getByRole('link', { name: 'Xem và đôn đốc' }).click();
    await settled(page);
    const boxes = page.getByRole('checkbox');
    const late = (await boxes.count()) - 1;
    expect(late).toBeGreaterThan(0);
    // Nobody chosen: the button says why it waits.
    await page.getByRole('checkbox', { name: 'Tất cả đơn vị chậm' }).uncheck();
    await page.getByText('Chọn ít nhất một đơn vị.').waitFor();
    await page.getByRole('checkbox', { name: 'Tất cả đơn vị chậm' }).check();
    await page.getByRole('button', { name: `Soạn văn bản gửi ${late} đơn vị` }).click();
    await page.waitForURL(/\/urgings\/\d+$/);
    await settled(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải văn bản (DOCX)' }).click();
    const file = await (await saved).path();
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    await page.getByRole('button', { name: `Gửi ${late} đơn vị` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số, ký hiệu').fill('25/BCĐ-TH');
    await dialog.getByRole('button', { name: `Gửi ${late} đơn vị` }).click();
    await page.getByText(`Đã gửi tới ${late} đơn vị.`).waitFor();
    await page.getByText(/Số 25\/BCĐ-TH ngày/).waitFor();
    await page.getByRole('link', { name: 'Danh sách chậm' }).click();
    await page
      .getByText(/đã đôn đốc 1 lần/)
      .first()
      .waitFor();
    // What was opened is read, and out of the way of the work.
    await page.goto('/');
    await settled(page);
    expect(await told.getByRole('listitem').allInnerTexts()).not.toContain(says);
    // What other work has told meanwhile is read at once.
    const rest = told.getByRole('button', { name: /^Đánh dấu đã đọc \d+ thông báo$/ });
    if ((await rest.count()) > 0) await rest.click();
    await told.waitFor({ state: 'detached' });
    await linkOf(page, /^Tất cả thông báo$/).click();
    await page.getByText('Đã đọc hết.').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});

describe('an officer who wants to hear of deadlines elsewhere', () => {
  it('confirms an address by a code and gets the next notice by mail, until it is switched off', async () => {
    const { page, wrongs, close } = await visits.open('centre', '/me');
    const part = page.getByRole('region', { name: 'Thư nhắc' });
    await part.getByLabel('Địa chỉ thư công vụ').fill(address);
    await part.getByRole('button', { name: 'Lưu thư nhắc' }).click();
    const code = /\d{6}/.exec(await letterTo(mailFolder, address, /Mã xác nhận/))?.[0] ?? '';
    await part.getByLabel(/^Mã trong thư/).fill(code);
    await part.getByRole('button', { name: 'Xác nhận địa chỉ' }).click();
    await part.getByText('đang gửi').waitFor();
    await part.getByRole('button', { name: 'Không nhận thư nữa' }).click();
    await part.getByText('tắt').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('makes a calendar address, which shows deadlines to a calendar and to nobody once it is taken back', async () => {
    const { page, wrongs, close } = await visits.open('commune', '/me');
    const part = page.getByRole('region', { name: 'Lịch hạn báo cáo' });
    await part.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    const feed = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    await page.getByRole('button', { name: 'Đã chép địa chỉ' }).click();
    const calendar = await (await fetch(feed)).text();
    expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBeGreaterThan(0);
    expect(calendar).toContain('BEGIN:VALARM');
    await part.getByRole('button', { name: /^Thu hồi/ }).click();
    await page.getByText('Đã thu hồi địa chỉ lịch.').waitFor();
    expect((await fetch(feed)).status).toBe(404);
    expect(wrongs).toEqual([]);
    await close();
  });
});

describe('the centre', () => {
  it('sets a deadline from a day on, after seeing what would move, and takes it back', async () => {
    const { page, wrongs, close } = await visits.open('centre', '/regimes');
    await page.getByRole('button', { name: 'Đặt thời hạn mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Số ngày sau ngày chốt').fill('5');
    await dialog.getByLabel('Hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc sau').check();
    await dialog.getByText(/^Hạn gửi một năm tới\. [\d.]+ báo cáo đang mở/).waitFor();
    await dialog
      .getByText(/cũ: 17:00/)
      .first()
      .waitFor();
    await dialog.getByRole('textbox', { name: 'Căn cứ' }).fill('Quyết định số 1/QĐ-BCĐ');
    await dialog.getByRole('button', { name: 'Lưu thời hạn' }).click();
    await page.getByText(/Đã lưu\. [\d.]+ hạn gửi đổi theo\./).waitFor();
    await page.getByText('Quyết định số 1/QĐ-BCĐ').waitFor();
    await page.getByRole('button', { name: 'Rút', exact: true }).click();
    await page.getByText(/Đã rút\. [\d.]+ hạn gửi đổi theo\./).waitFor();
    await page.getByText(/mức mặc định theo Bộ luật Lao động/).waitFor();
    expect(wrongs).toEqual([]);
    await close();
    // Whoever only reports sees the deadlines and changes nothing.
    const commune = await visits.open('commune', '/regimes');
    expect(await commune.page.getByRole('button', { name: 'Đặt thời hạn mới' }).count()).toBe(0);
    await commune.page.getByText('2 ngày sau ngày chốt, 17:00').first().waitFor();
    await commune.close();
  });

  it('lets a calendar close on another day from a day on, sees which periods move, and takes it back', async () => {
    const { page, wrongs, close } = await visits.open('centre', '/regimes');
    const part = page.getByRole('region', { name: /^Các lịch/ });
    await part.getByText('Chốt ngày 14 hằng tháng, năm chốt 14/12.').waitFor();
    await part.getByRole('button', { name: 'Đặt ngày chốt mới' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Áp dụng cho ngày chốt từ').fill('2027-06-01');
    await dialog.getByRole('textbox', { name: 'Chốt ngày (hằng tháng)' }).fill('20');
    await dialog.getByLabel('9 tháng').uncheck();
    await dialog.getByText('15/05/2027–20/06/2027').waitFor();
    await dialog.getByText('cũ: 15/05/2027–14/06/2027').waitFor();
    await dialog.getByRole('textbox', { name: 'Căn cứ' }).fill('Quyết định số 2/QĐ-BCĐ');
    await dialog.getByRole('button', { name: 'Lưu lịch' }).click();
    await page.getByText(/Đã lưu\. [\d.]+ kỳ đổi ngày\./).waitFor();
    await part.getByText('từ 01/06/2027').waitFor();
    await part.getByRole('button', { name: 'Rút 01/06/2027' }).click();
    await part.getByText('từ 01/06/2027').waitFor({ state: 'detached' });
    expect(wrongs).toEqual([]);
    await close();
    const commune = await visits.open('commune', '/regimes');
    await commune.page.getByText('Năm chốt 31/10.').waitFor();
    expect(await commune.page.getByRole('button', { name: 'Đặt ngày chốt mới' }).count()).toBe(0);
    await commune.close();
  });
});
