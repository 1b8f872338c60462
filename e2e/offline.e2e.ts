/** Work for days without a line: the app opens, forms are filled and sent, nothing is lost, nothing lies open on the device. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ourDemo } from './demo.ts';
import { type Device, startDevice } from './device.ts';
import { axeFaults } from './laws.ts';
import { type Line, startLine } from './line.ts';
import { type Someone, someone } from './someone.ts';
import { demoPassword } from './visit.ts';

const attendance = 'Lượt người tham dự';
const meetings = 'Cuộc giao ban';
const mediated = 'Vụ, việc đã hòa giải';
const pin = 'sông Gianh 47';
const ownPassword = 'bốn mùa qua sông Gianh';
/** Words and a figure that stand nowhere else: whoever finds them on the disk has read what was typed. */
const secretNote = 'đối chiếu sổ giao ban Zanzibar';
const secretFigure = '7.418.263';

type Cells = Record<string, { value: number | null; note?: string | null }>;
type Report = {
  report: { id: number; state: string; revision: number };
  draftVersion: number;
  cells: { indicator: string; value: number | null; note: string | null }[];
  form: { sections: { rows: { indicator: string; kind: string; computed: boolean; words: { vi: string } }[] }[] };
  submissions: unknown[];
};

const demo = ourDemo();
let line: Line;
let province: Someone;
const devices: Device[] = [];

const newDevice = async (): Promise<Device> => {
  const device = await startDevice({ url: line.url, clockOffset: demo.clockOffset });
  devices.push(device);
  return device;
};

/** An account at a commune of its own, so that no other journey meets these reports. */
const officerSomewhere = async (username: string): Promise<Someone & { commune: string }> => {
  const administrator = await someone(demo.url, 'quantri.quangtri', demoPassword);
  const { post } = await province.get<{ post: { unit: { id: number } } }>('/api/session');
  const desk = await province.get<{ reports: { state: string; unit: { id: number; fullName: string } }[] }>(
    `/api/reports?unit=${post.unit.id}&form=TH01&period=2026-M11`,
  );
  const unit = desk.reports.find(({ state }) => ['not_sent', 'draft'].includes(state))?.unit;
  if (!unit) throw new Error('every commune has begun its report');
  const { bodies } = await province.get<{ bodies: { id: number; kind: string }[] }>(`/api/units/${unit.id}`);
  const made = await administrator.ask('POST', '/api/accounts', {
    username,
    role: 'officer',
    bodyId: bodies.find(({ kind }) => kind === 'police')?.id,
    startsOn: '2026-11-22',
  });
  expect(made.status).toBe(200);
  const { code } = (await made.json()) as { code: string };
  const enrolled = await administrator.ask('POST', '/api/enrolment', { username, code, password: ownPassword });
  expect(enrolled.status).toBe(200);
  return { ...(await someone(demo.url, username, ownPassword)), commune: unit.fullName };
};

const reportOf = async (who: Someone, form: string, period: string): Promise<number> => {
  const { own } = await who.get<{ own: { id: number; form: { code: string }; period: { code: string } }[] }>(
    '/api/my-work',
  );
  const id = own.find((report) => report.form.code === form && report.period.code === period)?.id;
  if (id === undefined) throw new Error(`no report ${form} ${period}`);
  return id;
};
const read = (who: Someone, id: number): Promise<Report> => who.get(`/api/reports/${id}`);
const rowNamed = (report: Report, name: string): string =>
  report.form.sections.flatMap(({ rows }) => rows).find(({ words }) => words.vi === name)?.indicator ?? '';
const figureOf = (report: Report, name: string) => {
  const row = rowNamed(report, name);
  return report.cells.find(({ indicator }) => indicator === row)?.value ?? null;
};
/** Every cell that is typed is 1: a form that may be sent. */
const fillAll = async (who: Someone, id: number, more: (report: Report) => Cells = () => ({})): Promise<void> => {
  const report = await read(who, id);
  const typed = report.form.sections.flatMap(({ rows }) => rows).filter(({ computed }) => !computed);
  const cells: Cells = {
    ...Object.fromEntries(typed.map(({ indicator }) => [indicator, { value: 1 }])),
    ...more(report),
  };
  const saved = await who.ask('PUT', `/api/reports/${id}/draft`, { draftVersion: report.draftVersion, cells });
  expect(saved.status, await saved.text()).toBe(200);
};

/** What comes by itself comes within seconds, on a busy machine later. */
const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 25_000 });

/** The line is back, and the browser says so to its pages as it does when the cable is in again. */
const mend = async (...pages: Page[]): Promise<void> => {
  line.mend();
  for (const page of pages) await page.evaluate(() => dispatchEvent(new Event('online')));
};

const signIn = async (page: Page, username: string, password = ownPassword): Promise<void> => {
  await page.getByLabel('Tên tài khoản').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('navigation', { name: 'Chính', exact: true }).waitFor({ state: 'attached' });
};

const row = (page: Page, name: string) => page.getByRole('grid').getByRole('row').filter({ hasText: name }).first();
const cell = (page: Page, name: string) => row(page, name).getByRole('gridcell').nth(4);
const type = async (page: Page, name: string, text: string): Promise<void> => {
  await cell(page, name).click();
  await page.getByRole('textbox', { name: new RegExp(`^\\d+\\. ${name},`) }).fill(text);
  await page.keyboard.press('Enter');
};
const shows = (page: Page, name: string, text: string) =>
  eventually(() => cell(page, name).innerText()).toContain(text);
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Lưu lúc/ })
    .waitFor();
/** What was typed has reached the device, closed. */
const keptHere = (page: Page) => page.getByRole('button', { name: /báo cáo giữ trên máy/ }).waitFor();
const openGrid = async (page: Page): Promise<Page> => {
  await page.getByRole('grid').waitFor();
  return page;
};
/** Opens a form and its device: where no PIN was entered the key comes from the server, just after the page. */
const openWithKey = async (page: Page, id: number): Promise<void> => {
  const key = page.waitForResponse((answer) => answer.url().endsWith('/api/my/device-key') && answer.ok());
  await page.goto(`/reports/${id}`);
  await openGrid(page);
  await key;
};

/** The shell and the forms are on the device; from now on it opens without a line. */
const workOffline = async (page: Page, officer: Someone): Promise<void> => {
  const { own } = await officer.get<{ own: { state: string }[] }>('/api/my-work');
  const due = own.filter(({ state }) => ['not_sent', 'draft', 'returned'].includes(state)).length;
  await page.goto('/me');
  await page.getByRole('button', { name: 'Bật và đặt PIN' }).click();
  await page.getByLabel('PIN hoặc mật khẩu mới').fill(pin);
  await page.getByLabel('Nhập lại').fill(pin);
  await page.getByRole('button', { name: 'Đặt PIN và giữ biểu trên máy' }).click();
  await page.getByText('Đã bật trên máy này').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await eventually(() => namesIn(page).then((names) => names.filter((name) => name.includes('/reports/')).length)).toBe(
    due,
  );
};
const unlock = async (page: Page, typed = pin): Promise<void> => {
  await page.getByLabel('PIN hoặc mật khẩu của máy này').fill(typed);
  await page.getByRole('button', { name: 'Mở khóa' }).click();
};

/** The names under which this browser keeps something closed. */
const namesIn = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const opening = indexedDB.open('chung-tay');
        opening.onsuccess = () => {
          const keys = opening.result.transaction('sealed').objectStore('sealed').getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            done(keys.result.map(String));
          };
        };
      }),
  );

/** Looks for a text in every way in which a browser writes texts down. */
const lies = (bytes: Buffer, text: string): boolean =>
  [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text, 'latin1')].some((form) =>
    bytes.includes(form),
  );

beforeAll(async () => {
  line = await startLine(demo.url);
  province = await someone(demo.url, 'quangtri', demoPassword);
});
afterAll(async () => {
  for (const device of devices) await device.end();
  await line.close();
});

describe('a commune without a line', () => {
  const username = `xa.${Date.now().toString(36)}`;
  let officer: Someone;
  let device: Device;
  let page: Page;
  let month = 0;

  beforeAll(async () => {
    officer = await officerSomewhere(username);
    month = await reportOf(officer, 'TH01', '2026-M11');
    await fillAll(officer, month);
    device = await newDevice();
    page = await device.page('/sign-in');
    await signIn(page, username);
  });

  it('finds again what it typed before the tab was killed; on the disk nobody can read it', async () => {
    const id = await reportOf(officer, 'TH01', '2026-M12');
    await openWithKey(page, id);
    line.cut();
    await type(page, attendance, secretFigure);
    await type(page, meetings, '1,931');
    await page.getByText('Bạn cứ nhập: số được giữ trên máy này, có mã hóa').waitFor();
    await keptHere(page);
    // Killed, not closed: nothing of the page runs any more.
    const killed = page;
    page = await device.context().newPage();
    await killed.goto('chrome://crash').catch(() => null);
    line.mend();
    await page.goto(`/reports/${id}`);
    await openGrid(page);
    await shows(page, attendance, secretFigure);
    await shows(page, meetings, '1,931');
    await cell(page, meetings).click();
    await type(page, meetings, '4');
    await saved(page);
    await eventually(async () => figureOf(await read(officer, id), attendance)).toBe(7_418_263);
    await eventually(() =>
      page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('draft'))),
    ).toEqual([]);
  });

  it('opens the app by the PIN after the browser was started again, fills, checks and sends', async () => {
    await workOffline(page, officer);
    line.cut();
    await device.restart();
    page = await device.page('/');
    await page.getByRole('button', { name: 'Mở khóa' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await unlock(page, 'not the PIN');
    await page.getByText('PIN chưa đúng').waitFor();
    await unlock(page);
    await page
      .getByRole('link', { name: /^(Sửa và gửi lại|Nhập|Gửi|Xem|Tiếp)/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Mất mạng từ \d\d:\d\d/ }).waitFor();
    await page.goto(`/reports/${month}`);
    // A page loaded anew has lost the key: it lay in memory only.
    await unlock(page);
    await openGrid(page);
    await type(page, mediated, '7');
    await type(page, 'Vụ, việc hòa giải thành', '9');
    await page.getByText('Vụ, việc hòa giải thành (9) nhiều hơn Vụ, việc đã hòa giải (7)').waitFor();
    await type(page, 'Vụ, việc hòa giải thành', '6');
    await type(page, attendance, secretFigure);
    await cell(page, attendance).click();
    await page.keyboard.press('F2');
    await page.getByRole('dialog').getByRole('textbox').fill(secretNote);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(Giữ|Lưu) ghi chú/ })
      .click();
    await page.getByRole('button', { name: /^Gửi tỉnh/ }).click();
    await page.getByText('Báo cáo sẽ tự gửi khi có mạng').waitFor();
    expect(await page.getByRole('grid').getByRole('textbox').count()).toBe(0);
    expect((await read(officer, month)).submissions).toHaveLength(0);
  });

  it('leaves nothing on the disk that can be read', async () => {
    await device.restart();
    const bytes = device.bytes();
    expect(lies(bytes, 'send/')).toBe(true);
    for (const text of [secretNote, 'Zanzibar', secretFigure, '7418263', pin])
      expect(lies(bytes, text), text).toBe(false);
    // Not even the names of what is asked for; the shell of the app, which everybody gets, does hold them.
    expect(lies(device.bytes(/IndexedDB/), 'outreach_attendance')).toBe(false);
    // The search sees what lies open.
    page = await device.page('/');
    await unlock(page);
    await page.evaluate(
      (planted) =>
        new Promise((done) => {
          const opening = indexedDB.open('planted', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('open').put({ planted }, 'x');
          opening.onsuccess = () => done(null);
        }),
      `${secretNote} planted`,
    );
    await device.restart();
    expect(lies(device.bytes(), 'Zanzibar planted')).toBe(true);
  });

  it('sends by itself when the line is back, once, although the first answer was lost', async () => {
    page = await device.page('/');
    await unlock(page);
    await page.getByRole('button', { name: /1 báo cáo giữ trên máy/ }).click();
    const outbox = page.getByRole('dialog');
    await outbox.getByText('Chờ gửi, sẽ tự gửi khi có mạng').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await outbox.getByText('Đúng hạn hay quá hạn do máy chủ tính lúc nhận được').waitFor();
    await page.keyboard.press('Escape');
    line.asked.length = 0;
    line.loseAnswerTo('POST', /\/submit$/);
    await mend(page);
    await eventually(() => line.asked.filter((each) => each.endsWith('/submit')).length).toBe(1);
    await eventually(async () => (await read(officer, month)).report.state).toBe('submitted');
    // The officer's device does not know it yet.
    expect(await namesIn(page)).toContainEqual(expect.stringMatching(/^send\//));
    await mend(page);
    await eventually(() => namesIn(page).then((names) => names.filter((name) => /^(send|draft)\//.test(name)))).toEqual(
      [],
    );
    const after = await read(officer, month);
    expect(line.asked.filter((each) => each.endsWith('/submit')).length).toBeGreaterThan(1);
    expect([after.report.revision, after.submissions.length]).toEqual([1, 1]);
    expect(figureOf(after, attendance)).toBe(7_418_263);
    expect(after.cells.find(({ note }) => note !== null)?.note).toBe(secretNote);
    await page.getByRole('button', { name: /giữ trên máy|Mất mạng/ }).waitFor({ state: 'detached' });
  });

  it('is asked before signing out would lose something; then nothing is left on the device', async () => {
    const id = await reportOf(officer, 'N01', '2026-Y');
    await page.goto(`/reports/${id}`);
    await openGrid(page);
    const field = page.getByRole('grid').getByRole('textbox').first();
    await field.fill('1,931');
    await page.keyboard.press('Enter');
    await keptHere(page);
    const leave = async () => {
      await page.getByRole('button', { name: /Đổi chức danh, đăng xuất$/ }).click();
      await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    };
    await leave();
    await page.getByRole('dialog', { name: 'Còn 1 báo cáo chưa gửi' }).getByRole('button', { name: 'Ở lại' }).click();
    expect(await namesIn(page)).toContainEqual(expect.stringMatching(/^draft\//));
    await leave();
    await page.getByRole('button', { name: 'Đăng xuất và bỏ 1 báo cáo' }).click();
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    expect(await namesIn(page)).toEqual([]);
    line.cut();
    await page.goto('/');
    await page.getByRole('heading', { name: 'Không có kết nối' }).waitFor();
    line.mend();
  });
});

describe('two at one form', () => {
  const username = `hai.${Date.now().toString(36)}`;
  let officer: Someone & { commune: string };
  let one: Page;
  let other: Page;
  let device: Device;
  let month = 0;

  beforeAll(async () => {
    line.mend();
    officer = await officerSomewhere(username);
    month = await reportOf(officer, 'TH01', '2026-M11');
    await fillAll(officer, month);
    device = await newDevice();
    one = await device.page('/sign-in');
    await signIn(one, username);
    await one.goto(`/reports/${month}`);
    await openGrid(one);
  });

  it('two tabs take in what the other typed, and neither overwrites the other', async () => {
    other = await device.page(`/reports/${month}`);
    await openGrid(other);
    await type(one, attendance, '21');
    await saved(one);
    await shows(other, attendance, '21');
    await Promise.all([type(one, meetings, '5'), type(other, mediated, '8')]);
    await shows(one, mediated, '8');
    await shows(other, meetings, '5');
    await eventually(async () => {
      const now = await read(officer, month);
      return [attendance, meetings, mediated].map((name) => figureOf(now, name));
    }).toEqual([21, 5, 8]);
    await other.close();
  });

  it('of two devices each keeps its cells; where both changed one, a person chooses', async () => {
    line.cut();
    await type(one, attendance, '30');
    await type(one, meetings, '6');
    await keptHere(one);
    await fillAll(officer, month, (report) => ({
      [rowNamed(report, attendance)]: { value: 40 },
      [rowNamed(report, meetings)]: { value: 5 },
      [rowNamed(report, mediated)]: { value: 9 },
    }));
    await mend(one);
    const choices = one.getByRole('region', { name: /^1 ô được sửa ở cả hai nơi/ });
    await choices.waitFor();
    const asked = await choices.innerText();
    for (const text of [attendance, '21', '30', '40', officer.commune.replace(/^./, (first) => first.toLowerCase())])
      expect(asked).toContain(text);
    expect(asked).not.toContain(meetings);
    expect(await axeFaults(one)).toEqual([]);
    // Nothing is overwritten before the choice, on neither side, and a reload does not forget it.
    await shows(one, mediated, '9');
    expect(figureOf(await read(officer, month), attendance)).toBe(40);
    await one.reload();
    await choices.waitFor();
    await one.getByRole('button', { name: `${attendance}: Bạn gõ 30` }).click();
    await choices.waitFor({ state: 'detached' });
    await eventually(async () => {
      const now = await read(officer, month);
      return [attendance, meetings, mediated].map((name) => figureOf(now, name));
    }).toEqual([30, 6, 9]);
  });

  it('a report that waited and was changed elsewhere comes back to the form instead of going', async () => {
    line.cut();
    await type(one, attendance, '50');
    await one.getByRole('button', { name: /^Gửi tỉnh/ }).click();
    await one.getByText('Báo cáo sẽ tự gửi khi có mạng').waitFor();
    await fillAll(officer, month, (report) => ({ [rowNamed(report, attendance)]: { value: 60 } }));
    await mend(one);
    await one.getByRole('region', { name: /ô được sửa ở cả hai nơi/ }).waitFor();
    expect((await read(officer, month)).submissions).toHaveLength(0);
    await one.getByRole('button', { name: `${attendance}: Nơi khác 60` }).click();
    await one.getByRole('region', { name: /ô được sửa ở cả hai nơi/ }).waitFor({ state: 'detached' });
    await shows(one, attendance, '60');
    // What was chosen is what the server holds: nothing waits on the device any more.
    await one.getByRole('button', { name: /báo cáo giữ trên máy/ }).waitFor({ state: 'detached' });
  });

  it('what was typed and can no longer be saved is told, not lost', async () => {
    line.cut();
    await type(one, attendance, '77');
    await keptHere(one);
    const now = await read(officer, month);
    const cells = Object.fromEntries(
      now.cells.flatMap(({ indicator, value, note }) => (value === null ? [] : [[indicator, { value, note }]])),
    );
    const sent = await officer.ask('POST', `/api/reports/${month}/submit`, { draftVersion: now.draftVersion, cells });
    expect(sent.status, await sent.text()).toBe(200);
    await mend(one);
    const left = one.getByRole('region', { name: /1 ô bạn gõ chưa được lưu/ });
    await left.waitFor();
    expect(await left.innerText()).toContain('77');
    await left.getByRole('button', { name: 'Bỏ 1 ô bạn gõ' }).click();
    await left.waitFor({ state: 'detached' });
  });

  it('a device is not opened for another account while unsent work lies on it', async () => {
    const id = await reportOf(officer, 'TH01', '2026-M12');
    await one.goto(`/reports/${id}`);
    await openGrid(one);
    await type(one, attendance, '1,931');
    await keptHere(one);
    // Another session in the same browser, without signing out here.
    await one.context().clearCookies();
    await one.goto('/sign-in');
    await signIn(one, 'mttq.quangtri', demoPassword);
    const asked = one.getByRole('dialog', { name: 'Máy này còn việc chưa gửi của tài khoản khác' });
    await asked.getByText(`Tài khoản ${username} còn 1 báo cáo chưa gửi`).waitFor();
    await asked.getByRole('button', { name: `Đăng xuất để ${username} gửi` }).click();
    await signIn(one, username);
    await one.goto(`/reports/${id}`);
    await openGrid(one);
    await shows(one, attendance, '1,931');
    await type(one, attendance, '2');
    await saved(one);
  });

  it('a report that the server cannot take just now does not hold up the others', async () => {
    const taken = await reportOf(officer, 'TH01', '2026-M12');
    const stuck = await reportOf(officer, 'N01', '2026-Y');
    const begins = new RegExp(`^draft/\\d+/${stuck}/`);
    line.fail(/\/draft$/);
    await one.goto(`/reports/${taken}`);
    await openGrid(one);
    await type(one, attendance, '31');
    await keptHere(one);
    await one.goto(`/reports/${stuck}`);
    await openGrid(one);
    await one.getByRole('grid').getByRole('textbox').first().fill('5');
    await one.keyboard.press('Enter');
    await eventually(() => namesIn(one)).toContainEqual(expect.stringMatching(begins));
    await one.goto('/');
    // The one that was typed last is the first to be tried.
    line.fail(new RegExp(`/reports/${stuck}/draft$`));
    await eventually(async () => figureOf(await read(officer, taken), attendance)).toBe(31);
    expect(await namesIn(one)).toContainEqual(expect.stringMatching(begins));
    line.fail(null);
    await eventually(() => namesIn(one)).not.toContainEqual(expect.stringMatching(begins));
  });

  it('does not say that it keeps what it cannot; once the device has its key it does', async () => {
    const id = await reportOf(officer, 'TH01', '2026-M12');
    line.fail(/\/(device-key|draft)$/);
    await one.goto(`/reports/${id}`);
    await openGrid(one);
    await type(one, attendance, '93');
    await one.getByText('chưa giữ được trên máy này').waitFor();
    expect(await one.getByRole('button', { name: /báo cáo giữ trên máy/ }).count()).toBe(0);
    line.fail(/\/draft$/);
    await keptHere(one);
    await one.getByText('số được giữ trên máy này, có mã hóa').waitFor();
    line.fail(null);
    await eventually(async () => figureOf(await read(officer, id), attendance)).toBe(93);
  });

  it('ten wrong PINs take the PIN and the kept forms; unsent work opens at the next sign-in', async () => {
    await workOffline(one, officer);
    const id = await reportOf(officer, 'TH01', '2026-M12');
    await openWithKey(one, id);
    line.cut();
    const typed = 100 + (Date.now() % 800);
    await type(one, attendance, String(typed));
    await keptHere(one);
    await one.goto('/');
    const waits: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      await unlock(one, `wrong ${tries}`);
      if (tries < 10) await one.getByText(/^PIN chưa đúng/).waitFor();
      waits.push(await waitOn(one));
      if (tries === 3) {
        // Too soon: not even the right one opens.
        await unlock(one);
        await one.getByText('thử quá nhanh').waitFor();
      }
      await endWait(one);
    }
    expect(waits.slice(0, 5).map((wait) => Math.round(wait / 5000))).toEqual([0, 0, 1, 2, 4]);
    await one.getByText('Máy này không còn mã PIN').waitFor();
    expect((await namesIn(one)).filter((name) => !name.startsWith('draft/'))).toEqual([]);
    await mend(one);
    await one.goto(`/reports/${id}`);
    await openGrid(one);
    await shows(one, attendance, String(typed));
    await eventually(async () => figureOf(await read(officer, id), attendance)).toBe(typed);
  });

  it('a new version of the app is told and taken by the person, with what was typed', async () => {
    const id = await reportOf(officer, 'TH01', '2026-M12');
    await one.goto(`/reports/${id}`);
    await openGrid(one);
    await one.evaluate(() => navigator.serviceWorker.ready);
    await type(one, attendance, '452');
    await saved(one);
    // The server holds nothing in this cell now; what it was typed over is not the text that is no number.
    await type(one, attendance, '1,931');
    await keptHere(one);
    await eventually(async () => figureOf(await read(officer, id), attendance)).toBeNull();
    expect(await one.getByText('Có bản mới, tải lại').count()).toBe(0);
    line.bringNewVersion();
    await one.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    const told = one.getByRole('status').filter({ hasText: 'Có bản mới, tải lại' });
    await told.waitFor();
    // Not before it is taken: the page goes on with the version it began with.
    expect(await one.evaluate(() => Object.assign(globalThis, { began: 'here' }) && document.readyState)).toBe(
      'complete',
    );
    await told.getByRole('button', { name: 'Tải lại' }).click();
    const state = () =>
      one
        .evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return { isSamePage: 'began' in globalThis, waits: registration?.waiting != null };
        })
        // In the middle of being loaded again.
        .catch(() => null);
    await eventually(state).toEqual({ isSamePage: false, waits: false });
    expect(await one.evaluate(() => caches.keys())).toContainEqual(expect.stringMatching(/^shell-next/));
    await openGrid(one);
    await shows(one, attendance, '1,931');
    await told.waitFor({ state: 'detached' });
    expect(new URL(one.url()).pathname).toBe(`/reports/${id}`);
  });
});

type Waiting = { wrong: number; waitUntil: number };
const ring = <T>(page: Page, change: boolean): Promise<T> =>
  page.evaluate(
    (end) =>
      new Promise<never>((done) => {
        const opening = indexedDB.open('chung-tay');
        opening.onsuccess = () => {
          const store = opening.result.transaction('ring', 'readwrite').objectStore('ring');
          const got = store.get('ring');
          got.onsuccess = () => {
            const held = got.result as Waiting;
            if (end) store.put({ ...held, waitUntil: 0 }, 'ring');
            opening.result.close();
            done({ wrong: held.wrong, waitUntil: held.waitUntil, now: Date.now() } as never);
          };
        };
      }),
    change,
  );
/** Milliseconds until the next PIN counts. */
const waitOn = async (page: Page): Promise<number> => {
  const { waitUntil, now } = await ring<Waiting & { now: number }>(page, false);
  return Math.max(0, waitUntil - now);
};
/** As if the time were over. */
const endWait = (page: Page): Promise<Waiting> => ring<Waiting>(page, true);
