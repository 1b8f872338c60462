import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { castCommune, castNeighbour } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { shippedForms } from '../form/shipped.ts';

const monthly = shippedForms.find((form) => form.code === 'TH01');
const cells = (outreach: number) =>
  Object.fromEntries(
    (monthly?.content.sections ?? [])
      .flatMap((section) => section.rows.map((row) => row.indicator as string))
      .filter((id) => !['avg_attendance', 'rate_mediation_success'].includes(id))
      .map((id) => [id, { value: id === 'outreach_sessions' ? outreach : 5 }]),
  );

type Section = { texts: Record<string, string>; figures: Record<string, { now: { value: number } | null }> };

describe('the words of a report over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let commune: number;
  let province: number;

  const ownReport = async (ask: Ask): Promise<number> => {
    const { body } = await ask('GET', '/api/my-work');
    const own = body['own'] as { id: number; period: { code: string } }[];
    return own.find((each) => each.period.code === '2026-M10')?.id ?? 0;
  };
  const save = (ask: Ask, report: number, texts: Record<string, string>, version = 0) =>
    ask('PUT', `/api/reports/${report}/narrative`, { version, texts });
  const read = async (ask: Ask, report: number) => (await ask('GET', `/api/reports/${report}/narrative`)).body;
  const send = (ask: Ask, report: number, outreach: number, draftVersion = 0) =>
    ask('POST', `/api/reports/${report}/submit`, { draftVersion, cells: cells(outreach) });
  const sources = async (query = '') =>
    (await asProvince('GET', `/api/reports/${province}/narrative/sources${query}`)).body;
  const takeUp = (paragraphs: object[], version: number) =>
    asProvince('POST', `/api/reports/${province}/narrative/taken`, { version, section: 'limits', paragraphs });

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    commune = await ownReport(asCommune);
    province = await ownReport(asProvince);
  });
  afterEach(() => undo());

  describe('writing', () => {
    it('is refused without a session, does not exist outside the line and subtree, and is not for the superior', async () => {
      expect(await save(await house.as(null), commune, {})).toMatchObject({ status: 401 });
      for (const name of ['neighbour', 'otherProvince', 'partner', 'administrator', 'operator'] as const)
        expect(await save(await house.as(name), commune, {})).toMatchObject({ status: 404 });
      expect(await save(asProvince, commune, {})).toMatchObject({ status: 403, body: { code: 'reporting.not-yours' } });
    });
    it('tells a reference that names no figure by its section, and keeps nothing', async () => {
      const answer = await save(asCommune, commune, {
        results: 'Có {{outreach_sessions}}.',
        limits: 'Có {{outreach_session}}.',
        causes: `{{outreach_sessions@${castNeighbour}/2026-M10}}`,
      });
      expect(answer).toMatchObject({ status: 422, body: { code: 'reporting.words-not-right' } });
      // The neighbour exists; to this post it does not.
      expect((answer.body['fields'] as { path: string }[]).map(({ path }) => path)).toEqual([
        'texts.limits',
        'texts.causes',
      ]);
      expect(await read(asCommune, commune)).toMatchObject({ texts: {}, version: 0 });
    });
    it('refuses keys to persons', async () => {
      expect(await save(asCommune, commune, { results: 'Gọi 0912 345 678' })).toMatchObject({ status: 400 });
    });
    it('keeps words with the figures of the cells as they are typed, for the own unit alone', async () => {
      await asCommune('PUT', `/api/reports/${commune}/draft`, {
        draftVersion: 0,
        cells: { outreach_sessions: { value: 12 } },
      });
      expect(await save(asCommune, commune, { results: 'Tổ chức {{outreach_sessions}}.' })).toMatchObject({
        status: 200,
        body: { version: 1, figures: { outreach_sessions: { now: { value: 12 } } } },
      });
      expect(await read(asCommune, commune)).toMatchObject({
        texts: { results: 'Tổ chức {{outreach_sessions}}.' },
        version: 1,
        basis: 'cells',
        whyNot: { saveNarrative: null },
      });
      expect(await read(asProvince, commune)).toMatchObject({ texts: {}, sent: [] });
    });
    it('does not overwrite what somebody else has saved meanwhile', async () => {
      await save(asCommune, commune, { results: 'Một.' });
      expect(await save(asCommune, commune, { results: 'Hai.' })).toMatchObject({
        status: 409,
        body: { code: 'kernel.changed-meanwhile' },
      });
      expect(await save(asCommune, commune, { results: 'Hai.' }, 1)).toMatchObject({ body: { version: 2 } });
    });
    it('leaves an audit entry with the words before and after', async () => {
      await save(asCommune, commune, { results: 'Một.' });
      await save(asCommune, commune, { results: 'Hai.' }, 1);
      const { body } = await (await house.as('inspector'))('GET', '/api/audit?action=reporting.saveNarrative');
      expect(JSON.stringify(body)).toContain('Hai.');
    });
  });

  it('goes with the submission as it stood, with the figures of that moment', async () => {
    await save(asCommune, commune, { results: 'Tổ chức {{outreach_sessions}}.', limits: ' ' });
    expect(await send(asCommune, commune, 12)).toMatchObject({ status: 200 });
    expect(await save(asCommune, commune, { results: 'Khác.' }, 1)).toMatchObject({ status: 409 });
    await asProvince('POST', `/api/reports/${commune}/return`, { revision: 1, reason: 'Xem lại số buổi.' });
    await save(asCommune, commune, { results: 'Đã tổ chức {{outreach_sessions}}.' }, 1);
    expect(await send(asCommune, commune, 15, 1)).toMatchObject({ status: 200, body: { revision: 2 } });
    const { sent, texts } = (await read(asProvince, commune)) as unknown as { sent: Section[]; texts: object };
    expect(texts).toEqual({ results: 'Đã tổ chức {{outreach_sessions}}.' });
    expect(sent.map((each) => [each.texts, each.figures['outreach_sessions']?.now?.value])).toEqual([
      [{ results: 'Đã tổ chức {{outreach_sessions}}.' }, 15],
      [{ results: 'Tổ chức {{outreach_sessions}}.' }, 12],
    ]);
  });

  describe('consolidating', () => {
    const paragraph = (at: number, revision = 1) => ({ report: commune, revision, section: 'limits', at });
    beforeEach(async () => {
      await save(asCommune, commune, {
        results: 'Kết quả tốt.',
        limits: 'Cơ sở vật chất còn thiếu.\nMới tổ chức {{outreach_sessions}}.',
      });
      await send(asCommune, commune, 12);
    });

    it('finds what was sent, without accents, by section and by what has been taken up', async () => {
      expect(await sources()).toMatchObject({ sent: 1, found: 2 });
      expect(await sources('?q=co%20so%20vat%20chat')).toMatchObject({
        found: 1,
        sources: [{ report: commune, section: { key: 'limits' }, paragraphs: [{ at: 0, taken: false }] }],
      });
      expect(await sources('?section=results')).toMatchObject({ found: 1 });
      expect(await sources('?show=taken')).toMatchObject({ found: 0 });
    });
    it('shows a commune no other reports than its own', async () => {
      const { body } = await asCommune('GET', `/api/reports/${commune}/narrative/sources`);
      expect(body).toMatchObject({ sent: 0, owed: 0, found: 0 });
    });
    it('takes a paragraph with the address of its figures, and marks it', async () => {
      expect(await takeUp([paragraph(1)], 0)).toMatchObject({ status: 200, body: { version: 1, added: 1 } });
      const now = await read(asProvince, province);
      const key = `outreach_sessions@${castCommune}/2026-M10`;
      expect(now).toMatchObject({
        texts: { limits: `Mới tổ chức {{${key}}}.` },
        figures: { [key]: { now: { value: 12 } } },
        taken: [{ section: 'limits', changed: false }],
        consolidates: true,
      });
      expect(await sources('?show=taken')).toMatchObject({ found: 1 });
      // A taken text is saved as any other.
      expect(await save(asProvince, province, now['texts'] as Record<string, string>, 1)).toMatchObject({
        status: 200,
      });
    });
    it('refuses a paragraph that is not there, another version, and an unknown section', async () => {
      expect(await takeUp([paragraph(7)], 0)).toMatchObject({ status: 404 });
      expect(await takeUp([paragraph(0, 2)], 0)).toMatchObject({ status: 409 });
      expect(await takeUp([paragraph(0)], 3)).toMatchObject({ status: 409 });
      const path = `/api/reports/${province}/narrative/taken`;
      const body = { version: 0, section: 'nothing', paragraphs: [paragraph(0)] };
      expect(await asProvince('POST', path, body)).toMatchObject({ status: 422 });
      expect(await read(asProvince, province)).toMatchObject({ texts: {}, taken: [] });
    });
    it('tells when the source says otherwise since, with a choice', async () => {
      await takeUp([paragraph(0), paragraph(1)], 0);
      await asProvince('POST', `/api/reports/${commune}/return`, { revision: 1, reason: 'Viết rõ hơn.' });
      await save(asCommune, commune, { limits: 'Thiếu 2 máy tính.\nMới tổ chức {{outreach_sessions}}.' }, 1);
      await send(asCommune, commune, 12, 1);
      type Taken = { id: number; changed: boolean; now: string | null };
      const taken = async () => ((await read(asProvince, province)) as unknown as { taken: Taken[] }).taken;
      expect((await taken()).map(({ changed, now }) => [changed, changed ? now : null])).toEqual([
        [true, 'Thiếu 2 máy tính.'],
        [false, null],
      ]);
      const [first, second] = await taken();
      const answer = (id: number | undefined, body: object) =>
        asProvince('POST', `/api/reports/${province}/narrative/taken/${id}`, body);
      expect(await answer(first?.id, { version: 1, answer: 'new' })).toMatchObject({
        status: 200,
        body: { version: 2 },
      });
      expect(await answer(second?.id, { version: 2, answer: 'forget' })).toMatchObject({ status: 200 });
      expect(await read(asProvince, province)).toMatchObject({
        texts: { limits: `Thiếu 2 máy tính.\nMới tổ chức {{outreach_sessions@${castCommune}/2026-M10}}.` },
        taken: [{ changed: false }],
      });
    });
  });
});
