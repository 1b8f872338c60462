/** What stands in the grid of many units: the figures of each unit, what is wrong with them, and what would be sent. Pure. */
import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Answer, Call } from '@app/contract/kernel/route.ts';
import { foldAccents } from '@app/contract/kernel/text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import type { getEntryGrid } from '@app/contract/reporting/grid/routes.ts';
import type { importReports } from '@app/contract/reporting/routes.ts';
import { figureWays } from '../../ui/figure-ways.ts';
import type { CellWays, Entries } from '../../ui/grid-entries.ts';
import type { GridSpot } from '../../ui/grid-moves.ts';
import { cellsToSend, type Figures, isNil, missingRows, partFaults, typedRows, whyNotTyped } from '../form-cells.ts';

export type EntryGrid = Answer<typeof getEntryGrid>;
export type UnitRow = EntryGrid['rows'][number];
type Form = EntryGrid['form'];
type Import = Call<typeof importReports>['body'];

/** The name of one cell: the code of the unit and the indicator. */
export const cellId = (unitCode: string, indicator: string): string => `${unitCode} ${indicator}`;
const indicatorIn = (cell: string): string => cell.slice(cell.indexOf(' ') + 1);

/** Cells of many units are read and written as those of one report. */
const ofReport = figureWays(whyNotTyped);
export const manyWays: CellWays<Figure> = {
  read: (cell, text) => ofReport.read(indicatorIn(cell), text),
  write: (cell, figure) => ofReport.write(indicatorIn(cell), figure),
};

/** What was sent last, by cell: what the grid begins with. */
export const figuresSent = ({ form, indicators, rows }: EntryGrid): Record<string, Figure | null> => {
  const typed = new Set(typedRows(form).map(({ indicator }) => indicator));
  return Object.fromEntries(
    rows.flatMap(({ unit, cells }) =>
      indicators.flatMap((indicator, at) => {
        if (!typed.has(indicator)) return [];
        const { value = null, precision = 'exact' } = cells[at] ?? {};
        return [[cellId(unit.code, indicator), value === null ? null : { value, precision }]];
      }),
    ),
  );
};

/** The figures of one unit as they stand in the grid. */
const figuresOfUnit = (form: Form, unitCode: string, entries: Entries<Figure>): Figures =>
  Object.fromEntries(
    typedRows(form).map(({ indicator }) => [indicator, entries[cellId(unitCode, indicator)]?.figure ?? null]),
  );

/** `untouched`: nothing was typed; `gaps`: cells are empty; `wrong`: cells are faulty; `ready` can be sent. */
export type Standing = {
  state: 'closed' | 'untouched' | 'gaps' | 'wrong' | 'ready';
  missing: number;
  faults: Readonly<Record<string, Words>>;
};

const untouched: Standing = { state: 'untouched', missing: 0, faults: {} };

/** How far the entry of one unit has come, against the texts of what was sent. */
export const standingOf = (
  form: Form,
  row: UnitRow,
  entries: Entries<Figure>,
  sent: Readonly<Record<string, string>>,
): Standing => {
  if (row.whyNot !== null) return { ...untouched, state: 'closed' };
  const typed = typedRows(form);
  const isAsSent = (cell: string) => (entries[cell]?.text ?? '') === (sent[cell] ?? '');
  if (typed.every(({ indicator }) => isAsSent(cellId(row.unit.code, indicator)))) return untouched;
  const unread = typed.flatMap(({ indicator }) => {
    const fault = entries[cellId(row.unit.code, indicator)]?.fault;
    return fault ? [[indicator, fault] as const] : [];
  });
  const figures = figuresOfUnit(form, row.unit.code, entries);
  const faults = { ...partFaults(figures), ...Object.fromEntries(unread) };
  const missing = missingRows(form, figures).filter(({ indicator }) => !faults[indicator]).length;
  const wrong = Object.keys(faults).length > 0;
  return { state: wrong ? 'wrong' : missing > 0 ? 'gaps' : 'ready', missing, faults };
};

/** The rows as they travel: notes and kinds of what was sent before go along. */
export const rowsToSend = (
  { form, indicators }: EntryGrid,
  ready: readonly UnitRow[],
  entries: Entries<Figure>,
): Import['rows'] =>
  ready.map(({ unit, cells }) => {
    const figures = figuresOfUnit(form, unit.code, entries);
    const before = Object.fromEntries(indicators.map((indicator, at) => [indicator, cells[at]]));
    const notes = Object.fromEntries(indicators.map((indicator) => [indicator, before[indicator]?.note ?? null]));
    const kinds = Object.fromEntries(indicators.map((indicator) => [indicator, before[indicator]?.kind ?? 'own']));
    return {
      unitCode: unit.code,
      cells: cellsToSend(form, figures, notes, kinds),
      nil: isNil(form, figures),
    };
  });

/** Faults the server named, by cell, and those of a whole unit. */
export const faultsTold = (
  fields: readonly { path: string; says: Words }[],
  sent: readonly { unitCode: string }[],
): { cells: Record<string, Words>; units: Record<string, Words> } => {
  const cells: Record<string, Words> = {};
  const units: Record<string, Words> = {};
  for (const { path, says } of fields) {
    const [, at = '', indicator] = /^rows\.(\d+)(?:\.cells\.([a-z0-9_]+))?/.exec(path) ?? [];
    const code = sent[Number(at)]?.unitCode;
    if (at === '' || code === undefined) continue;
    if (indicator) cells[cellId(code, indicator)] = says;
    else units[code] = says;
  }
  return { cells, units };
};

/** A name or code of a unit as spreadsheets write it: without accents, kind and blanks, so that "Phong Nha" is "Xã Phong Nha". */
const nameKey = (text: string): string =>
  foldAccents(text)
    .replace(/^(xa|phuong|thi tran|dac khu|tinh|thanh pho|tp\.?)\s+/, '')
    .replaceAll(/[\s.\-–]+/g, ' ')
    .trim();

const kindKey = (text: string): string => foldAccents(text).replaceAll(/\s+/g, ' ').trim();

/** Which row each name means; null where no unit, or more than one, has it. */
const rowByName = (rows: readonly UnitRow[]): ((text: string) => number | null) => {
  const known = new Map<string, number | null>();
  const add = (key: string, at: number) => known.set(key, known.has(key) && known.get(key) !== at ? null : at);
  rows.forEach(({ unit }, at) => {
    add(nameKey(unit.fullName), at);
  });
  // The whole name and the code decide where the short one is that of two units.
  rows.forEach(({ unit }, at) => {
    known.set(kindKey(unit.fullName), at);
    known.set(unit.code, at);
  });
  return (text) => known.get(text.trim()) ?? known.get(kindKey(text)) ?? known.get(nameKey(text)) ?? null;
};

export type ManyLanding = {
  texts: Record<string, string>;
  skipped: number;
  /** Names of a pasted block that no unit of the grid has. */
  strangers: string[];
};

/**
 * Where a pasted block lands. When its first column names units, each row goes to its unit, whatever order the spreadsheet
 * has; otherwise the rows go one below the other among the units `shown`, from where the keyboard is.
 */
export const landMany = (
  { form, indicators, rows }: EntryGrid,
  shown: readonly UnitRow[],
  block: readonly (readonly string[])[],
  at: GridSpot,
): ManyLanding => {
  const typed = new Set(typedRows(form).map(({ indicator }) => indicator));
  const find = rowByName(rows);
  const filled = block.filter((row) => row.some((cell) => cell !== ''));
  const found = filled.filter(([first = '']) => find(first) !== null);
  const named = found.some(([first = '']) => /\p{L}/u.test(first));
  // One figure of five digits may be like a code by chance; several in a column of codes are not.
  const byName = (named || found.length > 1) && found.length * 2 >= filled.length && (block[0]?.length ?? 0) > 1;
  const landing: ManyLanding = { texts: {}, skipped: 0, strangers: [] };
  block.forEach((cells, down) => {
    const [first = ''] = cells;
    const place = byName ? find(first) : null;
    if (byName && place === null) {
      if (first !== '') landing.strangers.push(first);
      return;
    }
    const row = place === null ? shown[at.row + down] : rows[place];
    (byName ? cells.slice(1) : cells).forEach((text, across) => {
      const indicator = indicators[at.column + across];
      if (row?.whyNot === null && indicator && typed.has(indicator)) {
        landing.texts[cellId(row.unit.code, indicator)] = text;
      } else if (text !== '') landing.skipped += 1;
    });
  });
  return landing;
};

/** What "nothing happened" fills in for a unit: its empty flows with 0. */
export const nilTexts = (form: Form, unitCode: string, entries: Entries<Figure>): Record<string, string> =>
  Object.fromEntries(
    typedRows(form).flatMap(({ indicator, kind }) => {
      const cell = cellId(unitCode, indicator);
      return kind === 'F' && !entries[cell]?.text ? [[cell, '0']] : [];
    }),
  );
