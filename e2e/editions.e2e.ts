/** A correction after issue: opened with a reason, corrected, accepted, shown before it is issued, and kept with its list of differences. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { axeFaults } from './laws.ts';
import { startVisits, type Visits } from './visit.ts';

/** Issued by the province alone; the newest issued month also by the centre. */
const month = '2026-M08';
const monthOfCentre = '2026-M10';
const reason = 'Cộng thiếu hai buổi ở thôn Xuân Sơn.';

let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(ourDemo());
});
afterAll(() => visits.close());

type Asked = { method: string; path: string; body?: object };
const ask = async (page: Page, asked: Asked) =>
  page.evaluate(async ({ method, path, body }) => {
    const answer = await fetch(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }, asked);

/** The report of the demonstration commune of a month, from the desk of its province. */
const reportOf = async (page: Page, period: string): Promise<{ id: number; unit: { id: number } }> => {
  const { body: session } = await ask(page, { method: 'GET', path: '/api/session' });
  const path = `/api/reports?unit=${session.post.unit.id}&form=TH01&period=${period}`;
  const { body } = await ask(page, { method: 'GET', path });
  const found = body.reports.find((each: { unit: { code: string } }) => each.unit.code === '19138');
  if (!found) throw new Error(`no report of ${period}`);
  return found;
};

describe('a correction after issue', () => {
  let id = 0;
  let sessions = 0;

  it('under an edition of the centre is not for the province to open, and the page says whose it is', async () => {
    const { page, close } = await visits.open('province', '/');
    const { id: held } = await reportOf(page, monthOfCentre);
    const { body } = await ask(page, { method: 'GET', path: `/api/reports/${held}` });
    expect(body.whyNot.allowException).toMatchObject({ code: 'reporting.locked-above' });
    expect(body.whyNot.allowException.says.vi).toContain('Trung ương');
    await close();
  });

  it('begins with an exception and its reason; the commune corrects, the province accepts', async () => {
    const province = await visits.open('province', '/');
    id = (await reportOf(province.page, month)).id;
    await province.page.goto(`/reports/${id}`);
    await province.page.getByRole('button', { name: 'Mở ngoại lệ…' }).click();
    const dialog = province.page.getByRole('dialog', { name: 'Mở ngoại lệ để đính chính' });
    await dialog.getByLabel('Lý do').fill(reason);
    await dialog.getByRole('button', { name: 'Mở báo cáo' }).click();
    await dialog.waitFor({ state: 'detached' });

    const commune = await visits.open('commune', '/');
    const { body: report } = await ask(commune.page, { method: 'GET', path: `/api/reports/${id}` });
    type Cell = { indicator: string; value: number | null };
    const typed = (report.cells as Cell[]).filter(
      ({ indicator, value }) => value !== null && !/^(avg|rate)_/.test(indicator),
    );
    sessions = typed.find(({ indicator }) => indicator === 'outreach_sessions')?.value ?? 0;
    const cells = Object.fromEntries(
      typed.map(({ indicator, value }) => [
        indicator,
        { value: indicator === 'outreach_sessions' ? sessions + 2 : value },
      ]),
    );
    const body = { draftVersion: report.draftVersion, cells };
    const sent = await ask(commune.page, { method: 'POST', path: `/api/reports/${id}/submit`, body });
    expect(sent).toMatchObject({ status: 200 });
    const accept = { method: 'POST', path: `/api/reports/${id}/accept`, body: { revision: sent.body.revision } };
    expect(await ask(province.page, accept)).toMatchObject({ status: 200 });
    await commune.close();
    await province.close();
  });

  it('the head sees before issuing which numbers change and why, and issues', async () => {
    const { page, wrongs, close } = await visits.open('head', `/totals?form=TH01&period=${month}`);
    await page.getByRole('button', { name: 'Ban hành bản đính chính…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Ban hành số liệu/ });
    const preview = dialog.getByRole('region', { name: 'Những số sẽ thay đổi' });
    await preview.getByRole('heading', { name: 'Những số sẽ thay đổi: 2 ô của 2 đơn vị' }).waitFor();
    const row = preview.getByRole('row').filter({ hasText: 'Xã Phong Nha' });
    expect(await row.innerText()).toContain(reason);
    expect(await row.innerText()).toMatch(new RegExp(`${sessions}\\s+.*${sessions + 2}`, 's'));
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Số văn bản').fill('88/BC-BCĐ');
    await dialog.getByLabel(/^Lý do đính chính/).fill('Đính chính số buổi tuyên truyền tháng 8');
    await dialog.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    await page.getByRole('heading', { level: 1, name: /Bản ban hành số 88\/BC-BCĐ/ }).waitFor();
    const kept = page.getByRole('region', { name: 'Những số đã đính chính' });
    await kept.getByRole('heading', { name: 'Đính chính 2 ô số của 2 đơn vị' }).waitFor();
    expect(await kept.getByRole('row').filter({ hasText: 'Xã Phong Nha' }).innerText()).toContain(reason);
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the superseded edition stands beside today for every unit, and as a table', async () => {
    const { page, wrongs, close } = await visits.open('province', `/totals?form=TH01&period=${month}`);
    await page.getByRole('link', { name: '88/BC-BCĐ' }).click();
    await page.getByRole('link', { name: /^Thay bản/ }).click();
    const units = page.getByRole('complementary', { name: 'Các đơn vị trong bản này' });
    await units.getByText('2 đơn vị có số khác hôm nay').waitFor();
    await units.getByRole('button', { name: 'Xã Phong Nha' }).click();
    // The sessions, and the average that follows from them.
    await page.getByText(/2 số liệu của Xã Phong Nha khác với hôm nay/).waitFor();
    await page.getByRole('radio', { name: 'Khác hôm nay 2' }).check();
    const table = page.getByRole('table', { name: 'Số đã ban hành và số hôm nay' });
    expect(await table.getByRole('row').count()).toBe(3);
    expect(await axeFaults(page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV chỗ khác' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`,${sessions},${sessions + 2},`);
    expect(lines[2]).toContain(reason);
    expect(wrongs).toEqual([]);
    await close();
  });
});
