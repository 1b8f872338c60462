import type { Precision } from '../kernel/figure.ts';
import type { Words } from '../kernel/words.ts';
import { type IndicatorId, indicatorOf } from './catalogue.ts';
import type { Line, Reading } from './routes.ts';

/**
 * Wrong sums that look right. Each case is a small world of reports, a question, the answer a careless program gives and
 * the right one. The reference model and the SQL engine must both give the right one.
 */

/** A unit of the tree. Communes are expected to report; other units only where the case says so. */
export type CaseUnit = {
  id: string;
  level: 'nation' | 'province' | 'commune' | 'residential_area';
  reports: boolean;
  priority: boolean;
  children: readonly CaseUnit[];
};

export type CaseCell = {
  unit: string;
  period: string;
  line: Line;
  indicator: IndicatorId;
  /** Null in a nil report ("không phát sinh"). */
  value: number | null;
  precision: Precision;
  /** `declared`: quoted for the whole area of the unit. */
  kind: 'own' | 'declared';
  /** The cell's report is accepted, or only submitted. A later cell of the same address replaces an earlier one. */
  reading: Reading;
};

export type Ask = { indicator: IndicatorId; unit: string; period: string; line: Line | 'all'; reading: Reading };

export type RightAnswer = {
  value: number | null;
  precision: Precision;
  /** How many cells stand behind the value. */
  reported: number;
  /** How many were expected; null where monthly and longer reports are mixed, so that no single number says it. */
  expected: number | null;
  /** `units`: all of them reports of this very period. `unit-periods`: some are of shorter periods. */
  basis: 'units' | 'unit-periods';
  /** Quoted for the area of the unit asked about: beside the total, never in it. */
  declared?: number;
  /** Yearly cell minus the sum of the months, where a unit has both. */
  difference?: number;
  /** The newest earlier stock of a unit whose stock is missing at the last cut-off. */
  lastKnown?: number;
};

export type WorkedCase = {
  id: string;
  title: Words;
  tree: CaseUnit;
  cells: readonly CaseCell[];
  ask: Ask;
  /** What a careless program answers: a value, or the right value wrongly described. */
  careless: number | null | string;
  right: RightAnswer;
};

// Words of the table

const unit =
  (level: CaseUnit['level'], reports: boolean) =>
  (id: string, ...children: CaseUnit[]): CaseUnit => ({ id, level, reports, priority: false, children });

const nation = unit('nation', false);
const province = unit('province', false);
/** A province that fills a form of its own as well. */
const reportingProvince = unit('province', true);
const commune = unit('commune', true);
const priorityCommune = (id: string): CaseUnit => ({ ...commune(id), priority: true });
const reportingArea = unit('residential_area', true);

const oneCommune = commune('A');
const twoCommunes = province('P', commune('A'), commune('B'));
const threeCommunes = province('P', commune('A'), commune('B'), commune('C'));

type Extra = Partial<Pick<CaseCell, 'line' | 'precision' | 'kind' | 'reading'>>;

const cell = (
  unitId: string,
  period: string,
  indicator: IndicatorId,
  value: number | null,
  extra: Extra = {},
): CaseCell => ({
  unit: unitId,
  period,
  line: indicatorOf(indicator)?.line ?? 'committee',
  indicator,
  value,
  precision: 'exact',
  kind: 'own',
  reading: 'accepted',
  ...extra,
});

/** The same indicator in several months of one unit; `null` leaves a month without a report. */
const months = (
  unitId: string,
  indicator: IndicatorId,
  first: number,
  values: readonly (number | null)[],
): CaseCell[] =>
  values.flatMap((value, index) =>
    value === null ? [] : [cell(unitId, `2026-M${String(first + index).padStart(2, '0')}`, indicator, value)],
  );

const everyMonth = (value: number): number[] => Array.from({ length: 12 }, () => value);

const ask = (
  indicator: IndicatorId,
  unitId: string,
  period: string,
  extra: Partial<Pick<Ask, 'line' | 'reading'>> = {},
): Ask => ({
  indicator,
  unit: unitId,
  period,
  line: 'all',
  reading: 'accepted',
  ...extra,
});

const right = (
  value: number | null,
  reported: number,
  expected: number | null,
  extra: Partial<Omit<RightAnswer, 'value' | 'reported' | 'expected'>> = {},
): RightAnswer => ({ value, reported, expected, precision: 'exact', basis: 'units', ...extra });

const fromShorter = { basis: 'unit-periods' } as const;
const declared = { kind: 'declared' } as const;
const submitted = { reading: 'submitted' } as const;

const M9 = '2026-M09';
const M10 = '2026-M10';
const M11 = '2026-M11';
const Q3 = '2026-Q3';
const Q4 = '2026-Q4';
const N9 = '2026-N9';
const Y = '2026-Y';

// The table

const overUnits: WorkedCase[] = [
  {
    id: 'flow-adds-over-units',
    title: {
      vi: 'Số buổi của tỉnh là tổng các xã, không phải của xã gửi sau cùng.',
      en: 'Sessions of the province are the sum of its communes, not those of the last to report.',
    },
    tree: threeCommunes,
    cells: [
      cell('A', M11, 'outreach_sessions', 10),
      cell('B', M11, 'outreach_sessions', 15),
      cell('C', M11, 'outreach_sessions', 25),
    ],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 25,
    right: right(50, 3, 3),
  },
  {
    id: 'missing-is-not-zero',
    title: {
      vi: 'Một xã chưa gửi: tổng chỉ dựa trên 2 trong 3 xã và phải nói rõ.',
      en: 'One commune has not reported: the total rests on 2 of 3 and must say so.',
    },
    tree: threeCommunes,
    cells: [cell('A', M11, 'outreach_sessions', 10), cell('C', M11, 'outreach_sessions', 20)],
    ask: ask('outreach_sessions', 'P', M11),
    careless: '30 (3/3)',
    right: right(30, 2, 3),
  },
  {
    id: 'nothing-reported-is-missing',
    title: {
      vi: 'Chưa xã nào gửi thì tỉnh chưa có số liệu, không phải bằng 0.',
      en: 'When no commune has reported the province has no figure; it is not 0.',
    },
    tree: threeCommunes,
    cells: [],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 0,
    right: right(null, 0, 3),
  },
  {
    id: 'nil-report-of-a-flow',
    title: {
      vi: 'Báo cáo “không phát sinh” là số 0 đã báo cáo, không phải thiếu báo cáo.',
      en: 'A nil report is a reported 0, not a missing report.',
    },
    tree: twoCommunes,
    cells: [cell('A', M11, 'outreach_sessions', 10), cell('B', M11, 'outreach_sessions', null)],
    ask: ask('outreach_sessions', 'P', M11),
    careless: '10 (1/2)',
    right: right(10, 2, 2),
  },
  {
    id: 'nil-report-of-a-stock',
    title: {
      vi: '“Không phát sinh” không nói gì về số tổ hiện có: xã đó thiếu số liệu.',
      en: 'A nil report says nothing about teams that exist: that commune is missing.',
    },
    tree: twoCommunes,
    cells: [cell('A', M11, 'mediation_teams', 10), cell('B', M11, 'mediation_teams', null)],
    ask: ask('mediation_teams', 'P', M11),
    careless: '10 (2/2)',
    right: right(10, 1, 2),
  },
  {
    id: 'nil-stock-is-missing',
    title: {
      vi: 'Xã báo “không phát sinh” thì số tổ là chưa có, không phải bằng 0.',
      en: 'After a nil report the number of teams is unknown, not 0.',
    },
    tree: oneCommune,
    cells: [cell('A', M10, 'mediation_teams', 9), cell('A', M11, 'mediation_teams', null)],
    ask: ask('mediation_teams', 'A', M11),
    careless: 0,
    right: right(null, 0, 1, { lastKnown: 9 }),
  },
  {
    id: 'own-work-of-the-province-counts',
    title: {
      vi: 'Việc tỉnh tự làm được cộng với số của các xã.',
      en: 'What the province did itself is added to its communes.',
    },
    tree: reportingProvince('P', commune('A'), commune('B')),
    cells: [
      cell('P', M11, 'outreach_sessions', 100),
      cell('A', M11, 'outreach_sessions', 10),
      cell('B', M11, 'outreach_sessions', 15),
    ],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 25,
    right: right(125, 3, 3),
  },
  {
    id: 'declared-is-not-added',
    title: {
      vi: 'Số tỉnh công bố cho toàn địa bàn đứng cạnh tổng, không cộng vào tổng.',
      en: 'A figure the province quotes for its whole area stands beside the total, not in it.',
    },
    tree: twoCommunes,
    cells: [
      cell('P', M11, 'outreach_sessions', 130, declared),
      cell('A', M11, 'outreach_sessions', 60),
      cell('B', M11, 'outreach_sessions', 65),
    ],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 255,
    right: right(125, 2, 2, { declared: 130 }),
  },
  {
    id: 'declared-replaces-nobody',
    title: {
      vi: 'Số trích dẫn của một xã không thay cho báo cáo xã đó chưa gửi.',
      en: 'A quoted figure of a commune does not stand in for the report it has not sent.',
    },
    tree: twoCommunes,
    cells: [cell('A', M11, 'outreach_sessions', 20), cell('B', M11, 'outreach_sessions', 10, declared)],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 30,
    right: right(20, 1, 2),
  },
  {
    id: 'declared-alone-is-no-total',
    title: { vi: 'Chỉ có số trích dẫn thì chưa có tổng.', en: 'A quoted figure alone makes no total.' },
    tree: twoCommunes,
    cells: [cell('P', M11, 'mediation_teams', 2694, declared)],
    ask: ask('mediation_teams', 'P', M11),
    careless: 2694,
    right: right(null, 0, 2, { declared: 2694 }),
  },
  {
    id: 'country-counts-once',
    title: {
      vi: 'Cả nước cộng mỗi xã một lần, không cộng cả xã lẫn tỉnh.',
      en: 'The country counts each commune once, not the commune and again its province.',
    },
    tree: nation('N', province('P', commune('A'), commune('B')), province('Q', commune('C'))),
    cells: [
      cell('A', M11, 'outreach_sessions', 10),
      cell('B', M11, 'outreach_sessions', 15),
      cell('C', M11, 'outreach_sessions', 20),
    ],
    ask: ask('outreach_sessions', 'N', M11),
    careless: 90,
    right: right(45, 3, 3),
  },
  {
    id: 'residential-areas-add-to-their-commune',
    title: {
      vi: 'Xã có số riêng và có khu dân cư báo cáo: cộng cả hai, không chọn một.',
      en: 'A commune with work of its own and residential areas that report: both are added.',
    },
    tree: commune('A', reportingArea('A1'), reportingArea('A2')),
    cells: [
      cell('A', M11, 'outreach_sessions', 5),
      cell('A1', M11, 'outreach_sessions', 2),
      cell('A2', M11, 'outreach_sessions', 3),
    ],
    ask: ask('outreach_sessions', 'A', M11),
    careless: 5,
    right: right(10, 3, 3),
  },
  {
    id: 'yes-no-counts-units',
    title: {
      vi: 'Có/không ở cấp tỉnh là số xã “có”.',
      en: 'A yes/no at the province is the number of communes with yes.',
    },
    tree: threeCommunes,
    cells: [
      cell('A', M11, 'committee_exists', 1),
      cell('B', M11, 'committee_exists', 0),
      cell('C', M11, 'committee_exists', 1),
    ],
    ask: ask('committee_exists', 'P', M11),
    careless: 1,
    right: right(2, 3, 3),
  },
];

const quotients: WorkedCase[] = [
  {
    id: 'ratio-is-not-averaged',
    title: {
      vi: 'Tỷ lệ của tỉnh tính lại từ tử số và mẫu số, không lấy trung bình tỷ lệ các xã (90% và 10%).',
      en: 'The rate of the province is recomputed from its parts, not averaged over communes (90% and 10%).',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'mediation_successful', 9),
      cell('A', M11, 'mediation_conducted', 10),
      cell('B', M11, 'mediation_successful', 10),
      cell('B', M11, 'mediation_conducted', 100),
    ],
    ask: ask('rate_mediation_success', 'P', M11),
    careless: 50,
    right: right(17.27272727, 2, 2),
  },
  {
    id: 'ratio-over-months-is-recomputed',
    title: {
      vi: 'Tỷ lệ của quý tính từ tổng ba tháng, không lấy trung bình các tháng.',
      en: 'The rate of a quarter comes from the sums of its months, not from the mean of their rates.',
    },
    tree: oneCommune,
    cells: [
      ...months('A', 'mediation_successful', 10, [1, 10, 5]),
      ...months('A', 'mediation_conducted', 10, [2, 10, 10]),
    ],
    ask: ask('rate_mediation_success', 'A', Q4),
    careless: 66.66666667,
    right: right(72.72727273, 3, 3, fromShorter),
  },
  {
    id: 'ratio-of-stocks-takes-the-last-cut-off',
    title: {
      vi: 'Tỷ lệ hộ đăng ký của quý là tỷ lệ tại lần chốt cuối, không tính từ tổng ba lần chốt.',
      en: 'The share of households at the end of a quarter is that of the last cut-off, not of three cut-offs added.',
    },
    tree: oneCommune,
    cells: [
      ...months('A', 'pledge_households', 10, [50, 60, 80]),
      ...months('A', 'resident_households', 10, [100, 100, 100]),
    ],
    ask: ask('rate_pledge_households', 'A', Q4),
    careless: 63.33333333,
    right: right(80, 1, 1, fromShorter),
  },
  {
    id: 'nothing-out-of-nothing',
    title: {
      vi: 'Không có vụ nào để hòa giải: không có tỷ lệ, không phải 0%.',
      en: 'With no case mediated there is no rate; it is not 0%.',
    },
    tree: oneCommune,
    cells: [cell('A', M11, 'mediation_successful', 0), cell('A', M11, 'mediation_conducted', 0)],
    ask: ask('rate_mediation_success', 'A', M11),
    careless: 0,
    right: right(null, 1, 1),
  },
  {
    id: 'ratio-without-its-part',
    title: {
      vi: 'Thiếu tử số thì không có tỷ lệ, không phải 0%.',
      en: 'Without its part there is no rate; it is not 0%.',
    },
    tree: oneCommune,
    cells: [cell('A', M11, 'resident_households', 500)],
    ask: ask('rate_pledge_households', 'A', M11),
    careless: 0,
    right: right(null, 0, 1),
  },
  {
    id: 'remedied-may-exceed-found',
    title: {
      vi: 'Khắc phục cả thiếu sót của kỳ trước: 120% là đúng, không cắt về 100%.',
      en: 'Shortcomings of earlier periods are remedied too: 120% is right and is not cut to 100%.',
    },
    tree: oneCommune,
    cells: [cell('A', M11, 'fire_findings_remedied', 12), cell('A', M11, 'fire_findings', 10)],
    ask: ask('rate_remedied', 'A', M11),
    careless: 100,
    right: right(120, 1, 1),
  },
  {
    id: 'ratio-on-uneven-reports',
    title: {
      vi: 'Tử số của hai xã, mẫu số của một xã: tỷ lệ chỉ là “khoảng”.',
      en: 'The part of two communes over the whole of one: the rate is only "about".',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'pledge_households', 80),
      cell('A', M11, 'resident_households', 100),
      cell('B', M11, 'pledge_households', 10),
    ],
    ask: ask('rate_pledge_households', 'P', M11),
    careless: '90% (exact)',
    right: right(90, 1, 2, { precision: 'about' }),
  },
  {
    id: 'average-is-not-averaged',
    title: {
      vi: 'Bình quân mỗi buổi của tỉnh là tổng lượt người chia tổng số buổi, không phải trung bình của 100 và 10.',
      en: 'Attendances per session are all attendances over all sessions, not the mean of 100 and 10.',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'outreach_attendance', 100),
      cell('A', M11, 'outreach_sessions', 1),
      cell('B', M11, 'outreach_attendance', 100),
      cell('B', M11, 'outreach_sessions', 10),
    ],
    ask: ask('avg_attendance', 'P', M11),
    careless: 55,
    right: right(18.18181818, 2, 2),
  },
  {
    id: 'average-over-months-is-recomputed',
    title: {
      vi: 'Bình quân mỗi buổi của quý tính lại từ tổng ba tháng.',
      en: 'Attendances per session of a quarter are recomputed from the sums of its months.',
    },
    tree: oneCommune,
    cells: [
      ...months('A', 'outreach_attendance', 10, [300, 100, 200]),
      ...months('A', 'outreach_sessions', 10, [1, 2, 2]),
    ],
    ask: ask('avg_attendance', 'A', Q4),
    careless: 150,
    right: right(120, 3, 3, fromShorter),
  },
  {
    id: 'average-of-no-session',
    title: { vi: 'Không có buổi nào thì không có bình quân.', en: 'Without a session there is no average.' },
    tree: oneCommune,
    cells: [cell('A', M11, 'outreach_attendance', null), cell('A', M11, 'outreach_sessions', null)],
    ask: ask('avg_attendance', 'A', M11),
    careless: 0,
    right: right(null, 1, 1),
  },
];

const overPeriods: WorkedCase[] = [
  {
    id: 'flow-adds-over-months',
    title: {
      vi: 'Số buổi của quý là tổng ba tháng, không phải của tháng cuối.',
      en: 'Sessions of a quarter are the sum of its months, not those of the last month.',
    },
    tree: oneCommune,
    cells: months('A', 'outreach_sessions', 10, [10, 14, 12]),
    ask: ask('outreach_sessions', 'A', Q4),
    careless: 12,
    right: right(36, 3, 3, fromShorter),
  },
  {
    id: 'stock-does-not-add-over-months',
    title: {
      vi: '12 tổ trong ba tháng vẫn là 12 tổ, không phải 36.',
      en: 'Twelve teams in each of three months are twelve teams, not 36.',
    },
    tree: oneCommune,
    cells: months('A', 'mediation_teams', 10, [12, 12, 12]),
    ask: ask('mediation_teams', 'A', Q4),
    careless: 36,
    right: right(12, 1, 1, fromShorter),
  },
  {
    id: 'stock-is-not-the-highest',
    title: {
      vi: 'Số tổ của quý là số tại lần chốt cuối, không phải số cao nhất.',
      en: 'A stock is the value at the last cut-off, not the highest.',
    },
    tree: oneCommune,
    cells: months('A', 'mediation_teams', 10, [10, 14, 11]),
    ask: ask('mediation_teams', 'A', Q4),
    careless: 14,
    right: right(11, 1, 1, fromShorter),
  },
  {
    id: 'stock-missing-at-the-last-cut-off',
    title: {
      vi: 'Thiếu số tại lần chốt cuối: chưa có số liệu, cạnh đó là số gần nhất đã biết.',
      en: 'Missing at the last cut-off is missing; the last known figure stands beside it.',
    },
    tree: oneCommune,
    cells: months('A', 'mediation_teams', 10, [10, 12]),
    ask: ask('mediation_teams', 'A', Q4),
    careless: 12,
    right: right(null, 0, 1, { lastKnown: 12 }),
  },
  {
    id: 'stock-of-the-province-at-the-last-cut-off',
    title: {
      vi: 'Xã thiếu số cuối quý không được cộng bằng số của tháng trước.',
      en: 'A commune missing at the end of the quarter is not added with its figure of the month before.',
    },
    tree: twoCommunes,
    cells: [...months('A', 'mediation_teams', 10, [10, 10, 11]), ...months('B', 'mediation_teams', 10, [20, 20])],
    ask: ask('mediation_teams', 'P', Q4),
    careless: 31,
    right: right(11, 1, 2, fromShorter),
  },
  {
    id: 'stock-of-the-year',
    title: {
      vi: 'Số tổ của năm là số tại ngày 14/12, không phải tổng bốn quý.',
      en: 'The stock of a year is that of 14/12, not the sum of four quarters.',
    },
    tree: oneCommune,
    cells: months('A', 'mediation_teams', 1, [8, 8, 9, 9, 9, 9, 10, 10, 10, 10, 10, 11]),
    ask: ask('mediation_teams', 'A', Y),
    careless: 39,
    right: right(11, 1, 1, fromShorter),
  },
  {
    id: 'yes-no-is-the-last',
    title: { vi: 'Ba tháng đều “có” vẫn là một xã “có”.', en: 'Yes in three months is still one commune with yes.' },
    tree: oneCommune,
    cells: months('A', 'committee_exists', 10, [1, 1, 1]),
    ask: ask('committee_exists', 'A', Q4),
    careless: 3,
    right: right(1, 1, 1, fromShorter),
  },
  {
    id: 'yes-no-of-the-province-is-the-last',
    title: {
      vi: 'Cuối quý một xã không còn “có”: tỉnh đếm theo lần chốt cuối.',
      en: 'At the end of the quarter one commune is no longer a yes: the last cut-off counts.',
    },
    tree: twoCommunes,
    cells: [...months('A', 'committee_exists', 10, [1, 1, 1]), ...months('B', 'committee_exists', 10, [1, 1, 0])],
    ask: ask('committee_exists', 'P', Q4),
    careless: 2,
    right: right(1, 2, 2, fromShorter),
  },
  {
    id: 'year-of-eleven-months',
    title: {
      vi: 'Thiếu một tháng: tổng năm dựa trên 11 trong 12 tháng, không nhân lên cho đủ.',
      en: 'One month is missing: the year rests on 11 of 12 and is not scaled up.',
    },
    tree: oneCommune,
    cells: months('A', 'outreach_sessions', 1, [10, 10, 10, 10, null, 10, 10, 10, 10, 10, 10, 10]),
    ask: ask('outreach_sessions', 'A', Y),
    careless: 120,
    right: right(110, 11, 12, fromShorter),
  },
  {
    id: 'yearly-cell-instead-of-months',
    title: {
      vi: 'Đã có số của năm thì không cộng thêm mười hai tháng; chênh lệch là tín hiệu.',
      en: 'With a yearly figure the months are not added to it; the difference is a signal.',
    },
    tree: oneCommune,
    cells: [cell('A', Y, 'outreach_sessions', 130), ...months('A', 'outreach_sessions', 1, everyMonth(10))],
    ask: ask('outreach_sessions', 'A', Y),
    careless: 250,
    right: right(130, 1, 1, { difference: 10 }),
  },
  {
    id: 'yearly-or-months-unit-by-unit',
    title: {
      vi: 'Xã có số năm lấy số năm, xã chỉ có số tháng lấy tổng tháng; mỗi xã một cách.',
      en: 'A commune with a yearly figure gives that, one with months only gives their sum; unit by unit.',
    },
    tree: twoCommunes,
    cells: [
      cell('A', Y, 'outreach_sessions', 130),
      ...months('A', 'outreach_sessions', 1, everyMonth(10)),
      ...months('B', 'outreach_sessions', 1, everyMonth(5)),
    ],
    ask: ask('outreach_sessions', 'P', Y),
    careless: 130,
    right: right(190, 13, null, fromShorter),
  },
  {
    id: 'yearly-cell-not-yet-accepted',
    title: {
      vi: 'Số năm mới gửi, chưa duyệt: theo số đã duyệt, năm vẫn là tổng các tháng.',
      en: 'The yearly figure is submitted only: in the accepted reading the year is still the sum of its months.',
    },
    tree: oneCommune,
    cells: [cell('A', Y, 'outreach_sessions', 130, submitted), ...months('A', 'outreach_sessions', 1, everyMonth(10))],
    ask: ask('outreach_sessions', 'A', Y),
    careless: 130,
    right: right(120, 12, 12, fromShorter),
  },
  {
    id: 'yearly-cell-in-the-submitted-reading',
    title: {
      vi: 'Theo số đã gửi, số năm thay cho tổng các tháng đã duyệt.',
      en: 'In the submitted reading the yearly figure takes the place of accepted months.',
    },
    tree: oneCommune,
    cells: [cell('A', Y, 'outreach_sessions', 130, submitted), ...months('A', 'outreach_sessions', 1, everyMonth(10))],
    ask: ask('outreach_sessions', 'A', Y, submitted),
    careless: 120,
    right: right(130, 1, 1, { difference: 10 }),
  },
  {
    id: 'quarterly-cell-inside-the-year',
    title: {
      vi: 'Quý I có số riêng thì ba tháng của quý I không cộng thêm vào năm.',
      en: 'Where a quarter has its own figure its months are not added to the year again.',
    },
    tree: oneCommune,
    cells: [cell('A', '2026-Q1', 'outreach_sessions', 35), ...months('A', 'outreach_sessions', 1, everyMonth(10))],
    ask: ask('outreach_sessions', 'A', Y),
    careless: 155,
    right: right(125, 10, null, fromShorter),
  },
  {
    id: 'nine-months-stay-outside-the-year',
    title: {
      vi: 'Số 9 tháng không cộng vào năm: các tháng đã nằm trong đó.',
      en: 'The nine-month figure is not added to the year: its months are there already.',
    },
    tree: oneCommune,
    cells: [cell('A', N9, 'outreach_sessions', 95), ...months('A', 'outreach_sessions', 1, everyMonth(10))],
    ask: ask('outreach_sessions', 'A', Y),
    careless: 215,
    right: right(120, 12, 12, fromShorter),
  },
  {
    id: 'quarter-follows-the-reporting-calendar',
    title: {
      vi: 'Quý III gồm các tháng 7, 8, 9 của kỳ báo cáo (15/06–14/09); tháng 10 không thuộc quý III.',
      en: 'The third quarter holds reporting months 7, 8 and 9 (15/06–14/09); month 10 is not in it.',
    },
    tree: oneCommune,
    cells: months('A', 'outreach_sessions', 7, [1, 2, 4, 8]),
    ask: ask('outreach_sessions', 'A', Q3),
    careless: 14,
    right: right(7, 3, 3, fromShorter),
  },
  {
    id: 'year-before-is-another-year',
    title: {
      vi: 'Tháng 01/2026 (từ 15/12/2025) thuộc năm 2026.',
      en: 'Month 01/2026 begins on 15/12/2025 and belongs to 2026.',
    },
    tree: oneCommune,
    cells: [cell('A', '2025-M12', 'outreach_sessions', 7), ...months('A', 'outreach_sessions', 1, everyMonth(1))],
    ask: ask('outreach_sessions', 'A', Y),
    careless: 19,
    right: right(12, 12, 12, fromShorter),
  },
];

const derivedAnswers: WorkedCase[] = [
  {
    id: 'communes-with-officers-are-counted',
    title: {
      vi: 'Số xã có công an chính quy là số xã, không phải số cán bộ.',
      en: 'Communes with regular police are communes, not officers.',
    },
    tree: threeCommunes,
    cells: [cell('A', M11, 'regular_officers_at_communes', 3), cell('B', M11, 'regular_officers_at_communes', 0)],
    ask: ask('communes_with_regular_police', 'P', M11),
    careless: 3,
    right: right(1, 2, 3),
  },
  {
    id: 'province-is-no-commune',
    title: {
      vi: 'Cán bộ tỉnh báo riêng không làm tỉnh thành một xã “có”.',
      en: 'Officers the province reports itself do not make the province a commune with yes.',
    },
    tree: reportingProvince('P', commune('A'), commune('B')),
    cells: [
      cell('P', M11, 'regular_officers_at_communes', 40),
      cell('A', M11, 'regular_officers_at_communes', 3),
      cell('B', M11, 'regular_officers_at_communes', 4),
    ],
    ask: ask('communes_with_regular_police', 'P', M11),
    careless: 3,
    right: right(2, 2, 2),
  },
  {
    id: 'only-priority-communes',
    title: {
      vi: 'Xã trọng điểm có công an chính quy: chỉ đếm xã đang mang nhãn trọng điểm.',
      en: 'Priority communes with regular police: only communes that carry the tag are counted.',
    },
    tree: province('P', priorityCommune('A'), commune('B'), priorityCommune('C')),
    cells: [
      cell('A', M11, 'regular_officers_at_communes', 3),
      cell('B', M11, 'regular_officers_at_communes', 4),
      cell('C', M11, 'regular_officers_at_communes', 0),
    ],
    ask: ask('priority_communes_with_regular_police', 'P', M11),
    careless: 2,
    right: right(1, 2, 2),
  },
];

const precisions: WorkedCase[] = [
  {
    id: 'more-than-stays-more-than',
    title: {
      vi: '10.000 cộng “hơn 8.000” là “hơn 18.000”, không phải 18.000.',
      en: '10,000 and "more than 8,000" make "more than 18,000", not 18,000.',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'grassroots_fire_team_members', 10_000),
      cell('B', M11, 'grassroots_fire_team_members', 8_000, { precision: 'at_least' }),
    ],
    ask: ask('grassroots_fire_team_members', 'P', M11),
    careless: '18000 (exact)',
    right: right(18_000, 2, 2, { precision: 'at_least' }),
  },
  {
    id: 'about-is-worse-than-more-than',
    title: {
      vi: '“Hơn 300” cộng “gần 200” chỉ còn là “khoảng 500”.',
      en: '"More than 300" and "nearly 200" make only "about 500".',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'outreach_attendance', 300, { precision: 'at_least' }),
      cell('B', M11, 'outreach_attendance', 200, { precision: 'about' }),
    ],
    ask: ask('outreach_attendance', 'P', M11),
    careless: '500 (at_least)',
    right: right(500, 2, 2, { precision: 'about' }),
  },
  {
    id: 'quotient-of-more-than-is-about',
    title: {
      vi: '“Hơn 900” chia 10 không phải “hơn 90” mà là “khoảng 90”, vì cả hai phần đều có thể lệch.',
      en: '"More than 900" over 10 is "about 90": a quotient of figures that are not exact is about.',
    },
    tree: oneCommune,
    cells: [
      cell('A', M11, 'outreach_attendance', 900, { precision: 'at_least' }),
      cell('A', M11, 'outreach_sessions', 10),
    ],
    ask: ask('avg_attendance', 'A', M11),
    careless: '90 (at_least)',
    right: right(90, 1, 1, { precision: 'about' }),
  },
  {
    id: 'precision-over-months',
    title: {
      vi: 'Một tháng “khoảng” thì cả quý là “khoảng”.',
      en: 'One month that is "about" makes the quarter "about".',
    },
    tree: oneCommune,
    cells: [
      cell('A', M10, 'outreach_sessions', 10),
      cell('A', M11, 'outreach_sessions', 20, { precision: 'about' }),
      cell('A', '2026-M12', 'outreach_sessions', 10),
    ],
    ask: ask('outreach_sessions', 'A', Q4),
    careless: '40 (exact)',
    right: right(40, 3, 3, { ...fromShorter, precision: 'about' }),
  },
];

const threeLines: CaseCell[] = [
  cell('A', M11, 'outreach_sessions', 5),
  cell('A', M11, 'outreach_sessions', 3, { line: 'police' }),
  cell('A', M11, 'outreach_sessions', 4, { line: 'front' }),
];
const copiedLines: CaseCell[] = [
  cell('A', M11, 'press_items', 20),
  cell('A', M11, 'press_items', 20, { line: 'police' }),
];

const lines: WorkedCase[] = [
  {
    id: 'lines-with-disjoint-parts-add',
    title: {
      vi: 'Ban Chỉ đạo, công an, Mặt trận mỗi bên một phần: cộng cả ba tuyến.',
      en: 'Committee, police and Front hold parts of their own: the three lines are added.',
    },
    tree: oneCommune,
    cells: threeLines,
    ask: ask('outreach_sessions', 'A', M11),
    careless: 5,
    right: right(12, 3, 3),
  },
  {
    id: 'one-line-of-several',
    title: {
      vi: 'Hỏi riêng tuyến công an thì chỉ trả lời phần công an.',
      en: "Asked for the police line, only the police's part is the answer.",
    },
    tree: oneCommune,
    cells: threeLines,
    ask: ask('outreach_sessions', 'A', M11, { line: 'police' }),
    careless: 12,
    right: right(3, 1, 1),
  },
  {
    id: 'joint-event-counts-at-its-lead',
    title: {
      vi: 'Buổi do công an chủ trì cùng Mặt trận chỉ tính ở công an: tổng là 1, không phải 2.',
      en: 'A session led by the police together with the Front counts with the police: 1, not 2.',
    },
    tree: oneCommune,
    cells: [
      cell('A', M11, 'outreach_sessions', null),
      cell('A', M11, 'outreach_sessions', 1, { line: 'police' }),
      cell('A', M11, 'outreach_sessions', null, { line: 'front' }),
    ],
    ask: ask('outreach_sessions', 'A', M11),
    careless: 2,
    right: right(1, 3, 3),
  },
  {
    id: 'copied-figure-of-another-line',
    title: {
      vi: 'Chỉ tiêu thuộc một tuyến: số tuyến khác chép lại không cộng thêm.',
      en: 'An indicator that belongs to one line: a copy in another line is not added.',
    },
    tree: oneCommune,
    cells: copiedLines,
    ask: ask('press_items', 'A', M11),
    careless: 40,
    right: right(20, 1, 1),
  },
  {
    id: 'other-lines-read-the-home-line',
    title: {
      vi: 'Tuyến Mặt trận hỏi chỉ tiêu của Ban Chỉ đạo: đọc số của Ban Chỉ đạo, không phải chưa có.',
      en: "The Front asks for an indicator of the committee: it reads the committee's figure.",
    },
    tree: oneCommune,
    cells: [cell('A', M11, 'press_items', 20)],
    ask: ask('press_items', 'A', M11, { line: 'front' }),
    careless: null,
    right: right(20, 1, 1),
  },
];

const oneOfTwoAccepted: CaseCell[] = [
  cell('A', M11, 'outreach_sessions', 10),
  cell('B', M11, 'outreach_sessions', 15, submitted),
];
const resubmitted: CaseCell[] = [
  cell('A', M11, 'outreach_sessions', 10),
  cell('A', M11, 'outreach_sessions', 12, submitted),
];

const readings: WorkedCase[] = [
  {
    id: 'accepted-leaves-out-submitted',
    title: {
      vi: 'Số đã duyệt không gồm báo cáo mới gửi.',
      en: 'The accepted reading leaves out reports that are submitted only.',
    },
    tree: twoCommunes,
    cells: oneOfTwoAccepted,
    ask: ask('outreach_sessions', 'P', M11),
    careless: 25,
    right: right(10, 1, 2),
  },
  {
    id: 'submitted-includes-accepted',
    title: { vi: 'Số đã gửi gồm cả báo cáo đã duyệt.', en: 'The submitted reading includes accepted reports.' },
    tree: twoCommunes,
    cells: oneOfTwoAccepted,
    ask: ask('outreach_sessions', 'P', M11, submitted),
    careless: 15,
    right: right(25, 2, 2),
  },
  {
    id: 'resubmission-waits-for-acceptance',
    title: {
      vi: 'Xã gửi lại: số đã duyệt vẫn là số cũ cho đến khi duyệt bản mới.',
      en: 'After a resubmission the accepted figure stays until the new one is accepted.',
    },
    tree: oneCommune,
    cells: resubmitted,
    ask: ask('outreach_sessions', 'A', M11),
    careless: 12,
    right: right(10, 1, 1),
  },
  {
    id: 'resubmission-replaces-in-submitted',
    title: {
      vi: 'Số đã gửi lấy bản mới nhất, không cộng hai lần gửi.',
      en: 'The submitted reading takes the newest; two submissions are not added.',
    },
    tree: oneCommune,
    cells: resubmitted,
    ask: ask('outreach_sessions', 'A', M11, submitted),
    careless: 22,
    right: right(12, 1, 1),
  },
  {
    id: 'correction-replaces',
    title: {
      vi: 'Đính chính đã duyệt thay số cũ trong mọi tổng.',
      en: 'An accepted correction replaces the old figure in every total.',
    },
    tree: twoCommunes,
    cells: [
      cell('A', M11, 'outreach_sessions', 10),
      cell('B', M11, 'outreach_sessions', 5),
      cell('A', M11, 'outreach_sessions', 1),
    ],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 16,
    right: right(6, 2, 2),
  },
  {
    id: 'month-before-is-not-carried-over',
    title: {
      vi: 'Xã chưa gửi tháng 11 không được lấy số tháng 9 điền vào.',
      en: 'A commune that has not reported month 11 is not filled in from month 9.',
    },
    tree: twoCommunes,
    cells: [cell('A', M11, 'outreach_sessions', 10), cell('B', M9, 'outreach_sessions', 8)],
    ask: ask('outreach_sessions', 'P', M11),
    careless: 18,
    right: right(10, 1, 2),
  },
];

export const workedCases: readonly WorkedCase[] = [
  ...overUnits,
  ...quotients,
  ...overPeriods,
  ...derivedAnswers,
  ...precisions,
  ...lines,
  ...readings,
];
