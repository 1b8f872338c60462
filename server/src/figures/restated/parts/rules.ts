/** What a figure on the boundaries of another time is made of: pure. */
import { indicatorInSlot } from '@app/contract/figures/catalogue.ts';
import { CELL_PLACES, roundHalfUp } from '@app/contract/kernel/decimal.ts';
import type { CivilDate, Period } from '@app/contract/kernel/period.ts';
import { addSlots, nineMonths, noSlot, type Slot } from '../../rules.ts';
import { distribute, fromWhole, type Piece, toWhole } from '../dividing/rules.ts';
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

/** The units with a share at a unit that had begun by the end of a period. */
export const sharesAt = (
  { lineage }: Register,
  shares: ReadonlyMap<number, readonly number[]>,
  unitId: number,
  then: CivilDate,
): number[] =>
  (shares.get(unitId) ?? []).filter((id) => {
    const life = lineage.lives.get(id);
    return life !== undefined && hasBegun(life, then);
  });

export type Place = { unitId: number; period: Period; slot: number; on: CivilDate };
/** What was read: the kept total of a unit, or what its sheets give, line by line. */
export type Read = (kind: 't' | 's', unitId: number) => readonly Slot[];

/** A figure of a unit on the boundaries of a date, with what of it is what, from what was read. */
export const partsOf = (register: Register, place: Place, read: Read): Parts => {
  const { unitId, period, slot, on } = place;
  const cover = register.cover(unitId, period.endsOn, on);
  const shares = register.shares(on);
  const add = (sum: Slot, slots: readonly Slot[]) => slots.reduce(addSlots, sum);
  const whole = [...cover.totals.map((id) => read('t', id)), ...cover.sheets.map((id) => read('s', id))].reduce(
    add,
    noSlot,
  );
  const at = (map: ReadonlyMap<number, readonly number[]>) => sharesAt(register, map, unitId, period.endsOn);
  const piecesOf = (id: number, wanted: Wanted): Slot[] =>
    read('s', id).flatMap((each) => pieceOf(register, { id, slot, on }, each, wanted) ?? []);
  const allocated = at(shares.byWeight)
    .map((id) => piecesOf(id, (to) => register.tree(on).pathOf(to).includes(unitId)))
    .reduce(add, noSlot);
  return {
    all: addSlots(whole, allocated),
    own: at(shares.own)
      .map((id) => piecesOf(id, (to, how) => to === unitId && how === 'own'))
      .reduce(add, noSlot),
    allocated,
    notAllocated: at(shares.rest)
      .map((id) => piecesOf(id, (to, how) => to === unitId && how === 'rest'))
      .reduce(add, noSlot),
  };
};

type PieceOf = { id: number; slot: number; on: CivilDate };
type Wanted = (at: number, how: 'own' | 'rest') => boolean;

/** Of what one line of a unit brings, the pieces that are wanted; null: none is. What is not the whole is "about". */
const pieceOf = (register: Register, { id, slot, on }: PieceOf, found: Slot, wanted: Wanted): Slot | null => {
  if (found.sum === null) return null;
  const tree = register.tree(on);
  const simple = wholePlaceOf(tree, id);
  if (simple) return wanted(simple.at, simple.how) ? found : null;
  const indicator = indicatorInSlot(slot);
  const decimals = indicator?.decimals ?? 0;
  const places = roundHalfUp(found.sum, decimals) === found.sum ? decimals : CELL_PLACES;
  const pieces = distribute(tree, id, toWhole(found.sum, places), indicator?.kind !== 'B');
  const mine = pieces.filter(({ at, how }) => wanted(at, how));
  if (mine.length === 0) return null;
  if (pieces.every(({ how }) => how === 'rest') && mine.length === pieces.length) return found;
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
  register: Register,
  { unitIds, period, slot, on }: Omit<Place, 'unitId'> & { unitIds: readonly number[] },
  read: Read,
): Source[] => {
  const tree = register.tree(on);
  const asked = new Set(unitIds);
  const isInside = (at: number) => tree.pathOf(at).some((id) => asked.has(id));
  const sum = (slots: readonly Slot[]) => slots.reduce(addSlots, noSlot).sum;
  const sources = new Map<number, Source>();
  for (const unitId of unitIds) {
    const { totals, sheets } = register.cover(unitId, period.endsOn, on);
    const whole = [
      ...totals.map((id) => ({ id, kind: 't' as const })),
      ...sheets.map((id) => ({ id, kind: 's' as const })),
    ];
    for (const { id, kind } of whole) {
      const value = sum(read(kind, id));
      if (value !== null) sources.set(id, { unitId: id, value, into: value, elsewhere: 0, notAllocated: 0 });
    }
  }
  for (const id of unitIds.flatMap((unitId) =>
    sharesAt(register, register.shares(on).byWeight, unitId, period.endsOn),
  )) {
    const slots = read('s', id);
    const value = sum(slots);
    if (value === null || sources.has(id)) continue;
    const of = (wanted: Wanted) =>
      sum(slots.flatMap((each) => pieceOf(register, { id, slot, on }, each, wanted) ?? [])) ?? 0;
    sources.set(id, {
      ...{ unitId: id, value },
      into: of((at) => isInside(at)),
      elsewhere: of((at, how) => how === 'own' && !isInside(at)),
      notAllocated: of((at, how) => how === 'rest' && !isInside(at)),
    });
  }
  return [...sources.values()];
};

/** Of one unit's figure, what no unit is given on the boundaries of a date. */
export const restOf = (register: Register, place: Place, slots: readonly Slot[]): number =>
  slots
    .flatMap(
      (each) =>
        pieceOf(register, { id: place.unitId, slot: place.slot, on: place.on }, each, (_, how) => how === 'rest') ?? [],
    )
    .reduce(addSlots, noSlot).sum ?? 0;

/** Where all of a unit stands, when nothing of it is divided. */
const wholePlaceOf = (tree: Standing, id: number): Pick<Piece, 'at' | 'how'> | null => {
  const passed = tree.passing(id);
  if (passed.how === 'here') return { at: id, how: 'own' };
  if (passed.how === 'above') return { at: passed.at, how: 'rest' };
  return passed.how === 'whole' ? wholePlaceOf(tree, passed.to) : null;
};

/** Nine months are three quarters, part by part. */
export const ofQuarters = (flow: boolean, quarters: readonly Parts[]): Parts => {
  const of = (name: keyof Parts) =>
    nineMonths(
      flow,
      quarters.map((quarter) => quarter[name]),
    );
  return { all: of('all'), own: of('own'), allocated: of('allocated'), notAllocated: of('notAllocated') };
};
