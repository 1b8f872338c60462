/**
 * Figures in words: a text holds `{{outreach_sessions}}`, never the number itself, and is read with the figure of the moment.
 * A text that was taken up from another report carries the address of its figures: `{{outreach_sessions@19033/2026-M11}}`.
 */
import * as z from 'zod';
import { indicatorOf } from '../../figures/catalogue.ts';
import { precisions } from '../../figures/routes.ts';
import { roundHalfUp } from '../../kernel/decimal.ts';
import { changeInWords, type Figure, formatFigure } from '../../kernel/figure.ts';
import type { Language, Words } from '../../kernel/words.ts';

/** Longest text of one section, in characters. */
export const LONGEST_SECTION = 8000;
export const MOST_SECTIONS = 20;

/** `value` of the period, `before`: the same period last year, `change`: from that to now. */
export const aspects = ['value', 'before', 'change'] as const;
export type Aspect = (typeof aspects)[number];

export type Reference = { indicator: string; aspect: Aspect; at: { unit: string; period: string } | null };

/** A part of a text: plain words, or what stands between double braces; `reference` is null where that says nothing. */
export type Piece = { kind: 'words'; text: string } | { kind: 'reference'; text: string; reference: Reference | null };

const braces = /(\{\{[^{}\n]*\}\})/;
const inner =
  /^([a-z][a-z0-9_]{0,79})(?:\.(before|change))?(?:@([0-9A-Z]{2,10})\/((?:[A-Z]{2}:)?\d{4}-(?:M(?:0[1-9]|1[0-2])|Q[1-4]|H[12]|N9|Y)))?$/;

/** Reads what stands between the braces; null when it is no reference. */
export const readReference = (text: string): Reference | null => {
  const [, indicator, aspect, unit, period] = inner.exec(text.slice(2, -2).trim()) ?? [];
  if (indicator === undefined) return null;
  const at = unit !== undefined && period !== undefined ? { unit, period } : null;
  return { indicator, aspect: aspect === 'before' || aspect === 'change' ? aspect : 'value', at };
};

export const writeReference = ({ indicator, aspect, at }: Reference): string =>
  `{{${indicator}${aspect === 'value' ? '' : `.${aspect}`}${at ? `@${at.unit}/${at.period}` : ''}}}`;

/** A text as its words and references, in order. */
export const piecesOf = (text: string): Piece[] =>
  text
    .split(braces)
    .filter((part) => part !== '')
    .map((part) =>
      braces.test(part)
        ? { kind: 'reference', text: part, reference: readReference(part) }
        : { kind: 'words', text: part },
    );

/** What a reference asks of the ledger, whatever is said of it: the indicator and, where it has one, its address. */
export const figureKey = ({ indicator, at }: Pick<Reference, 'indicator' | 'at'>): string =>
  at ? `${indicator}@${at.unit}/${at.period}` : indicator;

/** The same text for another report: references without an address get the one of the report they came from. */
export const addressed = (text: string, at: { unit: string; period: string }): string =>
  piecesOf(text)
    .map((piece) =>
      piece.kind === 'reference' && piece.reference && !piece.reference.at
        ? writeReference({ ...piece.reference, at })
        : piece.text,
    )
    .join('');

/** The paragraphs of a text: a line each, without empty ones. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const known = z.object({ value: z.number(), precision: z.enum(precisions) }).nullable();
/** A figure now and in the same period last year; null is missing. */
export const figurePair = z.object({ now: known, before: known });
export type FigurePair = z.infer<typeof figurePair>;
export type FigurePairs = Readonly<Record<string, FigurePair>>;

export const noFigureWords: Words = { vi: '(chưa có số)', en: '(no figure)' };

const isRate = (unit: Words): boolean => unit.vi === '%';

/** A reference as it is read in a report: "1.931 buổi", "tăng 12,5% so với cùng kỳ năm trước"; a missing figure is said so. */
export const sayReference = ({ indicator: id, aspect, at }: Reference, figures: FigurePairs, language: Language) => {
  const indicator = indicatorOf(id);
  const pair = figures[figureKey({ indicator: id, at })];
  if (!indicator || !pair) return noFigureWords[language];
  const rounded = (figure: Figure | null): Figure | null =>
    figure && { ...figure, value: roundHalfUp(figure.value, indicator.decimals) };
  const [now, before] = [rounded(pair.now), rounded(pair.before)];
  if (aspect === 'change')
    return changeInWords(now, before, {
      language,
      measure: isRate(indicator.unit) ? 'rate' : 'amount',
      unit: indicator.unit,
    });
  const shown = aspect === 'before' ? before : now;
  if (!shown) return noFigureWords[language];
  const unit = isRate(indicator.unit) ? '%' : indicator.unit[language];
  return formatFigure(shown.value, { language, precision: shown.precision, unit });
};

/** A text as it is read, its figures filled in. */
export const sayText = (text: string, figures: FigurePairs, language: Language): string =>
  piecesOf(text)
    .map((piece) =>
      piece.kind === 'reference' && piece.reference ? sayReference(piece.reference, figures, language) : piece.text,
    )
    .join('');
