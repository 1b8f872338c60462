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

/** The filled cells of one sheet, one after the other; `count` of them. */
type Cells = { count: number; slot: Int32Array; whole: Float64Array; rest: Int32Array; precision: Uint8Array };

const roomFor = (slots: number): Cells => ({
  count: 0,
  slot: new Int32Array(slots),
  whole: new Float64Array(slots),
  rest: new Int32Array(slots),
  precision: new Uint8Array(slots),
});

const code = (sign: string): number => sign.charCodeAt(0);
const COMMA = code(',');
const MINUS = code('-');
const POINT = code('.');
const ZERO = code('0');
const NULL = code('N');
const END = code('}');

/**
 * Reads the cells of a sheet from the text of the database, sign by sign: this is done for every cell of the country, and as text
 * cut into pieces it took ten times as long. Each decimal becomes two whole numbers. @throws Error when it has more than four places.
 */
const readCells = ({ own, precision }: SheetText, into: Cells): Cells => {
  // One sign for each slot and a comma between them, which is what the database writes unless something is amiss.
  const unusual = /^\{(?:[0-2](?:,[0-2])*)?\}$/.test(precision) ? null : itemsOf(precision);
  let at = 1;
  into.count = 0;
  for (let slot = 1; own.charCodeAt(at) !== END; slot += 1) {
    if (own.charCodeAt(at) === NULL) at += 'NULL'.length;
    else {
      const begin = at;
      const isNegative = own.charCodeAt(at) === MINUS;
      if (isNegative) at += 1;
      let whole = 0;
      let rest = 0;
      let sign = own.charCodeAt(at);
      for (; sign !== COMMA && sign !== END && sign !== POINT; sign = own.charCodeAt(++at))
        whole = whole * 10 + sign - ZERO;
      if (sign === POINT) {
        let weight = UNIT;
        for (sign = own.charCodeAt(++at); sign !== COMMA && sign !== END; sign = own.charCodeAt(++at)) {
          weight /= 10;
          if (weight >= 1) rest += (sign - ZERO) * weight;
          else if (sign !== ZERO) throw new Error(`a figure has more than four places: ${own.slice(begin, at + 1)}`);
        }
      }
      const i = into.count;
      into.slot[i] = slot;
      into.whole[i] = isNegative ? -whole : whole;
      into.rest[i] = isNegative ? -rest : rest;
      into.precision[i] = unusual
        ? Number(unusual[slot - 1] ?? 0)
        : Math.max(0, precision.charCodeAt(2 * slot - 1) - ZERO || 0);
      into.count += 1;
    }
    if (own.charCodeAt(at) === COMMA) at += 1;
  }
  return into;
};

export type Recount = {
  cells: number;
  /** Counts the sheets of one unit in one year, given who stands above it (itself included) at the end of each period. */
  add: (sheets: readonly SheetText[], above: (periodId: number) => readonly number[]) => void;
  /** What was counted, by address: each line, and over all lines. */
  totals: () => Map<string, Sums>;
};

/**
 * Begins a recount. A cell counts in its own period and in every longer one, unless the unit has a cell of a period in
 * between or of that longer period itself: never both. Stocks count only where both have the same cut-off.
 */
export const beginRecount = (input: RecountInput): Recount => {
  // Units below the same ones are added up together, and only what they give is added to each of those above.
  const places = new Map<readonly number[], Map<string, Sums>>();
  const sumsOf = (units: readonly number[], periodId: number, line: string, reading: string): Sums => {
    const here = places.get(units) ?? new Map<string, Sums>();
    places.set(units, here);
    const key = `${periodId}|${line}|${reading}`;
    const sums = here.get(key) ?? emptySums(input.slots);
    here.set(key, sums);
    return sums;
  };
  const room = roomFor(input.slots);
  const recount: Recount = {
    cells: 0,
    add: (sheets, above) => {
      const present = new Set(sheets.map(({ periodId }) => periodId));
      for (const sheet of sheets) {
        const within = input.within.get(sheet.periodId) ?? [];
        const cells = readCells(sheet, room);
        recount.cells += cells.count;
        const longerOnes = within.some(({ withinId }) => withinId !== sheet.periodId && present.has(withinId))
          ? sheets
          : [];
        for (const longer of within) {
          const units = above(longer.withinId);
          if (units.length === 0) continue;
          const covered = coveredIn(input, longerOnes, sheet, longer);
          const counts = (slot: number) => (longer.sameEnd || input.isFlow[slot] === true) && !covered?.has(slot);
          if (!anyOf(cells, counts)) continue;
          const sums = sumsOf(units, longer.withinId, sheet.line, sheet.reading);
          count(sums, cells, longer.withinId === sheet.periodId, counts);
        }
      }
    },
    totals: () => spread(places, input.slots),
  };
  return recount;
};

const anyOf = ({ count: n, slot }: Cells, counts: (slot: number) => boolean): boolean => {
  for (let i = 0; i < n; i += 1) if (counts(slot[i] ?? 0)) return true;
  return false;
};

/** The slots that a unit has in a period in between, or in the longer one itself; null where it has none. */
const coveredIn = (
  { within, slots }: RecountInput,
  sheets: readonly SheetText[],
  sheet: SheetText,
  { withinId }: Within,
): Set<number> | null => {
  const covering = sheets.filter(
    (other) =>
      other.line === sheet.line &&
      other.reading === sheet.reading &&
      other.periodId !== sheet.periodId &&
      isWithin(within, sheet.periodId, other.periodId) &&
      isWithin(within, other.periodId, withinId),
  );
  if (covering.length === 0) return null;
  return new Set(
    covering.flatMap((other) => {
      const { slot, count: n } = readCells(other, roomFor(slots));
      return [...slot.subarray(0, n)];
    }),
  );
};

const isWithin = (within: RecountInput['within'], shorter: number, longer: number): boolean =>
  within.get(shorter)?.some(({ withinId }) => withinId === longer) ?? false;

const count = (sums: Sums, cells: Cells, own: boolean, counts: (slot: number) => boolean): void => {
  const counted = own ? sums.n : sums.rolled;
  for (let i = 0; i < cells.count; i += 1) {
    const slot = cells.slot[i] ?? 0;
    if (!counts(slot)) continue;
    const index = slot - 1;
    // The arrays are as long as the highest slot, so every index is there.
    sums.whole[index] = (sums.whole[index] ?? 0) + (cells.whole[i] ?? 0);
    sums.rest[index] = (sums.rest[index] ?? 0) + (cells.rest[i] ?? 0);
    counted[index] = (counted[index] ?? 0) + 1;
    const precision = cells.precision[i];
    if (precision === 1) sums.atLeast[index] = (sums.atLeast[index] ?? 0) + 1;
    if (precision === 2) sums.about[index] = (sums.about[index] ?? 0) + 1;
  }
};

/** Adds what units below the same ones give to each of those above them, in its line and over all lines. */
const spread = (
  places: ReadonlyMap<readonly number[], ReadonlyMap<string, Sums>>,
  slots: number,
): Map<string, Sums> => {
  const totals = new Map<string, Sums>();
  for (const [units, here] of places)
    for (const [key, sums] of here) {
      const [period = '', line = '', reading = ''] = key.split('|');
      for (const unitId of units)
        for (const each of [line, 'all']) {
          const address = keyOf({ unitId, periodId: Number(period), line: each, reading });
          const total = totals.get(address) ?? emptySums(slots);
          totals.set(address, total);
          for (const name of ['whole', 'rest', 'n', 'rolled', 'atLeast', 'about'] as const)
            for (let i = 0; i < slots; i += 1) total[name][i] = (total[name][i] ?? 0) + (sums[name][i] ?? 0);
        }
    }
  return totals;
};
