import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodOfCode } from '../../figures/index.ts';
import { castCommune } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openPeriod } from '../obligations.ts';
import { returnToSender } from '../report/decide.ts';

describe('words that come with an import', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let report: number;
  let cells: Record<string, { value: number }>;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asCommune, asProvince] = [await house.as('commune'), await house.as('province')];
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find(({ period }) => period.code === '2026-M10')?.id ?? 0;
    const { body } = await asCommune('GET', `/api/reports/${report}`);
    const { sections } = body['form'] as { sections: { rows: { indicator: string; computed: boolean }[] }[] };
    cells = Object.fromEntries(
      sections.flatMap(({ rows }) => rows.flatMap((row) => (row.computed ? [] : [[row.indicator, { value: 4 }]]))),
    );
  });
  afterEach(() => undo());

  const send = (narrative?: Record<string, string>) =>
    asProvince('POST', '/api/reports/import', {
      ...{ form: 'TH01', period: '2026-M10' },
      rows: [{ unitCode: castCommune, cells, ...(narrative && { narrative }) }],
    });
  const read = async (ask: Ask) =>
    (await ask('GET', `/api/reports/${report}/narrative`)).body as unknown as {
      texts: Record<string, string>;
      sent: { revision: number; texts: Record<string, string>; figures: Record<string, { now: unknown }> }[];
    };

  it('are sent with the figures they name, by key or title of their section', async () => {
    const answer = await send({
      results: 'Tổ chức {{outreach_sessions}} buổi.',
      'tồn tại, hạn chế': 'Còn ít.',
      causes: ' ',
    });
    expect(answer).toMatchObject({ status: 200, body: { submitted: 1 } });
    const above = await read(asProvince);
    expect(above.texts).toEqual({ results: 'Tổ chức {{outreach_sessions}} buổi.', limits: 'Còn ít.' });
    expect(above.sent[0]).toMatchObject({
      revision: 1,
      figures: { outreach_sessions: { now: { value: 4, precision: 'exact' } } },
    });
    // The unit goes on from them.
    expect((await read(asCommune)).texts['limits']).toBe('Còn ít.');
    const { rows } = await house.asSystem(({ tx }) =>
      tx
        .selectFrom('kernel.audit')
        .select('after')
        .where('action', '=', 'reporting.importReports')
        .where('subject', '=', `report:${report}`)
        .execute()
        .then((found) => ({ rows: found })),
    );
    expect(JSON.stringify(rows)).toContain('Còn ít.');
  });

  it('leave alone what the unit is writing', async () => {
    const mine = { version: 0, texts: { results: 'Đang viết.' } };
    expect((await asCommune('PUT', `/api/reports/${report}/narrative`, mine)).status).toBe(200);
    expect((await send({ results: 'Của tỉnh.' })).status).toBe(200);
    expect((await read(asCommune)).texts).toEqual({ results: 'Đang viết.' });
    expect((await read(asProvince)).texts).toEqual({ results: 'Của tỉnh.' });
  });

  it.each([
    [{ chapter: 'Chữ.' }, 'rows.0.narrative.chapter', 'reporting.unknown-section'],
    [{ results: 'Có {{no_such_figure}}.' }, 'rows.0.narrative.results', 'reporting.unknown-figure'],
  ])('are refused by row and section: %o', async (narrative, path, code) => {
    const { status, body } = await send(narrative);
    expect([status, body['fields']]).toMatchObject([422, [{ path, code }]]);
    expect((await read(asProvince)).sent).toEqual([]);
  });

  it('name no person', async () => {
    expect((await send({ results: 'Gọi 0912 345 678.' })).status).toBe(400);
  });

  it('are no duty of figures that come alone', async () => {
    expect((await send()).status).toBe(200);
    expect((await read(asProvince)).sent).toEqual([]);
  });

  describe('of a form that asks for them', () => {
    type Grid = { unit: { id: number }; rows: { reportId: number; unit: { code: string } }[] };
    let typed: Record<string, { value: number }>;
    let year: number;

    beforeEach(async () => {
      const { unit } = (await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } };
      await house.asSystem((ask) => openPeriod(ask, 'N01', periodOfCode('2025-Y'), unit.id));
      const { body } = await asProvince('GET', `/api/entry-grid?unit=${unit.id}&form=N01&period=2025-Y`);
      const { rows } = body as unknown as Grid;
      year = rows.find((row) => row.unit.code === castCommune)?.reportId ?? 0;
      const { sections } = body['form'] as { sections: { rows: { indicator: string; computed: boolean }[] }[] };
      typed = Object.fromEntries(
        sections.flatMap(({ rows }) => rows.flatMap((row) => (row.computed ? [] : [[row.indicator, { value: 1 }]]))),
      );
    });

    const sendYear = (row: object) =>
      asProvince('POST', '/api/reports/import', {
        ...{ form: 'N01', period: '2025-Y' },
        rows: [{ unitCode: castCommune, ...row }],
      });
    const readYear = async () => {
      const { body } = await asProvince('GET', `/api/reports/${year}/narrative`);
      return body['sent'] as { revision: number; texts: Record<string, string> }[];
    };

    it.each([[undefined], [{}], [{ limits: 'Còn ít.' }], [{ results: ' ' }]])(
      'are missed by unit and section, as of its own officer: %o',
      async (narrative) => {
        const { status, body } = await sendYear({ cells: typed, narrative });
        expect([status, body['fields']]).toMatchObject([
          422,
          [{ path: 'rows.0.narrative.results', code: 'reporting.section-not-brought' }],
        ]);
        expect(JSON.stringify(body['fields'])).toContain('Kết quả');
        expect(await readYear()).toEqual([]);
      },
    );

    it('are not those that the unit is still writing', async () => {
      const mine = { version: 0, texts: { results: 'Đang viết.' } };
      expect((await asCommune('PUT', `/api/reports/${year}/narrative`, mine)).status).toBe(200);
      expect((await sendYear({ cells: typed })).status).toBe(422);
    });

    it('are not asked of a nil report', async () => {
      expect(await sendYear({ cells: {}, nil: true })).toMatchObject({ status: 200 });
    });

    it('stay as they were last sent where figures alone come again', async () => {
      expect(await sendYear({ cells: typed, narrative: { results: 'Đã làm.' } })).toMatchObject({ status: 200 });
      await house.asSystem((ask) =>
        returnToSender(
          {
            ...{ params: { reportId: year }, query: undefined },
            body: { revision: 1, reason: 'Đề nghị kiểm tra lại số liệu.', cells: null },
          },
          ask,
        ),
      );
      expect(await sendYear({ cells: typed })).toMatchObject({ status: 200 });
      expect(await readYear()).toMatchObject([
        { revision: 2, texts: { results: 'Đã làm.' } },
        { revision: 1, texts: { results: 'Đã làm.' } },
      ]);
    });
  });
});
