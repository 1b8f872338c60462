/** Change sets over HTTP on the real register: prepared, looked at, applied with obligations and totals, and taken back. */
import { parsePeriod } from '@app/contract/kernel/period.ts';
import type { ChangeItem, ChangePreview, DraftAnswer, NewUnit } from '@app/contract/org/drafts/routes.ts';
import { namingWords } from '@app/contract/org/drafts/words.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differencesOfTotals, periodId, putSheets, readFigures } from './figures/index.ts';
import { wholeSheet } from './figures/testing/whole-sheet.ts';
import { asOwner } from './house.ts';
import { castNow } from './kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from './kernel/testing/house.ts';
import { tablesNaming } from './org/drafts/queries.ts';
import { communeIdsBelow, nation, unitByCode } from './org/index.ts';
import { openPeriod, restoreLost, tellLost } from './reporting/index.ts';
import { cells, reportOf } from './reporting/testing/monthly.ts';

const day = '2026-12-01';
const period = (code: string) => {
  const found = parsePeriod(code);
  if (!found) throw new Error(code);
  return found;
};

let house: TestHouse;
let asProvince: Ask;
let asCentre: Ask;
let asOfficer: Ask;
/** Communes of Quảng Trị that nobody of the cast works at, and the units above them. */
let communes: number[];
const at: Record<'province' | 'other' | 'root' | 'centrePost', number> = {
  province: 0,
  other: 0,
  root: 0,
  centrePost: 0,
};

const post = (unitId: number, code: string, value: number) =>
  house.asSystem((ask) =>
    putSheets(
      ask.tx,
      { periodId: periodId(period(code)), line: 'committee', reading: 'accepted' },
      wholeSheet,
      [{ unitId, own: [value], precision: [0], declared: null, notes: null, sourceId: null }],
      'import',
      castNow,
    ),
  );
const read = (unitId: number, code: string) =>
  house.asSystem(
    async (ask) =>
      (
        await readFigures(ask.tx, {
          indicators: ['plans_issued'],
          unitIds: [unitId],
          periods: [period(code)],
          line: 'all',
          reading: 'accepted',
        })
      )[0]?.value ?? null,
  );
const rows = async <R extends object>(text: string, values: unknown[] = []) =>
  (await house.database.owner.query<R>(text, values)).rows;

beforeAll(async () => {
  house = await testHouse();
  await house.committing();
  asProvince = await house.as('administrator');
  asOfficer = await house.as('province');
  const found = await house.asSystem(async (ask) => {
    const province = await unitByCode(ask.tx, '44', day);
    await openPeriod(ask, 'TH01', period('2026-M12'), province.id);
    return {
      province: province.id,
      other: (await unitByCode(ask.tx, '14', day)).id,
      root: (await nation(ask.tx)).id,
      communes: await communeIdsBelow(ask.tx, province.id, day),
    };
  });
  Object.assign(at, found);
  const taken = await rows<{ id: number }>(
    `select distinct b.unit_id as id from identity.post p join org.body b on b.id = p.body_id`,
  );
  communes = found.communes.filter((id) => !taken.some((each) => each.id === id));
  const [given] = await rows<{ id: number }>(
    `insert into identity.post (user_id, role, body_id, during, given_at)
     select u.id, 'administrator', b.id, '(,)', now() from identity."user" u, org.body b
     where u.username = 'cast.administrator' and b.unit_id = $1 and b.kind = 'police' returning id`,
    [at.root],
  );
  at.centrePost = given?.id ?? 0;
  asCentre = (method, url, body, headers) =>
    asProvince(method, url, body, { ...headers, 'x-post': String(at.centrePost) });
}, 120_000);
afterAll(() => house.close());

let code = 90_000;
const begins = (more: Partial<NewUnit> = {}): NewUnit => {
  code += 1;
  return { code: String(code), name: 'Thử Nghiệm', type: 'xa', parent: { unitId: at.province }, ...more };
};
const prepare = async (ask: Ask, items: ChangeItem[], more: object = {}): Promise<DraftAnswer> => {
  const body = {
    title: { vi: 'Sắp xếp xã', en: 'Communes reorganised' },
    effectiveOn: day,
    legalBasis: 'Nghị quyết 9/NQ-UBTVQH16',
    items,
    ...more,
  };
  const made = await ask('POST', '/api/change-drafts', body);
  expect(made.status, made.text).toBe(200);
  return show(ask, Number(made.body['id']));
};
const show = async (ask: Ask, id: number): Promise<DraftAnswer> => {
  const answer = await ask('GET', `/api/change-drafts/${id}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as DraftAnswer;
};
const look = async (ask: Ask, id: number): Promise<ChangePreview> => {
  const answer = await ask('GET', `/api/change-drafts/${id}/preview`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as unknown as ChangePreview;
};
const apply = (ask: Ask, { id, version }: DraftAnswer) => ask('POST', `/api/change-drafts/${id}/apply`, { version });
const undo = (ask: Ask, { id }: DraftAnswer) =>
  ask('POST', `/api/change-drafts/${id}/undo`, { reason: 'Nghị quyết đã thay' });
const merge = (from: number[], into: Partial<Extract<ChangeItem, { kind: 'merge' }>['into']>): ChangeItem => ({
  kind: 'merge',
  from,
  into: { unit: null, begins: null, ...into },
  clause: 'Điều 1',
});
const change = (unitId: number, more: object): ChangeItem => ({
  kind: 'change',
  unitId,
  name: null,
  type: null,
  code: null,
  parent: null,
  clause: '',
  ...more,
});
const unitCalled = async (unitCode: string): Promise<number> =>
  (await house.asSystem((ask) => unitByCode(ask.tx, unitCode, day))).id;
const codeIn = (draft: DraftAnswer): string => {
  const [item] = draft.items;
  return (item?.kind === 'merge' && item.into.begins?.code) || '';
};
const nextTwo = (): [number, number] => [communes.shift() ?? 0, communes.shift() ?? 0];

/** Everything a change set touches, as it stands: what is equal was restored exactly. */
const standing = async () => ({
  states: await rows(
    `select md5(string_agg(concat_ws('|', unit_id, code, full_name, type, parent_id, during), ';' order by unit_id, during)) as all, count(*) from org.unit_state`,
  ),
  reach: await rows(
    `select md5(string_agg(concat_ws('|', ancestor_id, descendant_id, depth, during), ';' order by ancestor_id, descendant_id, depth, during)) as all, count(*) from org.reach`,
  ),
  successions: await rows('select count(*) from org.succession'),
  bodies: await rows(
    `select md5(string_agg(concat_ws('|', unit_id, kind, name), ';' order by unit_id, kind)) as all from org.body`,
  ),
  totals: await rows(
    `select unit_id, period_id, line, reading, sum[1] as sum, n[1] as n, rolled[1] as rolled from figures.total
     where coalesce(n[1], 0) + coalesce(rolled[1], 0) > 0 order by 1, 2, 3, 4`,
  ),
  expected: (
    await rows<{ n: number[] }>(
      `select unit_id, period_id, line, n from figures.expected_total where 0 <> any (n) order by 1, 2, 3`,
    )
  )
    // Zeros at the end of an array say nothing.
    .map((row) => ({ ...row, n: row.n.join(' ').replace(/( 0)+$/, '') })),
  reports: await rows(
    'select unit_id, form, period_id, state, superior_id, due_at from reporting.report order by 1, 2, 3',
  ),
});
const isSound = async () => {
  expect((await differencesOfTotals(house.database.owner)).differences).toEqual([]);
  const how = { ownerUrl: house.database.ownerUrl, clock: () => castNow };
  const lost = await asOwner(how, 'test', tellLost);
  expect(lost).toEqual({ reports: [], expectations: [] });
};

describe('a merger', () => {
  let draft: DraftAnswer;
  let before: Awaited<ReturnType<typeof standing>>;
  let from: [number, number];

  it('is kept with its faults by field, and without them looked at: nothing of it stays', async () => {
    from = nextTwo();
    await post(from[0], '2026-M09', 10);
    await post(from[1], '2026-M10', 15);
    const faulty = await prepare(asProvince, [merge([from[0]], { begins: begins({ name: '' }) })]);
    expect(faulty.faults.map(({ path }) => path)).toEqual(['items.0.from', 'items.0.into.begins.name']);
    expect(faulty.whyNot.applyChangeDraft?.code).toBe('org.change-has-faults');
    expect(await asProvince('GET', `/api/change-drafts/${faulty.id}/preview`)).toMatchObject({
      status: 422,
      body: { code: 'org.change-has-faults', fields: [{ path: 'items.0.from' }, {}] },
    });
    expect(await apply(asProvince, faulty)).toMatchObject({ status: 422 });
    expect((await asProvince('DELETE', `/api/change-drafts/${faulty.id}`)).status).toBe(200);
    expect((await asProvince('GET', `/api/change-drafts/${faulty.id}`)).status).toBe(404);

    draft = await prepare(asProvince, [merge(from, { begins: begins() })]);
    expect(draft.faults).toEqual([]);
    before = await standing();
    const seen = await look(asProvince, draft.id);
    expect(seen.units.map(({ fate }) => fate)).toEqual(['ends', 'ends', 'begins']);
    expect(seen.units[2]).toMatchObject({
      before: null,
      after: { fullName: 'Xã Thử Nghiệm', parent: 'Tỉnh Quảng Trị' },
      others: [{ share: 1 }, { share: 1 }],
    });
    expect(seen.obligations).toMatchObject({ withdrawn: 2, staying: 4, moved: 0 });
    expect(seen.obligations.opens).toMatchObject([{ unit: 'Xã Thử Nghiệm', reports: 1, from: { code: '2026-M12' } }]);
    expect(seen.bodies[0]?.vi).toBe('Ban Chỉ đạo 138 xã Thử Nghiệm');
    expect(seen.figures.national.differing).toBe(0);
    // An administrator reads no figures; whoever answers for them there sees the totals too.
    expect(seen.figures.totals).toBeNull();
    expect((await look(asOfficer, draft.id)).figures.totals).not.toBeNull();
    expect(await standing()).toEqual(before);
  });

  it('gives 25 for 10 and 15, leaves the totals above as they were, and lets obligations pass', async () => {
    const nationBefore = await read(at.root, '2026-Y');
    const answer = await apply(asProvince, draft);
    expect(answer, answer.text).toMatchObject({
      status: 200,
      body: { begun: 1, ended: 2, changed: 0, opened: 1, withdrawn: 2 },
    });
    const successor = await unitCalled(codeIn(draft));
    expect(await read(successor, '2026-Y')).toBe(25);
    expect(await read(at.province, '2026-Y')).toBe(25);
    expect([await read(at.root, '2026-Y'), nationBefore]).toEqual([25, 25]);
    const owed = await rows<{ unit_id: number; code: string }>(
      `select r.unit_id, p.code from reporting.report r join figures.period p on p.id = r.period_id
       where p.code = '2026-M12' and r.unit_id = any($1)`,
      [[...from, successor]],
    );
    expect(owed).toEqual([{ unit_id: successor, code: '2026-M12' }]);
    await isSound();
    expect(
      await rows(
        `select count(*)::integer as n from kernel.audit where action = 'org.changeUnit' and unit_id = any($1)`,
        [[...from, successor]],
      ),
    ).toEqual([{ n: 3 }]);
    expect(await apply(asProvince, draft)).toMatchObject({ status: 409, body: { code: 'org.change-already-applied' } });
  });

  it('is not lost when lost obligations are made again', async () => {
    const how = { ownerUrl: house.database.ownerUrl, clock: () => castNow };
    expect(await asOwner(how, 'test', restoreLost)).toEqual({ reports: 0, units: 0 });
  });

  it('is not undone while a figure, a post or a report rests on it; each is named', async () => {
    const successor = await unitCalled(codeIn(draft));
    const [given] = await rows<{ id: number }>(
      `insert into identity.post (user_id, role, body_id, during, given_at)
       select u.id, 'officer', b.id, '(,)', now() from identity."user" u, org.body b
       where u.username = 'cast.administrator' and b.unit_id = $1 and b.kind = 'police' returning id`,
      [successor],
    );
    expect(await undo(asProvince, draft)).toMatchObject({
      status: 409,
      body: { code: 'org.something-rests-on-change', data: { what: { vi: 'chức danh (1): Xã Thử Nghiệm' } } },
    });
    await rows('delete from identity.post where id = $1', [given?.id]);
    await rows(`update reporting.report set state = 'draft' where unit_id = $1`, [successor]);
    const { rests } = await show(asProvince, draft.id);
    expect(rests.map(({ en }) => en)).toEqual(['reports typed or sent (1): Xã Thử Nghiệm']);
    await rows(`update reporting.report set state = 'not_sent' where unit_id = $1`, [successor]);
  });

  it('is undone when nothing rests on it: states, reach, totals and obligations stand exactly as before', async () => {
    expect(await undo(asProvince, draft)).toMatchObject({ status: 200 });
    expect(await standing()).toEqual(before);
    await isSound();
    const again = await show(asProvince, draft.id);
    expect(again).toMatchObject({ changeSetId: null, faults: [], whyNot: { applyChangeDraft: null } });
    expect(await undo(asProvince, draft)).toMatchObject({ status: 409, body: { code: 'org.change-not-applied' } });
    expect((await apply(asProvince, again)).status).toBe(200);
    expect((await undo(asProvince, again)).status).toBe(200);
  });
});

describe('a division', () => {
  const divide = (unitId: number, shares: [number | null, number | null]): ChangeItem => ({
    kind: 'split',
    unitId,
    parts: shares.map((share) => ({ unit: null, begins: begins(), share })),
    clause: '',
  });

  it.each<[string, [number | null, number | null], number]>([
    ['with known shares', [0.4, 0.6], 0],
    ['without them', [null, null], 1],
  ])('%s keeps the totals above, and its shares for restating', async (_, shares, notAllocated) => {
    const [unitId] = nextTwo();
    await post(unitId, '2026-M09', 40);
    const [province, root] = [await read(at.province, '2026-Y'), await read(at.root, '2026-Y')];
    const draft = await prepare(asProvince, [divide(unitId, shares)]);
    const seen = await look(asProvince, draft.id);
    expect(seen.figures.notAllocated.map(({ standsAt }) => standsAt)).toEqual(
      Array.from({ length: notAllocated }, () => 'Tỉnh Quảng Trị'),
    );
    expect((await apply(asProvince, draft)).status).toBe(200);
    expect([await read(at.province, '2026-Y'), await read(at.root, '2026-Y')]).toEqual([province, root]);
    expect(
      await rows(`select weight::float as weight from org.succession where predecessor_id = $1 order by weight`, [
        unitId,
      ]),
    ).toEqual(shares.map((weight) => ({ weight })));
    await isSound();
    expect((await undo(asProvince, draft)).status).toBe(200);
  });
});

describe('a commune that goes to another province', () => {
  it('takes its figures and open reports along; the nation counts the same to the digit', async () => {
    const [unitId] = nextTwo();
    await post(unitId, '2026-M10', 7);
    const before = await standing();
    const totals = async () => [
      await read(at.province, '2026-Y'),
      await read(at.other, '2026-Y'),
      await read(at.root, '2026-Y'),
    ];
    const [province = 0, other, root] = await totals();
    const draft = await prepare(asCentre, [change(unitId, { parent: { unitId: at.other }, name: 'Đổi Tên' })]);
    expect(draft.faults).toEqual([]);
    const seen = await look(asCentre, draft.id);
    expect(seen.obligations).toMatchObject({ moved: 1, withdrawn: 0, opens: [] });
    expect(seen.figures.national.compared).toBeGreaterThan(0);
    expect((await apply(asCentre, draft)).status).toBe(200);
    expect(await totals()).toEqual([(province ?? 0) - 7, (other ?? 0) + 7, root]);
    expect(
      await rows(
        `select r.superior_id as id from reporting.report r join figures.period p on p.id = r.period_id where r.unit_id = $1 and p.code in ('2026-M10', '2026-M12') order by p.code`,
        [unitId],
      ),
    ).toEqual([{ id: at.province }, { id: at.other }]);
    await isSound();
    expect((await undo(asCentre, draft)).status).toBe(200);
    expect(await standing()).toEqual(before);
  });

  it('is out of reach of the administrator of a province', async () => {
    const [unitId] = nextTwo();
    const draft = await prepare(asProvince, [change(unitId, { parent: { unitId: at.other } })]);
    expect(draft.faults.map(({ code: each }) => each)).toEqual(['org.outside-area']);
  });
});

describe('while reports are being sent', () => {
  beforeEach(() => house.setNow(castNow));
  it('all of them are kept and the change set stands whole, in whatever order they come', async () => {
    const from = nextTwo();
    const others = communes.splice(0, 6);
    const draft = await prepare(asProvince, [merge(from, { begins: begins() })]);
    const asCommune = await house.as('commune');
    const report = await reportOf(asCommune);
    const sent = asCommune('POST', `/api/reports/${report}/submit`, { draftVersion: 0, cells: cells() });
    const answers = await Promise.all([
      ...others.slice(0, 3).map((id) => post(id, '2026-M12', 1)),
      apply(asProvince, draft),
      sent,
      ...others.slice(3).map((id) => post(id, '2026-M10', 1)),
    ]);
    expect(answers.flatMap((each) => (each && 'status' in each ? [each.status] : []))).toEqual([200, 200]);
    await isSound();
    expect(await read(at.province, '2026-Y')).toBe(await read(at.root, '2026-Y'));
  });

  it('two look at the same moment, and nobody who reports waits for them', async () => {
    const draft = await prepare(asProvince, [merge(nextTwo(), { begins: begins() })]);
    const [unitId = 0] = communes.splice(0, 1);
    const [one, , other] = await Promise.all([
      look(asProvince, draft.id),
      post(unitId, '2026-M10', 3),
      look(asProvince, draft.id),
    ]);
    expect(one.units).toHaveLength(3);
    expect(other.units).toHaveLength(3);
    expect((await asProvince('DELETE', `/api/change-drafts/${draft.id}`)).status).toBe(200);
  });

  it('of two who apply at once, one is told that it is done', async () => {
    const draft = await prepare(asProvince, [merge(nextTwo(), { begins: begins() })]);
    const answers = await Promise.all([apply(asProvince, draft), apply(asProvince, draft)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('does not end a unit that has begun the report of a period that ends later', async () => {
    const from = nextTwo();
    const [typed] = await rows<{ id: number }>(
      `update reporting.report r set state = 'draft' from figures.period p where p.id = r.period_id and p.code = '2026-M12' and r.unit_id = $1 returning r.id`,
      [from[0]],
    );
    expect(typed).toBeDefined();
    const draft = await prepare(asProvince, [merge(from, { begins: begins() })]);
    expect(draft.faults.map(({ path, code: each }) => `${path} ${each}`)).toEqual(['effectiveOn org.report-begun']);
  });
});

describe('who may', () => {
  it('see and prepare change sets', async () => {
    const [unitId] = nextTwo();
    const body = { title: { vi: 'A', en: 'A' }, effectiveOn: null, legalBasis: '', items: [] };
    const draft = await prepare(asCentre, [change(unitId, { name: 'Khác' })]);
    for (const [name, list, one, create] of [
      ['administrator', 200, 404, 200],
      ['province', 200, 404, 403],
      ['centre', 200, 200, 403],
      ['commune', 404, 404, 404],
      ['operator', 404, 404, 404],
    ] as const) {
      const ask = await house.as(name);
      expect([
        name,
        (await ask('GET', '/api/change-drafts')).status,
        (await ask('GET', `/api/change-drafts/${draft.id}`)).status,
        (await ask('POST', '/api/change-drafts', body)).status,
      ]).toEqual([name, list, one, create]);
    }
    const asCentreOfficer = await house.as('centre');
    expect((await apply(asCentreOfficer, draft)).status).toBe(403);
    expect((await undo(asCentreOfficer, draft)).status).toBe(403);
  });

  it('keeps the version that somebody else has kept meanwhile', async () => {
    const draft = await prepare(asProvince, []);
    const { title, effectiveOn, legalBasis, items } = draft;
    const save = () =>
      asProvince('PUT', `/api/change-drafts/${draft.id}`, { version: 1, title, effectiveOn, legalBasis, items });
    expect(await save()).toMatchObject({ status: 200, body: { version: 2, faults: [{ path: 'items' }] } });
    expect(await save()).toMatchObject({ status: 409, body: { code: 'kernel.changed-meanwhile' } });
  });

  it('lets the runtime role write no unit, whatever it says it does', async () => {
    await expect(
      house.database.transact(async (tx) => {
        await tx.updateTable('org.unitState').set({ name: 'x' }).where('unitId', '=', at.province).execute();
      }),
    ).rejects.toThrow('permission denied');
  });
});

it('every table that points to a unit or a body has a name in both languages', async () => {
  const tables = await house.asSystem((ask) => tablesNaming(ask.tx));
  expect(tables.length).toBeGreaterThan(15);
  expect(tables.filter(({ schema, table }) => !namingWords[schema]?.[table])).toEqual([]);
});
