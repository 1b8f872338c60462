/** A grid of figures: rows of units × periods, read in a handful of statements and answered slot by slot. */
import { indicatorInSlot } from '@app/contract/figures/catalogue.ts';
import type { Line, Reading } from '@app/contract/figures/routes.ts';
import { childrenOf, type Period, parentOf } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { periodId } from '../period-ids.ts';
import { type Expected, nineMonths, plus, type Slot } from '../rules.ts';
import { crossingOf, everyPartOf, type Owed, owedKey, owedOf } from './crossing.ts';
import {
  type Columns,
  cellColumns,
  expectedColumns,
  expectedTotalColumns,
  periodsOwed,
  periodsWithSheets,
  type Source,
  totalColumns,
  type UnitAsked,
  type Within,
} from './queries.ts';

/** A unit and the row it counts in. One that counts in two rows stands here twice; within a row none lies in another. */
export type Member = UnitAsked & { row: number };

export type GridQuestion = {
  members: readonly Member[];
  rows: number;
  periods: readonly Period[];
  slots: readonly number[];
  line: Line | 'all';
  reading: Reading;
};

export type Grid = {
  slotAt: (row: number, period: Period, slot: number) => Slot;
  expectedAt: (row: number, period: Period, slot: number) => Expected;
  /** How many units stand behind a row in a period. */
  unitsAt: (row: number, period: Period) => number;
  /** False: none of the units quotes a figure for its whole area; true: some may. */
  quotes: boolean;
};

/** From so many units on, their sheets are found by the period and not one by one. */
const MANY = 300;

const large = new Set(['nation', 'province', 'district']);
/** Whether totals are kept for the units of a level. */
export const hasTotals = (level: string): boolean => large.has(level);

const above = (period: Period): Period[] => {
  const parent = parentOf(period);
  return parent ? [parent, ...above(parent)] : [];
};

export const isFlow = (slot: number): boolean => indicatorInSlot(slot)?.kind === 'F';

/** The line on which each slot is read: where a single line's cell is the figure of the unit, every other line reads it. */
export const linesOf = (slots: readonly number[], asked: Line | 'all'): Map<Line | 'all', number[]> => {
  const lines = new Map<Line | 'all', number[]>();
  for (const slot of slots) {
    const indicator = indicatorInSlot(slot);
    const line = asked !== 'all' && indicator?.share === 'one' ? indicator.line : asked;
    lines.set(line, [...(lines.get(line) ?? []), slot]);
  }
  return lines;
};

/** What is known of one slot, by row and period. */
class Shelf {
  readonly sum: (number | null)[];
  readonly n: Int32Array;
  readonly rolled: Int32Array;
  readonly worst: Uint8Array;
  constructor(size: number) {
    this.sum = new Array<number | null>(size).fill(null);
    this.n = new Int32Array(size);
    this.rolled = new Int32Array(size);
    this.worst = new Uint8Array(size);
  }
  add(at: number, sum: number | null, n: number, rolled: number, worst: number): void {
    this.sum[at] = plus(this.sum[at] ?? null, sum);
    this.n[at] = (this.n[at] ?? 0) + n;
    this.rolled[at] = (this.rolled[at] ?? 0) + rolled;
    this.worst[at] = Math.max(this.worst[at] ?? 0, worst);
  }
  slot(at: number): Slot {
    const worst = this.worst[at] ?? 0;
    return {
      sum: this.sum[at] ?? null,
      n: this.n[at] ?? 0,
      rolled: this.rolled[at] ?? 0,
      atLeast: worst === 1 ? 1 : 0,
      about: worst === 2 ? 1 : 0,
    };
  }
}

/** Places of periods: nine months are read as their three quarters. */
type Places = { periods: readonly Period[]; at: ReadonlyMap<string, number> };
const placesOf = (periods: readonly Period[]): Places => {
  const each = [...new Map(periods.map((period) => [period.code, period])).values()];
  return { periods: each, at: new Map(each.map((period, at) => [period.code, at])) };
};

/** Reads a grid. Nothing is judged here: who may read these units and lines is asked before. */
export const readGrid = async (tx: Tx, question: GridQuestion): Promise<Grid> => {
  const { rows, slots } = question;
  const crossing = await crossingOf(tx, question.periods);
  const inQuarters = ({ kind, code }: Period): boolean => kind === 'nine_months' && !crossing.has(code);
  const values = placesOf(question.periods.flatMap((each) => (inQuarters(each) ? childrenOf(each) : [each])));
  const owed = owedOf(question.periods, crossing);
  const owedAtKey = new Map(owed.map(({ key }, at) => [key, at]));
  const shelves = new Map(slots.map((slot) => [slot, new Shelf(rows * values.periods.length)]));
  const expected = new Map(slots.map((slot) => [slot, new Int32Array(rows * owed.length)]));
  const sizes = {
    large: question.members.filter(({ level }) => hasTotals(level)),
    small: question.members.filter(({ level }) => !hasTotals(level)),
  };
  const periods = await withinOf(tx, sizes.small.length > 0 ? values.periods : [], question.reading);
  // Nine months have no totals of their own; across a reform their quarters' totals stand in other units.
  const ninth = values.periods.map(({ kind }) => kind === 'nine_months');
  const untotalled = ninth.includes(true)
    ? (await withinOf(tx, values.periods, question.reading)).filter(({ at }) => ninth[at])
    : [];
  let quotes = sizes.large.length > 0;
  for (const [line, onLine] of linesOf(slots, question.line)) {
    const asked = { line, reading: question.reading, slots: onLine };
    await addTotals(tx, sizes.large, values, asked, shelves);
    const quoted = await addCells(tx, sizes.small, values, periods, asked, shelves);
    if (untotalled.length > 0) await addCells(tx, sizes.large, values, untotalled, asked, shelves);
    quotes ||= quoted || (sizes.small.length > 0 && line !== question.line);
    await addExpected(tx, sizes, owed, asked, expected);
  }

  const members = new Int32Array(rows);
  for (const { row } of question.members) members[row] = (members[row] ?? 0) + 1;
  const slotAt: Grid['slotAt'] = (row, period, slot) => {
    if (inQuarters(period))
      return nineMonths(
        isFlow(slot),
        childrenOf(period).map((quarter) => slotAt(row, quarter, slot)),
      );
    const shelf = shelves.get(slot);
    if (!shelf) throw new Error(`slot ${slot} was not read`);
    return shelf.slot(row * values.periods.length + (values.at.get(period.code) ?? 0));
  };
  const insides = new Map<string, Inside[]>();
  /** What lies inside an asked period; a stock is asked only at the last cut-off. */
  const insideOf = (asked: Period, ofFlow: boolean, period = asked): Inside[] => {
    const parts = childrenOf(period);
    return (ofFlow ? parts : parts.slice(-1)).map((part) => ({
      at: owedAtKey.get(owedKey(asked, part, crossing)) ?? 0,
      inside: insideOf(asked, ofFlow, part),
    }));
  };
  const insideKept = (asked: Period, ofFlow: boolean): Inside[] => {
    const key = `${asked.code} ${ofFlow}`;
    const inside = insides.get(key) ?? insideOf(asked, ofFlow);
    insides.set(key, inside);
    return inside;
  };
  return {
    slotAt,
    expectedAt: (row, period, slot) => {
      const kept = expected.get(slot);
      if (!kept) return { own: 0, below: 0 };
      const from = row * owed.length;
      return {
        own: kept[from + (owedAtKey.get(period.code) ?? 0)] ?? 0,
        below: sumInside(kept, from, insideKept(period, isFlow(slot))),
      };
    },
    unitsAt: (row) => members[row] ?? 0,
    quotes,
  };
};

/** A part of a period by its place among what may be expected, with its own parts. */
type Inside = { at: number; inside: readonly Inside[] };

/** What the shorter periods inside were expected to bring: of each itself, or else of its parts. */
const sumInside = (kept: Int32Array, from: number, parts: readonly Inside[]): number => {
  let sum = 0;
  for (const { at, inside } of parts) sum += kept[from + at] || sumInside(kept, from, inside);
  return sum;
};

type Asked = { line: Line | 'all'; reading: Reading; slots: readonly number[] };

const addTotals = async (
  tx: Tx,
  members: readonly Member[],
  places: Places,
  asked: Asked,
  shelves: ReadonlyMap<number, Shelf>,
): Promise<void> =>
  fill(await totalColumns(tx, placesIn(members), places.periods.map(periodId), asked), asked.slots, places, shelves);

const placesIn = (members: readonly Member[]) => ({
  ids: members.map(({ id }) => id),
  rows: members.map(({ row }) => row),
});

/** Each asked period with the shorter ones inside it, and what stands before them. */
const withinOf = async (tx: Tx, periods: readonly Period[], reading: Reading): Promise<Within[]> => {
  const longer = periods.flatMap((asked) =>
    [asked, ...everyPartOf(asked)].filter((each) => childrenOf(each).length > 0),
  );
  const held = await periodsWithSheets(tx, [...new Set(longer.map(periodId))], reading);
  return periods.flatMap((asked, at) =>
    [asked, ...everyPartOf(asked)].map((each): Within => {
      const own = each.code === asked.code;
      const covers = above(each).filter((over) => over.year === asked.year && isUpTo(over, asked));
      return {
        periodId: periodId(each),
        at,
        own,
        sameEnd: each.endsOn === asked.endsOn,
        endsOn: asked.endsOn,
        covers: own ? [] : covers.map(periodId).filter((id) => held.has(id)),
      };
    }),
  );
};

/** Whether a period is the asked one or a part of it; nine months stand above no quarter in the calendar. */
const isUpTo = (over: Period, asked: Period): boolean =>
  over.code === asked.code || everyPartOf(asked).some(({ code }) => code === over.code);

const addCells = async (
  tx: Tx,
  members: readonly Member[],
  places: Places,
  periods: readonly Within[],
  { line, reading, slots }: Asked,
  shelves: ReadonlyMap<number, Shelf>,
): Promise<boolean> => {
  const asked = { line, reading, slots: slots.map((slot) => ({ slot, isFlow: isFlow(slot) })) };
  let quotes = false;
  for (const source of sourcesOf(members, periods)) {
    const columns = await cellColumns(tx, source, asked);
    quotes ||= columns.quotes;
    fill(columns, slots, places, shelves);
  }
  return quotes;
};

const fill = (
  columns: Columns,
  slots: readonly number[],
  places: Places,
  shelves: ReadonlyMap<number, Shelf>,
): void => {
  slots.forEach((slot, k) => {
    const shelf = shelves.get(slot);
    const column = columns.slots[k];
    if (!shelf || !column) return;
    for (let at = 0; at < columns.rows.length; at += 1)
      shelf.add(
        (columns.rows[at] ?? 0) * places.periods.length + (columns.periods[at] ?? 0),
        column.sum[at] ?? null,
        column.n[at] ?? 0,
        column.rolled[at] ?? 0,
        column.worst[at] ?? 0,
      );
  });
};

const addExpected = async (
  tx: Tx,
  sizes: { large: readonly Member[]; small: readonly Member[] },
  owed: readonly Owed[],
  { line, slots }: Asked,
  expected: ReadonlyMap<number, Int32Array>,
): Promise<void> => {
  const isElsewhere = ({ period, on }: Owed): boolean => on !== period.endsOn;
  const parts = owed.filter(isElsewhere).map(({ period }) => period.endsOn);
  // A unit that stood already has its expectations on the trees of the parts; one that began since has them in former units.
  const hasBegun = ({ from }: Member): boolean => from !== null && parts.some((endsOn) => endsOn < from);
  const periods = owed.map((each, at) => ({ periodId: periodId(each.period), at, elsewhere: isElsewhere(each) }));
  const kept = { ...placesIn(sizes.large), began: sizes.large.map(hasBegun) };
  const themselves = owed.map(
    ({ period, on }, at): Within => ({
      periodId: periodId(period),
      at,
      own: true,
      sameEnd: true,
      endsOn: on,
      covers: [],
    }),
  );
  const elsewhere = themselves.filter(({ at }) => owed[at] && isElsewhere(owed[at]));
  const found = [await expectedTotalColumns(tx, kept, periods, line, slots)];
  for (const [members, asked] of [
    [sizes.small, themselves],
    [sizes.large.filter(hasBegun), elsewhere],
  ] as const) {
    if (members.length === 0 || asked.length === 0) continue;
    // Without a look first, the whole tree would be walked for years of which nobody owes anything.
    const owing = await periodsOwed(tx, [...new Set(asked.map((each) => each.periodId))]);
    const held = asked.filter((each) => owing.has(each.periodId));
    for (const source of held.length > 0 ? sourcesOf(members, held) : [])
      found.push(await expectedColumns(tx, source, line, slots));
  }
  for (const columns of found)
    slots.forEach((slot, k) => {
      const [shelf, column] = [expected.get(slot), columns.slots[k] ?? []];
      if (!shelf) return;
      for (let at = 0; at < columns.rows.length; at += 1) {
        const place = (columns.rows[at] ?? 0) * owed.length + (columns.periods[at] ?? 0);
        shelf[place] = (shelf[place] ?? 0) + (column[at] ?? 0);
      }
    });
};

/** A unit that is in force as it is on all the days stands for itself; no commune stands in another then. */
const standsForItself = (member: Member, first: string, last: string): boolean =>
  member.steady &&
  member.level === 'commune' &&
  (member.from === null || member.from <= first) &&
  (member.to === null || member.to >= last);

/** The sheets to be read for members: of many that stand for themselves by the period, of all others over the tree. */
export const sourcesOf = (members: readonly Member[], periods: readonly Within[]): Source[] => {
  const days = periods.map(({ endsOn }) => endsOn).sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const apart = members.filter((member) => standsForItself(member, first, last));
  const parts =
    apart.length < MANY
      ? [{ apart: false, of: members }]
      : [
          { apart: true, of: apart },
          { apart: false, of: members.filter((member) => !standsForItself(member, first, last)) },
        ];
  return parts
    .filter(({ of }) => of.length > 0)
    .map(({ apart: isApart, of }) => ({
      apart: isApart,
      members: { ids: of.map(({ id }) => id), rows: of.map(({ row }) => row) },
      periods,
    }));
};
