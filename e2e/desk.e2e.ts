/** The review desk: filter, preview, accept many; return two cells, send again, see the difference; talk; lock and exception. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { type Look, settled, startVisits, type Visits } from './visit.ts';

const toast = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).first();
const rows = (page: Page) => page.locator('.desk-list tbody tr');
const numberIn = (text: string): number => Number(/[\d.]+/.exec(text)?.[0]?.replaceAll('.', '') ?? Number.NaN);
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).first();

describe('the review desk', () => {
  let visits: Visits;
  let report = '';

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  /** A visit that must end without anything having gone wrong on the way. */
  const visit = async (
    post: 'province' | 'commune',
    path: string,
    work: (page: Page) => Promise<void>,
    look?: Look,
  ) => {
    const { page, wrongs, close } = await visits.open(post, path, look);
    await work(page);
    expect(wrongs).toEqual([]);
    await close();
  };

  it('filters by state, by question and by name without accents; the address keeps it and the counts agree', () =>
    visit('province', '/desk', async (page) => {
      const sent = button(page, /^Chờ duyệt \d+/);
      const waiting = numberIn((await sent.innerText()).replace(/\D+/, ''));
      await sent.click();
      await page.waitForURL(/state=sent/);
      expect(await rows(page).count()).toBe(waiting);
      const late = button(page, /^Muộn \d+/);
      const n = numberIn((await late.innerText()).replace(/\D+/, ''));
      await late.click();
      await page.waitForURL(/mark=late/);
      expect(await rows(page).count()).toBe(n);
      await late.click();
      const unit = (await page.locator('.open-row').last().innerText()).trim();
      const bare = unit
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .replace(/[đĐ]/g, 'd')
        .toLowerCase();
      await page.getByLabel('Tìm đơn vị theo tên').fill(bare);
      await page.waitForURL(/q=/);
      await expect.poll(() => rows(page).count()).toBe(1);
      await page.reload();
      await settled(page);
      expect(await page.locator('.open-row').allInnerTexts()).toEqual([unit]);
    }));

  it('works by keyboard, and single letters can be switched off', () =>
    visit('province', '/desk?state=sent', async (page) => {
      const first = page.locator('.open-row').first();
      await first.focus();
      await page.keyboard.press('ArrowDown');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
        await page.locator('.open-row').nth(1).innerText(),
      );
      await page.keyboard.press('ArrowUp');
      const box = rows(page).first().getByRole('checkbox');
      const before = await box.isChecked();
      await page.keyboard.press('Space');
      expect(await box.isChecked()).toBe(!before);
      await page.keyboard.press('t');
      await page.getByRole('dialog', { name: /^Trả lại báo cáo của / }).waitFor();
      await page.keyboard.press('Escape');
      await button(page, 'Tắt phím chữ').click();
      await first.focus();
      await page.keyboard.press('t');
      await page.keyboard.press('d');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await button(page, /^Bật phím chữ/).click();
    }));

  it('shows what the totals become, accepts many at once, and the totals are what was shown', () =>
    visit('province', '/desk?state=sent', async (page) => {
      // Three of those that wait, so that the other journeys find the rest.
      const all = page.getByRole('checkbox', { name: /^Chọn \d+ báo cáo chờ duyệt/ });
      await all.check();
      await all.uncheck();
      const boxes = rows(page).getByRole('checkbox');
      for (const at of [0, 1, 2]) await boxes.nth(at).check();
      await page.locator('.bulk').getByRole('button', { name: 'Duyệt 3 báo cáo' }).click();
      const dialog = page.getByRole('dialog', { name: 'Duyệt 3 báo cáo' });
      const line = dialog.getByRole('row', { name: /^Buổi tuyên truyền, phát động/ });
      await line.waitFor();
      const [now = '', then = ''] = await line.getByRole('cell').allInnerTexts();
      expect(numberIn(then)).toBeGreaterThan(numberIn(now));
      await page.keyboard.press('Control+Enter');
      await toast(page, /Đã duyệt 3 báo cáo/).waitFor();
      await page.goto('/totals');
      await settled(page);
      const total = page.getByRole('row', { name: /^Buổi tuyên truyền, phát động/ });
      expect(await total.getByRole('link').locator('.figure').first().innerText()).toBe(then);
    }));

  const sessions = 'Buổi tuyên truyền, phát động';
  const press = 'Tin, bài, phóng sự';
  const plans = 'Kế hoạch, văn bản triển khai ban hành';
  const row = (page: Page, name: string) => page.getByRole('grid').getByRole('row').filter({ hasText: name }).first();
  const type = async (page: Page, name: string, text: string) => {
    await row(page, name).getByRole('gridcell').nth(4).click();
    await page.getByRole('textbox', { name: new RegExp(`^\\d+\\. ${name},`) }).fill(text);
    await page.keyboard.press('Enter');
  };
  const valueIn = async (page: Page, name: string) =>
    numberIn(await row(page, name).getByRole('gridcell').nth(4).innerText());

  it('opens an accepted report by a dated exception, which the desk lists with who allowed it', () =>
    visit('province', '/desk?form=TH01&period=2026-M09&state=all&q=phong+nha', async (page) => {
      await page.getByRole('button', { name: 'Xã Phong Nha', exact: true }).click();
      const panel = page.getByRole('complementary', { name: 'Xã Phong Nha' });
      await panel.getByRole('link', { name: 'Mở cả báo cáo' }).click();
      await page.getByRole('grid').waitFor();
      report = new URL(page.url()).pathname;
      await page.getByRole('button', { name: 'Mở ngoại lệ…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Mở đến hết ngày').fill('2026-11-29');
      await dialog.getByLabel('Lý do').fill('Xã đề nghị đính chính số buổi tuyên truyền.');
      await dialog.getByRole('button', { name: 'Mở báo cáo' }).click();
      await page.getByText(/Đang mở để đính chính đến hết 29\/11\/2026/).waitFor();
      await page.goto('/desk?form=TH01&period=2026-M09');
      await settled(page);
      await button(page, /^Ngoại lệ đang mở \(\d+\)/).click();
      const listed = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Xã Phong Nha, Tháng 9/2026' });
      expect(await listed.innerText()).toMatch(/29\/11\/2026.*đính chính số buổi[\s\S]*Người cho phép: .*Cán bộ/);
    }));

  it('the commune corrects and sends; the province returns two cells with a reason each and accepts the rest', async () => {
    await visit('commune', report, async (page) => {
      await type(page, sessions, String((await valueIn(page, sessions)) + 40));
      await type(page, press, String((await valueIn(page, press)) + 20));
      await page.getByRole('button', { name: /^Gửi (lại )?tỉnh$/ }).click();
      await toast(page, /Đã gửi tỉnh lần 2/).waitFor();
    });
    await visit('province', report, async (page) => {
      const changes = page.getByRole('region', { name: 'So với lần gửi trước' });
      expect(await changes.innerText()).toContain('Khác lần gửi trước ở 2 ô');
      await button(page, 'Trả lại…').click();
      const dialog = page.getByRole('dialog');
      for (const name of [sessions, press]) {
        await dialog.getByRole('checkbox', { name }).check();
        await dialog.getByRole('textbox', { name: `Lý do trả lại ô ${name}` }).fill(`Không khớp sổ: ${name}.`);
      }
      await dialog.getByRole('button', { name: 'Trả lại 2 ô, nhận 17 ô' }).click();
      await toast(page, /Đã trả lại 2 ô của Xã Phong Nha/).waitFor();
    });
  });

  it('the commune finds the two cells with their reasons, asks about one, corrects it and changes another', () =>
    visit('commune', report, async (page) => {
      await page.getByText('Trả lại 2 ô, các ô khác đã duyệt').waitFor();
      expect(await page.getByText(`Không khớp sổ: ${press}.`).count()).toBe(1);
      expect(await page.locator('td.rt').count()).toBe(2);
      await button(page, /^Trao đổi/).click();
      const talk = page.getByRole('dialog', { name: /^Trao đổi về báo cáo/ });
      await talk.getByLabel('Tin của bạn').fill('Số buổi đã đối chiếu sổ, vẫn đúng.');
      await talk.getByRole('button', { name: 'Gửi 1 tin' }).click();
      await talk.getByRole('listitem').filter({ hasText: 'Số buổi đã đối chiếu sổ, vẫn đúng.' }).waitFor();
      await page.keyboard.press('Escape');
      await type(page, press, '3');
      await type(page, plans, String((await valueIn(page, plans)) + 1));
      await page.getByRole('button', { name: /^Gửi (lại )?tỉnh$/ }).click();
      await toast(page, /Đã gửi tỉnh lần 3/).waitFor();
    }));

  it('the province sees exactly what changed, also beside the returned cells, reads the talk and accepts', async () => {
    await visit('province', '/desk?form=TH01&period=2026-M09&mark=talk', async (page) => {
      expect(await rows(page).filter({ hasText: 'Xã Phong Nha' }).innerText()).toMatch(/lần 3[\s\S]*1 tin mới/);
    });
    await visit('province', report, async (page) => {
      const changes = page.getByRole('region', { name: 'So với lần gửi trước' });
      const lines = await changes.getByRole('listitem').allInnerTexts();
      expect(lines).toHaveLength(2);
      expect(lines.find((line) => line.includes(plans))).toContain('ngoài ô trả lại');
      expect(lines.find((line) => line.includes(press))).not.toContain('ngoài ô trả lại');
      expect(await changes.innerText()).toContain(`gửi lại như cũ: ${sessions}`);
      await button(page, 'Trao đổi (1 mới)').click();
      await page.getByRole('dialog').getByText('Số buổi đã đối chiếu sổ, vẫn đúng.').waitFor();
      await page.keyboard.press('Escape');
      await button(page, 'Trao đổi (1)').waitFor();
      await button(page, 'Duyệt 1 báo cáo').click();
      await toast(page, /Đã duyệt báo cáo của Xã Phong Nha/).waitFor();
    });
  });

  it('serves a phone', () =>
    visit(
      'province',
      '/desk?state=sent',
      async (page) => {
        await page.locator('.open-row').first().click();
        const panel = page.getByRole('dialog');
        await panel.getByRole('button', { name: 'Duyệt báo cáo này' }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      },
      { width: 390, height: 844 },
    ));
});
