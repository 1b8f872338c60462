/** The reform of 01/07/2025 as a province and the centre look at it: old beside new, the break, the proof, and a decision on shares. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { axeFaultsInBothSchemes, overflowFaults } from './laws.ts';
import { settled, startVisits, type Visits } from './visit.ts';

let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

/** '1.931' → 1931. */
const numberIn = (text: string | null): number => Number((text ?? '').replaceAll(/[^\d]/g, ''));

/** What stands in the last row of the table of the proof: as it was, and restated. */
const sums = async (page: Page): Promise<number[]> => {
  const foot = page.getByRole('region', { name: 'Số cộng không đổi' }).locator('tfoot td');
  return (await foot.allTextContents()).map(numberIn);
};

/** Opens the screen of a unit from its own page, as somebody who has just found it does. */
const openReform = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('main').getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('link', { name: 'Qua lần sắp xếp' }).click();
  await page.getByRole('heading', { level: 1, name: `${name} qua lần sắp xếp 01/07/2025` }).waitFor();
  await settled(page);
};

describe('a province that was made of two', () => {
  it('reads its series through the merger, with the break in the picture and in the table', async () => {
    const { page, wrongs, close } = await visits.open('province', '/units');
    await openReform(page, 'Tỉnh Quảng Trị');
    await page.getByRole('heading', { name: /^Ngày 01\/07\/2025: 2 đơn vị thành 1/ }).waitFor();
    const series = page.getByRole('region', { name: 'Buổi tuyên truyền, phát động buổi' });
    const told = await series.getByRole('img').getAttribute('aria-label');
    expect(told).toContain('Tỉnh Quảng Trị (cũ)');
    expect(told).toContain('01/07/2025: 2 đơn vị thành 1');
    const table = series.getByRole('table');
    const rows = (await table.locator('tbody th').allTextContents()).map((text) => text.trim());
    expect(rows.slice(0, 5)).toEqual(
      ['Quý I/2025', 'Quý II/2025', 'Sắp xếp ngày 01/07/2025: 2 đơn vị thành 1'].concat([
        'Quý III/2025',
        'Quý IV/2025',
      ]),
    );
    // The picture says what the table says: of the first quarter the figures of both provinces.
    for (const figure of (await table.locator('tbody tr').first().locator('td').allTextContents()).slice(0, 2))
      expect(told).toContain(` ${figure}`);

    const [old = 0, restated] = await sums(page);
    expect(old).toBeGreaterThan(0);
    expect(restated).toBe(old);
    await page.getByText('Khớp đến từng đơn vị').waitFor();

    await page.getByText('Quy về nay', { exact: true }).click();
    await settled(page);
    const first = await table.locator('tbody tr').nth(1).locator('td').first().textContent();
    expect(numberIn(first)).toBe(old);
    await page.getByText('Quy về trước sắp xếp', { exact: true }).click();
    await settled(page);
    expect(await table.locator('thead th').count()).toBe(4);
    expect(await overflowFaults(page)).toEqual([]);
    expect(await axeFaultsInBothSchemes(page)).toEqual([]);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('follows a commune to what it was made of, also on a phone', async () => {
    const { page, wrongs, close } = await visits.open('province', '/units?q=dong%20hoi', { width: 390, height: 844 });
    await openReform(page, 'Phường Đồng Hới');
    await page.getByRole('heading', { name: /8 đơn vị thành 1/ }).waitFor();
    const flow = page.getByRole('img', { name: /Xã Bảo Ninh \d+.*cộng \d+ buổi\./ });
    await flow.waitFor();
    const [old, restated] = await sums(page);
    expect(restated).toBe(old);
    expect(await overflowFaults(page)).toEqual([]);
    expect(wrongs).toEqual([]);
    await close();
  });
});

describe('the centre, about a province whose communes were divided', () => {
  it('decides on shares with the paper they rest on, and takes the decision back', async () => {
    const { page, wrongs, close } = await visits.open('centre', '/units');
    await openReform(page, 'Tỉnh Cà Mau');
    await page.getByRole('combobox', { name: 'Kỳ' }).selectOption({ label: 'Theo năm' });
    await settled(page);
    const [old, restated] = await sums(page);
    expect(restated).toBe(old);
    const divided = page.getByRole('region', { name: /^Đơn vị bị chia/ });
    const waiting = divided.getByRole('listitem').filter({
      has: page.getByText('Chưa phân bổ', { exact: true }),
    });
    const name = (await waiting.first().getByRole('link').textContent()) ?? '';
    const one = divided.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

    await one.getByRole('button', { name: 'Quyết tỷ lệ, ghi căn cứ…' }).click();
    const dialog = page.getByRole('dialog');
    const shares = dialog.getByLabel(/, %$/);
    await shares.first().fill('80');
    await shares.nth(1).fill('30');
    await dialog.getByText('Các tỷ lệ cộng lại quá 100%.').waitFor();
    await shares.nth(1).fill('20');
    await dialog.getByLabel('Căn cứ').fill('Công văn 15/UBND-NC ngày 12/8/2025');
    await dialog.getByRole('button', { name: /^Ghi tỷ lệ của \d đơn vị$/ }).click();
    await page.getByText(/^Đã ghi tỷ lệ của .* Số quy về được tính lại ngay\.$/).waitFor();
    await settled(page);
    await one.getByText('Đã quyết tỷ lệ').waitFor();
    await one.getByText('Căn cứ: Công văn 15/UBND-NC ngày 12/8/2025').waitFor();
    // The whole is what it was, to the digit.
    expect(await sums(page)).toEqual([old, restated]);

    await one.getByRole('button', { name: 'Rút quyết định' }).click();
    await page.getByText(`Đã rút quyết định về ${name}.`).waitFor();
    await one.getByText('Chưa phân bổ', { exact: true }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });
});
