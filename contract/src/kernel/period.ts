import * as z from 'zod';
import type { Language, Words } from './words.ts';

/** Civil dates and the calendars of the movement. A period is an object with a start and a cut-off, never "the calendar year". */

// Civil dates

/** A day of the calendar as 'YYYY-MM-DD'; it has no hour and no zone, so it sorts and compares as text. */
export const CivilDate = z.iso.date();
export type CivilDate = z.infer<typeof CivilDate>;

const DAY = 86_400_000;
/** Vietnam has kept UTC+7 without summer time since 1975. */
const VIETNAM = 7 * 3_600_000;

const toMoment = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`);
const toCivil = (moment: number): CivilDate => new Date(moment).toISOString().slice(0, 10);
const civil = (year: number, month: number, day: number): CivilDate => toCivil(Date.UTC(year, month - 1, day));

/** The day it is in Vietnam (Asia/Ho_Chi_Minh): at 17:00 UTC the next day has begun. */
export const todayInVietnam = (now: Date): CivilDate => toCivil(now.getTime() + VIETNAM);

/** The time of day in Vietnam, 'HH:MM'. */
export const timeInVietnam = (now: Date): string => new Date(now.getTime() + VIETNAM).toISOString().slice(11, 16);

/** The day so many days later, earlier when negative. */
export const addDays = (date: CivilDate, days: number): CivilDate => toCivil(toMoment(date) + days * DAY);

/** How many days the second date is after the first. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => (toMoment(to) - toMoment(from)) / DAY;

/** Negative when the first day is earlier, 0 on the same day, positive when it is later. */
export const compareDates = (one: CivilDate, other: CivilDate): number => (one < other ? -1 : one > other ? 1 : 0);

const englishMonths = ['January', 'February', 'March', 'April', 'May', 'June', 'July'].concat([
  'August',
  'September',
  'October',
  'November',
  'December',
]);
const englishMonth = (month: number): string => englishMonths[month - 1] ?? '';

/** '14/11/2026', in English '14 Nov 2026' (day and month cannot be exchanged there). */
export const sayDate = (date: CivilDate, language: Language): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return language === 'vi'
    ? `${day}/${month}/${year}`
    : `${Number(day)} ${englishMonth(Number(month)).slice(0, 3)} ${year}`;
};

/** Days of the week as they begin a line, from Sunday on. */
const weekdays: Record<Language, readonly string[]> = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** 'Thứ Hai, 30/11/2026', in English 'Monday, 30 Nov 2026'. */
export const sayDay = (date: CivilDate, language: Language): string =>
  `${weekdays[language][new Date(toMoment(date)).getUTCDay()]}, ${sayDate(date, language)}`;

// Periods

export const PeriodKind = z.enum(['month', 'quarter', 'half_year', 'nine_months', 'year']);
export type PeriodKind = z.infer<typeof PeriodKind>;

/** One unit lives in several calendars at once: it reports in one, is recognised in another, its teams are rated in a third. */
export const Calendar = z.enum(['reporting', 'recognition_residential', 'recognition_commune', 'team']);
export type Calendar = z.infer<typeof Calendar>;

export const Period = z.object({
  code: z.string(),
  calendar: Calendar,
  kind: PeriodKind,
  year: z.int(),
  number: z.int(),
  startsOn: CivilDate,
  /** The last day that counts, and the data cut-off. */
  endsOn: CivilDate,
});
export type Period = z.infer<typeof Period>;

/** What stands before the year in the codes of a calendar; codes are kept in the ledger and never change. */
const prefixes: Record<Calendar, string> = {
  reporting: '',
  recognition_residential: 'RR:',
  recognition_commune: 'RC:',
  team: 'TM:',
};

/** From a day on: when a calendar closes its year, and the kinds of period it keeps. */
export type CalendarRule = {
  calendar: Calendar;
  /** Cut-offs before it follow the rule before; of a period whose cut-off moves, the next one begins on the day after. */
  validFrom: CivilDate;
  /** Month and day of the last cut-off of a year. Periods within the year close on the same day; in shorter months on the last one. */
  month: number;
  day: number;
  kinds: readonly PeriodKind[];
};

/**
 * What holds until other rules are learned from the database, where the centre changes them.
 * reporting: NĐ 09/2019/NĐ-CP Art. 12 · recognition: TT 124/2021/TT-BCA Art. 8.2.a and 8.2.b · team: HD 01/HD-BCA-V05 (2026).
 */
const shippedRules: readonly CalendarRule[] = [
  { calendar: 'reporting', validFrom: '2000-01-01', month: 12, day: 14, kinds: PeriodKind.options },
  { calendar: 'recognition_residential', validFrom: '2000-01-01', month: 10, day: 31, kinds: ['year'] },
  { calendar: 'recognition_commune', validFrom: '2000-01-01', month: 11, day: 15, kinds: ['year'] },
  { calendar: 'team', validFrom: '2000-01-01', month: 11, day: 14, kinds: ['year'] },
];

/** Rules by calendar, newest first. */
export type CalendarRules = Readonly<Record<Calendar, readonly CalendarRule[]>>;

/** Sorts rules by calendar; one without any keeps what is shipped. */
export const rulesByCalendar = (rules: readonly CalendarRule[]): CalendarRules => {
  const of = (calendar: Calendar) => {
    const own = rules.filter((rule) => rule.calendar === calendar);
    return (own.length > 0 ? own : shippedRules.filter((rule) => rule.calendar === calendar)).toSorted((one, other) =>
      compareDates(other.validFrom, one.validFrom),
    );
  };
  return {
    reporting: of('reporting'),
    recognition_residential: of('recognition_residential'),
    recognition_commune: of('recognition_commune'),
    team: of('team'),
  };
};

let rulesNow = rulesByCalendar(shippedRules);
/** The periods that were asked for by these rules, by code: there are some hundreds, and they are asked for often. */
const known = new Map<string, Period>();

/** From now on periods run by these rules, which are all there are. */
export const learnCalendars = (rules: readonly CalendarRule[]): void => {
  rulesNow = rulesByCalendar(rules);
  known.clear();
};

/** The last day that counts of the part of a year that ends so many months before the year does, by one rule. */
const closingBy = ({ month, day }: CalendarRule, year: number, monthsBefore: number): CivilDate => {
  const wanted = civil(year, month - monthsBefore, day);
  const last = civil(year, month - monthsBefore + 1, 0);
  return wanted < last ? wanted : last;
};

/**
 * The rule that a cut-off follows: the newest whose first day it does not lie before, neither by that rule nor as it stood before.
 * What had closed already is not opened again, and nothing is closed in the past.
 */
const ruleAt = (rules: readonly CalendarRule[], year: number, monthsBefore: number): CalendarRule => {
  const rule = rules.reduceRight<CalendarRule | undefined>((held, next) => {
    const isTime = (each: CalendarRule) => closingBy(each, year, monthsBefore) >= next.validFrom;
    return held === undefined || (isTime(next) && isTime(held)) ? next : held;
  }, undefined);
  if (!rule) throw new RangeError('A calendar without a rule');
  return rule;
};

const closing = (rules: readonly CalendarRule[], year: number, monthsBefore: number): CivilDate =>
  closingBy(ruleAt(rules, year, monthsBefore), year, monthsBefore);

/** Whether a calendar has periods of a kind: only the reporting calendar is divided, the others have years. */
export const hasKind = (calendar: Calendar, kind: PeriodKind): boolean => calendar === 'reporting' || kind === 'year';

/** How long a kind is, how many of it a year holds, and what it is called in a code. */
const kinds: Record<PeriodKind, { months: number; perYear: number; sign: (number: number) => string }> = {
  month: { months: 1, perYear: 12, sign: (number) => `M${String(number).padStart(2, '0')}` },
  quarter: { months: 3, perYear: 4, sign: (number) => `Q${number}` },
  half_year: { months: 6, perYear: 2, sign: (number) => `H${number}` },
  nine_months: { months: 9, perYear: 1, sign: () => 'N9' },
  year: { months: 12, perYear: 1, sign: () => 'Y' },
};

/** Years a period may belong to; outside it, a code is taken for a slip of the keyboard. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * A period by its kind, year and number within the year. It belongs to the year in which it ends: the month 01/2026 runs
 * from 15/12/2025 to 14/01/2026 (NĐ 09/2019/NĐ-CP Art. 12). It begins on the day after the one before has closed, so that a
 * changed calendar leaves no gap. Only the reporting calendar is divided; the others have years.
 * Throws a RangeError for a number the year does not hold: callers with typed input ask `parsePeriod`.
 */
export const periodOf = (
  kind: PeriodKind,
  year: number,
  number = 1,
  calendar: Calendar = 'reporting',
  calendars: CalendarRules = rulesNow,
): Period => {
  const { months, perYear, sign } = kinds[kind];
  if (!(Number.isInteger(number) && number >= 1 && number <= perYear)) {
    throw new RangeError(`No ${kind} number ${number} in a year`);
  }
  if (!hasKind(calendar, kind)) throw new RangeError(`The calendar ${calendar} has no ${kind}`);
  const code = `${prefixes[calendar]}${year}-${sign(number)}`;
  const kept = calendars === rulesNow ? known.get(code) : undefined;
  if (kept) return kept;
  const rules = calendars[calendar];
  const monthsBefore = 12 - number * months;
  const before = monthsBefore + months;
  const lastBefore = before < 12 ? closing(rules, year, before) : closing(rules, year - 1, before - 12);
  const period: Period = {
    ...{ code, calendar, kind, year, number },
    startsOn: addDays(lastBefore, 1),
    endsOn: closing(rules, year, monthsBefore),
  };
  if (calendars === rulesNow) known.set(code, period);
  return period;
};

/** Whether a calendar keeps the kind of a period at its cut-off; those that it gave up are opened no more. */
export const isKept = (period: Period): boolean =>
  ruleAt(rulesNow[period.calendar], period.year, 12 - period.number * kinds[period.kind].months).kinds.includes(
    period.kind,
  );

/** Why a text names no period. */
export type PeriodProblem =
  | 'wrong_shape'
  | 'unknown_calendar'
  | 'year_out_of_range'
  | 'number_out_of_range'
  | 'kind_not_in_calendar';

export const periodProblemWords: Record<PeriodProblem, Words> = {
  wrong_shape: {
    vi: 'Mã kỳ báo cáo không đúng dạng. Ví dụ đúng: 2026-M11, 2026-Q3, 2026-H1, 2026-N9, 2026-Y.',
    en: 'This is not the shape of a period code. Right ones: 2026-M11, 2026-Q3, 2026-H1, 2026-N9, 2026-Y.',
  },
  unknown_calendar: {
    vi: 'Không có lịch với tiền tố này. Các tiền tố đang dùng: RR, RC, TM.',
    en: 'There is no calendar with this prefix. Prefixes in use: RR, RC, TM.',
  },
  year_out_of_range: {
    vi: `Năm nằm ngoài khoảng ${FIRST_YEAR}–${LAST_YEAR}.`,
    en: `The year is outside ${FIRST_YEAR}–${LAST_YEAR}.`,
  },
  number_out_of_range: {
    vi: 'Một năm chỉ có 12 tháng, 4 quý và 2 kỳ 6 tháng.',
    en: 'A year has 12 months, 4 quarters and 2 half-years only.',
  },
  kind_not_in_calendar: {
    vi: 'Lịch này chỉ có kỳ năm.',
    en: 'This calendar has whole years only.',
  },
};

const CODE = /^(?:([A-Z]+):)?(\d{4})-(M(?=\d\d$)|[QH](?=\d$)|N9$|Y$)(\d*)$/;
const signs: Record<string, PeriodKind> = { M: 'month', Q: 'quarter', H: 'half_year', N9: 'nine_months', Y: 'year' };

const readCode = (code: string): Period | PeriodProblem => {
  const [shape, prefix, year, sign = '', digits] = CODE.exec(code) ?? [];
  const kind = signs[sign];
  if (!shape || !kind) return 'wrong_shape';
  const calendar = Calendar.options.find((each) => prefixes[each] === (prefix ? `${prefix}:` : ''));
  const number = Number(digits || 1);
  if (!calendar) return 'unknown_calendar';
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return 'year_out_of_range';
  if (number < 1 || number > kinds[kind].perYear) return 'number_out_of_range';
  if (!hasKind(calendar, kind)) return 'kind_not_in_calendar';
  return periodOf(kind, Number(year), number, calendar);
};

/** The period a code names, or null. `whyNoPeriod` says what is wrong with it. */
export const parsePeriod = (code: string): Period | null => {
  const read = readCode(code);
  return typeof read === 'string' ? null : read;
};

/** Why a code names no period; null when it names one. */
export const whyNoPeriod = (code: string): PeriodProblem | null => {
  const read = readCode(code);
  return typeof read === 'string' ? read : null;
};

/** All periods of a reporting year: 12 months, 4 quarters, 2 halves, nine months, the year. */
export const periodsOfYear = (year: number): Period[] =>
  PeriodKind.options.flatMap((kind) =>
    Array.from({ length: kinds[kind].perYear }, (_, index) => periodOf(kind, year, index + 1)),
  );

/** The period of a kind that holds a day. Nine months is left out: the last quarter lies in none. */
export const periodContaining = (
  kind: Exclude<PeriodKind, 'nine_months'>,
  date: CivilDate,
  calendar: Calendar = 'reporting',
): Period => {
  const [year = 0] = date.split('-').map(Number);
  const numbers = Array.from({ length: kinds[kind].perYear }, (_, index) => index + 1);
  const around = [year, year + 1].flatMap((each) => numbers.map((number) => periodOf(kind, each, number, calendar)));
  const found = around.find((period) => period.startsOn <= date && date <= period.endsOn);
  if (!found) throw new RangeError(`Not a civil date: ${date}`);
  return found;
};

/** The next longer period that a period is a part of: month → quarter → half-year → year. Nine months and years are parts of none. */
export const parentOf = (period: Period): Period | null => {
  const up = { month: 'quarter', quarter: 'half_year', half_year: 'year', nine_months: null, year: null } as const;
  const kind = up[period.kind];
  if (!kind) return null;
  return periodOf(kind, period.year, Math.ceil((period.number * kinds[period.kind].months) / kinds[kind].months));
};

/** The periods that together make up a period, in order: year → halves → quarters → months; nine months → three quarters. */
export const childrenOf = (period: Period): Period[] => {
  const down = {
    month: null,
    quarter: 'month',
    half_year: 'quarter',
    nine_months: 'quarter',
    year: 'half_year',
  } as const;
  const kind = down[period.kind];
  if (!kind || period.calendar !== 'reporting') return [];
  const parts = kinds[period.kind].months / kinds[kind].months;
  return Array.from({ length: parts }, (_, index) =>
    periodOf(kind, period.year, (period.number - 1) * parts + index + 1),
  );
};

/** The period of the same kind just before; for nine months those of the year before. */
export const previousOf = (period: Period): Period =>
  period.number > 1
    ? periodOf(period.kind, period.year, period.number - 1, period.calendar)
    : periodOf(period.kind, period.year - 1, kinds[period.kind].perYear, period.calendar);

/** The period of the same kind just after, which begins on the day after this one has closed; for nine months those of the year after. */
export const nextOf = (period: Period): Period =>
  period.number < kinds[period.kind].perYear
    ? periodOf(period.kind, period.year, period.number + 1, period.calendar)
    : periodOf(period.kind, period.year + 1, 1, period.calendar);

/** "Cùng kỳ năm trước": the same period one year earlier. */
export const samePeriodLastYear = (period: Period): Period =>
  periodOf(period.kind, period.year - 1, period.number, period.calendar);

/** Whether every day of one period lies in the other, whatever their calendars. A period lies in itself. */
export const isInside = (inner: Period, outer: Period): boolean =>
  outer.startsOn <= inner.startsOn && inner.endsOn <= outer.endsOn;

/** Whether the cut-off has passed: figures of the period can be complete. */
export const isClosed = (period: Period, today: CivilDate): boolean => period.endsOn < today;

// Deadlines

/** Who sends; the receiver is the next level up. */
export const Sender = z.enum(['residential_area', 'commune', 'province']);
export type Sender = z.infer<typeof Sender>;

/** Days from the cut-off to the day on which a report must have arrived, for each kind of period and each sender. */
export type DeadlineDays = Readonly<Record<PeriodKind, Readonly<Record<Sender, number>>>>;

const usual = { residential_area: 1, commune: 3, province: 6 } as const;

/**
 * A starting point for regimes, every number of which may be changed: NĐ 09/2019/NĐ-CP leaves deadlines to each regime.
 * Month: 15th, 16th, 20th; all others 15th, 17th, 20th of the last month. Days off move nothing: no general rule was found.
 */
export const defaultDeadlineDays: DeadlineDays = {
  month: { residential_area: 1, commune: 2, province: 6 },
  quarter: usual,
  half_year: usual,
  nine_months: usual,
  year: usual,
};

/** The last day on which a sender's report for the period is on time. */
export const deadlineOn = (period: Period, sender: Sender, days: DeadlineDays = defaultDeadlineDays): CivilDate =>
  addDays(period.endsOn, days[period.kind][sender]);

// Names

const roman = ['I', 'II', 'III', 'IV'];
const ordinals = ['first', 'second', 'third', 'fourth'];

/** The calendars, each as its year is named. */
export const calendarWords: Record<Calendar, Words> = {
  reporting: { vi: 'năm báo cáo', en: 'reporting year' },
  recognition_residential: { vi: 'năm công nhận khu dân cư', en: 'recognition year of residential areas' },
  recognition_commune: {
    vi: 'năm công nhận xã, cơ quan, doanh nghiệp, cơ sở giáo dục',
    en: 'recognition year of communes, agencies, enterprises and schools',
  },
  team: { vi: 'năm xếp loại tổ bảo vệ an ninh, trật tự', en: 'rating year of security-order teams' },
};

const inVietnamese = ({ kind, year, number }: Period): string => {
  switch (kind) {
    case 'month':
      return `tháng ${number} năm ${year}`;
    case 'quarter':
      return `quý ${roman[number - 1]} năm ${year}`;
    case 'half_year':
      return `6 tháng ${number === 1 ? 'đầu' : 'cuối'} năm ${year}`;
    case 'nine_months':
      return `9 tháng năm ${year}`;
    case 'year':
      return `năm ${year}`;
  }
};

const inEnglish = ({ kind, year, number }: Period): string => {
  switch (kind) {
    case 'month':
      return `${englishMonth(number)} ${year}`;
    case 'quarter':
      return `the ${ordinals[number - 1]} quarter of ${year}`;
    case 'half_year':
      return `the ${ordinals[number - 1]} half of ${year}`;
    case 'nine_months':
      return `the first nine months of ${year}`;
    case 'year':
      return `the year ${year}`;
  }
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The name as it stands inside a sentence: 'tháng 11 năm 2026', 'quý III năm 2026', 'the third quarter of 2026'. */
export const periodInSentence = (period: Period, language: Language): string => {
  if (period.calendar === 'reporting') return language === 'vi' ? inVietnamese(period) : inEnglish(period);
  const name = calendarWords[period.calendar][language];
  return language === 'vi' ? `${name} ${period.year}` : `the ${name} ${period.year}`;
};

/** The name as a heading or in a list: 'Tháng 11/2026', 'Quý III/2026', '6 tháng đầu năm 2026', 'Third quarter of 2026'. */
export const periodName = (period: Period, language: Language): string => {
  const name = upperFirst(periodInSentence(period, language).replace(/^the /, ''));
  const short = period.kind === 'month' || period.kind === 'quarter';
  return language === 'vi' && short ? name.replace(' năm ', '/') : name;
};

/** The days a period covers: '15/10/2026–14/11/2026'. */
export const periodRange = (period: Period, language: Language): string =>
  `${sayDate(period.startsOn, language)}–${sayDate(period.endsOn, language)}`;
