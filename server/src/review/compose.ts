/**
 * Composes the review report of a province or of the centre: from plain facts to a document tree, in the outline usual for
 * "báo cáo sơ kết, tổng kết" (style b of Decree 30/2020/NĐ-CP). No query, no clock: the same facts give the same paper.
 */
import type { Block, OfficialDocument, Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { type Group, groups } from '@app/contract/figures/catalogue.ts';
import type { Language, Words } from '@app/contract/kernel/words.ts';
import type { ReviewSection } from '@app/contract/review/routes.ts';
import { comparable, type ReviewFacts } from './facts.ts';
import { type Finding, limitsOf, requestsOf, strengthsOf, tasksOf } from './paper/assessment.ts';
import { figureTable, headlineChart } from './paper/figure-table.ts';
import { closingOf, frameOf } from './paper/head.ts';
import { type Telling, tellAll, telling } from './paper/phrase.ts';
import { sentences } from './paper/sentences.ts';
import { declarationsOf, openingOf, situationOf } from './paper/situation.ts';

/** A review report as a document tree. Months and quarters take the shorter outline. */
export const compose = (facts: ReviewFacts): OfficialDocument => {
  const told = telling(facts);
  const isShort = facts.period.kind === 'month' || facts.period.kind === 'quarter';
  return {
    ...frameOf(facts),
    blocks: [
      paragraph('opening', openingOf(facts)),
      ...numbered(isShort ? shortOutline(told) : longOutline(told), facts.language),
      paragraph('closing', [plain(closingOf(facts))]),
    ],
    annexes: [],
  };
};

/** The runs that are figures, wherever they stand: each has its trace. */
export const countFigures = (document: OfficialDocument): number => {
  const inRuns = (runs: readonly Run[]) => runs.filter((run) => run.kind === 'figure').length;
  const inBlock = (block: Block): number => {
    if (block.kind === 'paragraph' || block.kind === 'notice') return inRuns(block.runs);
    if (block.kind !== 'table') return 0;
    return [...block.head, ...block.rows].flatMap((row) => row.cells).reduce((sum, cell) => sum + inRuns(cell.runs), 0);
  };
  return document.blocks.reduce((sum, block) => sum + inBlock(block), 0);
};

type Section = { id: string; title: Words; blocks: Block[] };

const paragraph = (id: string, runs: Run[]): Block => ({ kind: 'paragraph', id, runs });
const heading = (id: string, at: number, title: string): Block => ({
  kind: 'heading',
  id,
  level: 2,
  number: `${at + 1}.`,
  title,
});
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'];

/** Sections with something to say, numbered in Roman. */
const numbered = (sections: readonly Section[], language: Language): Block[] =>
  sections
    .filter((section) => section.blocks.length > 0)
    .flatMap(({ id, title, blocks }, at): Block[] => [
      { kind: 'heading', id, level: 1, number: `${roman[at] ?? at + 1}.`, title: title[language] },
      ...blocks,
    ]);

const titles = {
  situation: { vi: 'Tình hình, đặc điểm', en: 'Situation' },
  leadership: { vi: 'Công tác lãnh đạo, chỉ đạo', en: 'Leadership and guidance' },
  results: { vi: 'Kết quả thực hiện', en: 'Results' },
  assessment: { vi: 'Đánh giá chung', en: 'Assessment' },
  strengths: { vi: 'Ưu điểm', en: 'Strengths' },
  limits: { vi: 'Tồn tại, hạn chế', en: 'Limits' },
  tasks: { vi: 'Phương hướng, nhiệm vụ', en: 'Tasks' },
  nextTasks: { vi: 'Nhiệm vụ kỳ tiếp theo', en: 'Tasks of the next period' },
  requests: { vi: 'Kiến nghị, đề xuất', en: 'Requests' },
} as const satisfies Record<string, Words>;

const longOutline = (told: Telling): Section[] => [
  { id: 'situation', title: titles.situation, blocks: situation(told) },
  { id: 'leadership', title: titles.leadership, blocks: leadership(told) },
  { id: 'results', title: titles.results, blocks: results(told, resultGroups) },
  { id: 'assessment', title: titles.assessment, blocks: assessment(told) },
  { id: 'tasks', title: titles.tasks, blocks: [...listed(tasksOf(told)), ...taken(told, 'tasks')] },
  { id: 'requests', title: titles.requests, blocks: [...listed(requestsOf(told)), ...taken(told, 'requests')] },
];

/** Paragraphs of reports that were taken up for a section. */
const taken = ({ facts }: Telling, section: ReviewSection): Block[] =>
  facts.added.filter((each) => each.section === section).map(({ id, runs }) => paragraph(id, [...runs]));

const shortOutline = (told: Telling): Section[] => [
  { id: 'results', title: titles.results, blocks: results(told, ['leadership', 'discipline', ...resultGroups]) },
  { id: 'limits', title: titles.limits, blocks: limits(told) },
  { id: 'tasks', title: titles.nextTasks, blocks: [...listed(tasksOf(told)), ...taken(told, 'tasks')] },
  // Months and quarters ask for nothing by themselves; what their reports ask for is passed on.
  { id: 'requests', title: titles.requests, blocks: taken(told, 'requests') },
];

const situation = ({ facts }: Telling): Block[] => {
  const [units, declared] = [situationOf(facts), declarationsOf(facts)];
  return [
    ...(units === null ? [] : [paragraph('situation-units', [plain(units)])]),
    ...(declared === null ? [] : [{ kind: 'notice' as const, id: 'situation-declared', runs: [plain(declared)] }]),
  ];
};

const paragraphsOf = (group: Group, told: Telling): Block[] =>
  tellAll(sentences[group], told).map((runs, at) => paragraph(`results-${group}-${at + 1}`, runs));

const leadership = (told: Telling): Block[] => {
  const blocks = [...paragraphsOf('leadership', told), ...paragraphsOf('discipline', told)];
  const nothing = paragraph('leadership-none', [plain(nothingToSay.leadership[told.facts.language])]);
  return blocks.length > 0 ? blocks : [nothing];
};

const resultGroups = ['outreach', 'models', 'forces', 'fire', 'festival', 'recognition', 'emulation'] as const;

/** Said once, where figures stand without their change. */
const uncompared = ({ facts, comparison }: Telling): Block[] => {
  const known = facts.figures.filter((each) => comparison && each.figure && each[comparison].figure);
  const apart = known.filter((each) => comparison && !comparable(each, comparison));
  const why = comparison === null ? 'noComparison' : apart.length === known.length ? 'allApart' : 'someApart';
  if (comparison !== null && apart.length === 0) return [];
  return [paragraph('results-comparison', [plain(resultsIntro[why][facts.language])])];
};

const resultsIntro = {
  allApart: {
    vi: 'Do số báo cáo đã có khác nhiều so với kỳ so sánh, các số liệu dưới đây chưa được so sánh.',
    en: 'The figures below rest on another share of reports than the earlier ones, so they are not compared.',
  },
  someApart: {
    vi: 'Số liệu có số báo cáo khác nhiều so với kỳ so sánh thì chưa được so sánh.',
    en: 'Figures that rest on another share of reports than the earlier ones are not compared.',
  },

  noComparison: {
    vi: 'Do không có số liệu kỳ trước, các số liệu dưới đây chưa được so sánh.',
    en: 'There is no figure for the earlier period, so the figures below are not compared.',
  },
  annex: {
    vi: 'Số liệu của từng đơn vị có trong phụ lục kèm theo.',
    en: 'The figures of each unit are in the annex.',
  },
} as const satisfies Record<string, Words>;

/** The groups one by one, the table of all figures, which may run over a page, and the chart, which may not. */
const results = (told: Telling, shown: readonly Group[]): Block[] => {
  const { facts } = told;
  const chart = headlineChart(told);
  const table = figureTable(told);
  const parts = shown
    .map((group) => ({ group, blocks: paragraphsOf(group, told) }))
    .filter((part) => part.blocks.length > 0);
  return [
    ...uncompared(told),
    ...parts.flatMap(({ group, blocks }, at) => [
      heading(`results-${group}`, at, groups[group][facts.language]),
      ...blocks,
    ]),
    ...taken(told, 'results'),
    ...(table ? [heading('results-figures', parts.length, table.caption ?? ''), withoutCaption(table)] : []),
    ...(chart ? [chart] : []),
    paragraph('results-annex', [plain(resultsIntro.annex[facts.language])]),
  ];
};

/** The heading above it already says what the table is. */
const withoutCaption = ({ caption: _, ...table }: NonNullable<ReturnType<typeof figureTable>>): Block => table;

const dashed = (findings: readonly Finding[]): Block[] =>
  findings.map(({ id, runs }) => paragraph(id, [plain('- '), ...runs]));

/** Numbered, unless there is but one. */
const listed = (findings: readonly Finding[]): Block[] =>
  findings.map(({ id, runs }, at) => paragraph(id, findings.length > 1 ? [plain(`${at + 1}. `), ...runs] : runs));

const nothingToSay = {
  leadership: {
    vi: 'Số liệu về văn bản, giao ban, kiểm tra, đôn đốc trong kỳ chưa được tổng hợp.',
    en: 'No figures on documents, briefings and inspections of the period have been collected.',
  },
  strengths: {
    vi: 'Phong trào được duy trì trên địa bàn; kết quả cụ thể nêu tại phần trên.',
    en: 'The movement was kept up; the results are given above.',
  },
  limits: {
    vi: 'Số liệu trong kỳ không cho thấy tồn tại về chế độ báo cáo.',
    en: 'The figures show no shortcoming in reporting.',
  },
} as const satisfies Record<string, Words>;

const otherwise = (kind: 'strengths' | 'limits', findings: Finding[], language: Language): Finding[] =>
  findings.length > 0 ? findings : [{ id: `${kind}-none`, runs: [plain(nothingToSay[kind][language])] }];

const limits = (told: Telling): Block[] => [
  ...dashed(otherwise('limits', limitsOf(told), told.facts.language)),
  ...taken(told, 'limits'),
];

const assessment = (told: Telling): Block[] => {
  const { language } = told.facts;
  return [
    heading('strengths', 0, titles.strengths[language]),
    ...dashed(otherwise('strengths', strengthsOf(told), language)),
    heading('limits', 1, titles.limits[language]),
    ...limits(told),
  ];
};
