/** Compares every kept total with a recount from the cells, and puts right what differs. */
import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type pg from 'pg';
import * as q from './queries.ts';
import { type Address, addressOf, beginRecount, itemsOf, keyOf, type Sums, sumText } from './recount.ts';

/** One stored slot that is not what the cells give. */
export type Difference = {
  what: 'total' | 'expected';
  unitId: number;
  period: string;
  line: string;
  reading: string;
  slot: number;
  kept: string | null;
  right: string | null;
};

export type Verified = { cells: number; totals: number; differences: Difference[] };

/** More differences than this are not told one by one. */
const TOLD = 100;

type Found = { at: Address; what: Difference['what']; slots: Omit<Difference, keyof Address | 'what' | 'period'>[] };
type Repair = { total: (right: q.RightTotal) => Promise<void>; expected: (right: q.KeptExpected) => Promise<void> };

/**
 * Recomputes every total from the cells, independently of how they were kept, and names what differs (the first hundred slots).
 * Reads one snapshot; nothing is written and nobody waits.
 */
export const differencesOfTotals = async (owner: pg.ClientBase): Promise<Verified> => {
  await owner.query('begin transaction isolation level repeatable read read only');
  try {
    await owner.query('set local statement_timeout = 0');
    return await compareAll(owner, await q.periodsKept(owner), null);
  } finally {
    await owner.query('rollback');
  }
};

/**
 * Puts right every total that differs from its cells, inside the caller's transaction, and answers what was put right.
 * After a change set it brings the totals of all periods that end on or after its day to the new tree.
 */
export const rebuildTotals = async (owner: pg.ClientBase, endingFrom: string | null): Promise<Verified> => {
  await q.holdPostings(owner);
  const ledger = await q.getLedger(owner);
  const periods = await q.periodsKept(owner);
  // With the longer ones that hold them: of those every total may be lost.
  const touched = [...within(ledger, periods)].filter(
    (id) => endingFrom === null || (ledger.endsOn.get(id) ?? '') >= endingFrom,
  );
  const only = new Set(touched);
  // Shorter periods of the same year give to longer ones, so whole years are counted; years that ended before are left alone.
  const years = yearsOf(ledger, periods).filter((year) => [...within(ledger, year)].some((id) => only.has(id)));
  return compareAll(owner, years.flat(), {
    only,
    total: (right) => q.replaceTotal(owner, right),
    expected: (right) => q.replaceExpected(owner, right),
  });
};

/** Puts right how much is expected above each unit, inside the caller's transaction; totals of figures are left as they are. */
export const rebuildExpected = async (owner: pg.ClientBase): Promise<void> => {
  await q.holdPostings(owner);
  const periods = await q.periodsKept(owner);
  await compareAll(owner, periods, {
    only: within(await q.getLedger(owner), periods),
    total: () => Promise.resolve(),
    expected: (right) => q.replaceExpected(owner, right),
  });
};

/** `repair` writes; differences in other periods than `only` are left and not told. */
const compareAll = async (
  owner: pg.ClientBase,
  periods: readonly number[],
  repair: (Repair & { only: ReadonlySet<number> }) | null,
): Promise<Verified> => {
  const ledger = await q.getLedger(owner);
  const aboveOn = new Map<string, Map<number, number[]>>();
  const days = new Set([...within(ledger, periods)].map((id) => ledger.endsOn.get(id) ?? ''));
  for (const day of days) aboveOn.set(day, await q.unitsAbove(owner, day));
  const above = (unitId: number, periodId: number) => aboveOn.get(ledger.endsOn.get(periodId) ?? '')?.get(unitId) ?? [];
  const verified: Verified = { cells: 0, totals: 0, differences: [] };
  const tell = ({ at, what, slots }: Found) => {
    const { periodId, ...rest } = at;
    const period = ledger.codes.get(periodId) ?? String(periodId);
    for (const slot of slots)
      if (verified.differences.length < TOLD) verified.differences.push({ what, ...rest, period, ...slot });
  };
  for (const year of yearsOf(ledger, periods)) {
    const ids = [...within(ledger, year)];
    const recount = beginRecount(ledger);
    for await (const sheets of byUnit(q.sheetsByUnit(owner, ids)))
      recount.add(sheets, (periodId) => above(sheets[0]?.unitId ?? 0, periodId));
    const right = recount.totals();
    verified.cells += recount.cells;
    verified.totals += slotsOf(right);
    const expected = await countExpected(q.expectationsByUnit(owner, ids), above, ledger.slots);
    await compareTotals(q.keptTotals(owner, ids), right, repair, tell);
    await compareExpected(q.keptExpected(owner, ids), expected, repair, tell);
  }
  return verified;
};

/** Yes/no indicators that nobody sends. */
const derivedSlots: readonly q.DerivedSlot[] = catalogue.flatMap(({ slot, derived }) => {
  const from = derived && indicatorOf(derived.from)?.slot;
  return slot === undefined || !derived || from === undefined ? [] : [{ slot, from, above: derived.above }];
});

/** Sheets that are not what was sent; see `sheetsUnlike` of the queries. */
export const sheetsUnlike = (owner: pg.ClientBase, sent: string): Promise<q.UnlikeSheet[]> =>
  q.sheetsUnlike(owner, sent, derivedSlots);

/** The periods and all longer ones that hold them. */
const within = (ledger: q.Ledger, periods: readonly number[]): Set<number> =>
  new Set(periods.flatMap((id) => (ledger.within.get(id) ?? []).map(({ withinId }) => withinId)));

/** Periods that share a longer period are counted together; that is a year of a calendar. */
const yearsOf = (ledger: q.Ledger, periods: readonly number[]): number[][] => {
  const years: Set<number>[] = [];
  for (const id of periods) {
    const mine = new Set([id, ...(ledger.within.get(id) ?? []).map(({ withinId }) => withinId)]);
    const touching = years.filter((year) => [...mine].some((each) => year.has(each)));
    for (const year of touching) {
      for (const each of year) mine.add(each);
      years.splice(years.indexOf(year), 1);
    }
    years.push(mine);
  }
  return years.map((year) => [...year]);
};

async function* byUnit(sheets: AsyncGenerator<q.UnitSheet>): AsyncGenerator<q.UnitSheet[]> {
  let same: q.UnitSheet[] = [];
  for await (const sheet of sheets) {
    if (same.length > 0 && same[0]?.unitId !== sheet.unitId) {
      yield same;
      same = [];
    }
    same.push(sheet);
  }
  if (same.length > 0) yield same;
}

const slotsOf = (totals: ReadonlyMap<string, Sums>): number => {
  let filled = 0;
  for (const { n, rolled } of totals.values())
    for (let at = 0; at < n.length; at += 1) if ((n[at] ?? 0) + (rolled[at] ?? 0) > 0) filled += 1;
  return filled;
};

const countExpected = async (
  rows: AsyncGenerator<q.ExpectationRow>,
  above: (unitId: number, periodId: number) => readonly number[],
  slots: number,
): Promise<Map<string, Int32Array>> => {
  const counts = new Map<string, Int32Array>();
  for await (const { unitId, periodId, line, slots: text } of rows) {
    const owed = itemsOf(text).map(Number);
    for (const ancestor of above(unitId, periodId))
      for (const each of [line, 'all']) {
        const key = keyOf({ unitId: ancestor, periodId, line: each, reading: '' });
        const known = counts.get(key) ?? new Int32Array(slots);
        counts.set(key, known);
        for (const slot of owed) known[slot - 1] = (known[slot - 1] ?? 0) + 1;
      }
  }
  return counts;
};

const nothing = '(,0,0,0,0)';
/** One slot as it is told: sum, own cells, cells of shorter periods, "hơn", "gần". Counts that end early are zero. */
const keptSlot = (row: Record<'sum' | 'n' | 'rolled' | 'atLeast' | 'about', string[]>, at: number): string => {
  const sum = row.sum[at] ?? 'NULL';
  const bare = sum === 'NULL' ? '' : sum.includes('.') ? sum.replace(/\.?0+$/, '') : sum;
  return `(${bare},${row.n[at] ?? 0},${row.rolled[at] ?? 0},${row.atLeast[at] ?? 0},${row.about[at] ?? 0})`;
};
const rightSlot = (sums: Sums | undefined, at: number): string =>
  !sums || (sums.n[at] ?? 0) + (sums.rolled[at] ?? 0) === 0
    ? nothing
    : `(${sumText(sums, at)},${sums.n[at]},${sums.rolled[at]},${sums.atLeast[at]},${sums.about[at]})`;

const differing = (slots: number, kept: (at: number) => string, right: (at: number) => string): Found['slots'] => {
  const found: Found['slots'] = [];
  for (let at = 0; at < slots; at += 1)
    if (kept(at) !== right(at)) found.push({ slot: at + 1, kept: kept(at), right: right(at) });
  return found;
};

const compareTotals = async (
  rows: AsyncGenerator<q.KeptTotal>,
  right: Map<string, Sums>,
  repair: (Repair & { only: ReadonlySet<number> }) | null,
  tell: (found: Found) => void,
): Promise<void> => {
  const wrong: Found[] = [];
  const judge = (at: Address, kept: (slot: number) => string, most: number) => {
    const sums = right.get(keyOf(at));
    const slots = differing(Math.max(most, sums?.n.length ?? 0), kept, (slot) => rightSlot(sums, slot));
    if (slots.length > 0 && (repair?.only.has(at.periodId) ?? true))
      wrong.push({ at: addressOf(keyOf(at)), what: 'total', slots });
  };
  const seen = new Set<string>();
  for await (const row of rows) {
    seen.add(keyOf(row));
    const arrays = {
      sum: itemsOf(row.sum),
      n: itemsOf(row.n),
      rolled: itemsOf(row.rolled),
      atLeast: itemsOf(row.atLeast),
      about: itemsOf(row.about),
    };
    judge(row, (slot) => keptSlot(arrays, slot), arrays.sum.length);
  }
  for (const key of right.keys()) if (!seen.has(key)) judge(addressOf(key), () => nothing, 0);
  for (const found of wrong) {
    tell(found);
    await repair?.total({ ...found.at, ...textsOf(right.get(keyOf(found.at))) });
  }
};

const textsOf = (sums: Sums | undefined) => {
  const list = (array: Int32Array | undefined) => `{${[...(array ?? [])].join(',')}}`;
  const filled = (at: number) => (sums?.n[at] ?? 0) + (sums?.rolled[at] ?? 0) > 0;
  return {
    sum: `{${Array.from({ length: sums?.n.length ?? 0 }, (_, at) => (sums && filled(at) ? sumText(sums, at) : 'NULL')).join(',')}}`,
    n: list(sums?.n),
    rolled: list(sums?.rolled),
    atLeast: list(sums?.atLeast),
    about: list(sums?.about),
  };
};

const compareExpected = async (
  rows: AsyncGenerator<q.KeptExpected>,
  right: Map<string, Int32Array>,
  repair: (Repair & { only: ReadonlySet<number> }) | null,
  tell: (found: Found) => void,
): Promise<void> => {
  const wrong: Found[] = [];
  const judge = (at: Address, kept: readonly string[]) => {
    const counts = right.get(keyOf(at));
    const slots = differing(
      Math.max(kept.length, counts?.length ?? 0),
      (slot) => kept[slot] ?? '0',
      (slot) => String(counts?.[slot] ?? 0),
    );
    if (slots.length > 0 && (repair?.only.has(at.periodId) ?? true))
      wrong.push({ at: addressOf(keyOf(at)), what: 'expected', slots });
  };
  const seen = new Set<string>();
  for await (const row of rows) {
    const at = { ...row, reading: '' };
    seen.add(keyOf(at));
    judge(at, itemsOf(row.n));
  }
  for (const key of right.keys()) if (!seen.has(key)) judge(addressOf(key), []);
  for (const found of wrong) {
    tell(found);
    const counts = right.get(keyOf(found.at));
    await repair?.expected({ ...found.at, n: `{${[...(counts ?? [])].join(',')}}` });
  }
};
