import { learnCalendars, parsePeriod } from '@app/contract/kernel/period.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';

const rule = (more: object = {}) => ({
  ...{ calendar: 'reporting', validFrom: '2027-03-01', month: 12, day: 20 },
  ...{ kinds: ['month', 'quarter', 'half_year', 'year'], basis: 'Quyết định số 1/QĐ-BCĐ' },
  ...more,
});

import { periodId, periodOfCode, putExpectations } from '../index.ts';

describe('calendars over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let asCentre: Ask;
  let commune: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(async () => {
    learnCalendars([]);
    await house.close();
  });
  beforeEach(async () => {
    undo = await house.begin();
    [asCommune, asProvince, asCentre] = [
      await house.as('commune'),
      await house.as('province'),
      await house.as('centre'),
    ];
    commune = ((await asCommune('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  });
  afterEach(() => undo());

  const daysOf = async (code: string) =>
    (
      await house.asSystem(({ tx }) =>
        sql<{ during: string }>`select during::text from figures.period where code = ${code}`.execute(tx),
      )
    ).rows[0]?.during;
  const listed = async (ask: Ask) =>
    (await ask('GET', '/api/calendars')).body as unknown as {
      rules: { id: number; calendar: string; validFrom: string; whyNotWithdraw: object | null }[];
      whyNot: { setCalendarRule: object | null };
    };

  it('are refused to whoever does not design for the whole country', async () => {
    for (const ask of [asCommune, asProvince])
      expect((await ask('POST', '/api/calendars', rule())).body.code).toBe('kernel.not-allowed');
    const { rules, whyNot } = await listed(asProvince);
    expect(rules.map(({ calendar }) => calendar)).toEqual([
      'recognition_commune',
      'recognition_residential',
      'reporting',
      'team',
    ]);
    expect(whyNot.setCalendarRule).not.toBeNull();
    expect((await asProvince('DELETE', `/api/calendars/${rules[0]?.id}`)).body.code).toBe('kernel.not-allowed');
    expect((await asCentre('DELETE', `/api/calendars/${rules[0]?.id}`)).body.code).toBe('figures.calendar-has-begun');
    expect((await asCentre('DELETE', '/api/calendars/999999')).body.code).toBe('kernel.not-found');
  });

  it.each([
    [{ validFrom: '2026-11-22' }, 'figures.calendar-in-past'],
    [{ month: 11 }, 'figures.calendar-not-divided'],
    [{ kinds: ['month'] }, 'figures.calendar-not-divided'],
    [{ calendar: 'team', kinds: ['year', 'month'] }, 'figures.calendar-not-divided'],
  ])('close neither in the past nor as they are not divided: %o', async (more, code) => {
    expect((await asCentre('POST', '/api/calendars', rule(more))).body.code).toBe(code);
  });

  it('never move a period that is open or has figures', async () => {
    await house.asSystem(({ tx }) =>
      putExpectations(tx, periodId(periodOfCode('2026-M12')), 'committee', [commune], [1]),
    );
    const before = await daysOf('2026-M12');
    const { status, body } = await asCentre('POST', '/api/calendars', rule({ validFrom: '2026-11-23', day: 27 }));
    expect([status, body.code]).toEqual([409, 'figures.calendar-periods-used']);
    expect(JSON.stringify(body)).toContain('14/12/2026');
    expect(await daysOf('2026-M12')).toBe(before);
    // Nor do they by hand, around the rules.
    await expect(
      house.asSystem(({ tx }) =>
        sql`select figures.move_periods('[{"id": 202612, "during": "[2026-11-15,2026-12-16)"}]')`.execute(tx),
      ),
    ).rejects.toThrow();
  });

  it('close otherwise from a day on, for every question after, until the rule is taken back', async () => {
    const { status, body } = await asCentre('POST', '/api/calendars', rule());
    expect([status, Number(body['moved']) > 100]).toEqual([200, true]);
    expect(await daysOf('2027-M02')).toBe('[2027-01-15,2027-02-15)');
    expect(await daysOf('2027-M03')).toBe('[2027-02-15,2027-03-21)');
    expect(await daysOf('2027-Y')).toBe('[2026-12-15,2027-12-21)');
    expect(await daysOf('TM:2027-Y')).toBe('[2026-11-15,2027-11-15)');
    // The next transaction learns it; the browser is told by the number of what it knows.
    const { headers } = await asCommune('GET', '/api/my-work');
    expect(headers['x-catalogue']).toMatch(/^\d+\.\d+$/);
    expect(parsePeriod('2027-M03')).toMatchObject({ startsOn: '2027-02-15', endsOn: '2027-03-20' });
    const preview = await asCentre(
      'GET',
      '/api/regimes/preview?level=commune&periodKind=month&validFrom=2027-03-01&daysAfter=2&counts=days&moves=no&hour=17',
    );
    expect((preview.body['periods'] as { dueAt: string }[])[0]?.dueAt).toBe('2027-03-22T10:00:00.000Z');
    // Nine months are not of its kinds: no deadline of them is told after it.
    const nine = await asCentre(
      'GET',
      '/api/regimes/preview?level=commune&periodKind=nine_months&validFrom=2027-01-01&daysAfter=2&counts=days&moves=no&hour=17',
    );
    expect(nine.body['periods']).toEqual([]);
    // The next rule comes after it.
    expect((await asCentre('POST', '/api/calendars', rule())).body.code).toBe('figures.calendar-in-past');
    const taken = await asCentre('DELETE', `/api/calendars/${body['id']}`);
    expect([taken.status, taken.body['moved']]).toEqual([200, body['moved']]);
    expect(await daysOf('2027-M03')).toBe('[2027-02-15,2027-03-15)');
    await asCommune('GET', '/api/my-work');
    expect(parsePeriod('2027-M03')?.endsOn).toBe('2027-03-14');
  });

  it('leave an entry in the audit', async () => {
    await asCentre('POST', '/api/calendars', rule());
    const { rows } = await house.asSystem(({ tx }) =>
      sql<{ action: string; after: { day: number } }>`
        select action, after from kernel.audit where subject = 'calendar:reporting'`.execute(tx),
    );
    expect(rows).toMatchObject([{ action: 'figures.setCalendarRule', after: { day: 20 } }]);
  });
});
