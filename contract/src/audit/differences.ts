/** What an act has changed, field by field, in words. */
import { indicatorOf } from '../figures/catalogue.ts';
import { parsePeriod, periodName, sayDate } from '../kernel/period.ts';
import { sayNumber, type Words } from '../kernel/words.ts';
import { fieldWords, valueWords } from './words.ts';

/** One field that differs; null: there was none. */
export type Difference = { field: Words; before: Words | null; after: Words | null };

const same = (text: string): Words => ({ vi: text, en: text });
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const precisions: Readonly<Record<string, Words>> = {
  at_least: { vi: 'hơn ', en: 'over ' },
  about: { vi: 'gần ', en: 'about ' },
};

/** More items of a list than this are counted, not named. */
const LISTED = 12;

/** Ids are names, not amounts. */
const isId = (key: string): boolean => /Id$/.test(key);

const nameOf = (key: string): Words => indicatorOf(key)?.words ?? fieldWords[key] ?? same(key);

const wordsOf = (value: unknown): Words | null => {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? { vi: 'có', en: 'yes' } : { vi: 'không', en: 'no' };
  if (typeof value === 'number') return { vi: sayNumber(value, 'vi'), en: sayNumber(value, 'en') };
  if (Array.isArray(value)) return wordsOfList(value);
  if (isRecord(value)) return 'value' in value ? wordsOfCell(value) : same(JSON.stringify(value));
  return wordsOfText(String(value));
};

const wordsOfText = (text: string): Words => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { vi: sayDate(text, 'vi'), en: sayDate(text, 'en') };
  const period = parsePeriod(text);
  if (period) return { vi: periodName(period, 'vi'), en: periodName(period, 'en') };
  return valueWords[text] ?? same(text);
};

const wordsOfList = (list: readonly unknown[]): Words => {
  const text = list.slice(0, LISTED).map(String).join(', ');
  const more = list.length - LISTED;
  if (more <= 0) return same(text);
  return { vi: `${text} và ${more} mục nữa`, en: `${text} and ${more} more` };
};

/** A cell of a report: "hơn 1.200 (nêu lại) · ghi chú". */
const wordsOfCell = ({ value, precision, kind, note }: Record<string, unknown>): Words | null => {
  const figure = wordsOf(value);
  if (!figure) return null;
  const before = precisions[String(precision)] ?? same('');
  const quoted = kind === 'declared' ? { vi: ' (số toàn địa bàn)', en: ' (for the whole area)' } : same('');
  const said = typeof note === 'string' && note !== '' ? ` · ${note}` : '';
  return { vi: before.vi + figure.vi + quoted.vi + said, en: before.en + figure.en + quoted.en + said };
};

const shown = (key: string, value: unknown): Words | null =>
  wordsOf(isId(key) && typeof value === 'number' ? String(value) : value);

/** The fields that differ between what was and what is, in the order in which they stand. A value that is no record is one field. */
export const differences = (before: unknown, after: unknown): Difference[] => {
  const was = isRecord(before) ? before : {};
  const is = isRecord(after) ? after : {};
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) => {
    const [old, fresh] = [was[key], is[key]];
    if (JSON.stringify(old) === JSON.stringify(fresh)) return [];
    const difference = { field: nameOf(key), before: shown(key, old), after: shown(key, fresh) };
    return difference.before === null && difference.after === null ? [] : [difference];
  });
};
