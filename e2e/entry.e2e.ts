/** Typing figures as in a spreadsheet: keys, blocks to and from the clipboard, the way back, and the figures of many units in one grid. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { someone } from './someone.ts';
import { demoPassword, openMonthlyForm, settled, startVisits, type Visits } from './visit.ts';

const rowOf = (page: Page, name: string) => page.getByRole('grid').getByRole('row').filter({ hasText: name }).first();
const cellOf = (page: Page, name: string) => rowOf(page, name).getByRole('gridcell').nth(4);
const fieldOf = (page: Page, name: string) => page.getByRole('textbox', { name: new RegExp(`^\\d+\\. ${name},`) });
const toast = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).first();
const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
/** The text of the cell where the keyboard is. */
const here = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: field } = document;
    return field instanceof HTMLInputElement ? field.value : (field?.textContent ?? '');
  });

/** Another program beside the browser: what is copied there can be pasted here, and the other way round. */
const spreadsheet = async (page: Page) => {
  const other = await page.context().newPage();
  await other.setContent('<textarea></textarea>');
  const sheet = other.locator('textarea');
  return {
    copies: async (text: string) => {
      await other.bringToFront();
      await sheet.fill(text);
      await sheet.press('Control+a');
      await sheet.press('Control+c');
      await page.bringToFront();
    },
    receives: async (): Promise<string> => {
      await other.bringToFront();
      await sheet.fill('');
      await sheet.press('Control+v');
      await page.bringToFront();
      return sheet.inputValue();
    },
  };
};

const plans = 'Kế hoạch, văn bản triển khai ban hành';
const meetings = 'Cuộc giao ban';
const checks = 'Cuộc kiểm tra cấp dưới';
const sessions = 'Buổi tuyên truyền, phát động';
const attendance = 'Lượt người tham dự';

describe('typing into a report as into a spreadsheet', () => {
  let visits: Visits;
  let address = '';

  /** The open report of the commune with every cell empty, and the keyboard in the first. */
  const openEmpty = async () => {
    const visit = await visits.open('commune', address || '/');
    const { page } = visit;
    if (address === '') address = await openMonthlyForm(page);
    await page.getByRole('grid').waitFor();
    await cellOf(page, plans).click();
    await press(page, 'Control+Shift+End', 'Delete', 'Control+Home');
    await fieldOf(page, plans).waitFor();
    expect(await here(page)).toBe('');
    return visit;
  };
  /** What the keys do reaches the server, a moment later. */
  const saved = async (page: Page, ...keys: string[]) => {
    const answer = page.waitForResponse((response) => response.url().endsWith('/draft') && response.ok());
    await press(page, ...keys);
    await answer;
  };

  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  // Other journeys find the report as it was.
  afterAll(async () => {
    const { page, close } = await openEmpty();
    await saved(page, '1');
    await saved(page, 'Delete', 'Backspace');
    await close();
    await visits.close();
  });

  it('moves, corrects and takes back by keys alone', async () => {
    const { page, wrongs, close } = await openEmpty();
    await page.keyboard.type('12');
    await press(page, 'Enter');
    await page.keyboard.type('3');
    await press(page, 'Tab');
    expect(await fieldOf(page, checks).evaluate((field) => field === document.activeElement)).toBe(true);
    await press(page, 'Shift+Tab', 'ArrowUp');
    expect(await here(page)).toBe('12');

    // Home and End lead along the row while the whole figure is chosen, and along the text while it is being typed.
    await press(page, 'Home');
    expect(await here(page)).toBe(await rowOf(page, plans).getByRole('gridcell').nth(2).innerText());
    await press(page, 'ArrowRight', 'ArrowRight');
    expect(await here(page)).toBe('12');
    await page.keyboard.type('45');
    await press(page, 'Home');
    await page.keyboard.type('9');
    expect(await here(page)).toBe('945');
    await press(page, 'Escape');
    expect(await here(page)).toBe('12');

    await press(page, 'Delete', 'Enter');
    expect(await cellOf(page, plans).innerText()).toContain('nhập số');
    await press(page, 'Control+z');
    expect(await cellOf(page, plans).innerText()).toContain('12');
    await press(page, 'Control+y');
    expect(await cellOf(page, plans).innerText()).toContain('nhập số');
    await press(page, 'Control+z', 'Control+z');
    expect(await fieldOf(page, meetings).inputValue()).toBe('');
    await press(page, 'Control+Shift+z');
    expect(await fieldOf(page, meetings).inputValue()).toBe('3');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('takes a block from a spreadsheet, tells what it cannot read at its cell, adds up at once, and gives a block back', async () => {
    const { page, wrongs, close } = await openEmpty();
    const sheet = await spreadsheet(page);
    const block = [
      '1\tKế hoạch\tvăn bản\t2',
      '2\t"Giao ban\nhằng tháng"\tcuộc\t1',
      '3\tKiểm tra\tcuộc\t1,931',
      '4\t\t\t',
      '5\tĐôn đốc\tvăn bản\t3',
      `6\tTuyên truyền\tbuổi\t${'hơn 18.000'.normalize('NFD')}`,
      '7\tLượt người\tlượt\t36.000',
      '8\tBình quân\t\t99',
      '',
    ].join('\r\n');
    await sheet.copies(block);
    await press(page, 'Control+v');
    await toast(page, /Đã dán 7 ô, bỏ qua 1 ô/).waitFor();
    await page.getByText('“1,931” có thể hiểu hai cách').waitFor();
    expect(await cellOf(page, meetings).innerText()).toContain('1');
    expect(await cellOf(page, sessions).innerText()).toContain('hơn 18.000');
    expect(await cellOf(page, 'Bình quân lượt người mỗi buổi').innerText()).toMatch(/khoảng 2/);

    await press(page, 'Control+z');
    expect(await cellOf(page, sessions).innerText()).toContain('nhập số');
    await press(page, 'Control+y');
    await cellOf(page, sessions).click();
    await press(page, 'Shift+ArrowDown', 'Control+c');
    expect((await sheet.receives()).trim()).toBe('hơn 18.000\n36000');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('keeps a note and how exact a figure is, from the keyboard', async () => {
    const { page, wrongs, close } = await openEmpty();
    await cellOf(page, attendance).click();
    await page.keyboard.type('1931');
    await press(page, 'F2');
    const dialog = page.getByRole('dialog', { name: `Ghi chú: ${attendance}` });
    await dialog.getByLabel('Nội dung').fill('Theo sổ giao ban của xã.');
    await dialog.getByText('Hơn số này', { exact: true }).click();
    await press(page, 'Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await fieldOf(page, attendance).inputValue()).toBe('hơn 1.931');
    expect(await fieldOf(page, attendance).evaluate((field) => field === document.activeElement)).toBe(true);
    await rowOf(page, attendance).getByRole('button', { name: 'Ghi chú: Theo sổ giao ban của xã.' }).waitFor();
    await press(page, 'F2');
    await dialog.getByLabel('Nội dung').fill('');
    await press(page, 'Control+Enter');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('fills what did not happen with 0 in one step that can be taken back', async () => {
    const { page, close } = await openEmpty();
    await page.getByRole('button', { name: 'Không phát sinh' }).click();
    await page.getByText(/Các ô phát sinh trong kỳ đã ghi 0/).waitFor();
    expect(await cellOf(page, sessions).innerText()).toContain('0');
    await cellOf(page, plans).click();
    await press(page, 'Control+z');
    expect(await cellOf(page, sessions).innerText()).toContain('nhập số');
    await close();
  });

  it('loses nothing when the tab is killed', async () => {
    const { page, close } = await openEmpty();
    const keptHere = page.getByRole('button', { name: /báo cáo giữ trên máy/ });
    // The empty grid is with the server: what is kept from here on is what is typed now.
    await keptHere.waitFor({ state: 'detached' });
    await cellOf(page, meetings).click();
    await page.keyboard.type('77');
    await keptHere.waitFor();
    const again = await page.context().newPage();
    await page.close();
    await again.goto(address);
    await settled(again);
    await again.getByRole('grid').getByText('77', { exact: true }).waitFor();
    await close();
  });
});

describe('one person enters for many units', () => {
  let visits: Visits;
  beforeAll(async () => {
    visits = await startVisits(ourDemo());
  });
  afterAll(() => visits.close());

  it('pastes by the names of the units, survives a killed tab, and sends what is complete', async () => {
    const { page, wrongs, close } = await visits.open('province', '/desk?form=TH01&period=2026-M11');
    await page.getByRole('link', { name: 'Nhập nhiều đơn vị' }).click();
    const grid = page.getByRole('grid');
    await grid.waitFor();
    const units = await grid.getByRole('rowheader').allInnerTexts();
    const unit = units.filter((name) => /^(Xã|Phường|Đặc khu)/.test(name)).at(-1) ?? '';
    const columns = (await grid.getByRole('columnheader').count()) - 2;
    // Parts must not exceed their wholes, so everything is the same number.
    const figures = Array.from({ length: columns }, () => '4');
    const sheet = await spreadsheet(page);
    const block = [
      [unit.toUpperCase(), ...figures],
      ['Xã Không Có', ...figures],
    ];

    await sheet.copies(`${block.map((row) => row.join('\t')).join('\r\n')}\r\n`);
    await grid.getByRole('textbox').first().focus();
    await press(page, 'Control+v');
    await page.getByText('Không tìm thấy 1 đơn vị có trong khối dán: Xã Không Có').waitFor();
    const line = (of: Page) => of.getByRole('grid').getByRole('row').filter({ hasText: unit });
    await line(page).getByText('Đủ ô').waitFor();
    const send = (of: Page) => of.getByRole('button', { name: 'Gửi 1 báo cáo' }).first();
    await send(page).waitFor();

    // A wrong figure is told at its cell while it is there, and holds this unit back.
    await line(page).getByRole('gridcell').nth(1).click();
    await page.keyboard.type('1,931');
    await press(page, 'Enter');
    await line(page).getByText('1 lỗi').waitFor();
    await page.getByText('“1,931” có thể hiểu hai cách').waitFor();
    expect(
      await page
        .getByText(/Kỳ trước/)
        .first()
        .innerText(),
    ).toMatch(/Kỳ trước [\d–]/);
    await page.keyboard.type('4');
    await press(page, 'Enter');

    const again = await page.context().newPage();
    const whereabouts = page.url();
    await page.close();
    await again.goto(whereabouts);
    await settled(again);
    await line(again).getByText('Đủ ô').waitFor();
    await again.getByText('Số chưa gửi giữ trên máy này').waitFor();

    await send(again).click();
    const dialog = again.getByRole('dialog', { name: 'Gửi thay 1 đơn vị' });
    expect(await dialog.innerText()).toContain(unit);
    await dialog.getByRole('button', { name: 'Gửi 1 báo cáo' }).click();
    await toast(again, /Đã gửi 1 báo cáo/).waitFor();
    await line(again).waitFor({ state: 'detached' });
    await again.getByText(/^Tất cả \(\d+\)$/).click();
    await again.getByRole('grid').waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('of two communes at which it holds posts: both in one grid, each sent as the post there', async () => {
    const { url } = ourDemo();
    const administrator = await someone(url, 'quantri.quangtri', demoPassword);
    const province = await someone(url, 'quangtri', demoPassword);
    // Asked beside the forms, so that no other journey waits for these reports.
    const about = { line: 'committee', period: '2026-M09', level: 'commune' };
    const { units: below } = await province.get<{ units: { id: number; fullName: string }[] }>(
      `/api/requests/choices?${new URLSearchParams(about)}`,
    );
    const units = below.filter(({ fullName }) => /(Sen Ngư|Tuyên Lâm)$/.test(fullName));
    expect(units).toHaveLength(2);
    const asking = await province.ask('POST', '/api/requests', {
      ...{ ...about, kind: 'ad_hoc', title: 'Phòng cháy ở hai xã', reason: 'Chỉ thị của Ban Chỉ đạo tỉnh' },
      ...{ units: units.map(({ id }) => id), indicators: ['fire_inspections'], dueOn: '2026-12-05', dueHour: 17 },
    });
    const { id: request } = (await asking.json()) as { id: number };
    const [username, password] = [`hai.xa.${Date.now().toString(36)}`, 'bốn mùa qua sông Gianh'];
    let code = '';
    for (const [at, { id }] of units.entries()) {
      const { bodies } = await province.get<{ bodies: { id: number; kind: string }[] }>(`/api/units/${id}`);
      const bodyId = bodies.find(({ kind }) => kind === 'police')?.id;
      const given = { role: 'officer', bodyId, startsOn: '2026-11-22' };
      const answer =
        at === 0
          ? await administrator.ask('POST', '/api/accounts', { username, ...given })
          : await administrator.ask('POST', `/api/accounts/${username}/posts`, given);
      expect(answer.status).toBe(200);
      if (at === 0) ({ code } = (await answer.json()) as { code: string });
    }
    expect((await administrator.ask('POST', '/api/enrolment', { username, code, password })).status).toBe(200);

    const { page, wrongs, close } = await visits.open(null, '/sign-in');
    await page.getByLabel('Tên tài khoản').fill(username);
    await page.getByLabel('Mật khẩu').fill(password);
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('link', { name: 'Nhập nhiều đơn vị' }).click();
    await page.getByRole('grid').waitFor();
    await page.goto(`/desk/enter?mine=yes&form=YC-${request}&period=${about.period}`);
    await settled(page);
    const grid = page.getByRole('grid');
    await page.getByText('Các đơn vị bạn có chức danh: 2 trong 2 đơn vị chưa gửi.').waitFor();
    const sheet = await spreadsheet(page);
    const rows = units.toReversed().map(({ fullName }, at) => [fullName, String(4 + at)]);
    await sheet.copies(`${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`);
    await grid.getByRole('textbox').first().focus();
    await press(page, 'Control+v');
    await page.getByText('2 đơn vị đủ ô').waitFor();
    await page.getByRole('button', { name: 'Gửi 2 báo cáo' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Gửi báo cáo của 2 đơn vị' });
    await dialog.getByRole('button', { name: 'Gửi 2 báo cáo' }).click();
    await toast(page, /Đã gửi 2 báo cáo/).waitFor();
    const { answered } = await province.get<{ answered: number }>(`/api/requests/${request}`);
    expect(answered).toBe(2);
    expect(wrongs).toEqual([]);
    await close();
  });
});
