/** What references stand for: figures of a report's own cells, of the totals of a larger unit, or of another address. */
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import type { Figure } from '@app/contract/kernel/figure.ts';
import { type Period, parsePeriod, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import {
  type FigurePair,
  type FigurePairs,
  figureKey,
  type Reference,
} from '@app/contract/reporting/narrative/references.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { readFigures } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { unitsBelowEver, unitsByCode } from '../../org/index.ts';
import { figureOfCells } from './rules.ts';

export type FigureSource = {
  unitId: number;
  level: string;
  period: Period;
  line: Line;
  /** The cells of a commune's report as they stand in it; larger units are read from their totals. */
  cells: Readonly<Record<string, CellInput>>;
};

/** Units without units that report to them write about the cells of their own report. */
export const writesOfCells = (level: string): boolean => level === 'commune';

/** Totals count when they are accepted; what a commune has sent is what it writes about. */
const readingAt = (level: string): Reading => (writesOfCells(level) ? 'submitted' : 'accepted');

const known = (answer: FigureAnswer | undefined): Figure | null =>
  answer && answer.value !== null ? { value: answer.value, precision: answer.precision } : null;

type Place = { unitId: number; level: string; period: Period; line: Line | 'all' };

const readPairs = async (
  ask: Omit<Ask, 'audit'>,
  { unitId, level, period, line }: Place,
  indicators: readonly string[],
): Promise<Map<string, FigurePair>> => {
  const before = samePeriodLastYear(period);
  const figures = await readFigures(ask.tx, {
    indicators,
    unitIds: [unitId],
    periods: [period, before],
    line,
    reading: readingAt(level),
  });
  const at = (id: string, code: string) => known(figures.find((each) => each.indicator === id && each.period === code));
  return new Map(indicators.map((id) => [id, { now: at(id, period.code), before: at(id, before.code) }]));
};

/** Figures of the report itself, by indicator. */
export const ownFigures = async (
  ask: Omit<Ask, 'audit'>,
  source: FigureSource,
  indicators: readonly string[],
): Promise<Record<string, FigurePair>> => {
  if (indicators.length === 0) return {};
  const pairs = await readPairs(ask, source, indicators);
  return Object.fromEntries(
    indicators.map((id) => {
      const pair = pairs.get(id) ?? { now: null, before: null };
      return [id, writesOfCells(source.level) ? { ...pair, now: figureOfCells(id, source.cells) } : pair];
    }),
  );
};

/**
 * Figures of other places, by reference. Those of units that the asking post may not see are left out: to it they do not
 * exist. The database holds back the lines it does not read.
 */
export const addressedFigures = async (
  ask: Omit<Ask, 'audit'>,
  references: readonly Reference[],
  line: Line | 'all',
): Promise<Record<string, FigurePair>> => {
  const byPlace = new Map<string, { unit: string; period: string; indicators: string[] }>();
  for (const { indicator, at } of references) {
    if (!at) continue;
    const key = `${at.unit}/${at.period}`;
    const place = byPlace.get(key) ?? { ...at, indicators: [] };
    place.indicators.push(indicator);
    byPlace.set(key, place);
  }
  const found: Record<string, FigurePair> = {};
  for (const { unit: code, period: periodCode, indicators } of byPlace.values()) {
    const period = parsePeriod(periodCode);
    const unit = period && (await unitsByCode(ask.tx, [code], period.endsOn)).get(code);
    if (!period || !unit || !(await sees(ask, unit.id))) continue;
    const pairs = await readPairs(ask, { unitId: unit.id, level: unit.level, period, line }, indicators);
    for (const [indicator, pair] of pairs)
      found[figureKey({ indicator, at: { unit: code, period: periodCode } })] = pair;
  }
  return found;
};

const sees = async (ask: Omit<Ask, 'audit'>, unitId: number): Promise<boolean> =>
  ask.actor.allUnits || (await unitsBelowEver(ask.tx, ask.actor.unitId, [unitId])).has(unitId);

/** Everything that the references of a report stand for, for the asking post. */
export const figuresOfReferences = async (
  ask: Omit<Ask, 'audit'>,
  source: FigureSource,
  references: readonly Reference[],
): Promise<FigurePairs> => ({
  ...(await ownFigures(ask, source, [...new Set(references.flatMap(({ indicator, at }) => (at ? [] : [indicator])))])),
  ...(await addressedFigures(ask, references, source.line)),
});
