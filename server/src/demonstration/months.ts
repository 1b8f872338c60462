/** The whole country in the last six closed months and the open one: seeded, plausible, in all the states an officer meets. */

import { deadlineOn, type Period, periodContaining, previousOf, todayInVietnam } from '@app/contract/kernel/period.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { periodId } from '../figures/index.ts';
import type { House } from '../house.ts';
import { systemActor } from '../identity/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Unit, unitsBelow, unitsInForce } from '../org/index.ts';
import { acceptMany, importMany, openPeriod, returnToSender, waitingReports } from '../reporting/index.ts';
import { planted } from './planted.ts';
import { demoCommune } from './sign-ins.ts';

export const FORM = 'TH01';
export const CLOSED_MONTHS = 6;
const HOUR = 3_600_000;

/** A number in [0, 1) that depends only on its names: the same country at every start. */
export const chance = (...names: readonly (string | number)[]): number => {
  let hash = 2_166_136_261;
  for (const char of names.join('|')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_917);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
};

const cell = (value: number): CellInput => ({
  value: Math.max(0, Math.round(value)),
  precision: 'exact',
  kind: 'own',
  note: null,
});

/** A count that work of this mean gives by chance (Poisson), at a place in [0, 1): small counts differ from month to month. */
const countAround = (mean: number, place: number): number => {
  let count = 0;
  let term = Math.exp(-mean);
  for (let below = term; below < place && count < 10 * mean + 10; below += term) {
    count += 1;
    term *= mean / count;
  }
  return count;
};

/** Model points of a commune before they grow. */
const around18 = (code: string, size: number): number => 18 * size * (0.8 + 0.4 * chance(code, 'points'));

/** A commune's month: flows are counts around what is usual in the commune, stocks move slowly. */
export const communeCells = (code: string, period: Period): Record<string, CellInput> => cellsOfSize(code, period, 1);

/** The same of a commune of another size than those of today. */
export const cellsOfSize = (code: string, period: Period, scale: number): Record<string, CellInput> => {
  const size = scale * (0.5 + 1.5 * chance(code, 'size'));
  const month = period.year * 12 + period.number;
  const vary = (name: string, around: number) =>
    countAround(around * size * (0.6 + 0.8 * chance(code, name, 'usual')), chance(code, name, period.code));
  const stock = (name: string, around: number, growth: number) =>
    around * size * (0.8 + 0.4 * chance(code, name)) + growth * ((month - 24_300) % 60);
  const sessions = vary('sessions', 9) + 1;
  const cases = vary('cases', 6);
  const conducted = Math.round(cases * (0.8 + 0.2 * chance(code, 'conducted', period.code)));
  const teams = Math.round(stock('teams', 9, 0)) + 3;
  const inspected = vary('inspected', 3);
  // Points stand where those of the month before, the new and the retired ones put them.
  const pointsIn = (at: number) => Math.round(around18(code, size) + 0.1 * ((at - 24_300) % 60));
  const added = vary('replicated', 0.8);
  const moved = pointsIn(month) - pointsIn(month - 1);
  const retired = Math.max(0, added - moved);
  return {
    plans_issued: cell(vary('plans', 2)),
    briefings_held: cell(1 + chance(code, 'briefings', period.code)),
    body_inspections: cell(Math.min(inspected, Math.max(1, vary('inspections', 2)))),
    units_inspected: cell(inspected),
    urging_letters: cell(vary('letters', 1)),
    outreach_sessions: cell(sessions),
    outreach_attendance: cell(sessions * (35 + 60 * chance(code, 'attendance', period.code))),
    press_items: cell(vary('press', 5)),
    model_points: cell(pointsIn(month)),
    model_members: cell(stock('members', 160, 1)),
    points_replicated: cell(retired + moved),
    points_retired: cell(retired),
    security_order_teams: cell(teams),
    security_order_members: cell(teams * (3 + 2 * chance(code, 'team size'))),
    inter_family_groups: cell(stock('groups', 55, 0)),
    mediation_teams: cell(stock('mediation', 11, 0)),
    mediation_cases: cell(cases),
    mediation_conducted: cell(conducted),
    mediation_successful: cell(conducted * (0.72 + 0.25 * chance(code, 'success', period.code))),
  };
};

/** What a commune has sent for a month; `age` 0 is the newest closed one. */
export const sentCells = (code: string, period: Period, age: number): Record<string, CellInput> => {
  const honest = communeCells(code, period);
  const plant = age === 0 ? planted[code] : undefined;
  return plant ? plant(honest, communeCells(code, previousOf(period))) : honest;
};

export const provinceCells = (code: string, period: Period): Record<string, CellInput> => {
  const vary = (name: string, around: number) => around * (0.6 + 0.8 * chance(code, name, period.code));
  const sessions = Math.round(vary('sessions', 24));
  const inspected = Math.round(vary('inspected', 9));
  return {
    plans_issued: cell(vary('plans', 6)),
    briefings_held: cell(1),
    body_inspections: cell(Math.min(inspected, Math.max(1, vary('inspections', 4)))),
    units_inspected: cell(inspected),
    urging_letters: cell(vary('letters', 5)),
    outreach_sessions: cell(sessions),
    outreach_attendance: cell(sessions * vary('attendance', 120)),
    press_items: cell(vary('press', 60)),
  };
};

/** When communes send, in hours before (−) or after (+) the deadline, and how many in a hundred. */
const sending = [
  { hours: -46, share: 8 },
  { hours: -27, share: 17 },
  { hours: -8, share: 27 },
  { hours: -2, share: 37 },
  { hours: 3, share: 4 },
  { hours: 17, share: 3 },
] as const;

/** Posts of the demonstration that decide in their own name, by user name. */
export type Posts = ReadonlyMap<string, { postId: number; unitId: number }>;

/** The program with the hand of a post: what it decides is told as that post's decision, like everywhere else. */
export const inNameOf = (posts: Posts, username: string): Actor => {
  const post = posts.get(username);
  const system = systemActor(posts.get('trunguong')?.unitId ?? 0);
  return post ? { ...system, unitId: post.unitId, postId: post.postId, personsPosts: [post.postId] } : system;
};

export const loadMonths = async (house: House, posts: Posts): Promise<void> => {
  const now = house.clock();
  const open = periodContaining('month', todayInVietnam(now));
  const closed = Array.from({ length: CLOSED_MONTHS }).reduce<Period[]>(
    (months) => [previousOf(months[0] ?? open), ...months],
    [],
  );
  for (const [at, period] of closed.entries()) await loadMonth(house, posts, period, CLOSED_MONTHS - 1 - at, now);
};

/** `age` 0 is the newest closed month: still full of waiting, returned and late reports. */
const loadMonth = async (house: House, posts: Posts, period: Period, age: number, now: Date): Promise<void> => {
  const dueCommune = new Date(`${deadlineOn(period, 'commune')}T10:00:00Z`);
  const dueProvince = new Date(`${deadlineOn(period, 'province')}T10:00:00Z`);
  const after = (moment: Date, hours: number) => new Date(moment.getTime() + hours * HOUR);
  await house.asSystem(
    (ask) => openPeriod(ask, FORM, period),
    () => new Date(`${period.endsOn}T20:00:00Z`),
  );
  const communes = await house.asSystem((ask) => unitsInForce(ask.tx, 'commune', period.endsOn));
  const provinces = await house.asSystem((ask) => unitsInForce(ask.tx, 'province', period.endsOn));

  for (const batch of batches(communes, period, age)) {
    const at = after(dueCommune, batch.hours);
    if (at < now)
      await send(
        house,
        period,
        batch.units.map((unit) => [unit, sentCells(unit.code, period, age)]),
        at,
      );
  }
  const sentUp = provinces.filter((unit) => age > 0 || chance(unit.code, period.code, 'province') < 0.7);
  const upAt = after(dueProvince, -20);
  if (upAt < now)
    await send(
      house,
      period,
      sentUp.map((unit) => [unit, provinceCells(unit.code, period)]),
      upAt,
    );

  const decidedAt = after(dueCommune, age === 0 ? 22 : 40);
  if (decidedAt < now) {
    const own = await house.asSystem((ask) =>
      unitsBelow(ask.tx, posts.get('quangtri')?.unitId ?? 0, period.endsOn, 'commune'),
    );
    const ownIds = new Set(own.map((unit) => unit.id));
    const demoUnitId = communes.find((unit) => unit.code === demoCommune)?.id ?? 0;
    const waiting = new Set(communes.flatMap(({ id, code }) => (code in planted ? [id] : [])));
    const others = communes.map((unit) => unit.id).filter((id) => !ownIds.has(id));
    // Only one province of the demonstration has an officer with a sign-in; the rest is decided by the program.
    for (const [actor, units] of [
      [inNameOf(posts, 'quangtri'), [...ownIds]],
      [inNameOf(posts, ''), others],
    ] as const)
      await decideCommunes(house, actor, period, age, { communes: units, demoUnitId, waiting }, decidedAt);
  }
  const acceptedUp = after(dueProvince, 24);
  if (age > 0 && acceptedUp < now) await acceptProvinces(house, inNameOf(posts, 'trunguong'), period, acceptedUp);
};

/** Communes by the hour in which they send; some of the newest month have not sent, a few of older ones never did. */
const batches = (communes: readonly Unit[], period: Period, age: number) => {
  let from = 0;
  const missing = age === 0 ? 0 : 0.034;
  return sending.map(({ hours, share }) => {
    const low = from;
    from += share / 100;
    const units = communes.filter((unit) => {
      const place = unit.code === demoCommune || unit.code in planted ? 0.3 : chance(unit.code, period.code, 'sends');
      return place >= low && place < from + (hours === 17 ? missing : 0);
    });
    return { hours, units };
  });
};

const send = (house: House, period: Period, rows: readonly (readonly [Unit, Record<string, CellInput>])[], at: Date) =>
  house.asSystem(
    (ask) =>
      importMany(
        {
          params: undefined,
          query: undefined,
          body: {
            form: FORM,
            period: period.code,
            rows: rows.map(([unit, cells]) => ({ unitCode: unit.code, cells, nil: false })),
          },
        },
        ask,
      ),
    () => at,
  );

const reason = 'Số lượt người tham dự khác nhiều so với tháng trước. Kiểm tra lại, hoặc ghi rõ lý do.';

/** The demonstration commune gets its report back whole, others single cells of theirs. */
const returnOf = (whole: boolean) =>
  whole
    ? { reason, cells: null }
    : {
        reason: null,
        cells: { outreach_attendance: reason, mediation_conducted: 'Đối chiếu với sổ của tổ hòa giải.' },
      };

type Decision = 'accept' | 'return' | 'wait';
/** The commune of the demonstration, and those whose report of the newest month is to be looked at. */
type Decided = { demoUnitId: number; waiting: ReadonlySet<number> };

/** Older months are decided; in the newest one some still wait and a few came back, that of the demonstration commune among them. */
const decisionOn = (unitId: number, period: Period, age: number, { demoUnitId, waiting }: Decided): Decision => {
  if (age > 0) return 'accept';
  if (waiting.has(unitId)) return 'wait';
  const place = chance(unitId, period.code, 'decision');
  if (unitId === demoUnitId || place > 0.975) return 'return';
  return place > 0.78 ? 'wait' : 'accept';
};

const decideCommunes = (
  house: House,
  actor: Actor,
  period: Period,
  age: number,
  units: Decided & { communes: readonly number[] },
  at: Date,
) =>
  house.as(
    actor,
    async (ask) => {
      const accept: { id: number; revision: number }[] = [];
      const communes = new Set(units.communes);
      for (const { id, revision, unitId } of await waitingReports(ask.tx, FORM, periodId(period), ask.today)) {
        if (!communes.has(unitId)) continue;
        const decision = decisionOn(unitId, period, age, units);
        if (decision === 'accept') accept.push({ id, revision });
        if (decision === 'return')
          await returnToSender(
            {
              params: { reportId: id },
              query: undefined,
              body: { revision, ...returnOf(unitId === units.demoUnitId) },
            },
            ask,
          );
      }
      if (accept.length > 0) await acceptMany({ params: undefined, query: undefined, body: { reports: accept } }, ask);
    },
    () => at,
  );

const acceptProvinces = (house: House, actor: Actor, period: Period, at: Date) =>
  house.as(
    actor,
    async (ask) => {
      const waiting = await waitingReports(ask.tx, FORM, periodId(period), ask.today);
      if (waiting.length > 0)
        await acceptMany(
          {
            params: undefined,
            query: undefined,
            body: { reports: waiting.map(({ id, revision }) => ({ id, revision })) },
          },
          ask,
        );
    },
    () => at,
  );
