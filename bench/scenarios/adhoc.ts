/** A question that no kept total answers, over HTTP: communes whose own figure of a month is above something, added up by type. */
import type { FigureGrid } from '@app/contract/figures/query/routes.ts';
import { answeredIn, mustBeEqual, mustHold } from '../equality.ts';
import { type Figure, figureOf, repeat, roundsWithin, timed } from '../measure.ts';
import { asOwner } from '../owner.ts';
import { placesOf } from '../places.ts';
import { readJson, signIn, startProgram } from '../program.ts';
import { openReferences } from '../references/all.ts';
import { compareFiltered, type Filtered } from '../references/filtered.ts';
import type { Scenario } from '../scenario.ts';
import { monthsOf } from '../sizes.ts';

const indicators = ['outreach_sessions', 'mediation_cases'];
const where = { indicator: 'outreach_sessions', above: 30 };
/** So many of the newest months, as far as there are any. */
const spans = [
  { words: '1 year', months: 12, goal: 300 },
  { words: '10 years', months: 120, goal: 2000 },
];
const MOST_ROUNDS = 30;
const BUDGET_MS = 15_000;

export const adhoc: Scenario = {
  name: 'adhoc',
  run: (run) =>
    asOwner(run.store.base.ownerUrl, async (owner) => {
      const references = await openReferences(run, owner, indicators);
      const program = await startProgram(run.store.base);
      try {
        const client = await signIn(program.address, 'trunguong');
        const { nation, byType } = await placesOf(owner);
        const figures: Figure[] = [];
        for (const { words, months, goal } of spans) {
          const name = `adhoc: communes above a figure, by type, ${words}`;
          const periods = monthsOf(run.size)
            .slice(-months)
            .map(({ code }) => code);
          const path = `/api/figures/query?${new URLSearchParams({
            indicators: indicators.join(','),
            periods: periods.join(','),
            units: `commune:${nation}`,
            where: `${where.indicator}:gt:${where.above}`,
            by: 'type',
          })}`;
          const grid = readJson<FigureGrid>(await client.get(path));
          const rows = (grid.groups ?? []).map(({ id }) => byType.get(id) ?? []);
          if (rows.flat().length !== [...byType.values()].flat().length) throw new Error(`${name}: a type is missing`);
          const asked: Filtered = { indicators, periods, rows, where };
          const { sums, references: beside } = await compareFiltered(references, name, asked, run.rounds);
          mustBeEqual(name, answeredIn(grid), asked, sums);
          mustHold(name, answeredIn(grid));
          const first = await timed(() => client.get(path));
          const n = run.rounds(roundsWithin(BUDGET_MS, first.ms, MOST_ROUNDS));
          const times = await repeat({ warmUp: 1, n }, () => client.get(path));
          figures.push(
            figureOf(
              { name, unit: 'ms', size: run.size.name, references: beside, goal: { of: 'p95', atMost: goal } },
              times,
            ),
          );
        }
        return figures;
      } finally {
        await program.stop();
        references.close();
      }
    }),
};
