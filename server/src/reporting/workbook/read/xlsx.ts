/** Reads a workbook (Office Open XML) as it was saved: values, never formulas; nothing is run, computed or fetched. */
import { type Book, type Grid, type GridMaker, gridMaker, type Kind } from './book.ts';
import { damaged, Unreadable } from './broken.ts';
import { dayOfSerial, isDateFormat } from './dates.ts';
import { type Attribute, walk, xmlText } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

/** Cells with content in one file: three times a whole country on sixty indicators. */
export const MOST_CELLS = 600_000;
const MOST_ROW = 1_048_576;
const MOST_COLUMN = 16_384;
const MOST_MERGES = 20_000;
const MOST_SHEETS = 200;
/** Signs of one text: a cell cannot hold more. */
const LONGEST_TEXT = 32_767;

const nothing = () => undefined;
const never = () => false;

type Relations = ReadonlyMap<string, { target: string; type: string }>;

const relationsOf = (archive: Archive, part: string): Relations => {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  const found = new Map<string, { target: string; type: string }>();
  if (!archive.has(name)) return found;
  walk(xmlText(archive.unpack(name)), {
    open: (tag, attribute) => {
      if (tag !== 'Relationship') return;
      // What stands outside the archive is not looked for.
      if (attribute('TargetMode') === 'External') return;
      const type = attribute('Type') ?? '';
      found.set(attribute('Id') ?? '', {
        target: pathFrom(folder, attribute('Target') ?? ''),
        type: type.slice(type.lastIndexOf('/') + 1),
      });
    },
    close: nothing,
    text: nothing,
    wants: never,
  });
  return found;
};

/** A target relative to the folder of its part, or to the archive when it begins with a slash. */
const pathFrom = (folder: string, target: string): string => {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
};

const partOfType = (relations: Relations, type: string): string | undefined =>
  [...relations.values()].find((each) => each.type === type)?.target;

/** `_x000D_` stands for a sign that XML cannot hold. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Texts in `t` below `si` or `is`; what stands beside for reading aloud (`rPh`) is none of them. */
const sharedTexts = (archive: Archive, part: string | undefined): string[] => {
  const texts: string[] = [];
  if (part === undefined || !archive.has(part)) return texts;
  let text = '';
  let inText = false;
  let beside = 0;
  walk(xmlText(archive.unpack(part)), {
    open: (tag) => {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') beside += 1;
      else if (tag === 't') inText = beside === 0;
    },
    close: (tag) => {
      if (tag === 't') inText = false;
      else if (tag === 'rPh') beside -= 1;
      else if (tag === 'si') {
        texts.push(unescaped(text));
        if (texts.length > MOST_CELLS) throw new Unreadable('too-many-cells');
      }
    },
    text: (more) => {
      if (text.length < LONGEST_TEXT) text += more.slice(0, LONGEST_TEXT);
    },
    wants: () => inText,
  });
  return texts;
};

/** For each style of cells whether it shows a date. */
const dateStyles = (archive: Archive, part: string | undefined): boolean[] => {
  const styles: number[] = [];
  const codes = new Map<number, string>();
  if (part === undefined || !archive.has(part)) return [];
  let inCells = false;
  walk(xmlText(archive.unpack(part)), {
    open: (tag, attribute) => {
      if (tag === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) styles.push(Number(attribute('numFmtId') ?? 0));
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false;
    },
    text: nothing,
    wants: never,
  });
  return styles.map((id) => isDateFormat(id, codes));
};

type SheetOfBook = { name: string; hidden: boolean; relation: string };

const sheetsOf = (xml: string): { sheets: SheetOfBook[]; from1904: boolean } => {
  const sheets: SheetOfBook[] = [];
  let from1904 = false;
  walk(xml, {
    open: (tag, attribute) => {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (tag !== 'sheet' || sheets.length >= MOST_SHEETS) return;
      const state = attribute('state') ?? 'visible';
      sheets.push({ name: attribute('name') ?? '', hidden: state !== 'visible', relation: attribute('id') ?? '' });
    },
    close: nothing,
    text: nothing,
    wants: never,
  });
  return { sheets, from1904 };
};

/** `AB12` as column and row; null for what is no address. */
const placeOf = (address: string): [column: number, row: number] | null => {
  let column = 0;
  let at = 0;
  for (; at < address.length; at += 1) {
    const sign = address.charCodeAt(at) & ~32;
    if (sign < 65 || sign > 90) break;
    column = column * 26 + sign - 64;
  }
  const row = Number(address.slice(at));
  return column >= 1 && column <= MOST_COLUMN && Number.isInteger(row) && row >= 1 && row <= MOST_ROW
    ? [column, row]
    : null;
};

type Reading = { texts: readonly string[]; isDate: readonly boolean[]; from1904: boolean };
type Begun = { row: number; column: number; type: string; style: number; isFormula: boolean; value: string };

const isoDay = (text: string): string => text.replace(/^(\d{4})-(\d\d)-(\d\d).*$/s, '$3/$2/$1');

/** What a cell holds; null where there is nothing. */
const contentOf = (cell: Begun, reading: Reading): { kind: Kind; value: number | string } | null => {
  const { type, value } = cell;
  if (type === 'inlineStr' || type === 'str') return value === '' ? null : { kind: 'text', value: unescaped(value) };
  if (value === '') return cell.isFormula ? { kind: 'unsaved', value: 0 } : null;
  if (type === 's') {
    const text = reading.texts[Number(value)];
    if (text === undefined) throw damaged('a text that is not there');
    return text === '' ? null : { kind: 'text', value: text };
  }
  if (type === 'b') return { kind: 'truth', value: value.trim() === '1' || value.trim() === 'true' ? 1 : 0 };
  if (type === 'e') return { kind: 'error', value };
  if (type === 'd') return { kind: 'date', value: isoDay(value) };
  const number = Number(value);
  if (!Number.isFinite(number)) return { kind: 'text', value };
  return reading.isDate[cell.style]
    ? { kind: 'date', value: dayOfSerial(number, reading.from1904) }
    : { kind: 'number', value: number };
};

/** Goes through one sheet; rows and cells without an address follow the one before. */
const readSheet = (xml: string, reading: Reading, grid: GridMaker, room: number): void => {
  let row = 0;
  let column = 0;
  let isHidden = false;
  let cell: Begun | null = null;
  let inValue = false;
  let beside = 0;
  let merges = 0;
  const beginRow = (attribute: Attribute): void => {
    const stated = Number(attribute('r') ?? row + 1);
    if (!Number.isInteger(stated) || stated < 1 || stated > MOST_ROW) throw damaged('a row beyond the sheet');
    row = stated;
    column = 0;
    isHidden = /^(1|true)$/.test(attribute('hidden') ?? '');
  };
  const beginCell = (attribute: Attribute): void => {
    const address = attribute('r');
    const stated = address === undefined ? ([column + 1, row] as const) : placeOf(address);
    if (stated === null || stated[0] > MOST_COLUMN || stated[1] < 1) throw damaged('a cell beyond the sheet');
    [column, row] = stated;
    const style = Number(attribute('s') ?? 0);
    cell = { row, column, type: attribute('t') ?? 'n', style, isFormula: false, value: '' };
  };
  const endCell = (): void => {
    const content = cell && contentOf(cell, reading);
    if (cell && content)
      grid.put({ ...content, row: cell.row, column: cell.column, isFormula: cell.isFormula, isHidden });
    if (grid.size() > room) throw new Unreadable('too-many-cells');
    cell = null;
  };
  const merge = (ref: string): void => {
    const [from = null, to = null] = ref.split(':').map(placeOf);
    merges += 1;
    if (from && to && merges <= MOST_MERGES)
      grid.merge([
        Math.min(from[1], to[1]),
        Math.min(from[0], to[0]),
        Math.max(from[1], to[1]),
        Math.max(from[0], to[0]),
      ]);
  };
  walk(xml, {
    open: (tag, attribute) => {
      if (tag === 'c') beginCell(attribute);
      else if (tag === 'v') inValue = cell !== null;
      else if (tag === 't') inValue = cell !== null && beside === 0;
      else if (tag === 'f') {
        if (cell) cell.isFormula = true;
      } else if (tag === 'row') beginRow(attribute);
      else if (tag === 'rPh') beside += 1;
      else if (tag === 'mergeCell') merge(attribute('ref') ?? '');
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') inValue = false;
      else if (tag === 'c') endCell();
      else if (tag === 'rPh') beside -= 1;
    },
    text: (more) => {
      if (cell && cell.value.length < LONGEST_TEXT) cell.value += more.slice(0, LONGEST_TEXT);
    },
    wants: () => inValue,
  });
};

/** What kind of file an archive is, when it is no workbook of this kind. */
const refuseOthers = (archive: Archive): void => {
  if (archive.has('content.xml') || archive.has('mimetype')) throw new Unreadable('ods');
  if (archive.names.some((name) => /(^|\/)workbook\.bin$/i.test(name))) throw new Unreadable('binary-excel');
  if (!archive.has('[Content_Types].xml')) throw new Unreadable('no-sheet');
};

/** @throws Unreadable */
export const readXlsx = (file: Buffer): Book => {
  const archive = openArchive(file);
  refuseOthers(archive);
  const main = partOfType(relationsOf(archive, ''), 'officeDocument') ?? 'xl/workbook.xml';
  if (!archive.has(main) || /\.(bin)$/i.test(main)) throw new Unreadable('no-sheet');
  const { sheets, from1904 } = sheetsOf(xmlText(archive.unpack(main)));
  if (sheets.length === 0) throw new Unreadable('no-sheet');
  const relations = relationsOf(archive, main);
  const texts = sharedTexts(archive, partOfType(relations, 'sharedStrings'));
  const isDate = dateStyles(archive, partOfType(relations, 'styles'));
  let room = MOST_CELLS;
  const grids = sheets.flatMap(({ name, hidden, relation }): Grid[] => {
    const part = relations.get(relation);
    // Charts and dialogs are sheets too, without cells.
    if (part?.type !== 'worksheet' || !archive.has(part.target)) return [];
    const grid = gridMaker();
    readSheet(xmlText(archive.unpack(part.target)), { texts, isDate, from1904 }, grid, room);
    room -= grid.size();
    return [grid.done(name, hidden)];
  });
  return {
    format: 'xlsx',
    grids,
    macros: archive.names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name) || /^xl\/macrosheets\//i.test(name)),
    links: archive.names.some((name) => /^xl\/externalLinks\//i.test(name)),
    oldEncoding: false,
  };
};
