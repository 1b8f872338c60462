/** Which unknowns of a set of sums a reader can work out. */

/** Whole numbers modulo a prime: exact, unlike fractions in floating point, and its products stay below 2^53. */
const PRIME = 67_108_859;
const inverse = (value: number): number => {
  let [result, base] = [1, value];
  for (let power = PRIME - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
};

type Equation = Map<string, number>;

const minus = (equation: Equation, other: Equation, times: number): void => {
  for (const [name, factor] of other) {
    const left = ((equation.get(name) ?? 0) - times * factor) % PRIME;
    if (left === 0) equation.delete(name);
    else equation.set(name, left < 0 ? left + PRIME : left);
  }
};

type Sum = { total: string; parts: readonly string[] };

/** What a sum says about the unknowns in it: total − parts = what is known. */
const toEquation = ({ total, parts }: Sum, hidden: ReadonlySet<string>): Equation => {
  const equation: Equation = new Map(parts.filter((id) => hidden.has(id)).map((id) => [id, PRIME - 1]));
  if (hidden.has(total)) equation.set(total, 1);
  return equation;
};

/** Makes the first unknown of an equation stand in it once; answers it, or nothing when the equation says nothing new. */
const lead = (equation: Equation): string | undefined => {
  const [name, factor] = [...equation][0] ?? [];
  if (name === undefined || factor === undefined) return undefined;
  const scale = inverse(factor);
  for (const [each, value] of equation) equation.set(each, (value * scale) % PRIME);
  return name;
};

/**
 * The hidden cells whose value follows from the sums and everything that is not hidden. Each equation is brought to its reduced
 * form; an unknown that ends up alone in one has been found.
 */
export const solved = (sums: readonly Sum[], hidden: ReadonlySet<string>): ReadonlySet<string> => {
  const reduced = new Map<string, Equation>();
  for (const sum of sums) {
    const equation = toEquation(sum, hidden);
    for (const [name, factor] of [...equation]) {
      const known = reduced.get(name);
      if (known) minus(equation, known, factor);
    }
    const name = lead(equation);
    if (name === undefined) continue;
    for (const other of reduced.values()) {
      const times = other.get(name);
      if (times !== undefined) minus(other, equation, times);
    }
    reduced.set(name, equation);
  }
  return new Set([...reduced].filter(([, equation]) => equation.size === 1).map(([name]) => name));
};
