/** Two calendars side by side: a form of the teams' year is made, its year that has just closed is asked for, answered and accepted. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

const year = 'năm xếp loại tổ bảo vệ an ninh, trật tự';
const rated = 'Tổ bảo vệ xếp loại tốt';

describe('a province that counts by another calendar', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  const pick = async (page: Page, text: string, name: RegExp): Promise<void> => {
    await page
      .getByRole('combobox', { name: /^Thêm chỉ tiêu/ })
      .last()
      .fill(text);
    await page.getByRole('option', { name }).first().click();
  };

  it('makes a form of the teams’ year, which leaves alone what the month counts', async () => {
    const { page, wrongs, close } = await visits.open('province', '/design/indicators');
    await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
    const adding = page.getByRole('dialog');
    await adding.getByLabel('Tên chỉ tiêu').fill(rated);
    await adding.getByLabel('Đơn vị tính').fill('tổ');
    await adding.getByLabel(/^Căn cứ/).fill('HD 01/HD-BCA-V05');
    await adding.getByRole('button', { name: 'Thêm 1 chỉ tiêu' }).click();
    await page.getByText(`Đã thêm “${rated}”`).waitFor();

    await page.goto('/design');
    await settled(page);
    await page.getByRole('button', { name: 'Lập biểu mới' }).click();
    const making = page.getByRole('dialog');
    await making.getByLabel('Mã biểu').fill('44-TM05');
    await making.getByLabel('Tên biểu').fill('Biểu 05/TM. Xếp loại tổ bảo vệ');
    await making.getByLabel('Theo lịch').selectOption({ label: year });
    await making.getByText('Kỳ đang chạy: 15/11/2026–14/11/2027.').waitFor();
    expect(await making.getByLabel('Kỳ báo cáo').locator('option').allInnerTexts()).toEqual(['năm']);
    await making.getByRole('button', { name: 'Soạn các dòng' }).click();
    await page.waitForURL(/\/design\/forms\/44-TM05/);
    await settled(page);
    await page.getByLabel('Tên mục 1').fill('Xếp loại');
    await pick(page, 'van ban don doc', /Văn bản đôn đốc/);
    await page.getByText(/^Biểu N01 đã hỏi “Văn bản đôn đốc đã gửi” theo năm báo cáo\./).waitFor();
    await page.getByRole('button', { name: 'Bỏ “Văn bản đôn đốc đã gửi”' }).click();
    await pick(page, 'to bao ve xep loai tot', new RegExp(rated));
    await page.getByText(/^Đã lưu nháp lúc/).waitFor();
    await page.getByRole('button', { name: 'Ban hành phiên bản 1' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ban hành, dùng từ/ })
      .click();
    await page.getByText('Đã ban hành biểu 44-TM05, phiên bản 1.').waitFor();
    await settled(page);
    const row = page.getByRole('row', { name: /Biểu 05\/TM\. Xếp loại tổ bảo vệ/ });
    expect(await row.innerText()).toContain(`bản 1, từ ${year} 2027`);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('asks for the year of the teams that has just closed, beside the month', async () => {
    const { page, wrongs, close } = await visits.open('province', '/requests/new');
    await page.getByLabel('Nội dung yêu cầu').fill('Xếp loại tổ bảo vệ năm 2026');
    await page.getByLabel('Lý do, căn cứ').fill('Kế hoạch của Ban Chỉ đạo tỉnh');
    await page.getByLabel('Số liệu của kỳ').selectOption('TM:2026-Y');
    await settled(page);
    await page.getByRole('checkbox', { name: /^Tất cả \d+ đơn vị/ }).uncheck();
    await page.getByLabel('Lọc theo tên').fill('xã Phong Nha');
    await page.getByRole('checkbox', { name: /^xã Phong Nha/i }).check();
    // What the months count is not asked for a year that holds them.
    await pick(page, 'buoi tuyen truyen', /^Buổi tuyên truyền/);
    const send = page.getByRole('button', { name: /^Gửi yêu cầu tới/ });
    await page
      .getByText(/^Biểu N01, .*TH01 hỏi .* theo lịch khác trong cùng thời gian/)
      .first()
      .waitFor();
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: /^Bỏ “/ }).last().click();
    await pick(page, 'to bao ve xep loai tot', new RegExp(rated));
    await page.getByText('Chưa đơn vị nào có các số này. Sẽ hỏi 1 đơn vị.').waitFor();
    await send.click();
    await page.getByText('Trả lời 0/1 đơn vị.').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('has both answered by their own deadlines, and the figure stands in its own year alone', async () => {
    const commune = await visits.open('commune', '/');
    const { page } = commune;
    const answer = await page.request.get('/api/my-work');
    const { own } = (await answer.json()) as {
      own: { id: number; dueAt: string; form: { code: string }; period: { code: string } }[];
    };
    const [team, month] = [
      own.find(({ period }) => period.code === 'TM:2026-Y'),
      own.find(({ period, form }) => form.code === 'TH01' && period.code === '2026-M11'),
    ];
    expect([team?.dueAt, month?.dueAt]).toEqual(['2026-11-27T10:00:00.000Z', '2026-11-16T10:00:00.000Z']);
    await page.getByText(`${year} 2026`).first().waitFor();
    await page.goto(`/reports/${team?.id}`);
    const grid = page.getByRole('grid');
    await grid.getByRole('row').filter({ hasText: rated }).getByRole('gridcell').nth(4).click();
    await page.getByRole('textbox', { name: new RegExp(rated) }).fill('7');
    await page.getByRole('button', { name: /^Gửi / }).first().click();
    await page
      .getByText(/Đã gửi/)
      .first()
      .waitFor();
    expect(commune.wrongs).toEqual([]);
    await commune.close();

    const province = await visits.open('province', `/desk?form=${team?.form.code}&period=TM:2026-Y`);
    const desk = province.page;
    await desk.getByText(`${year} 2026`).first().waitFor();
    await desk.getByRole('button', { name: 'Xã Phong Nha', exact: true }).click();
    const panel = desk.getByRole('complementary', { name: 'Xã Phong Nha' });
    await panel.getByRole('button', { name: 'Duyệt báo cáo này' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Duyệt 1 báo cáo' }).click();
    await desk
      .getByRole('status')
      .filter({ hasText: /Đã duyệt 1 báo cáo/ })
      .first()
      .waitFor();
    await desk.goto(`/totals?form=${team?.form.code}&period=TM:2026-Y`);
    await settled(desk);
    expect(await desk.getByRole('row', { name: new RegExp(`^${rated}`) }).innerText()).toMatch(/7/);
    // The month beside it is what it was, with periods of its own calendar.
    await desk.goto('/totals?form=TH01&period=2026-M11');
    await settled(desk);
    const periods = await desk.getByRole('combobox', { name: 'Kỳ' }).locator('option').allInnerTexts();
    expect(periods).toContain('Tháng 10/2026');
    expect(periods).not.toContain('Năm xếp loại tổ bảo vệ an ninh, trật tự 2026');
    expect(province.wrongs).toEqual([]);
    await province.close();
  });
});
