/** The workbook of a review report: a row per unit that reports, and the unit's own work as a row, so that rows add up. */
import type { AnnexCell, AnnexColumn, AnnexRow, AnnexSheet, AnnexWorkbook } from '@app/contract/documents/annex.ts';
import { type Group, groups } from '@app/contract/figures/catalogue.ts';
import { addUp, roundHalfUp } from '@app/contract/kernel/decimal.ts';
import { type Figure, figure, worstOf } from '@app/contract/kernel/figure.ts';
import { periodInSentence, periodRange } from '@app/contract/kernel/period.ts';
import { sayNumber, type Words } from '@app/contract/kernel/words.ts';
import { type FactFigure, headlineOf, indicatorOfFigure, type ReviewFacts, type Stated } from './facts.ts';
import { desksTold, lineOfDesk, shareOf } from './paper/completeness.ts';
import { unitWords } from './paper/head.ts';
import { traceOf } from './paper/phrase.ts';

/** The workbook: one sheet with all figures of the same group, one row per unit. */
export const composeAnnex = (facts: ReviewFacts): AnnexWorkbook => {
  const known = facts.figures.filter((each) => each.figure);
  const shown = [...new Set(known.map((each) => indicatorOfFigure(each.indicator).group))];
  return {
    title: titleOf(facts),
    language: facts.language,
    demonstration: facts.demonstration,
    sheets: shown.map((group) => sheetOf(group, known, facts)),
  };
};

const words = {
  number: { vi: 'TT', en: 'No.' },
  code: { vi: 'Mã', en: 'Code' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  completeness: { vi: 'Báo cáo đã có', en: 'Reports in' },
  total: { vi: 'Cộng', en: 'Total' },
  ownProvince: { vi: 'Phần tự làm của cấp tỉnh', en: 'Own work of the province' },
  ownNation: { vi: 'Phần tự làm của Trung ương', en: 'Own work of the centre' },
  accepted: { vi: 'Số liệu đã duyệt.', en: 'Accepted figures.' },
  submitted: { vi: 'Số liệu đã gửi, tạm tính.', en: 'Figures as sent, provisional.' },
  missing: { vi: 'Dấu – là chưa có số liệu, không phải 0.', en: 'A dash is a missing figure, not 0.' },
  quotients: {
    vi: 'Tỷ lệ và bình quân ở dòng Cộng tính lại từ tổng, không cộng các dòng.',
    en: 'Rates and averages in the total row are recomputed from totals, not added.',
  },
  internal: {
    vi: 'Có số liệu dùng nội bộ, không đăng công khai.',
    en: 'Holds internal figures that are not to be published.',
  },
} as const satisfies Record<string, Words>;

const titleOf = ({ language, period, unit }: ReviewFacts): string => {
  const place = unit.level === 'nation' ? '' : `, ${unitWords({ unit })[language]}`;
  return {
    vi: `Phụ lục số liệu phong trào Toàn dân bảo vệ an ninh Tổ quốc ${periodInSentence(period, 'vi')}${place}`,
    en: `Figures of the movement in ${periodInSentence(period, 'en')}${place}`,
  }[language];
};

const notesOf = (facts: ReviewFacts, shown: readonly FactFigure[]): string[] => {
  const { language, desks, period, reading } = facts;
  const reports = desksTold(desks)
    .filter((desk) => desk.expected > 0)
    .map((desk) => `${shareOf(desk, language)}${lineOfDesk(desk, desks, language)}`)
    .join('; ');
  const indicators = shown.map((each) => indicatorOfFigure(each.indicator));
  return [
    `${unitWords(facts)[language]}. ${periodRange(period, language)}. ${words[reading][language]}`,
    ...(reports === '' ? [] : [`${words.completeness[language]}: ${reports}.`]),
    words.missing[language],
    ...(indicators.some((each) => !isAdded(each.kind)) ? [words.quotients[language]] : []),
    ...(indicators.some((each) => !each.public) ? [words.internal[language]] : []),
  ];
};

const isAdded = (kind: string): boolean => kind === 'F' || kind === 'S' || kind === 'B';

const columnOf = ({ indicator }: FactFigure, language: 'vi' | 'en'): AnnexColumn => {
  const { words: name, unit, decimals } = indicatorOfFigure(indicator);
  const percent = unit.vi === '%';
  return {
    title: name[language],
    ...(percent ? {} : { unit: unit[language] }),
    kind: percent ? 'percent' : 'number',
    decimals,
  };
};

const sheetOf = (group: Group, known: readonly FactFigure[], facts: ReviewFacts): AnnexSheet => {
  const { language, subUnits, unit } = facts;
  const shown = known.filter((each) => indicatorOfFigure(each.indicator).group === group);
  const mainLine = headlineOf({ ...facts, figures: shown }) ?? shown[0];
  const trace = (unitId: number, indicator = mainLine?.indicator ?? '') =>
    traceOf(indicator, { unitId, period: facts.period, reading: facts.reading });
  const cell = (each: FactFigure, known: Figure | null, unitId: number): AnnexCell =>
    known && {
      value: roundHalfUp(known.value, indicatorOfFigure(each.indicator).decimals),
      precision: known.precision,
      trace: trace(unitId, each.indicator),
    };
  const row = (
    at: string,
    code: string,
    name: string,
    unitId: number,
    stated: (each: FactFigure) => Stated,
  ): AnnexRow => ({
    cells: [
      at,
      name,
      code,
      completeness(shown.map(stated), language),
      ...shown.map((each) => cell(each, stated(each).figure, unitId)),
    ],
    trace: trace(unitId),
  });
  const below = subUnits.map((each, at) =>
    row(String(at + 1), each.code, each.fullName, each.id, ({ indicator }) => each.figures.get(indicator) ?? nothing),
  );
  const own = row(
    String(subUnits.length + 1),
    '',
    words[unit.level === 'nation' ? 'ownNation' : 'ownProvince'][language],
    unit.id,
    (each) => ownPart(each, facts),
  );
  return {
    name: groups[group][language],
    title: `${groups[group][language]}. ${titleOf(facts)}`,
    notes: notesOf(facts, shown),
    columns: [
      { title: words.number[language], kind: 'text' },
      { title: words.unit[language], kind: 'text' },
      { title: words.code[language], kind: 'text' },
      { title: words.completeness[language], kind: 'text' },
      ...shown.map((each) => columnOf(each, language)),
    ],
    rows: [...below, own],
    totals: row('', '', words.total[language], unit.id, (each) => each),
  };
};

const nothing: Stated = { figure: null, reported: 0, expected: 0 };

/** The fullest of a row's figures: on how many of the expected reports it rests. */
const completeness = (stated: readonly Stated[], language: 'vi' | 'en'): string => {
  const most = stated.reduce((best, each) => (each.expected > best.expected ? each : best), nothing);
  return most.expected === 0 ? '' : `${sayNumber(most.reported, language)}/${sayNumber(most.expected, language)}`;
};

/**
 * The unit's own cells: what its total holds beyond the units below. Null when it has reported none; rates and averages
 * have no own part.
 */
export const ownPart = (whole: FactFigure, { subUnits }: Pick<ReviewFacts, 'subUnits'>): Stated => {
  const below = subUnits.map((unit) => unit.figures.get(whole.indicator) ?? nothing);
  const sum = (pick: (each: Stated) => number) => below.reduce((all, each) => all + pick(each), 0);
  const reported = whole.reported - sum((each) => each.reported);
  const expected = whole.expected - sum((each) => each.expected);
  if (!whole.figure || !isAdded(indicatorOfFigure(whole.indicator).kind)) return { figure: null, reported, expected };
  const value = addUp([whole.figure.value, ...below.map((each) => -(each.figure?.value ?? 0))]);
  if (reported <= 0 && value === 0) return { figure: null, reported, expected };
  const others = worstOf(below.flatMap((each) => each.figure?.precision ?? []));
  const precision = others === whole.figure.precision ? 'exact' : whole.figure.precision;
  return { figure: figure(value, precision), reported, expected };
};
