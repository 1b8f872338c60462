/** From a sentence template to runs: figures become links to their trace, what is missing falls away. */
import type { FigureRun, Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { roundHalfUp } from '@app/contract/kernel/decimal.ts';
import { changeInWords, comparisons, type Figure, formatFigure, type Measure } from '@app/contract/kernel/figure.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import {
  type Comparison,
  comparable,
  comparisonOf,
  type FactFigure,
  indicatorOfFigure,
  type ReviewFacts,
} from '../facts.ts';
import type { Sentence } from './sentences.ts';

type Place = Pick<ReviewFacts, 'period' | 'reading'> & { unitId: number; line?: Line };

/** Where the web shows how a figure came about. */
export const traceOf = (indicator: string, { unitId, period, line, reading }: Place): string =>
  `/figures/trace?${new URLSearchParams({ indicator, unit: String(unitId), period: period.code, line: line ?? 'all', reading })}`;

const isRate = (indicator: string): boolean => indicatorOfFigure(indicator).unit.vi === '%';

/** Rates are compared in percentage points, all else in percent. */
export const measureOf = (indicator: string): Measure => (isRate(indicator) ? 'rate' : 'amount');

/** A figure as it is written: `1.931`, `hơn 18.000`, `81,2%`. */
export const writeFigure = (indicator: string, { value, precision }: Figure, language: Language): string =>
  formatFigure(roundHalfUp(value, indicatorOfFigure(indicator).decimals), {
    language,
    precision,
    unit: isRate(indicator) ? '%' : '',
  });

/** What sentences are made from: the facts, looked up by indicator. */
export type Telling = {
  facts: ReviewFacts;
  by: ReadonlyMap<string, FactFigure>;
  comparison: Comparison | null;
  place: Words;
};

const places = {
  nation: { vi: 'cả nước', en: 'the country' },
  city: { vi: 'toàn thành phố', en: 'the city' },
  province: { vi: 'toàn tỉnh', en: 'the province' },
} as const satisfies Record<string, Words>;

export const telling = (facts: ReviewFacts): Telling => ({
  facts,
  by: new Map(facts.figures.map((each) => [each.indicator, each])),
  comparison: comparisonOf(facts),
  place: places[facts.unit.level === 'nation' ? 'nation' : facts.unit.type === 'thanh_pho' ? 'city' : 'province'],
});

/** "so với kỳ trước" or "so với cùng kỳ năm trước". */
export const comparisonWords = (comparison: Comparison): Words =>
  comparison === 'previous' ? comparisons.previous_period : comparisons.same_period_last_year;

/** A figure of the unit under review, with its trace; null when it is missing. */
const figureRun = (indicator: string, { facts, by }: Telling): FigureRun | null => {
  const known = by.get(indicator)?.figure;
  return known
    ? {
        kind: 'figure',
        text: writeFigure(indicator, known, facts.language),
        trace: traceOf(indicator, { ...facts, unitId: facts.unit.id }),
      }
    : null;
};

type Joiner = {
  runs: Run[];
  text: (text: string) => void;
  run: (run: Run) => void;
  change: (runs: readonly Run[]) => void;
};

/** Joins runs; a comma stands after a change when the sentence goes on. */
const joining = (): Joiner => {
  const runs: Run[] = [];
  let changed = false;
  const text = (part: string): void => {
    if (part === '') return;
    const written = changed && part.startsWith(' ') ? `,${part}` : part;
    changed = false;
    const last = runs.at(-1);
    if (last?.kind === 'text') runs[runs.length - 1] = plain(last.text + written);
    else runs.push(plain(written));
  };
  const run = (each: Run): void => {
    if (each.kind === 'text') text(each.text);
    else {
      changed = false;
      runs.push(each);
    }
  };
  const change = (parts: readonly Run[]): void => {
    for (const part of parts) run(part);
    if (parts.length > 0) changed = true;
  };
  return { runs, text, run, change };
};

type Said = { comparison: boolean };

const changeRuns = (indicator: string, told: Telling, said: Said): Run[] => {
  const { facts, by, comparison } = told;
  const fact = by.get(indicator);
  const before = comparison && fact ? comparable(fact, comparison) : null;
  if (!fact || !before || !comparison) return [];
  const { unit } = indicatorOfFigure(indicator);
  const text = changeInWords(fact.figure, before, {
    language: facts.language,
    measure: measureOf(indicator),
    unit,
    comparison: said.comparison ? { vi: '', en: '' } : comparisonWords(comparison),
  }).trimEnd();
  said.comparison = true;
  const amount = /\d[\d.,]*%?/.exec(text);
  if (!amount) return [plain(`, ${text}`)];
  const trace = traceOf(indicator, { ...facts, unitId: facts.unit.id });
  return [
    plain(`, ${text.slice(0, amount.index)}`),
    { kind: 'figure', text: amount[0], trace },
    plain(text.slice(amount.index + amount[0].length)),
  ];
};

const bracketed = /\[([^[\]]*)\]/;
const figuresIn = (template: string): string[] => [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
const realFigures = (template: string): string[] => figuresIn(template).filter((id) => id !== 'place');

const valueNow = (id: string, { by }: Telling): number | null => by.get(id)?.figure?.value ?? null;

/** Drops the bracketed parts that have a figure missing, or nothing but zeros to tell. */
const withoutGaps = (template: string, told: Telling): string => {
  const match = bracketed.exec(template);
  if (!match) return template;
  const inner = match[1] ?? '';
  const values = realFigures(inner).map((id) => valueNow(id, told));
  const kept = values.every((value) => value !== null) && values.some((value) => value !== 0);
  return withoutGaps(
    template.replace(match[0], () => (kept ? inner : '')),
    told,
  );
};

/** How a clause stands: it can be told, it has only zeros to tell, or a figure is missing. */
const standOf = (template: string, told: Telling): 'told' | 'zero' | 'missing' => {
  const values = realFigures(template.replaceAll(/\[[^[\]]*\]/g, '')).map((id) => valueNow(id, told));
  if (values.some((value) => value === null)) return 'missing';
  return values.every((value) => value === 0) ? 'zero' : 'told';
};

const put = (joiner: Joiner, template: string, told: Telling, said: Said): void => {
  for (const part of withoutGaps(template, told).split(/(\{~?\w+\})/)) {
    const [, tilde, id] = /^\{(~?)(\w+)\}$/.exec(part) ?? [];
    if (id === undefined) joiner.text(part);
    else if (id === 'place') joiner.text(told.place[told.facts.language]);
    else if (tilde) joiner.change(changeRuns(id, told, said));
    else {
      const run = figureRun(id, told);
      if (run) joiner.run(run);
    }
  }
};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const capitalised = (runs: readonly Run[]): Run[] =>
  runs.map((run, at) => (at === 0 && run.kind === 'text' ? { ...run, text: upperFirst(run.text) } : run));

/** The sentence with what is known; null when nothing of it is. A paragraph names its comparison once. */
const tell = (sentence: Sentence, told: Telling, said: Said): Run[] | null => {
  const { language } = told.facts;
  const clauses = sentence.clauses.map((clause) => clause[language]).filter((each) => standOf(each, told) === 'told');
  if (clauses.length === 0) return null;
  const joiner = joining();
  joiner.text(sentence.start?.[language] ?? '');
  for (const [at, clause] of clauses.entries()) {
    if (at > 0) joiner.text('; ');
    put(joiner, clause, told, said);
  }
  joiner.text('.');
  return capitalised(joiner.runs);
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const nothingWords = {
  flow: { vi: 'Trong kỳ không phát sinh: ', en: 'None in the period: ' },
  stock: { vi: 'Chưa có: ', en: 'None so far: ' },
} as const satisfies Record<string, Words>;

/** What was reported as 0: told in words, since "tổ chức 0 cuộc" is nobody's sentence. */
const tellZeros = (all: readonly Sentence[], told: Telling): Run[][] => {
  const { language } = told.facts;
  const ids = all
    .flatMap((sentence) => sentence.clauses.map((clause) => clause[language]))
    .filter((clause) => standOf(clause, told) === 'zero')
    .flatMap((clause) => realFigures(clause.replaceAll(/\[[^[\]]*\]/g, '')));
  return (['flow', 'stock'] as const).flatMap((kind) => {
    const names = ids
      .map(indicatorOfFigure)
      .filter((each) => (each.kind === 'F') === (kind === 'flow'))
      .map((each) => lowerFirst(each.words[language]));
    return names.length === 0 ? [] : [[plain(`${nothingWords[kind][language]}${names.join('; ')}.`)]];
  });
};

/** All paragraphs that a group's sentences give. */
export const tellAll = (all: readonly Sentence[], told: Telling): Run[][] => [
  ...all.flatMap((sentence) => {
    const runs = tell(sentence, told, { comparison: false });
    return runs ? [runs] : [];
  }),
  ...tellZeros(all, told),
];
