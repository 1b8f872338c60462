import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { periodOfCode } from '../../figures/index.ts';
import { castCommune, castNeighbour, castNow } from '../../kernel/testing/cast.ts';
import { type Ask, type TestHouse, testHouse } from '../../kernel/testing/house.ts';
import { openPeriod } from '../obligations.ts';
import { examineWaiting } from './examine.ts';

const values = {
  plans_issued: 3,
  briefings_held: 1,
  body_inspections: 2,
  units_inspected: 5,
  urging_letters: 2,
  outreach_sessions: 17,
  outreach_attendance: 1043,
  press_items: 9,
  model_points: 22,
  model_members: 181,
  points_replicated: 1,
  points_retired: 1,
  security_order_teams: 12,
  security_order_members: 49,
  inter_family_groups: 61,
  mediation_teams: 13,
  mediation_cases: 11,
  mediation_conducted: 10,
  mediation_successful: 8,
};
const cellsOf = (more: Partial<typeof values> = {}) =>
  Object.fromEntries(
    Object.entries({ ...values, ...more }).map(([id, value]) => [
      id,
      { value, precision: 'exact', kind: 'own', note: null },
    ]),
  );
/** Another month of the same commune. */
const otherMonth = cellsOf({
  plans_issued: 1,
  body_inspections: 1,
  units_inspected: 2,
  urging_letters: 1,
  outreach_sessions: 14,
  outreach_attendance: 811,
  press_items: 6,
  points_retired: 1,
  mediation_cases: 8,
  mediation_conducted: 8,
  mediation_successful: 5,
});
type Signal = {
  id: number;
  kind: string;
  evidence: Record<string, unknown>;
  settledAt: string | null;
  answer: string | null;
};

describe('quality signals over HTTP', () => {
  let house: TestHouse;
  let undo: () => Promise<void>;
  let asCommune: Ask;
  let asProvince: Ask;
  let report: number;
  let province: number;

  const reportOf = async (ask: Ask, period: string): Promise<number> => {
    const own = (await ask('GET', '/api/my-work')).body['own'] as { id: number; period: { code: string } }[];
    return own.find((each) => each.period.code === period)?.id ?? 0;
  };
  const send = async (id: number, cells: object, ask = asCommune) => {
    const { body } = await ask('GET', `/api/reports/${id}`);
    const answer = await ask('POST', `/api/reports/${id}/submit`, { draftVersion: body['draftVersion'], cells });
    expect(answer.status).toBe(200);
  };
  /** What the timed work does, in the transaction of the test. */
  const examine = (among: 'recent' | 'all' = 'recent') => examineWaiting((work) => house.asSystem(work), { among });
  const signals = async (ask: Ask = asProvince, id = report) =>
    (await ask('GET', `/api/reports/${id}/signals`)).body as unknown as {
      signals: Signal[];
      score: number;
      waiting: boolean;
      whyNot: { answerSignal: unknown; settleSignal: unknown };
    };
  const repeated = async () => {
    await send(await reportOf(asCommune, '2026-M09'), cellsOf());
    await send(report, cellsOf());
    await examine();
    const found = (await signals()).signals.find(({ kind }) => kind === 'repeated');
    if (!found) throw new Error('no signal');
    return found;
  };

  beforeAll(async () => {
    house = await testHouse();
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    undo = await house.begin();
    asCommune = await house.as('commune');
    asProvince = await house.as('province');
    report = await reportOf(asCommune, '2026-M10');
    province = ((await asProvince('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
  });
  afterEach(() => undo());

  it('are looked for after sending, not while sending', async () => {
    await send(await reportOf(asCommune, '2026-M09'), cellsOf());
    await send(report, cellsOf());
    expect(await signals()).toMatchObject({ signals: [], waiting: true, score: 0 });
    expect(await examine()).toBeGreaterThan(0);
    expect(await signals()).toMatchObject({ waiting: false, score: 25 });
    expect(await examine()).toBe(0);
  });

  it('show the figures sent a second time, and their points', async () => {
    expect(await repeated()).toMatchObject({
      evidence: { kind: 'repeated', period: '2026-M09', equal: 13, compared: 13 },
    });
    const desk = await asProvince('GET', `/api/reports?unit=${province}&form=TH01&period=2026-M10`);
    const line = (desk.body['reports'] as { id: number; signals: number }[]).find(({ id }) => id === report);
    expect(line?.signals).toBe(1);
    const { body } = await asProvince('GET', `/api/signals?unit=${province}&period=2026-M10`);
    expect(body).toMatchObject({ examined: 1, waiting: 0, signals: [{ kind: 'repeated', reportId: report }] });
    expect((body['scores'] as { score: number }[])[0]).toMatchObject({ score: 25 });
  });

  it('look at what is new alone, and at what rests on it', async () => {
    const asNeighbour = await house.as('neighbour');
    const earlier = await reportOf(asCommune, '2026-M09');
    const theirs = await reportOf(asNeighbour, '2026-M10');
    const looked = async () => {
      const { rows } = await house.asSystem((ask) =>
        sql<{
          id: number;
        }>`select report_id as id from reporting.signal_exam where examined_at = ${ask.now} order by 1`.execute(ask.tx),
      );
      return rows.map(({ id }) => id);
    };
    const later = (minutes: number) => house.setNow(new Date(castNow.getTime() + minutes * 60_000));
    await send(report, cellsOf());
    expect(await examine()).toBe(1);
    later(1);
    // Two are twice as many as one: what is usual among them is judged anew.
    await send(theirs, otherMonth, asNeighbour);
    expect(await examine()).toBe(2);
    later(2);
    await send(earlier, cellsOf());
    expect(await examine()).toBe(2);
    expect(await looked()).toEqual([earlier, report].sort((a, b) => a - b));
    expect((await signals()).signals).toMatchObject([{ kind: 'repeated' }]);
    later(3);
    expect(await examine()).toBe(0);
  });

  it('are looked for in what came in with its old times by the look at all of them', async () => {
    await send(report, cellsOf());
    house.setNow(new Date(castNow.getTime() + 3 * 3_600_000));
    expect(await examine()).toBe(0);
    expect(await examine('all')).toBe(1);
  });

  it('say nothing about a first period, or about one with figures of its own', async () => {
    await send(report, cellsOf());
    await examine();
    expect((await signals()).signals).toEqual([]);
  });

  it('hide from a commune which neighbour it is, and tell the province', async () => {
    const asNeighbour = await house.as('neighbour');
    await send(report, cellsOf());
    const theirs = await reportOf(asNeighbour, '2026-M10');
    await send(theirs, cellsOf(), asNeighbour);
    await examine();
    const both = [...(await signals()).signals, ...(await signals(asProvince, theirs)).signals];
    expect(both.map(({ kind }) => kind)).toEqual(['neighbour']);
    const mine =
      (await signals()).signals.length > 0 ? { ask: asCommune, id: report } : { ask: asNeighbour, id: theirs };
    expect((await signals(mine.ask, mine.id)).signals[0]?.evidence['unitId']).toBe(0);
    expect((await signals(asProvince, mine.id)).signals[0]?.evidence['unitId']).toBeGreaterThan(0);
    expect(castCommune).not.toBe(castNeighbour);
  });

  it('are closed by a revision that no longer shows them, and kept with their answer', async () => {
    const { id } = await repeated();
    await asCommune('POST', `/api/signals/${id}/answer`, { note: 'Sẽ kiểm tra lại số tháng này.' });
    const { body } = await asProvince('GET', `/api/reports/${report}`);
    await asProvince('POST', `/api/reports/${report}/return`, {
      revision: (body['report'] as { revision: number }).revision,
      reason: 'Số trùng kỳ trước.',
    });
    await send(report, otherMonth);
    await examine();
    const after = await signals();
    expect(after.signals).toMatchObject([{ id, answer: 'Sẽ kiểm tra lại số tháng này.' }]);
    expect(after.signals[0]).not.toMatchObject({ closedAt: null });
    expect(after.score).toBe(0);
  });

  describe('answering', () => {
    const note = { note: 'Chuyên mục cố định hằng tháng.' };
    it('does not exist for outsiders, and is not for the superior', async () => {
      const { id } = await repeated();
      for (const name of ['neighbour', 'otherProvince', 'administrator'] as const)
        expect((await (await house.as(name))('POST', `/api/signals/${id}/answer`, note)).status).toBe(404);
      expect(await asProvince('POST', `/api/signals/${id}/answer`, note)).toMatchObject({
        status: 403,
        body: { code: 'reporting.signal-not-yours' },
      });
      expect((await asCommune('POST', '/api/signals/999999/answer', note)).status).toBe(404);
    });
    it('refuses a key to a person', async () => {
      const { id } = await repeated();
      const answer = await asCommune('POST', `/api/signals/${id}/answer`, { note: 'Hỏi số điện thoại 0912345678.' });
      expect(answer.status).toBe(400);
    });
    it('halves the points, is read by the superior, and stays through another look', async () => {
      const { id } = await repeated();
      expect((await asCommune('POST', `/api/signals/${id}/answer`, note)).status).toBe(200);
      expect(await signals()).toMatchObject({ score: 12.5, signals: [{ answer: note.note }] });
      await house.asSystem(({ tx }) => tx.updateTable('reporting.signalExam').set({ stale: true }).execute());
      await examine();
      expect(await signals()).toMatchObject({ score: 12.5, signals: [{ id, answer: note.note }] });
    });
  });

  describe('settling', () => {
    it('is for the superior, after an answer, once', async () => {
      const { id } = await repeated();
      const settle = (ask: Ask) => ask('POST', `/api/signals/${id}/settle`);
      expect(await settle(asCommune)).toMatchObject({
        status: 403,
        body: { code: 'reporting.signal-not-yours-to-settle' },
      });
      expect(await settle(asProvince)).toMatchObject({ status: 409, body: { code: 'reporting.signal-not-answered' } });
      await asCommune('POST', `/api/signals/${id}/answer`, { note: 'Đã đối chiếu với sổ.' });
      expect((await settle(asProvince)).status).toBe(200);
      expect(await settle(asProvince)).toMatchObject({ status: 409, body: { code: 'reporting.signal-closed' } });
      expect(await signals()).toMatchObject({ score: 0 });
      const { text } = await (await house.as('inspector'))('GET', `/api/audit?q=report:${report}`);
      expect(text).toContain('reporting.answerSignal');
      expect(text).toContain('reporting.settleSignal');
    });
  });

  describe('the times of first sendings', () => {
    const months = ['2026-M08', '2026-M09', '2026-M10'];
    const decide = async (kind: string, minutes: number) => {
      const { body } = await asProvince('GET', `/api/signal-settings?unit=${province}`);
      const usual = (body['kinds'] as { kind: string; today: { weight: number; thresholds: object } }[]).find(
        (each) => each.kind === kind,
      )?.today;
      const decided = await asProvince('POST', '/api/signal-settings', {
        kind,
        isOn: true,
        weight: usual?.weight,
        thresholds: { ...usual?.thresholds, periods: 3, minutes },
        from: '2026-11-22',
        reason: 'Đang thử.',
      });
      expect(decided.status).toBe(200);
      await house.asSystem((ask) => openPeriod(ask, 'TH01', periodOfCode('2026-M08'), province));
    };
    const found = async (kind: string, period: string) => {
      const one = await reportOf(asCommune, period);
      return (await signals(asProvince, one)).signals.find((each) => each.kind === kind)?.evidence;
    };
    /** Sends the months, each at a moment that is found from its deadline. */
    const sendAll = async (when: (due: number, place: number) => number) => {
      for (const [place, month] of months.entries()) {
        const id = await reportOf(asCommune, month);
        const { body } = await asCommune('GET', `/api/reports/${id}`);
        house.setNow(new Date(when(Date.parse((body['report'] as { dueAt: string }).dueAt), place)));
        await send(id, place === 2 ? cellsOf() : otherMonth);
      }
      house.setNow(castNow);
      await examine('all');
    };
    it('tell of periods sent within minutes, at the newest of them alone', async () => {
      await decide('year-at-once', 10);
      await sendAll((_, place) => castNow.getTime() + place * 4 * 60_000);
      expect(await found('year-at-once', '2026-M10')).toMatchObject({ periods: months, minutes: 8 });
      expect(await found('year-at-once', '2026-M09')).toBeUndefined();
    });
    it('tell of periods that were all sent just before their deadline', async () => {
      await decide('last-hour', 60);
      await sendAll((due) => due - 30 * 60_000);
      expect(await found('last-hour', '2026-M10')).toMatchObject({
        sendings: [...months].reverse().map((period) => ({ period, minutes: 30 })),
      });
    });
    it('say nothing when one of them was sent hours before', async () => {
      await decide('last-hour', 60);
      await sendAll((due, place) => due - (place === 1 ? 300 : 30) * 60_000);
      expect(await found('last-hour', '2026-M10')).toBeUndefined();
    });
  });

  describe('thresholds', () => {
    const off = {
      kind: 'repeated',
      isOn: false,
      weight: 25,
      thresholds: { cells: 4, share: 70, bits: 14 },
      from: '2026-11-22',
      reason: 'Đang thử biểu mới.',
    };
    it('are for those who design, from today on, within their limits', async () => {
      expect((await asCommune('POST', '/api/signal-settings', off)).status).toBe(403);
      expect(await asProvince('POST', '/api/signal-settings', { ...off, from: '2026-11-21' })).toMatchObject({
        status: 422,
        body: { code: 'reporting.setting-in-past' },
      });
      const wild = await asProvince('POST', '/api/signal-settings', {
        ...off,
        thresholds: { cells: 4, share: 7, more: 1 },
      });
      expect(wild).toMatchObject({ status: 422, body: { code: 'reporting.threshold-outside' } });
      expect((wild.body['fields'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
        'thresholds.bits',
        'thresholds.more',
        'thresholds.share',
      ]);
    });
    it('hold below the unit that decides, close what they switch off, and leave other provinces alone', async () => {
      await repeated();
      expect((await asProvince('POST', '/api/signal-settings', off)).status).toBe(200);
      await examine();
      expect(await signals()).toMatchObject({ score: 0, signals: [] });
      const shown = await asProvince('GET', `/api/signal-settings?unit=${province}`);
      expect((shown.body['kinds'] as object[])[0]).toMatchObject({
        kind: 'repeated',
        today: { isOn: false },
        decisions: [{ from: '2026-11-22', reason: 'Đang thử biểu mới.' }],
      });
      const asOther = await house.as('otherProvince');
      const other = ((await asOther('GET', '/api/session')).body['post'] as { unit: { id: number } }).unit.id;
      const theirs = await asOther('GET', `/api/signal-settings?unit=${other}`);
      expect((theirs.body['kinds'] as object[])[0]).toMatchObject({ today: { isOn: true }, decidedBy: null });
    });
    it('hold for what lies on the desk of the unit today, whoever it was once to go to', async () => {
      await repeated();
      await house.asSystem(({ tx }) =>
        sql`update reporting.report set superior_id = (select max(u.id) from org.unit u where u.level = 'province' and u.id <> ${province})
          where superior_id = ${province}`.execute(tx),
      );
      expect((await asProvince('POST', '/api/signal-settings', off)).status).toBe(200);
      await examine();
      expect(await signals()).toMatchObject({ score: 0, signals: [] });
    });
    it('begin on their day', async () => {
      await asProvince('POST', '/api/signal-settings', { ...off, from: '2026-11-23' });
      expect((await repeated()).kind).toBe('repeated');
    });
  });
});
