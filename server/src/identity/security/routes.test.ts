import { createOTP } from '@better-auth/utils/otp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castNow, castPassword } from '../../kernel/testing/cast.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

// The library reads the clock of the machine; tests turn it by hand.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: castNow });
  await door.audits();
});
afterEach(async () => {
  vi.useRealTimers();
  await door.database.owner.query(
    `delete from identity."twoFactor"; update identity."user" set "twoFactorEnabled" = false; delete from identity.attempt;
     delete from identity.session`,
  );
});

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const codeFrom = (key: string, steps = 0): Promise<string> =>
  createOTP(key).hotp(Math.floor(Date.now() / 30_000) + steps);

/** Sets up an authenticator for the commune's officer, and answers what the device and the paper then hold. */
const guarded = async (browser: TestBrowser) => {
  await browser.signIn('commune');
  const { body } = await browser.ask('POST', '/api/my/totp');
  const secret = new URL(body['address'] as string).searchParams.get('secret') ?? '';
  const key = Buffer.from(base32(secret)).toString();
  const confirmed = await browser.ask('POST', '/api/my/totp/confirmation', { code: await codeFrom(key) });
  later(30);
  return { key, codes: confirmed.body['recoveryCodes'] as string[] };
};
const base32 = (text: string): number[] => {
  const bits = [...text].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  return (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
};
const enter = (browser: TestBrowser, body: object) => browser.ask('POST', '/api/session/second-factor', body);

describe('the authenticator', () => {
  it('guards nothing before its first code was right', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    const begun = await browser.ask('POST', '/api/my/totp');
    expect(begun.body['key']).toMatch(/^[A-Z2-7 ]+$/);
    expect((await browser.ask('POST', '/api/my/totp/confirmation', { code: '000000' })).code).toBe(
      'identity.wrong-code',
    );
    expect((await browser.ask('GET', '/api/my/security')).body).toMatchObject({ totp: false, recoveryCodesLeft: 0 });
    expect((await door.browser().signIn('commune')).status).toBe(200);
  });

  it('is in force from its first code on, with recovery codes that are told once', async () => {
    const browser = door.browser();
    const { key, codes } = await guarded(browser);
    expect(codes).toHaveLength(10);
    const { body } = await browser.ask('GET', '/api/my/security');
    expect(body).toMatchObject({ totp: true, recoveryCodesLeft: 10, hasPassword: true });
    expect(JSON.stringify(body)).not.toContain(codes[0]);
    const again = await browser.ask('POST', '/api/my/totp');
    expect([again.status, again.code]).toEqual([409, 'identity.totp-already']);
    const { rows } = await door.database.owner.query('select * from identity."twoFactor"');
    for (const secret of [codes[0], codes[0]?.replaceAll('-', ''), key])
      expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('is asked for after the right password; until then there is no session', async () => {
    const { key } = await guarded(door.browser());
    const browser = door.browser();
    const first = await browser.signIn('commune');
    expect([first.status, first.code]).toEqual([401, 'identity.second-factor-needed']);
    expect([...browser.cookies.keys()]).toEqual(['chungtay.two_factor']);
    expect(await browser.session()).toMatchObject({ signedIn: false, awaitsSecondFactor: true, username: null });
    expect((await browser.ask('GET', '/api/my/security')).status).toBe(401);
    const second = await enter(browser, { code: await codeFrom(key) });
    expect(second.status).toBe(200);
    expect(await browser.session()).toMatchObject({
      signedIn: true,
      awaitsSecondFactor: false,
      username: 'cast.commune',
    });
    expect([...browser.cookies.keys()]).toEqual(['chungtay.session_token']);
  });

  it('is not asked for when the password is wrong: nothing is told about the account', async () => {
    await guarded(door.browser());
    const asked = await door
      .browser()
      .ask('POST', '/api/session', { username: 'cast.commune', password: 'sai mat khau' });
    expect([asked.code, asked.set]).toEqual(['identity.wrong-password', []]);
  });

  it('gives codes that count once, and none older than one that has counted', async () => {
    const { key } = await guarded(door.browser());
    const [before, now] = [await codeFrom(key, -1), await codeFrom(key)];
    const first = door.browser();
    await first.signIn('commune');
    expect((await enter(first, { code: now })).status).toBe(200);
    for (const code of [now, before]) {
      const other = door.browser();
      await other.signIn('commune');
      expect([code, (await enter(other, { code })).code]).toEqual([code, 'identity.wrong-code']);
      expect((await other.session()).signedIn).toBe(false);
    }
    later(30);
    const third = door.browser();
    await third.signIn('commune');
    expect((await enter(third, { code: await codeFrom(key) })).status).toBe(200);
  });

  it('lets one of two requests in that bring the same code at once', async () => {
    const { key } = await guarded(door.browser());
    const browsers = [door.browser(), door.browser()];
    for (const browser of browsers) await browser.signIn('commune');
    const code = await codeFrom(key);
    const answers = await Promise.all(browsers.map((browser) => enter(browser, { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('ends the signing in after five wrong codes, and closes the account for a while after ten', async () => {
    const { key } = await guarded(door.browser());
    const guess = async (times: number) => {
      const browser = door.browser();
      await browser.signIn('commune');
      const told = new Set<string | undefined>();
      for (let n = 0; n < times; n += 1) told.add((await enter(browser, { code: '000000' })).code);
      return { browser, told };
    };
    const first = await guess(5);
    expect([...first.told]).toEqual(['identity.wrong-code']);
    expect((await enter(first.browser, { code: await codeFrom(key) })).code).toBe('identity.sign-in-again');
    expect(await first.browser.session()).toMatchObject({ signedIn: false, awaitsSecondFactor: false });
    later(30);
    const second = await guess(5);
    expect([...second.told]).toEqual(['identity.wrong-code']);
    const third = door.browser();
    await third.signIn('commune');
    const locked = await enter(third, { code: await codeFrom(key) });
    expect([locked.status, locked.code]).toEqual([429, 'identity.too-many-attempts']);
    later(16 * 60);
    const fourth = door.browser();
    await fourth.signIn('commune');
    expect((await enter(fourth, { code: await codeFrom(key) })).status).toBe(200);
  });

  it('counts wrong codes for the account, with the wrong passwords', async () => {
    await guarded(door.browser());
    const browser = door.browser();
    await browser.signIn('commune');
    for (let n = 0; n < 4; n += 1) await enter(browser, { code: '000000' });
    for (let n = 0; n < 16; n += 1)
      await door.browser().ask('POST', '/api/session', { username: 'cast.commune', password: 'sai mat khau roi' });
    expect((await door.browser().signIn('commune')).code).toBe('identity.too-many-attempts');
  });

  it('waits ten minutes for the second step, and not for anybody who gave no password', async () => {
    const { key } = await guarded(door.browser());
    const browser = door.browser();
    await browser.signIn('commune');
    later(601);
    expect((await browser.session()).awaitsSecondFactor).toBe(false);
    expect((await enter(browser, { code: await codeFrom(key) })).code).toBe('identity.sign-in-again');
    expect((await enter(door.browser(), { code: await codeFrom(key) })).code).toBe('identity.sign-in-again');
    const forged = door.browser();
    forged.cookies.set('chungtay.two_factor', '2fa-aaaaaaaaaaaaaaaaaaaa.AAAA');
    expect((await enter(forged, { code: await codeFrom(key) })).code).toBe('identity.sign-in-again');
  });

  it('never takes the code of whoever sat at the browser before for that of the next', async () => {
    const before = door.browser();
    const { key } = await guarded(before);
    await before.ask('DELETE', '/api/session');
    await before.signIn('neighbour');
    // The neighbour is still signed in when the commune's officer begins to sign in at the same browser.
    expect((await before.signIn('commune')).code).toBe('identity.second-factor-needed');
    expect((await before.session()).username).toBe('cast.neighbour');
    expect((await enter(before, { code: await codeFrom(key) })).status).toBe(200);
    expect((await before.session()).username).toBe('cast.commune');
  });

  it('that was sealed by another secret lets nobody in, and breaks nothing', async () => {
    const { key, codes } = await guarded(door.browser());
    await door.database.owner.query(`update identity."twoFactor" set secret = '00', "backupCodes" = '00'`);
    const browser = door.browser();
    await browser.signIn('commune');
    for (const factor of [{ code: await codeFrom(key) }, { recoveryCode: codes[0] }])
      expect((await enter(browser, factor)).code).toBe('identity.wrong-code');
  });

  it('is removed with its recovery codes; then the password is enough', async () => {
    const browser = door.browser();
    await guarded(browser);
    expect((await browser.ask('DELETE', '/api/my/totp')).status).toBe(200);
    expect((await browser.ask('DELETE', '/api/my/totp')).code).toBe('identity.no-totp');
    expect((await door.browser().signIn('commune')).status).toBe(200);
  });

  it('opens acts of weight again by a code that has not counted yet, or by a recovery code', async () => {
    const browser = door.browser();
    const { key, codes } = await guarded(browser);
    later(11 * 60);
    expect((await browser.ask('DELETE', '/api/my/totp')).code).toBe('kernel.confirm-again');
    const code = await codeFrom(key);
    expect((await browser.ask('POST', '/api/my/confirmation', { code })).status).toBe(200);
    expect((await browser.ask('POST', '/api/my/confirmation', { code })).code).toBe('identity.wrong-code');
    const recovery = { code: codes[0]?.toUpperCase() };
    expect((await browser.ask('POST', '/api/my/confirmation', recovery)).status).toBe(200);
    expect((await browser.ask('POST', '/api/my/confirmation', recovery)).code).toBe('identity.wrong-code');
    expect((await browser.ask('POST', '/api/my/recovery-codes')).status).toBe(200);
  });

  it('leaves entries of each act, and of the rows it wrote, without what stands in them', async () => {
    const browser = door.browser();
    const { key } = await guarded(browser);
    const other = door.browser();
    await other.signIn('commune');
    await enter(other, { code: '000000' });
    await enter(other, { code: await codeFrom(key) });
    expect(await door.audits()).toEqual(
      expect.arrayContaining([
        'identity.beginTotp',
        'identity.authenticatorOpened',
        'identity.confirmTotp',
        'identity.authenticatorChanged',
        'identity.accountChanged',
        'identity.secondFactorAsked',
        'identity.secondFactorRefused',
        'identity.enterSecondFactor',
        'identity.sessionOpened',
      ]),
    );
    const { rows } = await door.database.owner.query('select secret from identity."twoFactor"');
    const kept = await door.database.owner.query('select * from kernel.audit order by id desc limit 40');
    for (const secret of [key, rows[0]?.secret]) expect(JSON.stringify(kept.rows)).not.toContain(secret);
  });
});

describe('recovery codes', () => {
  it('open the account once each, however they are typed', async () => {
    const { codes } = await guarded(door.browser());
    const recoveryCode = ` ${codes[3]?.replaceAll('-', ' ').toUpperCase()}`;
    const first = door.browser();
    await first.signIn('commune');
    expect((await enter(first, { recoveryCode })).status).toBe(200);
    expect((await first.ask('GET', '/api/my/security')).body).toMatchObject({ recoveryCodesLeft: 9 });
    const second = door.browser();
    await second.signIn('commune');
    expect((await enter(second, { recoveryCode })).code).toBe('identity.wrong-code');
  });

  it('of old paper no longer count when new ones are printed', async () => {
    const browser = door.browser();
    const { codes } = await guarded(browser);
    const renewed = (await browser.ask('POST', '/api/my/recovery-codes')).body['recoveryCodes'] as string[];
    expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
    const other = door.browser();
    await other.signIn('commune');
    expect((await enter(other, { recoveryCode: codes[0] })).code).toBe('identity.wrong-code');
    expect((await enter(other, { recoveryCode: renewed[0] })).status).toBe(200);
  });

  it('are not given to an account without an authenticator', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    expect((await browser.ask('POST', '/api/my/recovery-codes')).code).toBe('identity.no-totp');
  });
});

describe('the own password', () => {
  const change = (browser: TestBrowser, current: string, next: string) =>
    browser.ask('POST', '/api/my/password', { current, next });

  it('is changed by whoever knows it; all other sessions end', async () => {
    const [here, there] = [door.browser(), door.browser()];
    await here.signIn('otherProvince');
    await there.signIn('otherProvince');
    later(60);
    expect((await change(here, castPassword, 'mưa trắng núi Hoành Sơn')).status).toBe(200);
    expect([(await here.session()).signedIn, (await there.session()).signedIn]).toEqual([true, false]);
    expect((await door.browser().signIn('otherProvince')).code).toBe('identity.wrong-password');
    expect(await door.audits()).toContain('identity.changePassword');
    expect((await here.ask('GET', '/api/my/security')).body).toMatchObject({
      passwordChangedAt: new Date().toISOString(),
    });
    later(60);
    expect((await change(here, 'mưa trắng núi Hoành Sơn', 'nắng vàng cửa Tùng')).status).toBe(200);
  });

  it.each([
    [
      'the current one is wrong',
      'không phải mật khẩu',
      'mưa trắng núi Hoành Sơn',
      422,
      'identity.wrong-current-password',
    ],
    ['the next one is on the list', castPassword, '1234567890', 422, 'identity.password-too-common'],
    ['the next one is the user name', castPassword, 'cast.province1', 422, 'identity.password-too-common'],
    ['the next one is short', castPassword, 'ngắn quá', 400, 'kernel.bad-input'],
  ])('stays as it is when %s', async (_, current, next, status, code) => {
    const browser = door.browser();
    await browser.signIn('province');
    const asked = await change(browser, current, next);
    expect([asked.status, asked.code]).toEqual([status, code]);
    expect((await door.browser().signIn('province')).status).toBe(200);
  });

  it('is not tried out at an open session: after five wrong ones it has to wait', async () => {
    const browser = door.browser();
    await browser.signIn('province');
    for (let n = 0; n < 5; n += 1) await change(browser, 'không phải mật khẩu', 'mưa trắng núi Hoành Sơn');
    expect((await change(browser, castPassword, 'mưa trắng núi Hoành Sơn')).code).toBe('identity.too-many-attempts');
  });
});
