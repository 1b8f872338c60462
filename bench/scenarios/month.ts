/** One month of every commune for one indicator over HTTP: what a map or a heat map of the country asks, by both routes there are. */
import type { FigureGrid } from '@app/contract/figures/query/routes.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import { type Answered, answeredIn, answeredOf, mustBeEqual, mustHold } from '../equality.ts';
import { type Figure, figureOf, repeat } from '../measure.ts';
import { asOwner } from '../owner.ts';
import { placesOf } from '../places.ts';
import { readJson, signIn, startProgram } from '../program.ts';
import { compare, openReferences } from '../references/all.ts';
import type { Scenario } from '../scenario.ts';
import { monthsOf } from '../sizes.ts';

const indicator = 'outreach_sessions';
const GOAL = { of: 'p95', atMost: 50 } as const;
const ROUNDS = { warmUp: 20, n: 100 };

export const month: Scenario = {
  name: 'month',
  run: (run) =>
    asOwner(run.store.base.ownerUrl, async (owner) => {
      const references = await openReferences(run, owner, [indicator]);
      const program = await startProgram(run.store.base);
      try {
        const client = await signIn(program.address, 'trunguong');
        const { nation, communes } = await placesOf(owner);
        const period = monthsOf(run.size).at(-1)?.code ?? '';
        const asked = { indicators: [indicator], periods: [period], rows: communes.map((id) => [id]) };
        const compared = await compare(references, 'month', asked, run.rounds);
        const shared = { indicators: indicator, periods: period };
        const routes: { words: string; path: string; read: (body: Uint8Array) => Answered[] }[] = [
          {
            words: 'as columns',
            path: `/api/figures/query?${new URLSearchParams({ ...shared, units: `commune:${nation}` })}`,
            read: (body) => answeredIn(readJson<FigureGrid>(body)),
          },
          {
            words: 'figure by figure',
            path: `/api/figures?${new URLSearchParams({ ...shared, units: `communes:${nation}` })}`,
            read: (body) =>
              answeredOf(readJson<{ figures: FigureAnswer[] }>(body).figures, {
                ...asked,
                unitIds: communes,
              }),
          },
        ];
        const figures: Figure[] = [];
        for (const { words, path, read } of routes) {
          const name = `month: every commune, 1 month × 1 indicator, ${words}`;
          const answered = read(await client.get(path));
          mustBeEqual(name, answered, asked, compared.sums);
          mustHold(name, answered);
          const rounds = { warmUp: run.rounds(ROUNDS.warmUp), n: run.rounds(ROUNDS.n) };
          const times = await repeat(rounds, () => client.get(path));
          figures.push(
            figureOf({ name, unit: 'ms', size: run.size.name, references: compared.references, goal: GOAL }, times),
          );
        }
        return figures;
      } finally {
        await program.stop();
        references.close();
      }
    }),
};
