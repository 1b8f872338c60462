/** The sum behind a total, from what the trace answers. */
import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';

/** Kinds whose totals are sums over units: flows, stocks and counted yes. Ratios, averages and distinct counts are not. */
const added = new Set(['F', 'S', 'B']);

export type Sum = {
  /** How many units below have a figure. */
  units: number;
  below: number;
  /** What the unit itself adds; null when it adds nothing. */
  itself: number | null;
  total: number;
};

/** The parts of a total that is a sum over units; null where there is nothing to add. */
export const sumOf = ({ figure, indicator, parts, own }: TraceAnswer): Sum | null => {
  if (figure.value === null || !added.has(indicator.kind) || parts.length === 0) return null;
  const known = parts.flatMap(({ value }) => value ?? []);
  const below = addUp(known);
  const rest = addUp([figure.value, -below]);
  const hasOwn = own.some(({ value }) => value !== null);
  return { units: known.length, below, itself: rest !== 0 || hasOwn ? rest : null, total: figure.value };
};

/** The units below that have no figure. They are missing, not zero. */
export const missingOf = ({ parts }: Pick<TraceAnswer, 'parts'>): TraceAnswer['parts'] =>
  parts.filter(({ value }) => value === null);
