import JSZip from 'jszip';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodId, periodOfCode } from '../../figures/index.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openPeriod, urgingsOf } from '../index.ts';
import { unitOf } from '../testing/monthly.ts';
import { composeLetter } from './letter.ts';

type Late = { reportId: number; unit: { id: number; fullName: string }; daysLate: number; urged: number };
type Urging = {
  id: number;
  reports: { reportId: number; answeredAt: string | null }[];
  number: string | null;
  sentAt: string | null;
};
type List = { late: Late[]; urgings: Urging[]; whyNot: { draftUrging: { code: string } | null } };

describe('urging over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let province: number;
  let own: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    [province, own] = [await unitOf(asProvince), await unitOf(asCommune)];
  });
  afterEach(() => undo());

  const list = async (ask = asProvince, period = '2026-M10') =>
    (await ask('GET', `/api/urgings?unit=${province}&form=TH01&period=${period}`)) as { status: number; body: unknown };
  const listed = async (period?: string) => (await list(asProvince, period)).body as List;
  const draft = async (more: object = {}, ask = asProvince) =>
    ask('POST', '/api/urgings', {
      ...{ unit: province, form: 'TH01', period: '2026-M10', until: '2026-11-25' },
      reports: [(await listed()).late.find(({ unit }) => unit.id === own)?.reportId],
      ...more,
    });
  const send = (id: unknown, body: object = { number: '25/BCĐ-TH', issuedOn: '2026-11-22' }, ask = asProvince) =>
    ask('POST', `/api/urgings/${id}/send`, body);

  /** The commune sends its report, which says that nothing happened. */
  const submit = async (id: unknown) => {
    const stocks = ['security_order_teams', 'security_order_members', 'model_points', 'model_members'];
    const cells = Object.fromEntries(
      [...stocks, 'inter_family_groups', 'mediation_teams'].map((indicator) => [indicator, { value: 1 }]),
    );
    expect((await asCommune('POST', `/api/reports/${id}/submit`, { draftVersion: 0, cells, nil: true })).status).toBe(
      200,
    );
  };

  it('shows a superior who is late, and nobody else', async () => {
    const { late, whyNot } = await listed();
    expect(late).toHaveLength(78);
    expect(late[0]).toMatchObject({ daysLate: 37, urged: 0 });
    expect(whyNot.draftUrging).toBeNull();
    for (const name of ['commune', 'otherProvince', 'partner'] as const)
      expect([name, (await list(await house.as(name))).status]).toEqual([name, 404]);
    // Read by who inspects, urged by nobody but the superior.
    expect(((await list(await house.as('inspector'))).body as List).whyNot.draftUrging?.code).toBe(
      'reporting.not-yours-to-urge',
    );
    expect((await list(asProvince, '2026-H9')).status).toBe(400);
  });

  it('refuses letters by others, to who is not late, and until a day that is over', async () => {
    const reports = [(await listed()).late[0]?.reportId];
    const code = async (more: object, ask = asProvince) => (await draft({ reports, ...more }, ask)).body.code;
    expect(await code({}, asCommune)).toBe('figures.unknown-units');
    expect(await code({}, await house.as('centre'))).toBe('reporting.not-yours-to-urge');
    expect(await code({}, await house.as('head'))).toBe('reporting.not-yours-to-urge');
    expect(await code({ until: '2026-11-21' })).toBe('reporting.urged-until-past');
    expect(await code({ reports: [2_000_000] })).toBe('reporting.not-late');
    expect(await code({ note: 'Gọi anh Nam 0912345678' })).toBe('kernel.bad-input');
    await house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode('2026-M12'), province));
    expect((await listed('2026-M12')).late).toEqual([]);
  });

  it('drafts a letter that the unit sees once it is sent, with its own inbox and a file', async () => {
    const { body } = await draft();
    const id = body['id'];
    expect((await asCommune('GET', `/api/urgings/${id}`)).status).toBe(404);
    expect((await send(id, { number: '25/BCĐ', issuedOn: '2026-11-23' })).body.code).toBe('reporting.urging-dated');
    expect((await send(id, undefined, await house.as('centre'))).body.code).toBe('reporting.not-yours-to-urge');
    expect((await send(id, undefined, await house.as('otherProvince'))).body.code).toBe('kernel.not-found');
    expect((await send(id)).body['told']).toBe(1);
    expect((await send(id)).body.code).toBe('reporting.urging-sent');
    const seen = (await asCommune('GET', `/api/urgings/${id}`)).body as unknown as Urging;
    expect(seen).toMatchObject({ number: '25/BCĐ-TH', reports: [{ answeredAt: null }] });
    expect((await (await house.as('neighbour'))('GET', `/api/urgings/${id}`)).status).toBe(404);
    const { notices } = (await asCommune('GET', '/api/notices')).body as unknown as { notices: object[] };
    expect(notices).toMatchObject([{ kind: 'urging', facts: { urgingId: id, by: 'Tỉnh Quảng Trị' } }]);
    expect((await listed()).late.find(({ unit }) => unit.id === own)?.urged).toBe(1);
    const file = await asProvince('GET', `/api/urgings/${id}/docx`);
    expect(file.headers['content-type']).toContain('wordprocessingml');
  });

  it('remembers who was urged and when it answered', async () => {
    const { body } = await draft();
    await send(body['id']);
    const [report] = (await listed()).urgings[0]?.reports ?? [];
    house.setNow(new Date('2026-11-24T03:00:00Z'));
    await submit(report?.reportId);
    const [urging] = (await listed()).urgings;
    expect(urging?.reports[0]?.answeredAt).toBe('2026-11-24T03:00:00.000Z');
    const known = await house.asSystem(({ tx }) =>
      urgingsOf(tx, { unitIds: [own], form: 'TH01', periodIds: [periodId(periodOfCode('2026-M10'))] }),
    );
    expect(known).toMatchObject([{ unitId: own, byUnitId: province, number: '25/BCĐ-TH', daysLate: 37 }]);
    expect(known[0]?.answeredAt?.toISOString()).toBe('2026-11-24T03:00:00.000Z');
  });

  it('names nobody who has reported since the draft, and says who that is before it leaves', async () => {
    const { late } = await listed();
    const mine = late.find(({ unit }) => unit.id === own);
    const asNeighbour = await house.as('neighbour');
    const beside = await unitOf(asNeighbour);
    const other = late.find(({ unit }) => unit.id === beside);
    const id = (await draft({ reports: [mine?.reportId, other?.reportId] })).body['id'];
    const alone = (await draft()).body['id'];
    house.setNow(new Date('2026-11-23T03:00:00Z'));
    await submit(mine?.reportId);
    expect((await send(id)).body).toMatchObject({
      code: 'reporting.urging-changed',
      data: { count: 1, names: mine?.unit.fullName },
    });
    const letter = async () => {
      const { bytes } = await asProvince('GET', `/api/urgings/${id}/docx`);
      return (await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('text')) ?? '';
    };
    const name = (mine?.unit.fullName ?? '').replace('Xã ', '');
    const isNamed = async () => (await letter()).includes(name);
    expect(await isNamed()).toBe(false);
    expect(await letter()).toContain('còn 1 đơn vị');
    const issued = { number: '25/BCĐ-TH', issuedOn: '2026-11-22', reported: [mine?.reportId] };
    expect((await send(id, issued)).body['told']).toBe(1);
    expect(await isNamed()).toBe(false);
    // Neither on the screen of who urges, nor on that of who is urged and reads no report of others.
    for (const ask of [asProvince, asNeighbour])
      expect((await ask('GET', `/api/urgings/${id}`)).body['reports']).toMatchObject([{ unit: { id: beside } }]);
    expect((await send(alone, issued)).body.code).toBe('reporting.urging-answered');
    expect((await asProvince('GET', `/api/urgings/${alone}/docx`)).body.code).toBe('reporting.urging-answered');
  });

  it('writes a letter in the layout of an official letter', async () => {
    const { body } = await draft({ note: 'Báo cáo bổ sung gửi kèm.' });
    const { bytes } = await asProvince('GET', `/api/urgings/${body['id']}/docx`);
    const xml = await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('text');
    const text = (xml ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    for (const words of [
      'V/v đôn đốc gửi',
      'Kính gửi:',
      'Số ngày chậm',
      'trước hết ngày 25/11/2026',
      'Báo cáo bổ sung gửi kèm.',
      'TM. BAN CHỈ ĐẠO',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('CÔNG VĂN');
  });
});

describe('an urging letter', () => {
  const facts = {
    demonstration: false,
    unit: { level: 'province', name: 'Quảng Trị', fullName: 'Tỉnh Quảng Trị' },
    body: 'Ban Chỉ đạo 138 tỉnh Quảng Trị',
    line: 'committee',
    form: 'Báo cáo tháng',
    period: periodOfCode('2026-M10'),
    until: '2026-11-25',
    note: '',
    draftedAt: new Date('2026-11-22T03:00:00Z'),
    asOf: new Date('2026-11-22T03:00:00Z'),
    number: null,
    issuedOn: null,
    late: [{ addressee: 'Ban Chỉ đạo 138 xã A', dueAt: new Date('2026-10-16T10:00:00Z'), daysLate: 37 }],
  };
  it('has a blank number and day until it is sent, then those of the register', () => {
    expect(composeLetter(facts).head).toMatchObject({ number: null, symbol: 'BCĐ', date: { day: null, month: 11 } });
    const sent = composeLetter({ ...facts, number: '25/BCĐ-TH', issuedOn: '2026-11-22' });
    expect(sent.head).toMatchObject({ number: '25', symbol: 'BCĐ-TH', date: { day: 22, month: 11, year: 2026 } });
    expect(sent.head).toMatchObject({ governingBody: 'TỈNH QUẢNG TRỊ', issuingBody: 'BAN CHỈ ĐẠO 138' });
  });

  it('names a few bodies as addressees and many in its table alone', () => {
    expect(composeLetter(facts).addressees).toEqual(['Ban Chỉ đạo 138 xã A']);
    const many = Array.from({ length: 13 }, () => facts.late[0] as (typeof facts.late)[0]);
    expect(composeLetter({ ...facts, late: many }).addressees).toHaveLength(1);
  });

  it('rests on the decree for the administration, not for the Front', () => {
    const basis = (line: string) => JSON.stringify(composeLetter({ ...facts, line }).blocks[0]);
    expect(basis('police')).toContain('09/2019/NĐ-CP');
    expect(basis('front')).not.toContain('NĐ-CP');
  });
});
