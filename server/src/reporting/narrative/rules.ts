import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { average, ratio } from '@app/contract/kernel/combine.ts';
import type { Figure } from '@app/contract/kernel/figure.ts';
import { type FieldFault, type Refusal, refuse } from '@app/contract/kernel/problem.ts';
import { say, type Words } from '@app/contract/kernel/words.ts';
import {
  sectionMissing,
  sectionNotBrought,
  textTooLong,
  unknownFigure,
  unknownSection,
  wordsNotRight,
} from '@app/contract/reporting/narrative/problems.ts';
import {
  addressed,
  type FigurePairs,
  figureKey,
  LONGEST_SECTION,
  paragraphsOf,
  piecesOf,
  type Reference,
} from '@app/contract/reporting/narrative/references.ts';
import type { CellInput } from '@app/contract/reporting/routes.ts';
import { type Form, indicatorsOf } from '../form/rules.ts';
import type { NarrativeSection } from '../form/shipped.ts';

export type Texts = Readonly<Record<string, string>>;

/** The usual outline of a report: NĐ 09/2019/NĐ-CP Art. 8 and 13 ask for one, this is the one in use. */
const usual = (required: boolean): readonly NarrativeSection[] => [
  { key: 'results', title: { vi: 'Kết quả', en: 'Results' }, required },
  { key: 'limits', title: { vi: 'Tồn tại, hạn chế', en: 'Limits' }, required: false },
  { key: 'causes', title: { vi: 'Nguyên nhân', en: 'Causes' }, required: false },
  { key: 'proposals', title: { vi: 'Kiến nghị, đề xuất', en: 'Proposals' }, required: false },
  { key: 'directions', title: { vi: 'Phương hướng kỳ tới', en: 'Directions' }, required: false },
];

/** The sections of words of a form: its own, else the usual five; the results of a year must be written. */
export const sectionsOf = (form: Pick<Form, 'content' | 'periodKind'>): readonly NarrativeSection[] =>
  form.content.narrative ?? usual(form.periodKind === 'year');

/** The texts of a form whose sections are named by key or by title, in either language; what is no section keeps its name. */
export const textsByKey = (form: Pick<Form, 'content' | 'periodKind'>, named: Texts): Texts => {
  const plain = (text: string) => text.normalize('NFC').trim().toLowerCase();
  const keyOf = (name: string) =>
    sectionsOf(form).find(({ key, title }) => [key, title.vi, title.en].map(plain).includes(plain(name)))?.key ?? name;
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, text]) => (text.trim() === '' ? [] : [[keyOf(name), text]])),
  );
};

export const titleOfSection = (form: Pick<Form, 'content' | 'periodKind'>, key: string): Words =>
  sectionsOf(form).find((section) => section.key === key)?.title ?? { vi: key, en: key };

/** Every reference of some texts, each thing asked of the ledger once. */
export const referencesIn = (texts: Texts): Reference[] => {
  const found = new Map<string, Reference>();
  for (const text of Object.values(texts))
    for (const piece of piecesOf(text))
      if (piece.kind === 'reference' && piece.reference) found.set(figureKey(piece.reference), piece.reference);
  return [...found.values()];
};

const faultAt = (path: string, code: string, says: Words): FieldFault => ({ path, code, says });
const filled = (says: Words, data: Record<string, string | Words>): Words => ({
  vi: say(says, 'vi', data),
  en: say(says, 'en', data),
});

/**
 * What is wrong with the words of a report, by section: sections the form does not have, and references that name no figure
 * the asking post may see. A reference without address names an indicator of the form.
 */
export const faultsOfTexts = (form: Form, texts: Texts, known: FigurePairs): FieldFault[] => {
  const keys = new Set(sectionsOf(form).map((section) => section.key));
  const own = new Set(indicatorsOf(form));
  const isKnown = (reference: Reference | null): boolean =>
    reference !== null &&
    indicatorOf(reference.indicator) !== undefined &&
    (reference.at ? figureKey(reference) in known : own.has(reference.indicator));
  return Object.entries(texts).flatMap(([key, text]) => {
    if (!keys.has(key))
      return [faultAt(`texts.${key}`, unknownSection.code, filled(unknownSection.says, { section: key }))];
    const wrong = piecesOf(text).find((piece) => piece.kind === 'reference' && !isKnown(piece.reference));
    return wrong
      ? [faultAt(`texts.${key}`, unknownFigure.code, filled(unknownFigure.says, { reference: wrong.text }))]
      : [];
  });
};

/** Why words cannot be kept; null when they can. */
export const whyNotKeepTexts = (form: Form, texts: Texts, known: FigurePairs): Refusal | null => {
  const faults = faultsOfTexts(form, texts, known);
  return faults.length > 0 ? refuse(wordsNotRight, { count: faults.length }, faults) : null;
};

const whyNotWithout = (
  problem: typeof sectionMissing | typeof sectionNotBrought,
  form: Form,
  texts: Texts,
  isNil: boolean,
): Refusal | null => {
  const missing = isNil
    ? []
    : sectionsOf(form).filter(({ key, required }) => required && (texts[key] ?? '').trim() === '');
  return missing.length === 0
    ? null
    : refuse(
        wordsNotRight,
        { count: missing.length },
        missing.map(({ key, title }) =>
          faultAt(`narrative.${key}`, problem.code, filled(problem.says, { section: title })),
        ),
      );
};

/** Why a report cannot be sent with these words: a section that its form asks for is empty. A nil report needs none. */
export const whyNotSendTexts = (form: Form, texts: Texts, isNil: boolean): Refusal | null =>
  whyNotWithout(sectionMissing, form, texts, isNil);

/** The same of a report that comes with those of other units, whose sender may have no field to write in: it is told where words go. */
export const whyNotBringTexts = (form: Form, texts: Texts, isNil: boolean): Refusal | null =>
  whyNotWithout(sectionNotBrought, form, texts, isNil);

/** A figure from the cells of a report as they are typed: a ratio or average from its parts, the rest as it stands. */
export const figureOfCells = (id: string, cells: Readonly<Record<string, CellInput>>): Figure | null => {
  const indicator = indicatorOf(id);
  const cell = cells[id];
  if (indicator?.kind === 'R' || indicator?.kind === 'A') {
    const [part, whole] = [indicator.part, indicator.whole].map((each) =>
      each === undefined ? null : figureOfCells(each, cells),
    );
    return (indicator.kind === 'R' ? ratio : average)(part ?? null, whole ?? null);
  }
  return cell && cell.value !== null ? { value: cell.value, precision: cell.precision } : null;
};

/** A paragraph that is taken up stands at the end of the section; why it does not fit there. */
export const withParagraphs = (text: string, more: readonly string[]): string =>
  [text.trim(), ...more].filter((part) => part !== '').join('\n');

export const whyNotLonger = (text: string): Refusal | null =>
  text.length > LONGEST_SECTION ? refuse(textTooLong, { most: LONGEST_SECTION }) : null;

/** Where a paragraph came from, and what stands there today. */
export type TakenSource = { sourceText: string; sourceAt: number };
export type SourceToday = { texts: Texts; section: string; at: { unit: string; period: string } };

/** Whether a source still says what was taken up from it, and what it says there now, its figures with their address. */
export const sinceTaken = (taken: TakenSource, today: SourceToday): { changed: boolean; now: string | null } => {
  const paragraphs = paragraphsOf(today.texts[today.section] ?? '').map((each) => addressed(each, today.at));
  if (paragraphs.includes(taken.sourceText)) return { changed: false, now: taken.sourceText };
  return { changed: true, now: paragraphs[taken.sourceAt] ?? null };
};

/** The section with the old paragraph replaced; where it was reworded meanwhile the new one is added below. */
export const withNewParagraph = (text: string, before: string, now: string): string => {
  const paragraphs = paragraphsOf(text);
  return paragraphs.includes(before)
    ? paragraphs.map((each) => (each === before ? now : each)).join('\n')
    : withParagraphs(text, [now]);
};
