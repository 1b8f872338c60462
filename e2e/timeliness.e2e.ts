/** Who reports on time: a province reads the picture, the table and the ranking, keeps the file, and goes on to the letters. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

describe('timeliness', () => {
  let visits: Visits;
  const address = '/timeliness?form=TH01&period=2026-M11';

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('a province sees its communes over twelve periods, in colours and in words', async () => {
    const { page, wrongs, close } = await visits.open('province', '/');
    await page.getByRole('navigation', { name: 'Chính', exact: true }).getByRole('link', { name: 'Đúng hạn' }).click();
    await page.waitForURL(/\/timeliness/);
    await page.goto(address);
    await settled(page);
    const said = await page.getByRole('img', { name: /× 12 kỳ/ }).getAttribute('aria-label');
    const [onTime, late] = [/(\d+) đúng hạn/, /(\d+) muộn/].map((each) => Number(each.exec(said ?? '')?.[1]));
    expect(onTime).toBeGreaterThan(0);
    expect(await page.locator('.heat-map .row i.t6').count()).toBeGreaterThan(12);

    await page.getByText('Bảng', { exact: true }).click();
    await page.waitForURL(/view=table/);
    const table = page.getByRole('table', { name: 'Từng báo cáo so với hạn của nó' });
    expect(await table.getByRole('link', { name: /^đúng hạn/ }).count()).toBe(onTime);
    expect(await table.getByRole('link', { name: /^muộn/ }).count()).toBe(late);

    await page.getByText('Xếp hạng', { exact: true }).click();
    const ranking = page.getByRole('table', { name: /^Xếp hạng đơn vị/ });
    await ranking.waitFor();
    expect(await ranking.getByRole('row').nth(1).innerText()).toMatch(/^1\s/);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the file holds a line for each unit and period, and the letters are one step away', async () => {
    const { page, wrongs, close } = await visits.open('province', address);
    await settled(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('dung-han-TH01-2026-M11.csv');
    await page
      .getByRole('main')
      .getByRole('link', { name: /^(Đôn đốc \d+ đơn vị|Các lần đôn đốc)$/ })
      .click();
    await page.waitForURL(/\/urgings\?.*period=2026-M11/);
    await settled(page);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the centre goes from the communes of the country into one province', async () => {
    const { page, wrongs, close } = await visits.open('centre', address);
    await settled(page);
    await page.getByText('Báo cáo của xã', { exact: true }).click();
    await page.waitForURL(/level=communes/);
    await page.getByText('Bảng', { exact: true }).click();
    await page
      .getByRole('table', { name: /theo tỉnh/ })
      .getByRole('link', { name: 'Tỉnh Quảng Trị' })
      .click();
    await page
      .getByRole('link', { name: /^đúng hạn/ })
      .first()
      .waitFor();
    expect(page.url()).not.toContain('level=');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('a commune has no such screen, and sees its rank only while the province lets it', async () => {
    const rank = /^Đúng hạn 12 tháng: hạng \d+ trong \d+ đơn vị của tỉnh Quảng Trị$/i;
    const look = async (sees: boolean): Promise<void> => {
      const { page, close } = await visits.open('commune', '/');
      expect(await page.getByRole('link', { name: 'Đúng hạn' }).count()).toBe(0);
      if (sees) await page.getByText(rank).waitFor();
      else expect(await page.getByText(rank).count()).toBe(0);
      await close();
    };
    await look(false);
    const { page, wrongs, close } = await visits.open('province', `${address}&view=ranking`);
    const box = page.getByRole('checkbox', { name: /^Cho các đơn vị cấp dưới xem xếp hạng của nhau/ });
    await box.click();
    await page.getByText('Các đơn vị cấp dưới nay thấy xếp hạng của nhau.').waitFor();
    await look(true);
    await box.click();
    await page.getByText('Các đơn vị cấp dưới không còn thấy xếp hạng của nhau.').waitFor();
    await look(false);
    expect(wrongs).toEqual([]);
    await close();
  });
});
