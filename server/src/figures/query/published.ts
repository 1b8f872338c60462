/** Figures as they were published: from the newest editions that stand, of each unit itself or else of the nearest above it. */
import { type Indicator, indicatorInSlot } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { type PublishedRow, publishedRows } from '../edition/queries.ts';
import { periodId } from '../period-ids.ts';
import { editionOf, noSlot, type Slot } from '../rules.ts';

export type Published = {
  /** The edition that publishes an indicator of a unit and period, and its slots; null: none does. */
  of: (
    unitId: number,
    period: Period,
    indicator: Indicator,
  ) => { edition: PublishedRow; slotAt: (slot: number) => Slot } | null;
};

/**
 * Reads the editions behind units and periods. An edition holds one line, so a sum over lines has not been published as such: there a
 * figure that only one line has is read on that line, and the others are missing.
 */
export const readPublished = async (
  tx: Tx,
  unitIds: readonly number[],
  periods: readonly Period[],
  line: Line | 'all',
  slots: readonly number[],
): Promise<Published> => {
  const homes = slots.flatMap((slot) => {
    const indicator = indicatorInSlot(slot);
    return indicator?.share === 'one' ? [indicator.line] : [];
  });
  const lines = line === 'all' ? [...new Set(homes)] : [line];
  const rows = await publishedRows(tx, unitIds, periods.map(periodId), lines, slots);
  const byPlace = new Map<string, PublishedRow[]>();
  for (const row of rows) {
    const key = `${row.unitId}:${row.periodId}:${row.line}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
  }
  const lineOf = (indicator: Indicator): string | null =>
    line === 'all' ? (indicator.share === 'one' ? indicator.line : null) : line;
  return {
    of: (unitId, period, indicator) => {
      const held = byPlace.get(`${unitId}:${periodId(period)}:${lineOf(indicator)}`) ?? [];
      for (const depth of [...new Set(held.map((row) => row.depth))]) {
        const edition = editionOf(
          indicator,
          held.filter((row) => row.depth === depth),
        );
        if (edition) return { edition, slotAt: (slot) => slotOf(edition, slots.indexOf(slot)) };
      }
      return null;
    },
  };
};

const slotOf = ({ cells }: PublishedRow, at: number): Slot => {
  if (at < 0) return noSlot;
  const [sum = null, n, rolled, atLeast, about] = cells.slice(at * 5, at * 5 + 5);
  return { sum, n: n ?? 0, rolled: rolled ?? 0, atLeast: atLeast ?? 0, about: about ?? 0 };
};
