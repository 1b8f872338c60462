/** The answer to a question of any size, a piece at a time: each piece is read when the one before has been taken. */
import type { KnownIndicator } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer } from '@app/contract/figures/routes.ts';
import type { Period } from '@app/contract/kernel/period.ts';
import type { Ask } from '../../kernel/ask.ts';
import { periodId } from '../period-ids.ts';
import { declaredOf } from '../queries.ts';
import type { Plan } from '../query/plan.ts';
import { type Read, readPlan } from '../query/read.ts';
import { isSum } from '../rules.ts';

/** One figure of an export. */
export type ExportLine = {
  period: string;
  /** Id of the unit, or type or tag of a group; `total` for all chosen units. */
  row: string;
  code: string;
  name: string;
  level: string;
  indicator: string;
  line: string;
  reading: string;
  value: number | null;
  precision: FigureAnswer['precision'];
  reported: number;
  expected: number;
  basis: FigureAnswer['basis'];
  /** How many units stand behind it. */
  units: number;
  declared: number | null;
  /** On boundaries of a date: what of it stands here because no unit below can be given it. */
  notAllocated: number | null;
  /** Number of the edition that published it. */
  edition: string | null;
};

/** About so many figures are held at once. */
const AT_ONCE = 60_000;

/** The lines of an export in pieces: by periods, then rows, then indicators; the total behind the rows of its period. */
export async function* exportLines(ask: Ask, plan: Plan): AsyncGenerator<ExportLine[]> {
  const parts: Plan[] = plan.groups ? [plan] : unitParts(plan);
  for (const period of plan.periods) {
    for (const part of parts) yield await linesOf(ask, part, period);
    if (plan.total && !plan.groups) yield await linesOf(ask, { ...plan, groups: [] }, period);
  }
}

/** A plan of single units, cut into pieces of so many figures each. */
const unitParts = (plan: Plan): Plan[] => {
  const many = Math.max(300, Math.floor(AT_ONCE / Math.max(1, plan.indicators.length)));
  return Array.from({ length: Math.ceil(plan.units.length / many) }, (_, at) => ({
    ...plan,
    units: plan.units.slice(at * many, (at + 1) * many),
    total: null,
  }));
};

type Name = Pick<ExportLine, 'row' | 'code' | 'name' | 'level'> & { unitId: number | null };

const namesOf = ({ groups, units, total }: Plan): Name[] => [
  ...(groups?.map(({ id, words }) => ({ row: id, code: '', name: words.vi, level: '', unitId: null })) ??
    units.map(({ id, code, fullName, level }) => ({ row: String(id), code, name: fullName, level, unitId: id }))),
  ...(total ? [{ row: 'total', code: '', name: 'Tổng', level: '', unitId: null }] : []),
];

const linesOf = async (ask: Ask, plan: Plan, period: Period): Promise<ExportLine[]> => {
  const read = await readPlan(ask, plan, [period]);
  const { line, reading } = plan.question;
  const quoted =
    read.quotes && plan.groups === null && reading !== 'published'
      ? await declaredOf(
          ask.tx,
          plan.units.map(({ id }) => id),
          [periodId(period)],
          line,
          reading,
        )
      : new Map<string, number>();
  return namesOf(plan).flatMap(({ unitId, ...name }, row) => {
    const units = read.unitsAt(row, period);
    if (units === 0 && plan.conditions.length > 0 && unitId !== null) return [];
    return plan.indicators.map((indicator): ExportLine => {
      const { value, precision, reported, expected, basis } = read.figureAt(row, period, indicator);
      return {
        ...{ period: period.code, ...name, indicator: indicator.id, line, reading },
        ...{ value, precision, reported, expected, basis, units },
        declared: quoted.get(`${unitId}:${periodId(period)}:${indicator.slot}`) ?? null,
        notAllocated:
          unitId !== null && read.restated && isSum(indicator)
            ? read.restated.partsAt(unitId, period, indicator.slot).notAllocated.sum
            : null,
        edition: editionOf(read, unitId, period, indicator),
      };
    });
  });
};

const editionOf = (read: Read, unitId: number | null, period: Period, indicator: KnownIndicator): string | null =>
  unitId === null ? null : (read.published?.of(unitId, period, indicator)?.edition.number ?? null);
