/** Accounts from the slip of paper to the signature: coming in, guarding the account, handing a post on. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letPass, timeAt } from './clock.ts';
import { ourDemo } from './demo.ts';
import { axeFaults } from './laws.ts';
import { codeAt } from './totp.ts';
import { demoPassword, hearWrongs, posts, settled, startVisits, type Visits } from './visit.ts';

const demo = ourDemo();
const unit = 'Xã Bố Trạch';
const password = 'nước chảy đá mòn 91';
/** A little more than an act of weight stays open after signing in. */
const TEN_MINUTES = 605;

let visits: Visits;
beforeAll(async () => {
  visits = await startVisits(demo);
});
afterAll(() => visits.close());

const typeIn = async (page: Page, username: string, secret: string): Promise<void> => {
  await page.getByLabel('Tên tài khoản').fill(username);
  await page.getByLabel('Mật khẩu').fill(secret);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
};

const isIn = (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();

const openMine = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Đổi chức danh, đăng xuất$/ }).click();
  await page.getByRole('link', { name: 'Tài khoản của tôi' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
  await settled(page);
};

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /Đổi chức danh, đăng xuất$/ }).click();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
};

/** Opens the totals of a month, from the list of work of a head. */
const openMonth = async (page: Page, month: string): Promise<void> => {
  await page.getByRole('listitem').filter({ hasText: month }).getByRole('link', { name: 'Xem số tổng' }).click();
  await page.getByRole('button', { name: /^Ban hành( bản đính chính)?…$/ }).click();
};

describe('accounts for the communes of a province', () => {
  let username = '';
  let code = '';
  let key = '';
  let recoveryCode = '';

  it('are opened at once; the slips are printed eight to a sheet, saved as a table, and forgotten', async () => {
    const { page, wrongs, close } = await visits.open('administrator', '/accounts');
    await page.evaluate(() => {
      window.print = () => {};
    });
    await page.getByRole('link', { name: 'Mở cho nhiều đơn vị' }).click();
    await page.getByRole('heading', { name: /^Sẽ mở \d+ tài khoản$/ }).waitFor();
    const open = page.getByRole('button', { name: /^Mở \d+ tài khoản$/ });
    const n = Number(/\d+/.exec(await open.innerText())?.[0]);
    expect(n).toBeGreaterThan(70);
    await open.click();
    const slips = page.getByRole('table', { name: 'Phiếu' });
    const row = slips.getByRole('row').filter({ hasText: unit });
    code = await row.getByRole('code').innerText();
    username = (await row.getByRole('cell').allInnerTexts()).at(-2) ?? '';
    expect(code).toMatch(/^\w{4} \w{4} \w{4} \w{4}$/);
    expect(await slips.getByRole('code').count()).toBe(n);
    expect(await axeFaults(page)).toEqual([]);

    // Whoever leaves before printing is asked first.
    await page.getByRole('link', { name: 'Địa giới, sáp nhập' }).first().click();
    await page.getByRole('dialog', { name: 'Chưa in phiếu' }).getByRole('button', { name: 'Ở lại để in' }).click();

    // Whether the paper came out is known to the person alone; until then leaving is asked about.
    await page.getByRole('button', { name: `In ${n} phiếu` }).click();
    const came = page.getByRole('dialog', { name: 'Đã in được chưa?' });
    await came.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await came.getByRole('button', { name: 'Chưa in được' }).click();
    await page.getByRole('link', { name: 'Địa giới, sáp nhập' }).first().click();
    await page.getByRole('dialog', { name: 'Chưa in phiếu' }).getByRole('button', { name: 'Ở lại để in' }).click();

    const sheets = await page.pdf({ preferCSSPageSize: true });
    expect(sheets.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(Math.ceil(n / 8));
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải CSV' }).click(),
    ]);
    const lines = (await readFile(await table.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(n + 1);
    expect(lines.find((line) => line.includes(`"${unit}"`))).toContain(`"${code}"`);

    await page.getByRole('button', { name: `In ${n} phiếu` }).click();
    await page.getByRole('link', { name: 'Tài khoản, chức danh' }).first().click();
    await page.getByRole('row').filter({ hasText: username }).getByText('Chờ dùng phiếu').waitFor();
    expect(await page.content()).not.toContain(code);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(code.slice(0, 4));
    expect(wrongs).toEqual([]);
    await close();
  });

  it('get new codes all together when the slips were lost, and the old ones no longer count', async () => {
    const { page, wrongs, close } = await visits.open('administrator', '/accounts');
    await page.evaluate(() => {
      window.print = () => {};
    });
    await page.getByRole('link', { name: 'Mở cho nhiều đơn vị' }).click();
    const renew = page.getByRole('button', { name: /^Cấp lại mã cho \d+ tài khoản chưa đăng nhập lần đầu$/ });
    const n = Number(/\d+/.exec(await renew.innerText())?.[0]);
    expect(n).toBeGreaterThan(70);
    await renew.click();
    expect(await axeFaults(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Cấp lại ${n} mã` })
      .click();
    await page.getByText(`Đã cấp lại mã cho ${n} tài khoản.`).waitFor();
    const row = page.getByRole('table', { name: 'Phiếu' }).getByRole('row').filter({ hasText: unit });
    const renewed = await row.getByRole('code').innerText();
    expect(renewed).toMatch(/^\w{4} \w{4} \w{4} \w{4}$/);
    expect(renewed).not.toBe(code);
    code = renewed;
    await page.getByRole('button', { name: `In ${n} phiếu` }).click();
    await page.getByRole('button', { name: `Đã in đủ ${n} phiếu` }).click();
    await page.getByRole('link', { name: 'Tài khoản, chức danh' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Tài khoản, chức danh' }).waitFor();
    expect(wrongs).toEqual([]);
    await close();
  });

  it('an officer of a commune comes in with the slip on a phone, and works', async () => {
    const { page, wrongs, close } = await visits.open(null, '/sign-in', { width: 390, height: 844 });
    await page.getByRole('link', { name: 'Lần đầu đăng nhập? Dùng mã trên phiếu' }).click();
    // Both pages have a field of this name.
    await page.getByRole('heading', { level: 1, name: 'Đăng nhập lần đầu' }).waitFor();
    await page.getByLabel('Tên tài khoản').fill(username);
    await page.getByLabel('Mã trên phiếu').fill(code.toUpperCase().replaceAll(' ', '-'));
    await page.getByLabel('Mật khẩu mới').fill(`${username}1`);
    await page.getByText('Dễ đoán: có chứa tên tài khoản.').waitFor();
    await page.getByLabel('Mật khẩu mới').fill(password);
    await page.getByText('Mạnh. Dùng được.').waitFor();
    await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await isIn(page);
    await page
      .getByRole('link', { name: /^(Nhập (tiếp )?\d+ ô|Sửa và gửi lại)$/ })
      .first()
      .click();
    await page.getByRole('grid').getByRole('textbox').first().fill('7');
    expect(wrongs).toEqual([]);
    await close();
  });

  it('the slip opens nothing a second time', async () => {
    const { page, close } = await visits.open(null, '/enrol');
    await page.getByLabel('Tên tài khoản').fill(username);
    await page.getByLabel('Mã trên phiếu').fill(code);
    await page.getByLabel('Mật khẩu mới').fill(`${password} khác`);
    await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await page.getByLabel('Mã trên phiếu').and(page.locator('[aria-invalid="true"]')).waitFor();
    expect(await page.getByLabel('Tên tài khoản').inputValue()).toBe(username);
    await close();
  });

  it('the officer sets up an authenticator, and the next sign-in asks for its code', async () => {
    const { page, wrongs, close } = await visits.open(null, '/sign-in');
    await typeIn(page, username, password);
    await isIn(page);
    await openMine(page);
    await page.getByRole('button', { name: 'Bật ứng dụng xác thực' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bật ứng dụng xác thực' });
    await dialog.getByRole('img', { name: 'Hình QR của khóa' }).waitFor();
    key = await dialog.getByRole('code').innerText();
    expect(key).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Mã 6 số').fill(codeAt(key, timeAt(demo)));
    await dialog.getByRole('button', { name: 'Bật', exact: true }).click();
    const codes = page.getByRole('dialog', { name: 'Mã dự phòng' });
    expect(await axeFaults(page)).toEqual([]);
    recoveryCode = await codes.getByRole('code').first().innerText();
    expect(await codes.getByRole('button', { name: 'Xong' }).getAttribute('aria-disabled')).toBe('true');
    await codes.getByLabel('Tôi đã cất các mã này').check();
    await codes.getByRole('button', { name: 'Xong' }).click();
    await page.getByText('được bảo vệ hai bước').waitFor();
    expect(wrongs).toEqual([]);

    await signOut(page);
    // A code counts once: the next one is shown half a minute later.
    await letPass(demo.clockFile, 31);
    await typeIn(page, username, password);
    await page.getByRole('heading', { level: 1, name: 'Xác nhận bước hai' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Xác nhận bước hai' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const field = page.getByLabel('Mã trên ứng dụng xác thực');
    await field.fill('000000');
    await page.getByRole('button', { name: 'Xác nhận và vào' }).click();
    await field.and(page.locator('[aria-invalid="true"]')).waitFor();
    // As it comes from the clipboard of a phone.
    const now = codeAt(key, timeAt(demo));
    await field.fill(`${now.slice(0, 3)} ${now.slice(3)}`);
    await page.getByRole('button', { name: 'Xác nhận và vào' }).click();
    await isIn(page);

    await signOut(page);
    await typeIn(page, username, password);
    await page.getByRole('button', { name: 'Dùng mã dự phòng' }).click();
    await page.getByLabel('Mã dự phòng').fill(recoveryCode);
    await page.getByRole('button', { name: 'Xác nhận và vào' }).click();
    await isIn(page);
    await close();
  });

  it('the officer sees where the account is open, and ends a session elsewhere', async () => {
    const enter = async () => {
      const visit = await visits.open(null, '/sign-in');
      await typeIn(visit.page, username, password);
      await letPass(demo.clockFile, 31);
      await visit.page.getByLabel('Mã trên ứng dụng xác thực').fill(codeAt(key, timeAt(demo)));
      await visit.page.getByRole('button', { name: 'Xác nhận và vào' }).click();
      await isIn(visit.page);
      return visit;
    };
    const elsewhere = await enter();
    const here = await enter();
    await openMine(here.page);
    const sessions = here.page.getByRole('region', { name: 'Phiên đang mở' });
    expect(await sessions.getByText('Phiên này').count()).toBe(1);
    await sessions.getByRole('button', { name: /^Kết thúc \d+ phiên khác$/ }).click();
    await here.page
      .getByRole('status')
      .filter({ hasText: /Đã kết thúc \d+ phiên khác/ })
      .waitFor();
    expect(await sessions.getByRole('listitem').count()).toBe(1);
    await elsewhere.page.reload();
    await elsewhere.page.getByRole('heading', { level: 1, name: 'Đăng nhập' }).waitFor();
    await elsewhere.close();
    await here.close();
  });

  it('a lost slip is replaced by a new code, and everything that guarded the account ends', async () => {
    const { page, wrongs, close } = await visits.open('administrator', '/accounts');
    await page.getByRole('button', { name: `Sửa tài khoản ${username}` }).click();
    await page.getByRole('button', { name: 'Cấp mã mới' }).click();
    await page
      .getByRole('dialog', { name: /^Cấp mã mới cho/ })
      .getByRole('button', { name: 'Cấp mã mới' })
      .click();
    // The clock has run on since the administrator signed in, so who sits there is asked once more.
    const again = page.getByRole('dialog', { name: 'Xác nhận lại người đang làm' });
    const shown = page.getByRole('dialog', { name: `Mã cho tài khoản ${username}` });
    await again.or(shown).waitFor();
    if (await again.isVisible()) {
      await again.getByLabel('Mật khẩu của bạn').fill(demoPassword);
      await again.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click();
    }
    expect(await shown.getByRole('code').innerText()).not.toBe(code);
    await shown.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('row').filter({ hasText: username }).getByText('Chờ dùng phiếu').waitFor();
    expect(wrongs.filter((wrong) => !wrong.includes('403'))).toEqual([]);
    await close();

    const holder = await visits.open(null, '/sign-in');
    await typeIn(holder.page, username, password);
    await holder.page.getByLabel('Mật khẩu').and(holder.page.locator('[aria-invalid="true"]')).waitFor();
    await holder.close();
  });
});

describe('a passkey', () => {
  it('is added under a name, lets its holder in without a password, and is removed', async () => {
    // Browsers keep passkeys for names, never for the number of a machine.
    const named = await startVisits({ ...demo, url: demo.url.replace('127.0.0.1', 'localhost') });
    const { page, wrongs, close } = await named.open(null, '/sign-in');
    const browser = await page.context().newCDPSession(page);
    await browser.send('WebAuthn.enable');
    await browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await typeIn(page, posts.partner, demoPassword);
    await page.getByRole('navigation', { name: 'Chính', exact: true }).waitFor();
    await openMine(page);
    await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm khóa truy cập' });
    await dialog.getByLabel('Tên khóa').fill('Máy ở phòng');
    await dialog.getByRole('button', { name: 'Tạo khóa' }).click();
    await page.getByText('Đã thêm khóa “Máy ở phòng”.').waitFor();
    await signOut(page);
    await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click();
    await page.getByRole('navigation', { name: 'Chính', exact: true }).waitFor();
    await openMine(page);
    await page.getByRole('region', { name: 'Phiên đang mở' }).getByText('bằng khóa truy cập').waitFor();
    await page.getByRole('button', { name: 'Gỡ “Máy ở phòng”' }).click();
    await page
      .getByRole('dialog', { name: /^Gỡ khóa/ })
      .getByRole('button', { name: 'Gỡ khóa' })
      .click();
    await page.getByText('Đã gỡ khóa “Máy ở phòng”.').waitFor();
    expect(wrongs).toEqual([]);
    await close();
    await named.close();
  });
});

describe('the signature of a head', () => {
  it('asks again who is there after ten minutes; what was typed stays, and the act goes on by itself', async () => {
    const { page, close } = await visits.open('head', '/');
    await openMonth(page, 'tháng 6/2026');
    await letPass(demo.clockFile, TEN_MINUTES);
    const issue = page.getByRole('dialog', { name: /^Ban hành số liệu/ });
    await issue.getByLabel('Số văn bản').fill('61/BC-BCĐ');
    await issue.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    const again = page.getByRole('dialog', { name: 'Xác nhận lại người đang làm' });
    await again.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await again.getByRole('button', { name: 'Chưa làm' }).click();
    expect(await issue.getByLabel('Số văn bản').inputValue()).toBe('61/BC-BCĐ');

    await issue.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    await again.getByLabel('Mật khẩu của bạn').fill('không phải mật khẩu');
    await again.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click();
    await again.getByLabel('Mật khẩu của bạn').and(page.locator('[aria-invalid="true"]')).waitFor();
    await again.getByLabel('Mật khẩu của bạn').fill(demoPassword);
    await again.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click();
    await page.getByRole('heading', { level: 1, name: /Bản ban hành số 61\/BC-BCĐ/ }).waitFor();
    await close();
  });

  it('is handed on in writing for a time: the delegate issues, and the page says for whom', async () => {
    const head = await visits.open('head', '/me');
    await head.page.getByRole('button', { name: 'Ủy quyền…' }).click();
    const dialog = head.page.getByRole('dialog', { name: 'Ủy quyền' });
    await dialog.getByLabel('Người được ủy quyền').selectOption(posts.partner);
    await dialog.getByLabel('Đến hết ngày').fill('2026-11-30');
    await dialog.getByLabel('Căn cứ').fill('Giấy ủy quyền số 12/GUQ-BCĐ ngày 20/11/2026');
    await dialog.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await head.page.getByRole('region', { name: 'Ủy quyền' }).getByText('đang có hiệu lực').waitFor();
    expect(head.wrongs).toEqual([]);

    const { page, close } = await visits.open('partner', '/');
    hearWrongs(page);
    await page.getByRole('button', { name: /Đổi chức danh, đăng xuất$/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'được ủy quyền' }).getByRole('button').click();
    await page.getByRole('button', { name: /^Trưởng ban.*được ủy quyền.*Đổi chức danh/s }).waitFor();
    await openMonth(page, 'tháng 9/2026');
    const issue = page.getByRole('dialog', { name: /^Ban hành số liệu/ });
    await issue.getByLabel('Số văn bản').fill('91/BC-BCĐ');
    await issue.getByLabel('Lý do đính chính').fill('Bổ sung chữ ký theo giấy ủy quyền');
    await issue.getByRole('button', { name: /^Ban hành \d+ số liệu$/ }).click();
    await page.getByRole('heading', { level: 1, name: /Bản ban hành số 91\/BC-BCĐ/ }).waitFor();
    await close();

    await head.page.getByRole('button', { name: `Rút ${posts.partner}` }).click();
    await head.page.getByRole('dialog', { name: 'Rút ủy quyền' }).getByRole('button', { name: 'Rút ủy quyền' }).click();
    await head.page.getByText(`Đã rút ủy quyền của ${posts.partner}.`).waitFor();
    await head.close();
  });
});
