/** Notes and narrative that stand a second time. */
import type { Evidence } from '@app/contract/reporting/signals/evidence.ts';
import type { Setting } from '@app/contract/reporting/signals/kinds.ts';
import type { Case, Member, Text } from '../case.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

/** A text as its runs of three syllables; digits are left aside, so that another month's number does not make it new. */
type Read = { syllables: number; runs: ReadonlySet<string> };

const kept = new WeakMap<Text, Read>();
const read = (text: Text): Read => {
  const known = kept.get(text);
  if (known) return known;
  const syllables = text.text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\d+/g, '#')
    .split(/[^\p{L}\p{M}#]+/u)
    .filter((each) => each !== '');
  const runs = new Set(syllables.slice(2).map((each, at) => `${syllables[at]} ${syllables[at + 1]} ${each}`));
  const made = { syllables: syllables.length, runs };
  kept.set(text, made);
  return made;
};

/** How much of two texts is the same, in percent. */
const likeness = (one: Read, other: Read): number => {
  const [small, large] = one.runs.size <= other.runs.size ? [one, other] : [other, one];
  if (large.runs.size === 0 || small.runs.size * 2 < large.runs.size) return 0;
  let shared = 0;
  for (const run of small.runs) if (large.runs.has(run)) shared += 1;
  return Math.floor((100 * shared) / (small.runs.size + large.runs.size - shared));
};

/** From so many units on, and this part of them, a wording was given by the superior. */
const GIVEN_BY = 4;
const GIVEN_SHARE = 0.25;
const SHOWN = 160;

/** Longer texts that stood in an earlier period, or at a unit that had sent before. */
export const textCopied = (of: Case, members: readonly Member[], { thresholds }: Setting): Of<'text-copied'> | null => {
  const least = thresholds['share'] ?? 100;
  const others = members.filter(({ unitId }) => unitId !== of.unitId);
  const texts = of.sheet.texts.flatMap((text) => {
    const mine = read(text);
    if (mine.syllables < (thresholds['words'] ?? 0)) return [];
    const alike = (candidates: readonly Text[]): number =>
      candidates.reduce((best, each) => Math.max(best, likeness(mine, read(each))), 0);
    const atOthers = others.flatMap((member) => {
      const share = alike(member.sheet.texts);
      return share >= least ? [{ member, share }] : [];
    });
    const withTexts = others.filter(({ sheet }) => sheet.texts.length > 0).length;
    if (atOthers.length >= Math.max(GIVEN_BY, GIVEN_SHARE * withTexts)) return [];
    const found = [
      ...of.before.map((sheet) => ({ share: alike(sheet.texts), period: sheet.period, unitId: null })),
      ...atOthers
        .filter(({ member }) => member.sentAt <= of.sentAt && (member.sentAt < of.sentAt || member.unitId < of.unitId))
        .map(({ member, share }) => ({ share, period: null, unitId: member.unitId })),
    ]
      .filter(({ share }) => share >= least)
      .toSorted((one, other) => other.share - one.share)[0];
    if (!found) return [];
    return [{ where: text.where, words: mine.syllables, ...found, beginning: text.text.slice(0, SHOWN) }];
  });
  return texts.length > 0 ? { kind: 'text-copied', texts } : null;
};
