/**
 * Adds every total up again from the cells, on its own: not in the database and not by the statements that keep the totals,
 * so that a fault of those cannot hide here too. Takes one unit after the other and one year at a time, so that memory
 * does not grow with what is stored.
 */

/** One sheet as text of the database's arrays: `{1931,NULL,2.5}`. */
export type SheetText = { periodId: number; line: string; reading: string; own: string; precision: string };

/** What is known of the calendar: the periods that hold a period (itself among them), and whether both end on the same day. */
export type Within = { withinId: number; sameEnd: boolean };

export type RecountInput = {
  /** Slots in use, the highest one. */
  slots: number;
  /** Flows add up over time; everything else counts only at the cut-off. By slot; slot 0 is unused. */
  isFlow: readonly boolean[];
  within: ReadonlyMap<number, readonly Within[]>;
};

/** Sums of one unit, period, line and reading, every array by slot (index = slot − 1). */
export type Sums = {
  /** Whole part and ten-thousandths apart: exact far beyond what either alone could hold. */
  whole: Float64Array;
  rest: Float64Array;
  n: Int32Array;
  rolled: Int32Array;
  atLeast: Int32Array;
  about: Int32Array;
};

export type Address = { unitId: number; periodId: number; line: string; reading: string };
export const keyOf = ({ unitId, periodId, line, reading }: Address): string =>
  `${unitId}|${periodId}|${line}|${reading}`;
export const addressOf = (key: string): Address => {
  const [unitId = '', periodId = '', line = '', reading = ''] = key.split('|');
  return { unitId: Number(unitId), periodId: Number(periodId), line, reading };
};

const emptySums = (slots: number): Sums => ({
  whole: new Float64Array(slots),
  rest: new Float64Array(slots),
  n: new Int32Array(slots),
  rolled: new Int32Array(slots),
  atLeast: new Int32Array(slots),
  about: new Int32Array(slots),
});

const UNIT = 10_000;

/** The items of a one-dimensional array as the database writes it. */
export const itemsOf = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','));

/** A decimal with at most four places, in two whole numbers. @throws Error when it has more. */
const partsOf = (text: string): { whole: number; rest: number } => {
  const [whole = '0', places = ''] = text.split('.');
  const bare = places.replace(/0+$/, '');
  if (bare.length > 4) throw new Error(`a figure has more than four places: ${text}`);
  const rest = Number(bare.padEnd(4, '0'));
  return { whole: Number(whole), rest: text.startsWith('-') ? -rest : rest };
};

/** The sum at an index, as the database writes a number without superfluous zeros. @throws Error when it is too large to be exact. */
export const sumText = ({ whole, rest }: Pick<Sums, 'whole' | 'rest'>, at: number): string => {
  const w = whole[at] ?? 0;
  const r = rest[at] ?? 0;
  if (!Number.isSafeInteger(w) || !Number.isSafeInteger(r)) throw new Error('a sum is too large to be told exactly');
  const total = BigInt(w) * BigInt(UNIT) + BigInt(r);
  const sign = total < 0n ? '-' : '';
  const size = total < 0n ? -total : total;
  const places = String(size % BigInt(UNIT))
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${sign}${size / BigInt(UNIT)}${places ? `.${places}` : ''}`;
};

type Cell = { slot: number; whole: number; rest: number; precision: number };

const cellsOf = ({ own, precision }: SheetText): Cell[] => {
  const precisions = itemsOf(precision);
  return itemsOf(own).flatMap((text, at) =>
    text === 'NULL' ? [] : [{ slot: at + 1, ...partsOf(text), precision: Number(precisions[at] ?? 0) }],
  );
};

export type Recount = {
  totals: Map<string, Sums>;
  cells: number;
  /** Counts the sheets of one unit in one year, given who stands above it (itself included) at the end of each period. */
  add: (sheets: readonly SheetText[], above: (periodId: number) => readonly number[]) => void;
};

/**
 * Begins a recount. A cell counts in its own period and in every longer one, unless the unit has a cell of a period in
 * between or of that longer period itself: never both. Stocks count only where both have the same cut-off.
 */
export const beginRecount = (input: RecountInput): Recount => {
  const totals = new Map<string, Sums>();
  const at = (address: Address): Sums => {
    const key = keyOf(address);
    const known = totals.get(key) ?? emptySums(input.slots);
    totals.set(key, known);
    return known;
  };
  const countIn = (sheet: FilledSheet, cells: readonly Cell[], periodId: number, units: readonly number[]) => {
    for (const unitId of units)
      for (const line of [sheet.line, 'all'])
        count(at({ unitId, periodId, line, reading: sheet.reading }), cells, periodId === sheet.periodId);
  };
  const recount: Recount = {
    totals,
    cells: 0,
    add: (sheets, above) => {
      const filled = sheets.map((sheet) => ({ ...sheet, cells: cellsOf(sheet) }));
      for (const sheet of filled) {
        recount.cells += sheet.cells.length;
        for (const longer of input.within.get(sheet.periodId) ?? []) {
          const counting = countingIn(input, filled, sheet, longer);
          if (counting.length > 0) countIn(sheet, counting, longer.withinId, above(longer.withinId));
        }
      }
    },
  };
  return recount;
};

type FilledSheet = SheetText & { cells: Cell[] };

/** The cells of a sheet that count in a longer period (or in its own). */
const countingIn = (
  { within, isFlow }: RecountInput,
  sheets: readonly FilledSheet[],
  sheet: FilledSheet,
  { withinId, sameEnd }: Within,
): Cell[] => {
  const covered = new Set(
    sheets
      .filter(
        (other) =>
          other.line === sheet.line &&
          other.reading === sheet.reading &&
          other.periodId !== sheet.periodId &&
          isWithin(within, sheet.periodId, other.periodId) &&
          isWithin(within, other.periodId, withinId),
      )
      .flatMap(({ cells }) => cells.map(({ slot }) => slot)),
  );
  return sheet.cells.filter(({ slot }) => (isFlow[slot] || sameEnd) && !covered.has(slot));
};

const isWithin = (within: RecountInput['within'], shorter: number, longer: number): boolean =>
  within.get(shorter)?.some(({ withinId }) => withinId === longer) ?? false;

const count = (sums: Sums, cells: readonly Cell[], own: boolean): void => {
  const counted = own ? sums.n : sums.rolled;
  for (const { slot, whole, rest, precision } of cells) {
    const index = slot - 1;
    // The arrays are as long as the highest slot, so every index is there.
    sums.whole[index] = (sums.whole[index] ?? 0) + whole;
    sums.rest[index] = (sums.rest[index] ?? 0) + rest;
    counted[index] = (counted[index] ?? 0) + 1;
    if (precision === 1) sums.atLeast[index] = (sums.atLeast[index] ?? 0) + 1;
    if (precision === 2) sums.about[index] = (sums.about[index] ?? 0) + 1;
  }
};
