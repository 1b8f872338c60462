/** Asks invariants of random countries, and says how many were asked and what broke. */
import fc, { type RunDetails } from 'fast-check';
import { type Reading, readingOf } from '../../server/src/figures/restated/testing/invariants.ts';
import { brokenOnDatabase, type TestLedger } from '../../server/src/figures/restated/testing/on-database.ts';
import { type World, worlds } from '../../server/src/figures/restated/testing/world.ts';

export type Trial = { cases: number; broken: string | null };
type Size = { cases: number; seed: number };

/** A counterexample is made as small as it gets in the time that so many cases may take. */
const settings = ({ cases, seed }: Size, each: number) => ({
  ...{ numRuns: cases, seed },
  ...{ interruptAfterTimeLimit: 60_000 + cases * each, markInterruptAsFailure: true },
});

const toTrial = ({ failed, numRuns, errorInstance, counterexample }: RunDetails<[World]>): Trial => {
  if (!failed) return { cases: numRuns, broken: null };
  const reason = errorInstance instanceof Error ? errorInstance.message : 'not all cases were asked in time';
  return { cases: numRuns, broken: `${reason}\n  country: ${JSON.stringify(counterexample?.[0] ?? null)}` };
};

/** One invariant over so many countries. */
export const tryOut = (
  invariant: (reading: Reading) => string | null,
  { read = readingOf, ...size }: Size & { read?: (world: World) => Reading },
): Trial =>
  toTrial(
    fc.check(
      fc.property(worlds, (world) => {
        const broken = invariant(read(world));
        if (broken !== null) throw new Error(broken);
      }),
      settings(size, 300),
    ),
  );

/** So many countries on a real database, each in place of the one before. */
export const tryOnDatabase = async (ledger: TestLedger, size: Size): Promise<Trial> =>
  toTrial(
    await fc.check(
      fc.asyncProperty(worlds, async (world) => {
        const broken = await brokenOnDatabase(ledger, world);
        if (broken !== null) throw new Error(broken);
      }),
      settings(size, 20_000),
    ),
  );
