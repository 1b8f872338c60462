import { learnCalendars } from '@app/contract/kernel/period.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodId, periodOfCode } from '../../figures/index.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { storeForm } from '../form/queries.ts';
import type { ShippedForm } from '../form/shipped.ts';
import { openPeriod } from '../index.ts';
import { openCurrentPeriods } from '../jobs.ts';
import { unitsWithReport } from '../regimes/queries.ts';

type Brief = {
  id: number;
  asked: number;
  answered: number;
  late: number;
  ended: string | null;
  forms: string[];
  whyNot: Record<string, { code: string } | null>;
};

describe('thematic and ad-hoc requests over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let own: number;
  let communes: number[];

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(async () => {
    learnCalendars([]);
    await house.close();
  });
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    own = ((await asCommune('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    const { units } = (await asProvince('GET', '/api/requests/choices?line=committee&period=2026-M10&level=commune'))
      .body as unknown as { units: { id: number }[] };
    communes = units.map(({ id }) => id);
  });
  afterEach(() => undo());

  const asked = (more: object = {}) => ({
    ...{ kind: 'ad_hoc', line: 'committee', period: '2026-M10', level: 'commune' },
    ...{ title: 'Phòng cháy mùa hanh khô', reason: 'Chỉ thị của Ban Chỉ đạo tỉnh' },
    ...{ units: three(), indicators: ['fire_inspections'], dueOn: '2026-11-25', dueHour: 17 },
    ...more,
  });
  const three = () => [own, ...communes.filter((id) => id !== own).slice(0, 2)];
  const send = (more: object = {}, ask = asProvince) => ask('POST', '/api/requests', asked(more));
  const look = (indicators: string, units: readonly number[] = three(), ask = asProvince, period = '2026-M10') =>
    ask(
      'GET',
      `/api/requests/preview?line=committee&period=${period}&level=commune&units=${units}&indicators=${indicators}`,
    );
  const show = async (id: unknown, ask = asProvince) =>
    (await ask('GET', `/api/requests/${id}`)).body as unknown as Brief;
  const cell = (value: number) => ({ value, precision: 'exact', kind: 'own', note: null });
  const work = async (ask: Ask) =>
    (await ask('GET', '/api/my-work')).body['own'] as { id: number; form: { code: string }; dueAt: string }[];

  it('refuses posts that do not ask, others’ lines and units, and what cannot be asked', async () => {
    const code = async (more: object, ask = asProvince) => (await send(more, ask)).body.code;
    for (const name of ['commune', 'head', 'inspector'] as const)
      expect([name, await code({}, await house.as(name))]).toEqual([name, 'reporting.not-your-request']);
    expect(await code({}, await house.as('partner'))).toBe('kernel.not-found');
    expect(await code({ units: [2_000_000] })).toBe('reporting.request-units-unknown');
    expect(await code({}, await house.as('otherProvince'))).toBe('reporting.request-units-unknown');
    expect(await code({ indicators: ['rate_mediation_success'] })).toBe('reporting.request-figures-wrong');
    expect(await code({ dueOn: '2026-11-21' })).toBe('reporting.request-due-past');
    expect(await code({ period: '2026-M12', dueOn: '2026-12-13' })).toBe('reporting.request-due-open');
    expect(await code({ period: '2027-M01' })).toBe('reporting.request-period-wrong');
    expect(await code({ title: 'Danh sách đối tượng nghiện ma túy theo họ tên' })).toBe('reporting.form-lists-people');
    expect(await code({ reason: 'Gọi anh Nam 0912345678' })).toBe('kernel.bad-input');
  });

  it('is not about a period of a kind that the calendar has given up', async () => {
    const more = { period: '2026-Q4', dueOn: '2026-12-15' };
    const choices = () => asProvince('GET', '/api/requests/choices?line=committee&period=2026-Q4&level=commune');
    expect((await choices()).status).toBe(200);
    const asCentre = await house.as('centre');
    const rule = {
      calendar: 'reporting',
      validFrom: '2026-11-23',
      month: 12,
      day: 14,
      basis: 'Quyết định số 1/QĐ-BCĐ',
    };
    expect((await asCentre('POST', '/api/calendars', { ...rule, kinds: ['month', 'year'] })).status).toBe(200);
    const refused = {
      status: 422,
      body: {
        code: 'figures.period-not-kept',
        fields: [
          {
            path: 'period',
            code: 'figures.period-not-kept',
            says: {
              vi: 'Lịch báo cáo không còn giữ kỳ này. Chọn kỳ khác.',
              en: 'The reporting calendar no longer keeps this period. Choose another one.',
            },
          },
        ],
      },
    };
    expect(await send(more)).toMatchObject(refused);
    expect(await choices()).toMatchObject(refused);
    expect(await look('fire_inspections', three(), asProvince, '2026-Q4')).toMatchObject(refused);
    // What had closed before the rule began is kept, and so is every month.
    for (const period of ['2026-Q3', '2026-M12'])
      expect([period, (await send({ ...more, period })).status]).toEqual([period, 200]);
  });

  it('does not ask for a figure that another unit has added for itself, from above either', async () => {
    const added = await asProvince('POST', '/api/design/indicators', {
      ...{
        words: { vi: 'Buổi đối thoại', en: '' },
        unit: { vi: 'buổi', en: '' },
        group: 'outreach',
        kind: 'F',
        share: 'one',
      },
      ...{ line: 'committee', decimals: 0, public: false, source: 'KH 12/KH-BCĐ' },
    });
    const indicators = [((added.body['ids'] as string[] | undefined) ?? [added.body['id'] as string])[0] ?? ''];
    expect(indicators[0]).toMatch(/^buoi_doi_thoai_\d+$/);
    expect((await send({ indicators })).status).toBe(200);
    const asCentre = await house.as('centre');
    expect((await send({ indicators }, asCentre)).body.code).toBe('reporting.request-figures-wrong');
    expect((await look(indicators.join(), three(), asCentre)).body.code).toBe('reporting.request-figures-wrong');
  });

  it('tells the centre of which province a commune is, and a province its own by name', async () => {
    const whom = async (ask: Ask) =>
      (await ask('GET', '/api/requests/choices?line=committee&period=2026-M10&level=commune')).body[
        'units'
      ] as unknown as { id: number; fullName: string; within: string | null }[];
    expect(new Set((await whom(asProvince)).map(({ within }) => within))).toEqual(new Set([null]));
    const asCentre = await house.as('centre');
    const all = await whom(asCentre);
    const province = all.find(({ id }) => id === own)?.within ?? '';
    expect(province).toMatch(/^[Tt]ỉnh /);
    expect(all.filter(({ within }) => within === province).map(({ id }) => id)).toEqual(communes);
    const elsewhere = all.find(({ within }) => within !== province)?.id;
    const { body } = await send({ units: [own, elsewhere] }, asCentre);
    const { units } = (await asCentre('GET', `/api/requests/${body['id']}`)).body as unknown as {
      units: { unit: { id: number; within: string | null } }[];
    };
    expect(units.find(({ unit }) => unit.id === own)?.unit.within).toBe(province);
    expect(units.find(({ unit }) => unit.id === elsewhere)?.unit.within).not.toBe(province);
    const seen = all.map(({ within }) => within);
    expect(seen).toEqual([...new Set(seen)].flatMap((name) => seen.filter((each) => each === name)));
  });

  it('asks nothing twice: what an open form brings is refused by name, and by the database too', async () => {
    const { body } = await look('outreach_sessions,fire_inspections');
    expect(body).toMatchObject({
      indicators: [
        { indicator: 'outreach_sessions', coming: 3, lacking: 0 },
        { indicator: 'fire_inspections', held: 0, coming: 0, lacking: 3 },
      ],
      units: 3,
      asked: 3,
      whyNot: { sendRequest: { code: 'reporting.request-known' } },
    });
    expect((await send({ indicators: ['outreach_sessions', 'fire_inspections'] })).body.code).toBe(
      'reporting.request-known',
    );
    const sent = await send();
    expect(sent).toMatchObject({ status: 200, body: { asked: 3, leftOut: 0 } });
    // A second request of the same finds it on its way; the quarter over it too.
    expect((await send()).body.code).toBe('reporting.request-known');
    expect((await look('fire_inspections', three(), asProvince, '2026-Q4')).body).toMatchObject({ asked: 0 });
    const other = {
      ...{ code: 'X-09', line: 'committee', periodKind: 'month', version: 1, from: '2013-M01' },
      content: {
        title: { vi: 'Biểu khác', en: 'Another form' },
        sections: [
          {
            title: { vi: 'Mục', en: 'Part' },
            rows: [{ indicator: 'fire_inspections', levels: ['commune'], required: true }],
          },
        ],
      },
    } as const satisfies ShippedForm;
    await expect(
      house.asSystem(async (ask) => {
        await storeForm(ask.tx, other, periodId(periodOfCode('2026-M10')));
        await openPeriod(ask, 'X-09', periodOfCode('2026-M10'));
      }),
    ).rejects.toMatchObject({ constraint: 'asked_once' });
  });

  it('shows what is known also where nearly everybody is asked: then those left out are named', async () => {
    const path = '/api/requests/preview?line=committee&period=2026-M10&level=commune&indicators=fire_inspections';
    const left = three().slice(1);
    const asked = communes.filter((id) => !left.includes(id));
    const { body } = await asProvince('GET', `${path}&except=${left}`);
    expect(body['units']).toBe(communes.length - left.length);
    expect(body).toEqual((await asProvince('GET', `${path}&units=${asked}`)).body);
    const refused = { code: 'reporting.request-units-unknown' };
    expect((await asProvince('GET', `${path}&except=2000000`)).body).toMatchObject(refused);
    expect((await asProvince('GET', `${path}&except=${communes}`)).body).toMatchObject(refused);
    // Half of the communes of a country, the longest list there is, stays a question that the program and its proxy read.
    const half = Array.from({ length: 1661 }, (_, at) => 10_000 + at).join();
    expect((await asProvince('GET', `${path}&except=${half}`)).body).toMatchObject(refused);
  });

  it('leaves out who has it, asks the rest, and the answers go the way of every report', async () => {
    const sent = await send({ units: [own] });
    const id = sent.body['id'];
    const mine = (await work(asCommune)).find(({ form }) => form.code === `YC-${id}`);
    expect(mine).toMatchObject({ dueAt: '2026-11-25T10:00:00.000Z' });
    const told = (await asCommune('GET', '/api/notices')).body['notices'] as { kind: string }[];
    expect(told[0]).toMatchObject({ kind: 'request', facts: { reportId: mine?.id } });
    expect(
      await asCommune('POST', `/api/reports/${mine?.id}/submit`, {
        draftVersion: 0,
        cells: { fire_inspections: cell(7) },
      }),
    ).toMatchObject({ status: 200 });
    const preview = (await look('fire_inspections,fire_inspection_minutes')).body;
    expect(preview).toMatchObject({
      indicators: [
        { held: 1, lacking: 2 },
        { held: 0, lacking: 3 },
      ],
      known: [
        { unit: { id: own }, asked: 1, figures: [{ value: 7, reading: 'submitted', form: { code: `YC-${id}` } }] },
      ],
      asked: 3,
    });
    const second = await send({ indicators: ['fire_inspections', 'fire_inspection_minutes'] });
    expect(second.body).toMatchObject({ asked: 3 });
    expect((await show(second.body['id'])).forms).toEqual([`YC-${second.body['id']}`, `YC-${second.body['id']}.2`]);
    expect(await asProvince('POST', `/api/reports/${mine?.id}/accept`, { revision: 1 })).toMatchObject({ status: 200 });
    const unit = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    const { figures } = (
      await asProvince('GET', `/api/figures?indicators=fire_inspections&units=${unit}&periods=2026-M10`)
    ).body as unknown as { figures: object[] };
    expect(figures).toMatchObject([{ value: 7, reported: 1, expected: 3 }]);
    expect(await show(id)).toMatchObject({ asked: 1, answered: 1, late: 0 });
  });

  it('is extended, closed and withdrawn by who sent it, and nobody owes anything afterwards', async () => {
    const id = (await send()).body['id'];
    const post = (what: string, body: object, ask = asProvince) => ask('POST', `/api/requests/${id}/${what}`, body);
    const reason = 'Mưa lũ, các xã cần thêm thời gian';
    const later = { dueOn: '2026-11-28', dueHour: 8, reason };
    for (const name of ['commune', 'head', 'centre'] as const)
      expect([name, (await post('extend', later, await house.as(name))).body.code]).toEqual([
        name,
        'reporting.not-your-request',
      ]);
    expect((await post('extend', later, await house.as('otherProvince'))).status).toBe(404);
    expect((await post('extend', { ...later, dueOn: '2026-11-24' })).body.code).toBe('reporting.request-due-sooner');
    expect((await post('extend', later)).body['told']).toBe(3);
    const form = `YC-${id}`;
    const mine = (await work(asCommune)).find((each) => each.form.code === form);
    expect(mine?.dueAt).toBe('2026-11-28T01:00:00.000Z');
    await asCommune('POST', `/api/reports/${mine?.id}/submit`, {
      draftVersion: 0,
      cells: { fire_inspections: cell(7) },
    });
    expect((await post('withdraw', { reason })).body.code).toBe('reporting.request-answered');
    expect((await post('close', { reason })).status).toBe(200);
    expect(await show(id)).toMatchObject({ asked: 3, answered: 1, ended: 'closed' });
    expect((await post('close', { reason })).body.code).toBe('reporting.request-ended');
    // Whoever answered stays expected, the others do not.
    const unit = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    const figure = await asProvince(
      'GET',
      `/api/figures?indicators=fire_inspections&units=${unit}&periods=2026-M10&reading=submitted`,
    );
    expect(figure.body['figures']).toMatchObject([{ value: 7, reported: 1, expected: 1 }]);
    const again = (await send({ units: three().slice(1) })).body['id'];
    expect((await asProvince('POST', `/api/requests/${again}/withdraw`, { reason })).status).toBe(200);
    expect(await show(again)).toMatchObject({ asked: 2, answered: 0, ended: 'withdrawn' });
  });

  it('is seen above, by whom it asks and by nobody else; the regimes neither open nor move it', async () => {
    const id = (await send({ period: '2026-M11' })).body['id'];
    expect((await show(id, asCommune)).asked).toBe(3);
    for (const name of ['otherProvince', 'partner'] as const)
      expect([name, (await (await house.as(name))('GET', `/api/requests/${id}`)).status]).toEqual([name, 404]);
    const opened = await house.asSystem(async (ask) => {
      await openCurrentPeriods(ask);
      return (await unitsWithReport(ask.tx, `YC-${id}`, periodId(periodOfCode('2026-M11')))).size;
    });
    expect(opened).toBe(3);
  });
});
