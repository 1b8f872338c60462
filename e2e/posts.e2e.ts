/** One short way through the product for each other post: what it may do, and what it does not see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { demoPassword, settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

const railOf = async (page: import('playwright-core').Page): Promise<string[]> =>
  page.getByRole('navigation', { name: 'Chính', exact: true }).getByRole('link').allInnerTexts();

describe('each post at its own screen', () => {
  it('the head of a province issues a period and reads the edition', async () => {
    const { page, wrongs, close } = await visits.open('head', '/');
    await page.getByRole('link', { name: 'Xem số tổng và ban hành' }).waitFor();
    // An older month that is still open; the newest one is on its way in another journey.
    await page
      .getByRole('listitem')
      .filter({ hasText: 'tháng 7/2026' })
      .getByRole('link', { name: 'Xem số tổng' })
      .click();
    await page.getByRole('button', { name: 'Ban hành…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    // Nothing is issued without a number: the fault is told at the field.
    await dialog.getByText('Nhập số văn bản.').waitFor();
    await dialog.getByLabel('Số văn bản').fill('57/BC-BCĐ');
    await dialog.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    await page.getByRole('heading', { level: 1, name: /Bản ban hành số 57\/BC-BCĐ/ }).waitFor();
    await page.getByText('Mã kiểm tra khớp').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('người ký: Trưởng ban');
    expect(
      await page
        .getByRole('button', { name: 'Khác hôm nay 0' })
        .or(page.getByRole('radio', { name: 'Khác hôm nay 0' }))
        .count(),
    ).toBe(1);
    await page.getByRole('link', { name: 'Số tổng hôm nay' }).click();
    await page.getByRole('button', { name: 'Ban hành bản đính chính…' }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the officer of the centre opens the national desk', async () => {
    const { page, wrongs, close } = await visits.open('centre', '/');
    await page.getByRole('link', { name: /^Xem và duyệt \d+ báo cáo$/ }).click();
    await page.getByRole('img', { name: /^34 tỉnh, thành phố: / }).waitFor();
    await page.getByRole('button', { name: /^Tất cả 34$/ }).click();
    await page.getByRole('button', { name: 'Thành phố Hà Nội', exact: true }).click();
    await page.getByRole('complementary', { name: 'Thành phố Hà Nội' }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('a partner of a commune has no desk, and no form of another body to fill', async () => {
    const { page, wrongs, close } = await visits.open('partnerCommune', '/');
    expect(await railOf(page)).not.toContain('Bàn duyệt báo cáo');
    expect(await page.getByRole('link', { name: /^Nhập/ }).count()).toBe(0);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('a partner of a province reads the totals of its committee, but no report of a single commune', async () => {
    const { page, wrongs, close } = await visits.open('partner', '/totals');
    const row = page.getByRole('row', { name: /^Lượt người tham dự/ });
    expect(await row.getByRole('link').first().innerText()).toMatch(/^\d/);
    expect(wrongs).toEqual([]);
    expect(await railOf(page)).not.toContain('Bàn duyệt báo cáo');
    expect(
      await page
        .getByRole('combobox', { name: 'Biểu' })
        .getByRole('option', { name: /Công an/ })
        .count(),
    ).toBe(0);
    await page.goto('/desk');
    await page.getByRole('heading', { level: 1, name: 'Không tìm thấy' }).waitFor();
    expect(await page.getByText('Xã Phong Nha').count()).toBe(0);
    await close();
  });

  it('the inspector reads the desk and cannot decide', async () => {
    const { page, wrongs, close } = await visits.open('inspector', '/desk');
    await page.getByRole('button', { name: /^Tất cả 78$/ }).click();
    await page.getByRole('button', { name: 'Xã Phong Nha', exact: true }).click();
    await page.getByRole('complementary', { name: 'Xã Phong Nha' }).waitFor();
    expect(
      await page
        .getByRole('button', { name: /^(Duyệt|Trả lại)/ })
        .and(page.getByRole('complementary').getByRole('button'))
        .count(),
    ).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the administrator opens an account; its code is shown once and lets its holder in', async () => {
    const { page, wrongs, close } = await visits.open('administrator', '/accounts');
    await page.getByRole('button', { name: 'Mở tài khoản' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Tên tài khoản').fill('tonghop.quangtri');
    await form.getByRole('button', { name: 'Mở tài khoản' }).click();
    const shown = page.getByRole('dialog', { name: 'Mã cho tài khoản tonghop.quangtri' });
    const code = await shown.getByRole('code').innerText();
    expect(code).toMatch(/^\w{4} \w{4} \w{4} \w{4}$/);
    await shown.getByRole('button', { name: 'Xong' }).click();
    await page
      .getByRole('row', { name: /^tonghop\.quangtri/ })
      .getByText('Chờ dùng phiếu')
      .waitFor();
    expect(await page.content()).not.toContain(code);
    await page.reload();
    await settled(page);
    expect(await page.content()).not.toContain(code);
    expect(wrongs).toEqual([]);
    await close();

    const holder = await visits.open(null, '/enrol');
    await holder.page.getByLabel('Tên tài khoản').fill('tonghop.quangtri');
    await holder.page.getByLabel('Mã trên phiếu').fill(code);
    await holder.page.getByLabel('Mật khẩu mới').fill('nước chảy đá mòn 91');
    await holder.page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await holder.page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
    await holder.close();
  });

  it('the operator sees no figures, also by the address of a figure', async () => {
    const { page, close } = await visits.open('operator', '/');
    for (const screen of ['Bàn duyệt báo cáo', 'Tổng hợp số liệu', 'Sơ kết, tổng kết', 'Việc của tôi'])
      expect(await railOf(page)).not.toContain(screen);
    await page.goto('/totals?unit=1&form=TH01&period=2026-M10');
    await page.getByRole('heading', { level: 1, name: 'Không tìm thấy' }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    await page.goto('/figures/trace?indicator=outreach_attendance&unit=1&period=2026-M10');
    await page
      .getByRole('alert')
      .or(page.getByRole('main').getByText(/Không tìm thấy|không có/i))
      .first()
      .waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/\d\.\d{3}/);
    await close();
  });

  it('a wrong password is told without saying which part was wrong, and a page that was asked for opens afterwards', async () => {
    const { page, close } = await visits.open(null, '/units');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('Tên tài khoản').fill('quangtri');
    await page.getByLabel('Mật khẩu').fill('khong-dung-2026');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByLabel('Mật khẩu').and(page.locator('[aria-invalid="true"]')).waitFor();
    await page.getByLabel('Mật khẩu').fill(demoPassword);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Địa giới, sáp nhập' }).waitFor();
    await close();
  });
});

describe('finding a unit', () => {
  it('finds Thái Nguyên without accents and opens its life', async () => {
    const { page, wrongs, close } = await visits.open('province', '/');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('thai nguyen');
    const option = page.getByRole('option', { name: /^Tỉnh Thái Nguyên/ }).first();
    await option.waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Thái Nguyên/ }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Tỉnh Bắc Kạn');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('tells the old Trúc Bạch from the new Ba Đình, which took its code 00004', async () => {
    const { page, close } = await visits.open('province', '/units');
    await page.getByLabel('Tìm theo tên hoặc mã').fill('00004');
    const table = page.getByRole('table', { name: 'Đơn vị tìm thấy' });
    await table.getByRole('row').filter({ hasText: 'Phường Trúc Bạch' }).waitFor();
    const old = await table.getByRole('row').filter({ hasText: 'Phường Trúc Bạch' }).innerText();
    const young = await table.getByRole('row').filter({ hasText: 'Phường Ba Đình' }).innerText();
    expect(old).toContain('30/06/2025');
    expect(young).toContain('từ 01/07/2025');
    expect(young).not.toContain('30/06/2025');
    await page.getByRole('link', { name: 'Phường Trúc Bạch' }).click();
    await page.getByRole('heading', { level: 1, name: /Phường Trúc Bạch/ }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Phường Ba Đình' }).first().waitFor();
    await close();
  });
});
