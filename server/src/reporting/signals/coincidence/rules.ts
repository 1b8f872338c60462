/** How surprising a coincidence is: medians, spreads that one odd value does not spoil, and chances. */

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

/** From the median absolute deviation to the standard deviation of a normal spread. */
const TO_STANDARD = 1.4826;
/** Fewer values say nothing about how far they spread. */
const ENOUGH = 5;

export const deviation = (values: readonly number[]): number => {
  const middle = median(values);
  return TO_STANDARD * median(values.map((each) => Math.abs(each - middle)));
};

/** How far a count spreads: at least as chance alone makes it (Poisson), more where its past says so. */
export const spreadOf = (value: number, past: readonly number[]): number =>
  Math.max(Math.sqrt(Math.max(value, 1)), past.length >= ENOUGH ? deviation(past) : 0);

/** The chance that two honest counts of this spread are equal; small numbers are equal often. */
export const chanceOfEqual = (spread: number): number => Math.min(0.5, 1 / (2 * Math.sqrt(Math.PI) * spread));

export const bitsOf = (chance: number): number => -Math.log2(chance);

/** The chance of at least so many hits in n tries. */
export const chanceOfAtLeast = (hits: number, n: number, chance: number): number => {
  let term = (1 - chance) ** n;
  let below = 0;
  for (let k = 0; k < hits; k += 1) {
    below += term;
    term *= ((n - k) / (k + 1)) * (chance / (1 - chance));
  }
  // Summed from its own side where little is left, so that rounding does not decide.
  if (below < 0.999) return Math.max(0, 1 - below);
  let tail = 0;
  for (let k = hits; k <= n; k += 1) {
    tail += term;
    term *= ((n - k) / (k + 1)) * (chance / (1 - chance));
  }
  return tail;
};

export const roundTo = (value: number, decimals: number): number => Number(value.toFixed(decimals));
