/** What must hold of every country, and the reading of one that is not in a database: kept totals are counted here from the cells alone. */
import type { Period } from '@app/contract/kernel/period.ts';
import { addSlots, noSlot, type Slot, slotOfCells } from '../../rules.ts';
import { makeupOf, type Parts, partsOf } from '../parts/rules.ts';
import { type Register, registerOf } from '../register/rules.ts';
import { hasBegun, lineageOf } from '../standing/rules.ts';
import { askedDays, livesOf, slotsAsked, type World, worldPeriods } from './world.ts';

/** A country as it is read: plain, on each period's own tree, and restated. */
export type Reading = {
  world: World;
  register: Register;
  plain: (unitId: number, period: Period, slot: number) => Slot;
  restated: (unitId: number, period: Period, slot: number, on: string) => Parts;
};

/** Reads a country by the rules; a test may put a faulty `restated` in its place. */
export const readingOf = (world: World): Reading => {
  const register = registerOf(lineageOf(livesOf(world), world.pairs));
  const known = new Map<string, readonly Slot[]>();
  /** What the sheets of one unit give, line by line. */
  const sheetsOf = (unitId: number, period: Period, slot: number): readonly Slot[] => {
    const key = `${unitId}:${period.code}:${slot}`;
    const found = known.get(key);
    if (found) return found;
    const cells = world.cells.filter(
      (cell) =>
        cell.unitId === unitId &&
        cell.slot === slot &&
        cell.period.startsOn >= period.startsOn &&
        cell.period.endsOn <= period.endsOn,
    );
    const isFlow = slotsAsked.find((each) => each.slot === slot)?.kind === 'F';
    const slots = [...new Set(cells.map(({ line }) => line))].flatMap((line) => {
      const resolved = slotOfCells(
        cells.filter((cell) => cell.line === line),
        period,
        isFlow,
      );
      return resolved.sum === null ? [] : [resolved];
    });
    known.set(key, slots);
    return slots;
  };
  const holders = (period: Period) =>
    [...register.lineage.lives.values()].filter((life) => hasBegun(life, period.endsOn));
  const plain: Reading['plain'] = (unitId, period, slot) => {
    const tree = register.tree(period.endsOn);
    return holders(period)
      .filter(({ id }) => tree.pathOf(tree.anchorOf(id)).includes(unitId))
      .flatMap(({ id }) => sheetsOf(id, period, slot))
      .reduce(addSlots, noSlot);
  };
  return {
    world,
    register,
    plain,
    restated: (unitId, period, slot, on) =>
      partsOf(register.tree(on), makeupOf(register, unitId, period.endsOn, on), { unitId, slot }, (kind, id) => {
        if (kind === 's') return sheetsOf(id, period, slot);
        const total = plain(id, period, slot);
        return total.sum === null ? [] : [total];
      }),
  };
};

const NATION = 1;
const inForce = ({ world }: Reading, on: string): number[] =>
  world.units
    .filter(({ stretches }) =>
      stretches.some(({ from, until }) => (from === null || from <= on) && (until === null || on < until)),
    )
    .map(({ id }) => id);

/** The places a country is asked about: every period, slot and day. */
const places = function* (days: readonly string[] = askedDays) {
  for (const period of worldPeriods)
    for (const { slot } of slotsAsked) for (const on of days) yield { period, slot, on };
};

const said = (place: { period: Period; slot: number; on?: string }, more: object): string =>
  JSON.stringify({ period: place.period.code, slot: place.slot, on: place.on, ...more });

/** Each invariant answers what breaks it, or null. */
export const invariants: Readonly<Record<string, (reading: Reading) => string | null>> = {
  'the national total of a restated view is the original, to the digit, for every date': (reading) => {
    for (const { period, slot, on } of places()) {
      const original = reading.plain(NATION, period, slot).sum;
      const restated = reading.restated(NATION, period, slot, on).all.sum;
      if (original !== restated) return said({ period, slot, on }, { original, restated });
    }
    return null;
  },
  'the figures of all units of a tree, each its own and what is not allocated, are the national total': (reading) => {
    for (const { period, slot, on } of places()) {
      const sum = inForce(reading, on).reduce((all, id) => {
        const { own, notAllocated } = reading.restated(id, period, slot, on);
        return all + (own.sum ?? 0) + (notAllocated.sum ?? 0);
      }, 0);
      const original = reading.plain(NATION, period, slot).sum ?? 0;
      if (sum !== original) return said({ period, slot, on }, { original, sum });
    }
    return null;
  },
  'children + own + not allocated = total, at every unit of every tree': (reading) => {
    for (const { period, slot, on } of places()) {
      const tree = reading.register.tree(on);
      const units = inForce(reading, on);
      const childrenOf = new Map<number, number[]>();
      for (const id of units) {
        const parent = tree.pathOf(id)[1] ?? 0;
        childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), id]);
      }
      const totalOf = new Map(units.map((id) => [id, reading.restated(id, period, slot, on)]));
      for (const [id, parts] of totalOf) {
        const children = (childrenOf.get(id) ?? []).reduce((all, child) => all + (totalOf.get(child)?.all.sum ?? 0), 0);
        const sum = children + (parts.own.sum ?? 0) + (parts.notAllocated.sum ?? 0);
        if (sum !== (parts.all.sum ?? 0)) return said({ period, slot, on }, { id, total: parts.all.sum, sum });
      }
    }
    return null;
  },
  'restated to the last day of its own period, nothing changes but by known weights': (reading) => {
    for (const { period, slot } of places([''])) {
      for (const id of inForce(reading, period.endsOn)) {
        const plain = reading.plain(id, period, slot);
        const { all, allocated } = reading.restated(id, period, slot, period.endsOn);
        const unchanged =
          allocated.sum === null
            ? all.sum === plain.sum && all.n === plain.n
            : (all.sum ?? 0) - allocated.sum === (plain.sum ?? 0);
        if (!unchanged) return said({ period, slot }, { id, plain, all, allocated });
      }
    }
    return null;
  },
  'what is allocated is a whole number, never above what its predecessors had, and told as "about"': (reading) => {
    for (const { period, slot, on } of places()) {
      for (const id of inForce(reading, on)) {
        const { all, allocated } = reading.restated(id, period, slot, on);
        if (allocated.sum === null) continue;
        const most = reading.plain(NATION, period, slot).sum ?? 0;
        if (!Number.isInteger(allocated.sum) || allocated.sum < 0 || allocated.sum > most || all.about === 0)
          return said({ period, slot, on }, { id, allocated, all });
      }
    }
    return null;
  },
  'yes/no is never allocated': (reading) => {
    const slot = slotsAsked.find(({ kind }) => kind === 'B')?.slot ?? 0;
    for (const period of worldPeriods)
      for (const on of askedDays)
        for (const id of inForce(reading, on)) {
          const { allocated } = reading.restated(id, period, slot, on);
          if (allocated.sum !== null) return said({ period, slot, on }, { id, allocated });
        }
    return null;
  },
  'units with 10 and 15 that become one give 25, and stay 10 and 15 on the old boundaries': (reading) => {
    const slot = slotsAsked[0]?.slot ?? 0;
    const period = worldPeriods.find(({ code }) => code === '2025-M10');
    if (!period) return 'the month before the merger is not among the periods';
    const { one, other, made, world } = withMerger(reading.world);
    const cells = [
      { unitId: one, period, line: 'committee', slot, value: 10, precision: 0 },
      { unitId: other, period, line: 'committee', slot, value: 15, precision: 0 },
    ];
    const asked = readingLike(reading, { ...world, cells });
    const after = asked.restated(made, period, slot, mergerDay).all.sum;
    const before = [one, other].map((id) => asked.restated(id, period, slot, period.endsOn).all.sum);
    return after === 25 && before[0] === 10 && before[1] === 15
      ? null
      : said({ period, slot, on: mergerDay }, { made, after, before });
  },
};

const mergerDay = '2025-12-20';
/** The country with one more commune, which becomes one with another. */
const withMerger = (world: World): { world: World; one: number; other: number; made: number } => {
  const [one] = world.units.filter(({ level, stretches }) => level === 'commune' && stretches.at(-1)?.until === null);
  if (!one) throw new Error('a country has communes');
  const [other, made] = [world.units.length + 1, world.units.length + 2];
  const parentId = one.stretches.at(-1)?.parentId ?? 1;
  const ended = one.stretches.map((each, at, { length }) => (at === length - 1 ? { ...each, until: mergerDay } : each));
  const pair = (predecessorId: number) => ({
    predecessorId,
    successorId: made,
    on: mergerDay,
    byLaw: 1,
    decided: null,
  });
  const begun = { id: made, level: 'commune' as const, stretches: [{ from: mergerDay, until: null, parentId }] };
  const beside = { id: other, level: 'commune' as const, stretches: [{ from: null, until: mergerDay, parentId: 1 }] };
  return {
    ...{ one: one.id, other, made },
    world: {
      units: [...world.units.map((unit) => (unit === one ? { ...unit, stretches: ended } : unit)), beside, begun],
      pairs: [...world.pairs, pair(one.id), pair(other)],
      cells: world.cells,
    },
  };
};

/** The same reader of another country: keeps a planted fault. */
const readingLike = (reading: Reading, world: World): Reading => readers.get(reading)?.(world) ?? readingOf(world);
const readers = new WeakMap<Reading, (world: World) => Reading>();

/** A reader with a fault in what it restates: for the tests that must see each invariant fail. */
export const faulty = (spoil: (parts: Parts, unitId: number) => Parts): ((world: World) => Reading) => {
  const read = (world: World): Reading => {
    const right = readingOf(world);
    const reading: Reading = {
      ...right,
      restated: (unitId, period, slot, on) => spoil(right.restated(unitId, period, slot, on), unitId),
    };
    readers.set(reading, read);
    return reading;
  };
  return read;
};
