/** Several forms of one line are issued each by itself: a figure is told under the number of its own form, or under none. */

import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodId, periodOfCode } from '../../figures/index.ts';
import { castNow } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { putForm } from '../form/actions.ts';
import { type ShippedForm, shippedForms } from '../form/shipped.ts';
import { openPeriod } from '../obligations.ts';

const month = '2026-M10';
const monthly = shippedForms.find((form) => form.code === 'TH01');
/** Asks for what no monthly form asks, and for a ratio whose parts the monthly form brings. */
const other: ShippedForm = {
  ...{ code: '44-AA', line: 'committee', periodKind: 'month', version: 1, from: '2013-M01' },
  content: {
    title: { vi: 'Biểu khác', en: 'Another form' },
    sections: [
      {
        title: { vi: 'Mục', en: 'Part' },
        rows: (['units_total', 'rate_mediation_success'] as const).map((indicator) => ({
          ...{ indicator, levels: ['commune', 'province'], required: indicator === 'units_total' },
        })),
      },
    ],
  },
};
const unissued: ShippedForm = {
  ...other,
  code: '44-BB',
  content: {
    ...other.content,
    sections: [
      {
        title: { vi: 'Mục', en: 'Part' },
        rows: [{ indicator: 'festival_points', levels: ['commune', 'province'], required: true }],
      },
    ],
  },
};

const typed = (more: Record<string, number>) =>
  Object.fromEntries(
    (monthly?.content.sections ?? [])
      .flatMap((section) => section.rows.map((row) => row.indicator as string))
      .filter((id) => !['avg_attendance', 'rate_mediation_success'].includes(id))
      .map((id) => [id, { value: more[id] ?? 5 }]),
  );

describe('editions of several forms of a line', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let asHead: Ask;
  let province: number;
  let hour = 0;

  const reportOf = async (form: string): Promise<number> =>
    (
      (await asCommune('GET', '/api/my-work')).body['own'] as {
        id: number;
        form: { code: string };
        period: { code: string };
      }[]
    ).find((each) => each.form.code === form && each.period.code === month)?.id ?? 0;
  const send = async (form: string, cells: Record<string, { value: number }>, revision: number) => {
    const id = await reportOf(form);
    const sent = await asCommune('POST', `/api/reports/${id}/submit`, { draftVersion: revision - 1, cells });
    expect(sent).toMatchObject({ status: 200 });
    expect(await asProvince('POST', `/api/reports/${id}/accept`, { revision })).toMatchObject({ status: 200 });
  };
  const issue = async (form: string, number: string, reason: string | null = null): Promise<number> => {
    const answer = await asHead('POST', '/api/editions', {
      ...{ unit: province, form, period: month, number, issuedOn: '2026-11-20', reason },
    });
    expect(answer).toMatchObject({ status: 200 });
    hour += 1;
    house.setNow(new Date(castNow.getTime() + hour * 3_600_000));
    return answer.body['id'] as number;
  };
  const published = async (indicator: string) => {
    const { status, body } = await asProvince(
      'GET',
      `/api/figures/trace?indicator=${indicator}&unit=${province}&period=${month}&line=committee&reading=accepted`,
    );
    expect(status).toBe(200);
    const told = body['published'] as { value: number | null; number: string } | null;
    return told && [told.value, told.number];
  };
  const units = async (edition: number) =>
    (await asProvince('GET', `/api/editions/${edition}/units?only=all`)).body as { found: number; different: number };

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
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
    await house.asSystem(async (ask) => {
      for (const form of [other, unissued]) {
        await putForm(ask.tx, form, periodId(periodOfCode('2013-M01')));
        await openPeriod(ask, form.code, periodOfCode(month), province);
      }
    });
    await send('TH01', typed({ press_items: 7 }), 1);
    await send('44-AA', { units_total: { value: 30 } }, 1);
    await send('44-BB', { festival_points: { value: 4 } }, 1);
  });
  afterEach(() => undo());

  it('tell each figure under the number of its own form, and what was not issued under none', async () => {
    const first = await issue('TH01', '15/BC');
    expect(await published('press_items')).toEqual([7, '15/BC']);
    expect(await published('units_total')).toBeNull();
    const id = await reportOf('TH01');
    await asProvince('POST', `/api/reports/${id}/exception`, { until: '2026-11-25', reason: 'Cộng thiếu ở thôn.' });
    await send('TH01', typed({ press_items: 70 }), 2);
    const second = await issue('44-AA', '16/BC');
    expect(await published('press_items')).toEqual([7, '15/BC']);
    expect(await published('units_total')).toEqual([30, '16/BC']);
    expect(await published('festival_points')).toBeNull();
    expect(await published('rate_mediation_success')).toEqual([100, '16/BC']);
    const third = await issue('TH01', '17/BC', 'Đính chính số tin bài.');
    expect(await published('press_items')).toEqual([70, '17/BC']);
    expect(await published('units_total')).toEqual([30, '16/BC']);
    // What the one form changes is no difference of the other.
    expect(await units(first)).toMatchObject({ different: 2 });
    expect(await units(second)).toMatchObject({ found: 2, different: 0 });
    expect(await units(third)).toMatchObject({ found: 2, different: 0 });
  });

  it('hold the figures of their form alone, with the parts of its ratios, and still give their hash', async () => {
    const edition = await issue('44-AA', '16/BC');
    const held = await house.asSystem(async (ask) => {
      const { rows } = await sql<{ id: string; units: number }>`
        select i.id, count(*)::integer as units
        from figures.edition_total t cross join unnest(t.sum) with ordinality as c (value, slot) join figures.indicator i on i.slot = c.slot
        where t.edition_id = ${edition} and c.value is not null group by i.id order by i.id`.execute(ask.tx);
      const { rows: unlike } = await sql`
        select from figures.edition e where figures.hash_of(e.id) is distinct from e.hash`.execute(ask.tx);
      return { rows, unlike };
    });
    expect(held).toEqual({
      rows: [
        { id: 'mediation_conducted', units: 2 },
        { id: 'mediation_successful', units: 2 },
        { id: 'units_total', units: 2 },
      ],
      unlike: [],
    });
  });
});
