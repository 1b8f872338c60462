/** Seeded chance: the same world for the same seed, on every machine. */

export type Chance = {
  /** In [0, 1). */
  next: () => number;
  between: (least: number, most: number) => number;
  pick: <T>(from: readonly T[]) => T;
  is: (probability: number) => boolean;
  normal: () => number;
  poisson: (mean: number) => number;
  /** Poisson whose mean itself varies: `shape` 1 is wild, 20 nearly Poisson. */
  overdispersed: (mean: number, shape: number) => number;
  binomial: (n: number, probability: number) => number;
};

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const poisson = (mean: number): number => {
    if (mean <= 0) return 0;
    // Beyond this the normal is as good, and the product would underflow.
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let n = 0;
    for (let product = next(); product > limit; product *= next()) n += 1;
    return n;
  };
  /** Marsaglia and Tsang (2000). */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * next() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new Error('nothing to pick from');
      // The index is inside the list by its construction.
      return from[Math.floor(next() * from.length)] as T;
    },
    is: (probability) => next() < probability,
    normal,
    poisson,
    overdispersed: (mean, shape) => poisson((mean * gamma(shape)) / shape),
    binomial: (n, probability) => {
      let hits = 0;
      for (let at = 0; at < n; at += 1) if (next() < probability) hits += 1;
      return hits;
    },
  };
};
