import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CastName, cast } from '../../kernel/testing/cast.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';
import { startProvider, type TestProvider } from '../testing/provider.ts';

const baseUrl = 'http://localhost';
let provider: TestProvider;
let door: TestDoor;

beforeAll(async () => {
  provider = await startProvider(baseUrl);
  door = await openDoor({ baseUrl, signOn: provider.settings });
});
afterAll(async () => {
  await door.close();
  await provider.stop();
});
beforeEach(async () => {
  for (const fault of ['silent', 'broken', 'otherKeys', 'otherName'] as const) provider.faults[fault] = false;
  await door.audits();
});
afterEach(async () => {
  await door.database.owner.query(
    'delete from identity.sign_on_binding; delete from identity.session; delete from identity.attempt',
  );
});

const administrator = async () => {
  const browser = door.browser();
  await browser.signIn('administrator');
  return browser;
};
const bind = async (name: CastName, subject: string | null, browser?: TestBrowser) =>
  (browser ?? (await administrator())).ask('PUT', `/api/accounts/${cast[name].username}/sign-on`, { subject });
const begin = async (browser: TestBrowser) =>
  (await browser.ask('GET', '/api/session/sign-on')).body['address'] as string;
const finish = (browser: TestBrowser, query: string) => browser.ask('POST', '/api/session/sign-on/answer', { query });
/** All the way through the provider, as far as the page the browser is sent back to. */
const through = async (browser: TestBrowser, login: string) => provider.signInAt(await begin(browser), login);
const signIn = async (browser: TestBrowser, login: string) => finish(browser, await through(browser, login));
const refused = [403, 'identity.sign-on-refused'];
const statusAndCode = ({ status, code }: { status: number; code: string | undefined }) => [status, code];

describe('signing in through the sign-on of the organisation', () => {
  it('asks the provider with PKCE, state and nonce, and keeps them from pages and other sites', async () => {
    const browser = door.browser();
    const { body, set } = await browser.ask('GET', '/api/session/sign-on');
    const address = new URL(body['address'] as string);
    expect(address.origin).toBe(provider.settings.issuer);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: 'chung-tay',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'http://localhost/sign-on',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(set).toHaveLength(1);
    expect(set[0]).toMatch(/^chungtay\.sign_on=[0-9a-f]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    for (const kept of ['state', 'nonce', 'code_challenge'])
      expect(set[0]).not.toContain(address.searchParams.get(kept));
  });

  it('opens the account that is bound to the name there', async () => {
    await bind('commune', 'nguoi-01');
    const browser = door.browser();
    expect((await signIn(browser, 'nguoi-01')).status).toBe(200);
    expect(await browser.session()).toMatchObject({
      signedIn: true,
      username: 'cast.commune',
      signOn: 'Cổng thử nghiệm',
    });
    expect((await browser.ask('GET', '/api/my/sessions')).body).toMatchObject([{ by: 'sign-on', current: true }]);
    expect((await browser.ask('GET', '/api/my/security')).body).toMatchObject({ signOn: 'Cổng thử nghiệm' });
    expect([...browser.cookies.keys()]).toEqual(['chungtay.session_token']);
    expect(await door.audits()).toEqual(
      expect.arrayContaining(['identity.bindSignOn', 'identity.signOnBindingOpened', 'identity.finishSignOn']),
    );
  });

  it('makes no account, opens none that is not bound, and keeps that somebody tried', async () => {
    const { rows: before } = await door.database.owner.query('select count(*) from identity."user"');
    const browser = door.browser();
    expect(statusAndCode(await signIn(browser, 'cast.commune'))).toEqual(refused);
    expect((await browser.session()).signedIn).toBe(false);
    expect((await door.database.owner.query('select count(*) from identity."user"')).rows).toEqual(before);
    expect(await door.audits()).toEqual(['identity.signOnRefused']);
  });

  it('refuses an account whose posts have ended', async () => {
    await bind('neighbour', 'nguoi-02');
    await door.database.owner.query(
      `update identity.post set during = daterange(null, '2026-01-01') where user_id = $1`,
      [await door.userId('neighbour')],
    );
    const browser = door.browser();
    expect(statusAndCode(await signIn(browser, 'nguoi-02'))).toEqual(refused);
    expect((await browser.session()).signedIn).toBe(false);
    await door.database.owner.query(`update identity.post set during = '(,)' where user_id = $1`, [
      await door.userId('neighbour'),
    ]);
    expect((await signIn(browser, 'nguoi-02')).status).toBe(200);
  });

  it('refuses what comes back to a browser that did not begin it', async () => {
    await bind('commune', 'nguoi-01');
    const [begun, other] = [door.browser(), door.browser()];
    const query = await through(begun, 'nguoi-01');
    expect(statusAndCode(await finish(other, query))).toEqual(refused);
    // Nor is a code of one way taken on another: PKCE binds it to the browser it was begun in.
    const state = new URL(await begin(other)).searchParams.get('state') ?? '';
    const injected = new URLSearchParams(query);
    injected.set('state', state);
    expect(statusAndCode(await finish(other, String(injected)))).toEqual(refused);
    expect((await other.session()).signedIn).toBe(false);
  });

  it.each([
    ['another state', (query: URLSearchParams) => query.set('state', 'A'.repeat(43))],
    ['no state', (query: URLSearchParams) => query.delete('state')],
    ['two states', (query: URLSearchParams) => query.append('state', 'A')],
    ['another code', (query: URLSearchParams) => query.set('code', 'A'.repeat(43))],
    ['no code', (query: URLSearchParams) => query.delete('code')],
    ['another issuer', (query: URLSearchParams) => query.set('iss', 'https://evil.example')],
    ['an error beside the code', (query: URLSearchParams) => query.set('error', 'access_denied')],
  ])('refuses an answer with %s', async (_, change) => {
    await bind('commune', 'nguoi-01');
    const browser = door.browser();
    const query = new URLSearchParams(await through(browser, 'nguoi-01'));
    change(query);
    expect(statusAndCode(await finish(browser, String(query)))).toEqual(refused);
    expect((await browser.session()).signedIn).toBe(false);
  });

  it.each([
    '%',
    '?',
    '#',
    '\u0000',
    '=',
    '&'.repeat(4000),
    'state',
    `code=${'x'.repeat(3900)}`,
    '//evil.example/?code=1',
  ])('is not led astray by %j', async (query) => {
    const browser = door.browser();
    await begin(browser);
    expect(statusAndCode(await finish(browser, query))).toEqual(refused);
  });

  it('refuses a confirmation for another nonce', async () => {
    await bind('commune', 'nguoi-01');
    const browser = door.browser();
    const address = new URL(await begin(browser));
    address.searchParams.set('nonce', 'A'.repeat(43));
    expect(statusAndCode(await finish(browser, await provider.signInAt(address.href, 'nguoi-01')))).toEqual(refused);
  });

  it('takes an answer once, also from whoever has copied the cookie', async () => {
    await bind('commune', 'nguoi-01');
    const [browser, copy, again] = [door.browser(), door.browser(), door.browser()];
    const query = await through(browser, 'nguoi-01');
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect((await finish(browser, query)).status).toBe(200);
    expect(statusAndCode(await finish(browser, query))).toEqual(refused);
    expect(statusAndCode(await finish(copy, query))).toEqual(refused);
    // The provider itself takes a code once, whatever way it comes back on.
    await again.ask('GET', '/api/session/sign-on');
    expect(statusAndCode(await finish(again, query))).toEqual(refused);
  });

  it('spends a way also on a wrong answer: whoever has copied the cookie does not get a second one', async () => {
    await bind('commune', 'nguoi-01');
    const [browser, copy] = [door.browser(), door.browser()];
    const query = await through(browser, 'nguoi-01');
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect(statusAndCode(await finish(browser, query.replace('code=', 'code=A')))).toEqual(refused);
    expect(statusAndCode(await finish(copy, query))).toEqual(refused);
  });

  it('refuses when the person does not want to at the provider', async () => {
    const browser = door.browser();
    const state = new URL(await begin(browser)).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: provider.settings.issuer });
    expect(statusAndCode(await finish(browser, String(query)))).toEqual(refused);
  });

  it('ends the session that was open in the browser before', async () => {
    await bind('commune', 'nguoi-01');
    const browser = door.browser();
    await browser.signIn('province');
    const before = door.browser();
    for (const [name, value] of browser.cookies) before.cookies.set(name, value);
    await signIn(browser, 'nguoi-01');
    expect((await before.session()).signedIn).toBe(false);
  });
});

describe('as a confirmation before an act of weight', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const key = { label: 'phần mềm', scope: 'read', expiresOn: '2099-12-31' };
  const act = async (browser: TestBrowser) => (await browser.ask('POST', '/api/my/tokens', key)).code ?? 'done';
  const beginAnew = async (browser: TestBrowser) =>
    (await browser.ask('GET', '/api/session/sign-on?anew=yes')).body['address'] as string;
  /** Signs in, and comes back five minutes later to a provider that knows the person. */
  const fiveMinutesLater = async () => {
    await bind('commune', 'nguoi-01');
    const cookies = new Map<string, string>();
    const browser = door.browser();
    expect((await finish(browser, await provider.signInAt(await begin(browser), 'nguoi-01', cookies))).status).toBe(
      200,
    );
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 });
    return { browser, cookies };
  };

  it('counts when the person has just signed in there', async () => {
    await bind('commune', 'nguoi-01');
    const browser = door.browser();
    await signIn(browser, 'nguoi-01');
    expect(await act(browser)).not.toBe('kernel.confirm-again');
  });

  it('does not count when the provider has asked nothing: the session opens, acts of weight stay closed', async () => {
    const { browser, cookies } = await fiveMinutesLater();
    expect((await finish(browser, await provider.signInAt(await begin(browser), '-', cookies))).status).toBe(200);
    expect((await browser.session()).username).toBe('cast.commune');
    expect(await act(browser)).toBe('kernel.confirm-again');
  });

  it('is asked for anew, also of whom the provider knows', async () => {
    const { browser, cookies } = await fiveMinutesLater();
    const address = await beginAnew(browser);
    expect(new URL(address).searchParams.get('prompt')).toBe('login');
    expect((await finish(browser, await provider.signInAt(address, 'nguoi-01', cookies))).status).toBe(200);
    expect(await act(browser)).not.toBe('kernel.confirm-again');
  });

  it('is not had by whoever takes the question out of the address', async () => {
    const { browser, cookies } = await fiveMinutesLater();
    const address = new URL(await beginAnew(browser));
    address.searchParams.delete('prompt');
    expect((await finish(browser, await provider.signInAt(address.href, '-', cookies))).status).toBe(200);
    expect(await act(browser)).toBe('kernel.confirm-again');
  });
});

describe('a provider', () => {
  /** A door that has not spoken with the provider yet. */
  const newDoor = async (of = provider, more: object = {}) => {
    const opened = await openDoor({ baseUrl, signOn: { ...of.settings, ...more } });
    await opened.database.owner.query(
      `insert into identity.sign_on_binding (user_id, issuer, subject, bound_at) values ($1, $2, 'nguoi-01', now())`,
      [await opened.userId('commune'), of.settings.issuer],
    );
    return opened;
  };
  const away = [503, 'identity.sign-on-away'];

  // A silent provider is waited for; a machine that is busy with other tests may take its time too.
  it('that is away, broken, silent or calls itself otherwise is told as being away, before and after', async () => {
    const own = await startProvider(baseUrl);
    const fresh = await newDoor(own);
    const browser = fresh.browser();
    const tryToBegin = async () => statusAndCode(await browser.ask('GET', '/api/session/sign-on'));
    for (const fault of ['broken', 'otherName', 'silent'] as const) {
      own.faults[fault] = true;
      expect([fault, ...(await tryToBegin())]).toEqual([fault, ...away]);
      own.faults[fault] = false;
    }
    // As soon as it is back, so is the way in.
    const query = await own.signInAt(await begin(browser), 'nguoi-01');
    own.faults.broken = true;
    expect(statusAndCode(await finish(browser, query))).toEqual(away);
    own.faults.broken = false;
    expect((await finish(browser, await own.signInAt(await begin(browser), 'nguoi-01'))).status).toBe(200);
    const last = fresh.browser();
    const lastQuery = await own.signInAt(await begin(last), 'nguoi-01');
    await own.stop();
    expect(statusAndCode(await finish(last, lastQuery))).toEqual(away);
    expect((await last.signIn('commune')).status).toBe(200);
    await fresh.close();
  }, 60_000);

  it('that is silent holds up a few requests at once, and never the whole program', async () => {
    const own = await startProvider(baseUrl);
    const fresh = await newDoor(own);
    const ways: { browser: TestBrowser; query: string }[] = [];
    for (let n = 0; n < 12; n += 1) {
      const browser = fresh.browser();
      const state = new URL(await begin(browser)).searchParams.get('state') ?? '';
      ways.push({ browser, query: String(new URLSearchParams({ code: 'x', state, iss: own.settings.issuer })) });
    }
    own.faults.silent = true;
    const before = own.asked();
    const answers = await Promise.all(ways.map(({ browser, query }) => finish(browser, query)));
    expect(new Set(answers.map(statusAndCode).map(String))).toEqual(new Set([String(away)]));
    expect(own.asked() - before).toBe(6);
    own.faults.silent = false;
    const last = fresh.browser();
    expect((await finish(last, await own.signInAt(await begin(last), 'nguoi-01'))).status).toBe(200);
    await fresh.close();
    await own.stop();
  }, 60_000);

  it('is believed only what it has signed with the keys it publishes', async () => {
    const fresh = await newDoor();
    const browser = fresh.browser();
    const query = await provider.signInAt(await begin(browser), 'nguoi-01');
    provider.faults.otherKeys = true;
    expect(statusAndCode(await finish(browser, query))).toEqual(refused);
    await fresh.close();
  });

  it('that does not know our secret confirms nobody', async () => {
    const fresh = await newDoor(provider, { clientSecret: 'mot bi mat khac' });
    const browser = fresh.browser();
    expect(statusAndCode(await finish(browser, await provider.signInAt(await begin(browser), 'nguoi-01')))).toEqual(
      refused,
    );
    await fresh.close();
  });

  it.each([true, false])(
    'may say the user name itself, where the operator trusts it (in the token: %s)',
    async (claimsInToken) => {
      const own = await startProvider(baseUrl, { claimsInToken });
      const fresh = await newDoor(own, { match: 'preferred_username' });
      const browser = fresh.browser();
      expect((await finish(browser, await own.signInAt(await begin(browser), 'cast.province'))).status).toBe(200);
      expect((await browser.session()).username).toBe('cast.province');
      const unknown = fresh.browser();
      expect(statusAndCode(await finish(unknown, await own.signInAt(await begin(unknown), 'nguoi-01')))).toEqual(
        refused,
      );
      await fresh.close();
      await own.stop();
    },
  );

  it('is not there where the operator has named none', async () => {
    const plain = await openDoor();
    const browser = plain.browser();
    expect((await browser.session()) as object).toMatchObject({ signOn: null });
    expect((await browser.ask('GET', '/api/session/sign-on')).code).toBe('identity.no-sign-on');
    expect((await finish(browser, 'code=1&state=1')).code).toBe('identity.no-sign-on');
    await browser.signIn('administrator');
    expect((await bind('commune', 'nguoi-01', browser)).code).toBe('identity.no-sign-on');
    await plain.close();
  });
});

describe('binding an account', () => {
  it('is done by an administrator of its subtree; to others it does not exist', async () => {
    for (const name of ['commune', 'province', 'head', 'inspector'] as const) {
      const browser = door.browser();
      await browser.signIn(name);
      expect([name, (await bind('commune', 'nguoi-01', browser)).code]).toEqual([name, 'kernel.not-found']);
    }
    expect((await bind('otherProvince', 'nguoi-03')).code).toBe('kernel.not-found');
    expect((await bind('commune', 'nguoi-01')).status).toBe(200);
  });

  it('asks again who the administrator is, when that was long ago', async () => {
    const browser = await administrator();
    await door.database.owner.query(`update identity.confirmation set confirmed_at = now() - interval '11 minutes'`);
    expect((await bind('commune', 'nguoi-01', browser)).code).toBe('kernel.confirm-again');
  });

  it('takes the place of the binding before, and ends with null', async () => {
    await bind('commune', 'nguoi-01');
    await bind('commune', 'nguoi-04');
    expect(statusAndCode(await signIn(door.browser(), 'nguoi-01'))).toEqual(refused);
    expect((await signIn(door.browser(), 'nguoi-04')).status).toBe(200);
    await bind('commune', null);
    expect(statusAndCode(await signIn(door.browser(), 'nguoi-04'))).toEqual(refused);
  });

  it('refuses a name that another account is bound to', async () => {
    await bind('commune', 'nguoi-01');
    expect((await bind('neighbour', 'nguoi-01')).code).toBe('identity.subject-taken');
    expect((await signIn(door.browser(), 'nguoi-01')).status).toBe(200);
  });

  it.each(['', '   ', 'x'.repeat(256), 'tên có dấu', 'a\u0000b'])('refuses what is no subject: %j', async (subject) => {
    expect((await bind('commune', subject)).code).toBe('kernel.bad-input');
  });

  it('tells apart what differs in capitals: a subject is a key, not a name', async () => {
    await bind('commune', 'Nguoi-01');
    expect(statusAndCode(await signIn(door.browser(), 'nguoi-01'))).toEqual(refused);
  });
});
