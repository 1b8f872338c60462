/** Words of reports in a review: paragraphs with references, as runs with the way to each figure. */
import type { Run } from '@app/contract/documents/tree.ts';
import { plain } from '@app/contract/documents/words.ts';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import type { Line } from '@app/contract/figures/routes.ts';
import { parsePeriod } from '@app/contract/kernel/period.ts';
import type { Language } from '@app/contract/kernel/words.ts';
import {
  type FigurePairs,
  noFigureWords,
  piecesOf,
  type Reference,
  sayReference,
} from '@app/contract/reporting/narrative/references.ts';
import type { Ask } from '../../kernel/ask.ts';
import { type Unit, unitsByCode } from '../../org/index.ts';
import { addressedFigures } from '../../reporting/index.ts';
import { traceOf } from '../paper/phrase.ts';

/** A paragraph of a report and the line of that report. */
export type Worded = { text: string; line: Line };

const referencesOf = (text: string): Reference[] =>
  piecesOf(text).flatMap((piece) => (piece.kind === 'reference' && piece.reference ? [piece.reference] : []));

/** The figures that some paragraphs name, line by line. */
export const figuresOfWords = async (ask: Ask, words: readonly Worded[]): Promise<Map<Line, FigurePairs>> => {
  const found = new Map<Line, FigurePairs>();
  for (const line of new Set(words.map((each) => each.line))) {
    const references = words.filter((each) => each.line === line).flatMap(({ text }) => referencesOf(text));
    found.set(line, await addressedFigures(ask, references, line));
  }
  return found;
};

/** The units that the addresses of some paragraphs name, by `code/period`. */
export const unitsOfWords = async (ask: Ask, words: readonly Worded[]): Promise<Map<string, Unit>> => {
  const byPeriod = new Map<string, Set<string>>();
  for (const { at } of words.flatMap(({ text }) => referencesOf(text)))
    if (at) byPeriod.set(at.period, (byPeriod.get(at.period) ?? new Set()).add(at.unit));
  const found = new Map<string, Unit>();
  for (const [code, units] of byPeriod) {
    const period = parsePeriod(code);
    if (!period) continue;
    for (const [unit, known] of await unitsByCode(ask.tx, [...units], period.endsOn))
      found.set(`${unit}/${code}`, known);
  }
  return found;
};

type Known = { figures: ReadonlyMap<Line, FigurePairs>; units: ReadonlyMap<string, Unit>; language: Language };

/** A paragraph as it stands in the paper: each figure as it reads, with the way to its source. */
export const runsOfWords = ({ text, line }: Worded, { figures, units, language }: Known): Run[] =>
  piecesOf(text).map((piece): Run => {
    if (piece.kind === 'words' || !piece.reference) return plain(piece.text);
    const { indicator, at } = piece.reference;
    const unit = at && units.get(`${at.unit}/${at.period}`);
    const period = at && parsePeriod(at.period);
    const said = sayReference(piece.reference, figures.get(line) ?? {}, language);
    if (!unit || !period || !indicatorOf(indicator) || said === noFigureWords[language]) return plain(said);
    const reading = unit.level === 'commune' ? 'submitted' : 'accepted';
    return { kind: 'figure', text: said, trace: traceOf(indicator, { unitId: unit.id, period, line, reading }) };
  });
