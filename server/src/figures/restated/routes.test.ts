/** The reform of 01/07/2025 on the real register, over HTTP: series through it, and what persons decide about divided communes. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../identity/index.ts';
import { type Ask as Asking, askAs } from '../../kernel/ask.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { nation, unitByCode } from '../../org/index.ts';
import { periodId, periodOfCode, putSheets } from '../index.ts';
import { wholeSheet } from '../testing/whole-sheet.ts';
import { readRestated } from './read.ts';
import { registerNow } from './register/loaded.ts';

type Body = Record<string, unknown>;
/** Kim Phú of old Tuyên Quang was divided between Minh Xuân and Mỹ Lâm; the text leaves the shares open. */
const divided = '02497';
const eve = '2025-06-30';
const day = '2025-07-01';

let house: TestHouse;
let undo: () => Promise<void>;
let asCentre: Ask;
let asProvince: Ask;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  undo = await house.begin();
  asCentre = await house.as('centre');
  asProvince = await house.as('province');
});
afterEach(() => undo());

const unit = (code: string, on: string): Promise<number> =>
  house.asSystem(async ({ tx }) => (await unitByCode(tx, code, on)).id);
const post = (unitId: number, period: string, value: number) =>
  house.asSystem(({ tx }) =>
    putSheets(
      tx,
      { periodId: periodId(periodOfCode(period)), line: 'committee', reading: 'accepted' },
      wholeSheet,
      [{ unitId, own: [value], precision: [0], declared: null, notes: null, sourceId: null }],
      'import',
      new Date('2026-11-22T03:00:00Z'),
    ),
  );
const partsOf = async (oldCode: string): Promise<{ old: number; parts: number[]; above: number }> => {
  const old = await unit(oldCode, eve);
  const { rows } = await house.asSystem(({ tx }) =>
    sql<{ id: number; above: number }>`
      select s.successor_id as id, st.parent_id as above from org.succession s
      join org.unit_state st on st.unit_id = s.successor_id and st.during @> ${day}::date
      where s.predecessor_id = ${old} order by s.successor_id`.execute(tx),
  );
  return { old, parts: rows.map(({ id }) => id), above: rows[0]?.above ?? 0 };
};
const restated = async (ask: Ask, units: string | number, period: string, boundaries: string) => {
  const answer = await ask(
    'GET',
    `/api/figures/restated?indicators=plans_issued&units=${units}&periods=${period}&boundaries=${boundaries}`,
  );
  return (
    (answer.body['figures'] as {
      value: number | null;
      own: number;
      allocated: number;
      notAllocated: number;
      precision: string;
    }[]) ?? answer.body
  );
};

describe('the series of a province through the reform', () => {
  const series = async (ask: Ask, unitId: number, boundaries: string) =>
    (
      await ask(
        'GET',
        `/api/figures/series?unit=${unitId}&indicator=plans_issued&periods=2023-Y,2024-Y,2025-Y,2026-Y&boundaries=${boundaries}`,
      )
    ).body as Body & {
      atTheTime: { unit: { fullName: string }; role: string; points: ({ value: number | null } | null)[] }[];
      restated: {
        unit: { fullName: string; code: string };
        points: { value: number | null; notAllocated: number | null }[];
      }[];
      added: (number | null)[];
      breaks: { on: string; before: number; steps: object[]; words: { vi: string } }[];
      unchanged: {
        rows: { unit: { fullName: string }; value: number; into: number }[];
        sum: object;
        equal: boolean;
        period: string;
      };
    };
  let province: number;
  beforeEach(async () => {
    province = await unit('44', day);
    // Đồng Hới of Quảng Bình and Đông Hà of old Quảng Trị, through their communes; the new province in 2026.
    for (const [code, value] of [
      ['18853', 30],
      ['18856', 12],
      ['19333', 9],
    ] as const)
      await post(await unit(code, eve), '2024-M05', value);
    await post(await unit('19138', day), '2026-M05', 70);
  });

  it('stands in the old provinces before, in the new one after, and adds up to the digit', async () => {
    const told = await series(asProvince, province, '2026-11-22');
    const lines = Object.fromEntries(
      told.atTheTime.map(({ unit: { fullName }, role, points }) => [
        `${fullName} ${role}`,
        points.map((point) => point?.value ?? null),
      ]),
    );
    expect(lines).toEqual({
      'Tỉnh Quảng Bình predecessor': [null, 42, null, null],
      'Tỉnh Quảng Trị predecessor': [null, 9, null, null],
      'Tỉnh Quảng Trị unit': [null, null, null, 70],
    });
    expect(told.added).toEqual([null, 51, null, 70]);
    expect(told.restated.map(({ points }) => points.map(({ value }) => value))).toEqual([[null, 51, null, 70]]);
    expect(told.breaks).toMatchObject([{ on: day, before: 2, words: { vi: '2 đơn vị thành 1' } }]);
    expect(told.unchanged).toMatchObject({
      period: '2024-Y',
      rows: [
        { unit: { fullName: 'Tỉnh Quảng Bình' }, value: 42, into: 42 },
        { unit: { fullName: 'Tỉnh Quảng Trị' }, value: 9, into: 9 },
      ],
      sum: { old: 51, restated: 51, elsewhere: 0, notAllocated: 0 },
      equal: true,
    });
  });

  it('goes back to the old provinces on the boundaries of 2024, where the pairs allow it', async () => {
    const told = await series(asProvince, province, '2024-12-31');
    expect(told.restated.map(({ unit: { code }, points }) => [code, points.map(({ value }) => value)])).toEqual([
      ['44', [null, 42, null, 70]],
      ['45', [null, 9, null, null]],
    ]);
  });

  it('is read from the kept totals of the units of each time, whatever stood below them', async () => {
    const [quangBinh, quangTri] = [await unit('44', eve), await unit('45', eve)];
    await house.asSystem(async ({ tx }) => {
      const register = await registerNow(tx);
      const root = (await nation(tx)).id;
      const sorted = ({ totals, sheets }: { totals: readonly number[]; sheets: readonly number[] }) => ({
        totals: totals.toSorted((a, b) => a - b),
        sheets,
      });
      const old = [quangBinh, quangTri].toSorted((a, b) => a - b);
      expect(sorted(register.cover(province, '2024-12-14', day))).toEqual({ totals: old, sheets: [] });
      expect(sorted(register.cover(province, '2026-12-14', day))).toEqual({ totals: [province], sheets: [] });
      for (const then of ['2024-12-14', '2026-12-14'])
        for (const on of [eve, day])
          expect(sorted(register.cover(root, then, on))).toEqual({ totals: [root], sheets: [] });
    });
  });

  it('is not told to another province', async () => {
    const other = await house.as('otherProvince');
    expect(
      (await other('GET', `/api/figures/series?unit=${province}&indicator=plans_issued&periods=2024-Y`)).status,
    ).toBe(404);
    expect(
      (
        await other(
          'GET',
          `/api/figures/restated?indicators=plans_issued&units=${province}&periods=2024-Y&boundaries=${day}`,
        )
      ).status,
    ).toBe(404);
  });
});

describe('a district that ended', () => {
  it('is read by the province of today on the boundaries of its time', async () => {
    const commune = await unit('18853', eve);
    await post(commune, '2024-M05', 30);
    const { rows } = await house.asSystem(({ tx }) =>
      sql<{
        id: number;
      }>`select parent_id as id from org.unit_state where unit_id = ${commune} and during @> ${eve}::date`.execute(tx),
    );
    const [district] = await restated(asProvince, rows[0]?.id ?? 0, '2024-Y', '2024-12-31');
    expect(district?.value).toBe(30);
  });
});

describe('a commune divided by the reform', () => {
  const decide = (ask: Ask, unitId: number, shares: { unit: number; weight: number }[], more: object = {}) =>
    ask('POST', '/api/figures/divisions', {
      unit: unitId,
      on: day,
      shares,
      basis: 'Nghị quyết 12/NQ-HĐND ngày 10/7/2025',
      ...more,
    });
  const listed = async (ask: Ask, below: number) =>
    ((await ask('GET', `/api/figures/divisions?below=${below}&indicator=plans_issued&period=2024-Y`))
      .body as unknown as Body[]) ?? [];

  it('stays with its province until somebody decides, and again when the decision is withdrawn', async () => {
    const { old, parts, above } = await partsOf(divided);
    const [one = 0, other = 0] = parts;
    await post(old, '2024-M05', 17);
    expect((await restated(asCentre, above, '2024-Y', day))[0]).toMatchObject({
      value: 17,
      notAllocated: 17,
      precision: 'exact',
    });
    expect((await restated(asCentre, one, '2024-Y', day))[0]).toMatchObject({ value: null, allocated: null });
    expect((await listed(asCentre, above)).find((each) => (each['unit'] as { id: number }).id === old)).toMatchObject({
      state: 'not-allocated',
      value: 17,
      notAllocated: 17,
      decision: null,
      whyNotDecide: null,
    });

    const decision = await decide(asCentre, old, [
      { unit: one, weight: 0.6 },
      { unit: other, weight: 0.3 },
    ]);
    expect(decision.status).toBe(200);
    expect((await restated(asCentre, one, '2024-Y', day))[0]).toMatchObject({
      value: 10,
      allocated: 10,
      precision: 'about',
      own: 10,
    });
    expect((await restated(asCentre, other, '2024-Y', day))[0]).toMatchObject({ value: 5, allocated: 5 });
    const [whole, ...communes] = await restated(asCentre, `children:${above}`, '2024-Y', day);
    expect(whole).toMatchObject({ value: 17, notAllocated: 2, precision: 'exact' });
    expect(
      communes.reduce((sum, { value }) => sum + (value ?? 0), 0) + (whole?.notAllocated ?? 0) + (whole?.own ?? 0),
    ).toBe(17);
    expect((await listed(asCentre, above)).find((each) => (each['unit'] as { id: number }).id === old)).toMatchObject({
      state: 'partly',
      notAllocated: 2,
      decision: { id: decision.body['id'], basis: 'Nghị quyết 12/NQ-HĐND ngày 10/7/2025' },
    });
    const became = (await asCentre('GET', `/api/units/${one}/became`)).body as {
      steps: { fromId: number; weight: number; weightBy: string }[];
    };
    expect(became.steps.find(({ fromId }) => fromId === old)).toMatchObject({ weight: 0.6, weightBy: 'decision' });

    expect((await decide(asCentre, old, [{ unit: one, weight: 1 }])).body.code).toBe('figures.division-decided');
    expect((await asCentre('DELETE', `/api/figures/divisions/${decision.body['id']}`)).status).toBe(200);
    expect((await asCentre('DELETE', `/api/figures/divisions/${decision.body['id']}`)).body.code).toBe(
      'figures.division-withdrawn',
    );
    expect((await restated(asCentre, one, '2024-Y', day))[0]).toMatchObject({ value: null });
    const { rows } = await house.asSystem(({ tx }) =>
      sql<{
        action: string;
      }>`select action from kernel.audit where subject = ${`division:${decision.body['id']}`} order by id`.execute(tx),
    );
    expect(rows.map(({ action }) => action)).toEqual(['figures.decideDivision', 'figures.withdrawDivision']);
  });

  it.each<[string, (parts: readonly number[]) => { unit: number; weight: number }[], object, string]>([
    [
      'more than all of it',
      ([one = 0, other = 0]) => [
        { unit: one, weight: 0.7 },
        { unit: other, weight: 0.4 },
      ],
      {},
      'figures.shares-above-one',
    ],
    [
      'the same part twice',
      ([one = 0]) => [
        { unit: one, weight: 0.5 },
        { unit: one, weight: 0.5 },
      ],
      {},
      'figures.not-a-part',
    ],
    ['a part that it is not', () => [{ unit: 1, weight: 0.5 }], {}, 'figures.not-a-part'],
    [
      'on a day without a division',
      ([one = 0]) => [{ unit: one, weight: 0.5 }],
      { on: '2025-07-02' },
      'figures.not-divided',
    ],
    ['without a paper', ([one = 0]) => [{ unit: one, weight: 0.5 }], { basis: '' }, 'kernel.bad-input'],
  ])('is not decided: %s', async (_, shares, more, code) => {
    const { old, parts } = await partsOf(divided);
    expect((await decide(asCentre, old, shares(parts), more)).body.code).toBe(code);
  });

  it('is decided by nobody who does not stand above all parts', async () => {
    const { old, parts } = await partsOf(divided);
    expect((await decide(asProvince, old, [{ unit: parts[0] ?? 0, weight: 0.5 }])).status).toBe(404);
    const commune = await house.as('commune');
    expect((await decide(commune, old, [{ unit: parts[0] ?? 0, weight: 0.5 }])).status).toBe(404);
  });

  it('gives the same share to every reader, also to one who does not see the divided commune', async () => {
    const { old, parts, above } = await partsOf(divided);
    const [one = 0, other = 0] = parts;
    await post(old, '2024-M05', 17);
    const posts = await house.asSystem(({ tx }) =>
      sql<{ id: number }>`select min(id) as id from identity.post`.execute(tx),
    );
    const act = <T>(unitId: number, work: (ask: Asking) => Promise<T>) =>
      house.asSystem(({ tx, now }) => {
        const actor = { ...systemActor(unitId), allUnits: false, postId: posts.rows[0]?.id ?? 0 };
        return askAs({ transact: (each) => each(tx), clock: () => now }, actor, 'test', work);
      });
    await decide(asCentre, old, [
      { unit: one, weight: 0.6 },
      { unit: other, weight: 0.4 },
    ]);
    const read = (reader: number) =>
      act(reader, (ask) =>
        readRestated(ask, {
          indicators: ['plans_issued'],
          unitIds: [one],
          periods: [periodOfCode('2024-Y')],
          line: 'all',
          reading: 'accepted',
          boundaries: day,
        }),
      );
    expect((await read(one)).map(({ value }) => value)).toEqual([10]);
    expect(await read(one)).toEqual(await read(above));
    await expect(read(other)).rejects.toThrow();
  });
});
