/** A correction after issue: who may open it, what it changes, and what is kept of it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNow } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { shippedForms } from '../form/shipped.ts';

const monthly = shippedForms.find((form) => form.code === 'TH01');
const cells = (more: Record<string, number>) =>
  Object.fromEntries(
    (monthly?.content.sections ?? [])
      .flatMap((section) => section.rows.map((row) => row.indicator as string))
      .filter((id) => !['avg_attendance', 'rate_mediation_success'].includes(id))
      .map((id) => [id, { value: more[id] ?? 5 }]),
  );

type Change = {
  unit: { code: string };
  indicator: string;
  before: number | null;
  after: number | null;
  reasons: object[];
};

describe('a correction of issued figures', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let asHead: Ask;
  let report: number;
  let province: number;
  let commune: number;
  let hour = 0;

  const unitOf = async (ask: Ask) =>
    ((await ask('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  const send = (more: Record<string, number>, draftVersion: number) =>
    asCommune('POST', `/api/reports/${report}/submit`, { draftVersion, cells: cells(more) });
  const accept = (revision: number) => asProvince('POST', `/api/reports/${report}/accept`, { revision });
  const except = (ask: Ask) =>
    ask('POST', `/api/reports/${report}/exception`, { until: '2026-11-25', reason: 'Cộng thiếu một buổi ở thôn.' });
  /** Issues at one moment; whatever follows happens an hour later. */
  const issue = async (number: string, reason: string | null = null) => {
    const { body } = await asHead('POST', '/api/editions', {
      unit: province,
      form: 'TH01',
      period: '2026-M10',
      number,
      issuedOn: '2026-11-20',
      reason,
    });
    hour += 1;
    house.setNow(new Date(castNow.getTime() + hour * 3_600_000));
    return body['id'] as number;
  };
  const preview = (ask: Ask) => ask('GET', `/api/editions/preview?unit=${province}&form=TH01&period=2026-M10`);
  const said = (body: Record<string, unknown>) =>
    (body['changes'] as Change[]).map(({ unit, indicator, before, after, reasons }) => [
      unit.code,
      indicator,
      before,
      after,
      reasons.length,
    ]);
  /** Issued, opened again, corrected and accepted. */
  const correct = async () => {
    await except(asProvince);
    await send({ outreach_sessions: 6 }, 1);
    await accept(2);
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    hour = 0;
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    asHead = await house.as('head');
    const own = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    report = own.find((each) => each.period.code === '2026-M10')?.id ?? 0;
    province = await unitOf(asProvince);
    commune = await unitOf(asCommune);
    await send({}, 0);
    await accept(1);
  });
  afterEach(() => undo());

  it('before anything is issued there is nothing to compare with', async () => {
    expect(await preview(asHead)).toMatchObject({ status: 200, body: { supersedes: null, cells: 0, changes: [] } });
  });

  it('shows before issuing, cell by cell, which numbers will change and why', async () => {
    await issue('1/BC-BCĐ');
    expect((await preview(asHead)).body).toMatchObject({ supersedes: { number: '1/BC-BCĐ' }, cells: 0 });
    await correct();
    const { body } = await preview(asHead);
    expect(body).toMatchObject({ cells: 2, units: 2 });
    expect(said(body)).toEqual([
      ['44', 'outreach_sessions', 5, 6, 0],
      [castCommune, 'outreach_sessions', 5, 6, 1],
    ]);
    expect((body['changes'] as Change[])[1]?.reasons).toEqual([
      { kind: 'exception', reason: 'Cộng thiếu một buổi ở thôn.', on: '2026-11-22' },
    ]);
  });

  it('keeps the list of differences with the new edition, also when figures change again', async () => {
    const first = await issue('1/BC-BCĐ');
    await correct();
    const second = await issue('2/BC-BCĐ', 'Đính chính số buổi.');
    const listed = async () => (await asProvince('GET', `/api/editions/${second}/changes`)).body;
    expect(await listed()).toMatchObject({
      reason: 'Đính chính số buổi.',
      supersedes: { number: '1/BC-BCĐ' },
      cells: 2,
    });
    expect((await asProvince('GET', `/api/editions/${first}/changes`)).body).toMatchObject({ cells: 0, reason: null });
    await except(asProvince);
    await send({ outreach_sessions: 9, press_items: 1 }, 2);
    await accept(3);
    expect(said(await listed())).toEqual([
      ['44', 'outreach_sessions', 5, 6, 0],
      [castCommune, 'outreach_sessions', 5, 6, 1],
    ]);
    // The reasons of what came after belong to the next correction.
    expect(said((await preview(asHead)).body)).toEqual([
      ['44', 'outreach_sessions', 6, 9, 0],
      ['44', 'press_items', 5, 1, 0],
      [castCommune, 'outreach_sessions', 6, 9, 1],
      [castCommune, 'press_items', 5, 1, 1],
    ]);
  });

  it('tells a cell that came back with its own reason', async () => {
    await issue('1/BC-BCĐ');
    await except(asProvince);
    await send({ outreach_sessions: 7, press_items: 6 }, 1);
    await asProvince('POST', `/api/reports/${report}/return`, {
      revision: 2,
      cells: { outreach_sessions: 'Đối chiếu lại sổ.' },
    });
    const draftVersion = (await asCommune('GET', `/api/reports/${report}`)).body['draftVersion'] as number;
    expect(await send({ outreach_sessions: 6, press_items: 6 }, draftVersion)).toMatchObject({ status: 200 });
    await accept(3);
    expect(said((await preview(asHead)).body).filter(([code]) => code === castCommune)).toEqual([
      [castCommune, 'outreach_sessions', 5, 6, 2],
      [castCommune, 'press_items', 5, 6, 1],
    ]);
  });

  it('shows a unit below as issued and as it is today, and which units differ', async () => {
    const edition = await issue('1/BC-BCĐ');
    const below = async () =>
      (await asProvince('GET', `/api/editions/${edition}?of=${commune}`)).body as {
        of: { id: number };
        rows: { indicator: string; published: number | null; today: number | null }[];
      };
    const row = async () => (await below()).rows.find((each) => each.indicator === 'outreach_sessions');
    expect(await row()).toMatchObject({ published: 5, today: 5 });
    const units = (query = '') => asProvince('GET', `/api/editions/${edition}/units${query}`);
    expect((await units()).body).toMatchObject({ found: 0, different: 0 });
    await correct();
    expect(await row()).toMatchObject({ published: 5, today: 6 });
    expect((await units()).body).toMatchObject({
      found: 2,
      different: 2,
      units: [
        { code: '44', different: 1 },
        { id: commune, different: 1 },
      ],
    });
    expect((await units('?only=all&q=phong%20nha')).body).toMatchObject({ units: expect.any(Array), different: 2 });
  });

  it('comes as a table with the reasons, and no cell of it is a formula', async () => {
    const edition = await issue('1/BC-BCĐ');
    await asProvince('POST', `/api/reports/${report}/exception`, { until: '2026-11-25', reason: '=1+1 sửa lại số' });
    await send({ outreach_sessions: 6 }, 1);
    await accept(2);
    const answer = await asProvince('GET', `/api/editions/${edition}/csv`);
    expect(answer.status).toBe(200);
    const lines = String(answer.text).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`"${castCommune}"`);
    expect(lines[2]).toMatch(/,5,6,"2026-11-22: =1\+1 sửa lại số"$/);
    const all = await asProvince('GET', `/api/editions/${edition}/csv?only=all&language=en`);
    expect(String(all.text).split('\r\n').length).toBeGreaterThan(30);
  });

  it('a commune reads the edition of its province, not what stands in it of others or today', async () => {
    const edition = await issue('1/BC-BCĐ');
    await correct();
    expect((await asCommune('GET', `/api/editions/${edition}`)).body).toMatchObject({ compares: false });
    expect(await asCommune('GET', `/api/editions/${edition}?of=${commune}`)).toMatchObject({ status: 404 });
    expect((await asCommune('GET', `/api/editions/${edition}/units`)).body).toMatchObject({ found: 1, different: 0 });
    expect((await asCommune('GET', `/api/editions/${edition}/changes`)).body).toMatchObject({ changes: [] });
    expect(await (await house.as('otherProvince'))('GET', `/api/editions/${edition}?of=${commune}`)).toMatchObject({
      status: 404,
    });
    expect(await asCommune('GET', '/api/editions/999999/changes')).toMatchObject({ status: 404 });
  });

  it('under an edition of the centre only the centre opens a report again, and the province is told so', async () => {
    const { owner } = house.database;
    await issue('1/BC-BCĐ');
    // Issued by another post while this one looks: seen as soon as it is committed.
    await owner.query(
      `insert into figures.edition (unit_id, period_id, line, form, number, issued_on, issued_at, signer_post_id, hash)
       select u.id, p.id, 'committee', 'TH01', '3/BC-BCĐ', '2026-11-20', now(), (select min(id) from identity.post), 'x'
       from org.unit u, figures.period p where u.level = 'nation' and p.code = '2026-M10'`,
    );
    try {
      expect(await except(asProvince)).toMatchObject({
        status: 403,
        body: { code: 'reporting.locked-above', data: { unit: { vi: 'Trung ương' } } },
      });
      expect((await asProvince('GET', `/api/reports/${report}`)).body['whyNot']).toMatchObject({
        allowException: { code: 'reporting.locked-above' },
      });
      expect(await except(await house.as('centre'))).toMatchObject({ status: 200 });
      expect(await send({ outreach_sessions: 6 }, 1)).toMatchObject({ status: 200 });
    } finally {
      await owner.query(`delete from figures.edition where hash = 'x'`);
    }
  });
});
