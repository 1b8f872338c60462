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

type Asked = {
  unitIds: readonly number[];
  period: Period;
  line: Line | 'all';
  reading: Reading;
  indicators: readonly string[];
};

/** Figures of units for a period and for the same one a year before. */
const readPairs = async (
  ask: Omit<Ask, 'audit'>,
  { period, ...asked }: Asked,
): Promise<(unitId: number, indicator: string) => FigurePair> => {
  const before = samePeriodLastYear(period);
  const figures = await readFigures(ask.tx, { ...asked, periods: [period, before] });
  const found = new Map(figures.map((each) => [`${each.unitId} ${each.period} ${each.indicator}`, known(each)]));
  const at = (unitId: number, code: string, id: string) => found.get(`${unitId} ${code} ${id}`) ?? null;
  return (unitId, id) => ({ now: at(unitId, period.code, id), before: at(unitId, before.code, id) });
};

/** Figures of the report itself, by indicator. */
export const ownFigures = async (
  ask: Omit<Ask, 'audit'>,
  source: FigureSource,
  indicators: readonly string[],
): Promise<Record<string, FigurePair>> => {
  if (indicators.length === 0) return {};
  const { unitId, period, line, level } = source;
  const pairOf = await readPairs(ask, { unitIds: [unitId], period, line, reading: readingAt(level), indicators });
  return Object.fromEntries(
    indicators.map((id) => {
      const pair = pairOf(unitId, id);
      return [id, writesOfCells(source.level) ? { ...pair, now: figureOfCells(id, source.cells) } : pair];
    }),
  );
};

type Addressed = { code: string; unitId: number; reading: Reading; indicator: string };

/** What references to one period point to: the unit that had the code then, as far as the asking post sees it. */
const addressesIn = async (
  ask: Omit<Ask, 'audit'>,
  period: Period,
  asked: readonly { unit: string; indicator: string }[],
): Promise<Addressed[]> => {
  const units = await unitsByCode(ask.tx, [...new Set(asked.map(({ unit }) => unit))], period.endsOn);
  const ids = [...units.values()].map(({ id }) => id);
  const seen = ask.actor.allUnits ? new Set(ids) : await unitsBelowEver(ask.tx, ask.actor.unitId, ids);
  return asked.flatMap(({ unit: code, indicator }) => {
    const unit = units.get(code);
    return unit && seen.has(unit.id) ? [{ code, unitId: unit.id, reading: readingAt(unit.level), indicator }] : [];
  });
};

/**
 * Figures of other places, by reference. Those of units that the asking post may not see are left out: to it they do not
 * exist. The database holds back the lines it does not read. All addresses of a period are read together, however many.
 */
export const addressedFigures = async (
  ask: Omit<Ask, 'audit'>,
  references: readonly Reference[],
  line: Line | 'all',
): Promise<Record<string, FigurePair>> => {
  const byPeriod = new Map<string, { unit: string; indicator: string }[]>();
  for (const { indicator, at } of references)
    if (at) byPeriod.set(at.period, [...(byPeriod.get(at.period) ?? []), { unit: at.unit, indicator }]);
  const found: Record<string, FigurePair> = {};
  for (const [periodCode, asked] of byPeriod) {
    const period = parsePeriod(periodCode);
    if (!period) continue;
    const addresses = await addressesIn(ask, period, asked);
    for (const reading of ['submitted', 'accepted'] as const) {
      const here = addresses.filter((each) => each.reading === reading);
      if (here.length === 0) continue;
      const unitIds = [...new Set(here.map(({ unitId }) => unitId))];
      const indicators = [...new Set(here.map(({ indicator }) => indicator))];
      const pairOf = await readPairs(ask, { unitIds, period, line, reading, indicators });
      for (const { code, unitId, indicator } of here)
        found[figureKey({ indicator, at: { unit: code, period: periodCode } })] = pairOf(unitId, indicator);
    }
  }
  return found;
};

/** Everything that the references of a report stand for, for the asking post. */
export const figuresOfReferences = async (
  ask: Omit<Ask, 'audit'>,
  source: FigureSource,
  references: readonly Reference[],
): Promise<FigurePairs> => ({
  ...(await ownFigures(ask, source, [...new Set(references.flatMap(({ indicator, at }) => (at ? [] : [indicator])))])),
  ...(await addressedFigures(ask, references, source.line)),
});
