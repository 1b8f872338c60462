import ICAL from 'ical.js';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodOfCode } from '../../figures/index.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { lockOverdue, openCurrentPeriods, openPeriod, remind } from '../index.ts';

const regime = (more: object = {}) => ({
  ...{ unitId: null, form: null, level: 'commune', periodKind: 'month', validFrom: '2026-11-23' },
  ...{ daysAfter: 4, counts: 'days', moves: false, hour: 17, lockDays: 45, opensDays: 7, remindDays: [0, -3, -3] },
  ...{ escalateDays: 3, ownAllowed: true, basis: 'Quyết định số 1/QĐ-BCĐ' },
  ...more,
});

describe('regimes over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let asCentre: Ask;
  let province: number;

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    [asCommune, asProvince, asCentre] = [
      await house.as('commune'),
      await house.as('province'),
      await house.as('centre'),
    ];
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  });
  afterEach(() => undo());

  const dueOf = async (period: string, ask = asCommune) =>
    ((await ask('GET', '/api/my-work')).body['own'] as { period: { code: string }; dueAt: string }[]).find(
      (each) => each.period.code === period,
    )?.dueAt;

  const openDecember = () => house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode('2026-M12'), province));

  it('are refused to whoever does not design, and to a province for the country', async () => {
    expect((await asCommune('POST', '/api/regimes', regime())).body.code).toBe('kernel.not-allowed');
    expect((await asProvince('POST', '/api/regimes', regime())).body.code).toBe('reporting.regime-not-for-unit');
    expect((await asCentre('POST', '/api/regimes', regime({ validFrom: '2026-11-21' }))).body.code).toBe(
      'reporting.regime-in-past',
    );
    expect((await asCentre('POST', '/api/regimes', regime({ form: 'NO' }))).body.code).toBe('reporting.unknown-form');
    expect((await asCentre('POST', '/api/regimes', regime({ basis: 'Anh Nam 0912345678' }))).status).toBe(400);
  });

  it('open the current period and move the deadline of what is open and not yet due', async () => {
    await openDecember();
    expect(await dueOf('2026-M12')).toBe('2026-12-16T10:00:00.000Z');
    const preview = await asCentre(
      'GET',
      '/api/regimes/preview?level=commune&periodKind=month&validFrom=2026-11-23&daysAfter=4&counts=days&moves=yes&hour=17',
    );
    const { periods, moving } = preview.body as unknown as {
      periods: { dueAt: string; dueBefore: string }[];
      moving: number;
    };
    expect(moving).toBe(78);
    expect(periods).toHaveLength(12);
    expect(periods[0]).toMatchObject({ dueAt: '2026-12-18T10:00:00.000Z', dueBefore: '2026-12-16T10:00:00.000Z' });
    const { status, body } = await asCentre('POST', '/api/regimes', regime());
    expect([status, body['moved']]).toEqual([200, moving]);
    expect(await dueOf('2026-M12')).toBe('2026-12-18T10:00:00.000Z');
    const told = (await asCommune('GET', '/api/notices')).body['notices'] as { kind: string; dueAt: string }[];
    expect(told[0]).toMatchObject({ kind: 'deadline', dueAt: '2026-12-18T10:00:00.000Z' });
    // What was due already stays late.
    expect(await dueOf('2026-M10')).toBe('2026-10-16T10:00:00.000Z');
    const listed = (await asCommune('GET', '/api/regimes')).body['regimes'] as {
      id: number;
      state: string;
      remindDays: number[];
    }[];
    expect(listed.find(({ id }) => id === body['id'])).toMatchObject({ state: 'future', remindDays: [-3, 0] });
    const taken = await asCentre('DELETE', `/api/regimes/${body['id']}`);
    expect(taken.body['moved']).toBe(moving);
    expect(await dueOf('2026-M12')).toBe('2026-12-16T10:00:00.000Z');
    expect((await asCentre('DELETE', `/api/regimes/${body['id']}`)).body.code).toBe('kernel.not-found');
  });

  describe('that move a deadline move the lock with it', () => {
    type Own = { period: { code: string }; dueAt: string; lockOn: string | null; isLocked: boolean };
    const december = async (): Promise<Own | undefined> =>
      ((await asCommune('GET', '/api/my-work')).body['own'] as Own[]).find(({ period }) => period.code === '2026-M12');
    const lockAt = (day: string) => house.asSystem(lockOverdue, new Date(`${day}T03:00:00Z`));

    it.each([
      ['a later regime', () => asCentre('POST', '/api/regimes', regime({ daysAfter: 10, lockDays: 1 })), '2026-12-25'],
      [
        'a day off',
        () =>
          asCentre('PUT', '/api/days-off/2026', {
            days: ['16', '17', '18'].map((day) => ({
              ...{ on: `2026-12-${day}`, kind: 'off', confirmed: true, name: 'Nghỉ thử', basis: 'Thông báo 1/TB' },
            })),
          }),
        '2026-12-22',
      ],
    ])('%s', async (_, change, lockOn) => {
      await openDecember();
      await asCentre('POST', '/api/regimes', regime({ daysAfter: 2, lockDays: 1, moves: true }));
      await lockAt('2026-11-22');
      expect(await december()).toMatchObject({ lockOn: '2026-12-17' });
      expect(await change()).toMatchObject({ status: 200, body: { moved: 78 } });
      expect(await december()).toMatchObject({ lockOn: null });
      await lockAt('2026-12-18');
      expect(await december()).toMatchObject({ isLocked: false, lockOn });
    });

    it('and no report locks before it is due, whatever its day says', async () => {
      await openDecember();
      await house.asSystem((ask) =>
        sql`update reporting.report set lock_on = '2026-12-01' where period_id = (select id from figures.period where code = '2026-M12')`.execute(
          ask.tx,
        ),
      );
      await lockAt('2026-12-10');
      expect(await december()).toMatchObject({ isLocked: false });
      await lockAt('2026-12-17');
      expect(await december()).toMatchObject({ isLocked: true });
    });
  });

  it('of a province hold for its communes alone', async () => {
    await openDecember();
    const own = regime({ unitId: province, daysAfter: 1, ownAllowed: false });
    expect((await asProvince('POST', '/api/regimes', { ...own, unitId: province + 1 })).body.code).toBe(
      'reporting.regime-not-for-unit',
    );
    const { body } = await asProvince('POST', '/api/regimes', own);
    expect(body['moved']).toBe(78);
    expect(await dueOf('2026-M12')).toBe('2026-12-15T10:00:00.000Z');
    expect((await asProvince('DELETE', '/api/regimes/1')).body.code).toBe('kernel.not-allowed');
  });

  it('that move with days off follow the days off', async () => {
    await openDecember();
    await asCentre('POST', '/api/regimes', regime({ daysAfter: 2, moves: true }));
    const days = [{ on: '2026-12-16', kind: 'off', confirmed: true, name: 'Nghỉ thử', basis: 'Thông báo 1/TB' }];
    expect((await asProvince('PUT', '/api/days-off/2026', { days })).body.code).toBe('kernel.not-allowed');
    expect((await asCentre('PUT', '/api/days-off/2027', { days })).body.code).toBe('reporting.day-outside-year');
    const { body } = await asCentre('PUT', '/api/days-off/2026', { days });
    expect(body['moved']).toBe(78);
    expect(await dueOf('2026-M12')).toBe('2026-12-17T10:00:00.000Z');
    expect((await asCommune('GET', '/api/days-off/2026')).body['days']).toEqual(days);
  });

  it('open periods ahead, once, and give units without a report theirs', async () => {
    await house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode('2026-M12'), province));
    const count = async () => (await house.asSystem(openCurrentPeriods)).opened;
    expect(await count()).toBeGreaterThan(3000);
    expect(await count()).toBe(0);
    await asCentre('POST', '/api/regimes', regime({ daysAfter: 2, opensDays: 60 }));
    expect(await count()).toBeGreaterThan(3000);
    expect(await dueOf('2027-M01')).toBe('2027-01-16T10:00:00.000Z');
    expect(await count()).toBe(0);
    // The whole country, four times.
  }, 60_000);

  it('remind before, on and after the day, once, and tell the superior who is late', async () => {
    await openDecember();
    const inbox = async (ask: Ask) =>
      (await ask('GET', '/api/notices')).body as unknown as {
        notices: {
          id: number;
          kind: string;
          facts: { days: number; count: number; period: string };
          isRead: boolean;
        }[];
        unread: number;
      };
    const at = (moment: string) => house.asSystem(remind, new Date(moment));
    await at('2026-12-12T23:00:00Z');
    expect((await inbox(asCommune)).notices).toEqual([]);
    await at('2026-12-13T01:00:00Z');
    await at('2026-12-13T02:00:00Z');
    expect((await inbox(asCommune)).notices).toMatchObject([
      { kind: 'reminder', facts: { days: 3, period: '2026-M12' }, isRead: false },
    ]);
    await at('2026-12-16T01:00:00Z');
    await at('2026-12-17T01:00:00Z');
    expect((await inbox(asCommune)).notices.map(({ kind, facts }) => [kind, facts.days])).toEqual([
      ['overdue', 1],
      ['reminder', 0],
      ['reminder', 3],
    ]);
    expect((await inbox(asProvince)).notices.map(({ kind }) => kind)).toEqual(['reminder']);
    await at('2026-12-19T01:00:00Z');
    await at('2026-12-20T01:00:00Z');
    const above = (await inbox(asProvince)).notices;
    expect(above.map(({ kind, facts }) => [kind, facts.count, facts.days])).toContainEqual(['escalation', 78, 3]);
    // Read marks are those of the person.
    const [newest] = (await inbox(asCommune)).notices;
    expect((await asCommune('POST', '/api/notices/read', { ids: [newest?.id] })).body['read']).toBe(1);
    expect((await inbox(asCommune)).unread).toBe(2);
    expect((await inbox(await house.as('neighbour'))).unread).toBe(3);
    expect((await inbox(await house.as('inspector'))).notices).toEqual([]);
    expect((await asCommune('POST', '/api/notices/read', { ids: null })).body['read']).toBe(2);
    expect((await inbox(asCommune)).unread).toBe(0);
  });

  /** December's reports of the province as if they had been opened for another one, before a merger. */
  const openForAnother = async () => {
    await openDecember();
    await house.asSystem((ask) =>
      sql`update reporting.report r set superior_id = (select max(u.id) from org.unit u where u.level = 'province' and u.id <> ${province})
        from figures.period p where p.id = r.period_id and p.code = '2026-M12' and r.superior_id = ${province}`.execute(
        ask.tx,
      ),
    );
  };

  it('move and lock what lies on the desk of the province today, not what was once to go to it', async () => {
    await openForAnother();
    const own = regime({ unitId: province, ownAllowed: false, lockDays: 10 });
    expect((await asProvince('POST', '/api/regimes', own)).body).toMatchObject({ moved: 78 });
    expect(await dueOf('2026-M12')).toBe('2026-12-18T10:00:00.000Z');
    await house.asSystem(lockOverdue);
    const { own: mine } = (await asCommune('GET', '/api/my-work')).body as unknown as {
      own: { period: { code: string }; lockOn: string | null }[];
    };
    expect(mine.find(({ period }) => period.code === '2026-M12')?.lockOn).toBe('2026-12-28');
  });

  it('are told to whoever stands above the unit today, not to whom the report was once to go', async () => {
    await openForAnother();
    await house.asSystem(remind, new Date('2026-12-19T01:00:00Z'));
    const { notices } = (await asProvince('GET', '/api/notices')).body as unknown as {
      notices: { kind: string; facts: { count: number } }[];
    };
    expect(notices.find(({ kind }) => kind === 'escalation')).toMatchObject({ facts: { count: 78 } });
    const { path } = (await asProvince('POST', '/api/my/feeds', {})).body as unknown as { path: string };
    expect((await (await house.as(null))('GET', path)).text.replaceAll('\r\n ', '')).toContain('tháng 12 năm 2026');
  });

  it('give a calendar that another program reads, for whoever knows its address', async () => {
    await openDecember();
    const { path, id } = (await asCommune('POST', '/api/my/feeds', {})).body as unknown as { path: string; id: number };
    const outside = await house.as(null);
    const { text, headers } = await outside('GET', path);
    expect(headers['content-type']).toContain('text/calendar');
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).toContain('\r\n ');
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    const december = events.find(({ summary }) => summary.includes('tháng 12 năm 2026'));
    expect(december?.endDate.toJSDate().toISOString()).toBe('2026-12-16T10:00:00.000Z');
    expect(december?.startDate.toJSDate().toISOString()).toBe('2026-12-16T09:30:00.000Z');
    const [alarm] = december?.component.getAllSubcomponents('valarm') ?? [];
    expect(alarm?.getFirstPropertyValue('trigger')?.toString()).toBe('-P3D');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    // As another post with the rights of its own; and never for a made-up or old address.
    const above = (await asProvince('POST', '/api/my/feeds', {})).body as unknown as { path: string };
    expect((await outside('GET', above.path)).text).toContain('Hạn cấp dưới gửi');
    expect((await outside('GET', `/api/calendar/${'A'.repeat(43)}.ics`)).body.code).toBe('kernel.not-found');
    expect((await (await house.as('neighbour'))('DELETE', `/api/my/feeds/${id}`)).body.code).toBe('kernel.not-found');
    await asCommune('DELETE', `/api/my/feeds/${id}`);
    expect((await outside('GET', path)).body.code).toBe('kernel.not-found');
    expect((await asCommune('GET', '/api/my/feeds')).body).toEqual([]);
  });
});
