/**
 * Composes the review report of a province or of the centre: from plain facts to a document tree, in the outline usual for
 * "báo cáo sơ kết, tổng kết" (style b of Decree 30/2020/NĐ-CP). No query, no clock: the same facts give the same paper.
 */
import type { Block, OfficialDocument, Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { type Group, groups } from '@app/contract/figures/catalogue.ts';
import { periodInSentence, sayDate } from '@app/contract/kernel/period.ts';
import { sayNumber, type Words } from '@app/contract/kernel/words.ts';
import { unitTypeWords, unitTypes } from '@app/contract/org/words.ts';
import { headlineOf, indicatorOfFigure, type ReviewFacts } from './facts.ts';
import { type Finding, limitsOf, requestsOf, strengthsOf, tasksOf } from './paper/assessment.ts';
import { desksTold, lineOfDesk, namesOf, shareOf, stateWords, subUnitWords } from './paper/completeness.ts';
import { figureTable, headlineChart } from './paper/figure-table.ts';
import { closingOf, frameOf, unitWords } from './paper/head.ts';
import { type Telling, tellAll, telling, traceOf } from './paper/phrase.ts';
import { sentences } from './paper/sentences.ts';

/** A review report as a document tree. */
export const compose = (facts: ReviewFacts): OfficialDocument => {
  const told = telling(facts);
  const isShort = facts.period.kind === 'month' || facts.period.kind === 'quarter';
  const blocks = [
    ...opening(told),
    ...numbered(isShort ? shortOutline(told) : longOutline(told)),
    paragraph('closing', [plain(closingOf(facts))]),
  ];
  return { ...frameOf(facts), blocks, annexes: [] };
};

type Section = { id: string; title: Words; blocks: Block[] };

const paragraph = (id: string, runs: Run[]): Block => ({ kind: 'paragraph', id, runs });
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI'];

/** Sections with something to say, numbered in Roman. */
const numbered =
  (sections: readonly Section[]) =>
  (language: 'vi' | 'en'): Block[] =>
    sections
      .filter((section) => section.blocks.length > 0)
      .flatMap(({ id, title, blocks }, at) => [
        { kind: 'heading', id, level: 1, number: `${roman[at]}.`, title: title[language] },
        ...blocks,
      ]);
