/** Where units stand on the tree of a date: pure, on arrays. `org.reach` says the same of every day on which the figures of ended units are read. */
import type { CivilDate } from '@app/contract/kernel/period.ts';

/** A stretch of a unit's life under one parent; `until` is the first day after it. Null: open at that end. */
export type Stretch = { from: CivilDate | null; until: CivilDate | null; parentId: number | null };
/** A unit, its stretches oldest first; `keepsTotals`: districts, provinces and the nation. */
export type Life = { id: number; keepsTotals: boolean; stretches: readonly Stretch[] };
/** One unit that ended and one that took over (part of) it; a share of its figures, by the law or by a decision. */
export type Pair = {
  predecessorId: number;
  successorId: number;
  on: CivilDate;
  /** Share of the population by the legal text; null: unknown, not zero. */
  byLaw: number | null;
  /** Share that a person decided, with its basis. */
  decided: number | null;
};

/** All lives and pairs of a register, ready to be asked. */
export type Lineage = {
  lives: ReadonlyMap<number, Life>;
  successors: ReadonlyMap<number, readonly Pair[]>;
  predecessors: ReadonlyMap<number, readonly Pair[]>;
};

/** The lineage of a register. A pair of a unit with itself says only that it went on. */
export const lineageOf = (lives: readonly Life[], pairs: readonly Pair[]): Lineage => {
  const real = pairs.filter(({ predecessorId, successorId }) => predecessorId !== successorId);
  return {
    lives: new Map(lives.map((life) => [life.id, life])),
    successors: groupedBy(real, ({ predecessorId }) => predecessorId),
    predecessors: groupedBy(real, ({ successorId }) => successorId),
  };
};

const groupedBy = <T>(list: readonly T[], key: (each: T) => number): Map<number, T[]> => {
  const groups = new Map<number, T[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
};

/** The share of a pair that is known: the law's before a person's. */
export const weightOf = ({ byLaw, decided }: Pair): number | null => byLaw ?? decided;

/** The pairs by which a divided unit is allocated; none where shares add up to more than the whole: what is wrong allocates nothing. */
export const allocating = (pairs: readonly Pair[]): Pair[] => {
  const known = pairs.filter((pair) => (weightOf(pair) ?? 0) > 0);
  const sum = known.reduce((all, pair) => all + Math.round((weightOf(pair) ?? 0) * 1e8), 0);
  return sum > 1e8 ? [] : known;
};

/** Whether a unit has begun by a day: what was posted for it earlier counts nowhere. */
export const hasBegun = ({ stretches }: Life, on: CivilDate): boolean => {
  const from = stretches[0]?.from ?? null;
  return from === null || from <= on;
};

const stretchOn = ({ stretches }: Life, on: CivilDate): Stretch | undefined =>
  stretches.find(({ from, until }) => (from === null || from <= on) && (until === null || on < until));

/** Whether a unit was in force on a day. */
export const isInForce = ({ lives }: Lineage, unitId: number, on: CivilDate): boolean => {
  const life = lives.get(unitId);
  return life !== undefined && stretchOn(life, on) !== undefined;
};

/** All that a unit came from, and all that came of it, however many steps away; the unit itself is in neither. */
export const lineOf = (lineage: Lineage, unitId: number): { before: number[]; after: number[] } => {
  const walk = (next: (id: number) => readonly number[]): number[] => {
    const met = new Set([unitId]);
    for (const id of met) for (const each of next(id)) met.add(each);
    met.delete(unitId);
    return [...met];
  };
  return {
    before: walk((id) => (lineage.predecessors.get(id) ?? []).map(({ predecessorId }) => predecessorId)),
    after: walk((id) => (lineage.successors.get(id) ?? []).map(({ successorId }) => successorId)),
  };
};

/** How the figures of a unit come to the tree of a date. */
export type Passing =
  /** In force: they stand in it. */
  | { how: 'here' }
  /** All of them go to one other unit: it took over the whole, or it is the only one the unit came from. */
  | { how: 'whole'; to: number }
  /** Several took it over, each a share that may be known. */
  | { how: 'divided'; pairs: readonly Pair[] }
  /** Nobody can say to which unit below `at` they belong: a unit of several predecessors, or one that nobody took over. */
  | { how: 'above'; at: number };

/** The tree of a date, and where the figures of every unit of any other time stand in it. */
export type Standing = {
  on: CivilDate;
  lineage: Lineage;
  passing: (unitId: number) => Passing;
  /** The lowest unit of this tree that holds all of a unit, whatever is known of shares; the unit itself while in force. */
  anchorOf: (unitId: number) => number;
  /** A unit of this tree and all above it, the root last. */
  pathOf: (unitId: number) => readonly number[];
  /** The lowest unit that holds all of these units of this tree. */
  lowestAbove: (unitIds: readonly number[]) => number;
  /** Where all of a unit's figures stand, when no known weight divides them; null: some are divided. */
  wholePlaceOf: (unitId: number) => WholePlace | null;
};
/** `own`: they are the unit's own; `rest`: no unit below it can be given them. */
export type WholePlace = { at: number; how: 'own' | 'rest' };

/** @throws Error for a unit that the register does not know */
const lifeOf = ({ lives }: Lineage, unitId: number): Life => {
  const life = lives.get(unitId);
  if (!life) throw new Error(`no unit ${unitId} in the register`);
  return life;
};

/**
 * The tree of a date. Old to new: a whole succession carries everything; a divided unit stands where all its parts meet. New to
 * old: a unit stands in the only unit it came from, else in the lowest unit that holds all it came from, so mostly in an old district
 * or province; who gave land without people (a share of 0 by law) gave no figures. What nobody took over stands where its last parent does.
 */
export const standingOn = (lineage: Lineage, on: CivilDate): Standing => {
  const anchors = new Map<number, number>();
  const paths = new Map<number, readonly number[]>();

  const passing = (unitId: number): Passing => {
    const life = lifeOf(lineage, unitId);
    if (stretchOn(life, on)) return { how: 'here' };
    return hasBegun(life, on) ? afterItsEnd(life) : beforeItsBeginning(life);
  };

  const afterItsEnd = (life: Life): Passing => {
    const last = life.stretches.at(-1);
    const pairs = (lineage.successors.get(life.id) ?? []).filter((pair) => pair.on === last?.until);
    const [one, ...more] = pairs;
    if (!one) return { how: 'above', at: anchorOf(last?.parentId ?? life.id) };
    return more.length === 0 ? { how: 'whole', to: one.successorId } : { how: 'divided', pairs };
  };

  const beforeItsBeginning = (life: Life): Passing => {
    const first = life.stretches[0];
    const all = (lineage.predecessors.get(life.id) ?? []).filter((pair) => pair.on === first?.from);
    const peopled = all.filter(({ byLaw }) => byLaw !== 0);
    const pairs = peopled.length > 0 ? peopled : all;
    const [one, ...more] = pairs;
    if (!one) return { how: 'above', at: anchorOf(first?.parentId ?? life.id) };
    if (more.length === 0) return { how: 'whole', to: one.predecessorId };
    return { how: 'above', at: lowestAbove(pairs.map(({ predecessorId }) => anchorOf(predecessorId))) };
  };

  const findAnchor = (unitId: number): number => {
    const passed = passing(unitId);
    switch (passed.how) {
      case 'here':
        return unitId;
      case 'whole':
        return anchorOf(passed.to);
      case 'divided':
        return lowestAbove(passed.pairs.map(({ successorId }) => anchorOf(successorId)));
      case 'above':
        return passed.at;
    }
  };

  const anchorOf = (unitId: number): number => {
    const known = anchors.get(unitId);
    if (known !== undefined) return known;
    const found = findAnchor(unitId);
    anchors.set(unitId, found);
    return found;
  };

  const pathOf = (unitId: number): readonly number[] => {
    const known = paths.get(unitId);
    if (known) return known;
    const parentId = stretchOn(lifeOf(lineage, unitId), on)?.parentId ?? null;
    // A parent that has ended is stood for by the unit that its figures stand in.
    const path = parentId === null ? [unitId] : [unitId, ...pathOf(anchorOf(parentId))];
    paths.set(unitId, path);
    return path;
  };

  const lowestAbove = (unitIds: readonly number[]): number => {
    const [first = 0, ...others] = new Set(unitIds);
    const path = others.reduce<readonly number[]>((shared, id) => {
      const other = pathOf(id);
      return shared.filter((each) => other.includes(each));
    }, pathOf(first));
    const [lowest] = path;
    if (lowest === undefined) throw new Error(`nothing stands above all of ${unitIds.join(', ')}`);
    return lowest;
  };

  const findPlace = (unitId: number): WholePlace | null => {
    const passed = passing(unitId);
    switch (passed.how) {
      case 'here':
        return { at: unitId, how: 'own' };
      case 'whole':
        return wholePlaceOf(passed.to);
      case 'divided':
        return allocating(passed.pairs).length > 0 ? null : { at: anchorOf(unitId), how: 'rest' };
      case 'above':
        return { at: passed.at, how: 'rest' };
    }
  };
  const wholePlaces = new Map<number, WholePlace | null>();
  const wholePlaceOf = (unitId: number): WholePlace | null => {
    const known = wholePlaces.get(unitId);
    if (known !== undefined) return known;
    const place = findPlace(unitId);
    wholePlaces.set(unitId, place);
    return place;
  };

  return { on, lineage, passing, anchorOf, pathOf, lowestAbove, wholePlaceOf };
};

/** A unit that ended divided among several, with the day and its parts. */
export type Division = { unitId: number; on: CivilDate; pairs: readonly Pair[] };

/** The divided units that stand in a unit of a tree, and those of which a part does; by unit. */
export const divisionsIn = (tree: Standing, within: number): Division[] =>
  [...tree.lineage.successors.keys()].flatMap((unitId) => {
    const on = tree.lineage.lives.get(unitId)?.stretches.at(-1)?.until ?? null;
    const pairs = (tree.lineage.successors.get(unitId) ?? []).filter((pair) => pair.on === on);
    if (on === null || pairs.length < 2) return [];
    const places = [unitId, ...pairs.map(({ successorId }) => successorId)].map(tree.anchorOf);
    return places.some((id) => tree.pathOf(id).includes(within)) ? [{ unitId, on, pairs }] : [];
  });
