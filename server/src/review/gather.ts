/** Reads everything a review report is made of, in a handful of queries, all in the transaction of the asking post. */
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { FigureAnswer, Reading } from '@app/contract/figures/routes.ts';
import { type Figure, figure } from '@app/contract/kernel/figure.ts';
import { childrenOf, type Period, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import { compareVietnamese } from '@app/contract/kernel/text.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import type { UnitType } from '@app/contract/org/words.ts';
import type { ReviewSection } from '@app/contract/review/routes.ts';
import { editionsOf, periodId, publishedValues, readFigures, unitsToRead } from '../figures/index.ts';
import { signerOf } from '../identity/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { found, must } from '../kernel/problem.ts';
import { bodyOf, nation, type Unit, unitById, unitsBelow } from '../org/index.ts';
import { type Form, formCodes, formFor, indicatorsOf, reportsOfDesk, sourcesByReport } from '../reporting/index.ts';
import { isLate } from '../reporting/report/rules.ts';
import { additionsOf } from './edit/queries.ts';
import { figuresOfWords, runsOfWords, unitsOfWords } from './edit/words.ts';
import {
  type Added,
  type Desk,
  type FactFigure,
  ownSigner,
  type ReviewFacts,
  type Stated,
  type SubUnit,
  type TypeCount,
} from './facts.ts';
import { isDemonstration } from './queries.ts';
import { whyNotReadReview } from './rules.ts';

export type ReviewQuestion = { unitId: number; period: Period; reading: Reading; language: Language };

/** The unit under review. Refuses with "not found" outside the reach of the post, for posts without reviews, and for units that are not reviewed. */
export const openReview = async (
  ask: Ask,
  { unitId, period }: Pick<ReviewQuestion, 'unitId' | 'period'>,
): Promise<Unit> => {
  await unitsToRead(ask, [unitId]);
  const unit = found(await unitById(ask.tx, unitId, period.endsOn), refuse(notFound, {}));
  must(whyNotReadReview(ask.actor, unit.level));
  return unit;
};

/** Everything the review of a unit is made of; refuses as `openReview` does. */
export const gatherFacts = async (ask: Ask, question: ReviewQuestion): Promise<ReviewFacts> => {
  const { tx } = ask;
  const { period, reading, language } = question;
  const unit = await openReview(ask, question);
  const level = unit.level === 'nation' ? 'nation' : 'province';
  const below = await unitsBelow(tx, unit.id, period.endsOn);
  const reporting = below.filter((each) => each.level === (level === 'nation' ? 'province' : 'commune'));
  const forms = await formsOf(ask, period);
  const figures = await figuresOf(ask, question, namedBy([...forms.own, ...forms.monthly]));
  const { missing, ...desks } = await desksOf(ask, question, forms);
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
    added: await addedTo(ask, question),
    types: countTypes(below),
    subUnits: await subUnitsOf(ask, question, reporting, figures),
    ...desks,
    missing: missing.flatMap((id) => names.get(id) ?? []).sort(compareVietnamese),
    figures,
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

/** A form with the periods it is reported for inside the period under review. */
type Owed = { form: Form; periods: Period[] };
/** The forms of the period's own calendar and kind, and those of the months inside it. */
type Forms = { own: Owed[]; monthly: Owed[] };

const monthsOf = (period: Period): Period[] =>
  period.kind === 'month' ? [period] : childrenOf(period).flatMap(monthsOf);

const formsOf = async ({ tx }: Ask, period: Period): Promise<Forms> => {
  const codes = await formCodes(tx);
  const read = async (kind: string, periods: Period[]): Promise<Owed[]> => {
    const last = periods.at(-1);
    const found: Owed[] = [];
    for (const { code } of codes.filter((each) => each.periodKind === kind && each.calendar === period.calendar)) {
      const form = last ? await formFor(tx, code, periodId(last)) : null;
      if (form) found.push({ form, periods });
    }
    return found;
  };
  return {
    own: await read(period.kind, [period]),
    monthly: period.kind === 'month' ? [] : await read('month', monthsOf(period)),
  };
};

const namedBy = (forms: readonly Owed[]): string[] => [
  ...new Set(forms.flatMap(({ form }) => indicatorsOf(form)).filter((id) => indicatorOf(id)?.kind !== 'D')),
];

const figureOf = ({ value, precision }: FigureAnswer): Figure | null =>
  value === null ? null : figure(value, precision);

const stated = (answer: FigureAnswer): Stated => ({
  figure: figureOf(answer),
  reported: answer.reported,
  expected: answer.expected,
});

const unknown: Stated = { figure: null, reported: 0, expected: 0 };

/** The unit's own figures for the period, the one before and the same one last year, in the order of the catalogue. */
const figuresOf = async (
  { tx }: Ask,
  { unitId, period, reading }: ReviewQuestion,
  shown: readonly string[],
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
          previous: previous ? stated(previous) : unknown,
          lastYear: same ? stated(same) : unknown,
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

type Desks = { desks: Desk[]; missing: number[]; asked: Set<string>; byMonths: boolean };

/** The desks of the unit: of the forms of the period itself, or of its months where nobody owes the period as a whole. */
const desksOf = async (ask: Ask, question: ReviewQuestion, { own, monthly }: Forms): Promise<Desks> => {
  const whole = await desksOfForms(ask, question, own);
  if (whole.desks.length > 0 || monthly.length === 0) return { ...whole, byMonths: false };
  return { ...(await desksOfForms(ask, question, monthly)), byMonths: true };
};

/** Reports in and late, the units with a report that has not come in, and what the forms that are owed ask for. */
const desksOfForms = async (ask: Ask, { unitId, reading }: ReviewQuestion, forms: readonly Owed[]) => {
  const desks: Desk[] = [];
  const missing = new Set<number>();
  const owed: Owed[] = [];
  for (const each of forms) {
    const rows = [];
    for (const period of each.periods)
      rows.push(...(await reportsOfDesk(ask.tx, unitId, each.form.code, periodId(period), ask.today)));
    if (rows.length === 0) continue;
    const open = rows.filter(
      (row) => row.state !== 'accepted' && (reading === 'accepted' || row.state !== 'submitted'),
    );
    for (const row of open) missing.add(row.unitId);
    const late = rows.filter((row) => isLate(row.dueAt, row.firstSubmittedAt, ask.now)).length;
    desks.push({ line: each.form.line, expected: rows.length, arrived: rows.length - open.length, late });
    owed.push(each);
  }
  return { desks, missing: [...missing], asked: new Set(namedBy(owed)) };
};

/**
 * The number the paper may carry: that of the committee's newest edition, when every figure of the paper still is what an
 * edition froze. The report adds up all forms of the period, so each of them is held against its own newest edition, and a
 * form with accepted figures that nobody has issued leaves the number blank: a report with other figures must not carry it.
 */
const issueOf = async (
  { tx, actor }: Ask,
  { unitId, period, reading }: ReviewQuestion,
  { own }: Forms,
): Promise<Pick<ReviewFacts, 'issued' | 'changedSinceIssue' | 'notIssued' | 'signer'>> => {
  const issues = actor.does.has('issue') && actor.unitId === unitId ? actor.postId : null;
  const asker = (issues && (await signerOf(tx, issues))) || ownSigner;
  if (reading !== 'accepted') return { issued: null, changedSinceIssue: 0, notIssued: [], signer: asker };
  const leading = own.find((each) => each.form.line === 'committee') ?? own[0];
  let paper: Awaited<ReturnType<typeof editionsOf>>[number] | undefined;
  let changed = 0;
  const notIssued: Words[] = [];
  for (const each of own) {
    const { form } = each;
    const [edition] = await editionsOf(tx, unitId, periodId(period), form.code);
    const question = { indicators: indicatorsOf(form), unitIds: [unitId], periods: [period], line: form.line, reading };
    const today = await readFigures(tx, question);
    if (edition) {
      const published = await publishedValues(tx, edition.id, unitId);
      changed += today.filter((figure) => (published.get(figure.indicator) ?? null) !== figure.value).length;
      if (each === leading) paper = edition;
    } else if (today.some((figure) => figure.value !== null)) notIssued.push(form.content.title);
  }
  const holds = changed === 0 && notIssued.length === 0 ? paper : undefined;
  return {
    issued: holds ? { number: holds.number, on: holds.issuedOn } : null,
    changedSinceIssue: changed,
    // Before anything is issued there is no number to withhold.
    notIssued: paper ? notIssued : [],
    signer: (holds && (await signerOf(tx, holds.signerPostId))) || asker,
  };
};

/** The paragraphs that were taken up from reports, as they read today. */
const addedTo = async (ask: Ask, { unitId, period, reading, language }: ReviewQuestion): Promise<Added[]> => {
  const rows = await additionsOf(ask.tx, { unitId, periodId: periodId(period), reading, language });
  const sources = await sourcesByReport(ask, [...new Set(rows.map((row) => row.sourceReportId))]);
  const words = rows.flatMap((row) => {
    const source = sources.get(row.sourceReportId);
    return source ? [{ id: row.id, section: row.section, text: row.text, line: source.line }] : [];
  });
  const known = { figures: await figuresOfWords(ask, words), units: await unitsOfWords(ask, words), language };
  return words.map(({ id, section, ...worded }) => ({
    id: `added-${id}`,
    // The check of the table and the contract name the same sections.
    section: section as ReviewSection,
    runs: runsOfWords(worded, known),
  }));
};
