import type { Indicator } from '@app/contract/figures/catalogue.ts';
import { filledIn, namedQueries } from '@app/contract/figures/query/named.ts';
import { questionTooLarge, unknownQuery } from '@app/contract/figures/query/problems.ts';
import { type Question, question as questionShape } from '@app/contract/figures/query/question.ts';
import type * as api from '@app/contract/figures/query/routes.ts';
import type { FigureGrid } from '@app/contract/figures/query/routes.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Ask } from '../../kernel/ask.ts';
import { readBy } from '../../kernel/faults.ts';
import { found, Refused } from '../../kernel/problem.ts';
import { sayPeriod } from '../actions.ts';
import { periodId } from '../period-ids.ts';
import { declaredOf } from '../queries.ts';
import type { RestatedGrid } from '../restated/read.ts';
import { isSum } from '../rules.ts';
import { columnsOf } from './columns.ts';
import { type Plan, planOf } from './plan.ts';
import { type Read, readPlan } from './read.ts';

/** So many figures are answered at once; a question for more is an export. */
const MOST_ANSWERS = 200_000;

/** Figures by a question, as columns. What the post may not see is not found. */
export const queryFigures = async (
  { query }: Input<typeof api.queryFigures>,
  ask: Ask,
): Promise<Result<typeof api.queryFigures>> => answerTo(ask, query);

/** The named queries, each with what it asks. */
export const listQueries = async (): Promise<Result<typeof api.listQueries>> =>
  namedQueries.map(({ name, words, asks, question, open }) => ({ name, words, asks, question, open: [...open] }));

/** Asks a named query, of the own unit where no other is named. */
export const askQuery = async (
  { params, query }: Input<typeof api.askQuery>,
  ask: Ask,
): Promise<Result<typeof api.askQuery>> => {
  const named = found(
    namedQueries.find(({ name }) => name === params.name),
    refuse(unknownQuery, { name: params.name }),
  );
  const { unit, units, ...rest } = query;
  const own = String(unit ?? ask.actor.unitId);
  const filled = filledIn(named, { unit: own, units: units ?? own });
  return answerTo(ask, readBy(questionShape, { ...filled, ...rest }));
};

const answerTo = async (ask: Ask, question: Question): Promise<FigureGrid> => {
  const plan = await planOf(ask, question);
  const many = (plan.groups?.length ?? plan.units.length) + (plan.total ? 1 : 0);
  const asked = many * plan.periods.length * plan.indicators.length;
  if (asked > MOST_ANSWERS) throw new Refused(refuse(questionTooLarge, { asked, most: MOST_ANSWERS }));
  const read = await readPlan(ask, plan);
  const rows = rowsShown(plan, read);
  const { periods, indicators } = plan;
  const units = plan.groups ? null : rows.flatMap((row) => plan.units[row] ?? []);
  const columns = (of: readonly number[]) => columnsOf(of, periods, indicators, read.figureAt, read.unitsAt);
  return {
    indicators: indicators.map(({ id }) => id),
    periods: periods.map(sayPeriod),
    line: question.line,
    reading: question.reading,
    on: plan.on,
    boundaries: question.boundaries ?? 'as-then',
    units: units && {
      ids: units.map(({ id }) => id),
      codes: units.map(({ code }) => code),
      names: units.map(({ fullName }) => fullName),
      levels: units.map(({ level }) => level),
      types: units.map(({ type }) => type),
    },
    groups: plan.groups?.map(({ id, words, unitIds }) => ({ id, words, units: unitIds.length })) ?? null,
    figures: columns(rows),
    restated: units && read.restated ? restatedOf(plan, read.restated, units) : null,
    total: plan.total && columns([read.rows - 1]),
    declared: units ? await quoted(ask, plan, read, units) : [],
    editions: units && read.published ? editionsOf(plan, read, units) : null,
  };
};

/** The rows that are answered: of single units only those that meet what is asked of them in some period. */
const rowsShown = ({ groups, units, periods, conditions }: Plan, read: Read): number[] => {
  const all = Array.from({ length: groups?.length ?? units.length }, (_, row) => row);
  if (groups || conditions.length === 0) return all;
  return all.filter((row) => periods.some((period) => read.unitsAt(row, period) > 0));
};

type Shown = readonly { id: number }[];

/** Calls `tell` for every place of the columns, in their order. */
const eachPlace = (
  { periods, indicators }: Plan,
  units: Shown,
  tell: (at: number, unit: Shown[number], period: Plan['periods'][number], indicator: Indicator) => void,
): void => {
  let at = 0;
  for (const unit of units)
    for (const period of periods)
      for (const indicator of indicators) {
        tell(at, unit, period, indicator);
        at += 1;
      }
};

const restatedOf = (plan: Plan, grid: RestatedGrid, units: Shown): FigureGrid['restated'] => {
  const [allocated, notAllocated]: [(number | null)[], (number | null)[]] = [[], []];
  eachPlace(plan, units, (_, { id }, period, indicator) => {
    const parts = isSum(indicator) ? grid.partsAt(id, period, indicator.slot) : null;
    allocated.push(parts?.allocated.sum ?? null);
    notAllocated.push(parts?.notAllocated.sum ?? null);
  });
  return { allocated, notAllocated };
};

const quoted = async (ask: Ask, plan: Plan, read: Read, units: Shown): Promise<FigureGrid['declared']> => {
  const { line, reading } = plan.question;
  if (!read.quotes || reading === 'published') return [];
  const ids = units.map(({ id }) => id);
  const values = await declaredOf(ask.tx, ids, plan.periods.map(periodId), line, reading);
  const found: FigureGrid['declared'] = [];
  if (values.size > 0)
    eachPlace(plan, units, (at, { id }, period, { slot }) => {
      const value = values.get(`${id}:${periodId(period)}:${slot}`);
      if (value !== undefined) found.push({ at, value });
    });
  return found;
};

const editionsOf = (plan: Plan, { published }: Read, units: Shown): FigureGrid['editions'] => {
  const places = new Map<number, number>();
  const list: NonNullable<FigureGrid['editions']>['list'] = [];
  const of: (number | null)[] = [];
  eachPlace(plan, units, (_, { id }, period, indicator) => {
    const edition = published?.of(id, period, indicator)?.edition;
    if (!edition) return void of.push(null);
    const known = places.get(edition.id) ?? list.length;
    if (known === list.length) {
      places.set(edition.id, known);
      const { number, issuedOn, issuerId } = edition;
      list.push({ id: edition.id, number, issuedOn, unitId: issuerId, period: period.code });
    }
    of.push(known);
  });
  return { list, of };
};
