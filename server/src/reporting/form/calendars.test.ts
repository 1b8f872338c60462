/** Forms of several calendars beside each other: each is asked for the periods of its own, with its own deadlines. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differencesOfTotals, periodId, periodOfCode } from '../../figures/index.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openCurrentPeriods } from '../jobs.ts';
import { openPeriod } from '../obligations.ts';
import { cell, ok, unitOf } from '../testing/monthly.ts';

const words = (vi: string) => ({ vi, en: vi });
const content = (...indicators: string[]) => ({
  title: words('Biểu 05/TM. Xếp loại tổ'),
  sections: [
    {
      title: words('Xếp loại'),
      rows: indicators.map((indicator) => ({ indicator, levels: ['commune'], required: true })),
    },
  ],
  narrative: [],
});
const draft = (indicators: readonly string[], more: object = {}) => ({
  ...{ draftVersion: 0, line: 'committee', calendar: 'team', periodKind: 'year', from: 'TM:2027-Y' },
  ...{ content: content(...indicators), ...more },
});

/** An indicator that no form asks for yet. */
const newIndicator = {
  ...{ words: words('Tổ xếp loại tốt'), unit: words('tổ'), group: 'forces', kind: 'F', share: 'one' },
  ...{ line: 'committee', decimals: 0, public: true, source: 'HD 01/HD-BCA-V05' },
};

type Fault = { path: string; code: string };
type Own = { id: number; dueAt: string; form: { code: string }; period: { code: string } };

describe('forms of several calendars, over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCentre: Ask;
  let asProvince: Ask;
  let asCommune: Ask;
  let rated: string;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asCentre, asProvince, asCommune] = await Promise.all([
      house.as('centre'),
      house.as('province'),
      house.as('commune'),
    ]);
    const { ids } = await ok(asCentre('POST', '/api/design/indicators', newIndicator));
    rated = (ids as string[])[0] ?? '';
  });
  afterEach(() => undo());

  const save = (indicators: readonly string[], more: object = {}, ask = asCentre, code = 'TM05') =>
    ask('PUT', `/api/forms/${code}/draft`, draft(indicators, more));
  const publish = (draftVersion = 1, ask = asCentre, code = 'TM05') =>
    ask('POST', `/api/forms/${code}/publish`, { draftVersion });
  const faults = async (answer: ReturnType<typeof save>) =>
    ((await ok(answer))['faults'] as Fault[]).map(({ path, code }) => `${path} ${code}`);
  const work = async (): Promise<Own[]> => (await ok(asCommune('GET', '/api/my-work')))['own'] as Own[];
  /** What a publication leaves, from whatever period on. */
  const plant = (code: string, calendar: string, kind: string, from: string, ...indicators: string[]) =>
    house.asSystem(async ({ tx, now }) => {
      await sql`insert into reporting.form (code, line, calendar, period_kind) values (${code}, 'committee', ${calendar}, ${kind})`.execute(
        tx,
      );
      await sql`insert into reporting.form_version (form, version, from_period_id, content, published_at)
        values (${code}, 1, ${periodId(periodOfCode(from))}, ${JSON.stringify(content(...indicators))}, ${now})`.execute(
        tx,
      );
    });
  const open = (code: string, period: string) => house.asSystem((ask) => openPeriod(ask, code, periodOfCode(period)));
  const figure = async (period: string, ask = asProvince) => {
    const url = `/api/figures?indicators=${rated}&units=${await unitOf(ask)}&periods=${period}&line=committee`;
    const [found] = (await ok(ask('GET', url)))['figures'] as { value: number | null; expected: number }[];
    return found?.value ?? null;
  };

  describe('a form made for another calendar', () => {
    it('begins with the periods of that calendar, and is shown with it', async () => {
      expect(await faults(save([rated]))).toEqual([]);
      const offered = (await ok(asCentre('GET', '/api/forms/TM05')))['periods'] as { code: string }[];
      expect(offered.map(({ code }) => code)).toEqual(['TM:2027-Y', 'TM:2028-Y', 'TM:2029-Y', 'TM:2030-Y']);
      expect((await publish()).status).toBe(200);
      const { forms } = await ok(asCommune('GET', '/api/forms'));
      expect((forms as { code: string }[]).find(({ code }) => code === 'TM05')).toMatchObject({
        ...{ calendar: 'team', periodKind: 'year', versions: [{ from: { code: 'TM:2027-Y' } }] },
      });
    });

    it('is of the reporting calendar where nothing is said', async () => {
      const { calendar: _, ...unsaid } = draft([rated], { from: '2027-Y' });
      expect(await ok(asCentre('PUT', '/api/forms/TM05/draft', unsaid))).toMatchObject({
        ...{ calendar: 'reporting', faults: [] },
      });
    });

    it('has years alone, and no period of another calendar', async () => {
      expect(await save([rated], { periodKind: 'month', from: null })).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'periodKind', code: 'reporting.form-kind-not-in-calendar' }] },
      });
      expect(await faults(save([rated], { from: '2027-Y' }))).toEqual(['from reporting.form-no-period']);
    });

    it('keeps its calendar once it is published', async () => {
      await save([rated]);
      await publish();
      expect(await save([rated], { calendar: 'recognition_commune', from: null })).toMatchObject({
        ...{ status: 422, body: { code: 'reporting.form-fixed' } },
      });
    });

    it('leaves alone what a form counts by another calendar, told at its row', async () => {
      const taken = 'content.sections.0.rows.0 reporting.form-row-of-other-calendar';
      expect(await faults(save(['outreach_sessions', rated]))).toEqual([taken]);
      expect(await publish()).toMatchObject({ status: 422, body: { code: 'reporting.form-not-right' } });
      // And the other way round, also for another kind of period and another unit's form.
      await save([rated], { draftVersion: 1 });
      expect((await publish(2)).status).toBe(200);
      const monthly = { calendar: 'reporting', periodKind: 'month', from: '2026-M12' };
      expect(await faults(save([rated], monthly, asProvince, '44-TM06'))).toEqual([taken]);
    });

    it('may take over what another calendar has counted once that one is over, and no day before', async () => {
      await plant('TM05', 'team', 'year', 'TM:2025-Y', rated);
      await ok(asCentre('POST', '/api/forms/TM05/retire', { from: 'TM:2028-Y' }));
      const yearly = (from: string, draftVersion: number) =>
        faults(save([rated], { calendar: 'reporting', from, draftVersion }, asCentre, 'TH06'));
      // The year 2027 of the teams ends on 14/11/2027.
      expect(await yearly('2027-Y', 0)).toEqual(['content.sections.0.rows.0 reporting.form-row-of-other-calendar']);
      expect(await yearly('2028-Y', 1)).toEqual([]);
    });
  });

  describe('its reports', () => {
    it('are opened for its own period that runs, due by the deadlines of its calendar', async () => {
      await plant('TH06', 'reporting', 'year', '2026-Y', 'fire_inspections');
      await save([rated]);
      await publish();
      await house.asSystem(openCurrentPeriods);
      const own = await work();
      expect(own.find(({ form }) => form.code === 'TM05')).toMatchObject({
        ...{ period: { code: 'TM:2027-Y' }, dueAt: '2027-11-17T10:00:00.000Z' },
      });
      expect(own.find(({ form }) => form.code === 'TH06')).toMatchObject({
        ...{ period: { code: '2026-Y' }, dueAt: '2026-12-17T10:00:00.000Z' },
      });
    });

    it('are opened ahead of a period by the regime of that calendar', async () => {
      await plant('TM05', 'team', 'year', 'TM:2026-Y', rated);
      const at = (day: string) => house.asSystem(openCurrentPeriods, new Date(`${day}T03:00:00Z`));
      const opened = async () =>
        (await work()).filter(({ form }) => form.code === 'TM05').map((own) => own.period.code);
      await at('2026-11-07');
      expect(await opened()).toEqual(['TM:2026-Y']);
      await at('2026-11-08');
      expect((await opened()).sort()).toEqual(['TM:2026-Y', 'TM:2027-Y']);
    });

    it('go from a commune to the accepted figures of their own year, and into no other', async () => {
      await plant('TM05', 'team', 'year', 'TM:2026-Y', rated);
      expect(await open('TM05', 'TM:2026-Y')).toBeGreaterThan(0);
      const mine = (await work()).find(({ form }) => form.code === 'TM05');
      await ok(asCommune('POST', `/api/reports/${mine?.id}/submit`, { draftVersion: 0, cells: { [rated]: cell(7) } }));
      const unit = await unitOf(asProvince);
      const desk = await ok(asProvince('GET', `/api/reports?unit=${unit}&form=TM05&period=TM:2026-Y`));
      expect(desk['periods']).toMatchObject([{ code: 'TM:2026-Y' }]);
      await ok(asProvince('POST', `/api/reports/${mine?.id}/accept`, { revision: 1 }));
      expect(await figure('TM:2026-Y')).toBe(7);
      expect(await figure('TM:2026-Y', asCentre)).toBe(7);
      for (const other of ['2026-Y', '2026-M11', '2027-Y', 'RC:2026-Y', 'TM:2027-Y'])
        expect(await figure(other)).toBeNull();
      // Every screen that goes by periods answers by those of the form.
      const board = await ok(asProvince('GET', `/api/timeliness?unit=${unit}&form=TM05&period=TM:2026-Y`));
      expect((board['periods'] as { code: string }[]).at(-2)?.code).toBe('TM:2025-Y');
      const review = await ok(asProvince('GET', `/api/review?unit=${unit}&period=TM:2026-Y`));
      expect(review['title']).toMatchObject({ vi: 'Báo cáo năm xếp loại tổ bảo vệ an ninh, trật tự 2026' });
      const listed = await ok(asProvince('GET', '/api/periods?calendar=team'));
      expect(Object.values(listed).map((each) => (each as { code: string }).code)).toEqual(['TM:2026-Y']);
      const file = await asCommune('GET', `/api/reports/${mine?.id}/workbook/csv`);
      expect(file.headers['content-disposition']).toContain('TM05-TM-2026-Y-');
    });

    it('are of no form for a period of another calendar', async () => {
      await plant('TM05', 'team', 'year', 'TM:2026-Y', rated);
      await plant('TH06', 'reporting', 'year', '2026-Y', 'fire_inspections');
      const unit = await unitOf(asProvince);
      for (const [form, period] of [
        ['TM05', '2026-Y'],
        ['TH06', 'TM:2027-Y'],
      ])
        expect(await asProvince('GET', `/api/reports?unit=${unit}&form=${form}&period=${period}`)).toMatchObject({
          ...{ status: 422, body: { code: 'reporting.period-not-of-form' } },
        });
    });

    it('move with a regime of their calendar, and those of others stay', async () => {
      await plant('TM05', 'team', 'year', 'TM:2027-Y', rated);
      await plant('TH06', 'reporting', 'year', '2026-Y', 'fire_inspections');
      await house.asSystem(openCurrentPeriods);
      const due = async () =>
        Object.fromEntries((await work()).map(({ form, period, dueAt }) => [`${form.code} ${period.code}`, dueAt]));
      const before = await due();
      const regime = {
        ...{ unitId: null, form: null, level: 'commune', calendar: 'team', periodKind: 'year' },
        ...{ validFrom: '2026-11-23', daysAfter: 10, counts: 'days', moves: false, hour: 17, lockDays: 30 },
        ...{ opensDays: 7, remindDays: [0], escalateDays: null, ownAllowed: true, basis: 'Quyết định số 1/QĐ-BCĐ' },
      };
      const url =
        '/api/regimes/preview?level=commune&calendar=team&periodKind=year&validFrom=2026-11-23&daysAfter=10&counts=days&moves=no&hour=17';
      expect((await ok(asCentre('GET', url)))['periods']).toMatchObject([
        { period: { code: 'TM:2027-Y' }, dueAt: '2027-11-24T10:00:00.000Z', dueBefore: '2027-11-17T10:00:00.000Z' },
      ]);
      await ok(asCentre('POST', '/api/regimes', regime));
      expect(await due()).toEqual({ ...before, 'TM05 TM:2027-Y': '2027-11-24T10:00:00.000Z' });
      expect(await asCentre('POST', '/api/regimes', { ...regime, form: 'TH06' })).toMatchObject({
        ...{ status: 422, body: { code: 'reporting.period-kind-not-of-form' } },
      });
    });
  });

  describe('the database', () => {
    it('owes no unit one indicator by two calendars whose periods overlap, whatever rules were passed by', async () => {
      await plant('TM05', 'team', 'year', 'TM:2026-Y', rated);
      await plant('TH06', 'reporting', 'month', '2025-M12', rated);
      expect(await open('TM05', 'TM:2026-Y')).toBeGreaterThan(0);
      await expect(open('TH06', '2026-M11')).rejects.toMatchObject({ constraint: 'counted_by_one_calendar' });
      // The month after the cut-off of the teams' year lies outside of it.
      expect(await open('TH06', '2026-M12')).toBeGreaterThan(0);
      const { clashing } = await house.asSystem(openCurrentPeriods);
      expect(clashing).toEqual([{ form: 'TM05', period: 'TM:2027-Y' }]);
    });

    it('lets a form begin, end and be owed by its own calendar alone', async () => {
      await expect(plant('TM05', 'team', 'year', '2026-Y', rated)).rejects.toMatchObject({
        constraint: 'period_of_form',
      });
    });

    it('adds no period up into one of another calendar', async () => {
      const { owner } = house.database;
      await expect(
        owner.query('insert into figures.period_within (period_id, within_id, same_end) values ($1, $2, false)', [
          periodId(periodOfCode('2026-M05')),
          periodId(periodOfCode('TM:2026-Y')),
        ]),
      ).rejects.toMatchObject({ constraint: 'within_calendar' });
    });
  });

  describe('a request', () => {
    const asked = (period: string, indicators: string[]) => ({
      ...{ kind: 'thematic', line: 'committee', period, level: 'commune', units: null, title: 'Xếp loại tổ' },
      ...{ reason: 'Kế hoạch năm', indicators, dueOn: '2026-11-27', dueHour: 17 },
    });
    it('may be about a period of another calendar, and leaves alone what others count meanwhile', async () => {
      const unit = await unitOf(asCommune);
      const look = (ids: string) =>
        ok(
          asProvince(
            'GET',
            `/api/requests/preview?line=committee&period=TM:2026-Y&level=commune&units=${unit}&indicators=${ids}`,
          ),
        );
      expect(await look(`outreach_sessions,${rated}`)).toMatchObject({
        whyNot: { sendRequest: { code: 'reporting.request-other-calendar' } },
      });
      expect(await asProvince('POST', '/api/requests', asked('TM:2026-Y', ['outreach_sessions']))).toMatchObject({
        status: 422,
        body: { code: 'reporting.request-other-calendar', fields: [{ path: 'indicators' }] },
      });
      expect(await look(rated)).toMatchObject({ asked: 1, whyNot: { sendRequest: null } });
      expect((await asProvince('POST', '/api/requests', asked('TM:2026-Y', [rated]))).status).toBe(200);
      expect((await work()).find(({ form }) => form.code.startsWith('YC-'))).toMatchObject({
        ...{ period: { code: 'TM:2026-Y' }, dueAt: '2026-11-27T10:00:00.000Z' },
      });
      // Now the year of the teams counts it, so no month inside it is asked.
      expect(await asProvince('POST', '/api/requests', asked('2026-M10', [rated]))).toMatchObject({
        body: { code: 'reporting.request-other-calendar' },
      });
    });
  });

  describe('a target for every year', () => {
    it('stands in the years of the calendar that counts its indicator', async () => {
      await save([rated]);
      await publish();
      const unit = await unitOf(asProvince);
      await ok(
        asProvince('POST', '/api/targets', {
          ...{ indicator: rated, period: null, direction: 'at_least', basis: 'KH 12/KH-BCĐ' },
          rows: [{ unit: '44', value: 40, eachBelow: false }],
        }),
      );
      const own = async (period: string) =>
        ((await ok(asProvince('GET', `/api/targets?unit=${unit}&period=${period}`)))['own'] as object[]).length;
      expect([await own('TM:2027-Y'), await own('2027-Y')]).toEqual([1, 0]);
    });
  });
});

describe('a form of another calendar from its design to its first year', () => {
  it('is opened as its year runs, answered once that is over, and stands beside the reports of the month', async () => {
    const house = await testHouse();
    const undo = await house.begin();
    try {
      const asCentre = await house.as('centre');
      const { ids } = await ok(asCentre('POST', '/api/design/indicators', newIndicator));
      const rated = (ids as string[])[0] ?? '';
      await ok(asCentre('PUT', '/api/forms/TM05/draft', draft([rated])));
      await ok(asCentre('POST', '/api/forms/TM05/publish', { draftVersion: 1 }));
      await house.asSystem(openCurrentPeriods);
      // Sessions end long before the year does.
      house.setNow(new Date('2027-11-15T03:00:00Z'));
      await house.asSystem(openCurrentPeriods);
      const [asCommune, asProvince] = [await house.as('commune'), await house.as('province')];
      const own = (await ok(asCommune('GET', '/api/my-work')))['own'] as Own[];
      const [team, month] = [
        own.find(({ period }) => period.code === 'TM:2027-Y'),
        own.find(({ period }) => period.code === '2027-M12'),
      ];
      expect([team?.dueAt, month?.dueAt]).toEqual(['2027-11-17T10:00:00.000Z', '2027-12-16T10:00:00.000Z']);
      await ok(asCommune('POST', `/api/reports/${team?.id}/submit`, { draftVersion: 0, cells: { [rated]: cell(7) } }));
      await ok(asProvince('POST', `/api/reports/${team?.id}/accept`, { revision: 1 }));
      const url = `/api/figures?indicators=${rated}&units=${await unitOf(asProvince)}&periods=TM:2027-Y,2027-Y`;
      expect((await ok(asProvince('GET', url)))['figures']).toMatchObject([
        { value: 7, reported: 1, expected: 78 },
        { value: null, expected: 0 },
      ]);
    } finally {
      await undo();
      await house.close();
    }
  });
});

describe('the figures of two calendars', () => {
  it('stand side by side in the totals, and verify adds them up alike', async () => {
    const house = await testHouse();
    try {
      await house.committing();
      const { owner } = house.database;
      const { rows: places } = await owner.query<{ commune: number; province: number }>(
        `select r.descendant_id as commune, r.ancestor_id as province from org.reach r
         join org.unit c on c.id = r.descendant_id and c.level = 'commune' join org.unit p on p.id = r.ancestor_id and p.level = 'province'
         where r.during @> date '2026-11-14' order by 1 limit 1`,
      );
      const { commune, province } = places[0] ?? { commune: 0, province: 0 };
      const post = (code: string, value: number) =>
        owner.query(
          `insert into figures.sheet (unit_id, period_id, line, reading, own, precision, source, changed_at)
           select $1, id, 'committee', 'accepted', array_fill(null::numeric, array[10]) || $3::numeric, array_fill(0::smallint, array[11]), 'import', now() from figures.period where code = $2`,
          [commune, code, value],
        );
      await post('TM:2026-Y', 100);
      await post('2026-M11', 7);
      const total = async (code: string) =>
        (
          await owner.query<{ sum: number }>(
            `select t.sum[11] as sum from figures.total t join figures.period p on p.id = t.period_id
             where t.unit_id = $1 and p.code = $2 and t.line = 'committee' and t.reading = 'accepted'`,
            [province, code],
          )
        ).rows.map(({ sum }) => Number(sum));
      // The month lies inside of both years, and counts in that of its own calendar.
      expect([await total('TM:2026-Y'), await total('2026-M11'), await total('2026-Y')]).toEqual([[100], [7], [7]]);
      const differences = async () => (await differencesOfTotals(owner)).differences.length;
      expect(await differences()).toBe(0);
      // As if the month had been added to the teams' year.
      await owner.query(
        `update figures.total set sum[11] = sum[11] + 7 where period_id = (select id from figures.period where code = 'TM:2026-Y')`,
      );
      expect(await differences()).toBeGreaterThan(0);
    } finally {
      await house.close();
    }
  });
});
