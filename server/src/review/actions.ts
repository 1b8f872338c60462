import type { OfficialDocument } from '@app/contract/documents/tree.ts';
import { periodInSentence, periodName } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import type { FileAnswer, Input, Result } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import { nothingToReport, renderingFailed } from '@app/contract/review/problems.ts';
import type { getReview, ReviewSection } from '@app/contract/review/routes.ts';
import {
  type DocumentFormat,
  paperMayFollow,
  RenderError,
  type RenderedFiles,
  renderInWorker,
} from '../documents/index.ts';
import { periodId, periodOfCode, sayPeriod } from '../figures/index.ts';
import type { Ask } from '../kernel/ask.ts';
import { Refused, sayWhyNot } from '../kernel/problem.ts';
import { sourcesByReport } from '../reporting/index.ts';
import { composeAnnex } from './annex.ts';
import { compose, countFigures } from './compose.ts';
import { markOf } from './edit/mark.ts';
import { additionsOf, editsOf, type ReviewKey } from './edit/queries.ts';
import { applyEdits, sectionOfBlock, textOf, whyNotEdit } from './edit/rules.ts';
import type { ReviewFacts } from './facts.ts';
import { gatherFacts, type ReviewQuestion } from './gather.ts';
import { remarksOf } from './paper/assessment.ts';

export type ReviewAsked = Omit<ReviewQuestion, 'period'> & { period: string };

const factsFor = async (ask: Ask, asked: ReviewAsked): Promise<ReviewFacts> => {
  const facts = await gatherFacts(ask, { ...asked, period: periodOfCode(asked.period) });
  if (facts.figures.every((each) => each.figure === null)) throw new Refused(refuse(nothingToReport, {}));
  return facts;
};

/** Which review the facts are of. */
const keyOf = ({ unit, period, reading, language }: ReviewFacts): ReviewKey => ({
  unitId: unit.id,
  periodId: periodId(period),
  reading,
  language,
});

/** The paper as the program writes it, and as officers have written it further. */
const writeFor = async (ask: Ask, asked: ReviewAsked) => {
  const facts = await factsFor(ask, asked);
  const generated = compose(facts);
  const { blocks, said } = applyEdits(generated.blocks, await editsOf(ask.tx, keyOf(facts)));
  return { facts, generated, document: { ...generated, blocks }, said };
};

/**
 * The review report of a province or the centre as a document tree, with what is missing before it can be signed.
 * Refuses `figures.unknown-period`, `kernel.not-found` (also for what the post may not see), `review.nothing-to-report`.
 */
export const composeReview = async (ask: Ask, asked: ReviewAsked): Promise<Result<typeof getReview>> => {
  const { facts, generated, document, said } = await writeFor(ask, asked);
  const additions = await additionsOf(ask.tx, keyOf(facts));
  const sources = await sourcesByReport(ask, [...new Set(additions.map((row) => row.sourceReportId))]);
  paperMayFollow();
  return {
    title: titleOf(facts),
    figures: countFigures(document),
    document,
    remarks: remarksOf(facts),
    marks: Object.fromEntries(
      generated.blocks.flatMap((block) => (block.kind === 'paragraph' ? [[block.id, markOf(textOf(block))]] : [])),
    ),
    edits: said,
    additions: additions.flatMap((row) => {
      const source = sources.get(row.sourceReportId);
      return source
        ? [
            {
              id: row.id,
              block: `added-${row.id}`,
              // The check of the table and the contract name the same sections.
              section: row.section as ReviewSection,
              source: { fullName: source.fullName, period: sayPeriod(periodOfCode(source.period)).words },
            },
          ]
        : [];
    }),
    whyNot: { editReview: sayWhyNot(whyNotEdit(ask.actor, facts.unit.id)) },
  };
};

/** What the program writes at a paragraph today, for an edit of it; the mark says whether that is what was seen. */
export const paragraphToday = async (ask: Ask, asked: ReviewAsked, block: string) => {
  const { facts, generated } = await writeFor(ask, asked);
  const found = generated.blocks.find((each) => each.kind === 'paragraph' && each.id === block);
  return {
    key: keyOf(facts),
    text: found?.kind === 'paragraph' ? textOf(found) : null,
    section: sectionOfBlock(generated.blocks, block),
  };
};

const titleOf = ({ period }: ReviewFacts) => {
  const name = periodName(period, 'vi');
  return {
    vi: `Báo cáo ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    en: `Report on ${periodInSentence(period, 'en')}`,
  };
};

const slugOf = ({ unit, period }: ReviewFacts): string => {
  const place = foldAccents(unit.name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${place}-${period.code
    .toLowerCase()
    .replace(/-y$/, '')
    .replace(/-m(?=\d)/, '-')
    .replace(/[^a-z0-9]+/g, '-')}`;
};

const fileWords = {
  document: { vi: 'bao-cao', en: 'report' },
  annex: { vi: 'phu-luc', en: 'annex' },
} as const;

/**
 * The review report as files, made in the rendering thread; `baseUrl` is where the links of the figures lead.
 * Refuses as `composeReview` does, and `review.rendering-failed`.
 */
export const renderReview = async (
  ask: Ask,
  asked: ReviewAsked,
  formats: readonly DocumentFormat[],
  baseUrl: string,
): Promise<(FileAnswer & { format: DocumentFormat })[]> => {
  return filesOf(await writeFor(ask, asked), formats, baseUrl);
};

type Written = { facts: ReviewFacts; document: OfficialDocument };

const filesOf = async ({ facts, document }: Written, formats: readonly DocumentFormat[], baseUrl: string) => {
  const files = await render({ facts, document }, formats, baseUrl);
  return formats.flatMap((format) => {
    const content = files[format];
    const name = `${fileWords[format === 'xlsx' ? 'annex' : 'document'][facts.language]}-${slugOf(facts)}.${format}`;
    return content ? [{ format, name, content }] : [];
  });
};

const render = async (
  { facts, document }: Written,
  formats: readonly DocumentFormat[],
  baseUrl: string,
): Promise<RenderedFiles> => {
  try {
    return await renderInWorker({
      document,
      ...(formats.includes('xlsx') ? { annex: composeAnnex(facts) } : {}),
      formats: [...formats],
      baseUrl,
    });
  } catch (error) {
    if (error instanceof RenderError) throw new Refused(refuse(renderingFailed, {}));
    throw error;
  }
};

/** What the query of a route asks for. */
export const askedBy = ({ unit, period, reading, language }: Input<typeof getReview>['query']): ReviewAsked => ({
  unitId: unit,
  period,
  reading,
  language,
});

/** One file of the report, for its download: the facts are read at once, the file is made after the transaction. */
export const download =
  (format: DocumentFormat) =>
  async (
    { query }: { query: Input<typeof getReview>['query'] },
    ask: Ask,
    { request }: { request: { protocol: string; host: string } },
  ): Promise<() => Promise<FileAnswer>> => {
    const written = await writeFor(ask, askedBy(query));
    return async () => {
      const [file] = await filesOf(written, [format], `${request.protocol}://${request.host}`);
      if (!file) throw new Refused(refuse(renderingFailed, {}));
      return { name: file.name, content: file.content };
    };
  };
