/** All kinds one after another, on one running program. */
import { fuzzCommandLine } from './command-line.ts';
import { fuzzCsv, fuzzPapers, fuzzTables } from './files.ts';
import { fuzzRoutes, fuzzStray } from './over-http.ts';
import { fuzzBombs, fuzzSlow, fuzzSockets } from './sockets.ts';
import { newTally, type Tally } from './tally.ts';
import { fuzzWorkbooks } from './workbooks.ts';
import type { World } from './world.ts';

/** What the program may need at most, whatever is thrown at it. The bodies of 32 MB of an import are the largest part of it. */
export const MOST_MB = 500;

export type How = {
  /** About how many inputs over HTTP. */
  runs: number;
  seed: number;
  /** Milliseconds after which nothing new is begun. */
  limit: number;
  /** Without what takes long: papers, most of the command line. */
  short: boolean;
};

/** Tries everything and answers what was tried and found. */
export const fuzz = async (world: World, { runs, seed, limit, short }: How): Promise<Tally> => {
  const tally = newTally();
  const begin = Date.now();
  const until = (share: number) => begin + limit * share;
  const part = (share: number) => Math.max(1, Math.round(runs * share));
  await fuzzCsv(tally, { runs: part(0.1), seed, until: until(0.1) });
  fuzzTables(tally, { runs: part(0.3), seed, until: until(0.1) });
  await fuzzPapers(tally, { runs: part(short ? 0.01 : 0.05), seed, until: until(0.15) });
  await fuzzSockets(world, tally, { runs: part(0.05), seed, until: until(0.3) });
  await fuzzBombs(world, tally);
  await fuzzSlow(world, tally);
  await fuzzWorkbooks(world, tally, { runs: part(short ? 0.1 : 0.2), seed, until: until(0.35) });
  await fuzzStray(world, tally, { runs: part(0.1), seed, until: until(0.4) });
  await fuzzRoutes(world, tally, { runs: part(1), seed, until: until(0.85) });
  await fuzzCommandLine(world, tally, { few: short, until: until(1) });
  const peak = world.peak();
  if (peak > MOST_MB) tally.found({ kind: 'memory', what: `${peak.toFixed(0)} MB at the peak`, input: '' });
  return tally;
};
