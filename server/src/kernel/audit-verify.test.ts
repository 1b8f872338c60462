/** Tampering with the audit in SQL, as somebody who owns the database, and what is told of it. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renewAuditKey, renewHeadsFile, signAuditHead, signHead } from './audit-head.ts';
import { type AuditPlaces, auditKey } from './audit-key.ts';
import { auditFaults, checkAudit, ownWitness, sayAuditFault, witnessIn } from './audit-verify.ts';
import { inside } from './backup/inside.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let database: TestDatabase;
let app: pg.Client;
let folder: string;
let places: AuditPlaces;
const clock = () => new Date('2026-11-22T05:00:00Z');

beforeAll(async () => {
  database = await testDatabase('ground');
  await database.owner.query(`
    insert into org.change_set (title, source_hash, applied_at) values ('{}', 'test', now());
    insert into org.unit (level) values ('nation'), ('province'), ('commune');
    insert into org.unit_state (unit_id, code, name, full_name, folded, type, during, change_set_id)
      select u.id, u.id::text, n, n, n, 'x', '(,)', c.id from org.unit u
      join unnest(array['Nước', 'Tỉnh Đông', 'Xã Tây']) with ordinality as t (n, i) on t.i = u.id, org.change_set c`);
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.close();
});

/** Entries of the commune (3), the province (2) and of no unit, as the runtime role leaves them. */
const leave = async (units: readonly (number | null)[]): Promise<void> => {
  await app.query(
    `insert into kernel.audit (at, request_id, unit_id, action, subject, before, after)
     select timestamptz '2026-11-22 04:00Z' + i * interval '1 minute', 'r', u, 'reporting.submitReport', 'report:' || i, '{"a": 1.50}', '{"a": 2}'
     from unnest($1::integer[]) with ordinality as t (u, i)`,
    [units],
  );
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  places = { key: join(folder, 'audit-key.pem'), heads: join(folder, 'audit-heads.jsonl') };
  await leave([3, 3, 2, 3, null, 3, 2, 3]);
});
afterEach(async () => {
  await database.owner.query('truncate kernel.audit_head_leaf, kernel.audit_head, kernel.audit, kernel.audit_chain');
  rmSync(folder, { recursive: true });
});

const told = async () => (await auditFaults(database.owner, ownWitness(places))).faults.map(sayAuditFault);
const tamper = (text: string) => database.owner.query(text);
/** Seals a chain anew from one place on, as somebody would who knows how it is done. */
const reseal = async (unit: number, from: number): Promise<void> => {
  const { rows } = await tamper(
    `select id, seq from kernel.audit where chain = ${unit} and seq >= ${from} order by seq`,
  );
  for (const { id } of rows)
    await tamper(`
      update kernel.audit a set prev = coalesce(b.hash, ''), hash = kernel.audit_hash(coalesce(b.hash, ''), kernel.audit_text(a, a.seq))
      from (select 1) one left join kernel.audit b on b.chain = ${unit} and b.seq = (select seq - 1 from kernel.audit where id = ${id})
      where a.id = ${id}`);
  await tamper(`
    update kernel.audit_chain c set seq = a.seq, hash = a.hash from kernel.audit a
    where c.unit = ${unit} and a.chain = ${unit} and a.seq = (select max(seq) from kernel.audit where chain = ${unit})`);
};

describe('whole chains', () => {
  it('hold every entry, also those of one commit on several chains, and have no fault', async () => {
    await signAuditHead({ ownerUrl: database.ownerUrl, clock }, places);
    expect(await auditFaults(database.owner, ownWitness(places))).toEqual({
      chains: 3,
      entries: 8,
      heads: 1,
      faults: [],
    });
    const { rows } = await tamper(
      'select chain, array_agg(seq::integer order by id) as seqs from kernel.audit group by 1 order by 1',
    );
    expect(rows).toEqual([
      { chain: 0, seqs: [1] },
      { chain: 2, seqs: [1, 2] },
      { chain: 3, seqs: [1, 2, 3, 4, 5] },
    ]);
  });

  it('stay whole when writers meet on the same chains in opposite order', async () => {
    const other = new pg.Client({ connectionString: database.appUrl });
    await other.connect();
    const write = async (client: pg.Client, units: readonly number[]) => {
      for (let round = 0; round < 20; round += 1) {
        await client.query('begin');
        for (const unit of units)
          await client.query(
            `insert into kernel.audit (at, request_id, unit_id, action, subject) values (now(), 'r', ${unit}, 'law.act', 'x')`,
          );
        await client.query('commit');
      }
    };
    await Promise.all([write(app, [2, 3, 5]), write(other, [5, 3, 2])]);
    await other.end();
    expect(await auditFaults(database.owner)).toMatchObject({ chains: 4, entries: 128, faults: [] });
  });

  it('seal nothing that was rolled back', async () => {
    await app.query('begin');
    await leave([3, 3]);
    await app.query('set constraints all immediate');
    await app.query('rollback');
    await leave([3]);
    expect(await auditFaults(database.owner)).toMatchObject({ entries: 9, faults: [] });
  });

  it('cannot be written, cut or placed by the runtime role', async () => {
    for (const text of [
      "update kernel.audit set subject = 'x'",
      'delete from kernel.audit',
      'truncate kernel.audit',
      "insert into kernel.audit (at, request_id, action, subject, seq, prev, hash) values (now(), 'r', 'law.act', 'x', 9, '', '')",
      'update kernel.audit_chain set seq = 1',
      'call kernel.seal_entries()',
      "insert into kernel.audit_head values (1, now(), 1, 1, '', '', '', '')",
    ])
      await expect(app.query(text), text).rejects.toEqual(expect.objectContaining({ code: '42501' }));
  });
});

describe('tampering is told with the first broken link', () => {
  it.each([
    [
      'a field changed',
      'update kernel.audit set after = \'{"a": 3}\' where chain = 3 and seq = 2',
      /^Xã Tây, dòng 2, reporting\.submitReport, 2026-11-22T04:02:00\.000Z: nội dung không còn/,
    ],
    [
      'a time moved',
      "update kernel.audit set at = at + interval '1 microsecond' where chain = 3 and seq = 2",
      /dòng 2.*: nội dung/,
    ],
    [
      'a digit dropped that means nothing',
      'update kernel.audit set before = \'{"a": 1.5}\' where chain = 3 and seq = 4',
      /dòng 4.*: nội dung/,
    ],
    [
      'an entry moved to another unit',
      'update kernel.audit set unit_id = 2, seq = 3 where chain = 3 and seq = 5',
      /^Xã Tây, dòng 5, sau reporting\.submitReport, .*: phần cuối/,
    ],
    [
      'one taken out of the middle',
      'delete from kernel.audit where chain = 3 and seq = 3',
      /^Xã Tây, dòng 3, trước reporting\.submitReport, .*: một dòng đã bị lấy đi/,
    ],
    [
      'the first taken out',
      'delete from kernel.audit where chain = 3 and seq = 1',
      /dòng 1, .*: một dòng đã bị lấy đi/,
    ],
    [
      'two swapped',
      'update kernel.audit set seq = -1 where chain = 3 and seq = 2; update kernel.audit set seq = 2 where chain = 3 and seq = 3; update kernel.audit set seq = 3 where chain = 3 and seq = -1',
      /dòng 2, .*: nội dung/,
    ],
    [
      'the tail cut',
      'delete from kernel.audit where chain = 3 and seq > 3',
      /^Xã Tây, dòng 4, .*: phần cuối của chuỗi đã bị cắt/,
    ],
    [
      'a whole chain gone',
      'delete from kernel.audit where chain = 2',
      /^Tỉnh Đông, dòng 1: phần cuối của chuỗi đã bị cắt/,
    ],
    [
      'a seal taken off',
      'update kernel.audit set seq = null, prev = null, hash = null where chain = 3 and seq = 5',
      /^Xã Tây, dòng 5.*: phần cuối của chuỗi đã bị cắt/,
    ],
    ['an end forgotten', 'delete from kernel.audit_chain where unit = 3', /^Xã Tây, dòng 1, .*: chuỗi dài hơn/],
  ])('%s', async (_, text, says) => {
    expect(await told()).toEqual([]);
    await tamper(text);
    const faults = await told();
    expect(faults[0]?.vi).toMatch(says);
    expect(faults[0]?.en).not.toBe(faults[0]?.vi);
  });

  it('a changed entry sealed again: the next one does not hang on it', async () => {
    await tamper("update kernel.audit set subject = 'x' where chain = 3 and seq = 2");
    await tamper(
      'update kernel.audit a set hash = kernel.audit_hash(prev, kernel.audit_text(a, seq)) where chain = 3 and seq = 2',
    );
    expect((await told())[0]?.en).toMatch(/^Xã Tây, entry 3, .*: the entry before it was exchanged/);
  });

  it('an entry put in with the trigger switched off', async () => {
    await tamper('alter table kernel.audit disable trigger seal');
    await tamper(
      "insert into kernel.audit (at, request_id, unit_id, action, subject) values (now(), 'r', 3, 'law.act', 'x')",
    );
    await tamper('alter table kernel.audit enable trigger seal');
    expect((await told())[0]?.en).toMatch(/^Xã Tây, law\.act, .*: an entry without a seal/);
  });
});

describe('what the database does by itself is held against the migrations', () => {
  afterEach(async () => {
    const text = readFileSync(new URL('../../migrations/20261122-09-kernel-audit-chains.sql', import.meta.url), 'utf8');
    const made = /^create function kernel\.audit_text[\s\S]*?\$\$[\s\S]*?\$\$;/m.exec(text)?.[0] ?? '';
    await tamper(made.replace('create function', 'create or replace function'));
  });
  const blind = (
    all: string,
  ) => `create or replace function kernel.audit_text(entry kernel.audit, place bigint) returns text language sql stable as
    $$ select ${all} $$`;

  it('a text of entries that leaves fields out, and everything sealed anew with it', async () => {
    await tamper(blind("'x'"));
    await tamper("update kernel.audit set subject = 'report:99' where chain = 3 and seq = 2");
    await reseal(3, 1);
    const faults = await told();
    expect(faults[0]?.en).toMatch(/^Xã Tây, entry 1, .*: the entry is not what was sealed/);
    expect(faults.at(-1)?.en).toBe('the function kernel.audit_text is not the one this program made');
  });

  it.each([
    [
      'a seal switched off',
      'alter table kernel.audit disable trigger seal',
      'the trigger seal on kernel.audit is switched off',
    ],
    [
      'a seal for replicas alone',
      'alter table kernel.audit enable replica trigger seal',
      'the trigger seal on kernel.audit is switched off',
    ],
    [
      'totals that no longer follow',
      'drop trigger totals_follow_update on figures.sheet',
      'the trigger totals_follow_update on figures.sheet is gone',
    ],
    ['a function gone', 'drop function figures.hash_of(integer)', 'the function figures.hash_of is gone'],
    [
      'a trigger of somebody else',
      'create trigger mine before insert on kernel.audit for each row execute function figures.address_stays()',
      'the trigger mine on kernel.audit is not of this program',
    ],
  ])('%s', async (_, text, says) => {
    await tamper('begin');
    await tamper(text);
    const held = inside(database.owner);
    const faults = (await auditFaults(held.client, ownWitness(places))).faults.map(sayAuditFault);
    await tamper('rollback');
    expect(faults.map(({ en }) => en)).toEqual([says]);
  });
});

describe('a signed head tells what the chains alone cannot', () => {
  beforeEach(async () => {
    await signAuditHead({ ownerUrl: database.ownerUrl, clock }, places);
    await leave([3, 2]);
    await signAuditHead({ ownerUrl: database.ownerUrl, clock }, places);
    await leave([3]);
    expect(await told()).toEqual([]);
  });

  it('a tail cut with its end lowered to fit', async () => {
    await tamper('delete from kernel.audit where chain = 3 and seq >= 5');
    await reseal(3, 5);
    expect((await told())[0]?.vi).toBe(
      'Xã Tây, dòng 5, 2026-11-22T05:00:00.000Z: dòng mà bản niêm số 1 đã ký không còn nữa',
    );
  });

  it('a chain rewritten with every hash computed anew', async () => {
    await tamper("update kernel.audit set subject = 'report:99' where chain = 3 and seq = 1");
    await reseal(3, 1);
    const [first] = await told();
    expect(first?.en).toMatch(/^Xã Tây, entry 5, .*: not the entry that head 1 has signed/);
  });

  it('a chain rewritten together with what the heads hold of it', async () => {
    await tamper("update kernel.audit set subject = 'report:99' where chain = 3 and seq = 1");
    await reseal(3, 1);
    await tamper(
      'update kernel.audit_head_leaf l set hash = a.hash from kernel.audit a where a.chain = l.unit and a.seq = l.seq',
    );
    expect((await told()).map(({ en }) => en)[0]).toMatch(/^head 1 does not fit the chains/);
  });

  it('a head forged: changed, or signed again with another key', async () => {
    await tamper('update kernel.audit_head set entries = 7 where id = 1');
    expect((await told())[0]?.en).toMatch(/^the signature of head 1 is wrong/);
    await tamper('truncate kernel.audit_head_leaf, kernel.audit_head');
    await signHead(database.owner, auditKey(join(folder, 'other.pem')), clock());
    expect((await auditFaults(database.owner)).faults).toEqual([]);
    expect((await told())[0]?.en).toMatch(/^the signature of head 1 is wrong/);
  });

  it('a head taken out, told by the one after it and by the file', async () => {
    await tamper('delete from kernel.audit_head_leaf where head_id = 1; delete from kernel.audit_head where id = 1');
    expect((await told())[0]?.en).toBe('head 1 is gone from the database');
  });

  it('the last head taken out, told only by the file', async () => {
    await tamper('delete from kernel.audit_head_leaf where head_id = 2; delete from kernel.audit_head where id = 2');
    expect((await auditFaults(database.owner)).faults).toEqual([]);
    expect((await told()).map(({ en }) => en)).toEqual([expect.stringMatching(/^head 2 is gone from the database \(/)]);
  });

  it('everything written anew and signed with the true key: told by the file', async () => {
    await tamper('truncate kernel.audit_head_leaf, kernel.audit_head');
    await signHead(database.owner, auditKey(places.key), new Date('2026-11-22T06:00:00Z'));
    expect((await told())[0]?.en).toMatch(/^head 1 does not fit the chains, or the copy kept outside/);
  });
});

describe('heads', () => {
  it('are signed only when something was written since', async () => {
    const house = { ownerUrl: database.ownerUrl, clock };
    const first = await signAuditHead(house, places);
    expect(first).toMatchObject({ id: 1, chains: 3, entries: 8, prevRoot: '' });
    expect(await signAuditHead(house, places)).toBeNull();
    await leave([2]);
    expect(await signAuditHead(house, places)).toMatchObject({ id: 2, entries: 9, prevRoot: first?.root });
    expect(readFileSync(places.heads, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('are not signed with a new key while there are older ones; a new key is asked for, and the former stays trusted', async () => {
    const house = { ownerUrl: database.ownerUrl, clock };
    await signAuditHead(house, places);
    rmSync(places.key);
    await leave([2]);
    await expect(signAuditHead(house, places)).rejects.toThrow(/audit key --new/);
    expect((await tamper('select 1 from kernel.audit_head')).rowCount).toBe(1);
    const { formerFile, kept } = await renewAuditKey(database.owner, places, clock(), 'Quản trị hệ thống');
    expect(kept).toBeNull();
    expect(await signAuditHead(house, places)).toMatchObject({ id: 2 });
    expect((await told())[0]?.en).toMatch(/^the signature of head 1 is wrong, or of a key that is not trusted/);
    const trusting = ownWitness({ ...places, trusted: [formerFile ?? ''] });
    expect((await auditFaults(database.owner, trusting)).faults).toEqual([]);
    const { rows } = await tamper("select after from kernel.audit where action = 'kernel.renewAuditKey'");
    expect(rows).toMatchObject([{ after: { by: 'Quản trị hệ thống' } }]);
    const again = await renewAuditKey(database.owner, places, new Date('2026-11-23T05:00:00Z'), 'cli');
    expect(again.kept).toBe(join(folder, 'audit-key.20261123T050000Z.pem'));
    expect(statSync(again.kept ?? '').mode & 0o777).toBe(0o600);
  });

  it('are not signed beside a file of another history; after a restore a new file is begun', async () => {
    const house = { ownerUrl: database.ownerUrl, clock };
    await signAuditHead(house, places);
    await leave([2]);
    await signAuditHead(house, places);
    // An older state came back, and goes on.
    await tamper('delete from kernel.audit_head_leaf where head_id = 2; delete from kernel.audit_head where id = 2');
    await leave([3]);
    const before = readFileSync(places.heads, 'utf8');
    await expect(signAuditHead(house, places)).rejects.toThrow(/holds head 2, which this database has not.*--new-file/);
    expect(readFileSync(places.heads, 'utf8')).toBe(before);
    const kept = await renewHeadsFile(database.owner, places, clock(), 'cli');
    expect(kept).toBe(join(folder, 'audit-heads.20261122T050000Z.jsonl'));
    expect(await signAuditHead(house, places)).toMatchObject({ id: 2 });
    expect(readFileSync(kept ?? '', 'utf8')).toBe(before);
    expect(witnessIn({ heads: places.heads, keys: [] }).heads.map(({ id }) => id)).toEqual([1, 2]);
    expect(await told()).toEqual([]);
  });

  it('keep the key for its own user alone, and make up for a line that did not reach the file', async () => {
    const house = { ownerUrl: database.ownerUrl, clock };
    await signAuditHead(house, places);
    expect(statSync(places.key).mode & 0o777).toBe(0o600);
    writeFileSync(places.heads, '');
    await signAuditHead(house, places);
    expect(witnessIn({ heads: places.heads, keys: [] }).heads).toHaveLength(1);
  });

  it('are one for two processes that sign at once', async () => {
    const house = { ownerUrl: database.ownerUrl, clock };
    const signed = await Promise.all([signAuditHead(house, places), signAuditHead(house, places)]);
    expect(signed.filter((head) => head !== null)).toHaveLength(1);
    expect(await told()).toEqual([]);
  });
});

describe('a check', () => {
  it('writes down what it has found, also that nothing was wrong', async () => {
    const kept = async () =>
      (await tamper("select value from kernel.instance where key = 'audit_verified'")).rows[0]?.value;
    const house = { ownerUrl: database.ownerUrl, clock };
    await checkAudit(house, ownWitness(places));
    expect(await kept()).toMatchObject({ at: '2026-11-22T05:00:00.000Z', entries: 8, faults: 0, first: null });
    await tamper('delete from kernel.audit where chain = 3 and seq = 3');
    await checkAudit(house, ownWitness(places));
    expect(await kept()).toMatchObject({ faults: 1, first: { vi: expect.stringContaining('Xã Tây, dòng 3') } });
  });
});
