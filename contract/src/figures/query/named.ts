import type { Words } from '../../kernel/words.ts';
import type { WrittenQuestion } from './question.ts';

/** Arguments that a named query leaves open, beside line, reading, day and tree. */
export const openArguments = ['unit', 'units'] as const;
export type OpenArgument = (typeof openArguments)[number];

export type NamedQuery = {
  name: string;
  words: Words;
  asks: Words;
  /** `{unit}` and `{units}` stand where the open arguments go. */
  question: WrittenQuestion;
  open: readonly OpenArgument[];
};

const seven =
  'outreach_sessions,outreach_attendance,avg_attendance,briefings_held,mediation_cases,mediation_successful,rate_mediation_success';
const ten =
  'plans_issued,briefings_held,units_inspected,outreach_sessions,outreach_attendance,avg_attendance,model_points,security_order_teams,mediation_cases,rate_mediation_success';

/**
 * The shapes of the aggregate queries that a national system of our peers is measured by, in its own order, asked of this ledger's
 * indicators. Where that one asks by day or week, the month stands: the reporting calendar has no shorter period.
 */
export const namedQueries = [
  {
    name: 'months-and-years-of-a-group',
    words: { vi: 'Tháng và năm của một nhóm đơn vị', en: 'Months and years of a group of units' },
    asks: {
      vi: '7 chỉ tiêu của 12 tháng và 5 năm gần nhất, cộng các đơn vị trực thuộc là tỉnh hoặc thành phố',
      en: '7 indicators of the last 12 months and 5 years, over the units directly below that are provinces or cities',
    },
    question: {
      indicators: seven,
      periods: 'last-12-months,last-5-years',
      units: 'children:{unit}',
      type: 'tinh,thanh_pho',
      by: 'total',
    },
    open: ['unit'],
  },
  {
    name: 'months-and-years-of-some-units',
    words: { vi: 'Tháng và năm của vài đơn vị', en: 'Months and years of some units' },
    asks: {
      vi: '10 chỉ tiêu của các tháng năm nay và 6 năm trước, cộng các đơn vị được chọn',
      en: '10 indicators of the months of this year and the 6 years before, over the chosen units',
    },
    question: { indicators: ten, periods: 'months-this-year,last-6-years', units: '{units}', by: 'total' },
    open: ['units'],
  },
  {
    name: 'seven-now',
    words: { vi: 'Bảy chỉ tiêu kỳ này', en: 'Seven indicators now' },
    asks: { vi: '7 chỉ tiêu của tháng đang diễn ra', en: '7 indicators of the month under way' },
    question: { indicators: seven, periods: 'this-month', units: '{unit}' },
    open: ['unit'],
  },
  {
    name: 'four-now',
    words: { vi: 'Bốn chỉ tiêu kỳ này', en: 'Four indicators now' },
    asks: { vi: '4 chỉ tiêu của tháng đang diễn ra', en: '4 indicators of the month under way' },
    question: {
      indicators: 'model_points,security_order_teams,mediation_teams,inter_family_groups',
      periods: 'this-month',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'two-by-month',
    words: { vi: 'Hai chỉ tiêu theo tháng', en: 'Two indicators by month' },
    asks: { vi: '2 chỉ tiêu của 12 tháng gần nhất', en: '2 indicators of the last 12 months' },
    question: { indicators: 'outreach_sessions,outreach_attendance', periods: 'last-12-months', units: '{unit}' },
    open: ['unit'],
  },
  {
    name: 'completeness-by-month',
    words: { vi: 'Mức đầy đủ theo tháng', en: 'Completeness by month' },
    asks: {
      vi: '4 chỉ tiêu của 12 tháng gần nhất, với số báo cáo đã có trên số phải có',
      en: '4 indicators of the last 12 months, with the reports there are out of those expected',
    },
    question: {
      indicators: 'outreach_sessions,mediation_cases,model_points,plans_issued',
      periods: 'last-12-months',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'one-by-month',
    words: { vi: 'Một chỉ tiêu theo tháng', en: 'One indicator by month' },
    asks: { vi: '1 chỉ tiêu của 12 tháng gần nhất', en: '1 indicator of the last 12 months' },
    question: { indicators: 'mediation_cases', periods: 'last-12-months', units: '{unit}' },
    open: ['unit'],
  },
  {
    name: 'four-this-year',
    words: { vi: 'Bốn chỉ tiêu năm nay', en: 'Four indicators this year' },
    asks: { vi: '4 chỉ tiêu của năm đang diễn ra', en: '4 indicators of the year under way' },
    question: {
      indicators: 'outreach_sessions,outreach_attendance,mediation_cases,model_points',
      periods: 'this-year',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'one-over-twelve-months',
    words: { vi: 'Một chỉ tiêu trong 12 tháng', en: 'One indicator over twelve months' },
    asks: { vi: '1 chỉ tiêu khác của 12 tháng gần nhất', en: 'Another indicator of the last 12 months' },
    question: { indicators: 'press_items', periods: 'last-12-months', units: '{unit}' },
    open: ['unit'],
  },
  {
    name: 'five-by-month',
    words: { vi: 'Năm chỉ tiêu theo tháng', en: 'Five indicators by month' },
    asks: { vi: '5 chỉ tiêu của 12 tháng gần nhất', en: '5 indicators of the last 12 months' },
    question: {
      indicators: 'plans_issued,briefings_held,outreach_sessions,model_points,mediation_cases',
      periods: 'last-12-months',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'two-over-five-years',
    words: { vi: 'Hai chỉ tiêu trong 5 năm', en: 'Two indicators over five years' },
    asks: { vi: '2 chỉ tiêu của 5 năm gần nhất', en: '2 indicators of the last 5 years' },
    question: { indicators: 'outreach_sessions,mediation_successful', periods: 'last-5-years', units: '{unit}' },
    open: ['unit'],
  },
  {
    name: 'three-over-six-months',
    words: { vi: 'Ba chỉ tiêu trong 6 tháng', en: 'Three indicators over six months' },
    asks: { vi: '3 chỉ tiêu của 6 tháng gần nhất', en: '3 indicators of the last 6 months' },
    question: {
      indicators: 'outreach_sessions,outreach_attendance,avg_attendance',
      periods: 'last-6-months',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'this-month-and-five-years',
    words: { vi: 'Tháng này và 5 năm', en: 'This month and five years' },
    asks: {
      vi: '3 chỉ tiêu của tháng đang diễn ra và 5 năm gần nhất',
      en: '3 indicators of the month under way and of the last 5 years',
    },
    question: {
      indicators: 'mediation_cases,mediation_successful,rate_mediation_success',
      periods: 'this-month,last-5-years',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'every-commune-by-month',
    words: { vi: 'Mọi xã theo tháng', en: 'Every commune by month' },
    asks: {
      vi: '1 chỉ tiêu của 12 tháng gần nhất ở từng xã, phường, đặc khu',
      en: '1 indicator of the last 12 months in each commune, ward and special zone',
    },
    question: { indicators: 'outreach_sessions', periods: 'last-12-months', units: 'commune:{unit}' },
    open: ['unit'],
  },
  {
    name: 'three-levels-over-five-years',
    words: { vi: 'Ba cấp trong 5 năm', en: 'Three levels over five years' },
    asks: {
      vi: '1 chỉ tiêu của 5 năm gần nhất ở đơn vị, các đơn vị trực thuộc và các đơn vị dưới nữa',
      en: '1 indicator of the last 5 years in the unit, those directly below, and those below these',
    },
    question: {
      indicators: 'outreach_sessions',
      periods: 'last-5-years',
      units: '{unit},children:{unit},grandchildren:{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'grandchildren-by-month',
    words: { vi: 'Các đơn vị cách hai cấp theo tháng', en: 'Units two levels below by month' },
    asks: {
      vi: '1 chỉ tiêu của 12 tháng gần nhất ở từng đơn vị cách hai cấp',
      en: '1 indicator of the last 12 months in each unit two levels below',
    },
    question: { indicators: 'mediation_cases', periods: 'last-12-months', units: 'grandchildren:{unit}' },
    open: ['unit'],
  },
  {
    name: 'four-over-a-quarter',
    words: { vi: 'Bốn chỉ tiêu trong một quý', en: 'Four indicators over a quarter' },
    asks: { vi: '4 chỉ tiêu của 3 tháng gần nhất', en: '4 indicators of the last 3 months' },
    question: {
      indicators: 'outreach_sessions,outreach_attendance,mediation_cases,mediation_successful',
      periods: 'last-3-months',
      units: '{unit}',
    },
    open: ['unit'],
  },
  {
    name: 'three-over-the-tree',
    words: { vi: 'Ba chỉ tiêu trên cả cây', en: 'Three indicators over the tree' },
    asks: {
      vi: '3 chỉ tiêu của 5 năm gần nhất, gộp đơn vị với hai cấp dưới, mỗi số tính một lần',
      en: '3 indicators of the last 5 years, over the unit and two levels below it, each figure counted once',
    },
    question: {
      indicators: 'outreach_sessions,outreach_attendance,mediation_cases',
      periods: 'last-5-years',
      units: '{unit},children:{unit},grandchildren:{unit}',
      by: 'total',
    },
    open: ['unit'],
  },
] as const satisfies readonly NamedQuery[];
export type QueryName = (typeof namedQueries)[number]['name'];

/** A named query with its open arguments filled in. */
export const filledIn = ({ question }: NamedQuery, args: Readonly<Record<OpenArgument, string>>): WrittenQuestion => ({
  ...question,
  units: question.units.replace(/\{(unit|units)\}/g, (_, name: OpenArgument) => args[name]),
});
