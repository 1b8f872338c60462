/** Who reads which entries of the audit, and how they are found, on the real application. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signHead } from '../kernel/audit-head.ts';
import { auditKey } from '../kernel/audit-key.ts';
import { type CastName, castCommune, castNeighbour, castProvince } from '../kernel/testing/cast.ts';
import { type TestHouse, testHouse } from '../kernel/testing/house.ts';

let house: TestHouse;
let undo: () => Promise<void>;
const units: Record<string, number> = {};
let post = 0;
let report = 0;

beforeAll(async () => {
  house = await testHouse();
  const { owner } = house.database;
  for (const code of [castProvince, castCommune, castNeighbour, '14', 'VN']) {
    const { rows } = await owner.query('select unit_id from org.unit_state where code = $1 and upper_inf(during)', [
      code,
    ]);
    units[code] = rows[0].unit_id;
  }
  const one = async (text: string): Promise<number> => (await owner.query(text)).rows[0].id;
  post = await one(
    `select p.id from identity.post p join identity."user" u on u.id = p.user_id where u.username = 'cast.commune'`,
  );
  report = await one(`select r.id from reporting.report r where r.unit_id = ${units[castCommune]} order by id limit 1`);
  // Signing in leaves entries of its own: everybody is in before the first entry that is looked for.
  for (const name of [
    'inspector',
    'administrator',
    'operator',
    'commune',
    'partner',
    'province',
    'head',
    'centre',
  ] as const)
    await house.as(name);
  await owner.query('delete from kernel.audit');
  await owner.query('delete from kernel.audit_chain');
  const leave = (minute: number, unit: string | null, action: string, subject: string, more: string) =>
    owner.query(
      `insert into kernel.audit (at, request_id, user_id, post_id, unit_id, action, subject, before, after)
       values (timestamptz '2026-11-20 01:00Z' + $1 * interval '1 hour', 'r', ${more})`
        .replace('$UNIT', '$2')
        .replace('$ACTION', '$3')
        .replace('$SUBJECT', '$4'),
      [minute, unit === null ? null : units[unit], action, subject],
    );
  const values = (who: string, before: string, after: string) =>
    `${who}, $UNIT, $ACTION, $SUBJECT, ${before}, ${after}`;
  await leave(
    0,
    castCommune,
    'reporting.submitReport',
    `report:${report}`,
    values(
      `'u', ${post}`,
      'null',
      `'{"outreach_sessions": {"value": 7, "precision": "exact", "kind": "own", "note": "=1+1"}}'`,
    ),
  );
  await leave(
    1,
    castNeighbour,
    'reporting.returnReport',
    'report:999999',
    values(`'system', null`, 'null', `'{"reason": "Còn thiếu 100% số liệu"}'`),
  );
  await leave(2, '14', 'reporting.submitReport', 'report:999998', values(`'u', null`, 'null', 'null'));
  await leave(3, castProvince, 'identity.createAccount', 'user:nobody', values(`'u', null`, 'null', 'null'));
  await leave(4, null, 'identity.signInRefused', 'user:unknown', values('null, null', 'null', 'null'));
  await leave(20, castCommune, 'org.tagUnit', 'area-tag:1', values(`'system', null`, 'null', `'{"tag": "border"}'`));
});
afterAll(() => house.close());
beforeEach(async () => {
  undo = await house.begin();
});
afterEach(() => undo());

type Entry = {
  id: number;
  action: string;
  subject: { vi: string };
  by: { kind: string; title: { vi: string } };
  unit: { fullName: string } | null;
  seal: { seq: number } | null;
};
const search = async (name: CastName, query = '') => {
  const answer = await (await house.as(name))('GET', `/api/audit${query}`);
  return {
    status: answer.status,
    entries: (answer.body['entries'] ?? []) as Entry[],
    next: answer.body['next'] as number | null,
  };
};
const found = async (name: CastName, query = '') => (await search(name, query)).entries.map(({ action }) => action);

describe('reading the audit', () => {
  it('asks for a session, and does not exist for those who are not in charge', async () => {
    expect((await (await house.as(null))('GET', '/api/audit')).status).toBe(401);
    for (const name of ['commune', 'partner', 'province', 'head', 'centre', 'operator'] as const)
      expect((await search(name)).status, name).toBe(404);
  });

  it('shows an inspector the entries of the subtree, newest first', async () => {
    expect(await found('inspector')).toEqual([
      'org.tagUnit',
      'identity.createAccount',
      'reporting.returnReport',
      'reporting.submitReport',
    ]);
  });

  it('shows an administrator what was done to accounts and posts of the subtree', async () => {
    expect(await found('administrator')).toEqual(['identity.createAccount']);
  });

  it('says who by post, what by name, and how the entry is sealed', async () => {
    const { entries } = await search('inspector');
    expect(entries.at(-1)).toMatchObject({
      subject: { vi: expect.stringMatching(/^Báo cáo TH01, /) },
      by: { kind: 'post', title: { vi: expect.stringMatching(/^Cán bộ tổng hợp, Công an /) } },
      unit: { fullName: expect.stringMatching(/Phong Nha/) },
      seal: { seq: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(entries[0]?.by).toMatchObject({ kind: 'program', title: { vi: 'Hệ thống' } });
    expect(JSON.stringify(entries)).not.toContain('cast.');
  });
});

describe('finding entries', () => {
  it.each([
    ['by action', '?action=reporting.submitReport', ['reporting.submitReport']],
    ['by the words of an action, without accents', '?q=duyet tra lai', []],
    ['by the words of an action', `?q=${encodeURIComponent('trả lại')}`, ['reporting.returnReport']],
    ['by the words of an action without accents', '?q=tra%20lai', ['reporting.returnReport']],
    ['by what was written', `?q=${encodeURIComponent('Còn thiếu 100%')}`, ['reporting.returnReport']],
    ['a percent sign is a percent sign', `?q=${encodeURIComponent('thiếu %liệu')}`, []],
    ['by the name of a unit', '?q=phong%20nha', ['org.tagUnit', 'reporting.submitReport']],
    ['from a day, by the clock of Vietnam', '?from=2026-11-21', ['org.tagUnit']],
    ['by what they are about', '?about=identity', ['identity.createAccount']],
    ['to a day', '?to=2026-11-20&action=org.tagUnit', []],
  ])('%s', async (_, query, actions) => {
    expect(await found('inspector', query)).toEqual(actions);
  });

  it('by a unit with everything below it, and by post', async () => {
    expect(await found('inspector', `?unit=${units[castProvince]}`)).toHaveLength(4);
    expect(await found('inspector', `?unit=${units[castCommune]}`)).toEqual(['org.tagUnit', 'reporting.submitReport']);
    expect(await found('inspector', `?unit=${units['14']}`)).toEqual([]);
    expect(await found('inspector', `?post=${post}`)).toEqual(['reporting.submitReport']);
  });

  it('page by page, without a gap and without a repetition', async () => {
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 9; page += 1) {
      const { entries, next } = await search('inspector', `?limit=1${after}`);
      seen.push(...entries.map(({ action }) => action));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(seen).toEqual(await found('inspector'));
  });

  it('refuses what is no filter', async () => {
    for (const query of ['?action=drop%20table', '?unit=0', '?from=yesterday', '?limit=9999', '?after=x'])
      expect((await search('inspector', query)).status, query).toBe(400);
  });
});

describe('the export', () => {
  it('holds what was found, with cells that no spreadsheet takes for formulas', async () => {
    const answer = await (await house.as('inspector'))('POST', '/api/audit/export?q=phong%20nha');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toContain('nhat-ky-2026-11-22.csv');
    const [head, first, second, end] = answer.text.split('\r\n');
    expect(head).toBe('\uFEFFThời gian,Việc,Mã việc,Đối tượng,Đơn vị,Người làm,Trước,Sau,Số thứ tự,Mã niêm');
    expect(first).toMatch(/^21\/11\/2026 04:00,Gắn loại địa bàn,org\.tagUnit,/);
    expect(second).toContain('7 · =1+1');
    expect(end).toBe('');
    expect((await search('inspector', '?action=audit.exportAudit')).entries).toMatchObject([
      { action: 'audit.exportAudit', by: { kind: 'post' }, after: { q: 'phong nha', entries: 2, isCut: false } },
    ]);
    expect((await (await house.as('province'))('POST', '/api/audit/export')).status).toBe(404);
  });
});

describe('heads', () => {
  it('stand open to everybody, and the state of the seals to those in charge and the operator', async () => {
    expect((await (await house.as(null))('GET', '/api/audit/head')).body).toEqual({ head: null });
    const folder = mkdtempSync(join(tmpdir(), 'audit-'));
    const head = await signHead(
      house.database.owner,
      auditKey(join(folder, 'key.pem')),
      new Date('2026-11-22T00:00:00Z'),
    );
    rmSync(folder, { recursive: true });
    expect((await (await house.as(null))('GET', '/api/audit/head')).body).toEqual({ head });
    for (const name of ['inspector', 'administrator', 'operator'] as const)
      expect((await (await house.as(name))('GET', '/api/audit/state')).body, name).toEqual({ head, verified: null });
    expect((await (await house.as('province'))('GET', '/api/audit/state')).status).toBe(404);
  });
});

describe('what the library of the sign-ins writes', () => {
  it('reaches the audit at the unit of the account, by the names of columns and never by what stands in them', async () => {
    const { owner } = house.database;
    const before = (await owner.query('select coalesce(max(id), 0) as id from kernel.audit')).rows[0].id;
    await owner.query(
      `update identity.account set password = 'secret-hash' where "userId" = (select id from identity."user" where username = 'cast.otherprovince' or username = 'cast.other-province')`,
    );
    await owner.query(`update identity.account set "updatedAt" = now()`);
    await owner.query(
      `insert into identity.session (id, "expiresAt", token, "userId") select 's-1', now(), 'secret-token', id from identity."user" where username = 'cast.commune'`,
    );
    await owner.query(`delete from identity.session where id = 's-1'`);
    const { rows } = await owner.query(
      'select action, unit_id, subject, before, after, seq from kernel.audit where id > $1 order by id',
      [before],
    );
    expect(rows).toMatchObject([
      { action: 'identity.credentialChanged', unit_id: units['14'], after: { columns: ['password'] } },
      { action: 'identity.sessionOpened', unit_id: units[castCommune], after: { session: 's-1' } },
      { action: 'identity.sessionEnded', unit_id: units[castCommune], after: { session: 's-1' } },
    ]);
    expect(rows.every(({ seq }) => seq !== null)).toBe(true);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });
});
