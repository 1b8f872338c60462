/** What a question asks for, once its names are known: indicators, periods, units and the rows they make. */
import { catalogue, indicatorOf, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { unknownIndicator, unknownPeriod, unknownUnits } from '@app/contract/figures/problems.ts';
import { publishedAsThen, tooManyPeriods } from '@app/contract/figures/query/problems.ts';
import type { Question } from '@app/contract/figures/query/question.ts';
import { periodsFrom } from '@app/contract/figures/query/relative.ts';
import { type CivilDate, type Period, parsePeriod } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { type AreaTagName, areaTagWords, type UnitType, unitTypeWords } from '@app/contract/org/words.ts';
import type { Ask } from '../../kernel/ask.ts';
import { must, Refused } from '../../kernel/problem.ts';
import { type ChosenUnit, chooseUnits, pairsWithin, tagsOfUnits, type UnitTerm } from '../../org/index.ts';
import { periodOfCode, unitsToRead } from '../actions.ts';
import { foreignIndicator } from '../catalogue/added.ts';
import { addedRows } from '../catalogue/queries.ts';
import type { Member } from '../grid/grid.ts';
import { whyNotReadLine } from '../rules.ts';
import { linesRead } from '../totals.ts';
import { type Condition, conditionOf, outermost, type Row, rowsOf, termOf } from './rules.ts';

export type Plan = {
  question: Question;
  indicators: readonly KnownIndicator[];
  periods: readonly Period[];
  conditions: readonly Condition[];
  /** The tree on which the units were chosen. */
  on: CivilDate;
  units: readonly ChosenUnit[];
  /** Null: each unit is a row of its own. */
  groups: readonly Row[] | null;
  /** All chosen units together, where that is asked for: the row behind the others. */
  total: readonly number[] | null;
  /** Some of the chosen units stand in others of them. */
  overlaps: boolean;
};

/** Periods of one question; ten years of months and of longer periods, and more than any screen shows. */
const MOST_PERIODS = 200;

/**
 * Looks up everything that a question names, as far as the asking post may.
 * @throws figures.unknown-indicator, figures.unknown-period, figures.unknown-units, figures.too-many-periods
 */
export const planOf = async (ask: Ask, question: Question): Promise<Plan> => {
  const conditions = (question.where ?? []).map(conditionOf);
  const indicators = await indicatorsOf(ask, question.indicators);
  const asked = [...indicators.map(({ id }) => id), ...conditions.map(({ indicator }) => indicator)];
  const unknown = asked.find((id) => !indicatorOf(id)) ?? (await foreignIndicator(ask.tx, asked));
  if (unknown) throw new Refused(refuse(unknownIndicator, { indicator: unknown }));
  const periods = periodsOf(question.periods, question.day ?? ask.today);
  const on = treeOf(question, periods);
  const units = await unitsOf(ask, question, on);
  const ids = units.map(({ id }) => id);
  // Without a unit nothing is read, but whose line it is asked about must not be told either.
  for (const line of linesRead(asked, question.line)) must(whyNotReadLine(ask.actor, line, ids.length > 0 ? ids : [0]));
  const { by } = question;
  const together = by !== 'unit' || question.total === 'yes';
  const pairs = together && new Set(units.map(({ level }) => level)).size > 1 ? await pairsWithin(ask.tx, ids, on) : [];
  const groups = await groupsOf(ask, by, units, on);
  return {
    question,
    indicators,
    periods,
    conditions,
    on,
    units,
    groups: groups?.map((row) => ({ ...row, unitIds: outermost(row.unitIds, pairs) })) ?? null,
    total: by === 'total' || question.total === 'yes' ? outermost(ids, pairs) : null,
    overlaps: pairs.length > 0,
  };
};

/** The day on whose tree units are chosen. */
const treeOf = ({ on, boundaries, reading }: Question, periods: readonly Period[]): CivilDate => {
  if (boundaries && reading === 'published') throw new Refused(refuse(publishedAsThen, {}));
  return on ?? boundaries ?? periods.reduce((latest, { endsOn }) => (endsOn > latest ? endsOn : latest), '');
};

/** The units of each row, the total behind the others, as members of a grid. */
export const membersOf = ({ units, groups, total }: Plan): { members: Member[]; rows: number } => {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const rows = [...(groups?.map(({ unitIds }) => unitIds) ?? units.map(({ id }) => [id])), ...(total ? [total] : [])];
  const members = rows.flatMap((ids, row) =>
    ids.flatMap((id): Member[] => {
      const unit = byId.get(id);
      return unit ? [{ id, row, level: unit.level, from: unit.from, to: unit.to, steady: unit.inForce }] : [];
    }),
  );
  return { members, rows: rows.length };
};

const indicatorsOf = async (ask: Ask, named: readonly string[]): Promise<KnownIndicator[]> => {
  const added = named.some((name) => name.startsWith('group:'))
    ? new Set((await addedRows(ask.tx)).map(({ id }) => id))
    : new Set<string>();
  const found = named.flatMap((name) => {
    if (name.startsWith('group:'))
      return catalogue.filter(
        ({ id, group, ownerUnitId }) => `group:${group}` === name && (ownerUnitId === undefined || added.has(id)),
      );
    const indicator = indicatorOf(name);
    if (!indicator) throw new Refused(refuse(unknownIndicator, { indicator: name }));
    return [indicator];
  });
  return [...new Map(found.map((indicator) => [indicator.id, indicator])).values()];
};

const periodsOf = (named: readonly string[], day: CivilDate): Period[] => {
  const found = named.flatMap((name) => periodsFrom(name, day) ?? [periodOfCode(name)]);
  // One may ask back beyond the first year of the calendar.
  const tooEarly = found.find(({ code }) => !parsePeriod(code));
  if (tooEarly) throw new Refused(refuse(unknownPeriod, { period: tooEarly.code }));
  const each = [...new Map(found.map((period) => [period.code, period])).values()];
  if (each.length > MOST_PERIODS) throw new Refused(refuse(tooManyPeriods, { asked: each.length, most: MOST_PERIODS }));
  return each;
};

const unitsOf = async (ask: Ask, question: Question, on: CivilDate): Promise<readonly ChosenUnit[]> => {
  // The contract has bound what may stand before the colon.
  const terms = question.units.map(termOf) as UnitTerm[];
  if (terms.some(({ from }) => from > 2_147_483_647)) throw new Refused(refuse(unknownUnits, {}));
  await unitsToRead(ask, [...new Set(terms.map(({ from }) => from))]);
  return chooseUnits(ask.tx, terms, on, {
    types: question.type ?? null,
    tag: question.tag ?? null,
    seenFrom: ask.actor.allUnits ? null : ask.actor.unitId,
  });
};

const groupsOf = async (
  ask: Ask,
  by: Question['by'],
  units: readonly ChosenUnit[],
  on: CivilDate,
): Promise<Row[] | null> => {
  if (by === 'unit') return null;
  if (by === 'total') return [];
  if (by === 'type')
    return rowsOf(
      units.map(({ id, type }) => ({ id, key: type })),
      (type) => unitTypeWords[type as UnitType] ?? { vi: type, en: type },
    );
  const tags = await tagsOfUnits(
    ask.tx,
    units.map(({ id }) => id),
    on,
  );
  return rowsOf(
    tags.map(({ id, tag }) => ({ id, key: tag })),
    (tag) => areaTagWords[tag as AreaTagName],
  );
};
