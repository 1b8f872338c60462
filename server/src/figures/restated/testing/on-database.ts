/** The invariants on a real database: what it answers is held against the same country read by the rules alone. */
import { catalogue } from '@app/contract/figures/catalogue.ts';
import type { RestatedFigure } from '@app/contract/figures/restated/routes.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import type pg from 'pg';
import { systemActor } from '../../../identity/index.ts';
import { announce } from '../../../kernel/actor.ts';
import type { Transact } from '../../../kernel/database.ts';
import { putSheets } from '../../queries.ts';
import { wholeSheet } from '../../testing/whole-sheet.ts';
import { readFigures } from '../../totals.ts';
import { differencesOfTotals } from '../../verify/actions.ts';
import { readRestated } from '../read.ts';
import { type Reading, readingOf } from './invariants.ts';
import { plantWorld, sheetsOfWorld } from './plant-world.ts';
import { askedDays, slotsAsked, type World, type WorldCell, worldPeriods } from './world.ts';

export type TestLedger = { owner: pg.Client; transact: Transact };
const NATION = 1;
const everything = systemActor(NATION);

/** Plants a country with its figures and answers what of it is not so; null: all of it is. `spoil` may plant a fault in between. */
export const brokenOnDatabase = async (
  { owner, transact }: TestLedger,
  world: World,
  spoil: (owner: pg.Client) => Promise<unknown> = () => Promise.resolve(),
): Promise<string | null> => {
  await plantWorld(owner, world);
  for (const { unitId, periodId, line, cells } of sheetsOfWorld(world))
    await transact(async (tx) => {
      await announce(tx, everything);
      const address = { periodId, line, reading: 'accepted' };
      await putSheets(tx, address, wholeSheet, [{ unitId, ...arraysOf(cells) }], 'import', new Date());
    });
  await spoil(owner);
  const { differences } = await differencesOfTotals(owner);
  if (differences.length > 0) return `verify: ${JSON.stringify(differences[0])}`;
  const reading = readingOf(world);
  const indicators = slotsAsked.map(({ id }) => id);
  const unitIds = world.units.map(({ id }) => id);
  return transact(async (tx) => {
    await announce(tx, everything);
    const ask = { tx, actor: everything };
    const asked = { indicators, periods: worldPeriods, line: 'all' as const, reading: 'accepted' as const };
    const original = await readFigures(tx, { ...asked, unitIds: [NATION] });
    for (const boundaries of askedDays) {
      const inForce = unitIds.filter((id) => isInForce(world, id, boundaries));
      const answers = await readRestated(ask, { ...asked, unitIds: inForce, boundaries });
      const broken = answers
        .map((answer) => unlike(reading, original, boundaries, answer))
        .find((each) => each !== null);
      if (broken) return broken;
    }
    return null;
  });
};

/** How an answer differs from what the rules say, and the nation's from the original; null: it does not. */
const unlike = (
  reading: Reading,
  original: readonly FigureAnswer[],
  on: string,
  answer: RestatedFigure,
): string | null => {
  const slot = slotsAsked.find(({ id }) => id === answer.indicator)?.slot ?? 0;
  const period = worldPeriods.find(({ code }) => code === answer.period);
  if (!period) throw new Error(answer.period);
  const { all, own, allocated, notAllocated } = reading.restated(answer.unitId, period, slot, on);
  const [given, right] = [
    [answer.value, answer.own, answer.allocated, answer.notAllocated, answer.reported],
    [all.sum, own.sum, allocated.sum, notAllocated.sum, all.n + all.rolled],
  ].map((each) => JSON.stringify(each));
  if (given !== right) return `${on} ${JSON.stringify(answer)}: ${right} by the rules`;
  const whole = original.find((one) => one.period === answer.period && one.indicator === answer.indicator);
  return answer.unitId === NATION && answer.value !== whole?.value
    ? `${on} the nation: ${JSON.stringify([answer, whole])}`
    : null;
};

const isInForce = ({ units }: World, unitId: number, on: string): boolean =>
  (units[unitId - 1]?.stretches ?? []).some(
    ({ from, until }) => (from === null || from <= on) && (until === null || on < until),
  );

const arraysOf = (cells: readonly WorldCell[]) => {
  const length = catalogue.reduce((most, { slot }) => Math.max(most, slot), 0);
  const own = new Array<number | null>(length).fill(null);
  const precision = new Array<number>(length).fill(0);
  for (const { slot, value, precision: told } of cells) {
    own[slot - 1] = value;
    precision[slot - 1] = told;
  }
  return { own, precision, declared: null, notes: null, sourceId: null };
};
