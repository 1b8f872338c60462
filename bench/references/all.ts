/** All references of one question in the same run: held against each other, then timed. */
import { mustAgree } from '../equality.ts';
import { median, type Reference, repeat, timed } from '../measure.ts';
import type { Owner } from '../owner.ts';
import type { Run } from '../scenario.ts';
import { askNumbers, type Numbers, openNumbers } from './arrays.ts';
import type { Asked, Sums } from './asked.ts';
import { type Duck, duckSums, openDuck, setMembers } from './duck.ts';
import { plainSums, within } from './plain.ts';

export type References = { owner: Owner; duck: Duck; numbers: Numbers; close: () => void };

/** Opens them over the accepted cells of the store; in memory the cells of some indicators alone. */
export const openReferences = async (
  { store, say }: Run,
  owner: Owner,
  indicators: readonly string[],
): Promise<References> => {
  const duck = await timed(() => openDuck(owner, store.duckFile));
  const numbers = await timed(() => openNumbers(owner, indicators));
  say(`DuckDB ready in ${(duck.ms / 1000).toFixed(1)} s, arrays in ${(numbers.ms / 1000).toFixed(1)} s`);
  return { owner, duck: duck.result, numbers: numbers.result, close: duck.result.close };
};

/** So long plain SQL may take. */
const LIMIT_MS = 30_000;
/** What is quicker than this is asked several times. */
const QUICK_MS = 2000;
const REPEATS = 5;

export type Compared = { sums: Sums; references: Reference[] };

/**
 * What the answer must be, and what it costs the other ways: in plain SQL over the rows view, else, where that was broken off, as DuckDB
 * has it. @throws Error when the references differ.
 */
export const compare = async (
  { owner, duck, numbers }: References,
  name: string,
  asked: Asked,
  rounds: Run['rounds'],
): Promise<Compared> => {
  const plain = await timed(() => within(owner, LIMIT_MS, () => plainSums(owner, asked)));
  await setMembers(duck, asked);
  const columns = await duckSums(duck, asked);
  const askOfNumbers = await askNumbers(owner, numbers, asked);
  const sums = plain.result ?? columns;
  mustAgree(name, sums, columns);
  mustAgree(name, sums, askOfNumbers());
  const again = async (first: number, work: () => Promise<unknown>) =>
    first > QUICK_MS ? first : median(await repeat({ warmUp: 0, n: rounds(REPEATS) }, work));
  return {
    sums,
    references: [
      {
        how: 'plain SQL',
        value: plain.result === null ? LIMIT_MS : await again(plain.ms, () => plainSums(owner, asked)),
        over: plain.result === null,
      },
      { how: 'DuckDB', value: await again(0, () => duckSums(duck, asked)), over: false },
      { how: 'arrays', value: await again(0, async () => askOfNumbers()), over: false },
    ],
  };
};
