/** What a figure on the boundaries of another time is made of: pure. */
import { indicatorInSlot } from '@app/contract/figures/catalogue.ts';
import { CELL_PLACES, roundHalfUp } from '@app/contract/kernel/decimal.ts';
import type { CivilDate } from '@app/contract/kernel/period.ts';
import { addSlots, nineMonths, noSlot, type Slot } from '../../rules.ts';
import { distribute, fromWhole, toWhole } from '../dividing/rules.ts';
import type { Register } from '../register/rules.ts';
import { hasBegun, type Standing } from '../standing/rules.ts';

/** What of a figure is what. Sums are null where there is nothing; what was not asked for is not there. */
export type Parts = {
  /** The whole figure. */
  all: Slot;
  /** The unit's own, and of units that went into it whole: neither its children's nor what cannot be given to them. */
  own: Slot;
  /** Of the whole figure, what came by the weight of a division that reaches beyond the unit. */
  allocated: Slot;
  /** Of the whole figure, what stands here because no unit below can be given it. */
  notAllocated: Slot;
};

/** The units of any time that a unit of the boundaries is made of at the end of a period, by what is read of them. */
export type Makeup = {
  /** Units of that time whose kept totals count whole, and units whose own sheets do. */
  totals: readonly number[];
  sheets: readonly number[];
  /** Units with pieces that are its own, that stand in it for want of a share, and that come to it by weight. */
  own: readonly number[];
  rest: readonly number[];
  byWeight: readonly number[];
};

/** What a unit is made of; of shares only those of units that had begun by the end of the period. */
export const makeupOf = (register: Register, unitId: number, then: CivilDate, on: CivilDate): Makeup => {
  const { lives } = register.lineage;
  const at = (shares: ReadonlyMap<number, readonly number[]>) =>
    (shares.get(unitId) ?? []).filter((id) => {
      const life = lives.get(id);
      return life !== undefined && hasBegun(life, then);
    });
  const { own, rest, byWeight } = register.shares(on);
  return { ...register.cover(unitId, then, on), own: at(own), rest: at(rest), byWeight: at(byWeight) };
};

/** What was read: the kept total of a unit, or what its sheets give, line by line. */
export type Read = (kind: 't' | 's', unitId: number) => readonly Slot[];

const nothing: readonly Slot[] = [];
const sumOf = (slots: readonly Slot[]): Slot =>
  slots.length === 1 ? (slots[0] ?? noSlot) : slots.reduce(addSlots, noSlot);

/** A figure of a unit on the boundaries of a date, with what of it is what, from what was read. */
export const partsOf = (
  tree: Standing,
  makeup: Makeup,
  { unitId, slot }: { unitId: number; slot: number },
  read: Read,
): Parts => {
  const piecesOf = (ids: readonly number[], wanted: Wanted): Slot =>
    sumOf(ids.flatMap((id) => read('s', id).flatMap((each) => pieceOf(tree, { id, slot }, each, wanted) ?? nothing)));
  const whole = sumOf([
    ...makeup.totals.flatMap((id) => read('t', id)),
    ...makeup.sheets.flatMap((id) => read('s', id)),
  ]);
  const allocated = piecesOf(makeup.byWeight, (at) => tree.pathOf(at).includes(unitId));
  return {
    all: addSlots(whole, allocated),
    own: piecesOf(makeup.own, (at, how) => at === unitId && how === 'own'),
    allocated,
    notAllocated: piecesOf(makeup.rest, (at, how) => at === unitId && how === 'rest'),
  };
};

type Wanted = (at: number, how: 'own' | 'rest') => boolean;

/** Of what one line of a unit brings, the pieces that are wanted; null: none is. What is not the whole is "about". */
const pieceOf = (
  tree: Standing,
  { id, slot }: { id: number; slot: number },
  found: Slot,
  wanted: Wanted,
): Slot | null => {
  if (found.sum === null) return null;
  const indicator = indicatorInSlot(slot);
  const isDivisible = indicator?.kind !== 'B';
  const whole = tree.wholePlaceOf(id) ?? (isDivisible ? null : { at: tree.anchorOf(id), how: 'rest' as const });
  if (whole) return wanted(whole.at, whole.how) ? found : null;
  const decimals = indicator?.decimals ?? 0;
  const places = roundHalfUp(found.sum, decimals) === found.sum ? decimals : CELL_PLACES;
  const pieces = distribute(tree, id, toWhole(found.sum, places), true);
  const mine = pieces.filter(({ at, how }) => wanted(at, how));
  if (mine.length === 0) return null;
  const sum = fromWhole(
    mine.reduce((all, { amount }) => all + amount, 0n),
    places,
  );
  return { ...found, sum, atLeast: 0, about: found.n + found.rolled };
};

/** A unit that something of a figure comes from: what it had, what of it went into the asked units, to others, and to none. */
export type Source = { unitId: number; value: number; into: number; elsewhere: number; notAllocated: number };

/** What the figures of some units on the boundaries of a date were made of, as it stood then: each unit once, those without figures left out. */
export const sourcesOf = (
  tree: Standing,
  asked: readonly { unitId: number; makeup: Makeup }[],
  slot: number,
  read: Read,
): Source[] => {
  const inside = new Set(asked.map(({ unitId }) => unitId));
  const isInside = (at: number) => tree.pathOf(at).some((id) => inside.has(id));
  const sources = new Map<number, Source>();
  const addWhole = (id: number, slots: readonly Slot[]) => {
    const value = sumOf(slots).sum;
    if (value !== null) sources.set(id, { unitId: id, value, into: value, elsewhere: 0, notAllocated: 0 });
  };
  for (const { makeup } of asked) {
    for (const id of makeup.totals) addWhole(id, read('t', id));
    for (const id of makeup.sheets) addWhole(id, read('s', id));
  }
  for (const id of asked.flatMap(({ makeup }) => makeup.byWeight)) {
    const slots = read('s', id);
    const value = sumOf(slots).sum;
    if (value === null || sources.has(id)) continue;
    const of = (wanted: Wanted) =>
      sumOf(slots.flatMap((each) => pieceOf(tree, { id, slot }, each, wanted) ?? nothing)).sum ?? 0;
    sources.set(id, {
      ...{ unitId: id, value },
      into: of((at) => isInside(at)),
      elsewhere: of((at, how) => how === 'own' && !isInside(at)),
      notAllocated: of((at, how) => how === 'rest' && !isInside(at)),
    });
  }
  return [...sources.values()];
};

/** Of one unit's figure, what no unit of a tree is given. */
export const restOf = (tree: Standing, id: number, slot: number, slots: readonly Slot[]): number =>
  sumOf(slots.flatMap((each) => pieceOf(tree, { id, slot }, each, (_, how) => how === 'rest') ?? nothing)).sum ?? 0;

/** Nine months are three quarters, part by part. */
export const ofQuarters = (flow: boolean, quarters: readonly Parts[]): Parts => {
  const of = (name: keyof Parts) =>
    nineMonths(
      flow,
      quarters.map((quarter) => quarter[name]),
    );
  return { all: of('all'), own: of('own'), allocated: of('allocated'), notAllocated: of('notAllocated') };
};
