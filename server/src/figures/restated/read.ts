/** Reads figures of any period on the boundaries of any date. */
import { indicatorInSlot, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { unknownUnits } from '@app/contract/figures/problems.ts';
import type { RestatedFigure } from '@app/contract/figures/restated/routes.ts';
import type { Line, Reading } from '@app/contract/figures/routes.ts';
import { type CivilDate, childrenOf, type Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { Refused } from '../../kernel/problem.ts';
import { unitsBelowEver } from '../../org/index.ts';
import { everyPartOf, linesOf } from '../grid/grid.ts';
import { periodId, periodOfId } from '../period-ids.ts';
import { declaredOf, expectedOf, totalsOf } from '../queries.ts';
import { type Expected, figureFrom, type Slot, slotOfCells, slotsFor } from '../rules.ts';
import { ofQuarters, type Parts, partsOf, sharesAt } from './parts/rules.ts';
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
  const declared = await declaredOf(ask.tx, unitIds, periods.map(periodId), line, reading);
  const register = await registerNow(ask.tx);
  return unitIds.flatMap((unitId) =>
    periods.flatMap((period) =>
      indicators.map((indicator): RestatedFigure => {
        const isSame = isSameArea(register, unitId, period.endsOn, boundaries);
        const parts = grid.partsAt(unitId, period, indicator.slot);
        const isAdded = indicator.kind === 'F' || indicator.kind === 'S' || indicator.kind === 'B';
        return {
          indicator: indicator.id,
          unitId,
          period: period.code,
          line,
          reading,
          // What was quoted for the whole area is quoted for that area alone.
          declared: isSame ? (declared.get(`${unitId}:${periodId(period)}:${indicator.slot}`) ?? null) : null,
          ...figureFrom(indicator, (slot) => ({
            slot: grid.partsAt(unitId, period, slot).all,
            expected: grid.expectedAt(unitId, period, slot),
          })),
          own: isAdded ? parts.own.sum : null,
          allocated: isAdded ? parts.allocated.sum : null,
          notAllocated: isAdded ? parts.notAllocated.sum : null,
        };
      }),
    ),
  );
};

/** Whether a unit is made of itself alone: the area it had then is the one it has on the boundaries. */
const isSameArea = (register: Register, unitId: number, then: CivilDate, on: CivilDate): boolean => {
  const { totals, sheets } = register.cover(unitId, then, on);
  return totals.includes(unitId) || (totals.length === 0 && sheets.includes(unitId) && register.isSameTree(then, on));
};

/** What has to be read for the periods of one tree: kept totals, sheets, and sheets of which only shares are given. */
type Needs = { periods: Period[]; totals: Set<number>; sheets: Set<number>; toShare: Set<number> };

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
  const isValue = new Set(values.map(({ code }) => code));
  const needs = needsOf(
    register,
    unitIds,
    distinct(question.periods.flatMap((each) => [each, ...everyPartOf(each)])),
    on,
  );
  await refuseUnseen(tx, actor, needs);

  const slots = new Map<string, Slot[]>();
  const expected = new Map<string, number>();
  for (const [line, onLine] of linesOf(question.slots, asked)) {
    if (!actor.lines.includes(line)) throw new Refused(refuse(unknownUnits, {}));
    for (const { periods, totals, sheets, toShare } of needs) {
      const periodIds = periods.map(periodId);
      const valueIds = periods.filter(({ code }) => isValue.has(code)).map(periodId);
      const shelf = { periodIds: valueIds, line, reading, slots: onLine };
      for (const [key, slot] of await totalsOf(tx, [...totals], valueIds, line, reading, onLine))
        slots.set(`t${key}`, [slot]);
      for (const rows of [await cellsOfUnits(tx, [...sheets], shelf), await cellsToShare(tx, [...toShare], shelf)])
        addCells(slots, rows, onLine);
      for (const [key, n] of await expectedOf(tx, [...totals], periodIds, line, onLine)) expected.set(`t${key}`, n);
      for (const [key, n] of await expectedOfUnits(tx, [...sheets], { periodIds, line, slots: onLine }))
        expected.set(`s${key}`, n);
    }
  }

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
        : partsOf(
            register,
            { unitId, period, slot, on },
            (kind, id) => slots.get(`${kind}${id}:${periodId(period)}:${slot}`) ?? [],
          );
    found.set(key, parts);
    return parts;
  };
  const owedAt = (unitId: number, period: Period, slot: number): number => {
    const { totals, sheets } = register.cover(unitId, period.endsOn, on);
    const at = (kind: 't' | 's') => (sum: number, id: number) =>
      sum + (expected.get(`${kind}${id}:${periodId(period)}:${slot}`) ?? 0);
    return totals.reduce(at('t'), 0) + sheets.reduce(at('s'), 0);
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

const distinct = (periods: readonly Period[]): Period[] => [
  ...new Map(periods.map((period) => [period.code, period])).values(),
];
const isFlow = (slot: number): boolean => indicatorInSlot(slot)?.kind === 'F';

const needsOf = (
  register: Register,
  unitIds: readonly number[],
  periods: readonly Period[],
  on: CivilDate,
): Needs[] => {
  const shares = register.shares(on);
  const groups: Needs[] = [];
  for (const period of periods) {
    const group = groups.find(({ periods: [first] }) => first && register.isSameTree(first.endsOn, period.endsOn));
    if (group) {
      group.periods.push(period);
      continue;
    }
    const needs: Needs = { periods: [period], totals: new Set(), sheets: new Set(), toShare: new Set() };
    const toShare: number[] = [];
    for (const unitId of unitIds) {
      const cover = register.cover(unitId, period.endsOn, on);
      for (const id of cover.totals) needs.totals.add(id);
      for (const id of cover.sheets) needs.sheets.add(id);
      const byWeight = sharesAt(register, shares.byWeight, unitId, period.endsOn);
      toShare.push(...byWeight);
      for (const map of [shares.own, shares.rest])
        for (const id of sharesAt(register, map, unitId, period.endsOn))
          if (!byWeight.includes(id)) needs.sheets.add(id);
    }
    for (const id of toShare) if (!needs.sheets.has(id)) needs.toShare.add(id);
    groups.push(needs);
  }
  return groups;
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
