import type { KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { type CivilDate, compareDates } from '@app/contract/kernel/period.ts';
import { type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { notAllowed } from '@app/contract/kernel/problems.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import {
  alreadyEnded,
  asksForPersonsInName,
  categoryTwice,
  endsInPast,
  nameTaken,
  notBrokenDown,
  notYourIndicator,
  partsNeeded,
  partsUnlike,
  shippedIndicator,
  tooManyAdded,
} from '@app/contract/reporting/design/problems.ts';
import { asksForPersons } from '../form/persons/rules.ts';

/** Who designs what is asked: the standing agency above, for everybody at the centre, for its subtree at a province. */
export type Designer = { does: ReadonlySet<string>; allUnits: boolean; unitId: number };

/** For whose subtree a post designs; null: for everybody. */
export const ownerOf = ({ allUnits, unitId }: Pick<Designer, 'allUnits' | 'unitId'>): number | null =>
  allUnits ? null : unitId;

export const whyNotDesign = (designer: Pick<Designer, 'does'>): Refusal | null =>
  designer.does.has('design') ? null : refuse(notAllowed, {});

/** A unit that goes on adding instead of using what is there makes every total longer to no use. */
const MOST_ADDED = 300;

export const whyNotMany = (added: number, more: number): Refusal | null =>
  added + more > MOST_ADDED ? refuse(tooManyAdded, { most: MOST_ADDED }) : null;

/** What somebody asks to be added: one name, and what it counts. */
export type Wanted = {
  kind: KnownIndicator['kind'];
  words: Words;
  unit: Words;
  part: KnownIndicator | null;
  whole: KnownIndicator | null;
  breakdown: { by: Words; categories: readonly Words[] } | null;
};

const same = (one: string, other: string): boolean => foldAccents(one.trim()) === foldAccents(other.trim());

/** Why names cannot be given: they ask for persons, or the catalogue has them already. */
export const whyNotNamed = (
  said: readonly Words[],
  names: readonly Words[],
  known: readonly Pick<KnownIndicator, 'words'>[],
): Refusal | null => {
  const personal = [...said, ...names].flatMap(({ vi, en }) => [vi, en]).find(asksForPersons);
  if (personal !== undefined) return refuse(asksForPersonsInName, { words: personal });
  const taken = names.find(({ vi }) => known.some(({ words }) => same(words.vi, vi)));
  return taken ? refuse(nameTaken, { words: taken.vi }) : null;
};

const twice = (words: readonly Words[]): Words | undefined =>
  words.find(({ vi }, at) => words.findIndex((other) => same(other.vi, vi)) !== at);

/** Why categories cannot stand beside each other. */
export const whyNotCategories = (categories: readonly Words[]): Refusal | null => {
  const found = twice(categories);
  return found ? refuse(categoryTwice, { words: found.vi }) : null;
};

/** Whether something can be counted by categories: it is typed, or itself a sum of what is typed. */
export const whyNotBreakDown = (indicator: Pick<KnownIndicator, 'kind' | 'derived'>): Refusal | null =>
  (indicator.kind === 'F' || indicator.kind === 'S') && !indicator.derived ? null : refuse(notBrokenDown, {});

/** Why an indicator cannot be added as it is asked for. */
export const whyNotAdd = (wanted: Wanted, known: readonly KnownIndicator[], added: number): Refusal | null => {
  const { kind, words, unit, part, whole, breakdown } = wanted;
  const categories = breakdown?.categories ?? [];
  const many = whyNotMany(added, 1 + categories.length);
  if (many) return many;
  const named = whyNotNamed([unit, ...(breakdown ? [breakdown.by] : []), ...categories], [words], known);
  if (named) return named;
  if (breakdown) return whyNotBreakDown({ kind }) ?? whyNotCategories(categories);
  return kind === 'R' || kind === 'A' ? whyNotParts(part, whole) : null;
};

/** The parts of a ratio or an average add up alike, on one line; else their quotient at a province would mean nothing. */
const whyNotParts = (part: KnownIndicator | null, whole: KnownIndicator | null): Refusal | null => {
  if (!part || !whole || part.id === whole.id) return refuse(partsNeeded, {});
  const alike = part.kind === whole.kind && part.line === whole.line && part.share === whole.share;
  return alike && (part.kind === 'F' || part.kind === 'S') ? null : refuse(partsUnlike, {});
};

/** Why the words of an indicator cannot be corrected, or it cannot be ended, by this post; `added` is null for one that ships. */
export const whyNotChange = (designer: Designer, added: { ownerUnitId: number | null } | null): Refusal | null => {
  if (!designer.does.has('design')) return refuse(notAllowed, {});
  if (!added) return refuse(shippedIndicator, {});
  return added.ownerUnitId === ownerOf(designer) ? null : refuse(notYourIndicator, {});
};

export const whyNotEnd = (
  designer: Designer,
  added: { ownerUnitId: number | null; validTo: CivilDate | null } | null,
): Refusal | null => whyNotChange(designer, added) ?? (added?.validTo ? refuse(alreadyEnded, {}) : null);

export const whyNotEndOn = (from: CivilDate, today: CivilDate): Refusal | null =>
  compareDates(from, today) < 0 ? refuse(endsInPast, {}) : null;
