/** What a review report is made of: plain values, read from the ledger before the first word is written. */
import type { Run } from '@app/contract/documents/tree.ts';
import { indicatorOf, type KnownIndicator } from '@app/contract/figures/catalogue.ts';
import type { Line, Reading } from '@app/contract/figures/routes.ts';
import type { Held } from '@app/contract/identity/posts.ts';
import type { Figure } from '@app/contract/kernel/figure.ts';
import { type CivilDate, type Period, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import type { UnitType } from '@app/contract/org/words.ts';
import type { ReviewSection } from '@app/contract/review/routes.ts';

/** A figure and on how many of the expected reports it rests. */
export type Stated = { figure: Figure | null; reported: number; expected: number };

/** One indicator of the unit under review; what is not known of earlier periods is null, never 0. */
export type FactFigure = Stated & {
  indicator: string;
  previous: Stated;
  lastYear: Stated;
  /** Quoted for the whole area, never added. */
  declared: number | null;
};

/** A unit that reports to the one under review: a commune of a province, a province of the nation. */
export type SubUnit = { id: number; code: string; fullName: string; figures: ReadonlyMap<string, Stated> };

/** The reports owed to the unit under review on one form: how many have come in (in the reading asked for), how many late. */
export type Desk = { line: Line; expected: number; arrived: number; late: number };

export type TypeCount = { level: 'province' | 'district' | 'commune'; type: UnitType; count: number };

/** Decree 30/2020/NĐ-CP Art. 13: in the signer's own right, acting (Q.), or by delegation (TUQ.) with the own title below. */
export type Signer = { held: Held; ownTitle: Words | null };
export const ownSigner: Signer = { held: 'own', ownTitle: null };

/** A paragraph that was taken up from a report, and where it stands. */
export type Added = { id: string; section: ReviewSection; runs: readonly Run[] };

export type ReviewFacts = {
  unit: { id: number; level: 'nation' | 'province'; type: string; name: string; fullName: string };
  /** The committee that reports, by its full name. */
  committee: Words;
  /** The committee it reports to; null for the centre. */
  superior: Words | null;
  period: Period;
  reading: Reading;
  language: Language;
  demonstration: boolean;
  /** The cut-off lies before today. */
  closed: boolean;
  /** The newest edition, when the figures still are those it froze. */
  issued: { number: string; on: CivilDate } | null;
  /** How the post signs that issued the figures, else the one that asks and may issue them. */
  signer: Signer;
  /** How many figures have changed since the newest edition; 0 without one. */
  changedSinceIssue: number;
  /** Forms of the period with accepted figures that nobody has issued: no edition's number covers them. */
  notIssued: readonly Words[];
  /** Paragraphs taken up from the words of reports, in the order they were taken. */
  added: readonly Added[];
  /** Units below on the tree of the period's last day. */
  types: readonly TypeCount[];
  subUnits: readonly SubUnit[];
  desks: readonly Desk[];
  /** Whether the desks hold reports of shorter periods, one per unit and month. */
  byMonths: boolean;
  /** Sub-units with a report that has not come in, in Vietnamese order. */
  missing: readonly string[];
  /** In the order of the catalogue; every indicator that a form of the period names. */
  figures: readonly FactFigure[];
  /** Indicators that forms of this very kind of period ask for. */
  asked: ReadonlySet<string>;
};

/** The indicator of a figure; figures are read through the catalogue, so it is there. */
export const indicatorOfFigure = (id: string): KnownIndicator => {
  const indicator = indicatorOf(id);
  if (!indicator) throw new Error(`the catalogue has no ${id}`);
  return indicator;
};

export type Comparison = 'previous' | 'lastYear';

/**
 * What the sentences compare with: the same period last year where any figure of it is known, else the period before,
 * else nothing. For a year the two are the same and it is called the period before.
 */
export const comparisonOf = ({ figures, period }: Pick<ReviewFacts, 'figures' | 'period'>): Comparison | null => {
  const same = previousOf(period).code === samePeriodLastYear(period).code;
  if (!same && figures.some((each) => each.lastYear.figure)) return 'lastYear';
  return figures.some((each) => each.previous.figure) ? 'previous' : null;
};

/** Totals on shares of their reports that lie further apart than this say nothing about each other. */
const FAR_APART = 0.05;

const shareOf = ({ reported, expected }: Stated): number => (expected === 0 ? 1 : reported / expected);

/**
 * The earlier figure that one may be compared with: null when it is missing, or when the two rest on so different shares
 * of their reports that the change would tell who has reported, not what has happened. Shares that differ a little make
 * the change "about".
 */
export const comparable = (now: FactFigure, comparison: Comparison): Figure | null => {
  const before = now[comparison];
  if (!now.figure || !before.figure) return null;
  const apart = Math.abs(shareOf(now) - shareOf(before));
  if (apart > FAR_APART) return null;
  return apart === 0 ? before.figure : { ...before.figure, precision: 'about' };
};

/** Indicators that the period's forms ask for and nobody has given a figure for. */
export const gapsOf = ({ figures, asked }: Pick<ReviewFacts, 'figures' | 'asked'>): FactFigure[] =>
  figures.filter((each) => asked.has(each.indicator) && each.figure === null);

const headlines = ['outreach_sessions', 'inter_family_groups', 'mediation_teams', 'fire_inspections'];

/** The figure that stands for the whole: outreach sessions where they are known, else the first that sub-units gave. */
export const headlineOf = ({ figures, subUnits }: Pick<ReviewFacts, 'figures' | 'subUnits'>): FactFigure | null => {
  const told = (each: FactFigure) =>
    each.figure !== null &&
    ['F', 'S'].includes(indicatorOfFigure(each.indicator).kind) &&
    subUnits.some((unit) => unit.figures.get(each.indicator)?.figure);
  const ordered = [...headlines.flatMap((id) => figures.filter((each) => each.indicator === id)), ...figures];
  return ordered.find(told) ?? figures.find((each) => each.figure !== null) ?? null;
};

/** Three against one is no spread worth a sentence. */
const TELLING = 10;

export type Spread = { indicator: string; most: Named; least: Named };
type Named = { id: number; fullName: string; figure: Figure };

/**
 * The sub-units with the highest and the lowest headline figure, where at least two thirds of five or more have given it.
 * Only the headline is looked at: of most other figures nobody can say that more is better.
 */
export const spreadOf = (facts: Pick<ReviewFacts, 'figures' | 'subUnits'>): Spread | null => {
  const headline = headlineOf(facts);
  if (!headline || !headlines.includes(headline.indicator)) return null;
  const told = facts.subUnits
    .flatMap(({ id, fullName, figures }): Named[] => {
      const known = figures.get(headline.indicator)?.figure;
      return known ? [{ id, fullName, figure: known }] : [];
    })
    .sort((a, b) => b.figure.value - a.figure.value);
  const [most, least] = [told[0], told.at(-1)];
  if (!most || !least || told.length < 5 || told.length * 3 < facts.subUnits.length * 2) return null;
  if (most.figure.value < TELLING || most.figure.value === least.figure.value) return null;
  return { indicator: headline.indicator, most, least };
};
