/** A desk that stands open shows what a commune sends meanwhile, without being loaded again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { settled, startVisits, type Visits } from './visit.ts';

const desk = '/desk?form=TH01&period=2026-M08&state=all&q=phong+nha';
type Cell = { indicator: string; value: number | null; precision: string; kind: string; note: string | null };
type Report = { draftVersion: number; cells: Cell[] };
/** Averages and rates are computed and cannot be sent. */
const typed = (cells: readonly Cell[]): Cell[] => cells.filter(({ indicator }) => !/^(avg|rate)_/.test(indicator));

describe('a desk that stands open', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('shows the report that a commune sends meanwhile', async () => {
    const { page, wrongs, close } = await visits.open('province', desk);
    const row = page.locator('.desk-list tbody tr').filter({ hasText: 'Phong Nha' });
    await page.getByRole('button', { name: 'Xã Phong Nha', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'Xã Phong Nha' });
    const report = (await panel.getByRole('link', { name: 'Mở cả báo cáo' }).getAttribute('href')) ?? '';
    // It was accepted long ago; a dated exception lets the commune send it again.
    const allowed = await page.request.post(`/api${report}/exception`, {
      data: { until: '2026-11-29', reason: 'Xã đề nghị đính chính số tin, bài.' },
    });
    expect(allowed.status(), await allowed.text()).toBe(200);
    const listens = page.waitForRequest((request) => request.url().includes('/api/live'));
    await page.goto(desk);
    await row.waitFor();
    expect(await row.innerText()).not.toContain('Chờ duyệt');
    await listens;
    await page.evaluate(() => Reflect.set(globalThis, 'stands', true));

    const commune = await visits.open('commune', '/my-work');
    const { draftVersion, cells } = (await (await commune.page.request.get(`/api${report}`)).json()) as Report;
    const again = Object.fromEntries(
      typed(cells).map(({ indicator, value, precision, kind, note }) => [
        indicator,
        { value: indicator === 'press_items' ? 23 : value, precision, kind, note },
      ]),
    );
    const sent = await commune.page.request.post(`/api${report}/submit`, { data: { draftVersion, cells: again } });
    expect(sent.status(), await sent.text()).toBe(200);

    // Sooner than the minute after which the desk reads again in any case.
    await expect.poll(() => row.innerText(), { timeout: 40_000 }).toContain('Chờ duyệt');
    expect(await page.evaluate(() => Reflect.get(globalThis, 'stands'))).toBe(true);
    await settled(page);
    expect([...wrongs, ...commune.wrongs]).toEqual([]);
    await close();
    await commune.close();
  });
});
