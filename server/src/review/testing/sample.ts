/** A province and its year, as the ledger would tell it: the facts of the tests, with invented places. */
import { type IndicatorId, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { type Figure, figure } from '@app/contract/kernel/figure.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import { type FactFigure, ownSigner, type ReviewFacts, type SubUnit } from '../facts.ts';

type Given = number | Figure;
type Reports = [reported: number, expected: number];
type Told = { now: Given | null; previous?: Given; lastYear?: Given; of?: Reports; before?: Reports };
export type ToldFigures = Partial<Record<IndicatorId, Given | Told | null>>;

const asFigure = (given: Given | null | undefined): Figure | null =>
  given === null || given === undefined ? null : typeof given === 'number' ? figure(given) : given;

const isTold = (given: Given | Told): given is Told => typeof given === 'object' && 'now' in given;

/** The figures of a unit, in the order of the catalogue; null stands for asked and not answered. */
const factFigures = (told: ToldFigures): FactFigure[] =>
  shippedCatalogue.flatMap(({ id }): FactFigure[] => {
    const given = told[id];
    if (given === undefined) return [];
    const {
      now,
      previous,
      lastYear,
      of,
      before = [4, 4],
    }: Told = given !== null && isTold(given) ? given : { now: given };
    const [reported, expected] = of ?? (now === null ? [0, 4] : [4, 4]);
    return [
      {
        indicator: id,
        figure: asFigure(now),
        previous: { figure: asFigure(previous), reported: before[0], expected: before[1] },
        lastYear: { figure: asFigure(lastYear), reported: before[0], expected: before[1] },
        reported,
        expected,
        declared: null,
      },
    ];
  });

export const subUnit = (id: number, fullName: string, figures: ToldFigures): SubUnit => ({
  id,
  code: String(18_000 + id),
  fullName,
  figures: new Map(factFigures(figures).map((each) => [each.indicator, { ...each, reported: 1, expected: 1 }])),
});

/** A year of Quảng Bình with the figures a province publishes. */
export const sampleFacts = (told: ToldFigures, more: Partial<ReviewFacts> & { code?: string } = {}): ReviewFacts => {
  const { code = '2019-Y', ...rest } = more;
  const period = parsePeriod(code);
  if (!period) throw new Error(code);
  const figures = factFigures(told);
  return {
    unit: { id: 44, level: 'province', type: 'tinh', name: 'Quảng Bình', fullName: 'Tỉnh Quảng Bình' },
    committee: { vi: 'Ban Chỉ đạo 138 tỉnh Quảng Bình', en: 'Steering Committee 138 of Quảng Bình Province' },
    superior: { vi: 'Ban Chỉ đạo Trung ương', en: 'Central Steering Committee' },
    period,
    reading: 'accepted',
    language: 'vi',
    demonstration: true,
    closed: true,
    issued: null,
    signer: ownSigner,
    changedSinceIssue: 0,
    notIssued: [],
    added: [],
    types: [
      { level: 'commune', type: 'thi_tran', count: 8 },
      { level: 'commune', type: 'xa', count: 122 },
      { level: 'commune', type: 'phuong', count: 15 },
      { level: 'district', type: 'huyen', count: 6 },
      { level: 'district', type: 'thi_xa', count: 1 },
      { level: 'district', type: 'thanh_pho', count: 1 },
    ],
    subUnits: [],
    desks: [
      { line: 'committee', expected: 145, arrived: 145, late: 0 },
      { line: 'police', expected: 145, arrived: 145, late: 0 },
    ],
    byMonths: false,
    missing: [],
    figures,
    asked: new Set(figures.map((each) => each.indicator)),
    ...rest,
  };
};

/** The figures of 2019 as a province would publish them. */
export const publishedFigures: ToldFigures = {
  plans_issued: 612,
  outreach_sessions: 1931,
  outreach_attendance: 230_000,
  avg_attendance: figure(119.1093),
  regular_officers_at_communes: 461,
  communes_with_regular_police: 130,
  priority_communes_with_regular_police: 24,
  fire_inspections: 18_161,
  fire_inspection_minutes: 18_161,
  fire_training_attendance: 36_259,
  grassroots_fire_teams: 2000,
  grassroots_fire_team_members: figure(18_000, 'at_least'),
  mediation_conducted: 400,
  mediation_successful: 325,
  rate_mediation_success: figure(81.25),
  festival_points: null,
};
