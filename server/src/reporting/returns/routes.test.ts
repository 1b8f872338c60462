/** Single cells returned over HTTP: what counts meanwhile, what the resubmission shows, and that the end is the same. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { cell, cells, ids, ok, reportOf, unitOf } from '../testing/monthly.ts';

let house: TestHouse;
let undo: () => Promise<void>;
let asCommune: Ask;
let asProvince: Ask;
let report: number;
let province: number;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  undo = await house.begin();
  asCommune = await house.as('commune');
  asProvince = await house.as('province');
  report = await reportOf(asCommune);
  province = await unitOf(asProvince);
});
afterEach(() => undo());

const shown = async (ask: Ask = asCommune) =>
  (await ok(ask('GET', `/api/reports/${report}`))) as unknown as {
    report: { state: string; returnedCells: number; returnReason: string | null; revision: number };
    cells: { indicator: string; value: number | null; returned: string | null }[];
    draftVersion: number;
    submissions: {
      revision: number;
      returned: { indicator: string; reason: string }[] | null;
      changed: { indicator: string; before: object; after: object; outside: boolean }[];
      unchanged: string[];
    }[];
    messages: { unread: number; all: number };
    exception: { until: string; by: { vi: string } | null; at: string | null } | null;
  };
const send = async (body: Record<string, object>, ask: Ask = asCommune) => {
  const { draftVersion } = await shown();
  return ok(ask('POST', `/api/reports/${report}/submit`, { draftVersion, cells: body }));
};
const giveBack = (body: object, ask: Ask = asProvince) => ask('POST', `/api/reports/${report}/return`, body);
const accept = (revision: number) => ok(asProvince('POST', `/api/reports/${report}/accept`, { revision }));
const figures = async (reading: string) => {
  const { body } = await asProvince(
    'GET',
    `/api/figures?indicators=${Object.keys(cells()).join(',')},avg_attendance&units=${province}&periods=2026-M10&reading=${reading}`,
  );
  const rows = (body['figures'] ?? []) as {
    indicator: string;
    value: number | null;
    precision: string;
    reported: number;
  }[];
  expect(rows.length, JSON.stringify(body)).toBeGreaterThan(10);
  return rows.map(({ indicator, value, precision, reported }) => [indicator, value, precision, reported] as const);
};
const figure = async (indicator: string, reading: string) =>
  (await figures(reading)).find(([id]) => id === indicator)?.[1];
const twoCells = { press_items: 'Gấp ba tháng trước.', mediation_cases: 'Không khớp sổ hòa giải.' };

describe('returning single cells', () => {
  it('is for the direct superior alone, as returning the whole is', async () => {
    await send(cells());
    expect(await giveBack({ revision: 1, cells: twoCells }, await house.as('neighbour'))).toMatchObject({
      status: 404,
    });
    expect(await giveBack({ revision: 1, cells: twoCells }, asCommune)).toMatchObject({
      status: 403,
      body: { code: 'reporting.not-your-decision' },
    });
    expect(await giveBack({ revision: 1, cells: twoCells }, await house.as('centre'))).toMatchObject({ status: 403 });
  });

  it('refuses a report that is not there, and a revision nobody has looked at', async () => {
    expect(await asProvince('POST', '/api/reports/999999/return', { revision: 1, cells: twoCells })).toMatchObject({
      status: 404,
    });
    expect(await giveBack({ revision: 1, cells: twoCells })).toMatchObject({
      status: 409,
      body: { code: 'reporting.not-submitted' },
    });
    await send(cells());
    expect(await giveBack({ revision: 2, cells: twoCells })).toMatchObject({
      status: 409,
      body: { code: 'reporting.newer-revision' },
    });
  });

  it.each([
    ['without a reason for the whole', {}, 422, 'reporting.return-needs-reason'],
    ['with a reason too short', { cells: { press_items: 'Sai' } }, 400, 'kernel.bad-input'],
    [
      'with a key to a person in a reason',
      { cells: { press_items: 'Gọi 0912345678 để hỏi.' } },
      400,
      'kernel.bad-input',
    ],
    ['with no cell chosen', { cells: {} }, 400, 'kernel.bad-input'],
    ['of a computed cell', { cells: { avg_attendance: 'Sai trung bình.' } }, 422, 'reporting.cells-not-returnable'],
    [
      'of every cell',
      { cells: Object.fromEntries(Object.keys(cells()).map((id) => [id, 'Sai cả.'])) },
      422,
      'reporting.returns-every-cell',
    ],
  ])('is refused %s', async (_, body, status, code) => {
    await send(cells());
    expect(await giveBack({ revision: 1, ...body })).toMatchObject({ status, body: { code } });
    expect((await shown()).report).toMatchObject({ state: 'submitted', returnedCells: 0 });
  });

  it('accepts the rest at once: the returned cells are missing in both readings until they come again', async () => {
    await send(cells());
    await ok(giveBack({ revision: 1, cells: twoCells }));
    for (const reading of ['accepted', 'submitted']) {
      expect(await figure('outreach_sessions', reading)).toBe(6);
      expect(await figure('mediation_successful', reading)).toBe(7);
      expect(await figure('press_items', reading)).toBeNull();
      expect(await figure('mediation_cases', reading)).toBeNull();
    }
    const answer = await shown();
    expect(answer.report).toMatchObject({ state: 'returned', returnedCells: 2, returnReason: null });
    expect(answer.cells.filter(({ returned }) => returned)).toEqual([
      expect.objectContaining({ indicator: 'press_items', value: 8, returned: twoCells.press_items }),
      expect.objectContaining({ indicator: 'mediation_cases', value: 9, returned: twoCells.mediation_cases }),
    ]);
  });

  it('takes out also what had been accepted of the cell before: the unit itself has replaced it', async () => {
    await send(cells());
    await accept(1);
    await ok(asProvince('POST', `/api/reports/${report}/exception`, { until: '2026-11-30', reason: 'Đính chính số.' }));
    await send(cells({ press_items: cell(80), outreach_sessions: cell(60) }));
    await ok(giveBack({ revision: 2, cells: { press_items: 'Gấp mười lần.' } }));
    expect(await figure('press_items', 'accepted')).toBeNull();
    expect(await figure('outreach_sessions', 'accepted')).toBe(60);
  });

  it('tells the second time exactly what changed, and what changed beside the returned cells', async () => {
    await send(cells());
    await ok(giveBack({ revision: 1, cells: twoCells }));
    await send(
      cells({
        press_items: cell(3),
        outreach_sessions: cell(6, { precision: 'at_least' }),
        model_points: cell(9, { note: 'Thêm hai điểm mới.' }),
      }),
    );
    const [newest, first] = (await shown(asProvince)).submissions;
    expect(first?.returned?.map(({ indicator }) => indicator).sort()).toEqual(['mediation_cases', 'press_items']);
    expect(newest?.unchanged).toEqual(['mediation_cases']);
    expect(newest?.changed.toSorted((a, b) => a.indicator.localeCompare(b.indicator))).toEqual([
      { indicator: 'model_points', before: cell(9), after: cell(9, { note: 'Thêm hai điểm mới.' }), outside: true },
      { indicator: 'outreach_sessions', before: cell(6), after: cell(6, { precision: 'at_least' }), outside: true },
      { indicator: 'press_items', before: cell(8), after: cell(3), outside: false },
    ]);
    // Meanwhile the provisional reading holds the new submission, the accepted one still the rest of the first.
    expect([await figure('press_items', 'submitted'), await figure('press_items', 'accepted')]).toEqual([3, null]);
  });

  it('can be followed by a return of the whole: what was accepted by cells stays', async () => {
    await send(cells());
    await ok(giveBack({ revision: 1, cells: twoCells }));
    await send(cells({ press_items: cell(3), outreach_sessions: cell(66) }));
    await ok(giveBack({ revision: 2, reason: 'Sai cả biểu, làm lại.' }));
    for (const reading of ['accepted', 'submitted']) {
      expect(await figure('outreach_sessions', reading)).toBe(6);
      expect(await figure('press_items', reading)).toBeNull();
    }
  });

  it('ends where accepting the final cells at once would have ended, whatever was returned on the way', async () => {
    // A small generator of its own: always the same cases, and none that somebody chose.
    let seed = 20261122;
    const next = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    const free = ids.filter((id) => id !== 'plans_issued');
    for (let round = 0; round < 4; round += 1) {
      const final = cells(
        Object.fromEntries(
          free.map((id) => [id, cell(next(50), { precision: ['exact', 'at_least', 'about'][next(3)] ?? 'exact' })]),
        ),
      );
      const rounds = 1 + next(3);
      let revision = 0;
      for (let at = 0; at < rounds; at += 1) {
        await send(cells(Object.fromEntries(free.slice(0, 1 + next(8)).map((id) => [id, cell(next(90))]))));
        revision += 1;
        const chosen = [...new Set(Array.from({ length: 1 + next(5) }, () => free[next(free.length)] ?? ''))];
        await ok(giveBack({ revision, cells: Object.fromEntries(chosen.map((id) => [id, 'Xem lại ô này.'])) }));
      }
      await send(final);
      await accept(revision + 1);
      const [byCells, submitted] = [await figures('accepted'), await figures('submitted')];
      await undo();
      undo = await house.begin();
      asCommune = await house.as('commune');
      asProvince = await house.as('province');
      await send(final);
      await accept(1);
      expect(byCells).toEqual(await figures('accepted'));
      expect(submitted).toEqual(await figures('submitted'));
      await undo();
      undo = await house.begin();
    }
  });
});
