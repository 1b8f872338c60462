import { rm } from 'node:fs/promises';
import type { Refusal } from '@app/contract/kernel/problem.ts';
import { alreadyImported, fileNotReadable } from '@app/contract/org/problems.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../kernel/problem.ts';
import type { AppliedChange } from './changes/queries.ts';
import { ensureBody, importUnits, unitsFolder } from './import.ts';
import { type EmptyDatabase, emptyDatabase } from './testing/empty-database.ts';
import { writeRegister } from './testing/small-register.ts';

const now = new Date('2026-11-22T05:00:00Z');
const eve = '2025-06-30';
const reform = '2025-07-01';
const renamed = '2026-04-30';

const refusalFrom = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.refusal;
};
const asking =
  (database: () => EmptyDatabase) =>
  async <R extends object>(query: string, values: unknown[] = []): Promise<R[]> =>
    (await database().owner.query<R>(query, values)).rows;

describe('the register of the country', () => {
  let database: EmptyDatabase;
  let applied: AppliedChange[];
  const rows = asking(() => database);
  /** The one row of a question that counts. */
  const one = async (text: string, values: unknown[] = []) =>
    (await database.owner.query<unknown[]>({ text, values, rowMode: 'array' })).rows[0]?.map(Number) ?? [];

  beforeAll(async () => {
    database = await emptyDatabase();
    applied = await importUnits(database.owner, unitsFolder, now);
  });
  afterAll(() => database.drop());

  it('is loaded as three change sets', () => {
    expect(
      applied.map(({ effectiveOn, begun, changed, ended, successions }) => [
        effectiveOn,
        begun,
        changed,
        ended,
        successions,
      ]),
    ).toEqual([
      [null, 10_795, 0, 0, 0],
      [reform, 3_215, 129, 10_654, 10_634],
      [renamed, 0, 11, 0, 0],
    ]);
  });

  it.each([
    [eve, { nation: 1, province: 63, district: 696, commune: 10_035 }],
    [reform, { nation: 1, province: 34, commune: 3_321 }],
    [renamed, { nation: 1, province: 34, commune: 3_321 }],
  ])('counts the units of each level on %s', async (on, counts) => {
    const found = await rows<{ level: string; count: string }>(
      `select u.level, count(*) from org.unit_state s join org.unit u on u.id = s.unit_id where s.during @> $1::date group by u.level`,
      [on],
    );
    expect(Object.fromEntries(found.map(({ level, count }) => [level, Number(count)]))).toEqual(counts);
  });

  it.each([
    [reform, { xa: 2_621, phuong: 687, dac_khu: 13 }, 6],
    ['2026-04-29', { xa: 2_621, phuong: 687, dac_khu: 13 }, 6],
    [renamed, { xa: 2_611, phuong: 697, dac_khu: 13 }, 7],
  ])('counts communes by type and centrally run cities on %s', async (on, types, cities) => {
    const found = await rows<{ type: string; count: string; level: string }>(
      `select u.level, s.type, count(*) from org.unit_state s join org.unit u on u.id = s.unit_id
       where s.during @> $1::date and u.level in ('commune', 'province') group by u.level, s.type`,
      [on],
    );
    const of = (level: string) =>
      Object.fromEntries(found.filter((row) => row.level === level).map((row) => [row.type, Number(row.count)]));
    expect(of('commune')).toEqual(types);
    expect(of('province')['thanh_pho']).toBe(cities);
  });

  it.each([
    ['44', { xa: 122, thi_tran: 8, phuong: 15 }],
    ['14', { xa: 177, thi_tran: 8, phuong: 15 }],
  ])('counts the communes that stood below old province %s', async (code, types) => {
    const found = await rows<{ type: string; count: string }>(
      `select s.type, count(*) from org.unit_state p
       join org.reach r on r.ancestor_id = p.unit_id and r.during @> $2::date
       join org.unit_state s on s.unit_id = r.descendant_id and s.during @> $2::date
       join org.unit u on u.id = s.unit_id and u.level = 'commune'
       where p.code = $1 and p.during @> $2::date group by s.type`,
      [code, eve],
    );
    expect(Object.fromEntries(found.map(({ type, count }) => [type, Number(count)]))).toEqual(types);
  });

  it('keeps all pairs with what is known of them', async () => {
    expect(
      await one(`select count(*) filter (where u.level <> 'province'), count(*) filter (where u.level = 'province'),
        count(*) filter (where weight is null), count(*) filter (where kind = 'part'), count(*) filter (where clause is not null)
        from org.succession s join org.unit u on u.id = s.predecessor_id`),
    ).toEqual([10_571, 63, 826, 972, 10_571]);
  });

  it('keeps code 00004 apart: Trúc Bạch until the reform, Ba Đình since', async () => {
    const found = await rows<{ unit: number; name: string; from: string | null; until: string | null }>(
      `select unit_id as unit, full_name as name, lower(during)::text as from, upper(during)::text as until
       from org.unit_state where code = '00004' order by during`,
    );
    expect(found.map(({ unit: _, ...row }) => row)).toEqual([
      { name: 'Phường Trúc Bạch', from: null, until: reform },
      { name: 'Phường Ba Đình', from: reform, until: null },
    ]);
    expect(found[0]?.unit).not.toBe(found[1]?.unit);
  });

  it('gives a unit that went on the same identity under its new parent', async () => {
    const found = await rows(
      `select s.full_name as name, p.full_name as parent from org.unit_state s
       join org.unit_state p on p.unit_id = s.parent_id and p.during @> coalesce(upper(s.during) - 1, 'infinity')
       where s.unit_id = (select unit_id from org.unit_state where code = '24184' and during @> $1::date) order by s.during`,
      [reform],
    );
    expect(found).toEqual([
      { name: 'Xã Ea H’leo'.replace('’', "'"), parent: "Huyện Ea H'leo" },
      { name: "Xã Ea H'Leo", parent: 'Tỉnh Đắk Lắk' },
    ]);
  });

  it('lets every unit reach the nation on every day it is in force', async () => {
    expect(
      await one(`select count(*) from org.unit_state s
        where not s.during::datemultirange <@ coalesce((select range_agg(r.during) from org.reach r
          where r.descendant_id = s.unit_id and r.ancestor_id = (select id from org.unit where level = 'nation')), '{}')`),
    ).toEqual([0]);
  });

  it('knows one way from a unit to each unit above on any day', async () => {
    expect(
      await one(`select count(*) from (select during, lag(during) over (partition by ancestor_id, descendant_id order by during) as before
        from org.reach) r where r.during && r.before`),
    ).toEqual([0]);
    expect(
      await one(`select count(*) from org.reach a join org.reach b on b.descendant_id = a.descendant_id and b.depth = a.depth
        and b.ancestor_id > a.ancestor_id and b.during && a.during`),
    ).toEqual([0]);
  });

  it('lets old communes reach the new tree: whole ones their successor, divided ones where all their parts meet', async () => {
    const missing = await one(
      `select count(*) filter (where u.level = 'commune' and not exists (select from org.reach r join org.unit a on a.id = r.ancestor_id
           where r.descendant_id = p.predecessor_id and a.level = 'province' and r.during @> $1::date)),
         count(*) filter (where p.kind = 'whole' and not exists (select from org.reach r
           where r.descendant_id = p.predecessor_id and r.ancestor_id = p.successor_id and r.during @> $1::date)),
         count(*) filter (where p.kind = 'part' and exists (select from org.reach r
           where r.descendant_id = p.predecessor_id and r.ancestor_id = p.successor_id))
       from org.succession p join org.unit u on u.id = p.predecessor_id`,
      [renamed],
    );
    expect(missing).toEqual([0, 0, 0]);
  });

  it('lets units that ended reach nobody of the old tree, themselves included', async () => {
    expect(
      await one(
        `select count(*) from org.reach r
         where r.during @> $1::date and not exists (select from org.unit_state s where s.unit_id = r.ancestor_id and s.during @> $1::date)`,
        [reform],
      ),
    ).toEqual([0]);
  });

  it('gives every nation, province and commune its committee and its standing agency', async () => {
    expect(
      await one(`select count(*), count(*) filter (where kind = 'committee' and not standing), count(*) filter (where kind = 'police' and standing)
        from org.body`),
    ).toEqual([26_628, 13_314, 13_314]);
    expect(
      await rows(
        `select b.name from org.body b join org.unit_state s on s.unit_id = b.unit_id
         where s.code = '75' and upper_inf(s.during) order by b.kind`,
      ),
    ).toEqual([
      { name: { vi: 'Ban Chỉ đạo 138 thành phố Đồng Nai', en: 'Steering Committee 138 of Đồng Nai City' } },
      { name: { vi: 'Công an thành phố Đồng Nai', en: 'Police of Đồng Nai City' } },
    ]);
  });

  it('is refused a second time without changing anything', async () => {
    const before = await one('select count(*), max(id) from org.unit_state');
    expect((await refusalFrom(importUnits(database.owner, unitsFolder, now))).code).toBe(alreadyImported.code);
    expect(await one('select count(*), max(id) from org.unit_state')).toEqual(before);
  });

  it('makes further bodies when they are asked for, once', async () => {
    const [unit] = await one(`select unit_id from org.unit_state where code = '14' and upper_inf(during)`);
    const id = await ensureBody(database.owner, unit ?? 0, 'women');
    expect(await ensureBody(database.owner, unit ?? 0, 'women')).toBe(id);
    expect(await rows('select line, standing, name from org.body where id = $1', [id])).toEqual([
      {
        line: 'women',
        standing: false,
        name: { vi: 'Hội Liên hiệp Phụ nữ tỉnh Sơn La', en: 'Women’s Union of Sơn La Province' },
      },
    ]);
  });
});

describe('a small register', () => {
  let database: EmptyDatabase;
  const folders: string[] = [];
  const rows = asking(() => database);
  const folderWith = async (...spoil: Parameters<typeof writeRegister>) => {
    const folder = await writeRegister(...spoil);
    folders.push(folder);
    return folder;
  };
  const counts = () =>
    rows(
      'select (select count(*)::int from org.change_set) as sets, (select count(*)::int from org.unit) as units, (select count(*)::int from org.reach) as reach',
    );

  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(async () => {
    await database.drop();
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('with a fault in its last file leaves nothing behind', async () => {
    const folder = await folderWith({ 'changes-after-2025-07.csv': (text) => text.replace('\n00001', '\n00007') });
    expect(await refusalFrom(importUnits(database.owner, folder, now))).toMatchObject({
      code: fileNotReadable.code,
      data: { file: 'changes-after-2025-07.csv', row: 2 },
    });
    expect(await counts()).toEqual([{ sets: 0, units: 0, reach: 0 }]);
  });

  it('goes on where an import was interrupted, and takes up changes that came later', async () => {
    const withoutLast = await folderWith({
      'changes-after-2025-07.csv': (text) => text.split('\n').slice(0, 2).join('\n'),
    });
    await importUnits(database.owner, withoutLast, now);
    const later = await folderWith({
      'changes-after-2025-07.csv': (text) =>
        `${text.split('\n').slice(0, 2).join('\n')}\n00002,commune,type,xa,phuong,2026-07-01,,\n`,
    });
    expect((await importUnits(database.owner, later, now)).map((set) => set.effectiveOn)).toEqual(['2026-07-01']);
  });

  it('saved by another program is still the same register', async () => {
    const folder = await folderWith({
      'units-2024.csv': (text) => `\uFEFF${text.replaceAll('\n', '\r\n').normalize('NFD')}`,
      'changes-after-2025-07.csv': (text) => text.split('\n').slice(0, 2).join('\n'),
    });
    expect((await refusalFrom(importUnits(database.owner, folder, now))).code).toBe(alreadyImported.code);
  });

  it('in another version is refused, and nothing changes', async () => {
    const before = await counts();
    const folder = await folderWith({ 'units-2024.csv': (text) => text.replace('Một,Xã Một', 'Mốt,Xã Mốt') });
    expect(await refusalFrom(importUnits(database.owner, folder, now))).toMatchObject({
      code: fileNotReadable.code,
      data: { file: 'units-2024.csv', reason: { vi: 'đã nạp một bản khác của danh mục này' } },
    });
    expect(await counts()).toEqual(before);
  });

  it('lets a divided unit reach what its parts share on every day, whatever happens to one part later', async () => {
    const { rows: reached } = await database.owner.query<{ code: string; name: string; during: string }>(
      `select a.code, a.full_name as name, r.during::text from org.unit_state old
       join org.reach r on r.descendant_id = old.unit_id and r.during && '[2025-07-01,)'
       join lateral (select code, full_name from org.unit_state where unit_id = r.ancestor_id order by during desc limit 1) a on true
       where old.code = '00002' and upper(old.during) = '2025-07-01' order by r.depth`,
    );
    expect(reached).toEqual([
      { code: '01', name: 'Tỉnh Bắc', during: '[2025-07-01,)' },
      { code: 'VN', name: 'Cả nước', during: '[2025-07-01,)' },
    ]);
  });

  it('stops reaching a part that ends with the day after its last, and follows its own successor', async () => {
    await database.owner.query('begin');
    const unitOf = async (code: string) =>
      (
        await rows<{ id: number }>(`select unit_id as id from org.unit_state where code = $1 and upper_inf(during)`, [
          code,
        ])
      )[0]?.id;
    const [part, into] = [await unitOf('00001'), await unitOf('00002')];
    await database.owner.query(
      `update org.unit_state set during = daterange(lower(during), '2027-01-01') where unit_id = $1 and upper_inf(during)`,
      [part],
    );
    await database.owner.query(
      `insert into org.succession select $1, $2, '2027-01-01', 'whole', 'merged', 1, null, null, null, max(id) from org.change_set`,
      [part, into],
    );
    await database.owner.query('call org.rebuild_reach()');
    const reached = await rows(
      `select distinct r.ancestor_id as id, r.during::text from org.unit_state old
       join org.reach r on r.descendant_id = old.unit_id and r.during && '[2025-07-01,)'
       where old.code = '00002' and upper(old.during) = '2025-07-01' and r.ancestor_id = $1`,
      [into],
    );
    expect(reached).toEqual([{ id: into, during: '[2027-01-01,)' }]);
    const overlaps = await rows(
      `select from org.reach a join org.reach b on a.ctid < b.ctid and (a.ancestor_id, a.descendant_id) = (b.ancestor_id, b.descendant_id) and a.during && b.during`,
    );
    expect(overlaps).toEqual([]);
    await database.owner.query('rollback');
  });
});
