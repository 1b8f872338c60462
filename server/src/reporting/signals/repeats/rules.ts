/** Rows of figures that stand a second time: in an earlier period, at a neighbour, over many periods. */
import { catalogue, countsPeople, indicatorOf, isTyped } from '@app/contract/figures/catalogue.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Setting } from '@app/contract/reporting/signals/kinds.ts';
import type { Case, Member, Sheet } from '../case.ts';
import { bitsOf, chanceOfEqual, roundTo, spreadOf } from '../coincidence/rules.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

const isFlow = (id: string): boolean => indicatorOf(id)?.kind === 'F';
const isCount = (id: string): boolean => {
  const indicator = indicatorOf(id);
  return indicator !== undefined && isTyped(indicator) && indicator.kind !== 'B';
};
const valueIn = (sheet: Sheet, id: string): number | null => sheet.own.get(id)?.value ?? null;
/** The flows of the past, zeros included. */
export const pastOf = (before: readonly Sheet[], id: string): number[] =>
  before.flatMap((sheet) => valueIn(sheet, id) ?? []);

type Overlap = { equal: { indicator: string; value: number }[]; compared: number };

/** What two sheets share among the indicators of a choice: zeros and gaps on both sides say nothing. */
const overlapOf = (one: Sheet, other: Sheet, counts: (id: string) => boolean): Overlap => {
  const found: Overlap = { equal: [], compared: 0 };
  for (const [id, { value }] of one.own) {
    const theirs = valueIn(other, id);
    if (!counts(id) || theirs === null || (value === 0 && theirs === 0)) continue;
    found.compared += 1;
    if (value === theirs) found.equal.push({ indicator: id, value });
  }
  return found;
};

/** Whether two sheets are mostly the same: such a pair says nothing about how regular a single figure is. */
const areMostlyEqual = (one: Sheet, other: Sheet): boolean => {
  const { equal, compared } = overlapOf(one, other, isFlow);
  return compared > 0 && equal.length > compared / 2;
};

/** Parts beside their whole that no ratio of the catalogue names. */
const partsOf: Readonly<Record<string, string>> = {
  mediation_conducted: 'mediation_cases',
  units_inspected: 'body_inspections',
};

/** The figure that another one mostly follows: a part follows its whole. Read each time, since the catalogue learns. */
const wholes = (): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(partsOf),
    ...catalogue.flatMap(({ part, whole, partOf }) => (partOf && part && whole ? [[part, whole] as const] : [])),
  ]);

/** The bits of equal figures together: once the whole is equal, its part says only as much as what is left between them. */
const bitsTogether = (
  equal: Overlap['equal'],
  follows: ReadonlyMap<string, string>,
  chanceOf: (indicator: string, value: number) => number,
): number => {
  const values = new Map(equal.map(({ indicator, value }) => [indicator, value]));
  return equal.reduce((sum, { indicator, value }) => {
    const whole = values.get(follows.get(indicator) ?? '');
    const left = whole === undefined ? 0 : chanceOfEqual(spreadOf(Math.abs(whole - value), []));
    return sum + bitsOf(Math.max(chanceOf(indicator, value), left));
  }, 0);
};

/** How often a figure of this unit has honestly stood still: work that is regular repeats without being copied. */
const regularity = (before: readonly Sheet[], id: string): number => {
  let pairs = 0;
  let same = 0;
  for (const [at, sheet] of before.entries()) {
    const next = before[at + 1];
    if (!next || areMostlyEqual(sheet, next)) continue;
    const one = valueIn(sheet, id);
    const other = valueIn(next, id);
    if (one === null || other === null || (one === 0 && other === 0)) continue;
    pairs += 1;
    if (one === other) same += 1;
  }
  return pairs >= 4 ? same / (pairs + 1) : 0;
};

const isEnough = ({ equal, compared }: Overlap, { thresholds }: Setting): boolean =>
  compared >= (thresholds['cells'] ?? 0) && equal.length * 100 >= compared * (thresholds['share'] ?? 100);

/** Periods that a report is compared with. */
const A_YEAR = 12;

/** The flows of an earlier period sent again. A nil report repeats nothing. */
export const repeated = (of: Case, setting: Setting): Of<'repeated'> | null => {
  const { sheet, before } = of;
  const candidates = before.filter((each) => sheet.at - each.at <= A_YEAR && !each.isNil);
  if (sheet.isNil || candidates.length === 0) return null;
  const needed = (setting.thresholds['bits'] ?? 0) + Math.log2(candidates.length);
  const follows = wholes();
  let best: Of<'repeated'> | null = null;
  for (const each of candidates) {
    const overlap = overlapOf(sheet, each, isFlow);
    if (!isEnough(overlap, setting)) continue;
    const bits = bitsTogether(overlap.equal, follows, (indicator, value) =>
      Math.max(chanceOfEqual(spreadOf(value, pastOf(before, indicator))), regularity(before, indicator)),
    );
    if (bits < needed || (best && bits <= best.bits)) continue;
    best = {
      kind: 'repeated',
      period: each.period,
      equal: overlap.equal.length,
      compared: overlap.compared,
      bits: roundTo(bits, 1),
      cells: overlap.equal,
    };
  }
  return best;
};

/** For each indicator, the figures that the group has for the period: what many have is no coincidence. */
export type GroupValues = ReadonlyMap<string, { sorted: readonly number[]; times: ReadonlyMap<number, number> }>;

export const groupValues = (members: readonly Member[]): GroupValues => {
  const lists = new Map<string, number[]>();
  for (const { sheet } of members)
    for (const [id, { value }] of sheet.own) {
      const list = lists.get(id);
      if (list) list.push(value);
      else lists.set(id, [value]);
    }
  return new Map(
    [...lists].map(([id, values]) => {
      const times = new Map<number, number>();
      for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
      return [id, { sorted: values.toSorted((one, other) => one - other), times }];
    }),
  );
};

/** The chance that another unit of the group has this very figure. */
const chanceAmong = (group: GroupValues, id: string, value: number): number => {
  const here = group.get(id);
  const size = here?.sorted.length ?? 0;
  // Without the two that are compared.
  const others = Math.max(0, (here?.times.get(value) ?? 0) - 2);
  return Math.max(chanceOfEqual(spreadOf(value, here?.sorted ?? [])), size > 2 ? others / (size - 2) : 0);
};

/** The figures of another unit that had sent before. Compared on flows alone and on everything: stocks are known by heart. */
export const neighbour = (
  of: Case,
  group: { members: readonly Member[]; values: GroupValues },
  setting: Setting,
): Of<'neighbour'> | null => {
  const { sheet } = of;
  const earlier = group.members.filter(
    (each) =>
      each.unitId !== of.unitId &&
      !each.sheet.isNil &&
      (each.sentAt < of.sentAt || (each.sentAt === of.sentAt && each.unitId < of.unitId)),
  );
  if (sheet.isNil || earlier.length === 0) return null;
  const needed = (setting.thresholds['bits'] ?? 0) + Math.log2(earlier.length);
  const follows = wholes();
  let best: Of<'neighbour'> | null = null;
  for (const each of earlier)
    for (const counts of [isFlow, isCount]) {
      const overlap = overlapOf(sheet, each.sheet, counts);
      if (!isEnough(overlap, setting)) continue;
      const bits = bitsTogether(overlap.equal, follows, (indicator, value) =>
        chanceAmong(group.values, indicator, value),
      );
      if (bits < needed || (best && bits <= best.bits)) continue;
      best = {
        kind: 'neighbour',
        unitId: each.unitId,
        equal: overlap.equal.length,
        compared: overlap.compared,
        bits: roundTo(bits, 1),
        cells: overlap.equal,
      };
    }
  return best;
};

/** How many periods in a row, this one included, have had the same figure; gaps end the row. */
const runOf = (of: Case, id: string, value: number): { periods: number; since: string } => {
  let periods = 1;
  let since = of.sheet.period;
  for (const each of of.before) {
    if (each.at !== of.sheet.at - periods || valueIn(each, id) !== value) break;
    periods += 1;
    since = each.period;
  }
  return { periods, since };
};

/** Fewer people than this stay the same honestly. */
const FEW_PEOPLE = 50;

/** Flows that stand still although chance would move them, and lists of people that nobody has looked at. */
export const flat = (of: Case, { thresholds }: Setting): Of<'flat'> | null => {
  const series = [...of.sheet.own].flatMap(([indicator, { value }]) => {
    const known = indicatorOf(indicator);
    if (!known || value < (thresholds['floor'] ?? 0)) return [];
    const { periods, since } = runOf(of, indicator, value);
    if (known.kind === 'F') {
      if (periods < (thresholds['periods'] ?? 0)) return [];
      const others = pastOf(of.before.slice(periods - 1), indicator);
      const bits = (periods - 1) * bitsOf(chanceOfEqual(spreadOf(value, others)));
      return bits >= (thresholds['bits'] ?? 0) ? [{ indicator, value, periods, since }] : [];
    }
    const standsStill = known.kind === 'S' && countsPeople(known) && value >= FEW_PEOPLE;
    return standsStill && periods >= (thresholds['stockPeriods'] ?? 24) ? [{ indicator, value, periods, since }] : [];
  });
  return series.length > 0 ? { kind: 'flat', series } : null;
};
