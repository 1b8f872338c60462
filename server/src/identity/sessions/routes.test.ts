import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castNow, castPassword } from '../../kernel/testing/cast.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

const MINUTE = 60_000;
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: castNow }));
afterEach(async () => {
  vi.useRealTimers();
  await door.database.owner.query('delete from identity.attempt; delete from identity.session');
});

const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * MINUTE);
const signedIn = async (): Promise<TestBrowser> => {
  const browser = door.browser();
  await browser.signIn('commune');
  return browser;
};
type Session = { id: string; current: boolean; device: string | null; by: string };
const sessionsOf = async (browser: TestBrowser) =>
  (await browser.ask('GET', '/api/my/sessions')).body as unknown as Session[];
/** Signs in from a browser that says what it is. */
const fromFirefox = async (): Promise<string> => {
  const { headers } = await door.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: '192.0.2.200',
    headers: { 'user-agent': firefox },
    payload: { username: 'cast.commune', password: castPassword },
  });
  return String(headers['set-cookie']).split(';')[0] ?? '';
};

describe('the own sessions', () => {
  it('are nobody’s without a session', async () => {
    const browser = door.browser();
    for (const [method, url] of [
      ['GET', '/api/my/sessions'],
      ['DELETE', '/api/my/sessions'],
      ['DELETE', '/api/my/sessions/x'],
    ] as const)
      expect((await browser.ask(method, url)).code).toBe('kernel.not-signed-in');
  });

  it('are listed with the kind of device and nothing else of it', async () => {
    const browser = await signedIn();
    await fromFirefox();
    const sessions = await sessionsOf(browser);
    expect(sessions.map(({ current, device, by }) => ({ current, device, by }))).toEqual(
      expect.arrayContaining([
        { current: false, device: 'Firefox, Windows', by: 'password' },
        { current: true, device: null, by: 'password' },
      ]),
    );
    const kept = JSON.stringify((await door.database.owner.query('select * from identity.session')).rows);
    expect(kept).not.toMatch(/Mozilla|Gecko|192\.0\.2/);
  });

  it('end one by one: the next request of an ended one is refused', async () => {
    const [browser, lost] = [await signedIn(), await signedIn()];
    const other = (await sessionsOf(browser)).find(({ current }) => !current);
    await door.audits();
    expect((await browser.ask('DELETE', `/api/my/sessions/${other?.id}`)).status).toBe(200);
    expect(await door.audits()).toContain('identity.endSession');
    expect((await lost.ask('GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
    expect((await browser.ask('GET', '/api/my-work')).status).toBe(200);
    expect((await browser.ask('DELETE', `/api/my/sessions/${other?.id}`)).code).toBe('kernel.not-found');
  });

  it('of somebody else do not exist', async () => {
    const browser = await signedIn();
    const head = door.browser();
    await head.signIn('head');
    const [own] = await sessionsOf(head);
    expect((await browser.ask('DELETE', `/api/my/sessions/${own?.id}`)).code).toBe('kernel.not-found');
    expect((await head.ask('GET', '/api/my/sessions')).status).toBe(200);
  });

  it('end all but the one that asks', async () => {
    const [browser, one, two] = [await signedIn(), await signedIn(), await signedIn()];
    await door.audits();
    expect((await browser.ask('DELETE', '/api/my/sessions')).body).toEqual({ ended: 2 });
    expect(await door.audits()).toContain('identity.endOtherSessions');
    for (const ended of [one, two]) expect((await ended.session()).signedIn).toBe(false);
    expect((await sessionsOf(browser)).map(({ current }) => current)).toEqual([true]);
  });
});

describe('a session', () => {
  it('ends twelve hours after signing in, also when it was used all day', async () => {
    const browser = await signedIn();
    for (const minutes of [240, 240, 239]) {
      later(minutes);
      expect((await browser.ask('GET', '/api/my-work')).status).toBe(200);
    }
    later(2);
    expect((await browser.ask('GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
  });

  it('is named by 32 random letters and figures, more than 128 bits, never the same', async () => {
    const names = [await fromFirefox(), await fromFirefox(), await fromFirefox()].map(
      (cookie) => /^[^=]+=([A-Za-z0-9]{32})\./.exec(cookie)?.[1],
    );
    expect(new Set(names).size).toBe(3);
    expect(names).not.toContain(undefined);
  });
});

describe('acts of weight', () => {
  const key = { label: 'phần mềm', scope: 'read', expiresOn: '2026-12-31' };
  const act = async (browser: TestBrowser) => (await browser.ask('POST', '/api/my/tokens', key)).code ?? 'done';
  const confirm = (browser: TestBrowser, body: object = { password: castPassword }) =>
    browser.ask('POST', '/api/my/confirmation', body);

  it('are open for ten minutes after signing in, and refused from then on', async () => {
    const browser = await signedIn();
    expect(await act(browser)).toBe('done');
    later(10);
    expect(await act(browser)).toBe('done');
    later(1);
    expect(await act(browser)).toBe('kernel.confirm-again');
    expect((await browser.ask('GET', '/api/my-work')).status).toBe(200);
  });

  it('open again for ten minutes by the password, at this session only', async () => {
    const [browser, other] = [await signedIn(), await signedIn()];
    later(30);
    await door.audits();
    const { status, body } = await confirm(browser);
    expect([status, body['until']]).toEqual([200, new Date(castNow.getTime() + 40 * MINUTE).toISOString()]);
    expect(await door.audits()).toContain('identity.confirmIdentity');
    expect(await act(browser)).toBe('done');
    expect(await act(other)).toBe('kernel.confirm-again');
    later(11);
    expect(await act(browser)).toBe('kernel.confirm-again');
  });

  it('ask who has no password here to sign in again', async () => {
    const browser = await signedIn();
    const without = `where "userId" = '${await door.userId('commune')}'`;
    const { rows } = await door.database.owner.query(`select password from identity.account ${without}`);
    await door.database.owner.query(`update identity.account set password = null ${without}`);
    expect((await confirm(browser)).code).toBe('identity.no-password');
    await door.database.owner.query(`update identity.account set password = $1 ${without}`, [rows[0].password]);
    expect((await confirm(browser)).status).toBe(200);
  });

  it('stay closed after a wrong password or code, and after many of them one has to wait', async () => {
    const browser = await signedIn();
    later(30);
    expect((await confirm(browser, { password: 'sai mat khau roi' })).code).toBe('identity.wrong-current-password');
    expect((await confirm(browser, { code: '000000' })).code).toBe('identity.wrong-code');
    expect((await confirm(browser, { password: '' })).code).toBe('kernel.bad-input');
    expect(await act(browser)).toBe('kernel.confirm-again');
    for (let n = 0; n < 3; n += 1) await confirm(browser, { password: 'sai mat khau roi' });
    expect((await confirm(browser)).code).toBe('identity.too-many-attempts');
    expect((await confirm(door.browser())).code).toBe('kernel.not-signed-in');
    // Another session of the same person is not closed by it, and neither is the door.
    expect((await confirm(await signedIn())).status).toBe(200);
  });

  it('open also while somebody else keeps the door of the account closed', async () => {
    const browser = await signedIn();
    later(30);
    for (let n = 0; n < 20; n += 1)
      await door.browser().ask('POST', '/api/session', { username: 'cast.commune', password: 'sai mat khau roi' });
    expect((await door.browser().signIn('commune')).code).toBe('identity.too-many-attempts');
    expect((await confirm(browser)).status).toBe(200);
    expect(await act(browser)).toBe('done');
  });
});

describe('wrong passwords', () => {
  const enter = (browser: TestBrowser, password: string, username = 'cast.province') =>
    browser.ask('POST', '/api/session', { username, password });

  it('are counted for every process of the instance', async () => {
    const { createApp } = await import('../../app.ts');
    const { transact } = door.database;
    const { app: second } = await createApp({ transact, clock: () => new Date(), auth: door.auth });
    const wrong = (app: typeof second, password: string) =>
      app.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: '198.51.100.1',
        payload: { username: 'cast.province', password },
      });
    for (let n = 0; n < 5; n += 1) await wrong(n % 2 ? second : door.app, 'sai mat khau roi');
    expect((await wrong(second, castPassword)).json().code).toBe('identity.too-many-attempts');
    expect((await wrong(door.app, castPassword)).json().code).toBe('identity.too-many-attempts');
    await second.close();
  });

  it('from many places close an account for everybody, slowly', async () => {
    for (let n = 0; n < 20; n += 1) await enter(door.browser(), 'sai mat khau roi');
    const locked = await enter(door.browser(), castPassword);
    expect([locked.code, locked.body['data']]).toEqual(['identity.too-many-attempts', { minutes: 60 }]);
    expect((await enter(door.browser(), castPassword, 'cast.commune')).status).toBe(200);
    later(61);
    expect((await enter(door.browser(), castPassword)).status).toBe(200);
  });

  it('at a closed door do not close it for others', async () => {
    const browser = door.browser();
    for (let n = 0; n < 40; n += 1) await enter(browser, 'sai mat khau roi');
    expect((await enter(browser, castPassword)).code).toBe('identity.too-many-attempts');
    expect((await enter(door.browser(), castPassword)).status).toBe(200);
  });

  it('at the same moment do not slip through', async () => {
    const browser = door.browser();
    const all = await Promise.all(Array.from({ length: 12 }, () => enter(browser, 'sai mat khau roi')));
    expect(all.filter(({ code }) => code === 'identity.wrong-password')).toHaveLength(5);
  });

  it('leave neither a name nor an address behind', async () => {
    await enter(door.browser(), 'sai mat khau roi', 'khong.co.ai');
    const { rows } = await door.database.owner.query<{ key: string }>('select key from identity.attempt');
    expect(rows).toHaveLength(3);
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('tell a name that nobody has, one without a password and one with it by nothing in the answer', async () => {
    await door.database.owner.query(
      `insert into identity."user" (id, name, email, username) values ('moi', 'moi.mo', 'moi.mo@chungtay.invalid', 'moi.mo')
       on conflict do nothing`,
    );
    const answers = [];
    for (const username of ['khong.co.ai', 'moi.mo', 'cast.commune']) {
      const { status, body, set } = await enter(door.browser(), 'sai mat khau roi', username);
      answers.push({ status, set, ...body, requestId: '' });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
