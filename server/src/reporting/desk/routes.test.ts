/** The desk over HTTP: what it points at, the preview of an acceptance, the talk, the lock by date and its exceptions. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { lockOverdue } from '../lock/actions.ts';
import { cell, cells, ok, reportOf, send, unitOf } from '../testing/monthly.ts';

let house: TestHouse;
let undo: () => Promise<void>;
let asCommune: Ask;
let asNeighbour: Ask;
let asProvince: Ask;
let province: number;
let mine: number;
let theirs: number;

beforeAll(async () => {
  house = await testHouse();
  // A regime that locks monthly reports: what ships leaves the lock to the edition.
  await house.database.owner.query(`update reporting.regime set lock_days = 45 where period_kind = 'month'`);
});
afterAll(() => house.close());

beforeEach(async () => {
  undo = await house.begin();
  asCommune = await house.as('commune');
  asNeighbour = await house.as('neighbour');
  asProvince = await house.as('province');
  province = await unitOf(asProvince);
  mine = await reportOf(asCommune);
  theirs = await reportOf(asNeighbour);
});
afterEach(() => undo());

const deskOf = async (id: number, ask: Ask = asProvince) => {
  const { reports } = (await ok(ask('GET', `/api/reports?unit=${province}&form=TH01&period=2026-M10`))) as {
    reports?: { id: number; notes: number; strong: number; unread: number; lockOn: string | null }[];
  };
  return reports?.find((each) => each.id === id);
};
const previewed = (chosen: string, ask: Ask = asProvince, unit = province) =>
  ask('GET', `/api/reports/accept/preview?unit=${unit}&form=TH01&period=2026-M10&reports=${chosen}`);
type Preview = {
  acceptable: number;
  reports: {
    id: number;
    whyNot: { code: string } | null;
    isLate: boolean;
    returnedCells: number;
    strong: { indicator: string }[];
  }[];
  totals: { indicator: string; before: Stated; after: Stated; expected: number }[];
};
type Stated = { value: number | null; precision: string; reported: number };

describe('the preview of an acceptance', () => {
  const figures = async (indicators: readonly string[]) => {
    const { figures: rows } = (await ok(
      asProvince(
        'GET',
        `/api/figures?indicators=${indicators.join(',')}&units=${province}&periods=2026-M10&reading=accepted`,
      ),
    )) as { figures?: ({ indicator: string } & Stated)[] };
    return new Map(
      rows?.map(({ indicator, value, precision, reported }) => [indicator, { value, precision, reported }]),
    );
  };

  it('is not for those who see neither the unit nor the reports', async () => {
    await send(asCommune, mine);
    expect(await previewed(`${mine}:1`, await house.as('otherProvince'))).toMatchObject({ status: 404 });
    expect(await previewed(`${mine}:1`, asCommune)).toMatchObject({ status: 404 });
    expect(await previewed(`${mine}:1`, await house.as('operator'))).toMatchObject({ status: 404 });
    expect(await previewed('999999:1')).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
  });

  it.each(['', 'a', '1', '1:1;2:1', '1:1,'])('refuses a choice that is none: "%s"', async (text) => {
    expect(await previewed(text)).toMatchObject({ status: 400, body: { code: 'kernel.bad-input' } });
  });

  it('tells to the digit what the totals become, for every indicator of the form, also ratios and precision', async () => {
    await send(asNeighbour, theirs, { press_items: cell(100, { precision: 'about' }) });
    await ok(asProvince('POST', `/api/reports/${theirs}/accept`, { revision: 1 }));
    // A correction of the neighbour and a first report: one replaces, the other comes new.
    await ok(asProvince('POST', `/api/reports/${theirs}/exception`, { until: '2026-11-30', reason: 'Đính chính số.' }));
    await send(asNeighbour, theirs, {
      press_items: cell(40),
      mediation_conducted: cell(70),
      mediation_cases: cell(70),
    });
    await send(asCommune, mine, { press_items: cell(3, { precision: 'at_least' }) });
    const chosen = [`${mine}:1`, `${theirs}:2`];
    const preview = (await ok(previewed(chosen.join(',')))) as unknown as Preview;
    expect(preview.acceptable).toBe(2);
    const names = preview.totals.map(({ indicator }) => indicator);
    expect(names.length).toBeGreaterThan(18);
    const before = await figures(names);
    for (const total of preview.totals)
      expect([total.indicator, total.before]).toEqual([total.indicator, before.get(total.indicator)]);
    await ok(
      asProvince('POST', '/api/reports/accept', {
        reports: chosen.map((each) => ({ id: Number(each.split(':')[0]), revision: Number(each.split(':')[1]) })),
      }),
    );
    const after = await figures(names);
    for (const total of preview.totals)
      expect([total.indicator, total.after]).toEqual([total.indicator, after.get(total.indicator)]);
    expect(preview.totals.some((total) => total.before.value !== total.after.value)).toBe(true);
  });

  it('tells which cannot be accepted and why, and leaves them out of the totals', async () => {
    await send(asCommune, mine);
    const preview = (await ok(previewed(`${mine}:1,${theirs}:0`))) as unknown as Preview;
    expect(preview.acceptable).toBe(1);
    const of = (id: number) => preview.reports.find((report) => report.id === id);
    expect(of(mine)).toMatchObject({ whyNot: null, isLate: true });
    expect(of(theirs)).toMatchObject({ whyNot: { code: 'reporting.not-submitted' } });
    expect(preview.totals.find(({ indicator }) => indicator === 'press_items')).toMatchObject({
      before: { value: null, reported: 0 },
      after: { value: 8, reported: 1 },
    });
  });

  it('tells open returned cells, and a revision that came after it was looked at; accepting that one is refused', async () => {
    await send(asCommune, mine);
    await ok(asProvince('POST', `/api/reports/${mine}/return`, { revision: 1, cells: { press_items: 'Gấp ba lần.' } }));
    const [open] = ((await ok(previewed(`${mine}:1`))) as unknown as Preview).reports;
    expect(open).toMatchObject({ whyNot: { code: 'reporting.not-submitted' }, returnedCells: 1 });
    await send(asCommune, mine, { press_items: cell(3) });
    const [newer] = ((await ok(previewed(`${mine}:1`))) as unknown as Preview).reports;
    expect(newer).toMatchObject({ whyNot: { code: 'reporting.newer-revision' }, returnedCells: 0 });
    expect(await asProvince('POST', '/api/reports/accept', { reports: [{ id: mine, revision: 1 }] })).toMatchObject({
      status: 409,
      body: { code: 'reporting.newer-revision' },
    });
  });

  it('writes nothing', async () => {
    await send(asCommune, mine);
    await ok(previewed(`${mine}:1`));
    expect((await figures(['press_items'])).get('press_items')).toMatchObject({ value: null });
    expect((await ok(asProvince('GET', `/api/reports/${mine}`)))['report']).toMatchObject({ state: 'submitted' });
  });
});

describe('the talk about a report', () => {
  const talk = (ask: Ask) => ask('GET', `/api/reports/${mine}/messages`);
  const say = (ask: Ask, words: unknown) => ask('POST', `/api/reports/${mine}/messages`, { words });

  it.each(['neighbour', 'otherProvince', 'partner', 'administrator', 'operator'] as const)(
    'does not exist for %s',
    async (name) => {
      const ask = await house.as(name);
      expect(await talk(ask)).toMatchObject({ status: 404 });
      expect(await say(ask, 'Có ai không?')).toMatchObject({ status: 404 });
      expect(await ask('POST', `/api/reports/${mine}/messages/read`, { upTo: 1 })).toMatchObject({ status: 404 });
    },
  );

  it.each(['inspector', 'head', 'centre'] as const)('is read by %s, who writes nothing in it', async (name) => {
    await ok(say(asCommune, 'Số này theo sổ tháng 10.'));
    const ask = await house.as(name);
    const body = (await ok(talk(ask))) as { messages?: unknown[]; whyNot?: { addMessage: { code: string } | null } };
    expect(body.messages).toHaveLength(1);
    expect(body.whyNot?.addMessage?.code).toBe('reporting.cannot-discuss');
    expect(await say(ask, 'Tôi cũng hỏi.')).toMatchObject({ status: 403, body: { code: 'reporting.cannot-discuss' } });
  });

  it.each([
    ['nothing', '  '],
    ['a telephone number', 'Gọi 0912 345 678 gặp tổ trưởng.'],
    ['more than a page', 'a'.repeat(2001)],
    ['no text', 7],
  ])('refuses %s', async (_, words) => {
    expect(await say(asCommune, words)).toMatchObject({ status: 400, body: { code: 'kernel.bad-input' } });
  });

  it('goes back and forth by post; what is new is counted for each side until it was read', async () => {
    const asked = await ok(say(asProvince, 'Ô 8 gấp ba tháng trước, có đúng sổ không?'));
    const unread = async (ask: Ask) =>
      ((await ok(ask('GET', `/api/reports/${mine}`))) as { messages?: { unread: number; all: number } }).messages;
    expect(await unread(asCommune)).toEqual({ unread: 1, all: 1 });
    expect(await unread(asProvince)).toEqual({ unread: 0, all: 1 });
    const answer = await ok(say(asCommune, 'Đúng sổ, có thêm chuyên mục phát thanh.'));
    expect((await deskOf(mine))?.unread).toBe(1);
    const { messages } = (await ok(talk(asProvince))) as unknown as {
      messages: { id: number; own: boolean; by: { vi: string }; words: string }[];
    };
    expect(messages.map(({ id, own, words }) => [id, own, words])).toEqual([
      [asked['id'], true, 'Ô 8 gấp ba tháng trước, có đúng sổ không?'],
      [answer['id'], false, 'Đúng sổ, có thêm chuyên mục phát thanh.'],
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/cast\./);
    await ok(asProvince('POST', `/api/reports/${mine}/messages/read`, { upTo: answer['id'] }));
    expect((await deskOf(mine))?.unread).toBe(0);
    // Reading an older one again takes nothing back.
    await ok(asProvince('POST', `/api/reports/${mine}/messages/read`, { upTo: asked['id'] }));
    expect(await unread(asProvince)).toEqual({ unread: 0, all: 2 });
  });
});

it('the desk counts remarks, and what is far from a year ago', async () => {
  const year = await reportOf(asCommune, '2025-M10');
  await send(asCommune, mine, { press_items: cell(8, { note: 'Có chuyên mục.' }) });
  expect(await deskOf(mine)).toMatchObject({ notes: 1, strong: 0 });
  expect(year).toBe(0);
});

describe('the lock by date', () => {
  const run = (day: string) => {
    house.setNow(new Date(`${day}T03:00:00Z`));
    return house.asSystem(lockOverdue);
  };
  const shown = async () =>
    (
      (await ok(asCommune('GET', `/api/reports/${mine}`))) as {
        report?: { isLocked: boolean; lockOn: string | null; state: string };
      }
    ).report;

  it('tells its day beforehand and closes the report the day after, with an audit entry', async () => {
    expect(await shown()).toMatchObject({ isLocked: false, lockOn: null });
    expect((await run('2026-11-22')).set).toBeGreaterThan(0);
    const { lockOn } = (await shown()) ?? {};
    expect(lockOn).toBe('2027-01-06');
    expect((await run('2027-01-06')).locked).toBe(0);
    expect((await run('2027-01-07')).locked).toBeGreaterThan(0);
    expect(await shown()).toMatchObject({ isLocked: true });
    expect(await asCommune('POST', `/api/reports/${mine}/submit`, { draftVersion: 0, cells: cells() })).toMatchObject({
      status: 423,
      body: { code: 'reporting.locked' },
    });
    // A second run finds nothing more to do.
    expect(await run('2027-01-07')).toEqual({ set: 0, locked: 0 });
  });

  it('does not take a sent report from under the decision, and leaves days to correct what comes back', async () => {
    await run('2026-11-22');
    await send(asCommune, mine);
    await run('2027-01-07');
    expect(await shown()).toMatchObject({ isLocked: false, state: 'submitted' });
    await ok(
      asProvince('POST', `/api/reports/${mine}/return`, { revision: 1, cells: { press_items: 'Xem lại ô này.' } }),
    );
    expect(await shown()).toMatchObject({ isLocked: false, lockOn: '2027-01-12' });
    await send(asCommune, mine, { press_items: cell(3) });
    await ok(asProvince('POST', `/api/reports/${mine}/accept`, { revision: 2 }));
    await run('2027-01-13');
    expect(await shown()).toMatchObject({ isLocked: true, state: 'accepted' });
  });

  it('is opened by a dated exception, which is listed with its reason and whoever allowed it, and closes again by itself', async () => {
    await run('2026-11-22');
    await run('2027-01-07');
    const exceptions = async (ask: Ask = asProvince) =>
      (await ok(ask('GET', `/api/exceptions?unit=${province}`))) as unknown as {
        reportId: number;
        until: string;
        reason: string;
        by: { vi: string };
      }[];
    expect(await exceptions()).toEqual([]);
    const until = { until: '2027-01-10', reason: 'Đính chính theo văn bản của xã.' };
    await ok(asProvince('POST', `/api/reports/${mine}/exception`, until));
    expect(await exceptions()).toEqual([
      expect.objectContaining({
        reportId: mine,
        ...until,
        by: expect.objectContaining({ vi: expect.stringContaining('Cán bộ') }),
      }),
    ]);
    expect((await asCommune('GET', `/api/exceptions?unit=${province}`)).status).toBe(404);
    expect(await shown()).toMatchObject({ isLocked: false });
    await send(asCommune, mine);
    // Returned on its last day it stays open for the correction.
    house.setNow(new Date('2027-01-10T03:00:00Z'));
    await ok(asProvince('POST', `/api/reports/${mine}/return`, { revision: 1, reason: 'Sai cả biểu.' }));
    expect(await exceptions()).toMatchObject([{ reportId: mine, until: '2027-01-15' }]);
    house.setNow(new Date('2027-01-15T03:00:00Z'));
    expect(await shown()).toMatchObject({ isLocked: false });
    house.setNow(new Date('2027-01-16T03:00:00Z'));
    expect(await shown()).toMatchObject({ isLocked: true });
    expect(await exceptions()).toEqual([]);
  });
});
