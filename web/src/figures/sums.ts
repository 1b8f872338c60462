/** The sum behind a total, from what the trace answers. */
import type { TraceAnswer } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';

/** Kinds whose totals are sums over units: flows, stocks and counted yes. Ratios, averages and distinct counts are not. */
const added = new Set(['F', 'S', 'B']);

type Sum = {
  /** How many units below have a figure, and what they come to. */
  units: number;
  below: number;
  /** What the unit itself adds; null when it has reported nothing. */
  itself: number | null;
  /** What lies in units that the post may not see one by one; 0 when it sees them all. */
  unseen: number;
  total: number;
};

/** The parts of a total that is a sum over units; null where there is nothing to add. */
export const sumOf = ({ figure, indicator, parts, own }: TraceAnswer): Sum | null => {
  if (figure.value === null || !added.has(indicator.kind) || parts.length === 0) return null;
  const known = parts.flatMap(({ value }) => value ?? []);
  const below = addUp(known);
  const rest = addUp([figure.value, -below]);
  const sum = { units: known.length, below, total: figure.value };
  // Own cells are told for the very period only; what shorter periods gave can be had as the rest alone.
  if (figure.basis === 'unit-periods') return { ...sum, itself: rest === 0 ? null : rest, unseen: 0 };
  const values = own.flatMap(({ value }) => value ?? []);
  const itself = values.length > 0 ? addUp(values) : null;
  return { ...sum, itself, unseen: addUp([rest, -(itself ?? 0)]) };
};

/** The units below that were asked for a figure and have none. They are missing, not zero. */
export const missingOf = ({ parts }: Pick<TraceAnswer, 'parts'>): TraceAnswer['parts'] =>
  parts.filter(({ value, expected }) => value === null && expected > 0);
