/** The table of all figures of a report, and the chart of its headline figure. */
import type { Chart, Run, Table, TableCell } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { groups } from '@app/contract/figures/catalogue.ts';
import { type Figure, formatChange, MISSING } from '@app/contract/kernel/figure.ts';
import { type Period, periodName, previousOf, samePeriodLastYear } from '@app/contract/kernel/period.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import { type Comparison, comparable, type FactFigure, headlineOf, indicatorOfFigure } from '../facts.ts';
import { comparisonWords, measureOf, type Telling, traceOf, writeFigure } from './phrase.ts';

const cell = (run: Run | string, more: Partial<TableCell> = {}): TableCell => ({
  runs: [typeof run === 'string' ? plain(run) : run],
  ...more,
});

/** A long unit such as "lượt người/buổi" may be broken after its stroke, nowhere else. */
const breakable = (unit: string): string => unit.replace('/', '/\u200b');

type Column = { head: string; width: number; of: (each: FactFigure) => Run };

const amount = (each: FactFigure, known: Figure | null, period: Period, { facts }: Telling): Run =>
  known
    ? {
        kind: 'figure',
        text: writeFigure(each.indicator, known, facts.language),
        trace: traceOf(each.indicator, { unitId: facts.unit.id, period, reading: facts.reading }),
      }
    : plain(MISSING);

const change = (each: FactFigure, comparison: Comparison, { facts }: Telling): Run => {
  const { language, unit, period, reading } = facts;
  const measure = measureOf(each.indicator);
  const said = formatChange(each.figure, comparable(each, comparison), { language, measure });
  return said
    ? { kind: 'figure', text: said.text, trace: traceOf(each.indicator, { unitId: unit.id, period, reading }) }
    : plain(MISSING);
};

const titles = {
  number: { vi: 'TT', en: 'No.' },
  indicator: { vi: 'Chỉ tiêu', en: 'Indicator' },
  unit: { vi: 'Đơn vị tính', en: 'Unit' },
  change: { vi: 'Tăng, giảm', en: 'Change' },
  caption: { vi: 'Bảng tổng hợp số liệu', en: 'Table of figures' },
  top: { vi: '{count} đơn vị cao nhất: {indicator}', en: 'The {count} highest units: {indicator}' },
} as const satisfies Record<string, Words>;

/** Only columns that hold something: earlier periods stand there when at least one of their figures is known. */
const columnsOf = (told: Telling): Column[] => {
  const { facts, comparison } = told;
  const { language, period, figures } = facts;
  const [before, lastYear] = [previousOf(period), samePeriodLastYear(period)];
  const hasBefore = figures.some((each) => each.previous.figure);
  const hasLastYear = before.code !== lastYear.code && figures.some((each) => each.lastYear.figure);
  const earlier = (from: Period, of: (each: FactFigure) => Figure | null): Column => ({
    head: periodName(from, language),
    width: 2.2,
    of: (each) => amount(each, of(each), from, told),
  });
  return [
    earlier(period, (each) => each.figure),
    ...(hasBefore ? [earlier(before, (each) => each.previous.figure)] : []),
    ...(hasLastYear ? [earlier(lastYear, (each) => each.lastYear.figure)] : []),
    ...(comparison && figures.some((each) => comparable(each, comparison))
      ? [
          {
            head: `${titles.change[language]} ${comparisonWords(comparison)[language]}`,
            width: 2.5,
            of: (each: FactFigure) => change(each, comparison, told),
          },
        ]
      : []),
  ];
};

/** Every indicator with a figure in one of the periods shown, group by group; null when there is none at all. */
export const figureTable = (told: Telling): Table | null => {
  const { facts } = told;
  const { language } = facts;
  const columns = columnsOf(told);
  const shown = facts.figures.filter((each) => each.figure ?? each.previous.figure ?? each.lastYear.figure);
  if (shown.length === 0) return null;
  const rows = shown.flatMap((each, at) => {
    const { words, unit, group } = indicatorOfFigure(each.indicator);
    const before = shown[at - 1];
    const opensGroup = !before || indicatorOfFigure(before.indicator).group !== group;
    const title = { runs: [{ ...plain(groups[group][language]), bold: true }], across: columns.length + 3 };
    const cells = [
      cell(String(at + 1)),
      cell(words[language]),
      cell(breakable(unit[language])),
      ...columns.map((column) => cell(column.of(each))),
    ];
    return opensGroup ? [{ cells: [title] }, { cells }] : [{ cells }];
  });
  return {
    kind: 'table',
    id: 'figures',
    caption: titles.caption[language],
    columns: [
      { align: 'center', width: 1.1 },
      { align: 'left', width: 4.8 },
      { align: 'center', width: 2.5 },
      ...columns.map(({ width }) => ({ align: 'right' as const, width })),
    ],
    head: [
      {
        cells: [
          titles.number[language],
          titles.indicator[language],
          titles.unit[language],
          ...columns.map((each) => each.head),
        ].map((text) => cell(text)),
      },
    ],
    rows,
  };
};

const MOST_BARS = 10;

/** The sub-units with the highest headline figure; null when no sub-unit has one. */
export const headlineChart = ({ facts }: Telling): Chart | null => {
  const headline = headlineOf(facts);
  if (!headline) return null;
  const { language } = facts;
  const top = facts.subUnits
    .flatMap(({ fullName, figures }) => {
      const known = figures.get(headline.indicator)?.figure;
      return known ? [{ fullName, known }] : [];
    })
    .sort((a, b) => b.known.value - a.known.value)
    .slice(0, MOST_BARS);
  if (top.length === 0) return null;
  const { words, unit } = indicatorOfFigure(headline.indicator);
  return {
    kind: 'chart',
    id: 'headline',
    shape: 'bar',
    title: say(titles.top, language, { count: top.length, indicator: words[language].toLocaleLowerCase(language) }),
    unit: unit[language],
    categories: top.map((each) => each.fullName),
    series: [
      {
        name: periodName(facts.period, language),
        values: top.map((each) => each.known.value),
        labels: top.map((each) => writeFigure(headline.indicator, each.known, language)),
      },
    ],
  };
};
