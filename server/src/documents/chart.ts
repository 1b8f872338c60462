/** Draws a chart of the tree: SVG for the PDF, the same picture as PNG for DOCX. Every value is printed at its bar or point. */
import type { Chart, DocumentLanguage } from '@app/contract/documents/tree.ts';
import { documentWords, writeAmount, writeChartValue } from '@app/contract/documents/words.ts';
import { Resvg } from '@resvg/resvg-js';
import type { BarSeriesOption, EChartsCoreOption, LineSeriesOption } from 'echarts';
// The one file it is also delivered as: its parts are hundreds of files, which take a second of work and far more memory to load.
import { init } from 'echarts/dist/echarts.esm.min';
import { documentFont, fontFiles } from './fonts.ts';

/** `--c1 … --c6` of the tokens, light scheme: paper is white. */
const colours = ['#2443a2', '#c47119', '#036f83', '#ae4429', '#8b75e0', '#559cb9'];
const muted = '#b4bec4';
const ink = '#000000';

/** 640 units are the 160 mm between the margins of A4, so 15 units are about 10.6 pt in print. */
const width = 640;
const size = 15;
const text = { fontFamily: documentFont, fontSize: size, color: ink };

export type DrawnChart = { svg: string; width: number; height: number };

const short = (label: string, most: number): string => (label.length > most ? `${label.slice(0, most - 1)}…` : label);

/** Names beside lying bars as soon as standing bars would have to turn or cut their names. */
const lies = (chart: Chart): boolean =>
  chart.shape === 'bar' &&
  (chart.categories.length > 8 || chart.categories.some((name) => name.length * chart.categories.length > 70));

/** A missing value is said in words and drawn as nothing: an empty bar without a word would read as zero. */
const barSeries = (chart: Chart, at: number, language: DocumentLanguage, lying: boolean): BarSeriesOption => {
  const series = chart.series[at] as Chart['series'][number];
  return {
    type: 'bar',
    name: short(series.name, 60),
    color: colours[at] ?? muted,
    barMaxWidth: lying ? 18 : 56,
    data: series.values.map((value, i) => ({
      value: value ?? 0,
      label: {
        show: true,
        position: lying ? 'right' : 'top',
        formatter: () => short(writeChartValue(series, i, language), 30),
        ...(value === null ? { fontStyle: 'italic', fontSize: size - 2 } : {}),
      },
    })),
    label: text,
  };
};

const dashes = ['solid', 'dashed', 'dotted'] as const;
const markers = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;

/** Lines carry their name at their last point when it has room there; else a legend names them. */
const namedAtTheEnd = (chart: Chart): boolean => {
  if (chart.shape !== 'line' || chart.series.length < 2) return false;
  const last = chart.series.map(({ values }) => values.at(-1) ?? null);
  const all = chart.series.flatMap(({ values }) => values.filter((value) => value !== null));
  const room = (Math.max(...all) - Math.min(0, ...all)) / 10;
  const apart = last.every((a, i) =>
    last.every((b, j) => i === j || (a !== null && b !== null && Math.abs(a - b) > room)),
  );
  return apart && chart.series.every(({ name }) => name.length <= 14);
};

const lineSeries = (chart: Chart, at: number, language: DocumentLanguage): LineSeriesOption => {
  const series = chart.series[at] as Chart['series'][number];
  const colour = colours[at] ?? muted;
  return {
    type: 'line',
    name: short(series.name, 60),
    color: colour,
    symbol: markers[at] ?? 'circle',
    symbolSize: 7,
    lineStyle: { width: 2.2, type: dashes[at] ?? 'dashed' },
    data: series.values.map((value, i) => ({
      value: value ?? '-',
      label: { formatter: () => short(writeChartValue(series, i, language), 30) },
    })),
    endLabel: {
      ...text,
      show: namedAtTheEnd(chart),
      formatter: '{a}',
      color: colour,
      fontWeight: 'bold',
      distance: 14,
    },
    label: {
      ...text,
      show: true,
      fontSize: chart.categories.length > 8 ? size - 3 : size - 1,
      color: at === 0 ? ink : colour,
      position: at % 2 === 0 ? 'top' : 'bottom',
    },
  };
};

const hasLegend = (chart: Chart): boolean => chart.series.length > 1 && !namedAtTheEnd(chart);

const option = (chart: Chart, language: DocumentLanguage, lying: boolean): EChartsCoreOption => {
  const endNames = namedAtTheEnd(chart);
  const legend = hasLegend(chart);
  const names = chart.categories.map((name) => short(name, 44));
  const longest = Math.max(...names.map((name) => name.length));
  const categories = {
    type: 'category',
    data: names,
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: ink } },
    axisLabel: { ...text, interval: 0, width: lying ? 230 : (width - 60) / names.length - 4, overflow: 'break' },
  };
  const amounts = {
    type: 'value',
    splitLine: { lineStyle: { color: '#d9dfe0' } },
    // Bars start at zero by themselves; a line may not, and its axis says from where.
    axisLabel: {
      ...text,
      show: !lying,
      fontSize: size - 2,
      formatter: (value: number) => writeAmount(value, language),
    },
    splitNumber: 4,
    show: !lying,
  };
  return {
    animation: false,
    textStyle: { fontFamily: documentFont },
    legend: { show: legend, top: 0, left: 'center', textStyle: text, itemWidth: 26, itemHeight: 12 },
    grid: {
      left: lying ? Math.min(240, longest * 7 + 14) : 64,
      right: lying ? 76 : endNames ? 120 : 16,
      top: legend ? 44 : lying ? 6 : 24,
      bottom: lying ? 8 : 40,
    },
    xAxis: lying ? { ...amounts, splitLine: { show: false } } : categories,
    yAxis: lying ? categories : amounts,
    series: chart.series.map((_, at) =>
      chart.shape === 'bar' ? barSeries(chart, at, language, lying) : lineSeries(chart, at, language),
    ),
  };
};

/** The chart as SVG with text as text, in the font of the paper. */
export const drawChart = (chart: Chart, language: DocumentLanguage): DrawnChart => {
  const lying = lies(chart);
  const rows = chart.categories.length * Math.max(24, chart.series.length * 19);
  const height = lying ? rows + (hasLegend(chart) ? 54 : 16) : 240;
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    canvas.setOption(option(chart, language, lying));
    return { svg: canvas.renderToSVGString(), width, height };
  } finally {
    canvas.dispose();
  }
};

/** The drawn chart as PNG at about 285 dpi in print; only the fonts of the product are used, never those of the server. */
export const paintChart = ({ svg }: DrawnChart): Buffer =>
  new Resvg(svg, {
    fitTo: { mode: 'width', value: 1800 },
    background: '#ffffff',
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: documentFont },
  })
    .render()
    .asPng();

/** "(Đơn vị tính: buổi)" below the title of a chart. */
export const writeChartUnit = (chart: Chart, language: DocumentLanguage): string =>
  `(${documentWords.chartUnit[language]}: ${chart.unit})`;
