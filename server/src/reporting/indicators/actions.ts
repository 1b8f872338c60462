/** Indicators added while the program runs: by the centre for everybody, by a province for its subtree. */
import { indicatorOf, type KnownIndicator, shippedCatalogue } from '@app/contract/figures/catalogue.ts';
import { unknownIndicator } from '@app/contract/figures/problems.ts';
import { todayInVietnam } from '@app/contract/kernel/period.ts';
import { refuse } from '@app/contract/kernel/problem.ts';
import { notFound } from '@app/contract/kernel/problems.ts';
import type { Input, Result } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type {
  addIndicator,
  breakDownIndicator,
  correctIndicator,
  endIndicator,
  getDesign,
} from '@app/contract/reporting/design/routes.ts';
import {
  type AddedRow,
  addedRows,
  addIndicators,
  countAdded,
  foreignIndicator,
  type NewIndicator,
  storeEnd,
  storeWords,
  toIndicator,
} from '../../figures/index.ts';
import { postTitles } from '../../identity/index.ts';
import type { Ask } from '../../kernel/ask.ts';
import { found, must, Refused, sayWhyNot } from '../../kernel/problem.ts';
import { unitById } from '../../org/index.ts';
import { ownerAnswer, ownersOf } from '../form/design/owner.ts';
import { newestForms } from '../form/design/queries.ts';
import * as rules from './rules.ts';

/** Both languages; what is not said in English stands in Vietnamese. */
export const bothWords = ({ vi, en }: Words): Words => ({ vi, en: en === '' ? vi : en });

const percent: Words = { vi: '%', en: '%' };

/** The catalogue as the asking post may know it. */
const visibleCatalogue = async (ask: Ask): Promise<KnownIndicator[]> => [
  ...shippedCatalogue,
  ...(await addedRows(ask.tx)).map(toIndicator),
];

const part = async (ask: Ask, id: string | null): Promise<KnownIndicator | null> => {
  if (id === null) return null;
  const indicator = indicatorOf(id);
  if (!indicator || (await foreignIndicator(ask.tx, [id])))
    throw new Refused(refuse(unknownIndicator, { indicator: id }));
  return indicator;
};

const adding = (ask: Ask) => ({
  ownerUnitId: rules.ownerOf(ask.actor),
  postId: ask.actor.postId,
  now: ask.now,
  today: todayInVietnam(ask.now),
});

/** Adds an indicator and, where it is broken down, one for each category. */
export const addToCatalogue = async (
  { body }: Input<typeof addIndicator>,
  ask: Ask,
): Promise<Result<typeof addIndicator>> => {
  must(rules.whyNotDesign(ask.actor));
  const quotient = body.kind === 'R' || body.kind === 'A';
  const parts = quotient
    ? { part: await part(ask, body.part), whole: await part(ask, body.whole) }
    : { part: null, whole: null };
  const words = bothWords(body.words);
  const unit = body.kind === 'R' ? percent : bothWords(body.unit);
  const breakdown = body.breakdown && {
    how: body.breakdown.how,
    by: bothWords(body.breakdown.by),
    categories: body.breakdown.categories.map(bothWords),
  };
  const known = await visibleCatalogue(ask);
  const owner = rules.ownerOf(ask.actor);
  must(rules.whyNotAdd({ kind: body.kind, words, unit, ...parts, breakdown }, known, await countAdded(ask.tx, owner)));
  const { group, kind, source } = body;
  const first: NewIndicator = {
    group,
    words,
    unit,
    kind,
    source,
    // A quotient is read where its parts are.
    share: parts.part?.share ?? (kind === 'B' ? 'one' : body.share),
    line: parts.part?.line ?? body.line,
    decimals: kind === 'B' ? 0 : body.decimals,
    public: body.public,
    ...(parts.part && parts.whole && { part: parts.part.id, whole: parts.whole.id }),
    ...(kind === 'R' && { partOf: body.partOf }),
  };
  const categories = breakdown ? categoriesOf(first, breakdown) : [];
  const ids = await addIndicators(ask.tx, [first, ...categories], adding(ask), (all, at) => {
    if (!breakdown) return {};
    const [whole = '', ...inside] = all;
    if (at === 0) return breakdown.how === 'sum' ? { sumOf: inside } : {};
    const category = breakdown.categories[at - 1] ?? words;
    const of = { breakdown: { of: whole, by: breakdown.by, category } };
    return breakdown.how === 'sum' ? of : { ...of, within: whole };
  });
  await ask.audit(
    ids.map((id, at) => ({
      action: 'reporting.addIndicator',
      ...about(id, owner, [first, ...categories][at]?.words.vi),
    })),
  );
  return { ids };
};

/** What every entry of the audit says about an indicator. */
const about = (id: string, owner: number | null, words: string | undefined, more: object = {}) => ({
  subject: `indicator:${id}`,
  unitId: owner,
  after: { words, ...more },
});

const categoriesOf = (whole: NewIndicator, { categories }: { categories: readonly Words[] }): NewIndicator[] =>
  categories.map((category) => ({
    ...whole,
    words: { vi: `${whole.words.vi} – ${category.vi}`, en: `${whole.words.en} – ${category.en}` },
  }));

/** Breaks an indicator down that others use already: its own cell stays typed, each category is an "of which" of it. */
export const breakDown = async (
  { params, body }: Input<typeof breakDownIndicator>,
  ask: Ask,
): Promise<Result<typeof breakDownIndicator>> => {
  const whole = found(await visible(ask, params.indicatorId), refuse(notFound, {}));
  must(rules.whyNotDesign(ask.actor));
  const [by, categories] = [bothWords(body.by), body.categories.map(bothWords)];
  const owner = rules.ownerOf(ask.actor);
  const { group, unit, kind, share, line, decimals, public: open, source } = whole;
  const made = categoriesOf(
    { group, words: whole.words, unit, kind, share, line, decimals, public: open, source },
    { categories },
  );
  must(
    rules.whyNotBreakDown(whole) ??
      rules.whyNotCategories(categories) ??
      rules.whyNotNamed(
        [by, ...categories],
        made.map(({ words }) => words),
        await visibleCatalogue(ask),
      ) ??
      rules.whyNotMany(await countAdded(ask.tx, owner), made.length),
  );
  const ids = await addIndicators(ask.tx, made, adding(ask), (_, at) => ({
    within: whole.id,
    breakdown: { of: whole.id, by, category: categories[at] ?? by },
  }));
  await ask.audit(
    ids.map((id, at) => ({ action: 'reporting.breakDownIndicator', ...about(id, owner, made[at]?.words.vi) })),
  );
  return { ids };
};

const visible = async (ask: Ask, id: string): Promise<KnownIndicator | null> => {
  const indicator = indicatorOf(id);
  return indicator && !(await foreignIndicator(ask.tx, [id])) ? indicator : null;
};

const rowOf = async (ask: Ask, id: string): Promise<AddedRow | null> => {
  const row = (await addedRows(ask.tx)).find((each) => each.id === id);
  if (!row && !(await visible(ask, id))) throw new Refused(refuse(notFound, {}));
  return row ?? null;
};

/** Corrects how an added indicator is called; what it counts stays for ever, since figures stand under it. */
export const correct = async (
  { params, body }: Input<typeof correctIndicator>,
  ask: Ask,
): Promise<Result<typeof correctIndicator>> => {
  const row = await rowOf(ask, params.indicatorId);
  must(rules.whyNotChange(ask.actor, row));
  if (!row) throw new Error('a shipped indicator is refused above');
  const now = { words: bothWords(body.words), unitWords: bothWords(body.unit), source: body.source };
  const others = (await visibleCatalogue(ask)).filter(({ id }) => id !== row.id);
  must(rules.whyNotNamed([now.unitWords], [now.words], others));
  await storeWords(ask.tx, row.id, now);
  // Categories are called after what they are parts of.
  for (const each of (await addedRows(ask.tx)).filter(({ facts }) => facts.breakdown?.of === row.id)) {
    const category = each.facts.breakdown?.category ?? each.words;
    if (each.words.vi !== `${row.words.vi} – ${category.vi}` || each.ownerUnitId !== row.ownerUnitId) continue;
    const words = { vi: `${now.words.vi} – ${category.vi}`, en: `${now.words.en} – ${category.en}` };
    await storeWords(ask.tx, each.id, { ...now, words });
  }
  await ask.audit({
    action: 'reporting.correctIndicator',
    subject: `indicator:${row.id}`,
    unitId: row.ownerUnitId,
    before: { words: row.words.vi, unit: row.unitWords.vi, source: row.source },
    after: { words: now.words.vi, unit: now.unitWords.vi, source: now.source },
  });
  return { done: true };
};

/** Ends an added indicator for new forms; with a sum end the categories it adds up. */
export const end = async (
  { params, body }: Input<typeof endIndicator>,
  ask: Ask,
): Promise<Result<typeof endIndicator>> => {
  const row = await rowOf(ask, params.indicatorId);
  must(rules.whyNotEnd(ask.actor, row));
  must(rules.whyNotEndOn(body.from, ask.today));
  if (!row) throw new Error('a shipped indicator is refused above');
  await storeEnd(ask.tx, [row.id, ...(row.facts.sumOf ?? [])], body.from);
  await ask.audit({
    action: 'reporting.endIndicator',
    ...about(row.id, row.ownerUnitId, row.words.vi, { validTo: body.from }),
  });
  return { done: true };
};

/** What has been added to the catalogue, by whom, and which forms ask for what. */
export const showDesign = async (_: unknown, ask: Ask): Promise<Result<typeof getDesign>> => {
  const rows = await addedRows(ask.tx);
  const titles = await postTitles(
    ask.tx,
    rows.map(({ addedBy }) => addedBy),
  );
  const owner = rules.ownerOf(ask.actor);
  const owners = await ownersOf(ask, [...rows.map(({ ownerUnitId }) => ownerUnitId), owner]);
  const usedIn: Record<string, string[]> = {};
  for (const { code, content } of await newestForms(ask.tx))
    for (const { indicator } of content.sections.flatMap(({ rows: inside }) => inside))
      usedIn[indicator] = [...(usedIn[indicator] ?? []), code];
  const unit = owner === null ? null : await unitById(ask.tx, owner, ask.today);
  return {
    owner: ownerAnswer(owners, owner),
    codePrefix: unit?.code ? `${unit.code}-` : '',
    added: rows.map((row) => ({
      id: row.id,
      owner: ownerAnswer(owners, row.ownerUnitId),
      source: row.source,
      validFrom: row.validFrom,
      validTo: row.validTo,
      addedAt: row.addedAt.toISOString(),
      addedBy: row.addedBy === null ? null : (titles.get(row.addedBy) ?? null),
      whyNot: {
        correctIndicator: sayWhyNot(rules.whyNotChange(ask.actor, row)),
        endIndicator: sayWhyNot(rules.whyNotEnd(ask.actor, row)),
      },
    })),
    usedIn,
    whyNot: { addIndicator: sayWhyNot(rules.whyNotDesign(ask.actor)) },
  };
};
