/** What must hold of figures on the boundaries of any date, for random countries; `npm run -s properties` asks many more. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noSlot } from '../rules.ts';
import type { Parts } from './parts/rules.ts';
import { faulty, invariants, type Reading, readingOf } from './testing/invariants.ts';
import { type World, worlds } from './testing/world.ts';

const seed = 20261123;
const check = (invariant: (reading: Reading) => string | null, read: (world: World) => Reading, numRuns: number) =>
  fc.check(
    fc.property(worlds, (world) => {
      const broken = invariant(read(world));
      if (broken !== null) throw new Error(broken);
    }),
    { numRuns, seed, endOnFailure: true },
  );

const more = (parts: Parts, by: number): Parts => ({
  ...parts,
  all: parts.all.sum === null ? parts.all : { ...parts.all, sum: parts.all.sum + by },
});
/** For each invariant a reader with a fault that it must see. */
const planted: Readonly<Record<string, (parts: Parts, unitId: number) => Parts>> = {
  'the national total': (parts, unitId) => (unitId === 1 ? more(parts, 1) : parts),
  'the figures of all units': (parts) => ({ ...parts, notAllocated: noSlot }),
  children: (parts, unitId) => (unitId % 5 === 3 ? more(parts, 1) : parts),
  'restated to the last day': (parts) => more(parts, -1),
  'what is allocated': (parts) => ({ ...parts, all: { ...parts.all, about: 0 } }),
  'yes/no': (parts) => ({ ...parts, allocated: parts.own }),
  // Only one of the two: what the peers do.
  'units with 10 and 15': (parts) => ({
    ...parts,
    all: { ...parts.all, sum: parts.all.sum === 25 ? 15 : parts.all.sum },
  }),
};

describe('figures on the boundaries of any date', () => {
  it.each(Object.entries(invariants))('%s', (_, invariant) => {
    const result = check(invariant, readingOf, 20);
    expect(result.errorInstance).toBeNull();
  });

  it.each(Object.entries(invariants))('is seen to be wrong: %s', (name, invariant) => {
    const spoil = Object.entries(planted).find(([start]) => name.startsWith(start))?.[1];
    if (!spoil) throw new Error(`no fault is planted against "${name}"`);
    expect(check(invariant, faulty(spoil), 400).failed).toBe(true);
  });
});
