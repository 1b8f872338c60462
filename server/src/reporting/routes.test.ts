import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNeighbour } from '../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../kernel/testing/house.ts';
import { cell, cells, reportOf, unitOf } from './testing/monthly.ts';

describe('reporting over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let asHead: Ask;
  let report: number;
  let province: number;

  const total = async (indicator: string, unit: number | string, reading = 'accepted', ask = asProvince) => {
    const { body } = await ask(
      'GET',
      `/api/figures?indicators=${indicator}&units=${unit}&periods=2026-M10&reading=${reading}`,
    );
    return (body['figures'] as { value: number | null; reported: number; expected: number }[])[0];
  };
  const submit = (ask: Ask = asCommune, body: object = { draftVersion: 0, cells: cells() }) =>
    ask('POST', `/api/reports/${report}/submit`, body);

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    asHead = await house.as('head');
    report = await reportOf(asCommune);
    province = await unitOf(asProvince);
  });
  afterEach(() => undo());

  describe('sending a report', () => {
    it('is refused without a session', async () => {
      expect(await submit(await house.as(null))).toMatchObject({ status: 401, body: { code: 'kernel.not-signed-in' } });
    });
    it.each(['neighbour', 'otherProvince', 'partner', 'administrator', 'operator'] as const)(
      'does not exist for %s',
      async (name) => {
        expect(await submit(await house.as(name))).toMatchObject({ status: 404, body: { code: 'kernel.not-found' } });
      },
    );
    it('is not for the superior to do', async () => {
      expect(await submit(asProvince)).toMatchObject({ status: 403, body: { code: 'reporting.not-yours' } });
    });
    it('tells every fault by field, in both languages, and writes nothing', async () => {
      const wrong = {
        outreach_sessions: cell(-3),
        press_items: cell(2.5),
        mediation_successful: cell(12),
        model_points: cell(null),
        nobody_knows: cell(1),
        avg_attendance: cell(3),
        fire_inspections: cell(5),
      };
      const answer = await submit(asCommune, { draftVersion: 0, cells: cells(wrong) });
      expect(answer).toMatchObject({ status: 422, body: { code: 'reporting.cells-not-right' } });
      const fields = answer.body['fields'] as { path: string; code: string; says: { vi: string; en: string } }[];
      expect(Object.fromEntries(fields.map((field) => [field.path, field.code]))).toEqual({
        'cells.outreach_sessions.value': 'figures.negative',
        'cells.press_items.value': 'figures.not-whole',
        'cells.mediation_successful.value': 'figures.part-above-whole',
        'cells.model_points.value': 'reporting.cell-missing',
        'cells.nobody_knows': 'figures.unknown-indicator',
        'cells.avg_attendance': 'figures.computed',
        'cells.fire_inspections': 'reporting.not-in-form',
      });
      for (const { says } of fields) expect(says.vi && says.en && says.vi !== says.en).toBe(true);
      expect(await total('outreach_sessions', province, 'submitted')).toMatchObject({ value: null });
      expect((await asCommune('GET', `/api/reports/${report}`)).body['report']).toMatchObject({
        state: 'not_sent',
        revision: 0,
      });
    });
    it('refuses a wrong type by field', async () => {
      const answer = await submit(asCommune, {
        draftVersion: 0,
        cells: cells({ press_items: cell('7' as unknown as number) }),
      });
      expect(answer).toMatchObject({ status: 400, body: { code: 'kernel.bad-input' } });
      expect(answer.body['fields']).toMatchObject([{ path: 'cells.press_items.value' }]);
    });
    it('is refused before the cut-off', async () => {
      house.setNow(new Date('2026-10-10T03:00:00Z'));
      expect(await submit()).toMatchObject({ status: 409, body: { code: 'reporting.period-not-over' } });
    });
    it('counts at once in the submitted reading, not in the accepted one', async () => {
      expect(await submit()).toMatchObject({ status: 200, body: { revision: 1 } });
      expect(await total('outreach_sessions', province, 'submitted')).toMatchObject({
        value: 6,
        reported: 1,
        expected: 79,
      });
      expect(await total('outreach_sessions', province)).toMatchObject({ value: null, reported: 0 });
    });
    it('twice is refused the second time', async () => {
      await submit();
      expect(await submit(asCommune, { draftVersion: 1, cells: cells() })).toMatchObject({
        status: 409,
        body: { code: 'reporting.already-submitted' },
      });
    });
    it('with nothing to report makes flows 0 and still asks for stocks', async () => {
      const stocks = [
        'model_points',
        'model_members',
        'security_order_teams',
        'security_order_members',
        'inter_family_groups',
      ];
      const nil = Object.fromEntries(stocks.map((id) => [id, cell(4)]));
      const missing = await submit(asCommune, { draftVersion: 0, cells: nil, nil: true });
      expect(missing.body['fields']).toMatchObject([
        { path: 'cells.mediation_teams.value', code: 'reporting.cell-missing' },
      ]);
      expect(
        await submit(asCommune, { draftVersion: 0, cells: { ...nil, mediation_teams: cell(2) }, nil: true }),
      ).toMatchObject({ status: 200 });
      expect(await total('outreach_sessions', province, 'submitted')).toMatchObject({ value: 0, reported: 1 });
    });
    it('answers a repeated request with the same key as the first time, without sending twice', async () => {
      const headers = { 'idempotency-key': 'key-0000-0001' };
      const body = { draftVersion: 0, cells: cells() };
      const first = await asCommune('POST', `/api/reports/${report}/submit`, body, headers);
      expect(await asCommune('POST', `/api/reports/${report}/submit`, body, headers)).toMatchObject({
        status: 200,
        body: first.body,
      });
      const other = await asCommune('POST', `/api/reports/${report}/submit`, { ...body, nil: true }, headers);
      expect(other).toMatchObject({ status: 409, body: { code: 'kernel.idempotency-key-reused' } });
    });
    it('from another site is refused', async () => {
      const answer = await asCommune(
        'POST',
        `/api/reports/${report}/submit`,
        { draftVersion: 0, cells: cells() },
        { origin: 'https://elsewhere.example' },
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'kernel.cross-site' } });
    });
  });

  describe('a draft', () => {
    it('is kept with its gaps and told apart from somebody else’s', async () => {
      const save = (draftVersion: number) =>
        asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion, cells: { press_items: cell(3) } });
      expect(await save(0)).toMatchObject({ status: 200, body: { draftVersion: 1 } });
      expect(await save(0)).toMatchObject({ status: 409, body: { code: 'kernel.changed-meanwhile' } });
      const { body } = await asCommune('GET', `/api/reports/${report}`);
      expect(body['report']).toMatchObject({ state: 'draft', filled: 1, asked: 19 });
    });
  });

  describe('deciding', () => {
    it('accepts: the figures are in every total above, in the same transaction', async () => {
      await submit();
      expect(await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({ status: 200 });
      const asCentre = await house.as('centre');
      const nation = ((await asCentre('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      expect(await total('outreach_sessions', province)).toMatchObject({ value: 6, reported: 1 });
      expect(await total('outreach_sessions', nation, 'accepted', asCentre)).toMatchObject({ value: 6, reported: 1 });
      expect(await total('rate_mediation_success', nation, 'accepted', asCentre)).toMatchObject({ value: 87.5 });
    });
    it('is for the direct superior only, and only what was sent', async () => {
      expect(await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({
        status: 409,
        body: { code: 'reporting.not-submitted' },
      });
      await submit();
      const asCentre = await house.as('centre');
      expect(await asCentre('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({
        status: 403,
        body: { code: 'reporting.not-your-decision' },
      });
      expect(await asHead('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({ status: 403 });
      expect(await asProvince('POST', `/api/reports/${report}/accept`, { revision: 2 })).toMatchObject({
        status: 409,
        body: { code: 'reporting.newer-revision' },
      });
    });
    it('returns with a reason: the figures leave the provisional totals, and the next revision shows what changed', async () => {
      await submit();
      expect(await asProvince('POST', `/api/reports/${report}/return`, { revision: 1, reason: 'no' })).toMatchObject({
        status: 400,
      });
      expect(
        await asProvince('POST', `/api/reports/${report}/return`, { revision: 1, reason: 'Xem lại số tin, bài.' }),
      ).toMatchObject({ status: 200 });
      expect(await total('press_items', province, 'submitted')).toMatchObject({ value: null });
      const { body } = await asCommune('GET', `/api/reports/${report}`);
      expect(body['report']).toMatchObject({ state: 'returned', returnReason: 'Xem lại số tin, bài.' });
      await submit(asCommune, { draftVersion: body['draftVersion'] as number, cells: cells({ press_items: cell(5) }) });
      const again = (await asCommune('GET', `/api/reports/${report}`)).body['submissions'];
      expect(again).toMatchObject([
        { revision: 2, changed: [{ indicator: 'press_items', before: { value: 8 }, after: { value: 5 } }] },
        { revision: 1, decision: 'returned' },
      ]);
    });
    it('accepts many, all or nothing', async () => {
      await submit();
      const reports = [
        { id: report, revision: 1 },
        { id: report + 1, revision: 1 },
      ];
      expect((await asProvince('POST', '/api/reports/accept', { reports })).status).toBeGreaterThanOrEqual(400);
      expect(await total('press_items', province)).toMatchObject({ value: null });
      expect(await asProvince('POST', '/api/reports/accept', { reports: reports.slice(0, 1) })).toMatchObject({
        status: 200,
        body: { accepted: 1 },
      });
    });
  });

  describe('issuing', () => {
    const issue = (more: object = {}) =>
      asHead('POST', '/api/editions', {
        unit: province,
        form: 'TH01',
        period: '2026-M10',
        number: '15/BC-BCĐ',
        issuedOn: '2026-11-20',
        ...more,
      });
    const accepted = async () => {
      await submit();
      await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 });
    };
    it('is for the head only, and needs something accepted', async () => {
      expect(await issue()).toMatchObject({ status: 409, body: { code: 'reporting.nothing-accepted' } });
      await accepted();
      const body = { unit: province, form: 'TH01', period: '2026-M10', number: '15/BC-BCĐ', issuedOn: '2026-11-20' };
      expect(await asProvince('POST', '/api/editions', body)).toMatchObject({ status: 403 });
    });
    it('freezes the totals, locks what is underneath, and only a dated exception opens it', async () => {
      await accepted();
      const { status, body } = await issue();
      expect(status).toBe(200);
      const edition = (await asHead('GET', `/api/editions/${body['id']}`)).body;
      expect(edition).toMatchObject({ hashHolds: true, edition: { number: '15/BC-BCĐ', hash: body['hash'] } });
      const draft = { draftVersion: 1, cells: { press_items: cell(9) } };
      expect(await asCommune('PUT', `/api/reports/${report}/draft`, draft)).toMatchObject({
        status: 423,
        body: { code: 'reporting.locked' },
      });
      expect(
        await asProvince('POST', `/api/reports/${report}/exception`, {
          until: '2026-11-30',
          reason: 'Đính chính số tin, bài',
        }),
      ).toMatchObject({ status: 200 });
      const submitted = await asCommune('POST', `/api/reports/${report}/submit`, {
        draftVersion: 1,
        cells: cells({ press_items: cell(9) }),
      });
      expect(submitted).toMatchObject({ status: 200, body: { revision: 2 } });
      await asProvince('POST', `/api/reports/${report}/accept`, { revision: 2 });
      const rows = (await asHead('GET', `/api/editions/${body['id']}`)).body['rows'] as {
        indicator: string;
        published: number;
        today: number;
      }[];
      expect(rows.find((row) => row.indicator === 'press_items')).toMatchObject({ published: 8, today: 9 });
      expect(await issue({ number: '16/BC-BCĐ' })).toMatchObject({
        status: 422,
        body: { code: 'reporting.reason-needed' },
      });
      expect(await issue({ number: '16/BC-BCĐ', reason: 'Đính chính theo báo cáo của xã' })).toMatchObject({
        status: 200,
      });
    });
    it('refuses a number that is taken', async () => {
      await accepted();
      await issue();
      expect(await issue({ reason: 'Cùng một số hiệu' })).toMatchObject({
        status: 409,
        body: { code: 'reporting.number-used' },
      });
    });
  });

  describe('importing many reports', () => {
    const importRows = (rows: object[], more: object = {}) =>
      asProvince('POST', '/api/reports/import', { form: 'TH01', period: '2026-M10', rows, ...more });
    it('submits all of them, or says by row and field what is wrong and submits none', async () => {
      const good = { unitCode: castCommune, cells: cells() };
      const bad = { unitCode: castNeighbour, cells: cells({ press_items: cell(-1) }) };
      const refused = await importRows([good, bad, good, { unitCode: '99999', cells: {} }]);
      expect(refused).toMatchObject({ status: 422, body: { code: 'reporting.cells-not-right' } });
      expect(
        (refused.body['fields'] as { path: string; code: string }[]).map((field) => [field.path, field.code]),
      ).toEqual([
        ['rows.1.cells.press_items.value', 'figures.negative'],
        ['rows.2', 'reporting.unit-twice'],
        ['rows.3', 'reporting.no-obligation'],
      ]);
      expect(await total('press_items', province, 'submitted')).toMatchObject({ value: null });
      expect(await importRows([good, { ...bad, cells: cells() }])).toMatchObject({
        status: 200,
        body: { submitted: 2 },
      });
      expect(await total('press_items', province, 'submitted')).toMatchObject({ value: 16, reported: 2 });
    });
    it('knows its forms and periods', async () => {
      const rows = [{ unitCode: castCommune, cells: cells() }];
      expect(await importRows(rows, { form: 'X99' })).toMatchObject({
        status: 404,
        body: { code: 'reporting.unknown-form' },
      });
      expect(await importRows(rows, { period: '2026-M13' })).toMatchObject({ status: 400 });
      expect(await importRows(rows, { period: '1999-M01' })).toMatchObject({
        status: 422,
        body: { code: 'figures.unknown-period' },
      });
      expect((await asCommune('POST', '/api/reports/import', { form: 'TH01', period: '2026-M10', rows })).status).toBe(
        403,
      );
    });
  });

  describe('four eyes and foreign lines', () => {
    const importOne = () =>
      asProvince('POST', '/api/reports/import', {
        form: 'TH01',
        period: '2026-M10',
        rows: [{ unitCode: castCommune, cells: cells() }],
      });
    it('nobody decides on a report he has sent himself', async () => {
      expect(await importOne()).toMatchObject({ status: 200 });
      expect(await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({
        status: 403,
        body: { code: 'reporting.own-report' },
      });
    });
    it('an import does not write over what an officer is typing', async () => {
      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells: { press_items: cell(3) } });
      expect((await importOne()).body['fields']).toMatchObject([{ path: 'rows.0', code: 'reporting.draft-present' }]);
    });
    it('a superior sees what was sent, not what is being typed', async () => {
      await asCommune('PUT', `/api/reports/${report}/draft`, { draftVersion: 0, cells: { press_items: cell(3) } });
      const seen = (await asProvince('GET', `/api/reports/${report}`)).body['cells'] as {
        indicator: string;
        value: number | null;
      }[];
      expect(seen.find((each) => each.indicator === 'press_items')).toMatchObject({ value: null });
    });
    it('a partner reads the committee’s figures of its own unit, and nothing beside', async () => {
      await submit();
      const asPartner = await house.as('partner');
      const own = ((await asPartner('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      const url = (unit: number, line: string) =>
        `/api/figures?indicators=outreach_sessions&units=${unit}&periods=2026-M10&line=${line}&reading=submitted`;
      expect((await asPartner('GET', url(own, 'committee'))).body['figures']).toMatchObject([
        { value: 6, reported: 1, expected: 1 },
      ]);
      expect((await asPartner('GET', url(own, 'all'))).status).toBe(404);
      expect((await asPartner('GET', url(province, 'committee'))).status).toBe(404);
    });
    it('a form is issued only for its own kind of period, on a date after the cut-off', async () => {
      const issue = (body: object) =>
        asHead('POST', '/api/editions', { unit: province, number: '9/BC-BCĐ', issuedOn: '2026-11-20', ...body });
      expect(await issue({ form: 'N01', period: '2026-M10' })).toMatchObject({
        status: 422,
        body: { code: 'reporting.period-not-of-form' },
      });
      expect(await issue({ form: 'TH01', period: '2026-M10', issuedOn: '2026-10-14' })).toMatchObject({
        status: 422,
        body: { code: 'reporting.issued-outside' },
      });
    });
    it.each([
      ['idempotency-key', 'a', 400],
      ['origin', 'foo', 403],
    ])('refuses a broken %s without falling over', async (name, value, status) => {
      const answer = await asCommune(
        'POST',
        `/api/reports/${report}/submit`,
        { draftVersion: 0, cells: cells() },
        { [name]: value },
      );
      expect(answer.status).toBe(status);
    });
    it('refuses control characters in free words', async () => {
      const answer = await submit(asCommune, {
        draftVersion: 0,
        cells: cells({ press_items: cell(1, { note: 'a\u0000b' }) }),
      });
      expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'cells.press_items.note' }] } });
    });
  });

  it('shows the trace of a total down to the submission and who accepted it', async () => {
    await submit();
    await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 });
    const unit = ((await asCommune('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    const { body } = await asProvince(
      'GET',
      `/api/figures/trace?indicator=outreach_sessions&unit=${unit}&period=2026-M10`,
    );
    expect(body).toMatchObject({
      figure: { value: 6, reported: 1, expected: 1 },
      own: [
        { line: 'committee', value: 6, revision: 1, acceptedBy: { vi: 'Cán bộ tổng hợp, Công an tỉnh Quảng Trị' } },
      ],
    });
    const asNeighbour = await house.as('neighbour');
    expect(
      await asNeighbour('GET', `/api/figures/trace?indicator=outreach_sessions&unit=${unit}&period=2026-M10`),
    ).toMatchObject({ status: 404 });
  });
});

describe('two at once', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse();
    await house.committing();
  });
  afterAll(() => house.close());

  it('one report sent twice at the same moment is one submission', async () => {
    const ask = await house.as('commune');
    const own = (await ask('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    const id = own.find((each) => each.period.code === '2026-M09')?.id;
    const answers = await Promise.all(
      [1, 2, 3].map(() => ask('POST', `/api/reports/${id}/submit`, { draftVersion: 0, cells: cells() })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const { rows } = await house.database.owner.query(
      'select count(*)::integer as n from reporting.submission where report_id = $1',
      [id],
    );
    expect(rows[0]?.n).toBe(1);
    const audit = await house.database.owner.query<{ action: string; after: Record<string, { value: number }> }>(
      'select action, after from kernel.audit where subject = $1',
      [`report:${id}`],
    );
    expect(audit.rows).toMatchObject([
      { action: 'reporting.submitReport', after: { outreach_sessions: { value: 6 } } },
    ]);
  });
});
