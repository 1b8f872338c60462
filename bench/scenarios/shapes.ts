/** The eighteen named queries over HTTP by a signed-in post, held against the references and then timed. */
import { filledIn, namedQueries } from '@app/contract/figures/query/named.ts';
import type { FigureGrid } from '@app/contract/figures/query/routes.ts';
import { answeredIn, mustBeEqual } from '../equality.ts';
import { type Figure, figureOf, repeat, roundsWithin, timed } from '../measure.ts';
import { asOwner } from '../owner.ts';
import { type Places, placesOf } from '../places.ts';
import { type Client, readJson, signIn, startProgram } from '../program.ts';
import { compare, openReferences, type References } from '../references/all.ts';
import type { Asked } from '../references/asked.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthsOf, readGoal } from '../sizes.ts';

const MOST_ROUNDS = 60;
const BUDGET_MS = 6000;

export const shapes: Scenario = {
  name: 'shapes',
  run: (run) =>
    asOwner(run.store.base.ownerUrl, async (owner) => {
      const references = await openReferences(run, owner, [
        ...new Set(namedQueries.flatMap(({ question }) => question.indicators.split(','))),
      ]);
      const program = await startProgram(run.store.base);
      try {
        const client = await signIn(program.address, 'trunguong');
        const places = await placesOf(owner);
        const figures: Figure[] = [];
        for (const query of namedQueries) figures.push(await timeShape(run, { client, references, places }, query));
        if (figures.length !== namedQueries.length) throw new Error('a shape was left out');
        return figures;
      } finally {
        await program.stop();
        references.close();
      }
    }),
};

type Query = (typeof namedQueries)[number];
type With = { client: Client; references: References; places: Places };

const timeShape = async (run: Run, { client, references, places }: With, query: Query): Promise<Figure> => {
  const { size, rounds } = run;
  const name = `shapes: ${query.name}`;
  const path = pathOf(run, query, places);
  const ask = async () => readJson<FigureGrid>(await client.get(path));
  const grid = await ask();
  const asked: Asked = {
    indicators: grid.indicators,
    periods: grid.periods.map(({ code }) => code),
    rows: rowsOf(query, places),
  };
  const { sums, references: beside } = await compare(references, name, asked, rounds);
  mustBeEqual(name, answeredIn(grid), asked, sums);
  const first = await timed(() => client.get(path));
  const n = rounds(roundsWithin(BUDGET_MS, first.ms, MOST_ROUNDS));
  const times = await repeat({ warmUp: Math.ceil(n / 10), n }, () => client.get(path));
  const goal = readGoal(size, asked.rows.length * asked.periods.length * asked.indicators.length);
  return figureOf(
    {
      name,
      unit: 'ms',
      size: size.name,
      references: beside,
      goal: goal === undefined ? undefined : { of: 'p95', atMost: goal },
    },
    times,
  );
};

/** Asked on the last day of the newest month, so that the month under way has figures too. */
const pathOf = ({ size }: Run, { name, open }: Query, { nation, provinces }: Places): string => {
  const day = monthsOf(size).at(-1)?.endsOn ?? '';
  const args = (open as readonly string[]).includes('units')
    ? { units: some(provinces).join(',') }
    : { unit: String(nation) };
  return `/api/figures/queries/${name}?${new URLSearchParams({ day, ...args })}`;
};

/** Where a question is about some units. */
const some = (provinces: readonly number[]): number[] => provinces.slice(0, 5);

/** The units behind each row of the answer, from the words of the question. */
const rowsOf = (query: Query, { nation, provinces, communes }: Places): number[][] => {
  const { units, ...rest } = filledIn(query, { unit: 'nation', units: 'some' });
  const named: Record<string, number[]> = {
    nation: [nation],
    some: some(provinces),
    'children:nation': provinces,
    'grandchildren:nation': communes,
    'commune:nation': communes,
  };
  const all = units.split(',').flatMap((term) => named[term] ?? unknown(term));
  if (!('by' in rest)) return all.map((id) => [id]);
  // The nation holds everything below it already.
  return [all.includes(nation) ? [nation] : all];
};

const unknown = (term: string): never => {
  throw new Error(`the bench does not know which units are ${term}`);
};
