/** What officers write into a review by hand, and what they take into it from the words of reports. */
import { childrenOf, type Period } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { changedMeanwhile, notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import { foldWords } from '@app/contract/kernel/text.ts';
import { unknownBlock } from '@app/contract/review/problems.ts';
import type {
  addToReview,
  dropReviewAddition,
  dropReviewEdit,
  keepReviewEdit,
  listReviewWords,
  saveReviewEdit,
} from '@app/contract/review/routes.ts';
import { periodId, periodOfCode, periodOfId, sayPeriod } from '../../figures/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused } from '../../kernel/problem.ts';
import { type WordsOfReport, wordsForReview } from '../../reporting/index.ts';
import { askedBy, paragraphToday, type ReviewAsked } from '../actions.ts';
import { openReview } from '../gather.ts';
import { markOf } from './mark.ts';
import {
  addAdditions,
  addEdit,
  additionById,
  additionsOf,
  changeEdit,
  editById,
  editsOf,
  type ReviewKey,
  removeAddition,
  removeEdit,
} from './queries.ts';
import { sectionFor, whyNotEdit } from './rules.ts';
import { figuresOfWords } from './words.ts';

/** The review that a stored edit belongs to; the checks of its table and the contract name the same words. */
const askedOf = (of: { unitId: number; periodId: number; reading: string; language: string }): ReviewAsked => ({
  unitId: of.unitId,
  period: periodOfId(of.periodId).code,
  reading: of.reading as ReviewKey['reading'],
  language: of.language as ReviewKey['language'],
});

const by = ({ now, actor }: Ask) => ({ now, postId: actor.postId });

/** Writes a paragraph by hand. What was seen must be what the program writes today, so that no new figure is covered unseen. */
export const saveEdit = async (
  { body }: Input<typeof saveReviewEdit>,
  ask: Ask,
): Promise<Result<typeof saveReviewEdit>> => {
  const { block, seen, version, text, ...which } = body;
  await openReview(ask, { unitId: which.unit, period: periodOfCode(which.period) });
  must(whyNotEdit(ask.actor, which.unit));
  const today = await paragraphToday(ask, askedBy(which), block);
  const fromText = found(today.text, refuse(unknownBlock, {}));
  if (markOf(fromText) !== seen) throw new Refused(refuse(changedMeanwhile, {}));
  const { before, after } = await put(ask, { ...today, fromText }, { block, version, text });
  await ask.audit({
    action: 'review.saveReviewEdit',
    subject: `review:${which.unit}:${which.period}`,
    unitId: which.unit,
    before: { block, text: before },
    after: { block, text, reading: which.reading, language: which.language },
  });
  return after;
};

type Today = Awaited<ReturnType<typeof paragraphToday>> & { fromText: string };

const put = async (
  ask: Ask,
  { key, section, fromText }: Today,
  { block, version, text }: { block: string; version: number; text: string },
) => {
  if (version === 0) {
    const added = await addEdit(ask.tx, key, { block, section, text, fromText }, by(ask));
    return { before: fromText, after: found(added, refuse(changedMeanwhile, {})) };
  }
  const kept = (await editsOf(ask.tx, key)).find((each) => each.block === block);
  const edit = found(kept, refuse(changedMeanwhile, {}));
  const changed = await changeEdit(ask.tx, { id: edit.id, version }, { text, fromText }, by(ask));
  return { before: edit.text, after: found(changed, refuse(changedMeanwhile, {})) };
};

/** Keeps an own wording although the figures behind it have changed: from now on it is held against the new ones. */
export const keepEdit = async (
  { params, body }: Input<typeof keepReviewEdit>,
  ask: Ask,
): Promise<Result<typeof keepReviewEdit>> => {
  const edit = found(await editById(ask.tx, params.editId), refuse(notFound, {}));
  must(whyNotEdit(ask.actor, edit.unitId));
  const today = await paragraphToday(ask, askedOf(edit), edit.block);
  // Where the program writes nothing any more, the paragraph stands by itself from now on.
  const changed = await changeEdit(
    ask.tx,
    { id: edit.id, version: body.version },
    { fromText: today.text ?? '' },
    by(ask),
  );
  found(changed, refuse(changedMeanwhile, {}));
  await ask.audit({
    action: 'review.keepReviewEdit',
    subject: `review:${edit.unitId}:${askedOf(edit).period}`,
    unitId: edit.unitId,
    before: { block: edit.block, from: edit.fromText },
    after: { block: edit.block, text: edit.text, from: today.text },
  });
  return { done: true };
};

/** Takes back an own wording: what the program writes stands again. */
export const dropEdit = async (
  { params }: Input<typeof dropReviewEdit>,
  ask: Ask,
): Promise<Result<typeof dropReviewEdit>> => {
  const edit = found(await editById(ask.tx, params.editId), refuse(notFound, {}));
  must(whyNotEdit(ask.actor, edit.unitId));
  await removeEdit(ask.tx, edit.id);
  await ask.audit({
    action: 'review.dropReviewEdit',
    subject: `review:${edit.unitId}:${askedOf(edit).period}`,
    unitId: edit.unitId,
    before: { block: edit.block, text: edit.text },
  });
  return { done: true };
};

/** A period with every shorter one inside: a year is written about month by month. */
const withShorter = (period: Period): Period[] => [period, ...childrenOf(period).flatMap(withShorter)];

const wordsOf = async (ask: Ask, unitId: number, period: Period): Promise<WordsOfReport[]> => {
  const unit = await openReview(ask, { unitId, period });
  return wordsForReview(ask, { id: unit.id, isRoot: unit.level === 'nation' }, withShorter(period));
};

const reviewOf = (ask: Ask, which: ReviewAsked): Promise<Awaited<ReturnType<typeof additionsOf>>> =>
  additionsOf(ask.tx, {
    unitId: which.unitId,
    periodId: periodId(periodOfCode(which.period)),
    reading: which.reading,
    language: which.language,
  });

const PAGE = 20;
const keyOf = (report: number, section: string, at: number): string => `${report}:${section}:${at}`;

/** Paragraphs of the unit and of those below that may be taken into its review, own ones first; those taken are marked. */
export const listWords = async (
  { query }: Input<typeof listReviewWords>,
  ask: Ask,
): Promise<Result<typeof listReviewWords>> => {
  const period = periodOfCode(query.period);
  const all = await wordsOf(ask, query.unit, period);
  const taken = new Set(
    (await reviewOf(ask, askedBy(query))).map((row) => keyOf(row.sourceReportId, row.sourceSection, row.sourceAt)),
  );
  const words = foldWords(query.q);
  const fits = ({ text, unit }: WordsOfReport) =>
    words === '' || foldWords(text).includes(words) || foldWords(unit.fullName).includes(words);
  const found = all.filter(
    (each) => fits(each) && (query.section === undefined || sectionFor(each.section) === query.section),
  );
  const shown = found.slice((query.page - 1) * PAGE, query.page * PAGE);
  const figures = await figuresOfWords(ask, shown);
  return {
    found: found.length,
    words: shown.map((each) => ({
      report: each.reportId,
      revision: each.revision,
      section: each.section,
      at: each.at,
      into: sectionFor(each.section),
      unit: each.unit,
      isOwn: each.isOwn,
      period: sayPeriod(periodOfCode(each.period)).words,
      text: each.text,
      figures: { ...figures.get(each.line) },
      taken: taken.has(keyOf(each.reportId, each.section, each.at)),
    })),
  };
};

/** Takes paragraphs of reports into the sections of a review, in the order they were chosen. */
export const addWords = async ({ body }: Input<typeof addToReview>, ask: Ask): Promise<Result<typeof addToReview>> => {
  const { items, ...which } = body;
  const period = periodOfCode(which.period);
  const all = await wordsOf(ask, which.unit, period);
  must(whyNotEdit(ask.actor, which.unit));
  const rows = items.map((item) => {
    const words = found(
      all.find(({ reportId, section, at }) => reportId === item.report && section === item.section && at === item.at),
      refuse(notFound, {}),
    );
    if (words.revision !== item.revision) throw new Refused(refuse(changedMeanwhile, {}));
    return {
      section: item.into,
      text: words.text,
      sourceReportId: item.report,
      sourceRevision: item.revision,
      sourceSection: item.section,
      sourceAt: item.at,
    };
  });
  const { unitId, reading, language } = askedBy(which);
  const added = await addAdditions(ask.tx, { unitId, periodId: periodId(period), reading, language }, rows, by(ask));
  await ask.audit({
    action: 'review.addToReview',
    subject: `review:${which.unit}:${which.period}`,
    unitId: which.unit,
    after: { items, reading, language },
  });
  return { added };
};

/** Takes a paragraph of a report out of a review again. */
export const dropAddition = async (
  { params }: Input<typeof dropReviewAddition>,
  ask: Ask,
): Promise<Result<typeof dropReviewAddition>> => {
  const addition = found(await additionById(ask.tx, params.additionId), refuse(notFound, {}));
  must(whyNotEdit(ask.actor, addition.unitId));
  await removeAddition(ask.tx, addition.id);
  await ask.audit({
    action: 'review.dropReviewAddition',
    subject: `review:${addition.unitId}`,
    unitId: addition.unitId,
    before: { text: addition.text },
  });
  return { done: true };
};
