/** What accepted totals would become if some units' submitted cells were accepted; nothing is written. */
import { indicatorInSlot, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line } from '@app/contract/figures/routes.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { periodId, periodOfId } from '../period-ids.ts';
import { type Extent, totalsOf } from '../queries.ts';
import { figureFrom, noSlot, type PeriodCell, type Slot, slotOfCells, slotsFor } from '../rules.ts';
import { readFigures } from '../totals.ts';
import { type OwnCells, ownCellsBelow } from './queries.ts';

export type PreviewQuestion = {
  /** The unit whose totals are asked for: one with kept totals. */
  unitId: number;
  period: Period;
  line: Line;
  /** What the form fills: nothing else would be accepted. */
  extent: Extent;
  /** The units whose submitted cells would be accepted. */
  unitIds: readonly number[];
  indicators: readonly string[];
};
type Stated = Pick<FigureAnswer, 'value' | 'precision' | 'reported'>;
export type Previewed = { indicator: string; before: Stated; after: Stated; expected: number };

/** A slot after something came and something went; without a cell left there is no sum. */
const changedSlot = (kept: Slot, came: Slot, went: Slot): Slot => {
  const of = (part: 'n' | 'rolled' | 'atLeast' | 'about') => kept[part] + came[part] - went[part];
  const sum = addUp([kept.sum ?? 0, came.sum ?? 0, -(went.sum ?? 0)]);
  return {
    sum: of('n') + of('rolled') === 0 ? null : sum,
    n: of('n'),
    rolled: of('rolled'),
    atLeast: of('atLeast'),
    about: of('about'),
  };
};

const slotOfRows = (rows: readonly OwnCells[], at: number, period: Period, isFlow: boolean): Slot => {
  const cells = rows.flatMap((row): PeriodCell[] => {
    const value = row.cells[at * 2] ?? null;
    return value === null ? [] : [{ period: periodOfId(row.periodId), value, precision: row.cells[at * 2 + 1] ?? 0 }];
  });
  return slotOfCells(cells, period, isFlow);
};

/** What accepting would change in a slot: over the units, what each would give then and gives now. */
const slotAfter = (kept: Slot, units: readonly OwnCells[][], at: number, question: PreviewQuestion, slot: number) => {
  const { period, extent } = question;
  if (!extent.slots.includes(slot)) return kept;
  const isFlow = indicatorInSlot(slot)?.kind === 'F';
  const here = periodId(period);
  return units.reduce((sum, rows) => {
    const accepted = rows.filter(({ reading }) => reading === 'accepted');
    const fresh = rows.filter(({ reading }) => reading === 'submitted');
    // The form's cells of this period are replaced, also by nothing; shorter periods stay behind them.
    const then = [...accepted.filter((row) => row.periodId !== here), ...fresh];
    return changedSlot(sum, slotOfRows(then, at, period, isFlow), slotOfRows(accepted, at, period, isFlow));
  }, kept);
};

/** Totals of one unit today, and as they would stand if the submitted cells of other units were accepted. */
export const totalsIfAccepted = async (tx: Tx, question: PreviewQuestion): Promise<Previewed[]> => {
  const { unitId, period, line, unitIds, indicators } = question;
  const before = await readFigures(tx, { indicators, unitIds: [unitId], periods: [period], line, reading: 'accepted' });
  // Only cells of the form's own line change.
  const slots = slotsFor(indicators.flatMap((id) => indicatorOf(id) ?? [])).filter((slot) => {
    const known = indicatorInSlot(slot);
    return known?.share !== 'one' || known.line === line;
  });
  const here = periodId(period);
  const kept = await totalsOf(tx, [unitId], [here], line, 'accepted', slots);
  const units = new Map<number, OwnCells[]>();
  for (const row of await ownCellsBelow(tx, { unitId, periodId: here, line }, unitIds, slots))
    units.set(row.unitId, [...(units.get(row.unitId) ?? []), row]);
  const groups = [...units.values()].filter((rows) => rows.some(({ reading }) => reading === 'submitted'));
  const after = new Map(
    slots.map((slot, at) => [
      slot,
      slotAfter(kept.get(`${unitId}:${here}:${slot}`) ?? noSlot, groups, at, question, slot),
    ]),
  );
  const statedOf = ({ value, precision, reported }: Stated): Stated => ({ value, precision, reported });
  return before.flatMap((figure): Previewed[] => {
    const indicator = indicatorOf(figure.indicator);
    if (!indicator) return [];
    const owed = { own: figure.expected, below: figure.expected };
    const asked = slotsFor([indicator]);
    // A ratio whose parts another line keeps stays as it is.
    const stated = asked.every((slot) => after.has(slot))
      ? figureFrom(indicator, (slot) => ({ slot: after.get(slot) ?? noSlot, expected: owed }))
      : figure;
    return [{ indicator: indicator.id, before: statedOf(figure), after: statedOf(stated), expected: figure.expected }];
  });
};
