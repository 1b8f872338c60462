/** Reads an edition as figures: the same rules as for living totals, over the frozen rows. */
import { catalogue, type Indicator } from '@app/contract/figures/catalogue.ts';
import type { Tx } from '../../kernel/database.ts';
import { figureFrom, noSlot, type Slot } from '../rules.ts';
import { frozenTotals } from './queries.ts';

/** The published value of every indicator for one unit of an edition; missing ones are null. */
export const publishedValues = async (
  tx: Tx,
  editionId: number,
  unitId: number,
): Promise<Map<string, number | null>> => {
  const row = await frozenTotals(tx, editionId, unitId);
  const slotAt = (slot: number): Slot =>
    row
      ? {
          sum: row.sum[slot - 1] ?? null,
          n: row.n[slot - 1] ?? 0,
          rolled: row.rolled[slot - 1] ?? 0,
          atLeast: row.atLeast[slot - 1] ?? 0,
          about: row.about[slot - 1] ?? 0,
        }
      : noSlot;
  return new Map(
    catalogue.map((indicator: Indicator & { id: string }) => [
      indicator.id,
      figureFrom(indicator, (slot) => ({ slot: slotAt(slot), expected: { own: 0, below: 0 } })).value,
    ]),
  );
};
