/** Reads figures of any period on the boundaries of any date. */
import { type Indicator, indicatorInSlot, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { unknownUnits } from '@app/contract/figures/problems.ts';
import type { RestatedFigure } from '@app/contract/figures/restated/routes.ts';
import type { Line, Reading } from '@app/contract/figures/routes.ts';
import { type CivilDate, childrenOf, type Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { Refused } from '../../kernel/problem.ts';
import { unitsBelowEver } from '../../org/index.ts';
import { everyPartOf } from '../grid/crossing.ts';
import { linesOf } from '../grid/grid.ts';
import { periodId, periodOfId } from '../period-ids.ts';
import { declaredOf, expectedOf, totalsOf } from '../queries.ts';
import { addSlots, type Expected, figureFrom, noSlot, type Slot, slotOfCells, slotsFor } from '../rules.ts';
import {
  type Makeup,
  makeupOf,
  ofQuarters,
  type Parts,
  partsOf,
  type Read,
  restOf,
  type Source,
  sourcesOf,
} from './parts/rules.ts';
import { cellsOfUnits, cellsToShare, expectedOfUnits, type SheetCells } from './queries.ts';
import { registerNow } from './register/loaded.ts';
import type { Register } from './register/rules.ts';

export type RestatedQuestion = {
  indicators: readonly string[];
  /** Units of the tree of `boundaries`; one that is not in force then has no figures there. */
  unitIds: readonly number[];
  periods: readonly Period[];
  line: Line | 'all';
  reading: Reading;
  /** The date whose tree the figures are read on. */
  boundaries: CivilDate;
};

/** A question's figures slot by slot: what `readGrid` answers on each period's own tree, on the boundaries of one date. */
export type RestatedGrid = {
  partsAt: (unitId: number, period: Period, slot: number) => Parts;
  expectedAt: (unitId: number, period: Period, slot: number) => Expected;
  /** What some of the asked units' figures were made of, as it stood then; of periods that are made of others nothing is told. */
  sourcesOf: (unitIds: readonly number[], period: Period, slot: number) => Source[];
};

/**
 * One answer per unit, period and indicator, in that nesting order, each with the part that is allocated by weight and the part
 * that is not allocated: children + own + not allocated = total. Ratios and averages are recomputed from their restated parts; yes/no
 * goes with whole units and is never divided. Refuses `figures.unknown-units` for a line or unit that the post may not see.
 */
export const readRestated = async (
  ask: Pick<Ask, 'tx' | 'actor'>,
  question: RestatedQuestion,
): Promise<RestatedFigure[]> => {
  const { unitIds, periods, line, reading, boundaries } = question;
  const indicators = question.indicators.flatMap((id) => indicatorOf(id) ?? []);
  const grid = await readRestatedGrid(ask, { ...question, slots: slotsFor(indicators) });
  const quoted = await declaredOf(ask.tx, unitIds, periods.map(periodId), line, reading);
  const register = await registerNow(ask.tx);
  // What was quoted for the whole area is quoted for that area alone.
  const declaredAt = (unitId: number, period: Period, slot: number) =>
    isSameArea(register, unitId, period.endsOn, boundaries)
      ? (quoted.get(`${unitId}:${periodId(period)}:${slot}`) ?? null)
      : null;
  const answer = (unitId: number, period: Period, indicator: Indicator & { id: string }): RestatedFigure => ({
    indicator: indicator.id,
    unitId,
    period: period.code,
    line,
    reading,
    declared: declaredAt(unitId, period, indicator.slot),
    ...figureFrom(indicator, (slot) => ({
      slot: grid.partsAt(unitId, period, slot).all,
      expected: grid.expectedAt(unitId, period, slot),
    })),
    ...partsTold(indicator, () => grid.partsAt(unitId, period, indicator.slot)),
  });
  return unitIds.flatMap((unitId) =>
    periods.flatMap((period) => indicators.map((indicator) => answer(unitId, period, indicator))),
  );
};

/** Ratios and averages have no parts of their own: they are recomputed from those of their operands. */
const partsTold = (
  { kind }: Indicator,
  parts: () => Parts,
): Pick<RestatedFigure, 'own' | 'allocated' | 'notAllocated'> => {
  if (kind !== 'F' && kind !== 'S' && kind !== 'B') return { own: null, allocated: null, notAllocated: null };
  const { own, allocated, notAllocated } = parts();
  return { own: own.sum, allocated: allocated.sum, notAllocated: notAllocated.sum };
};

/** Whether a unit is made of itself alone: the area it had then is the one it has on the boundaries. */
const isSameArea = (register: Register, unitId: number, then: CivilDate, on: CivilDate): boolean => {
  const { totals, sheets } = register.cover(unitId, then, on);
  return totals.includes(unitId) || (totals.length === 0 && sheets.includes(unitId) && register.isSameTree(then, on));
};

/** What has to be read for the periods of one tree: kept totals, sheets, and sheets of which only shares are given. */
type Needs = {
  periods: readonly Period[];
  /** Of what each asked unit is made. */
  makeups: ReadonlyMap<number, Makeup>;
  totals: ReadonlySet<number>;
  sheets: ReadonlySet<number>;
  toShare: ReadonlySet<number>;
  /** The units whose own reports were expected. */
  owed: ReadonlySet<number>;
};

/**
 * Reads the slots of a question on the boundaries of a date: kept totals of the units of each time that stand whole in an asked one,
 * and single sheets only where no such unit does. Refuses what the post may not see, whole units and lines alike.
 */
export const readRestatedGrid = async (
  { tx, actor }: Pick<Ask, 'tx' | 'actor'>,
  question: Omit<RestatedQuestion, 'indicators'> & { slots: readonly number[] },
): Promise<RestatedGrid> => {
  const { unitIds, line: asked, reading, boundaries: on } = question;
  const register = await registerNow(tx);
  const values = distinct(
    question.periods.flatMap((each) => (each.kind === 'nine_months' ? childrenOf(each) : [each])),
  );
  const needs = needsOf(
    register,
    unitIds,
    distinct(question.periods.flatMap((each) => [each, ...everyPartOf(each)])),
    on,
  );
  await refuseUnseen(tx, actor, needs);

  const { slots, expected } = await readNeeds(tx, needs, {
    ...{ line: asked, reading, slots: question.slots },
    lines: actor.lines,
    values: new Set(values.map(({ code }) => code)),
  });
  const tree = register.tree(on);
  const needsAt = new Map(needs.flatMap((each) => each.periods.map(({ code }) => [code, each] as const)));
  const makeupAt = (unitId: number, period: Period): Makeup =>
    needsAt.get(period.code)?.makeups.get(unitId) ?? makeupOf(register, unitId, period.endsOn, on);
  const readAt =
    (period: Period, slot: number): Read =>
    (kind, id) =>
      slots.get(`${kind}${id}:${periodId(period)}:${slot}`) ?? nothing;
  const found = new Map<string, Parts>();
  const partsAt: RestatedGrid['partsAt'] = (unitId, period, slot) => {
    const key = `${unitId}:${periodId(period)}:${slot}`;
    const known = found.get(key);
    if (known) return known;
    const parts =
      period.kind === 'nine_months'
        ? ofQuarters(
            isFlow(slot),
            childrenOf(period).map((quarter) => partsAt(unitId, quarter, slot)),
          )
        : partsOf(tree, makeupAt(unitId, period), { unitId, slot }, readAt(period, slot));
    found.set(key, parts);
    return parts;
  };
  const owedAt = (unitId: number, period: Period, slot: number): number => {
    const { totals, sheets } = makeupAt(unitId, period);
    let sum = 0;
    for (const id of totals) sum += expected.get(`t${id}:${periodId(period)}:${slot}`) ?? 0;
    for (const id of sheets) sum += expected.get(`s${id}:${periodId(period)}:${slot}`) ?? 0;
    return sum;
  };
  /** What the shorter periods inside were expected to bring; a stock is asked only at the last cut-off. */
  const below = (unitId: number, period: Period, slot: number): number => {
    const inside = childrenOf(period);
    return (isFlow(slot) ? inside : inside.slice(-1)).reduce(
      (sum, each) => sum + (owedAt(unitId, each, slot) || below(unitId, each, slot)),
      0,
    );
  };
  return {
    partsAt,
    sourcesOf: (ids, period, slot) =>
      period.kind === 'nine_months'
        ? []
        : sourcesOf(
            tree,
            ids.map((unitId) => ({ unitId, makeup: makeupAt(unitId, period) })),
            slot,
            readAt(period, slot),
          ),
    expectedAt: (unitId, period, slot) => {
      // A report of which a share was given is counted with those that were expected, for each reader alike.
      const { allocated } = partsAt(unitId, period, slot);
      return {
        own: owedAt(unitId, period, slot) + allocated.n,
        below: below(unitId, period, slot) + allocated.n + allocated.rolled,
      };
    },
  };
};

type Shelf = Pick<RestatedQuestion, 'line' | 'reading'> & {
  slots: readonly number[];
  /** The lines that the post reads. */
  lines: readonly string[];
  /** Codes of the periods whose figures are asked for; of the others only what was expected. */
  values: ReadonlySet<string>;
};

/** Reads all that is needed: slots and expectations by `t` (kept total) or `s` (own sheets), unit, period and slot. */
const readNeeds = async (tx: Tx, needs: readonly Needs[], shelf: Shelf) => {
  const slots = new Map<string, Slot[]>();
  const expected = new Map<string, number>();
  for (const [line, onLine] of linesOf(shelf.slots, shelf.line)) {
    if (!shelf.lines.includes(line)) throw new Refused(refuse(unknownUnits, {}));
    for (const { periods, totals, sheets, toShare, owed } of needs) {
      const periodIds = periods.map(periodId);
      const valueIds = periods.filter(({ code }) => shelf.values.has(code)).map(periodId);
      const asked = { periodIds: valueIds, line, reading: shelf.reading, slots: onLine };
      const kept = await totalsOf(tx, [...totals], valueIds, line, shelf.reading, onLine);
      for (const [key, slot] of kept) slots.set(`t${key}`, [slot]);
      addCells(slots, await cellsOfUnits(tx, [...sheets], asked), onLine);
      addCells(slots, await cellsToShare(tx, [...toShare], asked), onLine);
      for (const [key, n] of await expectedOf(tx, [...totals], periodIds, line, onLine)) expected.set(`t${key}`, n);
      for (const [key, n] of await expectedOfUnits(tx, [...owed], { periodIds, line, slots: onLine }))
        expected.set(`s${key}`, n);
    }
  }
  return { slots, expected };
};

const distinct = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [period.code, period])).values(),
];
const nothing: readonly Slot[] = [];
const isFlow = (slot: number): boolean => indicatorInSlot(slot)?.kind === 'F';

/** Periods by the tree at their end. */
const byTree = (register: Register, periods: readonly Period[]): Period[][] => {
  const groups: Period[][] = [];
  for (const period of periods) {
    const group = groups.find(([first]) => first && register.isSameTree(first.endsOn, period.endsOn));
    if (group) group.push(period);
    else groups.push([period]);
  }
  return groups;
};

const needsOf = (register: Register, unitIds: readonly number[], periods: readonly Period[], on: CivilDate): Needs[] =>
  byTree(register, periods).map((group): Needs => {
    const then = group[0]?.endsOn ?? on;
    const makeups = new Map(unitIds.map((unitId) => [unitId, makeupOf(register, unitId, then, on)]));
    const each = [...makeups.values()];
    const sheets = new Set(each.flatMap(wholeSheets));
    return {
      periods: group,
      makeups,
      totals: new Set(each.flatMap(({ totals }) => totals)),
      sheets,
      toShare: new Set(each.flatMap(({ byWeight }) => byWeight).filter((id) => !sheets.has(id))),
      owed: new Set(each.flatMap((makeup) => makeup.sheets)),
    };
  });

/** The units whose sheets stand whole behind a figure, or behind what of it is not allocated. */
const wholeSheets = ({ sheets, own, rest, byWeight }: Makeup): number[] => {
  const all = [...sheets, ...own, ...rest];
  return byWeight.length === 0 ? all : all.filter((id) => !byWeight.includes(id));
};

/** A sum that silently lacks what the reader may not see would look exact. */
const refuseUnseen = async (tx: Tx, actor: Ask['actor'], needs: readonly Needs[]): Promise<void> => {
  if (actor.allUnits) return;
  const ids = [...new Set(needs.flatMap(({ totals, sheets }) => [...totals, ...sheets]))];
  const seen = await unitsBelowEver(tx, actor.unitId, ids);
  if (ids.some((id) => !seen.has(id))) throw new Refused(refuse(unknownUnits, {}));
};

/** The slots of single units' sheets, resolved for each line by itself. */
const addCells = (into: Map<string, Slot[]>, rows: readonly SheetCells[], slots: readonly number[]): void => {
  const groups = new Map<string, SheetCells[]>();
  for (const row of rows) {
    const key = `${row.unitId}:${row.askedPeriod}:${row.line}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  for (const [first, ...more] of groups.values()) {
    if (!first) continue;
    const asked = periodOfId(first.askedPeriod);
    slots.forEach((slot, at) => {
      const cells = [first, ...more].flatMap(({ periodId: id, cells: each }) => {
        const value = each[at * 2] ?? null;
        return value === null ? [] : [{ period: periodOfId(id), value, precision: each[at * 2 + 1] ?? 0 }];
      });
      const resolved = slotOfCells(cells, asked, isFlow(slot));
      if (resolved.sum === null) return;
      const key = `s${first.unitId}:${first.askedPeriod}:${slot}`;
      into.set(key, [...(into.get(key) ?? []), resolved]);
    });
  }
};

/** What single units posted for a period, and of it what no unit of the boundaries is given; those that the post may not see are left out. */
export const readOfUnits = async (
  { tx, actor }: Pick<Ask, 'tx' | 'actor'>,
  question: Omit<RestatedQuestion, 'indicators' | 'periods'> & { period: Period; slot: number },
): Promise<Map<number, { value: number | null; notAllocated: number | null }>> => {
  const { unitIds, period, slot, reading, boundaries: on } = question;
  const register = await registerNow(tx);
  const slots = new Map<string, Slot[]>();
  for (const line of linesOf([slot], question.line).keys()) {
    if (!actor.lines.includes(line)) throw new Refused(refuse(unknownUnits, {}));
    addCells(slots, await cellsOfUnits(tx, unitIds, { periodIds: [periodId(period)], line, reading, slots: [slot] }), [
      slot,
    ]);
  }
  return new Map(
    unitIds.flatMap((unitId) => {
      const found = slots.get(`s${unitId}:${periodId(period)}:${slot}`);
      if (!found) return [];
      const value = found.reduce(addSlots, noSlot).sum;
      return [[unitId, { value, notAllocated: restOf(register.tree(on), unitId, slot, found) }] as const];
    }),
  );
};
