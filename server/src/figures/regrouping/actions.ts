/** What a change of units does to totals: looked at before it is kept. */
import { indicatorInSlot } from '@app/contract/figures/catalogue.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type pg from 'pg';
import { sayPeriod } from '../actions.ts';
import { periodOfId } from '../period-ids.ts';
import { getLedger, type Ledger, periodsKept, unitsAbove } from '../verify/queries.ts';
import { addressOf, beginRecount, type Sums, sumText } from '../verify/recount.ts';
import * as q from './queries.ts';

export { forgetTotals } from './queries.ts';

/** Periods issued at units that end on a day or later, said in words. */
export const issuedPeriods = async (
  owner: pg.ClientBase,
  unitIds: readonly number[],
  on: string,
): Promise<{ unitId: number; period: Words; endsOn: string }[]> =>
  (await q.issuedFrom(owner, unitIds, on)).map(({ periodId, ...row }) => ({
    ...row,
    period: sayPeriod(periodOfId(periodId)).words,
  }));

type Above = Map<number, readonly number[]>;
type Trees = Map<string, Above>;

const treesOf = async (owner: pg.ClientBase, days: ReadonlySet<string>): Promise<Trees> => {
  const trees: Trees = new Map();
  for (const day of days) trees.set(day, await unitsAbove(owner, day));
  return trees;
};

const same = (one: readonly number[] = [], other: readonly number[] = []): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** The units that count somewhere else than before on one of the days. */
const movedUnits = (before: Trees, after: Trees): number[] => {
  const moved = new Set<number>();
  for (const [day, tree] of before) {
    const then = after.get(day);
    for (const [id, above] of tree) if (!same(above, then?.get(id))) moved.add(id);
    for (const id of then?.keys() ?? []) if (!tree.has(id)) moved.add(id);
  }
  return [...moved];
};

/** A sum that changes: in a unit, period and slot, accepted over all lines unless another reading is said. */
type Shift = { unitId: number; periodId: number; slot: number; reading: string; from: string; to: string };

const nothing = '0';
const sumAt = (sums: Sums | undefined, at: number): string =>
  sums && (sums.n[at] ?? 0) + (sums.rolled[at] ?? 0) > 0 ? sumText(sums, at) : nothing;
const countsAt = (sums: Sums | undefined, at: number): string =>
  sums ? [sums.n, sums.rolled, sums.atLeast, sums.about].map((each) => each[at] ?? 0).join(',') : '0,0,0,0';

/** Every sum over all lines that what these units hold gives, on one tree and on the other, where something is held at all. */
const compare = (
  before: ReadonlyMap<string, Sums>,
  after: ReadonlyMap<string, Sums>,
  ledger: Ledger,
  periods: ReadonlySet<number>,
): { held: Shift[]; differs: (shift: Shift) => boolean } => {
  const held: Shift[] = [];
  const other = new Set<Shift>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const { line, ...at } = addressOf(key);
    if (line !== 'all' || !periods.has(at.periodId)) continue;
    const [one, two] = [before.get(key), after.get(key)];
    for (let slot = 1; slot <= ledger.slots; slot += 1) {
      const counts = [countsAt(one, slot - 1), countsAt(two, slot - 1)];
      if (counts.every((text) => text === '0,0,0,0')) continue;
      const shift = { ...at, slot, from: sumAt(one, slot - 1), to: sumAt(two, slot - 1) };
      held.push(shift);
      if (shift.from !== shift.to || counts[0] !== counts[1]) other.add(shift);
    }
  }
  return { held, differs: (shift) => other.has(shift) };
};

/** Totals told one by one. */
const TOLD = 60;
const levels = ['nation', 'province', 'district'];

/**
 * Looks at the totals of all periods that end on a day or later, before units change; what it answers looks again afterwards, in
 * the same transaction. Only what the changed units hold, and those that count elsewhere because of them, is counted, on both trees:
 * nothing is written and nobody waits.
 */
export const watchTotals = async (owner: pg.ClientBase, on: string) => {
  const ledger = await getLedger(owner);
  const kept = await periodsKept(owner);
  const touched = new Set(kept.filter((id) => (ledger.endsOn.get(id) ?? '') >= on));
  const days = new Set([...touched].map((id) => ledger.endsOn.get(id) ?? ''));
  const before = await treesOf(owner, days);
  return async (changed: readonly number[], readsFigures: boolean) => {
    const after = await treesOf(owner, days);
    const giving = kept.filter((id) => ledger.within.get(id)?.some(({ withinId }) => touched.has(withinId)));
    const sheets = await q.sheetsOfUnits(owner, [...new Set([...changed, ...movedUnits(before, after)])], giving);
    const count = (trees: Trees): Map<string, Sums> => {
      const recount = beginRecount(ledger);
      for (const [unitId, own] of byUnit(sheets))
        recount.add(own, (period) => trees.get(ledger.endsOn.get(period) ?? '')?.get(unitId) ?? []);
      return recount.totals();
    };
    const { held, differs } = compare(count(before), count(after), ledger, touched);
    const units = await q.namesOfUnits(owner, [...new Set(held.map(({ unitId }) => unitId))]);
    const levelOf = ({ unitId }: Shift) => units.get(unitId)?.level ?? '';
    const national = held.filter((shift) => levelOf(shift) === 'nation');
    const shifted = held.filter(differs);
    const told = shifted
      .filter(({ reading }) => reading === 'accepted')
      .toSorted(
        (one, other) => levels.indexOf(levelOf(one)) - levels.indexOf(levelOf(other)) || other.periodId - one.periodId,
      )
      .slice(0, TOLD);
    return {
      periods: [...new Set(held.map(({ periodId }) => periodId))].map((id) => sayPeriod(periodOfId(id))),
      changed: shifted.length,
      national: { compared: national.length, differing: national.filter(differs).length },
      totals: readsFigures ? await tell(owner, told, units) : null,
    };
  };
};

const byUnit = <S extends { unitId: number }>(sheets: readonly S[]): Map<number, S[]> => {
  const units = new Map<number, S[]>();
  for (const sheet of sheets) {
    const own = units.get(sheet.unitId) ?? [];
    own.push(sheet);
    units.set(sheet.unitId, own);
  }
  return units;
};

const tell = async (owner: pg.ClientBase, shifts: readonly Shift[], units: ReadonlyMap<number, { name: string }>) => {
  const rows = [];
  for (const { unitId, periodId, slot, from, to } of shifts) {
    const kept = await q.keptSum(owner, unitId, periodId, slot);
    const rest = tenThousandths((kept ?? 0) - Number(from));
    rows.push({
      unit: units.get(unitId)?.name ?? '',
      period: sayPeriod(periodOfId(periodId)),
      indicator: indicatorInSlot(slot)?.words ?? { vi: String(slot), en: String(slot) },
      before: kept,
      // Where nothing is left the total is missing, not zero.
      after: to === nothing && rest === 0 ? null : tenThousandths(rest + Number(to)),
    });
  }
  return rows;
};

const tenThousandths = (value: number): number => Math.round(value * 10_000) / 10_000;
