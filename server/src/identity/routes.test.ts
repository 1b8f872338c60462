import type { Role } from '@app/contract/identity/posts.ts';
import type { SessionAnswer } from '@app/contract/identity/routes.ts';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAs } from '../kernel/ask.ts';
import { answerProblems, server } from '../kernel/serve.ts';
import { type TestDatabase, testDatabase } from '../kernel/testing/index.ts';
import {
  type Auth,
  createAdministratorCode,
  createAuth,
  givePost,
  identityRoutes,
  instanceSecret,
  makeWhoAsks,
  openAccount,
  postTitles,
  systemActor,
} from './index.ts';

const password = 'mat khau dai cua toi';
const secret = 'khoa ky phien lam viec cua ban thu nghiem';
const noon = new Date('2026-11-22T05:00:00Z');

let database: TestDatabase;
let auth: Auth;
let closeAuth: () => Promise<void>;
let app: FastifyInstance;
let now = noon;
let address = 1;
const body: Record<string, number> = {};
const unit: Record<string, number> = {};
const held: Record<string, number> = {};

const houseWith = (of: Auth) => {
  const made = Fastify();
  made.setValidatorCompiler(validatorCompiler);
  made.setSerializerCompiler(serializerCompiler);
  answerProblems(made, {});
  const { transact } = database;
  const clock = () => now;
  const { serve } = server(made, {
    transact,
    clock,
    whoAsks: makeWhoAsks({ auth: of, transact, clock }),
  });
  identityRoutes(serve, of);
  return made;
};

/** A unit of a register of its own, standing below another, with a standing agency and a union of women. */
const furnishUnit = async (name: string, level: string, parents: string[]) => {
  const { rows } = await database.owner.query<{ id: number }>(`insert into org.unit (level) values ($1) returning id`, [
    level,
  ]);
  const id = rows[0]?.id ?? 0;
  unit[name] = id;
  await database.owner.query(
    `insert into org.unit_state (unit_id, code, name, full_name, folded, type, parent_id, during, change_set_id)
     select $1, $2, $2, 'Đơn vị ' || $2, lower('don vi ' || $2), $3, $4, '(,)', id from org.change_set where source_hash = 'identity test'`,
    [id, name, level, unit[parents[0] ?? ''] ?? null],
  );
  for (const [depth, ancestor] of [name, ...parents].entries())
    await database.owner.query(`insert into org.reach values ($1, $2, $3, '(,)')`, [unit[ancestor], id, depth]);
  for (const kind of ['police', 'women']) {
    const made = await database.owner.query<{ id: number }>(
      `insert into org.body (unit_id, kind, line, name, standing) values ($1, $2, $2, '{"vi": "Cơ quan", "en": "Body"}', $3) returning id`,
      [id, kind, kind === 'police'],
    );
    body[`${kind} of ${name}`] = made.rows[0]?.id ?? 0;
  }
};

type Term = { startsOn?: string; endsOn?: string };
const asSystem = <T>(work: Parameters<typeof askAs<ReturnType<typeof systemActor>, T>>[3]) =>
  askAs({ transact: database.transact, clock: () => now }, systemActor(unit['T0'] ?? 0), 'test', work);
const asUser = <T>(username: string, work: Parameters<typeof asSystem<T>>[0], more: object = {}) =>
  askAs(
    { transact: database.transact, clock: () => now },
    { ...systemActor(0), userId: username, allUnits: false, lines: [], does: new Set(), ...more },
    'test',
    work,
  );
const give = (username: string, role: Role, at: string, term: Term = {}) =>
  asSystem(async ({ tx }) => {
    const known = await tx.selectFrom('identity.user').select('id').where('username', '=', username).executeTakeFirst();
    const userId = known?.id ?? (await openAccount(tx, { username, password }));
    held[`${username} ${at}`] = await givePost(tx, { userId, role, bodyId: body[at] ?? 0, startsOn: null, ...term });
  });

beforeAll(async () => {
  database = await testDatabase();
  await database.owner.query(
    `insert into org.change_set (title, source_hash, applied_at) values ('{}', 'identity test', now())`,
  );
  await furnishUnit('T0', 'nation', []);
  await furnishUnit('T1', 'province', ['T0']);
  await furnishUnit('T2', 'province', ['T0']);
  await furnishUnit('T11', 'commune', ['T1', 'T0']);
  ({ auth, close: closeAuth } = createAuth({ url: database.appUrl, secret }));
  app = houseWith(auth);
  await give('commune', 'officer', 'women of T11');
  await give('province', 'officer', 'women of T1');
  await give('province', 'head', 'police of T1', { startsOn: '2026-01-01', endsOn: '2026-06-30' });
  await give('administrator', 'administrator', 'police of T1');
  await give('elsewhere', 'officer', 'women of T2');
  await give('past', 'officer', 'women of T1', { endsOn: '2026-11-21' });
});
afterAll(async () => {
  await app.close();
  await closeAuth();
  await database.close();
});
beforeEach(() => {
  now = noon;
  address += 1;
});

type Asked = Omit<InjectOptions, 'method' | 'url'> & { post?: number | string | undefined; cookie?: string };
const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string, { post, cookie, ...more }: Asked = {}) => {
  const answer = await app.inject({
    method,
    url,
    remoteAddress: `192.0.2.${address}`,
    ...more,
    headers: { ...(cookie && { cookie }), ...(post !== undefined && { 'x-post': String(post) }), ...more.headers },
  });
  return { answer, status: answer.statusCode, code: answer.json().code as string | undefined, json: answer.json() };
};
const signIn = async (username: string, given = password, more: Asked = {}) => {
  const asked = await ask('POST', '/api/session', { payload: { username, password: given }, ...more });
  const set = [asked.answer.headers['set-cookie'] ?? []].flat();
  return { ...asked, set, cookie: set.map((one) => one.split(';')[0]).join('; ') };
};
const sessionOf = async (asked: Asked) => (await ask('GET', '/api/session', asked)).json as SessionAnswer;
const audits = async (action: string) =>
  (await database.owner.query('select * from kernel.audit where action = $1 order by id', [action])).rows;

describe('signing in', () => {
  it('refuses a wrong password and an unknown name alike, and keeps both in the audit', async () => {
    const before = (await audits('identity.signInRefused')).length;
    const [wrong, unknown] = [await signIn('commune', 'sai mat khau roi'), await signIn('nobody', 'sai mat khau roi')];
    expect([wrong.status, wrong.code, wrong.set]).toEqual([401, 'identity.wrong-password', []]);
    expect([unknown.status, unknown.code]).toEqual([401, 'identity.wrong-password']);
    const kept = (await audits('identity.signInRefused')).slice(before);
    expect(kept.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^user:[0-9a-f-]{36}$/), 'user:unknown']);
    expect(JSON.stringify(kept)).not.toContain('nobody');
    // Whoever looks after the accounts of the unit sees what is tried on them.
    expect(kept.map(({ unit_id }) => unit_id)).toEqual([unit['T11'], null]);
  });

  it('is kept at the unit where the account holds a post today, not where it once began', async () => {
    await give('moved', 'officer', 'women of T2', { endsOn: '2026-06-30' });
    await give('moved', 'officer', 'women of T11', { startsOn: '2026-07-01', endsOn: '2026-11-21' });
    const before = (await audits('identity.signIn')).length;
    await signIn('moved');
    await give('moved', 'officer', 'women of T1', { startsOn: '2026-01-01' });
    const { cookie } = await signIn('moved');
    await ask('DELETE', '/api/session', { cookie });
    const unitsOf = async (action: string) => (await audits(action)).map(({ unit_id }) => unit_id);
    expect((await unitsOf('identity.signIn')).slice(before)).toEqual([unit['T11'], unit['T1']]);
    expect((await unitsOf('identity.signOut')).at(-1)).toBe(unit['T1']);
  });

  it('refuses the right password too after five wrong ones from the same address, until it has waited', async () => {
    for (let n = 0; n < 5; n += 1) await signIn('commune', 'sai mat khau roi');
    const locked = await signIn('commune');
    expect([locked.status, locked.code, locked.json.data]).toEqual([
      429,
      'identity.too-many-attempts',
      { minutes: 15 },
    ]);
    expect((await signIn('elsewhere')).status).toBe(200);
    now = new Date(noon.getTime() + 16 * 60_000);
    expect((await signIn('commune')).status).toBe(200);
  });

  it('refuses what is no user name', async () => {
    const asked = await signIn('Có dấu');
    expect([asked.status, asked.json.fields[0].path]).toEqual([400, 'username']);
  });

  it('sets a cookie that scripts cannot read and other sites cannot send, and leaves an audit entry', async () => {
    const before = (await audits('identity.signIn')).length;
    const { status, set } = await signIn('commune');
    expect(status).toBe(200);
    expect(set).toHaveLength(1);
    expect(set[0]).toMatch(/^chungtay\.session_token=/);
    expect(set[0]).toMatch(/HttpOnly/);
    expect(set[0]).toMatch(/SameSite=Lax/i);
    expect(set[0]).not.toMatch(/Secure/i);
    expect(await audits('identity.signIn')).toHaveLength(before + 1);
  });

  it('marks the cookie secure when browsers come by https', async () => {
    const safe = createAuth({ url: database.appUrl, secret, baseUrl: 'https://chungtay.example' });
    const house = houseWith(safe.auth);
    const answer = await house.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'commune', password },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-chungtay\.session_token=.*; Secure/i);
    await house.close();
    await safe.close();
  });

  it('opens a new session each time and ends the one before: a planted cookie is worth nothing', async () => {
    const first = await signIn('commune');
    const second = await signIn('province', password, { cookie: first.cookie });
    expect(second.cookie).not.toBe(first.cookie);
    expect((await sessionOf({ cookie: first.cookie })).signedIn).toBe(false);
    expect((await sessionOf({ cookie: second.cookie })).username).toBe('province');
  });

  it('trusts no cookie it has not signed', async () => {
    const { cookie } = await signIn('commune');
    const forged = cookie.replace(/\.[^.]*$/, '.AAAA');
    expect(forged).not.toBe(cookie);
    expect((await sessionOf({ cookie: forged })).signedIn).toBe(false);
  });

  it('refuses a sign-in that another site sends', async () => {
    expect((await signIn('commune', password, { headers: { 'sec-fetch-site': 'cross-site' } })).code).toBe(
      'kernel.cross-site',
    );
  });

  it('serves none of the routes of the library, sign-up least of all', async () => {
    for (const url of ['/api/auth/sign-up/email', '/api/auth/sign-in/username', '/sign-up/email'])
      expect((await ask('POST', url, { payload: {} })).status).toBe(404);
  });
});

describe('signing out', () => {
  it('ends the session on the server', async () => {
    const { cookie } = await signIn('commune');
    const { status, answer } = await ask('DELETE', '/api/session', { cookie });
    expect([status, String(answer.headers['set-cookie'])]).toEqual([200, expect.stringContaining('Max-Age=0')]);
    expect((await sessionOf({ cookie })).signedIn).toBe(false);
    expect((await audits('identity.signOut')).length).toBeGreaterThan(0);
  });

  it('says so when there is no session', async () => {
    expect((await ask('DELETE', '/api/session')).code).toBe('kernel.not-signed-in');
  });
});

describe('the session', () => {
  it('answers also to nobody', async () => {
    expect(await sessionOf({})).toEqual({
      signedIn: false,
      demonstration: false,
      awaitsAdministrator: false,
      today: '2026-11-22',
      username: null,
      posts: [],
      post: null,
      screens: [],
      signOn: null,
      awaitsSecondFactor: false,
    });
  });

  it('names the posts held today and what the chosen one opens', async () => {
    const { cookie } = await signIn('province');
    const session = await sessionOf({ cookie });
    expect(session.posts.map(({ id }) => id)).toEqual([held['province women of T1']]);
    expect(session.post).toMatchObject({
      role: 'officer',
      title: { vi: 'Cán bộ tổng hợp' },
      unit: { fullName: 'Đơn vị T1' },
    });
    expect(session.screens).toEqual([
      'my-work',
      'desk',
      'requests',
      'signals',
      'timeliness',
      'totals',
      'targets',
      'units',
    ]);
    now = new Date('2026-06-30T16:59:00Z');
    const inJune = await sessionOf({ cookie, post: held['province police of T1'] });
    expect([inJune.posts.length, inJune.post?.role, inJune.screens.includes('review')]).toEqual([2, 'head', true]);
    // 00:00 of 01/07 in Vietnam.
    now = new Date('2026-06-30T17:00:00Z');
    expect((await sessionOf({ cookie, post: held['province police of T1'] })).post?.role).toBe('officer');
  });

  it('shows a person without a post as signed in, with nothing to open', async () => {
    const { cookie } = await signIn('past');
    const session = await sessionOf({ cookie });
    expect([session.signedIn, session.username, session.posts, session.screens]).toEqual([true, 'past', [], []]);
  });
});

describe('the post a request acts as', () => {
  it('refuses the post of somebody else, one that has ended, and an account without any', async () => {
    const { cookie } = await signIn('province');
    for (const post of [held['administrator police of T1'], held['province police of T1'], 'x'])
      expect((await ask('GET', '/api/accounts', { cookie, post })).code).toBe('kernel.not-allowed');
    expect((await ask('GET', '/api/accounts', { cookie: (await signIn('past')).cookie })).code).toBe(
      'kernel.not-allowed',
    );
  });

  it('is not asked for by what concerns the own account alone', async () => {
    const { cookie } = await signIn('past');
    const next = 'bốn mùa qua sông Gianh';
    const own = [
      await ask('GET', '/api/my/sessions', { cookie }),
      await ask('GET', '/api/my/security', { cookie, post: held['past women of T1'] }),
      await ask('POST', '/api/my/confirmation', { cookie, payload: { password } }),
      await ask('POST', '/api/my/password', { cookie, payload: { current: password, next } }),
      await ask('DELETE', '/api/my/sessions', { cookie }),
    ];
    expect(own.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await audits('identity.changePassword')).at(-1)).toMatchObject({ unit_id: unit['T1'], post_id: null });
    for (const url of ['/api/my/tokens', '/api/my/delegations'])
      expect((await ask('GET', url, { cookie })).code).toBe('kernel.not-allowed');
    await ask('POST', '/api/my/password', { cookie, payload: { current: next, next: password } });
  });

  it('lets one sign out whatever post the browser names', async () => {
    const { cookie } = await signIn('province');
    expect((await ask('DELETE', '/api/session', { cookie, post: 999_999 })).status).toBe(200);
  });
});

describe('accounts', () => {
  const list = async (cookie: string, q = '') =>
    (await ask('GET', `/api/accounts?q=${encodeURIComponent(q)}`, { cookie })).json;
  const newAccount = (more = {}) => ({
    username: 'moi.mo',
    role: 'officer',
    bodyId: body['women of T11'],
    startsOn: '2026-11-22',
    ...more,
  });

  it('do not exist for who does not administer', async () => {
    const { cookie } = await signIn('province');
    expect((await ask('GET', '/api/accounts', { cookie })).code).toBe('kernel.not-found');
    expect((await ask('POST', '/api/accounts', { cookie, payload: newAccount() })).code).toBe('kernel.not-found');
    const url = `/api/posts/${held['province women of T1']}/end`;
    expect((await ask('POST', url, { cookie, payload: { endsOn: '2026-12-01' } })).code).toBe('kernel.not-found');
    expect((await ask('GET', '/api/accounts')).code).toBe('kernel.not-signed-in');
  });

  it('are listed within the subtree only, found by name or by unit without accents', async () => {
    const { cookie } = await signIn('administrator');
    const names = async (q?: string) => (await list(cookie, q)).map((one: { username: string }) => one.username);
    expect(await names()).toEqual(['administrator', 'commune', 'moved', 'past', 'province']);
    expect(await names('Đơn vị T11')).toEqual(['commune', 'moved']);
    expect(await names('prov')).toEqual(['province']);
    expect(await names('%')).toEqual([]);
  });

  it('are not opened outside the subtree, at a body without such a post, or under a name that is taken', async () => {
    const { cookie } = await signIn('administrator');
    const codeOf = async (more: object) =>
      (await ask('POST', '/api/accounts', { cookie, payload: newAccount(more) })).code;
    expect(await codeOf({ bodyId: body['women of T2'] })).toBe('kernel.not-found');
    expect(await codeOf({ bodyId: body['police of T0'], role: 'administrator' })).toBe('kernel.not-found');
    expect(await codeOf({ role: 'inspector' })).toBe('identity.role-not-at-body');
    expect(await codeOf({ username: 'elsewhere' })).toBe('identity.username-taken');
    expect(await codeOf({ role: 'king' })).toBe('kernel.bad-input');
    expect((await list(cookie)).map((one: { username: string }) => one.username)).not.toContain('moi.mo');
  });

  it('open without a password, with a one-time code that stands in no entry and no kept answer', async () => {
    const { cookie } = await signIn('administrator');
    const headers = { 'idempotency-key': 'mot-lan-thoi' };
    const { json, status } = await ask('POST', '/api/accounts', { cookie, payload: newAccount(), headers });
    expect([status, json.username, json.validUntil]).toEqual([200, 'moi.mo', '2026-12-22']);
    expect(json.code).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await signIn('moi.mo', json.code)).code).toBe('identity.wrong-password');
    const [entry] = await audits('identity.createAccount');
    expect(entry).toMatchObject({ unit_id: unit['T11'], after: { username: 'moi.mo', role: 'officer' } });
    const { rows } = await database.owner.query(
      `select (select jsonb_agg(a) from kernel.audit a) as audit, (select jsonb_agg(k) from kernel.idempotency_key k) as keys,
              (select jsonb_agg(e) from identity.enrolment e) as codes`,
    );
    expect(JSON.stringify(rows)).not.toContain(json.code);
    expect((await ask('POST', '/api/accounts', { cookie, payload: newAccount(), headers })).code).toBe(
      'identity.username-taken',
    );
  });

  it('lose a post at once, and never hold one that was taken back before it began', async () => {
    await give('sacked', 'officer', 'women of T11', { startsOn: '2026-11-22' });
    await give('mistaken', 'officer', 'women of T11', { startsOn: '2026-12-01' });
    const { cookie } = await signIn('administrator');
    const endNow = async (at: string) =>
      (await ask('POST', `/api/posts/${held[at]}/end`, { cookie, payload: { atOnce: true } })).status;
    const sacked = await signIn('sacked');
    expect((await sessionOf({ cookie: sacked.cookie })).posts).toHaveLength(1);
    expect([await endNow('sacked women of T11'), await endNow('mistaken women of T11')]).toEqual([200, 200]);
    expect((await sessionOf({ cookie: sacked.cookie })).posts).toEqual([]);
    expect(await endNow('sacked women of T11')).not.toBe(200);
    expect((await audits('identity.endPost')).slice(-2)).toMatchObject([
      { before: { endsOn: null }, after: { endsOn: '2026-11-22', atOnce: true } },
      { before: { endsOn: null }, after: { annulled: true } },
    ]);
    // A post that was taken back may be given again for the same days.
    await give('mistaken', 'officer', 'women of T11', { startsOn: '2026-11-30' });
    now = new Date('2026-12-02T03:00:00Z');
    const mistaken = await signIn('mistaken');
    expect((await sessionOf({ cookie: mistaken.cookie })).posts).toMatchObject([{ startsOn: '2026-11-30' }]);
  });

  it('lose a post on the day after its end', async () => {
    await give('leaving', 'officer', 'women of T11', { startsOn: '2026-01-01' });
    const { cookie } = await signIn('administrator');
    const end = async (at: string, endsOn: string) =>
      await ask('POST', `/api/posts/${held[at]}/end`, { cookie, payload: { endsOn } });
    expect((await end('elsewhere women of T2', '2026-11-22')).code).toBe('kernel.not-found');
    expect((await end('leaving women of T11', '2025-12-31')).code).toBe('identity.ends-outside-term');
    expect((await end('leaving women of T11', '2026-11-22')).status).toBe(200);
    expect((await end('leaving women of T11', '2026-11-23')).code).toBe('identity.ends-outside-term');
    const leaving = await signIn('leaving');
    expect((await sessionOf({ cookie: leaving.cookie })).posts).toMatchObject([
      { startsOn: '2026-01-01', endsOn: '2026-11-22' },
    ]);
    now = new Date(noon.getTime() + 24 * 3_600_000);
    expect((await sessionOf({ cookie: leaving.cookie })).posts).toEqual([]);
    expect((await audits('identity.endPost')).slice(-1)).toMatchObject([
      { before: { endsOn: null }, after: { endsOn: '2026-11-22' } },
    ]);
  });
});

describe('the database itself', () => {
  it('shows the runtime role no key, and nobody the posts of others', async () => {
    await database.owner.query(`insert into kernel.instance values ('secret', '"x"') on conflict do nothing`);
    const { rows } = await database.pool.query('select key from kernel.instance');
    expect(rows.map(({ key }) => key)).not.toContain('secret');
    expect((await database.pool.query('select id from identity.post')).rows).toEqual([]);
    expect(await asUser('somebody', ({ tx }) => tx.selectFrom('identity.post').select('id').execute())).toEqual([]);
  });

  it('gives no post outside the administrator’s subtree, whatever the program asks', async () => {
    const inProvince = { unitId: unit['T1'], does: new Set(['administer'] as const) };
    const userId = await asSystem(({ tx }) => openAccount(tx, { username: 'grabber', password }));
    const grab = (at: string) =>
      asUser(
        'x',
        ({ tx }) => givePost(tx, { userId, role: 'officer', bodyId: body[at] ?? 0, startsOn: null }),
        inProvince,
      );
    await expect(grab('police of T0')).rejects.toThrow(/row-level security/);
    await expect(grab('women of T2')).rejects.toThrow(/row-level security/);
    expect(await grab('women of T11')).toBeGreaterThan(0);
  });
});

describe('posts beside their acts', () => {
  it('are named to whoever sees the act, also from below', async () => {
    const id = held['administrator police of T1'] ?? 0;
    const titles = await asUser('x', ({ tx }) => postTitles(tx, [id, null, 999_999]), { unitId: unit['T11'] });
    expect(titles).toEqual(new Map([[id, { vi: 'Quản trị đơn vị, Cơ quan', en: 'Administrator of the unit, Body' }]]));
  });
});

describe('a new instance', () => {
  const claim = (payload: object) =>
    ask('POST', '/api/administrator', { payload: { username: 'dau.tien', password, ...payload } });

  it('makes no code once there are accounts', async () => {
    expect(await createAdministratorCode(database.owner)).toBeNull();
    expect((await claim({ code: 'aaaa-bbbb-cccc-dddd' })).code).toBe('identity.code-not-valid');
  });

  it('takes its one code once, and opens the first administrator with it', async () => {
    await database.owner.query('delete from identity.post; delete from identity."user"');
    const code = (await createAdministratorCode(database.owner)) ?? '';
    expect(await createAdministratorCode(database.owner)).toBeNull();
    expect((await sessionOf({})).awaitsAdministrator).toBe(true);
    expect((await claim({ code: 'aaaa-bbbb-cccc-dddd' })).code).toBe('identity.code-not-valid');
    expect((await claim({ code, password: 'ngan' })).json.fields[0].path).toBe('password');
    expect((await claim({ code, password: 'Dau.Tien-2026' })).code).toBe('identity.password-too-common');
    const both = await Promise.all([claim({ code }), claim({ code, username: 'thu.hai' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const { rows } = await database.owner.query<{ username: string }>('select username from identity."user"');
    expect(rows).toHaveLength(1);
    const { cookie } = await signIn(rows[0]?.username ?? '');
    const session = await sessionOf({ cookie });
    expect([session.awaitsAdministrator, session.post?.role, session.screens]).toEqual([
      false,
      'administrator',
      ['units', 'accounts', 'audit'],
    ]);
    expect(await audits('identity.claimAdministrator')).toHaveLength(1);
  });

  it('keeps one key for its sessions, unless it is given one', async () => {
    await database.owner.query(`delete from kernel.instance where key = 'secret'`);
    const made = await instanceSecret(database.owner);
    expect(made.length).toBeGreaterThanOrEqual(43);
    expect(await instanceSecret(database.owner)).toBe(made);
    expect(await instanceSecret(database.owner, secret)).toBe(secret);
    await expect(instanceSecret(database.owner, 'ngan')).rejects.toThrow(/32/);
  });

  it('tells the sign-ins of a demonstration only where one was loaded', async () => {
    expect((await ask('GET', '/api/demo-sign-ins')).json).toEqual([]);
    const one = {
      username: 'xa',
      password,
      title: { vi: 'Cán bộ', en: 'Officer' },
      place: 'Xã',
      role: 'officer',
      line: 'police',
    };
    await database.owner.query(`insert into kernel.instance values ('demo_sign_ins', $1)`, [JSON.stringify([one])]);
    expect((await ask('GET', '/api/demo-sign-ins')).json).toEqual([one]);
    expect((await sessionOf({})).demonstration).toBe(true);
  });
});
