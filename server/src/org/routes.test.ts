import type { Deed } from '@app/contract/identity/posts.ts';
import type { UnitBrief, UnitLife } from '@app/contract/org/routes.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeEffects, noOwner } from '../changing.ts';
import type { Actor } from '../kernel/actor.ts';
import { askAs } from '../kernel/ask.ts';
import { type Database, openDatabase } from '../kernel/database.ts';
import { answerProblems, server } from '../kernel/serve.ts';
import * as org from './index.ts';
import { type EmptyDatabase, emptyDatabase } from './testing/empty-database.ts';

const now = new Date('2026-11-22T05:00:00Z');
const eve = '2025-06-30';
const reform = '2025-07-01';

let ground: EmptyDatabase;
let database: Database;
let app: FastifyInstance;
const posts: Record<string, Actor> = {};

const postAt = async (name: string, code: string, does: Deed[]) => {
  const unit = await inside((tx) => org.unitByCode(tx, code, '2026-11-22'));
  posts[name] = {
    userId: name,
    postId: Object.keys(posts).length + 1,
    personsPosts: [],
    unitId: unit.id,
    bodyId: null,
    allUnits: unit.level === 'nation',
    lines: [],
    ownLines: [],
    does: new Set(does),
  };
};
/** What another room asks at the door, as a post. */
const inside = <T>(work: (tx: Parameters<Parameters<Database['transact']>[0]>[0]) => Promise<T>, post = 'centre') =>
  askAs({ transact: database.transact, clock: () => now }, posts[post] ?? null, 'test', (ask) => work(ask.tx));

beforeAll(async () => {
  ground = await emptyDatabase();
  await org.importUnits(ground.owner, org.unitsFolder, now);
  database = openDatabase(ground.appUrl, { max: 4 });
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app, org.orgConstraints);
  const { serve } = server(app, {
    transact: database.transact,
    clock: () => now,
    whoAsks: async (request) => posts[String(request.headers['x-post'])] ?? null,
  });
  org.orgRoutes(serve, { asOwner: noOwner, effects: changeEffects });
  await postAt('centre', 'VN', ['tag-unit']);
  await postAt('sonLa', '14', ['tag-unit']);
  await postAt('sonLaHead', '14', ['issue']);
  await postAt('caoBang', '04', ['tag-unit']);
});
afterAll(async () => {
  await app.close();
  await database.close();
  await ground.drop();
});

const ask = async <T>(url: string, post = 'centre', payload?: object) => {
  const answer = await app.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { 'x-post': post },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, code: answer.json().code as string | undefined, json: answer.json() as T };
};
const search = async (query: Record<string, string>) =>
  (await ask<UnitBrief[]>(`/api/units?${new URLSearchParams(query)}`)).json;
const unitId = async (code: string, on: string) => (await inside((tx) => org.unitByCode(tx, code, on))).id;
const lifeOf = async (code: string, on: string, asOf = '') =>
  (await ask<UnitLife>(`/api/units/${await unitId(code, on)}${asOf && `?on=${asOf}`}`)).json;

describe('search', () => {
  it('is for signed-in posts', async () => {
    expect((await ask('/api/units?q=a', 'nobody')).status).toBe(401);
  });

  it('tells old and new units under one code apart', async () => {
    expect(await search({ q: '00004' })).toMatchObject([
      { fullName: 'Phường Ba Đình', validFrom: reform, validTo: null, within: ['Thành phố Hà Nội'] },
      { fullName: 'Phường Trúc Bạch', validFrom: null, validTo: eve, within: ['Quận Ba Đình', 'Thành phố Hà Nội'] },
    ]);
  });

  it.each([
    ['thai nguyen', {}, ['Tỉnh Thái Nguyên', 'Tỉnh Thái Nguyên', 'Thành phố Thái Nguyên']],
    ['thai nguyen', { on: reform }, ['Tỉnh Thái Nguyên']],
    ['NGUYÊN thái', { on: reform }, ['Tỉnh Thái Nguyên']],
    ['quang binh', { on: eve }, ['Tỉnh Quảng Bình', 'Huyện Quang Bình']],
    ['ea hleo', {}, ["Huyện Ea H'leo", "Xã Ea H'Leo"]],
    ['vung tau ba ria', {}, ['Tỉnh Bà Rịa - Vũng Tàu']],
    ['ca nuoc', {}, ['Cả nước']],
    ['VN', {}, ['Cả nước']],
    ['44', { on: reform }, ['Tỉnh Quảng Trị']],
    ['%', {}, []],
    ['khong co o dau ca', {}, []],
  ])('finds %s %j', async (q, more, names) => {
    const found = (await search({ q, ...more })).map((unit) => unit.fullName);
    expect(found.slice(0, names.length)).toEqual(names);
    if (names.length === 0) expect(found).toEqual([]);
  });

  it('puts units in force before units of the same name that have ended', async () => {
    expect((await search({ q: 'tinh thai nguyen', limit: '2' })).map((unit) => unit.validTo)).toEqual([null, eve]);
  });

  it('gives no more than it is asked for', async () => {
    expect(await search({ q: 'xa', limit: '3' })).toHaveLength(3);
    expect((await ask('/api/units?q=')).status).toBe(400);
  });
});

describe('the life of a unit', () => {
  it('tells the successor of an old province with its legal act', async () => {
    const life = await lifeOf('44', eve);
    expect(life).toMatchObject({
      unit: { fullName: 'Tỉnh Quảng Bình', validFrom: null, validTo: eve },
      parent: { fullName: 'Cả nước' },
      states: [{ from: null, to: eve, parent: 'Cả nước' }],
      predecessors: [],
      successors: [{ unit: { fullName: 'Tỉnh Quảng Trị' }, kind: 'whole', on: reform, legalBasis: '202/2025/QH15' }],
      bodies: [{ kind: 'committee' }, { kind: 'police', standing: true }],
    });
    expect(Object.fromEntries(life.childCounts.map(({ type, count }) => [type, count]))).toEqual({
      huyen: 6,
      thanh_pho: 1,
      thi_xa: 1,
    });
  });

  it('tells where a new commune came from, by clause, and what became of its type', async () => {
    const life = await lifeOf('25270', reform);
    expect(life.unit).toMatchObject({ fullName: 'Phường Lộc Ninh', validFrom: '2026-04-30' });
    expect(life.states.map(({ fullName, to, parent }) => [fullName, to, parent])).toEqual([
      ['Xã Lộc Ninh', '2026-04-29', 'Tỉnh Đồng Nai'],
      ['Phường Lộc Ninh', null, 'Thành phố Đồng Nai'],
    ]);
    expect(life.predecessors.map(({ unit, clause }) => [unit.fullName, unit.validTo, clause])).toEqual([
      ['Thị trấn Lộc Ninh', eve, 'Điều 1 khoản 44'],
      ['Xã Lộc Thái', eve, 'Điều 1 khoản 44'],
      ['Xã Lộc Thuận', eve, 'Điều 1 khoản 44'],
    ]);
  });

  it('speaks of the asked day: name, parent and children then', async () => {
    const life = await lifeOf('75', reform, '2026-04-29');
    expect(life.unit).toMatchObject({ fullName: 'Tỉnh Đồng Nai', validTo: '2026-04-29' });
    expect(Object.fromEntries(life.childCounts.map(({ type, count }) => [type, count]))).toEqual({
      xa: 72,
      phuong: 23,
    });
  });

  it('leaves out the row of a unit to itself', async () => {
    const life = await lifeOf('14', reform);
    expect([life.predecessors, life.successors]).toEqual([[], []]);
  });

  it('of nobody is not found', async () => {
    expect(await ask('/api/units/99999999')).toMatchObject({ status: 404, code: 'kernel.not-found' });
    expect((await ask('/api/units/99999999/children')).status).toBe(404);
  });
});

describe('children', () => {
  it('are those of the tree of the day, in Vietnamese order', async () => {
    const id = await unitId('VN', reform);
    const names = async (on: string) =>
      (await ask<UnitBrief[]>(`/api/units/${id}/children?on=${on}`)).json.map((unit) => unit.fullName);
    expect(await names(eve)).toHaveLength(63);
    const since = await names(reform);
    expect(since).toHaveLength(34);
    expect(since.indexOf('Tỉnh Đắk Lắk')).toBeLessThan(since.indexOf('Tỉnh Điện Biên'));
    expect(since.indexOf('Tỉnh Cao Bằng')).toBeLessThan(since.indexOf('Tỉnh Đắk Lắk'));
  });
});

describe('change sets', () => {
  it('are told with what they did, the latest first', async () => {
    expect((await ask('/api/change-sets')).json).toMatchObject([
      { effectiveOn: '2026-04-30', unitsBegun: 0, unitsEnded: 0, unitsChanged: 11, successions: 0 },
      { effectiveOn: reform, unitsBegun: 3_215, unitsEnded: 10_654, unitsChanged: 129, successions: 10_634 },
      { effectiveOn: null, unitsBegun: 10_795, unitsEnded: 0, unitsChanged: 0, legalBasis: null },
    ]);
  });
});

describe('tagging an area', () => {
  const basis = 'Quyết định 01/QĐ-UBND';
  const border = { tag: 'border', from: '2026-01-01', basis };
  let url: string;
  let commune: number;
  const audits = async (action: string) =>
    (await ground.owner.query('select user_id, unit_id, after from kernel.audit where action = $1', [action])).rows;

  beforeAll(async () => {
    const below = await inside(async (tx) =>
      org.unitsBelow(tx, (await org.unitByCode(tx, '14', reform)).id, reform, 'commune'),
    );
    commune = below[0]?.id ?? 0;
    url = `/api/units/${commune}/tags`;
  });

  it.each([
    ['a post of another province does not find the unit', 'caoBang', border, 404, 'kernel.not-found'],
    ['a post without that deed may not', 'sonLaHead', border, 403, 'kernel.not-allowed'],
    ['an unknown tag is bad input', 'sonLa', { ...border, tag: 'rich' }, 400, 'kernel.bad-input'],
    ['a decision must be named', 'sonLa', { ...border, basis: ' ' }, 400, 'kernel.bad-input'],
    ['the end is not before the beginning', 'sonLa', { ...border, to: '2025-12-31' }, 422, 'org.tag-ends-before-start'],
  ])('%s', async (_, post, body, status, code) => {
    expect(await ask(url, post, body)).toMatchObject({ status, code });
    expect(await audits('org.tagUnit')).toEqual([]);
  });

  it('a unit that does not exist yet on that day cannot be tagged', async () => {
    const ward = await unitId('00004', reform);
    expect(await ask(`/api/units/${ward}/tags`, 'centre', { ...border, from: eve })).toMatchObject({
      status: 422,
      code: 'org.unit-not-in-force',
      json: { data: { name: 'Phường Ba Đình', on: eve } },
    });
  });

  it('stands from its day, once at a time, ends on a day, and leaves its trace', async () => {
    expect((await ask(url, 'sonLa', border)).status).toBe(200);
    expect(await ask(url, 'sonLa', { ...border, from: '2026-06-01' })).toMatchObject({
      status: 409,
      code: 'org.tag-overlaps',
    });
    expect(await audits('org.tagUnit')).toEqual([
      { user_id: 'sonLa', unit_id: commune, after: { tag: 'border', from: '2026-01-01', to: null, basis } },
    ]);
    const [tag] = (await ask<UnitLife>(`/api/units/${commune}`, 'sonLa')).json.tags;
    expect(tag).toMatchObject({ tag: 'border', from: '2026-01-01', to: null, basis });
    expect((await ask<UnitLife>(`/api/units/${commune}`, 'caoBang')).json.tags).toEqual([]);

    const end = `${url}/${tag?.id}/end`;
    expect((await ask(end, 'caoBang', { to: '2026-03-31' })).status).toBe(404);
    expect((await ask(end, 'sonLaHead', { to: '2026-03-31' })).status).toBe(403);
    expect((await ask(end, 'sonLa', { to: '2025-12-31' })).code).toBe('org.tag-ends-before-start');
    expect((await ask(end, 'sonLa', { to: '2026-03-31' })).status).toBe(200);
    expect(await audits('org.endTag')).toMatchObject([
      { user_id: 'sonLa', unit_id: commune, after: { to: '2026-03-31' } },
    ]);
    const tagged = (on: string) => inside((tx) => org.tagsOn(tx, 'border', on), 'sonLa');
    expect(await tagged('2026-03-31')).toEqual([commune]);
    expect(await tagged('2026-04-01')).toEqual([]);
    expect((await ask(url, 'sonLa', { ...border, from: '2026-04-01' })).status).toBe(200);
  });
});

describe('the door', () => {
  it('gives the units below in Vietnamese order, numbers by size', async () => {
    const names = await inside(async (tx) =>
      (await org.unitsBelow(tx, (await org.unitByCode(tx, '760', eve)).id, eve)).map((unit) => unit.fullName),
    );
    expect(names).toEqual([
      'Phường Bến Nghé',
      'Phường Bến Thành',
      'Phường Cầu Kho',
      'Phường Cầu Ông Lãnh',
      'Phường Cô Giang',
      'Phường Đa Kao',
      'Phường Nguyễn Cư Trinh',
      'Phường Nguyễn Thái Bình',
      'Phường Phạm Ngũ Lão',
      'Phường Tân Định',
    ]);
  });

  it('gives the superior who receives reports: districts are skipped', async () => {
    const chain = await inside(async (tx) => {
      const old = await org.unitByCode(tx, '00004', eve);
      const parent = await org.parentOf(tx, old.id, eve);
      const superior = await org.superiorOf(tx, old.id, eve);
      const top = superior && (await org.superiorOf(tx, superior.id, eve));
      return {
        parent: parent?.fullName,
        superior: superior?.fullName,
        top: top?.code,
        above: top && (await org.superiorOf(tx, top.id, eve)),
        since: await org.superiorOf(tx, old.id, reform),
        ancestors: (await org.ancestorsOf(tx, old.id, eve)).map((unit) => unit.level),
      };
    });
    expect(chain).toEqual({
      parent: 'Quận Ba Đình',
      superior: 'Thành phố Hà Nội',
      top: 'VN',
      above: null,
      since: null,
      ancestors: ['district', 'province', 'nation'],
    });
  });

  it('reads codes on their day, the printed alias of Ba Chẽ included', async () => {
    await expect(inside((tx) => org.unitByCode(tx, '99999', reform))).rejects.toMatchObject({
      refusal: { code: 'org.unknown-unit', data: { code: '99999', on: reform } },
    });
    const found = await inside((tx) => org.unitsByCode(tx, ['06970', '00004', '99999'], reform));
    expect([...found].map(([code, unit]) => [code, unit.fullName]).toSorted()).toEqual([
      ['00004', 'Phường Ba Đình'],
      ['06970', 'Xã Ba Chẽ'],
    ]);
    const before = await inside((tx) => org.unitsByCode(tx, ['06970'], eve));
    expect(before.get('06970')?.fullName).not.toBe('Xã Ba Chẽ');
  });

  it('gives many units, bodies and facts at once', async () => {
    const [old, since] = [await unitId('00004', eve), await unitId('25270', reform)];
    const answer = await inside(async (tx) => {
      const police = await org.bodyOf(tx, old, 'police');
      return {
        units: await org.unitsByIds(tx, [
          { id: old, on: reform },
          { id: since, on: reform },
        ]),
        facts: await org.unitFacts(tx, [old, since], reform),
        bodies: await org.bodiesByIds(tx, [police?.id ?? 0]),
        inForce: (await org.unitsInForce(tx, 'province', reform)).length,
        nation: (await org.nation(tx)).code,
      };
    });
    expect([...answer.units.values()].map((unit) => unit.fullName).toSorted()).toEqual([
      'Phường Trúc Bạch',
      'Xã Lộc Ninh',
    ]);
    expect([...answer.facts]).toEqual([[since, { level: 'commune', type: 'xa', tags: new Set() }]]);
    expect([...answer.bodies.values()]).toEqual([{ vi: 'Công an phường Trúc Bạch', en: 'Police of Trúc Bạch Ward' }]);
    expect([answer.inForce, answer.nation]).toEqual([34, 'VN']);
  });

  it('gives all who report with the unit that decides on their reports', async () => {
    const [haNoi, nation] = [await unitId('01', eve), await unitId('VN', eve)];
    const on = (level: 'commune' | 'province', day: string) =>
      inside((tx) => org.unitsWithSuperior(tx, level, 'police', day));
    const communes = await on('commune', eve);
    expect(communes).toHaveLength(10_035);
    const trucBach = await unitId('00004', eve);
    expect(communes.find((row) => row.unitId === trucBach)?.superiorId).toBe(haNoi);
    expect(await on('commune', reform)).toHaveLength(3_321);
    expect(new Set((await on('province', reform)).map((row) => row.superiorId))).toEqual(new Set([nation]));
    expect(await inside((tx) => org.unitsDirectlyBelow(tx, haNoi, eve))).toHaveLength(30);
  });

  it('knows who stands in a subtree on any day', async () => {
    const [haNoi, trucBach, sonLa] = [
      await unitId('01', reform),
      await unitId('00004', eve),
      await unitId('14', reform),
    ];
    expect(await inside((tx) => org.unitsBelowEver(tx, haNoi, [haNoi, trucBach, sonLa]))).toEqual(
      new Set([haNoi, trucBach]),
    );
    expect(await inside((tx) => org.reaches(tx, haNoi, sonLa))).toBe(false);
  });
});
