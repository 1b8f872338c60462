import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castNow } from '../../kernel/testing/cast.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

const DAY = 86_400_000;

let door: TestDoor;
let browser: TestBrowser;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: castNow });
  browser = door.browser();
  await browser.signIn('commune');
});
afterEach(async () => {
  vi.useRealTimers();
  await door.database.owner.query('delete from identity.attempt; delete from identity.token');
});

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const order = { label: 'phần mềm báo cáo', scope: 'read', expiresOn: '2026-12-31' };
const make = async (more: object = {}) =>
  (await browser.ask('POST', '/api/my/tokens', { ...order, ...more })).body as { id: number; token: string };
/** Asks with a key, and with the cookie of a session too, which must not count. */
const by = async (token: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const answer = await door.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${token}` },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, code: answer.json().code as string | undefined, body: answer.json() };
};
const list = async (of = browser) =>
  (await of.ask('GET', '/api/my/tokens')).body as unknown as Record<string, unknown>[];

describe('a key for programs', () => {
  it('is not made without a session, without a name, or for longer than a year', async () => {
    expect((await door.browser().ask('POST', '/api/my/tokens', order)).code).toBe('kernel.not-signed-in');
    const code = async (more: object) => (await browser.ask('POST', '/api/my/tokens', { ...order, ...more })).code;
    expect(await code({ label: ' ' })).toBe('kernel.bad-input');
    expect(await code({ scope: 'all' })).toBe('kernel.bad-input');
    expect(await code({ expiresOn: '2026-11-21' })).toBe('identity.token-ends');
    expect(await code({ expiresOn: '2027-11-23' })).toBe('identity.token-ends');
    expect(await code({ expiresOn: '2027-11-22' })).toBeUndefined();
  });

  it('is answered once and kept as a hash, with an entry of the audit that does not hold it', async () => {
    await door.audits();
    const { token } = await make();
    expect(token).toMatch(/^ct_[A-Za-z0-9_-]{43}$/);
    expect(await door.audits()).toContain('identity.createToken');
    const { rows } = await door.database.owner.query(
      `select (select jsonb_agg(t) from identity.token t) as tokens, (select jsonb_agg(a) from kernel.audit a) as audit`,
    );
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await list()).toMatchObject([{ ...order, lastUsedAt: null, revokedAt: null }]);
  });

  it('reads what its post reads, and nothing about persons', async () => {
    const { token } = await make();
    const [session, program] = [await browser.ask('GET', '/api/my-work'), await by(token, 'GET', '/api/my-work')];
    expect([program.status, program.body]).toEqual([200, session.body]);
    for (const [method, url] of [
      ['GET', '/api/my/security'],
      ['GET', '/api/my/sessions'],
      ['GET', '/api/my/tokens'],
      ['POST', '/api/my/tokens'],
      ['GET', '/api/accounts'],
      ['POST', '/api/editions'],
      ['POST', '/api/reports/accept'],
      ['POST', '/api/reports/1/submit'],
      ['PUT', '/api/reports/1/draft'],
    ] as const)
      expect([url, (await by(token, method, url, method === 'GET' ? undefined : {})).code]).toEqual([
        url,
        'kernel.not-allowed',
      ]);
    expect((await by(token, 'GET', '/api/session')).body).toMatchObject({ signedIn: false, posts: [] });
  });

  it('of scope report fills and sends reports, and nothing else', async () => {
    const { token } = await make({ scope: 'report' });
    const { own } = (await by(token, 'GET', '/api/my-work')).body as { own: { id: number }[] };
    const id = own[0]?.id;
    const saved = await by(token, 'PUT', `/api/reports/${id}/draft`, { draftVersion: 0, cells: {} });
    expect(saved.status).toBe(200);
    expect((await by(token, 'POST', `/api/reports/${id}/return`, { revision: 1, reason: 'Thiếu.' })).code).toBe(
      'kernel.not-allowed',
    );
    const { rows } = await door.database.owner.query(
      `select user_id is not null as who, token_id = (select max(id) from identity.token) as key from kernel.audit where action = 'reporting.saveDraft' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ who: true, key: true }]);
  });

  it('is worth nothing after its last day, when it is taken back, and when it is made up', async () => {
    const { token, id } = await make({ expiresOn: '2026-11-23' });
    expect((await by(token, 'GET', '/api/my-work')).status).toBe(200);
    later(DAY);
    expect((await by(token, 'GET', '/api/my-work')).status).toBe(200);
    later(DAY);
    expect((await by(token, 'GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
    vi.setSystemTime(castNow);
    await door.audits();
    expect((await browser.ask('DELETE', `/api/my/tokens/${id}`)).status).toBe(200);
    expect(await door.audits()).toContain('identity.revokeToken');
    expect((await by(token, 'GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
    expect((await browser.ask('DELETE', `/api/my/tokens/${id}`)).code).toBe('kernel.not-found');
    expect((await by(`ct_${'A'.repeat(43)}`, 'GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
  });

  it('ends with its post', async () => {
    const { token } = await make();
    const { rows } = await door.database.owner.query(
      `update identity.post p set during = daterange(lower(during), '2026-11-22')
       from identity."user" u where u.id = p.user_id and u.username = 'cast.commune' returning p.id`,
    );
    expect((await by(token, 'GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
    await door.database.owner.query(`update identity.post set during = daterange(lower(during), null) where id = $1`, [
      rows[0].id,
    ]);
    expect((await by(token, 'GET', '/api/my-work')).status).toBe(200);
  });

  it('of somebody else neither shows nor ends', async () => {
    const { id } = await make();
    const other = door.browser();
    await other.signIn('neighbour');
    expect(await list(other)).toEqual([]);
    expect((await other.ask('DELETE', `/api/my/tokens/${id}`)).code).toBe('kernel.not-found');
  });

  it('tells when it was used last, once a minute', async () => {
    const { token } = await make();
    const lastUse = async () => (await list())[0]?.['lastUsedAt'];
    await by(token, 'GET', '/api/my-work');
    const first = await lastUse();
    expect(first).toBe(castNow.toISOString());
    later(59_000);
    await by(token, 'GET', '/api/my-work');
    expect(await lastUse()).toBe(first);
    later(1_000);
    await by(token, 'GET', '/api/my-work');
    expect(await lastUse()).toBe(new Date(castNow.getTime() + 60_000).toISOString());
  });

  it('cannot be listed by the database’s own rules', async () => {
    await make();
    expect((await door.database.pool.query('select * from identity.token')).rows).toEqual([]);
  });
});
