/**
 * A month of the whole country: sent by bulk import, then all reports accepted in one transaction. The reference is the statement of the
 * ledger alone, without rules, decisions and audit, taken back again. Works on a copy.
 */
import { acceptSheets, periodId } from '../../server/src/figures/index.ts';
import { wholeSheet } from '../../server/src/figures/testing/whole-sheet.ts';
import { type House, openHouse } from '../../server/src/house.ts';
import { acceptMonth, communesOf, importMonth, waitingReports } from '../data.ts';
import { figureOf, median, timed } from '../measure.ts';
import type { Scenario } from '../scenario.ts';
import { mustBeRight, newMonth } from './accept.ts';

const ROUNDS = { warmUp: 1, n: 5 };

export const acceptCountry: Scenario = {
  name: 'accept-country',
  run: async (run) => {
    const place = await run.store.copy();
    const house = await openHouse(place);
    try {
      const [seconds, ledger]: [number[], number[]] = [[], []];
      const warmUp = run.rounds(ROUNDS.warmUp);
      const months = Array.from({ length: warmUp + run.rounds(ROUNDS.n) }, (_, index) => newMonth(run, index));
      for (const [round, month] of months.entries()) {
        const communes = await communesOf(house, run.size, month);
        await importMonth(house, communes, month);
        const alone = await ledgerAlone(
          house,
          periodId(month),
          communes.map(({ id }) => id),
        );
        const waiting = await waitingReports(house, month);
        const { ms, result } = await timed(() => acceptMonth(house, waiting));
        if (result.accepted !== communes.length)
          throw new Error(`${result.accepted} reports accepted of ${communes.length}`);
        if (round < warmUp) continue;
        seconds.push(ms / 1000);
        ledger.push(alone / 1000);
      }
      // Only now is it known that what was timed was also right.
      await mustBeRight(run, place, house, months);
      const name = 'accept-country: all reports of a month at once';
      const goal = { of: 'p95', atMost: 10 } as const;
      return [figureOf({ name, unit: 's', size: run.size.name, reference: median(ledger), goal }, seconds)];
    } finally {
      await house.close();
    }
  },
};

/** The acceptance of the cells alone, in milliseconds; it is taken back. */
const ledgerAlone = async (house: House, period: number, unitIds: readonly number[]): Promise<number> => {
  let took = 0;
  const takenBack = new Error('taken back');
  await house
    .asSystem(async ({ tx, now }) => {
      const address = { periodId: period, line: 'committee' };
      took = (await timed(() => acceptSheets(tx, address, wholeSheet, unitIds, now))).ms;
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  return took;
};
