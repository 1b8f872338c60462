import { unknownIndicator, unknownUnits } from '@app/contract/figures/problems.ts';
import {
  publishedAsThen,
  questionTooLarge,
  tooManyPeriods,
  unitsOverlap,
} from '@app/contract/figures/query/problems.ts';
import type { FigureGrid } from '@app/contract/figures/query/routes.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNeighbour, castProvince } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { freeze, periodId, periodOfCode } from '../index.ts';
import { acceptSheets, putExpectations, putSheets } from '../queries.ts';
import { toSheet } from '../slots.ts';
import { wholeSheet } from '../testing/whole-sheet.ts';

const now = new Date('2026-11-22T03:00:00Z');
const cells = (values: Record<string, number>, precision: 'exact' | 'at_least' = 'exact') =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, precision, kind: 'own' as const, note: null }]),
  );

describe('figures by a question', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asProvince: Ask;
  const units = { nation: 0, province: 0, one: 0, other: 0 };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asProvince = await house.as('province');
    const idOf = async (code: string) =>
      Number(
        (
          await house.database.owner.query(
            `select unit_id from org.unit_state where code = $1 and during @> '2026-11-22'::date`,
            [code],
          )
        ).rows[0]?.unit_id,
      );
    Object.assign(units, {
      nation: 1,
      province: await idOf(castProvince),
      one: await idOf(castCommune),
      other: await idOf(castNeighbour),
    });
    await post('2026-M10', units.one, { outreach_sessions: 4, outreach_attendance: 100, mediation_cases: 12 });
    await post('2026-M10', units.other, { outreach_sessions: 6, outreach_attendance: 900, mediation_cases: 3 });
    await post('2026-M09', units.one, { outreach_sessions: 1, outreach_attendance: 50 });
  });
  afterEach(() => undo());

  const post = (code: string, unitId: number, values: Record<string, number>, accepted = true) =>
    house.asSystem(async ({ tx }) => {
      const address = { periodId: periodId(periodOfCode(code)), line: 'committee' };
      const sheet = toSheet(cells(values), 'committee', { level: 'commune', tags: new Set() });
      const rows = [{ unitId, sourceId: null, ...sheet }];
      await putSheets(tx, { ...address, reading: 'submitted' }, wholeSheet, rows, 'import', now);
      if (accepted) await acceptSheets(tx, address, wholeSheet, [unitId], now);
    });
  const tag = (unitId: number) =>
    house.asSystem(({ tx }) =>
      tx
        .insertInto('org.areaTag')
        .values({ unitId, tag: 'priority', during: '[2026-01-01,)', basis: 'Quyết định 1/QĐ' })
        .execute(),
    );

  const asking = async (ask: Ask, query: Record<string, string>) => {
    const { status, body } = await ask('GET', `/api/figures/query?${new URLSearchParams(query)}`);
    return {
      status,
      code: body.code,
      data: body['data'] as Record<string, unknown>,
      grid: body as unknown as FigureGrid,
    };
  };
  const both = () => `${units.one},${units.other}`;
  const month = { periods: '2026-M10', line: 'committee' };

  it('answers each unit by itself, period by period, with completeness beside', async () => {
    await house.asSystem(({ tx }) =>
      putExpectations(tx, periodId(periodOfCode('2026-M09')), 'committee', [units.one, units.other], [11]),
    );
    const { grid } = await asking(asProvince, {
      indicators: 'outreach_sessions,avg_attendance',
      periods: '2026-M09,2026-M10',
      units: both(),
      line: 'committee',
      total: 'yes',
    });
    expect(grid.units).toMatchObject({ ids: [units.one, units.other], codes: [castCommune, castNeighbour] });
    expect(grid.figures.values).toEqual([1, 50, 4, 25, null, null, 6, 150]);
    expect(grid.figures.reported).toEqual([1, 1, 1, 1, 0, 0, 1, 1]);
    expect(grid.figures.expected).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    // The average of the total is that of its sums, not the mean of the averages.
    expect(grid.total?.values).toEqual([1, 50, 10, 100]);
    expect(grid.total?.expected).toEqual([2, 2, 2, 2]);
    expect(grid).toMatchObject({ boundaries: 'as-then', on: '2026-10-14', groups: null, declared: [], editions: null });
  });

  it('counts relative periods from the day in Viet Nam and answers their codes', async () => {
    const { grid } = await asking(asProvince, {
      indicators: 'outreach_sessions',
      periods: 'last-2-months,this-quarter',
      units: String(units.one),
      line: 'committee',
    });
    expect(grid.periods.map(({ code }) => code)).toEqual(['2026-M10', '2026-M11', '2026-Q4']);
    // The quarter rests on its months so far.
    expect(grid.figures.values).toEqual([4, null, 4]);
    expect(grid.figures.fromShorter).toEqual([0, 0, 1]);
    const before = await asking(asProvince, {
      indicators: 'outreach_sessions',
      periods: 'last-month',
      units: String(units.one),
      day: '2026-10-20',
    });
    expect(before.grid.periods.map(({ code }) => code)).toEqual(['2026-M10']);
  });

  it('chooses units by level and tag on the tree of a day, and puts them together by type and by tag', async () => {
    await tag(units.one);
    const below = { ...month, indicators: 'outreach_sessions', units: `commune:${units.province}` };
    const tagged = await asking(asProvince, { ...below, tag: 'priority' });
    expect(tagged.grid.units?.ids).toEqual([units.one]);
    const byTag = await asking(asProvince, { ...below, by: 'tag', total: 'yes' });
    expect(byTag.grid.groups).toMatchObject([{ id: 'priority', units: 1, words: { en: 'Priority area' } }]);
    expect(byTag.grid.figures.values).toEqual([4]);
    expect(byTag.grid.total?.values).toEqual([10]);
    const byType = await asking(asProvince, { ...below, by: 'type', indicators: 'outreach_sessions,avg_attendance' });
    const at = byType.grid.groups?.findIndex(({ id }) => id === 'xa') ?? -1;
    expect(byType.grid.groups?.length).toBeGreaterThan(1);
    expect(byType.grid.figures.values.filter((value) => value !== null).length).toBeGreaterThan(0);
    expect(at).toBeGreaterThanOrEqual(0);
    // On the tree of the spring before the reform the communes were others, and more.
    const old = await asking(asProvince, { ...below, on: '2025-06-01' });
    expect(old.grid.units?.ids).not.toContain(units.one);
  });

  it('keeps only units whose figures are as asked', async () => {
    const two = { ...month, indicators: 'outreach_sessions', units: both() };
    const many = await asking(asProvince, { ...two, where: 'mediation_cases:gt:10' });
    expect(many.grid.units?.ids).toEqual([units.one]);
    const summed = await asking(asProvince, { ...two, where: 'mediation_cases:gt:10', by: 'total' });
    expect(summed.grid.total).toMatchObject({ values: [4], units: [1] });
    const average = await asking(asProvince, { ...two, where: 'avg_attendance:ge:150', by: 'total' });
    expect(average.grid.total?.values).toEqual([6]);
    const missing = await asking(asProvince, { ...two, periods: '2026-M09', where: 'outreach_sessions:missing' });
    expect(missing.grid.units?.ids).toEqual([units.other]);
    const ofLonger = await asking(asProvince, {
      ...two,
      periods: '2026-Y',
      where: 'outreach_sessions:ge:6',
      by: 'total',
    });
    expect(ofLonger.grid.total).toMatchObject({ values: [6], units: [1] });
  });

  it('counts a unit and what stands in it once in a total, and filters them by value not at all', async () => {
    const nested = { ...month, indicators: 'outreach_sessions', units: `${units.province},commune:${units.province}` };
    expect((await asking(asProvince, { ...nested, by: 'total' })).grid.total).toMatchObject({
      values: [10],
      units: [1],
    });
    const filtered = await asking(asProvince, { ...nested, by: 'total', where: 'mediation_cases:gt:1' });
    expect(filtered).toMatchObject({ status: 422, code: unitsOverlap.code });
  });

  it('reads what was submitted, and what was published with the number of its edition', async () => {
    await post('2026-M10', units.one, { outreach_sessions: 40 }, false);
    const one = { ...month, indicators: 'outreach_sessions', units: both() };
    expect((await asking(asProvince, { ...one, reading: 'submitted' })).grid.figures.values).toEqual([40, 6]);
    const signer = await house.database.owner.query('select id from identity.post limit 1');
    await house.asSystem(({ tx }) =>
      freeze(tx, {
        unitId: units.province,
        periodId: periodId(periodOfCode('2026-M10')),
        line: 'committee',
        form: 'TH01',
        number: '10/BC-BCĐ',
        issuedOn: '2026-10-20',
        issuedAt: now,
        signerPostId: Number(signer.rows[0]?.id),
        supersedesId: null,
        reason: null,
        slots: [11, 12],
        parts: [],
      }),
    );
    await post('2026-M10', units.one, { outreach_sessions: 40 });
    const { grid } = await asking(asProvince, { ...one, units: `${units.province},${both()}`, reading: 'published' });
    expect(grid.figures.values).toEqual([10, 4, 6]);
    expect(grid.editions?.list).toMatchObject([{ number: '10/BC-BCĐ', unitId: units.province, period: '2026-M10' }]);
    expect(grid.editions?.of).toEqual([0, 0, 0]);
    expect((await asking(asProvince, { ...one, by: 'total' })).grid.total?.values).toEqual([46]);
  });

  it('reads earlier periods on the boundaries of a date, where the old units stand in the new ones', async () => {
    const { rows } = await house.database.owner.query<{ id: number }>(
      `select predecessor_id as id from org.succession where successor_id = $1 and kind = 'whole' order by 1`,
      [units.one],
    );
    for (const { id } of rows) await post('2025-M03', id, { outreach_sessions: 10 });
    expect(rows.length).toBeGreaterThan(1);
    const old = { indicators: 'outreach_sessions', periods: '2025-M03', units: both(), line: 'committee' };
    expect((await asking(asProvince, { ...old, on: '2026-11-01' })).grid.figures.values).toEqual([null, null]);
    const { grid } = await asking(asProvince, { ...old, boundaries: '2026-11-01', total: 'yes' });
    expect(grid).toMatchObject({ boundaries: '2026-11-01', on: '2026-11-01' });
    expect(grid.figures.values).toEqual([10 * rows.length, null]);
    expect(grid.restated?.allocated[0] ?? null).toBeNull();
    expect(grid.total?.values).toEqual([10 * rows.length]);
    const sifted = await asking(asProvince, { ...old, boundaries: '2026-11-01', where: 'outreach_sessions:present' });
    expect(sifted.grid.units?.ids).toEqual([units.one]);
    expect(await asking(asProvince, { ...old, boundaries: '2026-11-01', reading: 'published' })).toMatchObject({
      status: 422,
      code: publishedAsThen.code,
    });
  });

  it('answers what the post may not see like what does not exist', async () => {
    const asCommune = await house.as('commune');
    const asPartner = await house.as('partner');
    const of = (unit: number) => ({ ...month, indicators: 'outreach_sessions', units: String(unit) });
    for (const query of [of(units.province), of(units.other), of(999_999)])
      expect(await asking(asCommune, query)).toMatchObject({ status: 404, code: unknownUnits.code });
    expect((await asking(asPartner, of(units.one))).status).toBe(200);
    // Another line than the own one, where nothing stands below either.
    expect(await asking(asPartner, { ...of(units.one), line: 'police' })).toMatchObject({ status: 404 });
    expect(await asking(asPartner, { ...of(units.one), units: `children:${units.one}` })).toMatchObject({
      status: 404,
    });
    expect(await asking(await house.as('operator'), of(units.nation))).toMatchObject({ status: 404 });
    expect(await asking(asCommune, { ...of(units.one), indicators: 'no_such' })).toMatchObject({
      status: 422,
      code: unknownIndicator.code,
    });
  });

  it('refuses what is too much by name, and points to the export', async () => {
    const asCentre = await house.as('centre');
    const all = { indicators: 'group:outreach', units: `commune:${units.nation}` };
    expect(await asking(asCentre, { ...all, periods: 'last-12-months' })).toMatchObject({
      status: 422,
      code: questionTooLarge.code,
      data: { most: 200_000 },
    });
    const long = {
      indicators: 'outreach_sessions',
      units: String(units.nation),
      periods: 'last-120-months,last-119-months,last-90-months',
    };
    expect(await asking(asCentre, long)).toMatchObject({ status: 200 });
    const longer = { ...long, periods: `${long.periods},last-80-quarters,last-40-half-years` };
    expect(await asking(asCentre, longer)).toMatchObject({ status: 422, code: tooManyPeriods.code });
  });

  it('answers every named query, of the own unit where no other is named', async () => {
    const listed = await asProvince('GET', '/api/figures/queries');
    const named = listed.body as unknown as { name: string; open: string[] }[];
    expect(named).toHaveLength(18);
    for (const { name } of named) {
      const answer = await asProvince('GET', `/api/figures/queries/${name}?day=2026-10-20&line=committee`);
      expect([name, answer.status]).toEqual([name, 200]);
      const grid = answer.body as unknown as FigureGrid;
      const rows = grid.groups?.length ?? grid.units?.ids.length ?? 0;
      expect(grid.figures.values).toHaveLength(rows * grid.periods.length * grid.indicators.length);
    }
    const sum = await asProvince('GET', `/api/figures/queries/three-over-six-months?day=2026-10-20&line=committee`);
    expect((sum.body as unknown as FigureGrid).figures.values.slice(-3)).toEqual([10, 1000, 100]);
    expect((await asProvince('GET', '/api/figures/queries/no-such')).status).toBe(404);
  });
});
