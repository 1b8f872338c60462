/** Asks invariants of random countries, and says how many were asked and what broke. */
import fc from 'fast-check';
import { type Reading, readingOf } from '../../server/src/figures/restated/testing/invariants.ts';
import { type World, worlds } from '../../server/src/figures/restated/testing/world.ts';

export type Trial = { cases: number; broken: string | null };

/** One invariant over so many countries; a counterexample is made as small as it gets, within a minute. */
export const tryOut = (
  invariant: (reading: Reading) => string | null,
  { cases, seed, read = readingOf }: { cases: number; seed: number; read?: (world: World) => Reading },
): Trial => {
  const result = fc.check(
    fc.property(worlds, (world) => {
      const broken = invariant(read(world));
      if (broken !== null) throw new Error(broken);
    }),
    { numRuns: cases, seed, interruptAfterTimeLimit: 60_000 + cases * 100, markInterruptAsFailure: true },
  );
  if (!result.failed) return { cases: result.numRuns, broken: null };
  const reason =
    result.errorInstance instanceof Error ? result.errorInstance.message : 'not all cases were asked in time';
  return {
    cases: result.numRuns,
    broken: `${reason}\n  country: ${JSON.stringify(result.counterexample?.[0] ?? null)}`,
  };
};
