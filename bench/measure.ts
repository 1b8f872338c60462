/** Takes the time of a piece of work and says it as one figure: median, 95th percentile, worst. */

/** What a figure must reach: at most so much, or for rates at least so much, at its median or 95th percentile. */
export type Goal = { of: 'p50' | 'p95' | 'max' } & ({ atMost: number } | { atLeast: number });

/** What the same question costs another way in the same run, in the unit of the figure; `over`: it was broken off after so long. */
export type Reference = { how: string; value: number; over: boolean };

/** One measured figure, as it stands on one line of JSON. */
export type Figure = {
  name: string;
  unit: 'ms' | 's' | 'MB' | 'kB' | 'values/s' | 'forms/s';
  size: string;
  n: number;
  p50: number;
  p95: number;
  max: number;
  /** What the same work costs another way in the same run, in the same unit; null where there is nothing to hold it against. */
  reference: number | null;
  /** Where it was asked in several other ways: each of them. */
  references?: Reference[];
  goal: string | null;
  /** Null where no goal is set. */
  ok: boolean | null;
};

type Described = Pick<Figure, 'name' | 'unit' | 'size'> & {
  reference?: number;
  references?: readonly Reference[];
  goal?: Goal | undefined;
};

/** Runs the work some times to warm up, then `n` times one after the other; answers each duration in milliseconds. */
export const repeat = async (
  how: { warmUp: number; n: number },
  work: (round: number) => Promise<unknown>,
): Promise<number[]> => {
  const times: number[] = [];
  for (let round = 0; round < how.warmUp + how.n; round += 1) {
    const time = await timed(() => work(round));
    if (round >= how.warmUp) times.push(time.ms);
  }
  return times;
};

export const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> => {
  const begin = performance.now();
  const result = await work();
  return { ms: performance.now() - begin, result };
};

/** The value in the middle, by nearest rank. */
export const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((one, other) => one - other),
    0.5,
  );

/** So many rounds of work that takes so long as fit into a time, at least the fewest that tell anything. */
export const roundsWithin = (budgetMs: number, each: number, most: number): number =>
  Math.max(5, Math.min(most, Math.floor(budgetMs / each)));

/** The value that this share of all values does not exceed (nearest rank). */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const digits = (value: number): number => Number(value.toPrecision(4));

/** A figure from its measured values. For rates the bad end is the low one: p95 is what 95 of 100 reach, max the worst. */
export const figureOf = (described: Described, values: readonly number[]): Figure => {
  const { name, unit, size, reference, references, goal } = described;
  const isRate = unit.endsWith('/s');
  const sorted = [...values].sort((one, other) => (isRate ? other - one : one - other));
  const found = { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), max: percentile(sorted, 1) };
  return {
    name,
    unit,
    size,
    n: values.length,
    p50: digits(found.p50),
    p95: digits(found.p95),
    max: digits(found.max),
    reference: reference === undefined ? null : digits(reference),
    ...(references && { references: references.map((each) => ({ ...each, value: digits(each.value) })) }),
    goal: goal ? sayGoal(goal) : null,
    ok: goal ? reaches(goal, found[goal.of]) : null,
  };
};

const sayGoal = (goal: Goal): string =>
  'atMost' in goal ? `${goal.of} <= ${goal.atMost}` : `${goal.of} >= ${goal.atLeast}`;

const reaches = (goal: Goal, value: number): boolean =>
  'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
