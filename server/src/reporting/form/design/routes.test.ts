import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { learnCalendars } from '@app/contract/kernel/period.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differencesOfTotals, periodOfCode } from '../../../figures/index.ts';
import { systemActor } from '../../../identity/index.ts';
import { askAs } from '../../../kernel/ask.ts';
import { type Ask, type TestHouse, testHouse } from '../../../kernel/testing/house.ts';
import { nation } from '../../../org/index.ts';
import { openPeriod } from '../../obligations.ts';

const wanted = (more: object = {}) => ({
  words: { vi: 'Buổi đối thoại với nhân dân', en: 'Dialogues with residents' },
  unit: { vi: 'buổi', en: 'sessions' },
  group: 'outreach',
  kind: 'F',
  share: 'one',
  line: 'committee',
  decimals: 0,
  public: true,
  source: 'KH 12/KH-BCĐ',
  ...more,
});
const byPlace = {
  how: 'sum',
  by: { vi: 'nơi tổ chức', en: 'place' },
  categories: [
    { vi: 'tại thôn', en: 'in hamlets' },
    { vi: 'tại trường học', en: 'in schools' },
  ],
};
const draft = (indicators: readonly string[], more: object = {}) => ({
  draftVersion: 0,
  line: 'committee',
  periodKind: 'month',
  from: '2026-M12',
  content: {
    title: { vi: 'Biểu 09/ĐT. Đối thoại', en: 'Form 09, dialogues' },
    sections: [
      {
        title: { vi: 'Đối thoại', en: 'Dialogues' },
        rows: indicators.map((indicator) => ({ indicator, levels: ['commune'], required: true })),
      },
    ],
  },
  ...more,
});
const faultsIn = (answer: { body: Record<string, unknown> }, key = 'faults') =>
  (answer.body[key] as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);

describe('designing what is asked, over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCentre: Ask;
  let asProvince: Ask;
  let asOther: Ask;
  let asCommune: Ask;

  const add = (ask: Ask, more: object = {}) => ask('POST', '/api/design/indicators', wanted(more));
  const addOne = async (ask: Ask, more: object = {}): Promise<string> => {
    const answer = await add(ask, more);
    expect(answer.status).toBe(200);
    return (answer.body['ids'] as string[])[0] ?? '';
  };
  const known = async (ask: Ask): Promise<string[]> =>
    ((await ask('GET', '/api/indicators/added')).body as unknown as { id: string }[]).map(({ id }) => id);

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(async () => {
    learnCalendars([]);
    await house.close();
  });
  beforeEach(async () => {
    undo = await house.begin();
    [asCentre, asProvince, asOther, asCommune] = await Promise.all([
      house.as('centre'),
      house.as('province'),
      house.as('otherProvince'),
      house.as('commune'),
    ]);
  });
  afterEach(() => undo());

  describe('adding an indicator', () => {
    it.each(['commune', 'partner', 'head', 'inspector', 'administrator', 'operator'] as const)(
      'is not for %s',
      async (name) => {
        expect(await add(await house.as(name))).toMatchObject({ status: 403, body: { code: 'kernel.not-allowed' } });
      },
    );
    it('gives it the next slot above those kept for releases, and everybody knows it in the next request', async () => {
      const id = await addOne(asCentre);
      expect(id).toMatch(/^buoi_doi_thoai_voi_nhan_dan_\d+$/);
      expect(indicatorOf(id)?.slot ?? 0).toBeLessThanOrEqual(0);
      expect(await known(asCommune)).toEqual([id]);
      expect(indicatorOf(id)?.slot).toBeGreaterThan(200);
    });
    it('never gives a slot twice', async () => {
      const first = await addOne(asCentre);
      const second = await addOne(asProvince, { words: { vi: 'Buổi tọa đàm', en: 'Talks' } });
      await known(asProvince);
      expect(indicatorOf(second)?.slot).toBe((indicatorOf(first)?.slot ?? 0) + 1);
    });
    it("keeps a province's own inside its subtree", async () => {
      const id = await addOne(asProvince);
      expect(await known(asProvince)).toEqual([id]);
      expect(await known(asCommune)).toEqual([id]);
      expect(await known(asCentre)).toEqual([id]);
      expect(await known(asOther)).toEqual([]);
      const unit = ((await asOther('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      expect(await asOther('GET', `/api/figures?indicators=${id}&units=${unit}&periods=2026-M10`)).toMatchObject({
        status: 422,
        body: { code: 'figures.unknown-indicator' },
      });
      expect(
        await asOther('PUT', `/api/design/indicators/${id}`, {
          words: wanted().words,
          unit: wanted().unit,
          source: 'KH 1',
        }),
      ).toMatchObject({ status: 404 });
    });
    it.each([
      [
        'a list of persons',
        { words: { vi: 'Danh sách đối tượng', en: 'Persons' } },
        'reporting.indicator-names-people',
      ],
      [
        'a category that lists persons',
        { breakdown: { ...byPlace, categories: [{ vi: 'Họ và tên chủ hộ' }] } },
        'reporting.indicator-names-people',
      ],
      [
        'a name the catalogue has',
        { words: { vi: 'BUỔI TUYÊN TRUYỀN, phát động', en: '' } },
        'reporting.indicator-name-taken',
      ],
      ['a ratio without parts', { kind: 'R' }, 'reporting.indicator-parts-needed'],
      [
        'a ratio of a flow and a stock',
        { kind: 'R', part: 'outreach_sessions', whole: 'model_points' },
        'reporting.indicator-parts-unlike',
      ],
      [
        'a ratio of what is unknown',
        { kind: 'R', part: 'nobody_knows', whole: 'model_points' },
        'figures.unknown-indicator',
      ],
      ['a yes/no by categories', { kind: 'B', breakdown: byPlace }, 'reporting.indicator-not-broken-down'],
      [
        'one category twice',
        { breakdown: { ...byPlace, categories: [{ vi: 'Tại thôn' }, { vi: 'tai thon' }] } },
        'reporting.category-twice',
      ],
    ])('refuses %s', async (_, more, code) => {
      expect(await add(asCentre, more)).toMatchObject({ status: 422, body: { code } });
    });
    it('is told with who added it and what may be done with it', async () => {
      const id = await addOne(asCentre);

      const design = await asCentre('GET', '/api/design');
      expect(design.body['added']).toMatchObject([{ id, whyNot: { correctIndicator: null, endIndicator: null } }]);
    });
  });

  describe('an added indicator', () => {
    it('may be called otherwise by those who added it, and by nobody else', async () => {
      const id = await addOne(asCentre);
      const body = { words: { vi: 'Buổi đối thoại', en: 'Dialogues' }, unit: wanted().unit, source: 'KH 13/KH-BCĐ' };
      expect(await asProvince('PUT', `/api/design/indicators/${id}`, body)).toMatchObject({
        status: 403,
        body: { code: 'reporting.not-your-indicator' },
      });
      expect(await asCommune('PUT', `/api/design/indicators/${id}`, body)).toMatchObject({ status: 403 });
      expect(await asCentre('PUT', '/api/design/indicators/outreach_sessions', body)).toMatchObject({
        status: 403,
        body: { code: 'reporting.shipped-indicator' },
      });
      expect(await asCentre('PUT', `/api/design/indicators/${id}`, body)).toMatchObject({ status: 200 });
      await known(asCommune);
      expect(indicatorOf(id)).toMatchObject({ words: { vi: 'Buổi đối thoại' }, source: 'KH 13/KH-BCĐ' });
    });
    it('ends once, today or later, with the categories it adds up', async () => {
      const { body } = await add(asCentre, { breakdown: byPlace });
      const [id = '', category = ''] = body['ids'] as string[];
      const end = (from: string) => asCentre('POST', `/api/design/indicators/${id}/end`, { from });
      expect(await end('2026-11-21')).toMatchObject({
        status: 422,
        body: { code: 'reporting.indicator-ends-in-past' },
      });
      expect(await end('2026-12-15')).toMatchObject({ status: 200 });
      expect(await end('2027-01-15')).toMatchObject({
        status: 409,
        body: { code: 'reporting.indicator-already-ended' },
      });
      await known(asCentre);
      expect(indicatorOf(category)?.validTo).toBe('2026-12-15');
    });
    it('of those who broke down what others use is a part that never exceeds it', async () => {
      const answer = await asProvince('POST', '/api/design/indicators/outreach_sessions/breakdown', {
        by: { vi: 'hình thức', en: 'form' },
        categories: [{ vi: 'lưu động', en: 'mobile' }],
      });
      const [id = ''] = answer.body['ids'] as string[];
      await known(asProvince);
      expect(indicatorOf(id)).toMatchObject({
        words: { vi: 'Buổi tuyên truyền, phát động – lưu động' },
        within: 'outreach_sessions',
        kind: 'F',
        share: 'add',
      });
    });
  });

  describe('the draft of a form', () => {
    const save = (ask: Ask, code: string, body: object) => ask('PUT', `/api/forms/${code}/draft`, body);
    it('is kept with its faults, each at its place', async () => {
      const answer = await save(asCentre, 'DT09', {
        ...draft(['nobody_knows', 'plans_issued', 'plans_issued', 'fire_findings', 'model_kinds']),
        from: '2026-M10',
      });
      expect(answer.status).toBe(200);
      expect(faultsIn(answer)).toEqual([
        'content.sections.0.rows.0 reporting.form-row-unknown',
        'content.sections.0.rows.1 reporting.form-row-of-other-form',
        'content.sections.0.rows.2 reporting.form-row-twice',
        'content.sections.0.rows.2 reporting.form-row-of-other-form',
        'content.sections.0.rows.3 reporting.form-row-of-other-line',
        'content.sections.0.rows.4 reporting.form-row-counted',
        'from reporting.form-period-begun',
      ]);
      expect(await asCentre('POST', '/api/forms/DT09/publish', { draftVersion: 1 })).toMatchObject({
        status: 422,
        body: { code: 'reporting.form-not-right' },
      });
    });
    it('asks for no persons, in no title', async () => {
      const answer = await save(asCentre, 'DT09', {
        ...draft([]),
        content: { title: { vi: 'Danh sách đối tượng' }, sections: [{ title: { vi: 'Họ và tên' }, rows: [] }] },
      });
      expect(faultsIn(answer)).toEqual([
        'content.title reporting.form-lists-people',
        'content.sections.0.title reporting.form-lists-people',
        'content reporting.form-empty',
      ]);
    });
    it('warns of what will stay empty because its parts are not asked', async () => {
      const answer = await save(asCentre, 'DT09', draft(['rate_registered_communes', 'registered_communes']));
      expect(faultsIn(answer, 'warnings')).toEqual(['content.sections.0.rows.0 reporting.form-parts-missing']);
    });
    it('is not written over by somebody who opened it before', async () => {
      await save(asCentre, 'DT09', draft(['units_total']));
      expect(await save(asCentre, 'DT09', draft(['units_total']))).toMatchObject({
        status: 409,
        body: { code: 'kernel.changed-meanwhile' },
      });
      expect((await save(asCentre, 'DT09', draft(['units_total'], { draftVersion: 1 }))).body).toMatchObject({
        draftVersion: 2,
      });
    });
    it('is seen by those who make it alone', async () => {
      await save(asCentre, 'DT09', draft(['units_total']));
      expect(await asProvince('GET', '/api/forms/DT09')).toMatchObject({ status: 404 });
      expect(((await asCentre('GET', '/api/forms/DT09')).body['draft'] as object) ?? null).toMatchObject({
        draftVersion: 1,
      });
    });
    it('of a province has a code that says whose it is, and communes that fill it', async () => {
      expect(await save(asProvince, 'DT09', draft(['units_total']))).toMatchObject({
        status: 422,
        body: { code: 'reporting.form-code-of-unit' },
      });
      const answer = await save(asProvince, '44-DT09', {
        ...draft([]),
        content: {
          title: { vi: 'Biểu của tỉnh' },
          sections: [
            {
              title: { vi: 'Mục một' },
              rows: [{ indicator: 'units_total', levels: ['commune', 'province'], required: true }],
            },
          ],
        },
      });
      expect(faultsIn(answer)).toEqual(['content.sections.0.rows.0 reporting.form-communes-only']);
    });
    it.each(['44-DT09', '12345-A', 'YC-9'])('of the centre does not take the code %s', async (code) => {
      expect(await save(asCentre, code, draft(['units_total']))).toMatchObject({
        status: 422,
        body: { code: 'reporting.form-code-reserved' },
      });
    });
    it('asks for the indicators of its own unit and of everybody, not for those of one province', async () => {
      const theirs = await addOne(asProvince);
      expect(faultsIn(await save(asCentre, 'DT09', draft([theirs])))).toEqual([
        'content.sections.0.rows.0 reporting.form-row-of-other-unit',
      ]);
      expect(faultsIn(await save(asProvince, '44-DT09', draft([theirs])))).toEqual([]);
    });
    it('of a form of the centre is not for a province', async () => {
      expect(await save(asProvince, 'TH01', draft(['units_total']))).toMatchObject({
        status: 403,
        body: { code: 'reporting.not-your-form' },
      });
      expect(await save(asCommune, 'TH01', draft(['units_total']))).toMatchObject({ status: 403 });
    });
    it('begins with no period of another calendar', async () => {
      const yearly = draft(['units_total'], { periodKind: 'year', from: 'TM:2027-Y' });
      expect(faultsIn(await save(asCentre, 'DT09', yearly))).toEqual(['from reporting.form-no-period']);
    });
    it('keeps line and kind of period of what is published', async () => {
      expect(
        await save(asCentre, 'TH01', draft(['units_total'], { periodKind: 'year', from: '2027-Y' })),
      ).toMatchObject({
        status: 422,
        body: { code: 'reporting.form-fixed' },
      });
    });
  });

  describe('a kind of period that the calendar gives up', () => {
    const giveUp = async (validFrom: string) =>
      expect(
        await asCentre('POST', '/api/calendars', {
          ...{ calendar: 'reporting', validFrom, month: 12, day: 14, kinds: ['month', 'half_year', 'year'] },
          basis: 'Quyết định số 1/QĐ-BCĐ',
        }),
      ).toMatchObject({ status: 200 });
    const quarterly = (more: object = {}) =>
      draft(['units_total'], { periodKind: 'quarter', from: '2027-Q1', ...more });
    const save = (more: object = {}) => asCentre('PUT', '/api/forms/DT09/draft', quarterly(more));
    const publish = (draftVersion: number) => asCentre('POST', '/api/forms/DT09/publish', { draftVersion });
    const offered = async () =>
      ((await asCentre('GET', '/api/forms/DT09')).body['periods'] as { code: string }[]).map(({ code }) => code);

    it('is offered up to its last period and begins no form after it', async () => {
      await save();
      expect(await offered()).toEqual(['2026-Q4', '2027-Q1', '2027-Q2', '2027-Q3', '2027-Q4', '2028-Q1']);
      await giveUp('2027-06-01');
      expect(await offered()).toEqual(['2026-Q4', '2027-Q1']);
      expect(faultsIn(await save({ draftVersion: 1, from: '2027-Q2' }))).toEqual(['from figures.period-not-kept']);
      expect(await publish(2)).toMatchObject({
        status: 422,
        body: {
          code: 'reporting.form-not-right',
          fields: [
            {
              path: 'from',
              says: {
                vi: 'Lịch báo cáo không còn giữ kỳ này. Chọn kỳ khác.',
                en: 'The reporting calendar no longer keeps this period. Choose another one.',
              },
            },
          ],
        },
      });
      expect(faultsIn(await save({ draftVersion: 2 }))).toEqual([]);
      expect(await publish(3)).toMatchObject({ status: 200 });
      expect(await asCentre('POST', '/api/forms/DT09/retire', { from: '2027-Q2' })).toMatchObject({
        status: 422,
        body: { code: 'figures.period-not-kept', fields: [{ path: 'from', code: 'figures.period-not-kept' }] },
      });
    });
    it('begins no form at all once it is gone, and nobody need retire what is asked of nobody', async () => {
      await save({ from: '2026-Q4' });
      expect(await publish(1)).toMatchObject({ status: 200 });
      await giveUp('2026-11-23');
      const { body } = await asCentre('GET', '/api/forms/DT09');
      expect(body).toMatchObject({
        periods: [],
        whyNot: { saveFormDraft: null, retireForm: { code: 'reporting.form-kind-not-kept' } },
      });
      await asCentre('PUT', '/api/forms/DT10/draft', quarterly({ from: null }));
      expect(await asCentre('POST', '/api/forms/DT10/publish', { draftVersion: 1 })).toMatchObject({
        status: 422,
        body: {
          fields: expect.arrayContaining([
            {
              path: 'periodKind',
              code: 'reporting.form-kind-not-kept',
              says: {
                vi: 'Lịch báo cáo không còn giữ loại kỳ này, nên biểu không được hỏi nữa. Lập biểu mới theo loại kỳ khác.',
                en: 'The reporting calendar no longer keeps this kind of period, so the form is no longer asked for. Make a new form for another kind.',
              },
            },
          ]) as unknown,
        },
      });
    });
  });

  describe('a form of a province', () => {
    const publish = async (ask: Ask, code: string, body: object) => {
      expect(faultsIn(await ask('PUT', `/api/forms/${code}/draft`, body))).toEqual([]);
      return ask('POST', `/api/forms/${code}/publish`, { draftVersion: 1 });
    };
    it('is known in its subtree and above, not at another province', async () => {
      expect(await publish(asProvince, '44-DT09', draft(['units_total']))).toMatchObject({
        status: 200,
        body: { version: 1 },
      });
      const codes = async (ask: Ask) =>
        ((await ask('GET', '/api/forms')).body['forms'] as { code: string }[]).map(({ code }) => code);
      expect(await codes(asCommune)).toEqual(['44-DT09', 'N01', 'N02', 'TH01']);
      expect(await codes(asCentre)).toContain('44-DT09');
      expect(await codes(asOther)).toEqual(['N01', 'N02', 'TH01']);
      expect(await asOther('GET', '/api/forms/44-DT09')).toMatchObject({ status: 404 });
    });
    it('asks for no cell that a version of another form brings in one of its periods', async () => {
      await publish(asCentre, 'DT09', draft(['units_total', 'festival_points']));
      await asCentre('PUT', '/api/forms/DT09/draft', draft(['festival_points'], { from: '2027-M06' }));
      expect(await asCentre('POST', '/api/forms/DT09/publish', { draftVersion: 1 })).toMatchObject({ status: 200 });
      const from = async (period: string, asked = 'units_total') => {
        await asProvince('DELETE', '/api/forms/44-DT09/draft');
        return faultsIn(await asProvince('PUT', '/api/forms/44-DT09/draft', draft([asked], { from: period })));
      };
      const taken = ['content.sections.0.rows.0 reporting.form-row-of-other-form'];
      expect(await from('2027-M01')).toEqual(taken);
      expect(await from('2027-M05')).toEqual(taken);
      expect(await from('2027-M06')).toEqual([]);
      expect(await from('2027-M06', 'festival_points')).toEqual(taken);
      expect(await asCentre('POST', '/api/forms/DT09/retire', { from: '2027-M08' })).toMatchObject({ status: 200 });
      expect(await from('2027-M07', 'festival_points')).toEqual(taken);
      expect(await from('2027-M08', 'festival_points')).toEqual([]);
    });
    it('says so when its code is already that of a unit before it', async () => {
      const { owner } = house.database;
      await owner.query(
        `insert into reporting.form (code, line, period_kind, owner_unit_id)
         select '44-DT77', 'committee', 'month', u.id from org.unit u where u.level = 'province'
           and u.id <> $1 order by u.id limit 1`,
        [((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id],
      );
      expect(await publish(asProvince, '44-DT77', draft(['units_total']))).toMatchObject({
        status: 409,
        body: { code: 'reporting.form-code-taken' },
      });
    });
    it('is not asked from a period on once it is retired', async () => {
      await publish(asProvince, '44-DT09', draft(['units_total']));
      const retire = (ask: Ask, from: string) => ask('POST', '/api/forms/44-DT09/retire', { from });
      expect(await retire(asCentre, '2027-M02')).toMatchObject({
        status: 403,
        body: { code: 'reporting.not-your-form' },
      });
      expect(await retire(asProvince, '2026-M10')).toMatchObject({
        status: 422,
        body: { code: 'reporting.form-period-begun' },
      });
      expect(await retire(asProvince, '2027-M02')).toMatchObject({ status: 200 });
      expect(await retire(asProvince, '2027-M03')).toMatchObject({
        status: 409,
        body: { code: 'reporting.form-retired' },
      });
    });
  });
});

describe('a new indicator from its first form to the totals', () => {
  it('is asked next month, adds up its categories, and stands in every total; verify finds no difference', async () => {
    const house = await testHouse();
    try {
      await house.committing();
      const [asProvince, asCommune] = await Promise.all([house.as('province'), house.as('commune')]);
      const { body } = await asProvince('POST', '/api/design/indicators', wanted({ breakdown: byPlace }));
      const [whole = '', hamlets = '', schools = ''] = body['ids'] as string[];
      const saved = await asProvince('PUT', '/api/forms/44-DT09/draft', draft([whole, hamlets, schools]));
      expect(faultsIn(saved)).toEqual([]);
      expect(saved.body['preview']).toMatchObject({
        commune: { sections: [{ rows: [{ computed: true }, { computed: false }, { computed: false }] }] },
        province: { sections: [] },
      });
      expect(await asProvince('POST', '/api/forms/44-DT09/publish', { draftVersion: 1 })).toMatchObject({
        status: 200,
      });

      house.setNow(new Date('2026-12-15T03:00:00Z'));
      const { transact } = house.database;
      const root = await transact(async (tx) => (await nation(tx)).id, { readOnly: true });
      const opened = await askAs(
        { transact, clock: () => new Date('2026-12-15T03:00:00Z') },
        systemActor(root),
        'test',
        async (ask) => {
          const province = (
            await house.database.owner.query<{ owner_unit_id: number }>(
              `select owner_unit_id from reporting.form where code = '44-DT09'`,
            )
          ).rows[0];
          return openPeriod(ask, '44-DT09', periodOfCode('2026-M12'), province?.owner_unit_id);
        },
      );
      expect(opened).toBe(78);

      const work = (await asCommune('GET', '/api/my-work')).body['own'] as { id: number; form: { code: string } }[];
      const report = work.find(({ form }) => form.code === '44-DT09')?.id;
      const cell = (value: number) => ({ value, precision: 'exact', kind: 'own', note: null });
      const sent = await asCommune('POST', `/api/reports/${report}/submit`, {
        draftVersion: 0,
        cells: { [hamlets]: cell(4), [schools]: cell(3) },
      });
      expect(sent).toMatchObject({ status: 200, body: { revision: 1 } });
      expect(await asProvince('POST', `/api/reports/${report}/accept`, { revision: 1 })).toMatchObject({ status: 200 });
      const unit = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      const figures = await asProvince(
        'GET',
        `/api/figures?indicators=${whole},${hamlets}&units=${unit}&periods=2026-M12,2026-Q4`,
      );
      expect(figures.body['figures']).toMatchObject([
        { value: 7, reported: 1, expected: 78 },
        { value: 4, reported: 1, expected: 78 },
        { value: 7 },
        { value: 4 },
      ]);
      expect((await differencesOfTotals(house.database.owner)).differences).toEqual([]);
      // The law of verify must be able to fail here too: one digit in a slot above a hundred.
      await house.database.owner.query(
        `update figures.total set sum[(select slot from figures.indicator where id = $1)] = 8 where unit_id = $2 and line = 'committee'`,
        [whole, unit],
      );
      expect((await differencesOfTotals(house.database.owner)).differences).not.toEqual([]);
      const { rows } = await house.database.owner.query<{ value: number }>(
        'select value from figures.cell where indicator = $1 and reading = $2',
        [schools, 'accepted'],
      );
      expect(rows).toEqual([{ value: 3 }]);
    } finally {
      await house.close();
    }
  });

  it('is known to a process that did not add it, in its next request', async () => {
    const house = await testHouse();
    try {
      await house.committing();
      const asCommune = await house.as('commune');
      const unit = ((await asCommune('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      const ask = () => asCommune('GET', `/api/figures?indicators=elsewhere_777&units=${unit}&periods=2026-M10`);
      expect(await ask()).toMatchObject({ status: 422 });
      // As another process would have stored it.
      await house.database.owner.query(
        `insert into figures.indicator (id, slot, kind, share, home_line, words, unit_words, facts, source, valid_from, added_at)
         values ('elsewhere_777', 777, 'F', 'one', 'committee', '{"vi":"Nơi khác","en":"Elsewhere"}', '{"vi":"buổi","en":"sessions"}',
           '{"group":"outreach","line":"committee","decimals":0,"public":true}', 'KH 1', '2026-11-22', now())`,
      );
      const answer = await ask();
      expect(answer).toMatchObject({ status: 200, body: { figures: [{ indicator: 'elsewhere_777', value: null }] } });
      expect(answer.headers['x-catalogue']).toMatch(/^1\.\d+$/);
    } finally {
      await house.close();
    }
  });
});
