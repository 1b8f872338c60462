import type { Answer } from '@app/contract/kernel/route.ts';
import type {
  Counted,
  getNeighbours,
  getTimeliness,
  getTimelinessByProvince,
} from '@app/contract/reporting/timeliness/routes.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

type Board = Answer<typeof getTimeliness>;
type Country = Answer<typeof getTimelinessByProvince>;

const cells = Object.fromEntries(
  [
    'security_order_teams',
    'security_order_members',
    'model_points',
    'model_members',
    'inter_family_groups',
    'mediation_teams',
  ].map((id) => [id, { value: 1 }]),
);

describe('timeliness over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asNeighbour: Ask;
  let asProvince: Ask;
  let asCentre: Ask;
  let province: number;
  let nation: number;
  let own: number;
  let other: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asCommune, asNeighbour, asProvince, asCentre] = [
      await house.as('commune'),
      await house.as('neighbour'),
      await house.as('province'),
      await house.as('centre'),
    ];
    const unitOf = async (ask: Ask) =>
      ((await ask('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    province = await unitOf(asProvince);
    nation = await unitOf(asCentre);
    own = await unitOf(asCommune);
    other = await unitOf(asNeighbour);
  });
  afterEach(() => undo());

  const asked = (unit: number, period = '2026-M10', form = 'TH01') => `unit=${unit}&form=${form}&period=${period}`;
  const board = async (ask = asProvince, unit = province, period = '2026-M10') => {
    const { status, body } = await ask('GET', `/api/timeliness?${asked(unit, period)}`);
    expect(status).toBe(200);
    return body as unknown as Board;
  };
  const reportOf = async (ask: Ask, period = '2026-M10') => {
    const list = (await ask('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    return list.find((each) => each.period.code === period)?.id ?? 0;
  };
  const send = async (ask: Ask, id: number, at: string) => {
    house.setNow(new Date(at));
    const { body } = await ask('GET', `/api/reports/${id}`);
    const sent = await ask('POST', `/api/reports/${id}/submit`, {
      draftVersion: body['draftVersion'],
      cells,
      nil: true,
    });
    expect(sent).toMatchObject({ status: 200 });
  };
  /** Deadline of October 2026 as the regime at hand has set it. */
  const dueOf = async () => (await board()).units[0]?.cells.find(({ period }) => period === '2026-M10')?.dueAt ?? '';
  const after = (moment: string, days: number) => new Date(Date.parse(moment) + days * 86_400_000).toISOString();

  it('does not exist outside the own subtree and lines, nor for who reads no reports', async () => {
    for (const name of ['commune', 'neighbour', 'otherProvince', 'partner', 'administrator', 'operator'] as const) {
      const ask = await house.as(name);
      expect([name, (await ask('GET', `/api/timeliness?${asked(province)}`)).status]).toEqual([name, 404]);
      expect([name, (await ask('GET', `/api/timeliness/provinces?${asked(nation)}`)).status]).toEqual([name, 404]);
    }
    const asPartner = await house.as('partner');
    expect((await asPartner('GET', `/api/timeliness?${asked(own)}`)).status).toBe(404);
    expect((await (await house.as(null))('GET', `/api/timeliness?${asked(province)}`)).status).toBe(401);
  });

  it('refuses what is no period or form, and has no country below a province', async () => {
    const status = async (query: string, path = '/api/timeliness') =>
      (await asProvince('GET', `${path}?${query}`)).status;
    expect(await status(asked(province, '2026-M13'))).toBe(400);
    expect(await status(asked(999_999))).toBe(404);
    expect((await asProvince('GET', `/api/timeliness?${asked(province, '2026-M10', 'NONE')}`)).body.code).toBe(
      'reporting.unknown-form',
    );
    expect(await status(asked(province), '/api/timeliness/provinces')).toBe(404);
  });

  it('is read by who inspects and by the head; only the superior urges from it', async () => {
    expect((await board()).whyNot.draftUrging).toBeNull();
    for (const name of ['inspector', 'head', 'centre'] as const)
      expect((await board(await house.as(name))).whyNot.draftUrging?.code).toBe('reporting.not-yours-to-urge');
  });

  it('counts twelve periods, the first submission and the accepted one', async () => {
    const before = await board();
    expect(before.periods.map(({ code }) => code)).toEqual([
      ...['2025-M11', '2025-M12', '2026-M01', '2026-M02', '2026-M03', '2026-M04', '2026-M05', '2026-M06'],
      ...['2026-M07', '2026-M08', '2026-M09', '2026-M10'],
    ]);
    expect(before.units).toHaveLength(78);
    const october = (counted: Counted[]) => counted[11];
    expect(october(before.periods.map(({ counted }) => counted))).toMatchObject({
      due: 78,
      onTime: 0,
      late: 0,
      overdue: 78,
    });

    const due = await dueOf();
    const mine = await reportOf(asCommune);
    const theirs = await reportOf(asNeighbour);
    await send(asCommune, mine, after(due, -0.5));
    await send(asNeighbour, theirs, after(due, 3));
    house.setNow(new Date(after(due, 4)));
    expect(
      (await asProvince('POST', `/api/reports/${mine}/return`, { revision: 1, reason: 'Còn thiếu.' })).status,
    ).toBe(200);
    const open = await board();
    const cellOf = (from: Board, unit: number) =>
      from.units.find(({ id }) => id === unit)?.cells.find(({ period }) => period === '2026-M10');
    expect(cellOf(open, own)).toMatchObject({ timing: 'on-time', isReturned: true, revisions: 1, finalAt: null });
    expect(cellOf(open, other)).toMatchObject({ timing: 'late', daysLate: 3, isReturned: false });

    await send(asCommune, mine, after(due, 5.5));
    expect((await asProvince('POST', `/api/reports/${mine}/accept`, { revision: 2 })).status).toBe(200);
    expect((await asProvince('POST', `/api/reports/${theirs}/accept`, { revision: 1 })).status).toBe(200);
    const settled = await board();
    expect(cellOf(settled, own)).toMatchObject({ timing: 'on-time', revisions: 2, finalDays: 6, isReturned: false });
    expect(cellOf(settled, own)?.finalAt).toBe(after(due, 5.5));
    expect(settled.revised).toEqual({ accepted: 2, again: 1, medianDays: 6, mostRevisions: 2 });
    expect(october(settled.periods.map(({ counted }) => counted))).toMatchObject({ onTime: 1, late: 1, overdue: 76 });
    // One on time of two or more that are due puts the commune before everybody who has none.
    const ranks = settled.units.map(({ id, rank }) => [id, rank]);
    expect(ranks[0]).toEqual([own, 1]);
    expect(ranks[1]).toEqual([other, 2]);
  });

  it('adds the communes up by province to the same figures as the board of each province', async () => {
    const due = await dueOf();
    await send(asCommune, await reportOf(asCommune), after(due, -1));
    await send(asNeighbour, await reportOf(asNeighbour), after(due, 2));
    const { status, body } = await asCentre('GET', `/api/timeliness/provinces?${asked(nation)}`);
    expect(status).toBe(200);
    const country = body as unknown as Country;
    const here = await board();
    const row = country.units.find(({ id }) => id === province);
    expect(row?.counted).toEqual(here.all);
    for (const { code, counted } of here.periods)
      expect([code, row?.cells.find(({ period }) => period === code)?.counted ?? 0]).toEqual([
        code,
        counted.due + counted.notDue === 0 ? 0 : counted,
      ]);
    expect(country.all.onTime).toBe(country.units.reduce((sum, { counted }) => sum + counted.onTime, 0));
    expect(country.all.onTime).toBe(1);
  });

  it('lets neighbours see each other only where their superior has switched it on', async () => {
    const due = await dueOf();
    await send(asCommune, await reportOf(asCommune), after(due, -1));
    house.setNow(new Date(after(due, 5)));
    const seen = async (ask: Ask) =>
      (await ask('GET', '/api/timeliness/neighbours')).body as unknown as Answer<typeof getNeighbours>;
    expect(await seen(asNeighbour)).toEqual({ superior: null, units: [] });
    expect((await board()).neighboursSee).toBe(false);
    const put = (ask: Ask, isOn: boolean) => ask('PUT', '/api/timeliness/neighbours', { isOn });
    expect((await put(asCommune, true)).body.code).toBe('kernel.not-allowed');
    // The centre decides for the provinces, not for their communes.
    expect((await put(asCentre, true)).status).toBe(200);
    expect((await seen(asNeighbour)).superior).toBeNull();
    expect((await put(asProvince, true)).status).toBe(200);
    expect((await board()).neighboursSee).toBe(true);
    const { superior, units } = await seen(asNeighbour);
    expect(superior?.id).toBe(province);
    expect(units[0]).toMatchObject({ id: own, rank: 1, onTime: 1, isOwn: false });
    expect(units.find(({ isOwn }) => isOwn)?.id).toBe(other);
    expect(Object.keys(units[0] ?? {}).sort()).toEqual(['due', 'fullName', 'id', 'isOwn', 'onTime', 'rank']);
    // Of a superior that is not theirs, and once it is off again, nothing.
    expect((await seen(await house.as('inspector'))).units).toEqual([]);
    await put(asProvince, false);
    expect((await seen(asNeighbour)).units).toEqual([]);
  });

  it('tells who was urged, when, by which post, and when they answered', async () => {
    const report = await reportOf(asCommune);
    const { body } = await asProvince('POST', '/api/urgings', {
      ...{ unit: province, form: 'TH01', period: '2026-M10', until: '2026-11-25', reports: [report] },
    });
    expect((await board()).urged).toEqual([]);
    await asProvince('POST', `/api/urgings/${body['id']}/send`, { number: '25/BCĐ-TH', issuedOn: '2026-11-22' });
    await send(asCommune, report, '2026-11-24T03:00:00Z');
    const { urged } = await board();
    expect(urged).toMatchObject([
      {
        urgingId: body['id'],
        unit: { id: own },
        period: '2026-M10',
        number: '25/BCĐ-TH',
        answeredAt: '2026-11-24T03:00:00.000Z',
      },
    ]);
    expect(JSON.stringify(urged)).not.toMatch(/cast\./);
  });
});
