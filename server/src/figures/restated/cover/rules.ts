/** What a unit of one tree is made of on the tree of another time: whole units with kept totals, single sheets, and shares of divided units. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { distribute } from '../dividing/rules.ts';
import { hasBegun, type Lineage, type Standing } from '../standing/rules.ts';

/** What to read for a unit: `totals`, units whose kept totals count whole; `sheets`, units whose own sheets do. Nothing counts twice. */
export type Cover = { totals: readonly number[]; sheets: readonly number[] };
const nothing: Cover = { totals: [], sheets: [] };

/**
 * For every unit of the tree `on`, what of the tree at the end of a period (`then`) stands whole in it: the largest units of that time,
 * so that a province that went whole into another is one row and never its communes.
 */
export const coversOf = (then: Standing, on: Standing): ((unitId: number) => Cover) => {
  const holders = [...then.lineage.lives.values()].filter((life) => hasBegun(life, then.on));
  // Where all stands that stood in a unit of that time.
  const contents = new Map<number, number>();
  const keepersAbove = (unitId: number): number[] =>
    then.pathOf(unitId).filter((id) => then.lineage.lives.get(id)?.keepsTotals);
  for (const { id } of holders) {
    const anchor = on.anchorOf(id);
    for (const keeper of keepersAbove(then.anchorOf(id))) {
      const known = contents.get(keeper);
      if (known === undefined) contents.set(keeper, anchor);
      else if (known !== anchor) contents.set(keeper, on.lowestAbove([known, anchor]));
    }
  }
  const covers = new Map<number, { totals: number[]; sheets: number[] }>();
  const add = (kind: keyof Cover, id: number, within: number, keeper: number | undefined) => {
    // Whoever holds all of the keeper above has this in it already.
    const covered = keeper === undefined ? undefined : contents.get(keeper);
    for (const unitId of on.pathOf(within)) {
      if (unitId === covered) break;
      const cover = covers.get(unitId) ?? { totals: [], sheets: [] };
      covers.set(unitId, cover);
      cover[kind].push(id);
    }
  };
  for (const [id, within] of contents) add('totals', id, within, keepersAbove(id)[1]);
  for (const { id } of holders) add('sheets', id, on.anchorOf(id), keepersAbove(then.anchorOf(id))[0]);
  return (unitId) => covers.get(unitId) ?? nothing;
};

/** Which units of any time have pieces of their figures at a unit of a tree: in it, not to be given further, and given to it by weight. */
export type Shares = {
  /** Own to it, and whole. */
  own: ReadonlyMap<number, readonly number[]>;
  /** Standing in it because no unit below can be given them. */
  rest: ReadonlyMap<number, readonly number[]>;
  /** Given to it, or to a unit below it, by the weight of a division that reaches beyond it. */
  byWeight: ReadonlyMap<number, readonly number[]>;
};

/** The shares on a tree. Where a piece falls does not depend on the amount, so a made-up one is distributed. */
export const sharesOn = (standing: Standing, lineage: Lineage): Shares => {
  const own = new Map<number, number[]>();
  const rest = new Map<number, number[]>();
  const byWeight = new Map<number, number[]>();
  for (const id of lineage.lives.keys()) {
    const given = distribute(standing, id, PROBE, true);
    // Yes/no is never divided and stays where all parts meet, whatever is known of weights.
    const whole = standing.passing(id).how === 'here' ? [] : distribute(standing, id, PROBE, false);
    for (const { at, how } of [...given, ...whole]) addOnce(how === 'own' ? own : rest, at, id);
    const anchor = standing.anchorOf(id);
    for (const { at } of given) {
      const path = standing.pathOf(at);
      for (const unitId of path.slice(0, path.indexOf(anchor))) addOnce(byWeight, unitId, id);
    }
  }
  return { own, rest, byWeight };
};

/** Each unit is dealt with by itself, so it is the last one where it is there at all. */
const addOnce = (into: Map<number, number[]>, unitId: number, from: number): void => {
  const known = into.get(unitId);
  if (!known) into.set(unitId, [from]);
  else if (known.at(-1) !== from) known.push(from);
};
const PROBE = 10n ** 30n;

/** The days on which the tree changed, sorted: between two of them it stands still. */
export const changesOf = ({ lives }: Lineage): CivilDate[] =>
  [
    ...new Set(
      [...lives.values()].flatMap(({ stretches }) =>
        stretches.flatMap(({ from, until }) => [from ?? [], until ?? []].flat()),
      ),
    ),
  ].toSorted();

/** The first day of the stretch that holds a day; empty before the first change. */
export const stretchOf = (changes: readonly CivilDate[], on: CivilDate): CivilDate | '' =>
  changes.findLast((day) => day <= on) ?? '';
