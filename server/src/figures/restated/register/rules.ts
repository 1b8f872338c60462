/** A register of units that can be asked about the tree of any date: pure, and worked out once. */
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { type Cover, changesOf, coversOf, type Shares, sharesOn, stretchOf } from '../cover/rules.ts';
import { type Lineage, type Standing, standingOn } from '../standing/rules.ts';

/** Questions about trees of any date. What the answers rest on is worked out once for each stretch on which the tree stood still. */
export type Register = {
  lineage: Lineage;
  /** The tree of a date. */
  tree: (on: CivilDate) => Standing;
  /** What a unit of the tree `on` is made of at the end of a period. */
  cover: (unitId: number, then: CivilDate, on: CivilDate) => Cover;
  shares: (on: CivilDate) => Shares;
  /** Whether nothing changed in the tree between two days. */
  isSameTree: (one: CivilDate, other: CivilDate) => boolean;
};

/** More trees and pairs of trees than this are not kept; the longest unused go first. */
const KEPT = 12;

const remembering = <T>(): ((key: string, make: () => T) => T) => {
  const kept = new Map<string, T>();
  return (key, make) => {
    const value = kept.get(key) ?? make();
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
    return value;
  };
};

/** A register from its lineage. */
export const registerOf = (lineage: Lineage): Register => {
  const changes = changesOf(lineage);
  const stretch = (on: CivilDate) => stretchOf(changes, on);
  const trees = remembering<Standing>();
  const covers = remembering<(unitId: number) => Cover>();
  const shares = remembering<Shares>();
  const tree = (on: CivilDate) => trees(stretch(on), () => standingOn(lineage, on));
  return {
    lineage,
    tree,
    cover: (unitId, then, on) =>
      covers(`${stretch(then)}:${stretch(on)}`, () => coversOf(tree(then), tree(on)))(unitId),
    shares: (on) => shares(stretch(on), () => sharesOn(tree(on), lineage)),
    isSameTree: (one, other) => stretch(one) === stretch(other),
  };
};
