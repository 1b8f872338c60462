import * as z from 'zod';
import { toDigits } from './decimal.ts';

/** The two languages of the product; Vietnamese comes first everywhere. */
export const Language = z.enum(['vi', 'en']);
export type Language = z.infer<typeof Language>;

/** One thing said in both languages, side by side, so that neither can be forgotten. */
export const Words = z.object({ vi: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** What may fill a place in a sentence: text as it is, a number in the language's way, words in the same language. */
export type WordsData = Readonly<Record<string, string | number | Words>>;

const marks = { vi: { group: '.', point: ',' }, en: { group: ',', point: '.' } } as const;

/** The minus of typography (U+2212): as wide as a plus, and never broken from its number. */
export const MINUS = '\u2212';

/** Writes a number the language's way with so many decimals (all it has, if left out): 1931.5 → '1.931,5' in Vietnamese. */
export const sayNumber = (value: number, language: Language, decimals?: number): string => {
  const digits = decimals === undefined ? toDigits(value, 4).replace(/\.?0+$/, '') : toDigits(value, decimals);
  const [whole = '', fraction] = digits.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, marks[language].group);
  const text = fraction === undefined ? grouped : grouped + marks[language].point + fraction;
  return digits.startsWith('-') ? MINUS + text : text;
};

const sayPart = (part: string | number | Words, language: Language): string => {
  if (typeof part === 'number') return sayNumber(part, language);
  return typeof part === 'string' ? part : part[language];
};

/**
 * Says words in one language. `{name}` is filled from the data, `{count|session|sessions}` chooses the English form by
 * the number `count`. A place without its datum stays visible in braces: a hole must be seen, not read over.
 */
export const say = (words: Words, language: Language, data: WordsData = {}): string =>
  words[language].replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (place, name: string, one?: string, many?: string) => {
      const part = data[name];
      if (part === undefined) return place;
      if (one === undefined) return sayPart(part, language);
      return part === 1 ? one : (many ?? one);
    },
  );
