import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castNow } from '../../kernel/testing/cast.ts';
import { type Device, type Lies, newDevice } from '../testing/authenticator.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

const origin = 'http://localhost';
type Options = Parameters<Device['show']>[0];

let door: TestDoor;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: castNow });
  await door.audits();
});
afterEach(async () => {
  vi.useRealTimers();
  await door.database.owner.query(
    'delete from identity.passkey; delete from identity.session; delete from identity.attempt',
  );
});

const begin = async (browser: TestBrowser) =>
  (await browser.ask('POST', '/api/my/passkeys')).body['options'] as Options;
const add = (browser: TestBrowser, answer: object, label = 'Điện thoại của tôi') =>
  browser.ask('POST', '/api/my/passkeys/answer', { label, answer });
const beginToEnter = async (browser: TestBrowser) =>
  (await browser.ask('GET', '/api/session/passkey')).body['options'] as Options;
const enter = (browser: TestBrowser, answer: object) => browser.ask('POST', '/api/session/passkey/answer', { answer });

const deviceOf = async (name: 'commune' | 'province', device = newDevice(origin)): Promise<Device> => {
  const browser = door.browser();
  await browser.signIn(name);
  expect((await add(browser, device.make(await begin(browser)))).status).toBe(200);
  return device;
};
const passkeysOf = async (browser: TestBrowser) =>
  (await browser.ask('GET', '/api/my/security')).body['passkeys'] as {
    id: string;
    label: string;
    lastUsedAt: string;
  }[];

describe('a passkey', () => {
  it('is made for this site and this account, with finger, face or PIN, and kept on the device', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    const options = await begin(browser);
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      user: { name: 'cast.commune' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(Buffer.from(options.user?.id ?? '', 'base64url').toString()).toBe(await door.userId('commune'));
    const device = newDevice(origin);
    expect((await add(browser, device.make(options), 'Máy phòng một cửa')).body).toEqual({ id: device.id });
    expect(await passkeysOf(browser)).toMatchObject([{ id: device.id, label: 'Máy phòng một cửa', lastUsedAt: null }]);
    const { rows } = await door.database.owner.query('select transports from identity.passkey');
    expect(rows).toEqual([{ transports: ['internal'] }]);
    expect((await begin(browser)) as unknown).toMatchObject({ excludeCredentials: [{ id: device.id }] });
  });

  it('signs in without a user name, as both factors at once', async () => {
    const device = await deviceOf('commune');
    const browser = door.browser();
    const options = await beginToEnter(browser);
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials');
    expect((await enter(browser, device.show(options))).status).toBe(200);
    expect(await browser.session()).toMatchObject({ signedIn: true, username: 'cast.commune' });
    const sessions = (await browser.ask('GET', '/api/my/sessions')).body as unknown;
    expect(sessions).toHaveLength(2);
    expect(sessions).toContainEqual(expect.objectContaining({ current: true, by: 'passkey' }));
    expect((await passkeysOf(browser))[0]?.lastUsedAt).toBe(new Date().toISOString());
    expect(await door.audits()).toEqual(
      expect.arrayContaining(['identity.passkeyOpened', 'identity.addPasskey', 'identity.enterByPasskey']),
    );
  });

  it('opens acts of weight again, when it is the own one and the question is new', async () => {
    const [device, other] = [await deviceOf('commune'), await deviceOf('province')];
    const browser = door.browser();
    await browser.signIn('commune');
    await door.database.owner.query('delete from identity.confirmation');
    const confirm = async (passkey: object) => (await browser.ask('POST', '/api/my/confirmation', { passkey })).code;
    const act = async () => (await browser.ask('POST', '/api/my/totp')).code;
    expect(await confirm(other.show(await beginToEnter(browser)))).toBe('identity.passkey-not-valid');
    expect(await confirm({})).toBe('identity.passkey-not-valid');
    expect(await act()).toBe('kernel.confirm-again');
    const shown = device.show(await beginToEnter(browser));
    expect(await confirm(shown)).toBeUndefined();
    expect(await act()).toBeUndefined();
    expect(await confirm(shown)).toBe('identity.passkey-not-valid');
  });

  it('signs in again and again when it is one that counts nothing', async () => {
    const device = await deviceOf('commune', newDevice(origin, { counts: false }));
    for (let n = 0; n < 2; n += 1) {
      const browser = door.browser();
      expect((await enter(browser, device.show(await beginToEnter(browser)))).status).toBe(200);
    }
  });

  const lies: [string, Lies][] = [
    ['of another site', { origin: 'http://localhost.evil.example' }],
    ['of another port', { origin: 'http://localhost:8080' }],
    ['bound to another host', { host: 'evil.example' }],
    ['for another challenge', { challenge: Buffer.from('another challenge of 32 bytes !!').toString('base64url') }],
    ['without finger, face or PIN', { unverified: true }],
    ['of another kind', { type: 'payment.get' }],
  ];
  it.each(lies)('is not added by an answer %s', async (_, lie) => {
    const browser = door.browser();
    await browser.signIn('commune');
    expect((await add(browser, newDevice(origin).make(await begin(browser), lie))).code).toBe(
      'identity.passkey-not-valid',
    );
    expect(await passkeysOf(browser)).toEqual([]);
  });

  it.each([
    ...lies,
    ['signed by another key', { otherKey: true }],
    ['with a counter that stands still', { counter: 1 }],
    ['of another account', { userHandle: Buffer.from('somebody else').toString('base64url') }],
    ['of no account', { userHandle: null }],
  ] satisfies [string, Lies][])('opens nothing by an answer %s, and that is kept', async (_, lie) => {
    const device = await deviceOf('commune');
    await door.audits();
    const browser = door.browser();
    const refused = await enter(browser, device.show(await beginToEnter(browser), lie));
    expect([refused.status, refused.code]).toEqual([422, 'identity.passkey-not-valid']);
    expect((await browser.session()).signedIn).toBe(false);
    expect(await door.audits()).toEqual(['identity.passkeyRefused']);
  });

  it.each([
    ['nothing', {}],
    ['an id of another kind', { id: 7, response: [] }],
    ['an id that nobody has', { id: 'A'.repeat(43), rawId: 'A'.repeat(43), type: 'public-key', response: {} }],
    ['an id with a hole', { id: `${'A'.repeat(20)}\u0000` }],
    ['a great number of levels', { response: JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) as object }],
  ])('is not taken for %s', async (_, answer) => {
    const browser = door.browser();
    await beginToEnter(browser);
    expect((await enter(browser, answer)).code).toBe('identity.passkey-not-valid');
    await browser.signIn('commune');
    await begin(browser);
    expect((await add(browser, answer)).code).toBe('identity.passkey-not-valid');
  });

  it('is not taken for an answer whose parts are broken', async () => {
    const device = await deviceOf('commune');
    for (const part of ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle'])
      for (const broken of ['', '!', 'AAAA', 'A'.repeat(20_000), 7, null, { a: 1 }]) {
        const browser = door.browser();
        const answer = device.show(await beginToEnter(browser)) as { response: Record<string, unknown> };
        answer.response[part] = broken;
        expect([part, broken, (await enter(browser, answer)).code]).toEqual([
          part,
          broken,
          'identity.passkey-not-valid',
        ]);
      }
  });

  it('answers a question once, in the browser that was asked, and soon', async () => {
    const device = await deviceOf('commune');
    const browser = door.browser();
    const options = await beginToEnter(browser);
    const question = new Map(browser.cookies);
    const elsewhere = door.browser();
    expect((await enter(elsewhere, device.show(options))).code).toBe('identity.passkey-not-valid');
    const answer = device.show(options);
    expect((await enter(browser, answer)).status).toBe(200);
    // The cookie of the question is gone; whoever copied it before has nothing of it either.
    expect([...browser.cookies.keys()]).toEqual(['chungtay.session_token']);
    const copied = door.browser();
    for (const [name, value] of question) copied.cookies.set(name, value);
    expect((await enter(copied, device.show(options))).code).toBe('identity.passkey-not-valid');
    const slow = door.browser();
    const late = await beginToEnter(slow);
    vi.setSystemTime(Date.now() + 301_000);
    expect((await enter(slow, device.show(late))).code).toBe('identity.passkey-not-valid');
  });

  it('cannot be added with the question of signing in, nor of another person', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    const options = await beginToEnter(browser);
    const kept = browser.cookies.get('chungtay.passkey_to_enter') ?? '';
    browser.cookies.set('chungtay.passkey_to_add', kept);
    const made = newDevice(origin).make({ ...options, rp: { id: 'localhost' } });
    expect((await add(browser, made)).code).toBe('identity.passkey-not-valid');
    const other = door.browser();
    await other.signIn('province');
    const theirs = await begin(other);
    browser.cookies.set('chungtay.passkey_to_add', other.cookies.get('chungtay.passkey_to_add') ?? '');
    expect((await add(browser, newDevice(origin).make(theirs))).code).toBe('identity.passkey-not-valid');
    browser.cookies.set('chungtay.passkey_to_add', `${other.cookies.get('chungtay.passkey_to_add')}00`);
    expect((await add(browser, newDevice(origin).make(theirs))).code).toBe('identity.passkey-not-valid');
  });

  it('does not sign in with the question of adding one', async () => {
    const device = await deviceOf('commune');
    const browser = door.browser();
    await browser.signIn('commune');
    const { challenge } = await begin(browser);
    browser.cookies.set('chungtay.passkey_to_enter', browser.cookies.get('chungtay.passkey_to_add') ?? '');
    expect((await enter(browser, device.show({ challenge, rpId: 'localhost' }))).code).toBe(
      'identity.passkey-not-valid',
    );
  });

  it('belongs to one account only', async () => {
    const device = await deviceOf('commune');
    const browser = door.browser();
    await browser.signIn('province');
    expect((await add(browser, device.make(await begin(browser)))).code).toBe('identity.passkey-not-valid');
  });

  it('is removed by its person and by nobody else', async () => {
    const device = await deviceOf('commune');
    for (const name of ['province', 'administrator'] as const) {
      const other = door.browser();
      await other.signIn(name);
      expect((await other.ask('DELETE', `/api/my/passkeys/${device.id}`)).code).toBe('kernel.not-found');
    }
    const own = door.browser();
    await own.signIn('commune');
    expect((await own.ask('DELETE', `/api/my/passkeys/${device.id}`)).status).toBe(200);
    expect(await door.audits()).toEqual(expect.arrayContaining(['identity.removePasskey', 'identity.passkeyEnded']));
    const browser = door.browser();
    expect((await enter(browser, device.show(await beginToEnter(browser)))).code).toBe('identity.passkey-not-valid');
  });

  it('is one of ten at most', async () => {
    const browser = door.browser();
    await browser.signIn('commune');
    for (let n = 0; n < 10; n += 1) await add(browser, newDevice(origin).make(await begin(browser)), `Máy ${n}`);
    expect((await browser.ask('POST', '/api/my/passkeys')).code).toBe('identity.passkeys-full');
  });

  it('is not looked for by the thousand: wrong answers from one address are counted', async () => {
    const browser = door.browser();
    expect((await enter(browser, {})).code).toBe('identity.passkey-not-valid');
    await door.database.owner.query('update identity.attempt set taken = taken + 99');
    expect((await enter(browser, {})).code).toBe('identity.too-many-attempts');
  });

  it('can be used on several devices of one person, and by two persons at once', async () => {
    const [one, two] = [await deviceOf('commune'), await deviceOf('commune')];
    const theirs = await deviceOf('province');
    const names = await Promise.all(
      [one, two, theirs].map(async (device) => {
        const browser = door.browser();
        await enter(browser, device.show(await beginToEnter(browser)));
        return (await browser.session()).username;
      }),
    );
    expect(names).toEqual(['cast.commune', 'cast.commune', 'cast.province']);
  });
});

describe('cookies', () => {
  it('are bound to this very host where browsers come by https', async () => {
    const safe = await openDoor({ host: 'chungtay.example', baseUrl: 'https://chungtay.example' });
    const browser = safe.browser();
    const set = [
      ...(await browser.ask('GET', '/api/session/passkey')).set,
      ...(await browser.signIn('commune')).set,
      ...(await browser.ask('POST', '/api/my/passkeys')).set,
      ...(await browser.ask('DELETE', '/api/session')).set,
    ];
    expect(set.map((cookie) => cookie.split('=')[0])).toEqual(
      expect.arrayContaining([
        '__Host-chungtay.passkey_to_enter',
        '__Host-chungtay.session_token',
        '__Host-chungtay.passkey_to_add',
      ]),
    );
    for (const cookie of set) {
      expect(cookie).toMatch(/^__Host-chungtay\./);
      for (const sign of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i])
        expect(cookie).toMatch(sign);
      expect(cookie).not.toMatch(/domain/i);
    }
    await safe.close();
  });

  it('of passkeys are not asked for at an address where browsers refuse them', async () => {
    const plain = await openDoor({ host: '192.0.2.1:3000' });
    const browser = plain.browser();
    expect((await browser.ask('GET', '/api/session/passkey')).code).toBe('identity.no-passkeys');
    await browser.signIn('commune');
    expect((await browser.ask('POST', '/api/my/passkeys')).code).toBe('identity.no-passkeys');
    expect((await browser.ask('GET', '/api/my/security')).body).toMatchObject({ passkeysPossible: false });
    await plain.close();
  });
});
