import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

type Row = {
  unit: { code: string; fullName: string };
  state: string;
  cells: ({ value: number | null; note: string | null } | null)[];
  whyNot: { code: string } | null;
};
type Grid = {
  indicators: string[];
  form: { sections: { rows: { indicator: string; computed: boolean }[] }[] };
  rows: Row[];
  whyNot: { importReports: { code: string } | null };
};

describe('the grid of many units over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let province = 0;

  const ask = (as: Ask, unit = province, period = '2026-M10') =>
    as('GET', `/api/entry-grid?unit=${unit}&form=TH01&period=${period}`);
  const grid = async (as: Ask = asProvince, period = '2026-M10'): Promise<Grid> => {
    const { status, body } = await ask(as, province, period);
    expect(status).toBe(200);
    return body as unknown as Grid;
  };
  const rowOf = ({ rows }: Grid): Row => {
    const row = rows.find(({ unit }) => unit.code === castCommune);
    if (!row) throw new Error('the commune has no row');
    return row;
  };
  const valueIn = (of: Grid, indicator: string) => rowOf(of).cells[of.indicators.indexOf(indicator)]?.value ?? null;
  /** Everything a commune types for the form, taken from the grid itself. */
  const cellsFor = ({ form }: Grid) =>
    Object.fromEntries(
      form.sections.flatMap(({ rows }) =>
        rows.flatMap(({ indicator, computed }) => (computed ? [] : [[indicator, { value: 4, note: null }]])),
      ),
    );
  const send = async (more: object = {}) =>
    asProvince('POST', '/api/reports/import', {
      form: 'TH01',
      period: '2026-M10',
      rows: [{ unitCode: castCommune, cells: { ...cellsFor(await grid()), ...more } }],
    });
  const reportOf = async (): Promise<number> => {
    const { body } = await asCommune('GET', '/api/my-work');
    const own = body['own'] as { id: number; period: { code: string } }[];
    return own.find(({ period }) => period.code === '2026-M10')?.id ?? 0;
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  });
  afterEach(() => undo());

  it.each(['neighbour', 'otherProvince', 'partner', 'administrator', 'operator', 'commune'] as const)(
    'does not exist for %s',
    async (name) => {
      expect(await ask(await house.as(name))).toMatchObject({ status: 404 });
    },
  );

  it('is not there for a unit or a form that does not exist', async () => {
    expect((await ask(asProvince, 999_999)).status).toBe(404);
    expect((await asProvince('GET', `/api/entry-grid?unit=${province}&form=NO&period=2026-M10`)).status).toBe(404);
  });

  it('is read by the head, who may enter nothing', async () => {
    const read = await grid(await house.as('head'));
    expect(read.whyNot.importReports?.code).toBe('kernel.not-allowed');
    expect(rowOf(read).whyNot?.code).toBe('kernel.not-allowed');
  });

  it('has a row for every unit directly below, open while nothing has been sent', async () => {
    const read = await grid();
    expect(read.rows.length).toBeGreaterThan(70);
    expect(read.whyNot.importReports).toBeNull();
    expect(rowOf(read)).toMatchObject({ state: 'not_sent', whyNot: null });
    expect(rowOf(read).cells).toHaveLength(read.indicators.length);
    expect(rowOf(read).cells.every((cell) => cell === null)).toBe(true);
  });

  it('says that it is too early to send, and is typed into all the same', async () => {
    house.setNow(new Date('2026-10-10T03:00:00Z'));
    const read = await grid();
    expect(read.whyNot.importReports?.code).toBe('reporting.period-not-over');
    expect(rowOf(read).whyNot).toBeNull();
  });

  it('neither shows nor pushes aside what a unit is typing itself', async () => {
    const typed = { draftVersion: 0, cells: { outreach_sessions: { value: 3 } } };
    expect((await asCommune('PUT', `/api/reports/${await reportOf()}/draft`, typed)).status).toBe(200);
    const read = await grid();
    expect(rowOf(read).whyNot?.code).toBe('reporting.draft-present');
    expect(valueIn(read, 'outreach_sessions')).toBeNull();
  });

  it('closes a row once it is sent and shows its figures', async () => {
    expect(await send({ outreach_sessions: { value: 12 } })).toMatchObject({ status: 200, body: { submitted: 1 } });
    const read = await grid();
    expect(rowOf(read)).toMatchObject({ state: 'submitted', whyNot: { code: 'reporting.already-submitted' } });
    expect(valueIn(read, 'outreach_sessions')).toBe(12);
    const { body } = await asCommune('GET', `/api/reports/${await reportOf()}`);
    expect(body['report']).toMatchObject({ state: 'submitted', revision: 1 });
  });

  it('refuses everything when one cell is wrong, named by row and field', async () => {
    const answer = await send({ outreach_sessions: { value: -1 } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'reporting.cells-not-right' } });
    expect(answer.body['fields']).toMatchObject([{ path: 'rows.0.cells.outreach_sessions.value' }]);
    expect(rowOf(await grid()).state).toBe('not_sent');
  });

  it('is the own report for a commune, sent by itself under the post that fills it', async () => {
    const { unit, id: postId } = (await asCommune('GET', '/api/session')).body['post'] as {
      unit: { id: number };
      id: number;
    };
    const own = async () =>
      (await ask(asCommune, unit.id)).body as unknown as Grid & { rows: { draftVersion: number }[] };
    const open = await own();
    expect(open.rows).toMatchObject([{ unit: { code: castCommune }, whyNot: null, draftVersion: 0 }]);
    expect(open.whyNot.importReports).toBeNull();
    // Read from above it has nobody below; nobody else's post fills it.
    expect(((await ask(asProvince, unit.id)).body as unknown as Grid).rows).toEqual([]);
    const neighbour = await house.as('neighbour');
    expect((await ask(neighbour, unit.id)).status).toBe(404);
    const body = { draftVersion: 0, cells: cellsFor(open) };
    const report = await reportOf();
    expect((await neighbour('POST', `/api/reports/${report}/submit`, body)).status).toBe(404);
    expect((await asCommune('POST', `/api/reports/${report}/submit`, body)).status).toBe(200);
    expect((await own()).rows).toMatchObject([{ state: 'submitted', whyNot: { code: 'reporting.already-submitted' } }]);
    const entry = await house.asSystem(({ tx }) =>
      tx
        .selectFrom('kernel.audit')
        .select('postId')
        .where('subject', '=', `report:${report}`)
        .where('action', '=', 'reporting.submitReport')
        .executeTakeFirstOrThrow(),
    );
    expect(entry.postId).toBe(postId);
  });

  it('keeps four eyes: who entered a report does not decide on it', async () => {
    await send();
    const accepted = await asProvince('POST', `/api/reports/${await reportOf()}/accept`, { revision: 1 });
    expect(accepted).toMatchObject({ status: 403, body: { code: 'reporting.own-report' } });
  });
});
