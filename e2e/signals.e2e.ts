/** A question about figures: a commune sends an earlier month again, the province sees why it is asked, the commune answers, it is settled. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

type Brief = { id: number; period: { code: string }; unit: { fullName: string } };

/** Asks the API as the person at the page, as another program of the office would. */
const ask = async <T>(page: Page, method: string, path: string, body?: object): Promise<T> => {
  const answer = await page.request.fetch(path, { method, ...(body && { data: body }) });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
};

describe('quality signals', () => {
  let visits: Visits;
  let report: Brief;
  let before: Brief;
  const section = (page: Page) => page.getByRole('region', { name: 'Tín hiệu chất lượng' });
  const card = (page: Page) => section(page).getByRole('article', { name: 'Trùng số kỳ trước' });

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('a commune sends the figures of an earlier month again', async () => {
    const { page, close } = await visits.open('commune', '/');
    const { own } = await ask<{ own: Brief[] }>(page, 'GET', '/api/my-work');
    // Long closed, and corrected in no other journey.
    [report, before] = ['2026-M07', '2026-M06'].map((month) => own.find(({ period }) => period.code === month)) as [
      Brief,
      Brief,
    ];
    await close();

    const superior = await visits.open('province', '/');
    await ask(superior.page, 'POST', `/api/reports/${report.id}/exception`, {
      until: '2099-12-31',
      reason: 'Xã đề nghị đính chính.',
    });
    await superior.close();

    const again = await visits.open('commune', '/');
    type Cells = { cells: { indicator: string; value: number | null; precision: string }[]; draftVersion: number };
    const earlier = await ask<Cells>(again.page, 'GET', `/api/reports/${before.id}`);
    const { draftVersion, cells } = await ask<Cells>(again.page, 'GET', `/api/reports/${report.id}`);
    const typed = new Set(['avg_attendance', 'rate_mediation_success']);
    const was = new Map(earlier.cells.map(({ indicator, value }) => [indicator, value]));
    await ask(again.page, 'POST', `/api/reports/${report.id}/submit`, {
      draftVersion,
      cells: Object.fromEntries(
        cells
          .filter(({ indicator }) => !typed.has(indicator))
          .map(({ indicator, value }) => [
            indicator,
            { value: was.get(indicator) ?? value, precision: 'exact', kind: 'own', note: null },
          ]),
      ),
    });
    await again.close();
  });

  it('the province sees the question with its evidence, on the report and in its list', async () => {
    const { page, wrongs, close } = await visits.open('province', `/reports/${report.id}`);
    await card(page).waitFor({ timeout: 90_000 });
    expect(await card(page).innerText()).toMatch(/giống hệt tháng/i);
    expect(await card(page).getByRole('row').count()).toBeGreaterThan(5);
    // Not before the unit has answered.
    expect(await card(page).getByRole('button', { name: 'Khép' }).getAttribute('aria-disabled')).toBe('true');
    await page.goto(`/signals?period=${report.period.code}&kind=repeated`);
    await settled(page);
    const listed = page.getByRole('region', { name: report.unit.fullName });
    expect(await listed.getByRole('article', { name: 'Trùng số kỳ trước' }).count()).toBe(1);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the commune answers by keyboard', async () => {
    const { page, wrongs, close } = await visits.open('commune', `/reports/${report.id}`);
    await card(page).getByRole('button', { name: 'Trả lời…' }).focus();
    await page.keyboard.press('Enter');
    await card(page).getByLabel('Số này từ đâu ra').fill('Nhập nhầm số tháng trước, sẽ gửi lại số đúng.');
    await card(page).getByRole('button', { name: 'Gửi trả lời' }).press('Enter');
    await card(page).getByText('Đã trả lời').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the province reads the answer and settles the question', async () => {
    const { page, wrongs, close } = await visits.open('province', `/reports/${report.id}`);
    expect(await card(page).innerText()).toContain('Nhập nhầm số tháng trước');
    await card(page).getByRole('button', { name: 'Khép' }).click();
    await card(page).getByText('Đã khép').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the province changes a threshold with a reason, and reads who decided it', async () => {
    const { page, wrongs, close } = await visits.open('province', '/signals/settings');
    const kind = page.getByRole('region', { name: 'Luôn gửi vào giờ chót' });
    await kind.getByRole('button', { name: 'Sửa…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Bao nhiêu kỳ liền').fill('6');
    await dialog.getByLabel('Lý do').fill('Nhiều xã chỉ có mạng vào cuối giờ.');
    await dialog.getByRole('button', { name: 'Đặt từ ngày đã chọn' }).click();
    await kind
      .getByText(/quyết định/)
      .first()
      .waitFor();
    expect(await kind.innerText()).toContain('Quảng Trị');
    expect(wrongs).toEqual([]);
    await close();
  });
});
