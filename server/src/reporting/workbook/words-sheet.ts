/** The words of reports as a sheet beside their figures: one wrapped cell for each section, its labels locked. */
import { createHash } from 'node:crypto';
import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import { type Language, say, type Words } from '@app/contract/kernel/words.ts';
import { LONGEST_SECTION, writeReference } from '@app/contract/reporting/narrative/references.ts';
import type { NarrativeSection } from '../form/shipped.ts';
import type { Texts } from '../narrative/rules.ts';
import type { Pair } from './keys.ts';
import { MARK, type PaperCell, type PaperSheet } from './write/paper.ts';

/** What the columns of the sheet are to the program. */
export const wordsMarks = {
  section: 'section',
  title: 'section-title',
  words: 'words',
  unit: 'unit',
  place: 'unit-name',
  /** Of a table: the column of one section. */
  ofSection: 'section:',
} as const;

export const wordsHeads = {
  section: { vi: 'Phần', en: 'Section' },
  words: { vi: 'Nội dung', en: 'Text' },
  limit: { vi: 'Giới hạn', en: 'Limit' },
} satisfies Record<string, Words>;

const says = {
  sheet: { vi: 'Phần lời', en: 'Words' },
  title: { vi: 'Phần lời của báo cáo', en: 'Words of the report' },
  titleMany: { vi: 'Phần lời của các báo cáo', en: 'Words of the reports' },
  how: {
    vi: 'Mỗi dòng trong ô là một đoạn (Alt+Enter để xuống dòng). Xóa trắng một ô là bỏ phần đó. Trang này chỉ nhận chữ, không nhận công thức.',
    en: 'Each line of a cell is a paragraph (Alt+Enter for a new one). An emptied cell takes the section away. Only words, no formulas.',
  },
  howMany: {
    vi: 'Mỗi đơn vị một dòng, mỗi phần một cột. Phần lời chỉ được gửi cùng số liệu của đơn vị ở trang đầu.',
    en: 'A row for each unit, a column for each section. Words are sent only with the figures of the unit on the first sheet.',
  },
  references: {
    vi: 'Muốn chèn số liệu thì gõ mã trong hai dấu ngoặc như ở trang Phần lời, ví dụ {example}: số đi theo ô của biểu.',
    en: 'To place a figure type its code in double braces as in the editor of the words, such as {example}: it follows the cell of the form.',
  },
  list: { vi: 'Số liệu chèn được', en: 'Figures that may be placed' },
  code: { vi: 'Mã đơn vị', en: 'Code' },
  place: { vi: 'Đơn vị', en: 'Place' },
  limit: { vi: 'Nhiều nhất {most} ký tự', en: 'At most {most} characters' },
  limitRequired: {
    vi: 'Nhiều nhất {most} ký tự. Phải có khi gửi.',
    en: 'At most {most} characters. Needed to send.',
  },
} satisfies Record<string, Words>;

/** What is said of the limits of a section. */
export const limitWords = ({ required }: Pick<NarrativeSection, 'required'>): Words => {
  const words = required ? says.limitRequired : says.limit;
  const data = { most: LONGEST_SECTION };
  return { vi: say(words, 'vi', data), en: say(words, 'en', data) };
};

const text = (value: string, look?: 'section' | 'faint' | 'code'): PaperCell => ({
  is: 'text',
  text: value,
  ...(look && { look }),
});
const wordsCell = (value: string, entry: boolean): PaperCell => ({
  is: 'words',
  text: value,
  most: LONGEST_SECTION,
  entry,
});

const exampleOf = (indicators: readonly string[]): string =>
  writeReference({ indicator: indicators[0] ?? '', aspect: 'value', at: null });

/** Names and references of figures. */
const listOf = (indicators: readonly string[], language: Language): [name: string, reference: string][] =>
  indicators.flatMap((id): [string, string][] => {
    const words = indicatorOf(id)?.words;
    return words ? [[say(words, language), writeReference({ indicator: id, aspect: 'value', at: null })]] : [];
  });

type OfForm = {
  sections: readonly NarrativeSection[];
  /** Indicators whose figures may be placed. */
  indicators: readonly string[];
};

/** The words of one report: a row for each section, under them the figures that may be placed. */
export const wordsOfReport = (
  { sections, indicators, texts, open }: OfForm & { texts: Texts; open: boolean },
  language: Language,
): PaperSheet => {
  const t = (words: Words) => say(words, language);
  const blank: PaperCell = { is: 'blank' };
  return {
    name: t(says.sheet),
    lines: [t(says.title), t(says.how), say(says.references, language, { example: exampleOf(indicators) })],
    marks: [wordsMarks.section, wordsMarks.title, wordsMarks.words, ''].map((mark) => mark && MARK + mark),
    heads: [['', t(wordsHeads.section), t(wordsHeads.words), t(wordsHeads.limit)]],
    body: [
      ...sections.map((section) => [
        text(section.key, 'code'),
        text(t(section.title), 'section'),
        wordsCell(texts[section.key] ?? '', open),
        text(t(limitWords(section)), 'faint'),
      ]),
      [blank, text(t(says.list), 'section'), blank, blank],
      ...listOf(indicators, language).map(([name, reference]) => [blank, text(name), blank, text(reference, 'code')]),
    ],
    widths: [4, 34, 100, 36],
    hidden: [0],
    frozen: 2,
  };
};

type WordsUnit = { code: string; fullName: string; texts: Texts };

/** The words of many reports: a row for each unit that may be sent for, a column for each section. */
export const wordsOfUnits = (
  { sections, indicators, units }: OfForm & { units: readonly WordsUnit[] },
  language: Language,
): PaperSheet => {
  const t = (words: Words) => say(words, language);
  return {
    name: t(says.sheet),
    lines: [
      t(says.titleMany),
      t(says.howMany),
      t(says.how),
      say(says.references, language, { example: exampleOf(indicators) }),
    ],
    marks: [wordsMarks.unit, wordsMarks.place, ...sections.map(({ key }) => wordsMarks.ofSection + key)].map(
      (mark) => MARK + mark,
    ),
    heads: [
      [t(says.code), t(says.place), ...sections.map(({ title }) => t(title))],
      ['', '', ...sections.map((section) => t(limitWords(section)))],
    ],
    body: units.map(({ code, fullName, texts }) => [
      text(code, 'code'),
      text(fullName),
      ...sections.map(({ key }) => wordsCell(texts[key] ?? '', true)),
    ]),
    widths: [10, 32, ...sections.map(() => 60)],
    hidden: [],
    frozen: 2,
  };
};

/** A short name of a text: what was given out is known again by it, without the text in the keys. */
export const digestOf = (given: string): string => createHash('sha256').update(given).digest('base64url').slice(0, 22);

const nameOfKey = (key: string): string => `words ${key}`;

/** What each section said when the form was given out: the signature covers it. */
export const keysOfWords = (sections: readonly NarrativeSection[], texts: Texts): Pair[] =>
  sections.map(({ key }) => [nameOfKey(key), digestOf(texts[key] ?? '')]);

/** The digest of a section as it was given out; null for a form of before there were words, or of somebody else. */
export const givenIn = (keys: ReadonlyMap<string, string> | null, key: string): string | null =>
  keys?.get(nameOfKey(key)) ?? null;
