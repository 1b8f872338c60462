import * as z from 'zod';
import { addUp, CELL_PLACES, quotient, roundHalfUp } from './decimal.ts';
import { type Language, say, sayNumber, type Words } from './words.ts';

/** One figure: how exact it is, how it is typed, how it is written, how two of them are compared. */

/** From best to worst. "Hơn 18.000" is at_least, "gần 500" and "khoảng 500" are about. */
export const Precision = z.enum(['exact', 'at_least', 'about']);
export type Precision = z.infer<typeof Precision>;

/** A sum is as exact as the worst of its parts. */
export const worstOf = (precisions: readonly Precision[]): Precision =>
  precisions.includes('about') ? 'about' : precisions.includes('at_least') ? 'at_least' : 'exact';

/** A known figure. Figures travel as JavaScript numbers of at most four decimals; a missing one is null, never 0. */
export type Figure = { value: number; precision: Precision };

/** A known figure, exact unless said otherwise. */
export const figure = (value: number, precision: Precision = 'exact'): Figure => ({ value, precision });

// Reading what was typed

export type NumberProblem =
  | 'empty'
  | 'not_a_number'
  | 'ambiguous_comma'
  | 'ambiguous_point'
  | 'leading_zero'
  | 'too_many_decimals'
  | 'too_large';

export const numberProblemWords: Record<NumberProblem, Words> = {
  empty: { vi: 'Ô này chưa có số liệu.', en: 'There is no figure here yet.' },
  not_a_number: {
    vi: '“{text}” không phải là số. Viết 1.931 hoặc 12,5.',
    en: '"{text}" is not a number. Write 1.931 or 12,5.',
  },
  ambiguous_comma: {
    vi: '“{text}” có thể hiểu hai cách. Hàng nghìn viết dấu chấm (1.931), phần thập phân viết dấu phẩy (12,5).',
    en: '"{text}" can be read two ways. Thousands take a point (1.931), decimals a comma (12,5).',
  },
  ambiguous_point: {
    vi: '“{text}” có dấu chấm không ở hàng nghìn. Phần thập phân viết dấu phẩy (12,5).',
    en: '"{text}" has a point that parts no thousands. Decimals take a comma (12,5).',
  },
  leading_zero: {
    vi: '“{text}” bắt đầu bằng số 0, giống một mã số hơn là số liệu.',
    en: '"{text}" begins with 0, more like a code than a figure.',
  },
  too_many_decimals: { vi: '“{text}” có hơn 4 chữ số thập phân.', en: '"{text}" has more than 4 decimals.' },
  too_large: {
    vi: '“{text}” lớn hơn mức hệ thống ghi chính xác được.',
    en: '"{text}" is larger than can be kept exactly.',
  },
};

const precisionWords: readonly [RegExp, Precision][] = [
  [/^(hơn|trên|ít nhất|≥)\s*/i, 'at_least'],
  [/^(khoảng|gần|xấp xỉ|~|≈)\s*/i, 'about'],
];

const LIKE_A_CODE = /^0\d/;
const TWO_READINGS = /^([1-9]\d{0,2},\d{3}|\d{1,3}(,\d{3}){2,}|\d{1,3}(,\d{3})+\.\d*)$/;
const STRAY_POINT = /^\d[\d.]*\.\d*$/;
const CLEAR = /^(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/;

/** More digits than this do not survive a JavaScript number with decimals. */
const SAFE_DIGITS = 15;

const readDigits = (text: string): number | NumberProblem => {
  if (LIKE_A_CODE.test(text)) return 'leading_zero';
  if (TWO_READINGS.test(text)) return 'ambiguous_comma';
  const match = CLEAR.exec(text);
  if (!match) return STRAY_POINT.test(text) ? 'ambiguous_point' : 'not_a_number';
  const decimals = match[1] ?? '';
  if (decimals.length > CELL_PLACES) return 'too_many_decimals';
  const plain = text.replaceAll('.', '').replace(',', '.');
  const value = Number(plain);
  const kept = decimals === '' ? Number.isSafeInteger(value) : plain.length - 1 <= SAFE_DIGITS;
  return kept ? value : 'too_large';
};

/**
 * Reads a figure as people write it in Vietnam: '1.931' is 1931, '12,5' is 12.5, 'hơn 18.000' is at least 18000.
 * What could be meant two ways ('1,931', '1.93') is refused with its reason, never guessed. Full-width digits,
 * hard spaces and blanks around are forgiven; a dash alone is empty, as it is printed for missing figures.
 * A negative number is read; whether it may stand in a cell is for the form to say.
 */
export const parseVietnameseNumber = (text: string): Figure | { problem: NumberProblem } => {
  const written = text.normalize('NFKC').trim();
  if (/^([-–—−]?|chưa có)$/i.test(written)) return { problem: 'empty' };
  const [prefix, precision] = precisionWords.find(([word]) => word.test(written)) ?? [/^/, 'exact' as const];
  const amount = written.replace(prefix, '');
  const size = readDigits(amount.replace(/^[-–−]\s?(?=\d)/, ''));
  if (typeof size === 'string') return { problem: size };
  return figure(/^\d/.test(amount) || size === 0 ? size : -size, precision);
};

// Writing

/** What stands in a table where there is no figure. */
export const MISSING = '–';
/** The same inside a sentence. */
export const missingWords: Words = { vi: 'chưa có', en: 'not available' };

const beforeFigure: Record<Precision, Words> = {
  exact: { vi: '', en: '' },
  at_least: { vi: 'hơn ', en: 'more than ' },
  about: { vi: 'khoảng ', en: 'about ' },
};

export type FigureStyle = {
  language: Language;
  precision?: Precision;
  /** Written after the figure, '%' without a space. In tables the unit stands in the head instead. */
  unit?: string;
  /** Exactly so many decimals; left out: all a cell has, and at most one before '%'. */
  decimals?: number;
};

/** Writes a figure: '1.931', 'hơn 18.000 đội viên', '12,5%', '−12,7'; in English '1,931', 'more than 18,000'. Missing is '–'. */
export const formatFigure = (value: number | null, style: FigureStyle): string => {
  if (value === null) return MISSING;
  const { language, precision = 'exact', unit = '', decimals } = style;
  const shown = decimals === undefined && unit === '%' ? roundHalfUp(value, 1) : value;
  const after = unit === '' || unit === '%' ? unit : ` ${unit}`;
  return beforeFigure[precision][language] + sayNumber(shown, language, decimals) + after;
};

// Comparing two periods

/** Two counts are compared in percent; two rates in percentage points, since 5% of 90% is nobody's meaning. */
export type Measure = 'amount' | 'rate';

export type Change = {
  kind: 'percent' | 'points' | 'absolute';
  /** Signed; rounded to one decimal unless absolute. */
  value: number;
  precision: Precision;
};

/**
 * How far a figure has moved: in percent, or as the plain difference where percent would say nothing (from 0) or hide a
 * change too small for one decimal. Null when either is missing. Anything not exact makes the change "about".
 */
export const changeOf = (now: Figure | null, before: Figure | null, measure: Measure = 'amount'): Change | null => {
  if (!now || !before) return null;
  const precision = now.precision === 'exact' && before.precision === 'exact' ? 'exact' : 'about';
  const difference = addUp([now.value, -before.value]);
  if (measure === 'rate') return { kind: 'points', value: roundHalfUp(difference, 1), precision };
  const percent = before.value === 0 ? 0 : roundHalfUp(quotient(difference, Math.abs(before.value), 100), 1);
  const saysNothing = percent === 0 && (difference !== 0 || before.value === 0);
  return saysNothing
    ? { kind: 'absolute', value: difference, precision }
    : { kind: 'percent', value: percent, precision };
};

const afterChange: Record<Change['kind'], Words> = {
  percent: { vi: '%', en: '%' },
  points: { vi: ' điểm %', en: ' pts' },
  absolute: { vi: '', en: '' },
};

/** The change as a table shows it: '+28,6%', '−12,7%', from 0 the number itself ('+12'). Null when either figure is missing. */
export const formatChange = (
  now: Figure | null,
  before: Figure | null,
  { language, measure = 'amount' }: { language: Language; measure?: Measure },
): { kind: Change['kind']; text: string } | null => {
  const change = changeOf(now, before, measure);
  if (!change) return null;
  const { kind, value, precision } = change;
  const plus = value > 0 ? '+' : '';
  return {
    kind,
    text: beforeFigure[precision][language] + plus + sayNumber(value, language) + afterChange[kind][language],
  };
};

/** What a figure is compared with, as it stands in a sentence. */
export const comparisons = {
  same_period_last_year: { vi: 'so với cùng kỳ năm trước', en: 'compared with the same period last year' },
  previous_period: { vi: 'so với kỳ trước', en: 'compared with the period before' },
} as const satisfies Record<string, Words>;

const changeSentences = {
  up: { vi: 'tăng {amount} {comparison}', en: 'up {amount} {comparison}' },
  down: { vi: 'giảm {amount} {comparison}', en: 'down {amount} {comparison}' },
  same: { vi: 'không thay đổi {comparison}', en: 'unchanged {comparison}' },
  aboutSame: { vi: 'không thay đổi đáng kể {comparison}', en: 'little changed {comparison}' },
  noneNow: { vi: 'chưa có số liệu kỳ này', en: 'no figure for this period yet' },
  noneBefore: { vi: 'không có số liệu kỳ trước', en: 'no figure for the earlier period' },
} as const satisfies Record<string, Words>;

const pointsInWords: Words = { vi: ' điểm phần trăm', en: ' percentage points' };

/**
 * The change as a report says it: 'tăng 12,5% so với cùng kỳ năm trước', 'giảm khoảng 3% …', 'không thay đổi …', from 0
 * 'tăng 12 buổi …'. A missing earlier figure is said, never taken for 0.
 */
export const changeInWords = (
  now: Figure | null,
  before: Figure | null,
  {
    language,
    measure = 'amount',
    unit,
    comparison = comparisons.same_period_last_year,
  }: {
    language: Language;
    measure?: Measure;
    unit?: Words;
    comparison?: Words;
  },
): string => {
  if (!now) return changeSentences.noneNow[language];
  const change = changeOf(now, before, measure);
  if (!change) return changeSentences.noneBefore[language];
  const { kind, value, precision } = change;
  if (value === 0)
    return say(precision === 'exact' ? changeSentences.same : changeSentences.aboutSame, language, { comparison });
  const after = { percent: '%', points: pointsInWords[language], absolute: unit ? ` ${unit[language]}` : '' }[kind];
  const amount = beforeFigure[precision][language] + sayNumber(Math.abs(value), language) + after;
  return say(value > 0 ? changeSentences.up : changeSentences.down, language, { amount, comparison });
};
