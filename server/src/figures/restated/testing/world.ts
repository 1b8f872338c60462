/** Made-up countries for property tests: random trees, reforms on random days, figures and decisions. */
import { catalogue } from '@app/contract/figures/catalogue.ts';
import { type CivilDate, type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import fc from 'fast-check';
import type { Life, Pair, Stretch } from '../standing/rules.ts';

export type Level = 'nation' | 'province' | 'district' | 'commune' | 'residential_area';
type Unit = { id: number; level: Level; stretches: { -readonly [K in keyof Stretch]: Stretch[K] }[] };
export type World = { units: readonly Unit[]; pairs: readonly Pair[]; cells: readonly WorldCell[] };
export type WorldCell = {
  unitId: number;
  period: Period;
  line: string;
  slot: number;
  value: number;
  precision: number;
};

/** The days of reforms: in the middle of a month of the calendar, on a cut-off, and after it. */
export const reformDays = ['2024-03-01', '2024-12-14', '2024-12-15', '2025-07-01', '2025-09-20'] as const;
/** The days that are asked about: before, between, on and after all of them. */
export const askedDays = ['2024-01-10', ...reformDays, '2025-06-30', '2026-01-01'] as const;

const periodNames = [
  ...['2024-M02', '2024-M03', '2024-M12', '2025-M01', '2025-M06', '2025-M07', '2025-M10'],
  ...['2024-Q1', '2025-Q2', '2025-Q3', '2024-H1', '2025-H2', '2024-Y', '2025-Y', '2023-Y'],
];
export const worldPeriods: readonly Period[] = periodNames.flatMap((code) => parsePeriod(code) ?? []);

const additive = (kind: string) =>
  catalogue.find((each) => each.kind === kind && each.share === 'add' && !each.derived);
/** A flow, a stock and a yes/no of the catalogue; `line`: the only one that has figures of it. */
export const slotsAsked: readonly { slot: number; kind: string; id: string; line: string | null }[] = [
  'F',
  'S',
  'B',
].flatMap((kind) => {
  const found = additive(kind) ?? catalogue.find((each) => each.kind === kind && !each.derived);
  return found ? [{ slot: found.slot, kind, id: found.id, line: found.share === 'one' ? found.line : null }] : [];
});

type Step = { day: number; act: number; picks: readonly number[]; weights: readonly number[]; known: number };

/** A country that grows by steps; each step is read from numbers, so that any list of numbers is a country. */
class Builder {
  readonly units: Unit[] = [];
  readonly pairs: Pair[] = [];

  begin(level: Level, parentId: number | null, from: CivilDate | null = null): number {
    const id = this.units.length + 1;
    this.units.push({ id, level, stretches: [{ from, until: null, parentId }] });
    return id;
  }
  last(id: number) {
    return this.units[id - 1]?.stretches.at(-1);
  }
  standing(level: Level): number[] {
    return this.units
      .filter((unit) => unit.level === level && unit.stretches.at(-1)?.until === null)
      .map(({ id }) => id);
  }
  below(id: number): number[] {
    return this.units
      .filter(({ stretches }) => stretches.at(-1)?.until === null && stretches.at(-1)?.parentId === id)
      .map((unit) => unit.id);
  }
  /** Whether the unit's present stretch began before the day: nothing changes twice on one. */
  isSettled(id: number, day: CivilDate): boolean {
    const from = this.last(id)?.from ?? null;
    return from === null || from < day;
  }
  end(id: number, day: CivilDate): void {
    const last = this.last(id);
    if (last) last.until = day;
  }
  move(id: number, parentId: number, day: CivilDate): void {
    this.end(id, day);
    this.units[id - 1]?.stretches.push({ from: day, until: null, parentId });
  }
  pair(
    predecessorId: number,
    successorId: number,
    on: CivilDate,
    byLaw: number | null,
    decided: number | null = null,
  ): void {
    this.pairs.push({ predecessorId, successorId, on, byLaw, decided });
  }
  /** Residential areas go along, stay under the commune that ended, or end with it. */
  carryAreas(from: number, to: number, day: CivilDate, how: number): void {
    for (const area of this.below(from)) {
      if (!this.isSettled(area, day) || how % 3 === 0) continue;
      if (how % 3 === 1) this.move(area, to, day);
      else this.end(area, day);
    }
  }

  /** One goes whole into another. */
  passWhole(from: number, to: number, day: CivilDate, how: number): void {
    this.carryAreas(from, to, day, how);
    this.end(from, day);
    this.pair(from, to, day, 1);
  }
  /** Communes and units above communes that a step may change on a day. */
  changeable(day: CivilDate): { communes: number[]; keepers: number[]; provinces: number[]; districts: number[] } {
    const of = (level: Level) => this.standing(level).filter((id) => this.isSettled(id, day));
    const [provinces, districts] = [of('province'), of('district')];
    return { communes: of('commune'), keepers: [...districts, ...provinces], provinces, districts };
  }
  parentOf(id: number): number {
    return this.last(id)?.parentId ?? 1;
  }
}

const pick = <T>(list: readonly T[], { picks }: Step, at: number): T | undefined =>
  list[(picks[at] ?? 0) % Math.max(1, list.length)];

type Act = (built: Builder, commune: number, step: Step, day: CivilDate) => void;

/** Several communes become one, which may go elsewhere. */
const merge: Act = (built, commune, step, day) => {
  const { communes, keepers } = built.changeable(day);
  const others = communes.filter((id, at) => id !== commune && (step.picks[1] ?? 0) % (at + 2) === 0).slice(0, 3);
  const elsewhere = (step.picks[2] ?? 0) % 3 === 0 ? pick(keepers, step, 3) : undefined;
  const made = built.begin('commune', elsewhere ?? built.parentOf(commune), day);
  for (const id of [commune, ...others]) built.passWhole(id, made, day, step.picks[3] ?? 0);
};

/** One is divided among new ones, one of which may also take another commune whole; shares may be known. */
const divide: Act = (built, commune, step, day) => {
  const { communes, keepers } = built.changeable(day);
  const parts = 2 + ((step.picks[1] ?? 0) % 2);
  const sum = step.weights.slice(0, parts).reduce((all, weight) => all + weight, 0) || 1;
  const whole = pick(
    communes.filter((id) => id !== commune),
    step,
    2,
  );
  const parent = built.parentOf(commune);
  const made = Array.from({ length: parts }, (_, at) =>
    built.begin('commune', at === 1 ? (pick(keepers, step, 3) ?? parent) : parent, day),
  );
  built.carryAreas(commune, made[0] ?? 1, day, step.picks[2] ?? 0);
  built.end(commune, day);
  made.forEach((id, at) => {
    const weight = Math.floor((10_000 * (step.weights[at] ?? 0)) / sum) / 10_000;
    built.pair(commune, id, day, isKnown(step, at, 1) ? weight : null, isKnown(step, at, 2) ? weight : null);
  });
  if (whole !== undefined && made[0] !== undefined && (step.picks[3] ?? 0) % 2 === 0)
    built.passWhole(whole, made[0], day, step.picks[0] ?? 0);
};

/** Whether a share is known: 1 by law, 2 by a decision; mixed where `known` says 3; else nobody knows. */
const isKnown = ({ known }: Step, at: number, by: 1 | 2): boolean =>
  known % 4 === by || (known % 4 === 3 && at === by - 1);

const move: Act = (built, commune, step, day) =>
  built.move(commune, pick(built.changeable(day).keepers, step, 1) ?? built.parentOf(commune), day);

/** A rename or a change of type: the same unit under the same parent. */
const rename: Act = (built, commune, _, day) => built.move(commune, built.parentOf(commune), day);

/** A commune stays and gives a part to a new one. */
const give: Act = (built, commune, { known }, day) =>
  built.pair(commune, built.begin('commune', built.parentOf(commune), day), day, known % 2 === 0 ? null : 0.3);

/** A district ends, and nobody takes it over. */
const endDistrict: Act = (built, _, step, day) => {
  const district = pick(built.changeable(day).districts, step, 1);
  if (district === undefined || !built.below(district).every((id) => built.isSettled(id, day))) return;
  for (const id of built.below(district)) built.move(id, built.parentOf(district), day);
  built.end(district, day);
};

/** Two provinces become one; their communes and districts go along. */
const mergeProvinces: Act = (built, _, __, day) => {
  const [one, other] = built.changeable(day).provinces;
  if (one === undefined || other === undefined) return;
  const below = [...built.below(one), ...built.below(other)];
  if (!below.every((id) => built.isSettled(id, day))) return;
  const made = built.begin('province', 1, day);
  for (const id of below) built.move(id, made, day);
  for (const id of [one, other]) {
    built.end(id, day);
    built.pair(id, made, day, 1);
  }
};

const acts: readonly Act[] = [merge, divide, move, rename, give, endDistrict, mergeProvinces];

const take = (built: Builder, each: Step): void => {
  const day = reformDays[each.day] ?? reformDays[0];
  const { communes, keepers } = built.changeable(day);
  const commune = pick(communes, each, 0);
  if (commune !== undefined && keepers.length > 0) acts[each.act % acts.length]?.(built, commune, each, day);
};

const natural = fc.nat({ max: 1000 });
const step = fc.record({
  day: fc.nat({ max: reformDays.length - 1 }),
  act: natural,
  picks: fc.tuple(natural, natural, natural, natural),
  weights: fc.tuple(fc.nat({ max: 10 }), fc.nat({ max: 10 }), fc.nat({ max: 10 })),
  known: natural,
});
const cell = fc.record({
  unit: natural,
  period: fc.nat({ max: worldPeriods.length - 1 }),
  line: fc.constantFrom('committee', 'women'),
  slot: fc.nat({ max: 2 }),
  value: fc.oneof(fc.nat({ max: 30 }), fc.nat({ max: 100_000 })),
  precision: fc.constantFrom(0, 0, 0, 1, 2),
});
/** Communes with so many residential areas each, by district, by province. */
const communes = fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 });
const shape = fc.array(fc.array(communes, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

/** Random countries. `shape`: provinces, their districts (the first may be none: communes stand below the province), their communes with areas. */
export const worlds: fc.Arbitrary<World> = fc
  .record({
    shape,
    steps: fc.array(step, { maxLength: 6 }),
    cells: fc.array(cell, { minLength: 1, maxLength: 14 }),
  })
  .map(({ shape: provinces, steps, cells }) => {
    const built = new Builder();
    const nation = built.begin('nation', null);
    for (const districts of provinces) {
      const province = built.begin('province', nation);
      districts.forEach((communes, at) => {
        const above = at === 0 ? province : built.begin('district', province);
        for (const areas of communes) {
          const commune = built.begin('commune', above);
          for (let area = 0; area < areas; area += 1) built.begin('residential_area', commune);
        }
      });
    }
    for (const each of steps.toSorted((a, b) => a.day - b.day)) take(built, each);
    const placed = new Map<string, WorldCell>();
    for (const each of cells) {
      const unitId = 1 + (each.unit % built.units.length);
      const period = worldPeriods[each.period];
      const asked = slotsAsked[each.slot % slotsAsked.length];
      if (!period || !asked) continue;
      const value = asked.kind === 'B' ? each.value % 2 : each.value;
      const line = asked.line ?? each.line;
      const key = `${unitId}:${period.code}:${line}:${asked.slot}`;
      placed.set(key, { unitId, period, line, slot: asked.slot, value, precision: each.precision });
    }
    return { units: built.units, pairs: built.pairs, cells: [...placed.values()] };
  });

export const livesOf = ({ units }: World): Life[] =>
  units.map(({ id, level, stretches }) => ({
    id,
    keepsTotals: level !== 'commune' && level !== 'residential_area',
    stretches,
  }));
