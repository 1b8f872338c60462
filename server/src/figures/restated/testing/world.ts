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
export const slotsAsked: readonly { slot: number; kind: string; id: string; line: string | null }[] = ['F', 'S', 'B'].flatMap((kind) => {
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

  step({ act, picks, weights, known }: Step, day: CivilDate): void {
    const communes = this.standing('commune').filter((id) => this.isSettled(id, day));
    const keepers = [...this.standing('district'), ...this.standing('province')].filter((id) =>
      this.isSettled(id, day),
    );
    const pick = <T>(list: readonly T[], at: number): T | undefined =>
      list[(picks[at] ?? 0) % Math.max(1, list.length)];
    const commune = pick(communes, 0);
    if (commune === undefined || keepers.length === 0) return;
    const parentId = this.last(commune)?.parentId ?? 1;
    switch (act % 7) {
      case 0: {
        // Several communes become one, which may go elsewhere.
        const others = communes.filter((id, at) => id !== commune && (picks[1] ?? 0) % (at + 2) === 0).slice(0, 3);
        const made = this.begin('commune', (picks[2] ?? 0) % 3 === 0 ? (pick(keepers, 3) ?? parentId) : parentId, day);
        for (const id of [commune, ...others]) {
          this.carryAreas(id, made, day, picks[3] ?? 0);
          this.end(id, day);
          this.pair(id, made, day, 1);
        }
        return;
      }
      case 1: {
        // One is divided among new ones, one of which may also take another commune whole; shares may be known.
        const parts = 2 + ((picks[1] ?? 0) % 2);
        const sum = weights.slice(0, parts).reduce((all, weight) => all + weight, 0) || 1;
        const first = pick(
          communes.filter((id) => id !== commune),
          2,
        );
        const made = Array.from({ length: parts }, (_, at) =>
          this.begin('commune', at === 1 ? (pick(keepers, 3) ?? parentId) : parentId, day),
        );
        this.carryAreas(commune, made[0] ?? 1, day, picks[2] ?? 0);
        this.end(commune, day);
        made.forEach((id, at) => {
          const weight = Math.floor((10_000 * (weights[at] ?? 0)) / sum) / 10_000;
          const isLaw = known % 4 === 1 || (known % 4 === 3 && at === 0);
          const isDecided = known % 4 === 2 || (known % 4 === 3 && at === 1);
          this.pair(commune, id, day, isLaw ? weight : null, isDecided ? weight : null);
        });
        if (first !== undefined && made[0] !== undefined && (picks[3] ?? 0) % 2 === 0) {
          this.carryAreas(first, made[0], day, picks[0] ?? 0);
          this.end(first, day);
          this.pair(first, made[0], day, 1);
        }
        return;
      }
      case 2:
        this.move(commune, pick(keepers, 1) ?? parentId, day);
        return;
      case 3:
        // A rename or a change of type: the same unit under the same parent.
        this.move(commune, parentId, day);
        return;
      case 4: {
        // A commune stays and gives a part to a new one.
        const made = this.begin('commune', parentId, day);
        this.pair(commune, made, day, known % 2 === 0 ? null : 0.3);
        return;
      }
      case 5: {
        // A district ends; nobody takes it over.
        const districts = this.standing('district').filter((id) => this.isSettled(id, day));
        const district = pick(districts, 1);
        if (district === undefined || this.below(district).some((id) => !this.isSettled(id, day))) return;
        for (const id of this.below(district)) this.move(id, this.last(district)?.parentId ?? 1, day);
        this.end(district, day);
        return;
      }
      default: {
        // Two provinces become one; their districts go along or end.
        const [one, other] = this.standing('province').filter((id) => this.isSettled(id, day));
        if (one === undefined || other === undefined) return;
        const below = [...this.below(one), ...this.below(other)];
        if (below.some((id) => !this.isSettled(id, day))) return;
        const made = this.begin('province', 1, day);
        for (const id of below) this.move(id, made, day);
        for (const id of [one, other]) {
          this.end(id, day);
          this.pair(id, made, day, 1);
        }
      }
    }
  }
}

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
const shape = fc.array(
  fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
  {
    minLength: 1,
    maxLength: 3,
  },
);

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
    for (const each of steps.toSorted((a, b) => a.day - b.day)) built.step(each, reformDays[each.day] ?? '2025-07-01');
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
