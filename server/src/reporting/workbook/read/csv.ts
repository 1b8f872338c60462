/** Reads CSV as spreadsheets write it: semicolons, commas or tabs, UTF-8, UTF-16 or the code page of old Windows. */
import { unguarded } from '@app/contract/kernel/formula.ts';
import { parse } from 'csv-parse/sync';
import { type Book, gridMaker } from './book.ts';
import { damaged, Unreadable } from './broken.ts';
import { MOST_CELLS } from './xlsx.ts';

const LONGEST_LINE = 1_000_000;
const separators = [';', '\t', ','] as const;
/** Lines that are looked at to tell what parts the cells. */
const LOOKED_AT = 30;

const textOf = (file: Buffer): { text: string; old: boolean } => {
  const mark = file.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return { text: new TextDecoder('utf-16le').decode(file), old: false };
  if (mark === 'feff') return { text: new TextDecoder('utf-16be').decode(file), old: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file), old: false };
  } catch {
    // Old Excel writes the code page of its Windows: in Viet Nam 1258, whose accents are signs of their own.
    return { text: new TextDecoder('windows-1258').decode(file).normalize('NFC'), old: true };
  }
};

/** The sign that parts the cells: what a first line `sep=;` says, else the one that most lines hold outside quotes. */
const separatorOf = (text: string): { separator: string; rest: string } => {
  const stated = /^sep=([;,\t])\r?\n/i.exec(text);
  if (stated?.[1]) return { separator: stated[1], rest: text.slice(stated[0].length) };
  const lines = text
    .slice(0, 64 * 1024)
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT);
  const votes = separators.map((sign) => lines.filter((line) => line.includes(sign)).length);
  const best = Math.max(...votes);
  return { separator: separators[votes.indexOf(best)] ?? ';', rest: text };
};

type Line = { record: string[]; info: { lines: number } };

const linesOf = (text: string, separator: string): Line[] => {
  try {
    return parse(text, {
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: LONGEST_LINE,
    }) as unknown as Line[];
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : 'no CSV');
  }
};

/** @throws Unreadable */
export const readCsv = (file: Buffer): Book => {
  const { text, old } = textOf(file);
  const { separator, rest } = separatorOf(text);
  const grid = gridMaker();
  const skipped = text.length === rest.length ? 0 : 1;
  for (const { record, info } of linesOf(rest, separator)) {
    record.forEach((cell, at) => {
      const value = unguarded(cell);
      if (value.trim() === '') return;
      grid.put({ row: info.lines + skipped, column: at + 1, kind: 'text', value, isFormula: false, isHidden: false });
    });
    if (grid.size() > MOST_CELLS) throw new Unreadable('too-many-cells');
  }
  return { format: 'csv', grids: [grid.done('CSV', false)], macros: false, links: false, oldEncoding: old };
};
