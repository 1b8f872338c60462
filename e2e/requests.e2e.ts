/** Asked once: a province asks chosen communes, is shown what it has already, and the answers become a total. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

const minutes = 'Biên bản kiểm tra';
const inspections = 'Lượt cơ sở được kiểm tra phòng cháy, chữa cháy';

const add = async (page: Page, typed: string, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Thêm chỉ tiêu' }).fill(typed);
  const found = page.getByRole('listbox', { name: 'Thêm chỉ tiêu' });
  await found
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click();
};

/** Chooses units by name out of all. */
const choose = async (page: Page, names: readonly string[]): Promise<void> => {
  await page.getByRole('checkbox', { name: /^Tất cả \d+ đơn vị/ }).uncheck();
  for (const name of names) {
    await page.getByLabel('Lọc theo tên').fill(name);
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`, 'i') }).check();
  }
};

describe('a province that asks its communes beside the forms', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  const compose = async (page: Page, title: string, units: readonly string[]) => {
    await page.getByRole('link', { name: 'Soạn yêu cầu' }).click();
    await settled(page);
    await page.getByLabel('Nội dung yêu cầu').fill(title);
    await page.getByLabel('Lý do, căn cứ').fill('Chỉ thị của Ban Chỉ đạo tỉnh');
    await choose(page, units);
  };

  it('asks one commune, which answers in its own list of work', async () => {
    const province = await visits.open('province', '/requests');
    await compose(province.page, 'Biên bản mùa hanh khô', ['xã Phong Nha']);
    await add(province.page, 'bien ban kiem tra', minutes);
    await province.page.getByText('Chưa đơn vị nào có các số này. Sẽ hỏi 1 đơn vị.').waitFor();
    // What an open form brings is not asked a second time, by nobody.
    await add(province.page, 'buoi tuyen truyen', 'Buổi tuyên truyền');
    await province.page.getByText('Mọi đơn vị đã có hoặc sẽ gửi theo biểu khác. Bỏ chỉ tiêu này.').waitFor();
    const button = province.page.getByRole('button', { name: /^Gửi yêu cầu tới/ });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await province.page.getByRole('button', { name: /^Bỏ “/ }).last().click();
    await province.page.getByRole('button', { name: 'Gửi yêu cầu tới 1 đơn vị' }).click();
    await province.page.getByText('Trả lời 0/1 đơn vị.').waitFor();
    expect(province.wrongs).toEqual([]);
    await province.close();

    const commune = await visits.open('commune', '/');
    await commune.page
      .getByText(/yêu cầu báo cáo trước .*Báo cáo đột xuất: Biên bản mùa hanh khô/)
      .first()
      .waitFor();
    await commune.page
      .getByRole('listitem')
      .or(commune.page.getByRole('region'))
      .filter({ hasText: /^.*Báo cáo đột xuất: Biên bản mùa hanh khô, tháng/ })
      .getByRole('link', { name: /^Nhập 1 ô/ })
      .first()
      .click();
    await commune.page.getByRole('grid').waitFor();
    await commune.page
      .getByRole('grid')
      .getByRole('row')
      .filter({ hasText: minutes })
      .getByRole('gridcell')
      .nth(4)
      .click();
    await commune.page.getByRole('textbox', { name: new RegExp(minutes) }).fill('12');
    await commune.page.getByRole('button', { name: /^Gửi / }).first().click();
    await commune.page
      .getByText(/Đã gửi/)
      .first()
      .waitFor();
    expect(commune.wrongs).toEqual([]);
    await commune.close();
  });

  it('asks three for more, sees the figure it has, and asks only for the rest', async () => {
    const { page, wrongs, close } = await visits.open('province', '/requests');
    await compose(page, 'Kiểm tra mùa hanh khô', ['xã Phong Nha', 'xã Bố Trạch', 'xã Thượng Trạch']);
    await add(page, 'bien ban kiem tra', minutes);
    await add(page, 'luot co so duoc kiem tra', inspections);
    await page.getByText('Đã có 1, sẽ có theo biểu khác 0, còn hỏi 2 đơn vị.').waitFor();
    await page.getByRole('heading', { name: 'Đã có, không hỏi lại' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'xã Phong Nha' }).last().innerText()).toMatch(/12/);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Gửi yêu cầu tới 3 đơn vị' }).click();
    await page.getByText('Trả lời 0/3 đơn vị.').waitFor();
    await page.getByRole('button', { name: 'Rút yêu cầu' }).click();
    await page.getByRole('dialog').getByLabel('Lý do').fill('Gửi nhầm nội dung');
    await page.getByRole('button', { name: 'Rút khỏi 3 đơn vị' }).click();
    await page.getByText('Đã rút', { exact: true }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('reads the answer as a total', async () => {
    const { page, wrongs, close } = await visits.open('province', '/requests');
    await page.getByRole('listitem').filter({ hasText: 'Biên bản mùa hanh khô' }).getByText('Đủ trả lời').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Biên bản mùa hanh khô' })
      .getByRole('link', { name: 'Xem tiến độ' })
      .click();
    await page.getByRole('link', { name: 'Mở bàn duyệt' }).waitFor();
    const { form, period } = await page.getByRole('link', { name: 'Mở bàn duyệt' }).evaluate((link) => {
      const search = new URL((link as HTMLAnchorElement).href).searchParams;
      return { form: search.get('form') ?? '', period: search.get('period') ?? '' };
    });
    await page.goto(`/totals?form=${form}&period=${period}`);
    await settled(page);
    expect(await page.getByRole('row', { name: new RegExp(`^${minutes}`) }).innerText()).toMatch(/12/);
    expect(wrongs).toEqual([]);
    await close();
  });
});
