/** A table to be filled in, before it is a file: the same for XLSX and CSV. Plain data, since it is handed to another thread. */
import type { Precision } from '@app/contract/kernel/figure.ts';
import type { Language } from '@app/contract/kernel/words.ts';

/** What a row or column is, in words for the program; they stand in a hidden row. */
export const MARK = 'chungtay:';

export type PaperCell =
  | { is: 'blank' }
  | { is: 'text'; text: string; look?: 'section' | 'faint' | 'code' }
  | { is: 'figure'; value: number | null; precision: Precision; decimals: number; entry: boolean }
  | { is: 'yes-no'; value: number | null; entry: boolean }
  | { is: 'precision'; precision: Precision; entry: boolean }
  | { is: 'note'; text: string; entry: boolean }
  /** A whole section of words, of at most so many signs. */
  | { is: 'words'; text: string; most: number; entry: boolean }
  /** Filled by the spreadsheet itself from other rows of the body, in the same column. */
  | { is: 'computed'; how: 'sum' | 'ratio' | 'average'; rows: readonly number[]; value: number | null };

export type PaperSheet = {
  /** The name of the sheet. */
  name: string;
  /** Lines above the table; the first is its title. They are left out of CSV. */
  lines: readonly string[];
  /** For each column what it is to the program, or nothing. */
  marks: readonly string[];
  heads: readonly (readonly string[])[];
  body: readonly (readonly PaperCell[])[];
  widths: readonly number[];
  /** Columns, from 0, that only the program reads. */
  hidden: readonly number[];
  frozen: number;
};

export type Paper = PaperSheet & {
  language: Language;
  /** The sheet of the words; left out of CSV, which holds figures only. */
  words: PaperSheet | null;
  /** The hidden keys, the signature last. */
  keys: readonly (readonly [name: string, value: string])[];
};

export const precisionChoices: Record<Language, Record<Precision, string>> = {
  vi: { exact: '', at_least: 'hơn', about: 'khoảng' },
  en: { exact: '', at_least: 'more than', about: 'about' },
};
export const yesNoChoices: Record<Language, readonly [no: string, yes: string]> = {
  vi: ['không', 'có'],
  en: ['no', 'yes'],
};
