/**
 * Every total added up again from the cells and compared, as `chungtay verify` does. The reference does less in the same run: the sums of
 * the country alone, without the tree and without longer periods, by plain SQL over the rows view.
 */
import { differencesOfTotals } from '../../server/src/figures/index.ts';
import { type Figure, figureOf, timed } from '../measure.ts';
import { asOwner, type Place } from '../owner.ts';
import type { Scenario } from '../scenario.ts';

const ROUNDS = 5;

export const verify: Scenario = {
  name: 'verify',
  run: async ({ size, store, rounds }) => {
    if (size.verifyAlways) await mustTell(await store.copy());
    return asOwner(store.base.ownerUrl, async (owner): Promise<Figure[]> => {
      const plain = await timed(() =>
        owner.query(
          `select c.period, c.line, c.reading, c.indicator, sum(c.value), count(*)
           from figures.cell c where c.value is not null group by 1, 2, 3, 4`,
        ),
      );
      const seconds: number[] = [];
      const memory: number[] = [];
      for (let round = 0; round < rounds(ROUNDS); round += 1) {
        const { ms, result } = await timed(() => differencesOfTotals(owner));
        if (result.cells === 0 || result.differences.length > 0)
          throw new Error(`the ledger differs from its cells: ${JSON.stringify(result.differences[0] ?? 'no cells')}`);
        seconds.push(ms / 1000);
        memory.push(process.memoryUsage().rss / 2 ** 20);
      }
      const goals = { T: undefined, S: 10, M: 60, L: 60, 'L-RA': 60 };
      const goal = goals[size.name];
      return [
        figureOf(
          {
            name: 'verify: every total recomputed and compared',
            unit: 's',
            size: size.name,
            reference: plain.ms / 1000,
            ...(goal && { goal: { of: 'max', atMost: goal } }),
          },
          seconds,
        ),
        figureOf({ name: 'verify: memory of the process that recomputes', unit: 'MB', size: size.name }, memory),
      ];
    });
  },
};

/** A recount that tells nothing has no speed: one total is spoilt, on a copy, and must be named. */
const mustTell = (spoilt: Place): Promise<void> =>
  asOwner(spoilt.ownerUrl, async (owner) => {
    await owner.query(
      `update figures.total set sum[array_position(sum, (select max(value) from unnest(sum) as value))] = -1
       where (unit_id, period_id, line, reading) = (select unit_id, period_id, line, reading from figures.total order by 1, 2, 3, 4 limit 1)`,
    );
    const { differences } = await differencesOfTotals(owner);
    if (differences.length !== 1) throw new Error(`one total was spoilt, ${differences.length} were told`);
  });
