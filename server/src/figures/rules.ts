import { type Indicator, indicatorOf, partsOfWholes } from '@app/contract/figures/catalogue.ts';
import {
  computed,
  negative,
  notWhole,
  notYesNo,
  partAboveWhole,
  tooBig,
  unknownIndicator,
  unknownUnits,
  wrongLine,
} from '@app/contract/figures/problems.ts';
import type { FigureAnswer, Line } from '@app/contract/figures/routes.ts';
import { quotientOfTotals, type Total } from '@app/contract/kernel/combine.ts';
import { addUp } from '@app/contract/kernel/decimal.ts';
import { formatFigure, type Precision } from '@app/contract/kernel/figure.ts';
import { isInside, type Period } from '@app/contract/kernel/period.ts';
import { type FieldFault, type ProblemDescription, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';

type Cells = Readonly<Record<string, CellInput>>;

/** No count of the movement comes near this; a longer number is a slip of the keyboard. */
const MOST = 1_000_000_000_000;

/**
 * Everything that is wrong with typed cells, each fault at its field, before anything is written: unknown indicator,
 * another line's indicator, a computed cell, a negative or broken count, a part above the whole it belongs to.
 */
export const faultsOfCells = (cells: Cells, line: Line): FieldFault[] => [
  ...faultsOfEachCell(cells, line),
  ...faultsOfParts(cells),
];

/** The faults of cells one by one: what a draft may not hold. A part above its whole may still be on its way to be corrected. */
export const faultsOfEachCell = (cells: Cells, line: Line): FieldFault[] =>
  Object.entries(cells).flatMap(([id, cell]) => faultOfCell(id, cell, line));

const faultOfCell = (id: string, cell: CellInput, line: Line): FieldFault[] => {
  const indicator = indicatorOf(id);
  if (!indicator) return [fault(`cells.${id}`, unknownIndicator, { indicator: id })];
  const data = { indicator: indicator.words.vi };
  if (isComputed(indicator)) return [fault(`cells.${id}`, computed, {})];
  if (indicator.share === 'one' && indicator.line !== line) return [fault(`cells.${id}`, wrongLine, data)];
  if (cell.value === null) return [];
  const at = `cells.${id}.value`;
  if (cell.value < 0) return [fault(at, negative, {})];
  if (cell.value > MOST) return [fault(at, tooBig, {})];
  if (indicator.kind === 'B' && cell.value !== 0 && cell.value !== 1) return [fault(at, notYesNo, {})];
  if (indicator.decimals === 0 && !Number.isInteger(cell.value)) return [fault(at, notWhole, {})];
  return [];
};

/** Ratios, averages, derived yes/no and distinct counts are never typed. */
export const isComputed = (indicator: Indicator): boolean =>
  indicator.kind === 'R' || indicator.kind === 'A' || indicator.kind === 'D' || indicator.derived !== undefined;

/** Where a part belongs to its whole (`part_of`, "of which"), it cannot be larger. */
const faultsOfParts = (cells: Cells): FieldFault[] =>
  partsOfWholes().flatMap((ratio) => {
    const part = cells[ratio.part];
    const whole = cells[ratio.whole];
    if (!part || !whole || part.kind !== whole.kind || part.value === null || whole.value === null) return [];
    if (part.value <= whole.value) return [];
    const name = (id: string) => indicatorOf(id)?.words ?? { vi: id, en: id };
    const data = (language: 'vi' | 'en') => ({
      part: name(ratio.part)[language],
      whole: name(ratio.whole)[language],
      partValue: formatFigure(part.value, { language }),
      wholeValue: formatFigure(whole.value, { language }),
    });
    const says = { vi: say(partAboveWhole.says, 'vi', data('vi')), en: say(partAboveWhole.says, 'en', data('en')) };
    return [{ path: `cells.${ratio.part}.value`, code: partAboveWhole.code, says }];
  });

const fault = (path: string, description: ProblemDescription, data: Record<string, string>): FieldFault => {
  const refusal = refuse(description, data);
  return { path, code: refusal.code, says: { vi: say(refusal.says, 'vi', data), en: say(refusal.says, 'en', data) } };
};

/** One slot of a stored total. */
export type Slot = { sum: number | null; n: number; rolled: number; atLeast: number; about: number };
export const noSlot: Slot = { sum: null, n: 0, rolled: 0, atLeast: 0, about: 0 };

/** What is expected at a unit for one slot: of this very period, and of its shorter periods. */
export type Expected = { own: number; below: number };

type Stated = Pick<FigureAnswer, 'value' | 'precision' | 'reported' | 'expected' | 'basis'>;

const precisionOf = (slot: Slot): Precision => (slot.about > 0 ? 'about' : slot.atLeast > 0 ? 'at_least' : 'exact');

/**
 * How a total is stated: its value, and on how many of the expected reports it rests. Where reports of shorter periods
 * stand in, those are what was expected too; missing is null, never 0.
 */
const stated = (slot: Slot, expected: Expected): Stated => {
  const fromShorter = slot.rolled > 0 || (slot.n === 0 && expected.own === 0 && expected.below > 0);
  const reported = slot.n + slot.rolled;
  return {
    value: reported === 0 ? null : slot.sum,
    precision: precisionOf(slot),
    reported,
    expected: fromShorter ? Math.max(expected.below, slot.n > 0 ? expected.own : 0) : expected.own,
    basis: fromShorter ? 'unit-periods' : 'units',
  };
};

/** Looks one indicator's total up by its slot number. */
export type TotalsOf = (slot: number) => { slot: Slot; expected: Expected };

/**
 * The figure of an indicator from the stored totals of one unit and period. Ratios and averages are recomputed from
 * their parts at every level, never averaged; they are as precise as "about" when a part is not exact.
 */
export const figureFrom = (indicator: Indicator, totals: TotalsOf): Stated => {
  if (indicator.kind === 'D') return { value: null, precision: 'exact', reported: 0, expected: 0, basis: 'units' };
  if (indicator.kind !== 'R' && indicator.kind !== 'A') {
    const { slot, expected } = totals(indicator.slot);
    return stated(slot, expected);
  }
  const part = figureFrom(mustFind(indicator.part), totals);
  const whole = figureFrom(mustFind(indicator.whole), totals);
  const result = quotientOfTotals(indicator.kind, asTotal(part), asTotal(whole));
  return {
    value: result.figure?.value ?? null,
    precision: result.figure?.precision ?? 'exact',
    reported: result.reported,
    expected: result.expected,
    basis: whole.basis,
  };
};

const asTotal = ({ value, precision, reported, expected }: Stated): Total => ({
  figure: value === null ? null : { value, precision },
  reported,
  expected,
});

const mustFind = (id: string | undefined): Indicator => {
  const indicator = indicatorOf(id ?? '');
  if (!indicator) throw new Error(`the catalogue names a part that it does not hold: ${id}`);
  return indicator;
};

/**
 * The edition that publishes an indicator, of those that stand, newest first: one whose form asks for it, else one whose form asks for
 * all its parts, else one of before editions were of a form (`slots` is null), which hold the whole line.
 */
export const editionOf = <E extends { slots: readonly number[] | null }>(
  indicator: Indicator,
  standing: readonly E[],
): E | undefined => {
  const parts = slotsFor([indicator]);
  return (
    standing.find(({ slots }) => slots?.includes(indicator.slot)) ??
    standing.find(({ slots }) => slots !== null && parts.every((slot) => slots.includes(slot))) ??
    standing.find(({ slots }) => slots === null)
  );
};

/** The slots that must be read to answer for these indicators: their own, or those of their parts. */
export const slotsFor = (indicators: readonly Indicator[]): number[] => [
  ...new Set(
    indicators.flatMap((indicator) =>
      indicator.kind === 'R' || indicator.kind === 'A'
        ? slotsFor([mustFind(indicator.part), mustFind(indicator.whole)])
        : [indicator.slot],
    ),
  ),
];

/** Nine months are three quarters: flows added, stocks as at the end of the third. */
export const nineMonths = (flow: boolean, quarters: readonly Slot[]): Slot => {
  if (!flow) return { ...(quarters[2] ?? noSlot), n: 0, rolled: (quarters[2]?.n ?? 0) + (quarters[2]?.rolled ?? 0) };
  return quarters.reduce<Slot>(
    (all, quarter) => ({
      sum: quarter.sum === null ? all.sum : (all.sum ?? 0) + quarter.sum,
      n: 0,
      rolled: all.rolled + quarter.n + quarter.rolled,
      atLeast: all.atLeast + quarter.atLeast,
      about: all.about + quarter.about,
    }),
    noSlot,
  );
};

/** How a figure comes about, in words, for its trace. */
export const formulaOf = (indicator: Indicator): Words => {
  const part = indicatorOf(indicator.part ?? '')?.words;
  const whole = indicatorOf(indicator.whole ?? '')?.words;
  if (indicator.kind === 'R' && part && whole)
    return {
      vi: `${part.vi} : ${whole.vi} × 100, tính lại ở từng cấp`,
      en: `${part.en} : ${whole.en} × 100, recomputed at every level`,
    };
  if (indicator.kind === 'A' && part && whole)
    return {
      vi: `${part.vi} : ${whole.vi}, tính lại ở từng cấp`,
      en: `${part.en} : ${whole.en}, recomputed at every level`,
    };
  if (indicator.kind === 'S')
    return {
      vi: 'Cộng số hiện có của các đơn vị; theo thời gian lấy số ở ngày chốt cuối',
      en: 'Sum of what the units have; over time the value at the last cut-off',
    };
  if (indicator.kind === 'B')
    return {
      vi: 'Đếm số đơn vị “có”; theo thời gian lấy ở ngày chốt cuối',
      en: 'Number of units with yes; over time at the last cut-off',
    };
  if (indicator.kind === 'D')
    return { vi: 'Đếm từ danh mục, không cộng giữa các đơn vị', en: 'Counted from the list, not added over units' };
  return {
    vi: 'Cộng các đơn vị và phần đơn vị tự làm; theo thời gian cộng các kỳ',
    en: 'Sum over units and the own part; over time the sum of the periods',
  };
};

/** What a reader is, for the lines it may read. */
export type LineReader = { lines: readonly string[]; unitId: number };

/**
 * Why a post may not read a line of these units: outside its lines it sees only the committee's totals of its own unit.
 * The answer is "not found", as for everything one may not see.
 */
export const whyNotReadLine = (reader: LineReader, line: string, unitIds: readonly number[]): Refusal | null => {
  if (reader.lines.includes(line)) return null;
  const ownCommittee = reader.lines.length > 0 && line === 'committee' && unitIds.every((id) => id === reader.unitId);
  return ownCommittee ? null : refuse(unknownUnits, {});
};

/** One cell of a unit, with the period it was posted for. */
export type PeriodCell = { period: Period; value: number; precision: number };

/**
 * What one unit's cells on one line give for a period: each counts unless a cell of a longer period inside the asked one
 * covers it (never both); stocks count only where they share the cut-off of the asked period.
 */
export const slotOfCells = (cells: readonly PeriodCell[], asked: Period, isFlow: boolean): Slot =>
  cells
    .filter((cell) => isFlow || cell.period.endsOn === asked.endsOn)
    .filter(
      (cell) => !cells.some((cover) => cover.period.code !== cell.period.code && isInside(cell.period, cover.period)),
    )
    .reduce<Slot>((slot, cell) => addSlots(slot, slotOfCell(cell, asked)), noSlot);

const slotOfCell = (cell: PeriodCell, asked: Period): Slot => ({
  sum: cell.value,
  n: cell.period.code === asked.code ? 1 : 0,
  rolled: cell.period.code === asked.code ? 0 : 1,
  atLeast: cell.precision === 1 ? 1 : 0,
  about: cell.precision === 2 ? 1 : 0,
});

/** The sum of two values, exact also where they have decimals; nearly all are whole numbers. */
export const plus = (one: number | null, other: number | null): number | null => {
  if (one === null) return other;
  if (other === null) return one;
  const sum = one + other;
  return Number.isSafeInteger(one) && Number.isSafeInteger(other) && Number.isSafeInteger(sum)
    ? sum
    : addUp([one, other]);
};

/** Whether a figure is a sum over units; ratios and averages are made of two of them, and distinct counts of a list. */
export const isSum = ({ kind }: Pick<Indicator, 'kind'>): boolean => kind === 'F' || kind === 'S' || kind === 'B';

/** Two parts of one total. */
export const addSlots = (one: Slot, other: Slot): Slot => ({
  sum: plus(one.sum, other.sum),
  n: one.n + other.n,
  rolled: one.rolled + other.rolled,
  atLeast: one.atLeast + other.atLeast,
  about: one.about + other.about,
});
