/** Tells by its content what a file is, whatever it is called, and reads it. */
import type { Book } from './book.ts';
import { Unreadable } from './broken.ts';
import { readCsv } from './csv.ts';
import { readXlsx } from './xlsx.ts';

const ZIP = '504b';
const COMPOUND = 'd0cf11e0a1b11ae1';
/** What an encrypted workbook is called inside the old container that carries it. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const OLD_BOOK = ['Workbook', 'Book'].map((name) => Buffer.from(name, 'utf16le'));
/** Beginnings of old Excel files without a container (BIFF 2 to 4). */
const OLD_BIFF = ['09000400', '09020600', '09040600'];

const isText = (file: Buffer): boolean => {
  const mark = file.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff' || !file.subarray(0, 64 * 1024).includes(0);
};

/** @throws Unreadable */
export const readBook = (file: Buffer): Book => {
  if (file.length === 0) throw new Unreadable('empty');
  const start = file.subarray(0, 8).toString('hex');
  if (start.startsWith(ZIP)) return readXlsx(file);
  if (start === COMPOUND) {
    if (file.includes(ENCRYPTED)) throw new Unreadable('password');
    throw new Unreadable(OLD_BOOK.some((name) => file.includes(name)) ? 'old-excel' : 'no-sheet');
  }
  if (OLD_BIFF.some((sign) => start.startsWith(sign))) throw new Unreadable('old-excel');
  const head = file.subarray(0, 2_000).toString('latin1').trimStart().toLowerCase();
  // Some programs give HTML, XML or JSON the name of a spreadsheet.
  if (/^(ï»¿)?\s*(<|%pdf|\{|\[)/.test(head) || !isText(file)) throw new Unreadable('no-sheet');
  const book = readCsv(file);
  if (book.grids.every((grid) => grid.rows.length === 0)) throw new Unreadable('empty');
  return book;
};
