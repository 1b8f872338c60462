/** Reads what a plan asks for, in the reading it asks for. */
import { type Indicator, indicatorOf } from '@app/contract/figures/catalogue.ts';
import { questionTooLarge, unitsOverlap } from '@app/contract/figures/query/problems.ts';
import type { Reading } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Tx } from '../../kernel/database.ts';
import { Refused } from '../../kernel/problem.ts';
import { merged, readFiltered } from '../grid/filtered.ts';
import { type Grid, readGrid } from '../grid/grid.ts';
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
};

/** So many values are read at once, also where only a few of their sums are answered. */
const MOST_READ = 1_000_000;

/** Reads some periods of a plan. @throws figures.question-too-large, figures.units-overlap */
export const readPlan = async (tx: Tx, plan: Plan, periods: readonly Period[] = plan.periods): Promise<Read> => {
  const { question, indicators, conditions } = plan;
  const { line, reading } = question;
  const { members, rows } = membersOf(plan);
  const needed = conditions.flatMap(({ indicator }) => indicatorOf(indicator) ?? []);
  const slots = slotsFor([...indicators, ...needed]);
  if (reading === 'published') return readAsPublished(tx, plan, periods, slots);
  if (conditions.length === 0) {
    const grid = await readGrid(tx, { members, rows, periods, slots, line, reading });
    return { ...readOf(grid), rows };
  }
  if (plan.overlaps) throw new Refused(refuse(unitsOverlap, {}));
  const grid =
    (plan.groups === null ? null : await scanned(tx, plan, periods, slots, reading)) ??
    (await sifted(tx, plan, periods, slots, reading));
  return { ...readOf(grid), rows };
};

const readOf = (grid: Grid): Omit<Read, 'rows'> => ({
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
  tx: Tx,
  plan: Plan,
  periods: readonly Period[],
  slots: readonly number[],
  reading: Reading,
): Promise<Grid> => {
  const { units, groups, total, conditions } = plan;
  const asked = units.length * periods.length * slots.length;
  if (asked > MOST_READ) throw new Refused(refuse(questionTooLarge, { asked, most: MOST_READ }));
  const { members } = membersOf({ ...plan, groups: null, total: null });
  const grid = await readGrid(tx, { members, rows: units.length, periods, slots, line: plan.question.line, reading });
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
  return merged(grid, rows, counts);
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
  };
};
