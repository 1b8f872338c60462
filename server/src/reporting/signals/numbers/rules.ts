/** Single figures: too many round ones, and jumps against what is usual. */
import { catalogue, indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Setting } from '@app/contract/reporting/signals/kinds.ts';
import type { Case, Member, Sheet } from '../case.ts';
import { chanceOfAtLeast, deviation, median, roundTo } from '../coincidence/rules.ts';
import { pastOf } from '../repeats/rules.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

/**
 * Figures of a sheet that may be round or not: exact flows from the floor on, and stocks only where they have changed,
 * because one round stock that stands still is one figure and not many.
 */
const judged = (sheet: Sheet, before: Sheet | undefined, floor: number) =>
  [...sheet.own].flatMap(([indicator, { value, precision }]) => {
    const kind = indicatorOf(indicator)?.kind;
    if (value < floor || precision !== 'exact' || (kind !== 'F' && kind !== 'S')) return [];
    if (kind === 'S' && (!before || before.own.get(indicator)?.value === value)) return [];
    return [{ indicator, value }];
  });

const MOST_ONCE_IN = 1_000_000_000;

/** More multiples of ten or five than counting gives: a binomial test over a few periods, in which this one takes part. */
export const rounded = (of: Case, { thresholds }: Setting): Of<'rounded'> | null => {
  const floor = thresholds['floor'] ?? 20;
  const all = [of.sheet, ...of.before];
  const sheets = all.filter(({ at }) => of.sheet.at - at < (thresholds['periods'] ?? 1));
  const values = sheets.map((sheet, at) => judged(sheet, all[at + 1], floor));
  const here = values[0] ?? [];
  let best: Of<'rounded'> | null = null;
  for (const step of [10, 5]) {
    const roundHere = here.filter(({ value }) => value % step === 0);
    if (roundHere.length === 0 || roundHere.length * 2 < here.length) continue;
    const counted = values.flat().length;
    const round = values.flat().filter(({ value }) => value % step === 0).length;
    // Two tests are made, so each must be twice as sure.
    const onceIn = 1 / Math.max(2 * chanceOfAtLeast(round, counted, 1 / step), 1 / MOST_ONCE_IN);
    if (onceIn < (thresholds['chance'] ?? MOST_ONCE_IN) || (best && best.onceIn >= onceIn)) continue;
    best = {
      kind: 'rounded',
      step,
      round,
      counted,
      expected: roundTo(counted / step, 1),
      onceIn: Math.round(onceIn),
      periods: sheets.length,
      cells: roundHere,
    };
  }
  return best;
};

/** What all units of the group have in common for an indicator: the season, a campaign. As a factor on the usual level. */
export type Pulse = ReadonlyMap<string, number>;

const ENOUGH_UNITS = 10;
const ENOUGH_PERIODS = 6;

export const pulseOf = (members: readonly Member[]): Pulse => {
  const shifts = new Map<string, number[]>();
  for (const { sheet, before } of members)
    for (const [id, { value }] of sheet.own) {
      if (indicatorOf(id)?.kind !== 'F') continue;
      const past = pastOf(before, id);
      if (past.length < ENOUGH_PERIODS) continue;
      const shift = Math.log((value + 1) / (median(past) + 1));
      const list = shifts.get(id);
      if (list) list.push(shift);
      else shifts.set(id, [shift]);
    }
  return new Map(
    [...shifts].flatMap(([id, list]) => (list.length >= ENOUGH_UNITS ? [[id, Math.exp(median(list))]] : [])),
  );
};

/** Counts made comparable: on this scale chance spreads small and large ones alike (by about 1). */
const scaled = (value: number): number => 2 * Math.sqrt(Math.max(0, value) + 3 / 8);

/** Months differ by a quarter even where nothing has happened. */
const ORDINARY = 0.25;

/** The usual level of a flow and how far it spreads, on the scale of `scaled`. */
const usualFlow = (past: readonly number[], factor: number): { usual: number; spread: number } => {
  const usual = median(past) * factor;
  return { usual, spread: Math.max(1, deviation(past.map(scaled)), ORDINARY * Math.sqrt(usual)) };
};

/** A stock is held against where it stood last; its steps tell how far it moves. */
const usualStock = (past: readonly number[]): { usual: number; spread: number } => {
  const steps = past.slice(1).map((each, at) => scaled(past[at] ?? each) - scaled(each));
  return { usual: past[0] ?? 0, spread: Math.max(1, deviation(steps)) };
};

const timesOf = (value: number, usual: number): number => (Math.max(value, usual) + 1) / (Math.min(value, usual) + 1);

/**
 * Figures far from what the unit usually has. Nothing is said without enough past; where neither the other units nor the
 * same period last year tell the season, it must be twice as far. A flow of 0 is not a jump: nothing happened.
 */
export const jump = (of: Case, pulse: Pulse, { thresholds }: Setting): Of<'jump'> | null => {
  const { sheet, before } = of;
  const aYear = sheet.period.includes('-M')
    ? 12
    : sheet.period.includes('-Q')
      ? 4
      : sheet.period.includes('-H')
        ? 2
        : 0;
  const lastYear = aYear > 0 ? before.find(({ at }) => at === sheet.at - aYear) : undefined;
  const times = thresholds['times'] ?? 3;
  const isFar = (value: number, usual: number, spread: number, factor: number): boolean =>
    Math.abs(scaled(value) - scaled(usual)) >= (thresholds['spreads'] ?? 4) * spread &&
    timesOf(value, usual) >= times * factor &&
    Math.abs(value - usual) >= (thresholds['least'] ?? 0);
  const cells = [...sheet.own].flatMap(([indicator, { value }]) => {
    const kind = indicatorOf(indicator)?.kind;
    const past = pastOf(before, indicator);
    if ((kind !== 'F' && kind !== 'S') || past.length < (thresholds['periods'] ?? 6) || (kind === 'F' && value === 0))
      return [];
    const factor = kind === 'F' ? pulse.get(indicator) : 1;
    const { usual, spread } = kind === 'F' ? usualFlow(past, factor ?? 1) : usualStock(past);
    const same = kind === 'F' ? (lastYear?.own.get(indicator)?.value ?? null) : null;
    const season = factor !== undefined || same !== null ? 1 : 2;
    if (!isFar(value, usual, spread, season) || (same !== null && !isFar(value, same, spread, 1))) return [];
    return [
      {
        indicator,
        value,
        usual: Math.round(usual),
        times: roundTo(value >= usual ? timesOf(value, usual) : 1 / timesOf(value, usual), 2),
        periods: past.length,
      },
    ];
  });
  const found = [...cells, ...oddAverages(of, thresholds)];
  return found.length > 0 ? { kind: 'jump', cells: found } : null;
};

/**
 * A digit too many in one of two figures that go together shows in their average first: attendance varies threefold, and
 * attendance per session hardly.
 */
const oddAverages = ({ sheet, before }: Case, thresholds: Setting['thresholds']): Of<'jump'>['cells'] =>
  catalogue.flatMap(({ id, kind, part, whole, decimals }) => {
    if (kind !== 'A' || !part || !whole) return [];
    const averageOf = ({ own }: Sheet): number | null => {
      const sum = own.get(part)?.value ?? 0;
      const count = own.get(whole)?.value ?? 0;
      return sum > 0 && count > 0 ? sum / count : null;
    };
    const value = averageOf(sheet);
    const past = before.flatMap((each) => averageOf(each) ?? []);
    if (value === null || past.length < (thresholds['periods'] ?? 6)) return [];
    const usual = median(past);
    const spread = Math.max(ORDINARY, deviation(past.map(Math.log)));
    const count = sheet.own.get(whole)?.value ?? 0;
    const times = Math.max(value, usual) / Math.min(value, usual);
    if (Math.abs(Math.log(value / usual)) < (thresholds['spreads'] ?? 4) * spread) return [];
    if (times < (thresholds['times'] ?? 3) || Math.abs(value - usual) * count < (thresholds['least'] ?? 0)) return [];
    return [
      {
        indicator: id,
        value: roundTo(value, decimals),
        usual: roundTo(usual, decimals),
        times: roundTo(value >= usual ? times : 1 / times, 2),
        periods: past.length,
      },
    ];
  });
