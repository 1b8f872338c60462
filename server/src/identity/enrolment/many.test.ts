import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAs } from '../../kernel/ask.ts';
import { castNow, castPassword, castProvince } from '../../kernel/testing/cast.ts';
import { openAccount } from '../accounts/actions.ts';
import { givePost } from '../actions.ts';
import { systemActor } from '../rules.ts';
import { openDoor, type TestBrowser, type TestDoor } from '../testing/browsers.ts';

let door: TestDoor;
const unit: Record<string, number> = {};
beforeAll(async () => {
  door = await openDoor();
  const { rows } = await door.database.owner.query<{ id: number; code: string }>(
    `select unit_id as id, code from org.unit_state where code in ('VN', '14', $1) and upper_inf(during)`,
    [castProvince],
  );
  for (const { id, code } of rows) unit[code] = id;
  await askAs(
    { transact: door.database.transact, clock: () => castNow },
    systemActor(unit['VN'] ?? 0),
    'test',
    async ({ tx }) => {
      const userId = await openAccount(tx, { username: 'quantri.trunguong', password: castPassword });
      const { rows: bodies } = await door.database.owner.query<{ id: number }>(
        `select id from org.body where unit_id = $1 and kind = 'police'`,
        [unit['VN']],
      );
      await givePost(tx, { userId, role: 'administrator', bodyId: bodies[0]?.id ?? 0, startsOn: null });
    },
  );
});
afterAll(() => door.close());
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: castNow }));
afterEach(() => vi.useRealTimers());

type Slip = {
  username: string;
  code: string;
  unit: string;
  superior: string;
  body: { vi: string };
  title: { vi: string };
};
type Preview = { toOpen: { username: string; unit: { code: string } }[]; alreadyThere: number; notEnrolled: number };

const ofProvince = async (): Promise<TestBrowser> => {
  const browser = door.browser();
  await browser.signIn('administrator');
  return browser;
};
const ofCentre = async (): Promise<TestBrowser> => {
  const browser = door.browser();
  await browser.ask('POST', '/api/session', { username: 'quantri.trunguong', password: castPassword });
  return browser;
};
const communes = (below = unit[castProvince], more: object = {}) => ({
  ...{ below, level: 'commune', kind: 'police', role: 'officer' },
  ...more,
});
const preview = async (by: TestBrowser, order: object) => {
  const query = new URLSearchParams(Object.entries(order).map(([name, value]) => [name, String(value)]));
  return by.ask('GET', `/api/accounts/many?${query}`);
};
const open = (by: TestBrowser, order: object) =>
  by.ask('POST', '/api/accounts/many', { ...order, startsOn: '2026-11-22' });
const renew = (by: TestBrowser, order: object) => by.ask('POST', '/api/accounts/many/codes', order);
const counted = async (table: string): Promise<number> =>
  Number((await door.database.owner.query(`select count(*) from ${table}`)).rows[0].count);

describe('accounts for many units', () => {
  it('do not exist for who does not administer, nor outside the subtree', async () => {
    const officer = door.browser();
    await officer.signIn('province');
    expect((await preview(officer, communes())).code).toBe('kernel.not-found');
    expect((await open(officer, communes())).code).toBe('kernel.not-found');
    for (const below of [unit['14'], unit['VN'], 999_999]) {
      expect((await preview(await ofProvince(), communes(below))).code).toBe('kernel.not-found');
      expect((await open(await ofProvince(), communes(below))).code).toBe('kernel.not-found');
    }
  });

  it('are not opened for posts that the body does not have', async () => {
    const by = await ofProvince();
    expect((await preview(by, communes(unit[castProvince], { role: 'operator' }))).code).toBe(
      'identity.role-not-at-body',
    );
    expect((await open(by, communes(unit[castProvince], { kind: 'women', role: 'inspector' }))).code).toBe(
      'identity.role-not-at-body',
    );
    expect((await open(by, communes(unit[castProvince], { kind: 'nobles' }))).code).toBe('kernel.bad-input');
  });

  it('are only shown by the preview', async () => {
    const before = await counted('identity."user"');
    const { body } = await preview(await ofProvince(), communes());
    const { toOpen, alreadyThere } = body as unknown as Preview;
    // 78 communes since 01/07/2025; two of them have an officer in the cast.
    expect([toOpen.length, alreadyThere]).toEqual([76, 2]);
    expect(toOpen.map(({ username }) => username)).toContain('dongha.quangtri');
    expect(new Set(toOpen.map(({ username }) => username)).size).toBe(76);
    expect(await counted('identity."user"')).toBe(before);
  });

  it('open with a slip for each, a code that works, and one entry of the audit each', async () => {
    await door.audits();
    const { status, body } = await open(await ofProvince(), communes());
    const slips = body['slips'] as Slip[];
    expect([status, slips.length, body['validUntil']]).toEqual([200, 76, '2026-12-22']);
    expect((await door.audits()).filter((action) => action === 'identity.createAccounts')).toHaveLength(76);
    expect(slips.find(({ username }) => username === 'dongha.quangtri')).toMatchObject({
      unit: 'Phường Đông Hà',
      superior: 'Tỉnh Quảng Trị',
      body: { vi: 'Công an phường Đông Hà' },
      title: { vi: 'Cán bộ tổng hợp' },
    });
    const [{ username, code } = { username: '', code: '' }] = slips;
    const password = 'bốn mùa qua sông Gianh';
    expect((await door.browser().ask('POST', '/api/enrolment', { username, code, password })).status).toBe(200);
    const officer = door.browser();
    await officer.ask('POST', '/api/session', { username, password });
    expect((await officer.ask('GET', '/api/my-work')).status).toBe(200);
    expect(JSON.stringify((await door.database.owner.query('select * from kernel.audit')).rows)).not.toContain(code);
  });

  it('are not opened twice', async () => {
    const by = await ofProvince();
    const { body } = await preview(by, communes());
    expect(body).toEqual({ toOpen: [], alreadyThere: 78, notEnrolled: 75 });
    expect((await open(by, communes())).code).toBe('identity.nobody-to-open');
  });

  it('get new codes, all that nobody has come into, when the answer with the first ones was lost', async () => {
    const by = await ofProvince();
    await door.audits();
    const { status, body } = await renew(by, communes());
    const slips = body['slips'] as Slip[];
    // 76 were opened, one of them has come in; the two of the cast have passwords.
    expect([status, slips.length, body['validUntil']]).toEqual([200, 75, '2026-12-22']);
    expect((await door.audits()).filter((action) => action === 'identity.renewCodes')).toHaveLength(75);
    expect(slips.find(({ username }) => username === 'dongha.quangtri')).toMatchObject({
      unit: 'Phường Đông Hà',
      superior: 'Tỉnh Quảng Trị',
      body: { vi: 'Công an phường Đông Hà' },
      title: { vi: 'Cán bộ tổng hợp' },
    });
    const again = (await renew(by, { ...communes(), daysValid: 7 })).body as unknown as { slips: Slip[] };
    const [{ username, code: old } = { username: '', code: '' }] = slips;
    const code = again.slips.find((each) => each.username === username)?.code ?? '';
    const password = 'bốn mùa qua sông Gianh';
    const enrol = (given: string) => door.browser().ask('POST', '/api/enrolment', { username, code: given, password });
    expect((await enrol(old)).code).toBe('identity.code-not-valid');
    expect((await enrol(code)).status).toBe(200);
    expect((await preview(by, communes())).body).toMatchObject({ notEnrolled: 74 });
    expect(((await renew(by, communes())).body['slips'] as Slip[]).map((each) => each.username)).not.toContain(
      username,
    );
  });

  it('get no new codes from below or beside, for who also holds a post elsewhere, or where all have come in', async () => {
    const officer = door.browser();
    await officer.signIn('province');
    expect((await renew(officer, communes())).code).toBe('kernel.not-found');
    const by = await ofProvince();
    expect((await renew(by, communes(unit['14']))).code).toBe('kernel.not-found');
    expect((await renew(by, communes(unit[castProvince], { kind: 'veterans' }))).code).toBe('identity.nobody-waiting');
    await door.database.owner.query(
      `insert into identity.post (user_id, role, body_id, during) select u.id, 'officer', b.id, '[2026-11-01,)'
       from identity."user" u, org.body b where u.username = 'dongha.quangtri' and b.kind = 'police' and b.unit_id = $1`,
      [unit['14']],
    );
    const { slips } = (await renew(by, communes())).body as unknown as { slips: Slip[] };
    expect([slips.length, slips.some(({ username }) => username === 'dongha.quangtri')]).toEqual([73, false]);
  });

  it('found the bodies they stand at, in their own subtree only', async () => {
    const bodies = await counted('org.body');
    const { body } = await open(await ofProvince(), communes(unit[castProvince], { kind: 'women' }));
    const slips = body['slips'] as Slip[];
    expect(slips.find(({ username }) => username === 'phunu.dongha.quangtri')?.body.vi).toBe(
      'Hội Liên hiệp Phụ nữ phường Đông Hà',
    );
    expect(await counted('org.body')).toBe(bodies + 78);
    const grab = askAs(
      { transact: door.database.transact, clock: () => castNow },
      { ...systemActor(unit[castProvince] ?? 0), allUnits: false },
      'test',
      async ({ tx }) =>
        tx
          .insertInto('org.body')
          .values({ unitId: unit['14'] ?? 0, kind: 'farmers', line: 'farmers', name: '{}', standing: false })
          .execute(),
    );
    await expect(grab).rejects.toThrow(/row-level security/);
  });

  it('open for every commune of the country at once, each under a name of its own', async () => {
    const order = communes(unit['VN'], { kind: 'front' });
    const { body } = await open(await ofCentre(), order);
    const slips = body['slips'] as Slip[];
    // 3,321 communes, less the one with an officer of the front in the cast.
    expect(slips).toHaveLength(3320);
    expect(new Set(slips.map(({ username }) => username)).size).toBe(3320);
    expect(slips.every(({ username }) => /^[a-z0-9._-]{3,60}$/.test(username))).toBe(true);
  });
});
