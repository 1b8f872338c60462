/** Setting targets, taking them back, and what units have reached together. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNeighbour, castProvince } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { shippedForms } from '../form/shipped.ts';

const typed = (shippedForms.find(({ code }) => code === 'TH01')?.content.sections ?? [])
  .flatMap(({ rows }) => rows.map(({ indicator }) => indicator))
  .filter((id) => !['avg_attendance', 'rate_mediation_success'].includes(id));
const cells = (sessions: number) => ({
  ...Object.fromEntries(typed.map((id) => [id, { value: 5 }])),
  outreach_sessions: { value: sessions },
});
const wanted = (rows: readonly object[], more: object = {}) => ({
  indicator: 'outreach_sessions',
  period: '2026-M10',
  direction: 'at_least',
  basis: 'KH 21/KH-BCĐ ngày 05/01/2026',
  rows,
  ...more,
});

type Row = { id: number; unit: { code: string }; period: string | null; value: number; eachBelow: boolean };

describe('targets over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asProvince: Ask;
  let asCentre: Ask;
  let asCommune: Ask;
  let province: number;

  const set = (rows: readonly object[], more: object = {}, ask: Ask = asProvince) =>
    ask('POST', '/api/targets', wanted(rows, more));
  const list = async (period = '2026-M10') =>
    (await asProvince('GET', `/api/targets?unit=${province}&period=${period}`)).body as {
      own: Row[];
      below: Row[];
      together: Record<string, unknown>[];
    };
  const said = (rows: readonly Row[]) => rows.map(({ unit, period, value }) => [unit.code, period, value]);
  const codesOf = (answer: { body: Record<string, unknown> }) =>
    (answer.body['fields'] as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);
  /** Sends October's report of a commune and accepts it. */
  const report = async (ask: Ask, sessions: number) => {
    const own = (await ask('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    const id = own.find(({ period }) => period.code === '2026-M10')?.id;
    const sent = await ask('POST', `/api/reports/${id}/submit`, { draftVersion: 0, cells: cells(sessions) });
    expect(sent).toMatchObject({ status: 200 });
    expect(await asProvince('POST', `/api/reports/${id}/accept`, { revision: 1 })).toMatchObject({ status: 200 });
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asProvince, asCentre, asCommune] = await Promise.all([
      house.as('province'),
      house.as('centre'),
      house.as('commune'),
    ]);
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  });
  afterEach(() => undo());

  describe('setting', () => {
    it.each(['commune', 'partner', 'head', 'inspector', 'administrator', 'operator'] as const)(
      'is not for %s',
      async (name) => {
        expect(await set([{ unit: castCommune, value: 10 }], {}, await house.as(name))).toMatchObject({
          status: 403,
          body: { code: 'kernel.not-allowed' },
        });
      },
    );
    it('takes units by code and by name, and takes the place of what stood there', async () => {
      expect(await set([{ unit: castCommune, value: 10 }])).toMatchObject({ status: 200, body: { set: 1 } });
      expect(
        await set([
          { unit: castCommune, value: 12 },
          { unit: castNeighbour, value: 8 },
        ]),
      ).toMatchObject({ status: 200, body: { set: 2 } });
      expect(said((await list()).below).sort()).toEqual([
        [castCommune, '2026-M10', 12],
        [castNeighbour, '2026-M10', 8],
      ]);
    });
    it('is all or nothing, with every fault at its row', async () => {
      const answer = await set([
        { unit: castCommune, value: 10 },
        { unit: castCommune, value: 11 },
        { unit: 'Xã không có', value: 1 },
      ]);
      expect(answer).toMatchObject({ status: 422, body: { code: 'reporting.targets-not-right' } });
      expect(codesOf(answer)).toEqual([
        'rows.1.unit reporting.target-twice',
        'rows.2.unit reporting.target-unit-unknown',
      ]);
      expect((await list()).below).toEqual([]);
    });
    it('does not reach another province, nor what the centre has set', async () => {
      const elsewhere = await set([{ unit: castCommune, value: 10 }], {}, await house.as('otherProvince'));
      expect(codesOf(elsewhere)).toEqual(['rows.0.unit reporting.target-unit-unknown']);
      expect(await set([{ unit: castProvince, value: 900 }], {}, asCentre)).toMatchObject({ status: 200 });
      const own = await set([{ unit: castProvince, value: 1 }]);
      expect(codesOf(own)).toEqual(['rows.0.unit reporting.target-from-above']);
      expect(said((await list()).own)).toEqual([[castProvince, '2026-M10', 900]]);
    });
    it('sets no share above a hundred, and nothing that is counted', async () => {
      const rate = { indicator: 'rate_registered_communes', period: null };
      expect(codesOf(await set([{ unit: castProvince, value: 101 }], rate))).toEqual([
        'rows.0.value reporting.target-above-hundred',
      ]);
      expect(codesOf(await set([{ unit: castProvince, value: 3 }], { indicator: 'model_kinds' }))).toEqual([
        'indicator reporting.target-not-counted',
      ]);
    });
    it('is kept in the audit with what stood there before', async () => {
      await set([{ unit: castCommune, value: 10 }]);
      await set([{ unit: castCommune, value: 12 }]);
      const { body } = await (await house.as('inspector'))('GET', '/api/audit?action=reporting.setTargets');
      expect((body['entries'] as object[])[0]).toMatchObject({
        before: { value: 10 },
        after: { value: 12, period: '2026-M10', basis: 'KH 21/KH-BCĐ ngày 05/01/2026' },
      });
    });
  });

  describe('ending', () => {
    it('takes a target back once; it is listed no more', async () => {
      await set([{ unit: castCommune, value: 10 }]);
      const [row] = (await list()).below;
      const end = (ask: Ask) => ask('POST', `/api/targets/${row?.id}/end`);
      expect(await end(asCommune)).toMatchObject({ status: 403 });
      expect(await end(await house.as('otherProvince'))).toMatchObject({ status: 404 });
      expect(await end(asProvince)).toMatchObject({ status: 200 });
      expect((await list()).below).toEqual([]);
      expect(await end(asProvince)).toMatchObject({ status: 409, body: { code: 'reporting.target-ended' } });
    });
    it('is for those who set it, or stand above them', async () => {
      await set([{ unit: castProvince, value: 900 }], {}, asCentre);
      const [row] = (await list()).own;
      expect(await asProvince('POST', `/api/targets/${row?.id}/end`)).toMatchObject({
        status: 403,
        body: { code: 'reporting.target-from-above' },
      });
      expect(await asCentre('POST', `/api/targets/${row?.id}/end`)).toMatchObject({ status: 200 });
    });
  });

  describe('the units below together', () => {
    it('hold the targets of some units against the results of those alone', async () => {
      await report(asCommune, 6);
      await report(await house.as('neighbour'), 300);
      await set([{ unit: castCommune, value: 10 }]);
      expect((await list()).together).toMatchObject([
        { units: 1, value: 10, result: 6, share: 60, gap: -4, reported: 1, expected: 1, standing: 'below' },
      ]);
      await set([{ unit: castNeighbour, value: 290 }]);
      expect((await list()).together).toMatchObject([
        { units: 2, value: 300, result: 306, share: 102, gap: 6, reported: 2, expected: 2, standing: 'reached' },
      ]);
    });
    it('say that nothing is known where nobody of them has reported', async () => {
      await report(await house.as('neighbour'), 300);
      await set([{ unit: castCommune, value: 10 }]);
      expect((await list()).together).toMatchObject([
        { result: null, share: null, gap: null, reported: 0, expected: 1, standing: 'unknown' },
      ]);
    });
    it('count what was set by name for every year before what was set for each neighbour this year', async () => {
      await set([{ unit: castProvince, eachBelow: true, value: 10 }], { period: '2026-Y' });
      await set([{ unit: castCommune, value: 4 }], { period: null });
      const { below, together } = await list('2026-Y');
      expect(said(below.filter(({ unit }) => unit.code === castCommune))).toEqual([[castCommune, null, 4]]);
      expect(together).toMatchObject([{ units: below.length, value: (below.length - 1) * 10 + 4 }]);
    });
    it('let the target of this year stand before that of every year, also where it points another way', async () => {
      await set([{ unit: castCommune, value: 4 }], { period: null, direction: 'at_most' });
      await set([{ unit: castCommune, value: 7 }], { period: '2026-Y' });
      await set([{ unit: castNeighbour, value: 3 }], { period: '2026-Y' });
      expect((await list('2026-Y')).together).toMatchObject([{ units: 2, value: 10 }]);
    });
  });
});
