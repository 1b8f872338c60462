/** What is asked is made by those who ask: an indicator with its categories, a form of them, and targets against results. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

const picked = async (page: Page, text: string, name: RegExp): Promise<void> => {
  const box = page.getByRole('combobox', { name: /^Thêm chỉ tiêu vào/ }).last();
  await box.fill(text);
  await page.getByRole('option', { name }).first().click();
};

describe('a province that asks its communes for something new', () => {
  it('adds an indicator by categories, makes a form of it, tries it and publishes it', async () => {
    const { page, wrongs, close } = await visits.open('province', '/design');
    await page.getByRole('link', { name: 'Danh mục chỉ tiêu' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên chỉ tiêu').fill('Buổi đối thoại với nhân dân');
    await dialog.getByLabel('Đơn vị tính').fill('buổi');
    await dialog.getByLabel('Chia nhỏ').selectOption('sum');
    await dialog.getByLabel('Chia theo').fill('nơi tổ chức');
    await dialog.getByLabel(/^Các mục/).fill('tại thôn\ntại trường học');
    await dialog.getByLabel(/^Căn cứ/).fill('KH 12/KH-BCĐ');
    await dialog.getByRole('button', { name: 'Thêm chỉ tiêu và 2 mục' }).click();
    await page.getByText('Đã thêm “Buổi đối thoại với nhân dân” với 2 mục.').waitFor();
    await page.getByLabel('Tìm chỉ tiêu').fill('doi thoai');
    await page.getByRole('button', { name: 'Buổi đối thoại với nhân dân – tại thôn' }).waitFor();

    await page.getByRole('link', { name: 'Về các biểu mẫu' }).click();
    await settled(page);
    await page.getByRole('button', { name: 'Lập biểu mới' }).click();
    await page.getByRole('dialog').getByLabel('Mã biểu').fill('44-DT01');
    await page.getByRole('dialog').getByLabel('Tên biểu').fill('Biểu 04/TH. Đối thoại với nhân dân');
    await page.getByRole('button', { name: 'Soạn các dòng' }).click();
    await page.waitForURL(/\/design\/forms\/44-DT01/);
    await settled(page);
    await page.getByLabel('Tên mục 1').fill('Đối thoại');
    // The search finds it without accents, and its categories come with it.
    await picked(page, 'doi thoai', /kèm 2 mục/);
    expect(await page.getByRole('listitem').filter({ hasText: 'Buổi đối thoại' }).count()).toBe(3);
    await picked(page, 'van ban don doc', /Văn bản đôn đốc/);
    await page
      .getByText('Biểu TH01 cùng tuyến, cùng loại kỳ đã hỏi “Văn bản đôn đốc đã gửi”. Một số chỉ hỏi một lần.')
      .waitFor();
    await page.getByText('Còn 1 chỗ phải sửa.').waitFor();
    await page.getByRole('button', { name: 'Bỏ “Văn bản đôn đốc đã gửi”' }).click();
    // By keyboard: the last category goes up one place.
    await page.getByRole('button', { name: 'Đưa “Buổi đối thoại với nhân dân – tại trường học” lên' }).click();
    await page.getByText(/^Đã lưu nháp lúc/).waitFor();

    await page.getByText('Xã sẽ thấy', { exact: true }).click();
    const grid = page.getByRole('grid', { name: /Đối thoại với nhân dân/ });
    await grid.waitFor();
    await page.getByText('Soạn', { exact: true }).click();
    await page.getByRole('button', { name: 'Ban hành phiên bản 1' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ban hành, dùng từ/ })
      .click();
    await page.getByText('Đã ban hành biểu 44-DT01, phiên bản 1.').waitFor();
    await settled(page);
    await page.getByRole('link', { name: 'Biểu 04/TH. Đối thoại với nhân dân' }).waitFor();
    expect(wrongs).toEqual([]);
    await close();

    const other = await visits.open('commune', '/totals');
    await settled(other.page);
    expect(await other.page.getByRole('combobox', { name: 'Biểu' }).textContent()).toContain('Biểu 04/TH, tháng');
    expect(other.wrongs).toEqual([]);
    await other.close();
  });

  it('gives targets by a plan, and sees who keeps the pace', async () => {
    const { page, wrongs, close } = await visits.open('province', '/targets');
    await settled(page);
    await page.getByRole('button', { name: 'Giao chỉ tiêu' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Chỉ tiêu số liệu' }).fill('buoi tuyen truyen');
    await page
      .getByRole('option', { name: /Buổi tuyên truyền, phát động/ })
      .first()
      .click();
    await dialog.getByLabel('Mức giao').fill('40');
    await dialog.getByLabel('Văn bản giao').fill('KH 12/KH-BCĐ ngày 05/01/2026');
    await dialog.getByRole('button', { name: 'Giao cho từng đơn vị bên dưới' }).click();
    await page.getByText('Đã giao 1 chỉ tiêu.').waitFor();
    await page.getByRole('heading', { name: 'Các đơn vị bên dưới cộng lại' }).waitFor();
    const together = page.getByRole('table', { name: 'Tổng chỉ tiêu và tổng kết quả' });
    // Others were given before, so it is this one that is waited for.
    const given = together.getByRole('row', { name: /Buổi tuyên truyền, phát động/ });
    expect(await given.textContent()).toMatch(/≥ 3\.120.*%/);
    expect(wrongs).toEqual([]);
    await close();

    // The commune sees what it was given beside its report, and may not change it.
    const commune = await visits.open('commune', '/targets');
    await settled(commune.page);
    await commune.page.getByText('Buổi tuyên truyền, phát động').first().waitFor();
    expect(await commune.page.getByRole('button', { name: 'Giao chỉ tiêu' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    expect(commune.wrongs).toEqual([]);
    await commune.close();
  });
});
