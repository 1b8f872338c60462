/** Reads everything a review report is made of, in a handful of queries, all in the transaction of the asking post. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Line, Reading } from '@app/contract/figures/routes.ts';
import { type Figure, figure } from '@app/contract/kernel/figure.ts';
import { childrenOf, type Period, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import type { UnitType } from '@app/contract/org/words.ts';
import { editionsOf, periodId, publishedValues, readFigures, unitsToRead } from '../figures/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { found, must } from '../kernel/problem.ts';
import { bodyOf, nation, type Unit, unitById, unitsBelow } from '../org/index.ts';
import { type Form, formCodes, formFor, indicatorsOf, reportsOfDesk } from '../reporting/index.ts';
import { isLate } from '../reporting/report/rules.ts';
import type { Desk, FactFigure, ReviewFacts, Stated, SubUnit, TypeCount } from './facts.ts';
import { isDemonstration } from './queries.ts';
import { whyNotReadReview } from './rules.ts';

export type ReviewQuestion = { unitId: number; period: Period; reading: Reading; language: Language };

/** Refuses with "not found" outside the reach of the post, for posts without reviews, and for units that are not reviewed. */
export const gatherFacts = async (ask: Ask, question: ReviewQuestion): Promise<ReviewFacts> => {
  const { tx } = ask;
  const { period, reading, language } = question;
  await unitsToRead(ask, [question.unitId]);
  const unit = found(await unitById(tx, question.unitId, period.endsOn), refuse(notFound, {}));
  must(whyNotReadReview(ask.actor, unit.level));
  const level = unit.level === 'nation' ? 'nation' : 'province';
  const below = await unitsBelow(tx, unit.id, period.endsOn);
  const reporting = below.filter((each) => each.level === (level === 'nation' ? 'province' : 'commune'));
  const forms = await formsOf(ask, period);
  const figures = await figuresOf(ask, question, forms);
  const desk = await desksOf(ask, question, forms);
  const names = new Map(reporting.map((each) => [each.id, each.fullName]));
  return {
    unit: { id: unit.id, level, type: unit.type, name: unit.name, fullName: unit.fullName },
    ...(await committees(ask, unit, level)),
    period,
    reading,
    language,
    demonstration: await isDemonstration(tx),
    closed: period.endsOn < ask.today,
    ...(await issueOf(ask, question, forms)),
    types: countTypes(below),
    subUnits: await subUnitsOf(ask, question, reporting, figures),
    desks: desk.desks,
    byMonths: forms.byMonths,
    missing: desk.missing.flatMap((id) => names.get(id) ?? []).sort(compareVietnamese),
    figures,
    asked: forms.asked,
  };
};

const unnamed: Words = { vi: 'Ban Chỉ đạo', en: 'Steering Committee' };

const committees = async ({ tx }: Ask, unit: Unit, level: string) => {
  const own = await bodyOf(tx, unit.id, 'committee');
  const above = level === 'nation' ? null : await bodyOf(tx, (await nation(tx)).id, 'committee');
  return {
    committee: own?.name ?? { vi: `${unnamed.vi} ${unit.fullName}`, en: `${unnamed.en} of ${unit.name}` },
    superior:
      level === 'nation' ? null : (above?.name ?? { vi: 'Ban Chỉ đạo Trung ương', en: 'Central Steering Committee' }),
  };
};

const levelsCounted = ['province', 'district', 'commune'] as const;

const countTypes = (units: readonly Unit[]): TypeCount[] => {
  const counts = new Map<string, TypeCount>();
  for (const { level, type } of units) {
    const counted = levelsCounted.find((each) => each === level);
    if (!counted) continue;
    const key = `${level}:${type}`;
    // The register checks its types against the words of the contract.
    counts.set(key, { level: counted, type: type as UnitType, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
};

type Forms = {
  /** The forms whose reports make up the period, each with the periods it is reported for. */
  owed: { form: Form; periods: Period[] }[];
  /** The forms are of months inside the period. */
  byMonths: boolean;
  asked: Set<string>;
  /** Indicators of shorter forms too: a year adds up its months. */
  shown: string[];
};

const monthsOf = (period: Period): Period[] =>
  period.kind === 'month' ? [period] : childrenOf(period).flatMap(monthsOf);

/** The forms of the period's own kind; where there are none, those of its months. */
const formsOf = async ({ tx }: Ask, period: Period): Promise<Forms> => {
  const codes = await formCodes(tx);
  const months = monthsOf(period);
  const read = async (kind: string, periods: Period[]) => {
    const last = periods.at(-1);
    const of = codes.filter((each) => each.periodKind === kind);
    const forms = last ? await Promise.all(of.map((each) => formFor(tx, each.code, periodId(last)))) : [];
    return forms.flatMap((form) => (form ? [{ form, periods }] : []));
  };
  const own = await read(period.kind, [period]);
  const monthly = period.kind === 'month' ? [] : await read('month', months);
  const owed = own.length > 0 ? own : monthly;
  const namedBy = (forms: Forms['owed']) =>
    forms.flatMap(({ form }) => indicatorsOf(form)).filter((id) => indicatorOf(id)?.kind !== 'D');
  return {
    owed,
    byMonths: own.length === 0,
    asked: new Set(namedBy(owed)),
    shown: [...new Set(namedBy([...own, ...monthly]))],
  };
};

const figureOf = ({ value, precision }: FigureAnswer): Figure | null =>
  value === null ? null : figure(value, precision);

const stated = (answer: FigureAnswer): Stated => ({
  figure: figureOf(answer),
  reported: answer.reported,
  expected: answer.expected,
});

/** The unit's own figures for the period, the one before and the same one last year, in the order of the catalogue. */
const figuresOf = async (
  { tx }: Ask,
  { unitId, period, reading }: ReviewQuestion,
  { shown }: Forms,
): Promise<FactFigure[]> => {
  const [before, lastYear] = [previousOf(period), samePeriodLastYear(period)];
  const periods = [period, ...(before.code === lastYear.code ? [] : [before]), lastYear];
  const answers = await readFigures(tx, { indicators: shown, unitIds: [unitId], periods, line: 'all', reading });
  const at = (id: string, code: string) => answers.find((each) => each.indicator === id && each.period === code);
  return shown
    .flatMap((id): FactFigure[] => {
      const now = at(id, period.code);
      const [previous, same] = [at(id, before.code), at(id, lastYear.code)];
      if (!now) return [];
      return [
        {
          indicator: id,
          ...stated(now),
          previous: previous ? figureOf(previous) : null,
          lastYear: same ? figureOf(same) : null,
          declared: now.declared,
        },
      ];
    })
    .sort((a, b) => (indicatorOf(a.indicator)?.slot ?? 0) - (indicatorOf(b.indicator)?.slot ?? 0));
};

const subUnitsOf = async (
  { tx }: Ask,
  { period, reading }: ReviewQuestion,
  units: readonly Unit[],
  figures: readonly FactFigure[],
): Promise<SubUnit[]> => {
  const indicators = figures.filter((each) => each.figure).map((each) => each.indicator);
  const unitIds = units.map((each) => each.id);
  const answers =
    indicators.length === 0
      ? []
      : await readFigures(tx, { indicators, unitIds, periods: [period], line: 'all', reading });
  const byUnit = new Map<number, Map<string, Stated>>(units.map((each) => [each.id, new Map()]));
  for (const answer of answers) byUnit.get(answer.unitId)?.set(answer.indicator, stated(answer));
  return units.map(({ id, code, fullName }) => ({ id, code, fullName, figures: byUnit.get(id) ?? new Map() }));
};

/** The desks of the unit, and the units with a report that has not come in. */
const desksOf = async (ask: Ask, { unitId, reading }: ReviewQuestion, { owed }: Forms) => {
  const desks: Desk[] = [];
  const missing = new Set<number>();
  for (const { form, periods } of owed) {
    const rows = [];
    for (const period of periods) rows.push(...(await reportsOfDesk(ask.tx, unitId, form.code, periodId(period))));
    const open = rows.filter(
      (row) => row.state !== 'accepted' && (reading === 'accepted' || row.state !== 'submitted'),
    );
    for (const row of open) missing.add(row.unitId);
    const late = rows.filter((row) => isLate(row.dueAt, row.firstSubmittedAt, ask.now)).length;
    desks.push({ line: form.line, expected: rows.length, arrived: rows.length - open.length, late });
  }
  return { desks: desks.filter((desk) => desk.expected > 0), missing: [...missing] };
};

/**
 * The newest edition of the committee's form, and whether the figures still are those it froze: a report with other
 * figures must not carry its number.
 */
const issueOf = async (
  { tx }: Ask,
  { unitId, period, reading }: ReviewQuestion,
  { owed }: Forms,
): Promise<Pick<ReviewFacts, 'issued' | 'changedSinceIssue'>> => {
  const form = owed.find((each) => each.form.line === 'committee')?.form ?? owed[0]?.form;
  const [edition] = form ? await editionsOf(tx, unitId, periodId(period), form.code) : [];
  if (!form || !edition || reading !== 'accepted') return { issued: null, changedSinceIssue: 0 };
  const published = await publishedValues(tx, edition.id, unitId);
  // The table of editions takes only lines of the contract.
  const line = edition.line as Line;
  const today = await readFigures(tx, {
    indicators: indicatorsOf(form),
    unitIds: [unitId],
    periods: [period],
    line,
    reading,
  });
  const changed = today.filter((each) => (published.get(each.indicator) ?? null) !== each.value).length;
  return {
    issued: changed === 0 ? { number: edition.number, on: edition.issuedOn } : null,
    changedSinceIssue: changed,
  };
};
