/** Grids of those units alone whose own figures are as asked. */
import type { Indicator } from '@app/contract/figures/catalogue.ts';
import { childrenOf, type Period } from '@app/contract/kernel/period.ts';
import type { Tx } from '../../kernel/database.ts';
import { periodId } from '../period-ids.ts';
import { addSlots, type Expected, noSlot } from '../rules.ts';
import { type Grid, type GridQuestion, hasTotals, isFlow, linesOf, sourcesOf } from './grid.ts';
import { filteredColumns, type Needed } from './queries.ts';

/** What a figure must be: one that is typed or counted, or a quotient of two. */
export type Asked = {
  indicator: Indicator;
  part: Indicator | null;
  whole: Indicator | null;
  is: Needed['is'];
  than: number;
};

/** Puts the rows of a grid together into others, leaving out what `counts` refuses. */
export const merged = (
  grid: Grid,
  rows: readonly (readonly number[])[],
  counts: (row: number, period: Period) => boolean,
): Grid => {
  const of = (row: number, period: Period): number[] => (rows[row] ?? []).filter((each) => counts(each, period));
  return {
    slotAt: (row, period, slot) =>
      of(row, period).reduce((sum, each) => addSlots(sum, grid.slotAt(each, period, slot)), noSlot),
    expectedAt: (row, period, slot) =>
      of(row, period).reduce<Expected>(
        (sum, each) => {
          const { own, below } = grid.expectedAt(each, period, slot);
          return { own: sum.own + own, below: sum.below + below };
        },
        { own: 0, below: 0 },
      ),
    unitsAt: (row, period) => of(row, period).length,
    quotes: grid.quotes,
  };
};

/**
 * Reads the rows of those units alone whose own figures of a period are as asked, in one scan of the sheets. Null where one scan does
 * not answer it: units with kept totals, periods with shorter ones inside, figures of several lines, units that ended meanwhile.
 */
export const readFiltered = async (
  tx: Tx,
  question: GridQuestion,
  conditions: readonly Asked[],
): Promise<Grid | null> => {
  const { members, periods, slots, rows } = question;
  const lines = [...linesOf(slots, question.line)];
  const [[line] = []] = lines;
  const fits =
    line !== undefined &&
    lines.length === 1 &&
    members.every(({ level }) => !hasTotals(level)) &&
    periods.every((period) => childrenOf(period).length === 0);
  if (!fits) return null;
  const within = periods.map((period, at) => ({
    periodId: periodId(period),
    at,
    own: true,
    sameEnd: true,
    endsOn: period.endsOn,
    covers: [],
  }));
  const [source, other] = sourcesOf(members, within);
  if (!source || other) return null;
  const placeOf = (indicator: Indicator): number => slots.indexOf(indicator.slot);
  const columns = await filteredColumns(
    tx,
    source,
    { line, reading: question.reading, slots: slots.map((slot) => ({ slot, isFlow: isFlow(slot) })) },
    conditions.map(
      ({ indicator, part, whole, is, than }): Needed => ({
        of:
          part && whole
            ? { part: placeOf(part), whole: placeOf(whole), times: indicator.kind === 'R' ? 100 : 1 }
            : { at: placeOf(indicator) },
        is,
        than,
      }),
    ),
  );
  const at = new Map(columns.rows.map((row, place) => [row * periods.length + (columns.periods[place] ?? 0), place]));
  const place = (row: number, period: Period): number =>
    row >= rows ? -1 : (at.get(row * periods.length + periods.findIndex(({ code }) => code === period.code)) ?? -1);
  return {
    slotAt: (row, period, slot) => {
      const here = place(row, period);
      const column = columns.slots[slots.indexOf(slot)];
      const worst = column?.worst[here] ?? 0;
      return {
        sum: column?.sum[here] ?? null,
        n: column?.n[here] ?? 0,
        rolled: 0,
        atLeast: worst === 1 ? 1 : 0,
        about: worst === 2 ? 1 : 0,
      };
    },
    expectedAt: (row, period, slot) => ({
      own: columns.expected[slots.indexOf(slot)]?.[place(row, period)] ?? 0,
      below: 0,
    }),
    unitsAt: (row, period) => columns.units[place(row, period)] ?? 0,
    quotes: false,
  };
};
