/** Reads what a plan asks for, in the reading it asks for. */
import { type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { questionTooLarge, unitsOverlap } from '@app/contract/figures/query/problems.ts';
import type { Reading } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Ask } from '../../kernel/ask.ts';
import type { Tx } from '../../kernel/database.ts';
import { Refused } from '../../kernel/problem.ts';
import { merged, readFiltered } from '../grid/filtered.ts';
import { type Grid, type GridQuestion, readGrid } from '../grid/grid.ts';
import { type RestatedGrid, readRestatedGrid } from '../restated/read.ts';
import { addSlots, figureFrom, noSlot, slotsFor } from '../rules.ts';
import { figureOf } from './columns.ts';
import { membersOf, type Plan } from './plan.ts';
import { type Published, readPublished } from './published.ts';
import { meets } from './rules.ts';

type Stated = ReturnType<typeof figureFrom>;
/** The figures of a plan, row by row; the total is the last row. */
export type Read = {
  rows: number;
  figureAt: (row: number, period: Period, indicator: Indicator) => Stated;
  unitsAt: Grid['unitsAt'];
  quotes: boolean;
  published: Published | null;
  /** On boundaries of a date: what of a unit's figure is allocated, and what is not. */
  restated: RestatedGrid | null;
};

/** So many values are read at once, also where only a few of their sums are answered. */
const MOST_READ = 1_000_000;

/** Reads some periods of a plan. @throws figures.question-too-large, figures.units-overlap */
export const readPlan = async (ask: Ask, plan: Plan, periods: readonly Period[] = plan.periods): Promise<Read> => {
  const { tx } = ask;
  const { question, indicators, conditions } = plan;
  const { line, reading } = question;
  const { members, rows } = membersOf(plan);
  const needed = conditions.flatMap(({ indicator }) => indicatorOf(indicator) ?? []);
  const slots = slotsFor([...indicators, ...needed]);
  if (reading === 'published') return readAsPublished(tx, plan, periods, slots);
  if (conditions.length === 0) {
    const { grid, restated } = await gridOf(ask, plan, { members, rows, periods, slots, line, reading });
    return { ...readOf(grid), rows, restated };
  }
  if (plan.overlaps) throw new Refused(refuse(unitsOverlap, {}));
  const isScan = plan.groups !== null && question.boundaries === undefined;
  const grid = isScan ? await scanned(tx, plan, periods, slots, reading) : null;
  if (grid) return { ...readOf(grid), rows, restated: null };
  return { ...(await sifted(ask, plan, periods, slots, reading)), rows };
};

/** The place where figures on the boundaries of a date join those on the tree of each period. */
const gridOf = async (
  ask: Ask,
  { question: { boundaries } }: Plan,
  asked: GridQuestion,
): Promise<{ grid: Grid; restated: RestatedGrid | null }> => {
  if (boundaries === undefined) return { grid: await readGrid(ask.tx, asked), restated: null };
  const unitIds = [...new Set(asked.members.map(({ id }) => id))];
  const restated = await readRestatedGrid(ask, { ...asked, unitIds, boundaries });
  const units = new Map(unitIds.map((id, row) => [id, row]));
  const rows = Array.from({ length: asked.rows }, () => [] as number[]);
  for (const { id, row } of asked.members) rows[row]?.push(units.get(id) ?? 0);
  const idOf = (row: number): number => unitIds[row] ?? 0;
  const each: Grid = {
    slotAt: (row, period, slot) => restated.partsAt(idOf(row), period, slot).all,
    expectedAt: (row, period, slot) => restated.expectedAt(idOf(row), period, slot),
    unitsAt: () => 1,
    // What was quoted for an area was quoted for the area of its time.
    quotes: false,
  };
  return { grid: merged(each, rows, () => true), restated };
};

const readOf = (grid: Grid): Omit<Read, 'rows' | 'restated'> => ({
  figureAt: (row, period, indicator) => figureOf(grid, row, period, indicator),
  unitsAt: grid.unitsAt,
  quotes: grid.quotes,
  published: null,
});

/** One scan of the sheets, where it answers the question. */
const scanned = (
  tx: Tx,
  plan: Plan,
  periods: readonly Period[],
  slots: readonly number[],
  reading: Reading,
): Promise<Grid | null> => {
  const asked = plan.conditions.flatMap((condition) => {
    const indicator = indicatorOf(condition.indicator);
    if (!indicator || condition.is === 'missing') return [];
    const part = indicatorOf(indicator.part ?? '') ?? null;
    const whole = indicatorOf(indicator.whole ?? '') ?? null;
    return [{ indicator, part, whole, is: condition.is, than: 'than' in condition ? condition.than : 0 }];
  });
  if (asked.length < plan.conditions.length) return Promise.resolve(null);
  const { members, rows } = membersOf(plan);
  return readFiltered(tx, { members, rows, periods, slots, line: plan.question.line, reading }, asked);
};

/** Each unit by itself, then those that meet the conditions put together. */
const sifted = async (
  ask: Ask,
  plan: Plan,
  periods: readonly Period[],
  slots: readonly number[],
  reading: Reading,
): Promise<Omit<Read, 'rows'>> => {
  const { units, groups, total, conditions } = plan;
  const asked = units.length * periods.length * slots.length;
  if (asked > MOST_READ) throw new Refused(refuse(questionTooLarge, { asked, most: MOST_READ }));
  const { members } = membersOf({ ...plan, groups: null, total: null });
  const { line } = plan.question;
  const { grid, restated } = await gridOf(ask, plan, { members, rows: units.length, periods, slots, line, reading });
  const place = new Map(units.map(({ id }, row) => [id, row]));
  const rowsOf = (ids: readonly number[]) => ids.flatMap((id) => place.get(id) ?? []);
  const rows = [
    ...(groups?.map(({ unitIds }) => rowsOf(unitIds)) ?? units.map((_, row) => [row])),
    ...(total ? [rowsOf(total)] : []),
  ];
  const known = new Map<string, boolean>();
  const counts = (row: number, period: Period): boolean => {
    const key = `${row}:${period.code}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const met = conditions.every((condition) => {
      const indicator = indicatorOf(condition.indicator);
      return indicator !== undefined && meets(figureOf(grid, row, period, indicator).value, condition);
    });
    known.set(key, met);
    return met;
  };
  return { ...readOf(merged(grid, rows, counts)), restated };
};

const readAsPublished = async (
  tx: Tx,
  plan: Plan,
  periods: readonly Period[],
  slots: readonly number[],
): Promise<Read> => {
  const { members, rows } = membersOf(plan);
  const ids = plan.units.map(({ id }) => id);
  const published = await readPublished(tx, ids, periods, plan.question.line, slots);
  const byRow = new Map<number, number[]>();
  for (const { row, id } of members) byRow.set(row, [...(byRow.get(row) ?? []), id]);
  const figureAt = (unitIds: readonly number[], period: Period, indicator: Indicator): Stated => {
    const held = unitIds.flatMap((id) => published.of(id, period, indicator) ?? []);
    return figureFrom(indicator, (slot) => ({
      slot: held.reduce((sum, { slotAt }) => addSlots(sum, slotAt(slot)), noSlot),
      expected: { own: 0, below: 0 },
    }));
  };
  const counts = (id: number, period: Period): boolean =>
    plan.conditions.every((condition) => {
      const indicator = indicatorOf(condition.indicator);
      return indicator !== undefined && meets(figureAt([id], period, indicator).value, condition);
    });
  const counted = (row: number, period: Period) => (byRow.get(row) ?? []).filter((id) => counts(id, period));
  return {
    rows,
    figureAt: (row, period, indicator) => figureAt(counted(row, period), period, indicator),
    unitsAt: (row, period) => counted(row, period).length,
    quotes: false,
    published,
    restated: null,
  };
};
