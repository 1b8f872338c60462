import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { castCommune, castNow, castPassword } from '../../kernel/testing/cast.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

const DAY = 86_400_000;
const chosen = 'bốn mùa qua sông Gianh';

let door: TestDoor;
let made = 0;
const body: Record<string, number> = {};
beforeAll(async () => {
  door = await openDoor();
  const { rows } = await door.database.owner.query<{ id: number; code: string; kind: string }>(
    'select b.id, s.code, b.kind from org.body b join org.unit_state s on s.unit_id = b.unit_id and upper_inf(s.during)',
  );
  for (const { id, code, kind } of rows) body[`${kind} ${code}`] = id;
});
afterAll(() => door.close());
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: castNow }));
afterEach(async () => {
  vi.useRealTimers();
  await door.database.owner.query('delete from identity.attempt');
});

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const administrator = async (): Promise<TestBrowser> => {
  const browser = door.browser();
  await browser.signIn('administrator');
  return browser;
};
const newAccount = async (by: TestBrowser, more: object = {}) => {
  made += 1;
  const order = { role: 'officer', bodyId: body[`police ${castCommune}`], startsOn: '2026-11-01' };
  const { body: given } = await by.ask('POST', '/api/accounts', { username: `moi.${made}`, ...order, ...more });
  return given as { username: string; code: string; validUntil: string };
};
const enrol = (username: string, code: string, password = chosen) =>
  door.browser().ask('POST', '/api/enrolment', { username, code, password });
const enter = (browser: TestBrowser, username: string, password = chosen) =>
  browser.ask('POST', '/api/session', { username, password });

describe('coming in with a one-time code', () => {
  it('sets the password, once, and is kept in the audit', async () => {
    const { username, code } = await newAccount(await administrator());
    await door.audits();
    expect((await enrol(username, code)).status).toBe(200);
    expect(await door.audits()).toContain('identity.enrol');
    expect((await enter(door.browser(), username)).status).toBe(200);
    expect((await enrol(username, code, 'mùa nước nổi ở miền Tây')).code).toBe('identity.code-not-valid');
    expect((await enter(door.browser(), username)).status).toBe(200);
  });

  it('takes the code as it is read aloud: capitals and blanks do not matter', async () => {
    const { username, code } = await newAccount(await administrator());
    expect((await enrol(username, code.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
  });

  it('answers a wrong code, another account’s code and a name that nobody has all alike', async () => {
    const by = await administrator();
    const [one, other] = [await newAccount(by), await newAccount(by)];
    const answers = [
      await enrol(one.username, 'aaaa-bbbb-cccc-dddd'),
      await enrol(one.username, other.code),
      await enrol('khong.co.ai', one.code),
    ];
    for (const { status, code, body: said } of answers)
      expect([status, code, said['says']]).toEqual([403, 'identity.code-not-valid', answers[0]?.body['says']]);
  });

  it('refuses a code after its last day, and takes it on that day', async () => {
    const by = await administrator();
    const [late, inTime] = [await newAccount(by), await newAccount(by)];
    expect(inTime.validUntil).toBe('2026-12-22');
    later(30 * DAY);
    expect((await enrol(inTime.username, inTime.code)).status).toBe(200);
    later(DAY);
    expect((await enrol(late.username, late.code)).code).toBe('identity.code-not-valid');
  });

  it('refuses a password that is guessed first, and leaves the code in force', async () => {
    const { username, code } = await newAccount(await administrator());
    expect((await enrol(username, code, 'Password2026!')).code).toBe('identity.password-too-common');
    expect((await enrol(username, code, 'ngan')).code).toBe('kernel.bad-input');
    expect((await enrol(username, code)).status).toBe(200);
  });

  it('is refused for a while after five wrong codes', async () => {
    const { username, code } = await newAccount(await administrator());
    const browser = door.browser();
    const tried = (given: string) => browser.ask('POST', '/api/enrolment', { username, code: given, password: chosen });
    for (let n = 0; n < 5; n += 1) await tried('aaaa-bbbb-cccc-dddd');
    expect((await tried(code)).code).toBe('identity.too-many-attempts');
    later(16 * 60_000);
    expect((await tried(code)).status).toBe(200);
  });

  it('takes the same code only once, however many come with it at the same moment', async () => {
    const { username, code } = await newAccount(await administrator());
    const all = await Promise.all([1, 2, 3].map(() => enrol(username, code)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });
});

describe('beginning an account anew', () => {
  const reset = (by: TestBrowser, username: string) => by.ask('POST', `/api/accounts/${username}/reset`);

  it('does not exist for who does not administer, nor for accounts outside the subtree', async () => {
    const officer = door.browser();
    await officer.signIn('province');
    expect((await reset(officer, 'cast.commune')).code).toBe('kernel.not-found');
    expect((await reset(await administrator(), 'cast.other-province')).code).toBe('kernel.not-found');
    expect((await reset(await administrator(), 'khong.co.ai')).code).toBe('kernel.not-found');
    expect((await reset(door.browser(), 'cast.commune')).code).toBe('kernel.not-signed-in');
  });

  it('asks who one is once more, ten minutes after the password', async () => {
    const by = await administrator();
    const { username } = await newAccount(by);
    later(11 * 60_000);
    expect((await reset(by, username)).code).toBe('kernel.confirm-again');
    expect((await by.ask('POST', '/api/my/confirmation', { password: castPassword })).status).toBe(200);
    expect((await reset(by, username)).status).toBe(200);
  });

  it('is left to the level above for who also holds a post outside the subtree', async () => {
    const by = await administrator();
    const { username, code } = await newAccount(by);
    await enrol(username, code);
    await door.database.owner.query(
      `insert into identity.post (user_id, role, body_id, during)
       select id, 'officer', $2, '[2026-11-01,)' from identity."user" where username = $1`,
      [username, body['police 14']],
    );
    expect((await reset(by, username)).code).toBe('identity.posts-elsewhere');
    expect((await enter(door.browser(), username)).status).toBe(200);
    await door.database.owner.query(
      `update identity.post set during = '[2026-11-01,2026-11-22]', ended_at = '2026-11-22T01:00:00Z' where body_id = $1
       and user_id = (select id from identity."user" where username = $2)`,
      [body['police 14'], username],
    );
    expect((await reset(by, username)).status).toBe(200);
  });

  it('ends password, sessions and keys for programs, and gives a new code', async () => {
    const by = await administrator();
    const { username, code } = await newAccount(by);
    await enrol(username, code);
    const officer = door.browser();
    await enter(officer, username);
    const key = await officer.ask('POST', '/api/my/tokens', {
      label: 'phần mềm',
      scope: 'read',
      expiresOn: '2026-12-31',
    });
    const byKey = async () =>
      (
        await door.app.inject({
          url: '/api/my-work',
          headers: { authorization: `Bearer ${String(key.body['token'])}` },
        })
      ).statusCode;
    expect(await byKey()).toBe(200);
    await door.audits();
    const { status, body: given } = await reset(by, username);
    expect([status, given['username']]).toEqual([200, username]);
    expect(await door.audits()).toContain('identity.resetAccount');
    expect((await officer.ask('GET', '/api/my-work')).code).toBe('kernel.not-signed-in');
    expect(await byKey()).toBe(401);
    expect((await enter(door.browser(), username)).code).toBe('identity.wrong-password');
    expect((await enrol(username, code)).code).toBe('identity.code-not-valid');
    expect((await enrol(username, String(given['code']), 'mùa nước nổi ở miền Tây')).status).toBe(200);
    expect((await enter(door.browser(), username, 'mùa nước nổi ở miền Tây')).status).toBe(200);
  });
});

describe('giving an account one more post', () => {
  const give = (by: TestBrowser, username: string, more: object = {}) =>
    by.ask('POST', `/api/accounts/${username}/posts`, {
      ...{ role: 'head', bodyId: body['committee 44'], startsOn: '2026-11-22' },
      ...more,
    });

  it('does not exist for others, for accounts outside the subtree and for bodies outside of it', async () => {
    const officer = door.browser();
    await officer.signIn('province');
    const by = await administrator();
    expect((await give(officer, 'cast.commune')).code).toBe('kernel.not-found');
    expect((await give(by, 'cast.other-province')).code).toBe('kernel.not-found');
    expect((await give(by, 'cast.commune', { bodyId: body['police 14'] })).code).toBe('kernel.not-found');
  });

  it('asks for the decision of who is acting, who must be a head, and for dates in order', async () => {
    const by = await administrator();
    expect((await give(by, 'cast.province', { acting: true })).code).toBe('identity.acting-needs-basis');
    const officer = { role: 'officer', bodyId: body['police 44'], acting: true, basis: 'QĐ 12/QĐ-UBND' };
    expect((await give(by, 'cast.commune', officer)).code).toBe('identity.role-not-at-body');
    expect((await give(by, 'cast.province', { endsOn: '2026-11-21' })).code).toBe('identity.ends-outside-term');
    expect((await give(by, 'cast.province', { role: 'operator' })).code).toBe('identity.role-not-at-body');
  });

  it('makes an acting head, refuses the same post twice, and is kept in the audit', async () => {
    const by = await administrator();
    await door.audits();
    const acting = { acting: true, basis: 'Quyết định 12/QĐ-UBND ngày 20/11/2026' };
    expect((await give(by, 'cast.province', acting)).status).toBe(200);
    expect(await door.audits()).toContain('identity.givePost');
    expect((await give(by, 'cast.province')).code).toBe('identity.post-overlaps');
    const session = door.browser();
    await session.signIn('province');
    const { body: known } = await session.ask('GET', '/api/session');
    expect(known['posts']).toMatchObject([{ held: 'own' }, { held: 'acting', title: { vi: 'Quyền Trưởng ban' } }]);
  });
});

describe('the own account of an administrator', () => {
  const own = '/api/accounts/cast.administrator';

  it('is given no post, bound to no sign-on and not begun anew by its holder', async () => {
    const by = await administrator();
    const post = { role: 'head', bodyId: body['committee 44'], startsOn: '2026-11-22' };
    for (const [method, url, given] of [
      ['POST', `${own}/posts`, post],
      ['POST', `${own}/reset`, undefined],
      ['PUT', `${own}/sign-on`, { subject: null }],
    ] as const) {
      const { status, code } = await by.ask(method, url, given);
      expect([url, status, code]).toEqual([url, 403, 'identity.not-for-oneself']);
    }
  });

  it('gives and ends posts and opens accounts only after saying once more who sits there', async () => {
    const by = await administrator();
    const { body: listed } = await by.ask('GET', '/api/accounts?q=cast.commune');
    const postId = (listed as unknown as { posts: { id: number }[] }[])[0]?.posts[0]?.id;
    later(11 * 60_000);
    const order = { role: 'officer', bodyId: body['police 44'], startsOn: '2026-11-22' };
    for (const [url, given] of [
      ['/api/accounts', { username: 'khong.mo', ...order }],
      ['/api/accounts/cast.commune/posts', order],
      [`/api/posts/${postId}/end`, { endsOn: '2026-12-31' }],
    ] as const)
      expect([url, (await by.ask('POST', url, given)).code]).toEqual([url, 'kernel.confirm-again']);
  });

  it('is listed with what its holder cannot do to it, by the same rules', async () => {
    const by = await administrator();
    type Listed = {
      username: string;
      whyNot: Record<string, { code: string } | null>;
      posts: { whyNot: { endPost: { code: string } | null } }[];
    };
    const listed = (await by.ask('GET', '/api/accounts')).body as unknown as Listed[];
    const codes = (username: string) =>
      Object.entries(listed.find((one) => one.username === username)?.whyNot ?? {}).map(([act, why]) =>
        `${act} ${why?.code ?? ''}`.trim(),
      );
    const oneself = ['givePost', 'resetAccount', 'bindSignOn'].map((act) => `${act} identity.not-for-oneself`);
    expect(codes('cast.administrator')).toEqual(oneself);
    expect(codes('cast.commune')).toEqual(['givePost', 'resetAccount', 'bindSignOn']);
    const { username, code } = await newAccount(by);
    await enrol(username, code);
    await door.database.owner.query(
      `insert into identity.post (user_id, role, body_id, during)
       select id, 'officer', $2, '[2026-11-01,)' from identity."user" where username = $1`,
      [username, body['police 14']],
    );
    await door.database.owner.query(
      `update identity.post set during = '[2026-11-01,2026-11-20)' where body_id = $2
       and user_id = (select id from identity."user" where username = $1)`,
      [username, body[`police ${castCommune}`]],
    );
    const [one] = (await by.ask('GET', `/api/accounts?q=${username}`)).body as unknown as (Listed & {
      posts: { id: number }[];
    })[];
    expect(Object.values(one?.whyNot ?? {}).map((why) => why?.code)).toEqual([
      undefined,
      'identity.posts-elsewhere',
      'identity.posts-elsewhere',
    ]);
    expect(one?.posts[0]?.whyNot.endPost?.code).toBe('identity.post-over');
    expect((await by.ask('POST', `/api/posts/${one?.posts[0]?.id}/end`, { endsOn: '2026-11-10' })).code).toBe(
      'identity.post-over',
    );
  });
});
