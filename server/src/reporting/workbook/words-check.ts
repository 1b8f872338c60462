/** Holds the words of a file against what stands and against the rules of the narrative, section by section. Nothing is written here. */
import { whyNotText, withoutUnseen } from '@app/contract/kernel/free-text.ts';
import type { Refusal } from '@app/contract/kernel/problem.ts';
import { nfc } from '@app/contract/kernel/text.ts';
import type { Words, WordsData } from '@app/contract/kernel/words.ts';
import { sectionMissing, unknownSection } from '@app/contract/reporting/narrative/problems.ts';
import type { FigurePairs } from '@app/contract/reporting/narrative/references.ts';
import {
  sectionLabelChanged,
  sectionMerged,
  sectionNotText,
  sectionTwice,
  unitInFileTwice,
  unitUnknown,
  wordsWithoutFigures,
} from '@app/contract/reporting/workbook/problems.ts';
import { type AcceptedWords, type RefusedWords, SHOWN_OF_WORDS } from '@app/contract/reporting/workbook/routes.ts';
import type { Form } from '../form/rules.ts';
import { faultsOfTexts, sectionsOf, type Texts, whyNotLonger, whyNotSendTexts } from '../narrative/rules.ts';
import { type Checked, MOST_SHOWN, MOST_TOLD, mergesAcross, type UnitOutcome, wordsOf } from './check.ts';
import { shown, textOfCell } from './figure.ts';
import { type Book, cellAt, columnName, type Grid } from './read/book.ts';
import type { FoundWords, WordsPlace } from './words-places.ts';
import { digestOf } from './words-sheet.ts';

export type WordsSide = {
  /** What stands now. */
  before: Texts;
  /** Why nothing of this unit may be written. */
  whyNot: Refusal | null;
  /** The digest of a section as the file was given out; null where that is not known. */
  given: (key: string) => string | null;
};

type WordsRules = {
  form: Form;
  isTable: boolean;
  /** Figures at an address that the texts may name. */
  known: FigurePairs;
  /** What became of the figures of each unit. */
  outcomes: readonly Pick<UnitOutcome, 'outcome'>[];
};

export type CheckedWords = {
  accepted: AcceptedWords[];
  refused: RefusedWords[];
  summary: { accepted: number; unchanged: number; refused: number };
  units: { after: Texts; changed: number; refused: number }[];
  /** Some section has changed since the file was given out. */
  isStale: boolean;
};

const clean = (text: string): string => nfc(withoutUnseen(text).trim());
const begun = (text: string): string => (text.length > SHOWN_OF_WORDS ? `${text.slice(0, SHOWN_OF_WORDS)}…` : text);

type Fault = { place: WordsPlace; text: string; code: string; says: Words };
type Change = { place: WordsPlace; text: string };

const faultOf = (
  place: WordsPlace,
  problem: { code: string; says: Words },
  text: string,
  data: WordsData = {},
): Fault => ({ place, text: shown(text), code: problem.code, says: wordsOf(problem, data) });

/** The text of a place; a fault where something else than typed words stands there, whose result nobody wrote. */
const readWords = (place: WordsPlace, grid: Grid): string | Fault => {
  if (place.cell < 0) return '';
  const cell = cellAt(grid, place.cell);
  if (cell.kind === 'text' && !cell.isFormula) return clean(cell.text);
  const text = textOfCell(cell);
  return faultOf(place, sectionNotText, text, { text });
};

/** The texts of each unit with those of the file in their places, for the figures they name; one that is too long is refused unread. */
export const textsInFile = (
  book: Book,
  found: FoundWords | null,
  form: Form,
  sides: readonly Pick<WordsSide, 'before'>[],
): Texts[] => {
  const all = sides.map(({ before }): Record<string, string> => ({ ...before }));
  const grid = found && book.grids[found.grid];
  if (!found || !grid) return all;
  const sections = sectionsOf(form);
  for (const place of found.places) {
    const text = readWords(place, grid);
    const [texts, key] = [all[place.unit], sections[place.section]?.key];
    const isRead = typeof text === 'string' && text !== '' && whyNotLonger(text) === null;
    if (texts && key !== undefined && isRead) texts[key] = text;
  }
  return all;
};

/**
 * What may be written of the words of a file, and what is refused, by address. A section that was not touched since the file was given
 * out stays as it stands. An emptied cell clears a section only where the signed keys say that it held what still stands, and
 * where the form does not ask for the section (NĐ 09/2019/NĐ-CP Art. 8); else it is refused or says nothing.
 */
export const checkWords = (
  book: Book,
  found: FoundWords,
  sides: readonly WordsSide[],
  { form, isTable, known, outcomes }: WordsRules,
): CheckedWords => {
  const grid = book.grids[found.grid];
  if (!grid) throw new Error('the words of a sheet that is not there');
  const sections = sectionsOf(form);
  const at = (row: number, column: number) => `${grid.name}!${columnName(column)}${row}`;
  const byUnit = new Map<number, WordsPlace[]>();
  for (const place of found.places) {
    const places = byUnit.get(place.unit);
    if (places) places.push(place);
    else byUnit.set(place.unit, [place]);
  }
  const mergedAt = mergesAcross(grid, sides.length, (unit) => byUnit.get(unit) ?? [], at);
  const accepted: AcceptedWords[] = [];
  const refused: RefusedWords[] = [];
  const summary = { accepted: 0, unchanged: 0, refused: 0 };
  let isStale = false;
  const tell = (each: RefusedWords): void => {
    summary.refused += 1;
    if (refused.length < MOST_TOLD) refused.push(each);
  };
  const stray = { unit: null, section: null };
  for (const { row, column, text } of found.strangers)
    tell({
      ...stray,
      at: at(row, column),
      text: shown(text),
      code: unitUnknown.code,
      says: wordsOf(unitUnknown, { text: shown(text) }),
    });
  for (const { row, column, text } of found.strayWords)
    tell({
      ...stray,
      at: at(row, column),
      text: shown(text),
      code: unknownSection.code,
      says: wordsOf(unknownSection, { section: shown(text) }),
    });

  /** Why the place itself says nothing that can be trusted, whatever stands there. */
  const whyNotPlace = (place: WordsPlace, first: WordsPlace | undefined): Fault | null => {
    if (first) {
      const text = `${at(first.row, first.column)}, ${at(place.row, place.column)}`;
      return faultOf(place, isTable && first.row !== place.row ? unitInFileTwice : sectionTwice, text, { text });
    }
    const range = mergedAt(place);
    return range === undefined ? null : faultOf(place, sectionMerged, range, { text: range });
  };
  const whyNotChange = ({ place, text }: Change, { whyNot }: WordsSide): Fault | null => {
    const section = sections[place.section];
    if (place.label) {
      const { text: says, label } = place.label;
      return faultOf(place, sectionLabelChanged, text, { text: shown(says), label });
    }
    if (whyNot) return faultOf(place, whyNot, text, whyNot.data as WordsData);
    if (text === '' && section?.required) return faultOf(place, sectionMissing, text, { section: section.title });
    if (isTable && outcomes[place.unit]?.outcome === 'blank') return faultOf(place, wordsWithoutFigures, text);
    const longer = whyNotLonger(text);
    if (longer) return faultOf(place, longer, text, longer.data as WordsData);
    const problem = whyNotText(text);
    return problem && faultOf(place, problem, text);
  };

  /** What the narrative's own rules find in the texts as they would stand, each at the cell of its section. */
  const faultsOfRules = (
    after: Texts,
    changes: readonly Change[],
    places: ReadonlyMap<number, WordsPlace>,
    before: readonly Fault[],
  ): Fault[] => {
    const told = new Set(before.map(({ place }) => place));
    const isSent = isTable && Object.keys(after).length > 0;
    const missing = isSent ? (whyNotSendTexts(form, after, false)?.fields ?? []) : [];
    return [...faultsOfTexts(form, after, known), ...missing].flatMap(({ path, code, says }) => {
      const section = sections.findIndex(({ key }) => path.split('.')[1] === key);
      const place = places.get(section) ?? changes[0]?.place;
      return place === undefined || told.has(place)
        ? []
        : [{ place, text: shown(after[sections[section]?.key ?? ''] ?? ''), code, says }];
    });
  };

  const units = sides.map((side, unit) => {
    const faults: Fault[] = [];
    const changes: Change[] = [];
    const firstOf = new Map<number, WordsPlace>();
    for (const place of byUnit.get(unit) ?? []) {
      const key = sections[place.section]?.key ?? '';
      const before = clean(side.before[key] ?? '');
      const given = side.given(key);
      const isAsGiven = given !== null && given === digestOf(side.before[key] ?? '');
      if (given !== null && !isAsGiven) isStale = true;
      const read = whyNotPlace(place, firstOf.get(place.section)) ?? readWords(place, grid);
      if (!firstOf.has(place.section)) firstOf.set(place.section, place);
      if (typeof read !== 'string') {
        faults.push(read);
        continue;
      }
      const isUntouched = read === before || (given !== null && digestOf(read) === given);
      if (isUntouched || (read === '' && !isAsGiven)) {
        summary.unchanged += 1;
        continue;
      }
      const fault = whyNotChange({ place, text: read }, side);
      if (fault) faults.push(fault);
      else changes.push({ place, text: read });
    }
    const after: Record<string, string> = { ...side.before };
    for (const { place, text } of changes) {
      const key = sections[place.section]?.key ?? '';
      if (text === '') delete after[key];
      else after[key] = text;
    }
    if (changes.length > 0) faults.push(...faultsOfRules(after, changes, firstOf, faults));
    const bad = new Set(faults.map(({ place }) => place));
    const good = changes.filter(({ place }) => !bad.has(place));
    for (const { place, text, code, says } of faults)
      tell({ at: at(place.row, place.column), unit, section: place.section, text, code, says });
    for (const { place, text } of good)
      if (accepted.length < MOST_SHOWN)
        accepted.push({
          at: at(place.row, place.column),
          unit,
          section: place.section,
          before: begun(side.before[sections[place.section]?.key ?? ''] ?? ''),
          after: begun(text),
        });
    summary.accepted += good.length;
    return { after, changed: good.length, refused: faults.length };
  });
  return { accepted, refused, summary, units, isStale };
};

/** What becomes of each unit by its figures and its words together: words alone send a report again whose figures stay. */
export const together = (checked: Checked, words: CheckedWords | null): Checked => {
  if (!words) return checked;
  const units = checked.units.map((unit, at): UnitOutcome => {
    const { changed = 0, refused = 0 } = words.units[at] ?? {};
    if (refused > 0) return { ...unit, outcome: 'refused' };
    return changed > 0 && unit.outcome === 'unchanged' ? { ...unit, outcome: 'written' } : unit;
  });
  const reports = units.filter(({ outcome }) => outcome === 'written').length;
  return { ...checked, units, summary: { ...checked.summary, reports } };
};
