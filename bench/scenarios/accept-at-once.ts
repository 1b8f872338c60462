/** Officers of all provinces who accept at the same time, one report each at a turn: how long they queue at the root of the tree. Works on a copy. */
import { openHouse } from '../../server/src/house.ts';
import { systemActor } from '../../server/src/identity/index.ts';
import { nation } from '../../server/src/org/index.ts';
import { acceptMany } from '../../server/src/reporting/index.ts';
import { communesOf, importMonth, mustVerify, type Waiting, waitingReports } from '../data.ts';
import { type Figure, figureOf, percentile, timed } from '../measure.ts';
import { asOwner } from '../owner.ts';
import type { Run, Scenario } from '../scenario.ts';
import { monthAt } from '../sizes.ts';

/** How many officers act at once; the first round only warms up. */
const OFFICERS = [8, 1, 8, 34] as const;
const EACH = 10;

export const acceptAtOnce: Scenario = {
  name: 'accept-at-once',
  run: async (run) => {
    const place = await run.store.copy();
    const house = await openHouse(place, { poolSize: Math.max(...OFFICERS) });
    try {
      const month = monthAt(run.size.months);
      await importMonth(house, await communesOf(house, run.size, month), month);
      const root = await house.asSystem(async ({ tx }) => (await nation(tx)).id);
      const desks = desksOf(await waitingReports(house, month));
      const officer = async (times: number[]): Promise<void> => {
        const desk = desks.shift() ?? outOfDesks();
        desks.push(desk);
        const actor = { ...systemActor(root), unitId: desk.provinceId, allUnits: false, ownLines: ['committee'] };
        for (const { id, revision } of desk.reports.splice(0, run.rounds(EACH))) {
          const { ms } = await timed(() =>
            house.as(actor, (ask) =>
              acceptMany({ params: undefined, query: undefined, body: { reports: [{ id, revision }] } }, ask),
            ),
          );
          times.push(ms);
        }
      };
      const rounds: { officers: number; times: number[]; seconds: number }[] = [];
      for (const officers of OFFICERS) {
        const times: number[] = [];
        const { ms } = await timed(() => Promise.all(Array.from({ length: officers }, () => officer(times))));
        rounds.push({ officers, times, seconds: ms / 1000 });
      }
      await asOwner(place.ownerUrl, (owner) => mustVerify(owner));
      return figuresOf(run, rounds.slice(1));
    } finally {
      await house.close();
    }
  },
};

type Desk = { provinceId: number; reports: Waiting[] };

/** What waits at each province, most reports first. */
const desksOf = (waiting: readonly Waiting[]): Desk[] => {
  const desks = new Map<number, Waiting[]>();
  for (const each of waiting) desks.set(each.superiorId, [...(desks.get(each.superiorId) ?? []), each]);
  return [...desks]
    .map(([provinceId, reports]) => ({ provinceId, reports }))
    .sort((one, other) => other.reports.length - one.reports.length);
};

const outOfDesks = (): never => {
  throw new Error('no province has a report to be accepted');
};

const figuresOf = (run: Run, rounds: readonly { officers: number; times: number[]; seconds: number }[]): Figure[] => {
  const size = run.size.name;
  const alone = rounds.find(({ officers }) => officers === 1);
  const reference = percentile(
    [...(alone?.times ?? [])].sort((one, other) => one - other),
    0.5,
  );
  const who = (officers: number): string => (officers === 1 ? 'one officer' : `${officers} officers`);
  return rounds.flatMap(({ officers, times, seconds }) => [
    figureOf({ name: `accept-at-once: ${who(officers)}, forms accepted`, unit: 'forms/s', size }, [
      times.length / seconds,
    ]),
    figureOf({ name: `accept-at-once: ${who(officers)}, one form`, unit: 'ms', size, reference }, times),
  ]);
};
