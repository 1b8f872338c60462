import { type KeyboardEvent, useCallback, useId, useMemo, useRef } from 'react';
import { useWords } from '../kernel/words.ts';
import { shownIn } from './GridLine.tsx';
import { GridPart, type Line } from './GridPart.tsx';
import {
  columnsDrawn,
  currentColumn,
  type GridBlock,
  type GridColumn,
  type GridShape,
  gridColumns,
  nextInColumn,
} from './grid-moves.ts';
import type { GridRow, GridSection } from './grid-rows.ts';
import { figuresOf } from './paste.ts';
import type { Grid } from './use-grid.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { holdsNear, isNear, useNear } from './use-near.ts';

/** Two lines of each column head: "Kỳ trước", "T10/2026". */
export type GridHeads = Record<GridColumn, readonly [string, string]>;

type Props<F> = {
  /** Name of the form and period. */
  label: string;
  heads: GridHeads;
  sections: readonly GridSection[];
  grid: Grid<F>;
  /** True: nothing can be typed (sent, accepted, locked). */
  readOnly?: boolean;
  /** F2 or the button of a row: opens the note of that row. */
  onNote?: (rowId: string) => void;
  /** After a block was pasted: how many figures landed, how many fell on cells that cannot be typed into. */
  onPaste?: (landed: number, skipped: number) => void;
};

/** The line whose message a field stands in. */
const answered = (target: EventTarget): number | null => {
  const name =
    target instanceof Element ? target.closest<HTMLElement>('[data-answers]')?.dataset['answers'] : undefined;
  return name === undefined ? null : Number(name);
};

/** Columns of a block that crosses a row. */
const crossing = (block: GridBlock | null, row: number): [number, number] | [null, null] =>
  block && row >= block.top && row <= block.bottom ? [block.left, block.right] : [null, null];

/**
 * The entry grid: a real table with the ARIA grid pattern, one text field at a time, Vietnamese numbers.
 * Enter down, Tab next, arrows, with Shift a block, F2 note, Ctrl C and V from and to a spreadsheet, Ctrl Z back, Ctrl Y
 * forward, Esc takes back what is being typed. On a phone rows become blocks.
 */
export const NumberGrid = <F,>({ label, heads, sections, grid, readOnly = false, onNote, onPaste }: Props<F>) => {
  const { t } = useWords();
  const base = useId();
  const table = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections]);
  const { entries, act, typing } = grid;
  const starts = useMemo(() => {
    let next = 0;
    return sections.map((section) => {
      const first = next;
      next += section.rows.length;
      return first;
    });
  }, [sections]);
  const isTyped = (row: GridRow | undefined): row is GridRow => !readOnly && row?.kind === 'entry';
  const shape: GridShape = {
    rows: rows.length,
    columns: gridColumns.length,
    typed: ({ row, column }) => column === currentColumn && isTyped(rows[row]),
  };
  const textOf = (row: GridRow): string => entries[row.id]?.text ?? '';
  const { at, block, go, handlers } = useGridKeys({
    root: table,
    shape,
    grid,
    start: () => ({
      row: Math.max(
        0,
        rows.findIndex((row) => isTyped(row) && !textOf(row)),
      ),
      column: currentColumn,
    }),
    cellAt: (spot) => (shape.typed(spot) ? (rows[spot.row]?.id ?? null) : null),
    shownAt: ({ row, column }) => {
      const here = rows[row];
      const name = gridColumns[column];
      return (here && name && shownIn(here, textOf(here), name)) ?? '';
    },
    // A copied row of name, unit and figure lands as its figure, whichever column the keyboard is in.
    land: (pasted, { row: first }) => {
      const landing = figuresOf(pasted).map((figure, offset) => ({ figure, row: rows[first + offset] }));
      return {
        texts: Object.fromEntries(landing.flatMap(({ figure, row }) => (isTyped(row) ? [[row.id, figure]] : []))),
        skipped: landing.filter(({ figure, row }) => figure !== '' && !isTyped(row)).length,
      };
    },
    onPaste,
    onNote: onNote && (({ row }) => rows[row] && onNote(rows[row].id)),
    // Tab goes from a questioned figure to the field for its explanation, which comes next in the page.
    leaves: (event, { row }) => event.key === 'Tab' && !event.shiftKey && Boolean(rows[row]?.signal),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const from = answered(event.target);
    if (from === null) return handlers.onKeyDown(event);
    const next =
      event.key === 'Tab' && !event.shiftKey ? nextInColumn(shape, { row: from, column: currentColumn }, 1) : null;
    if (!next) return;
    event.preventDefault();
    go(next);
  };

  // Nobody is told off in the middle of a number: a text that cannot be read is named when the cell is left.
  const faultOf = (rowId: string): string | null => {
    const fault = entries[rowId]?.fault;
    return fault && typing !== rowId ? t(fault) : null;
  };

  const columns = columnsDrawn(rows.some(({ toDate }) => toDate !== undefined));
  const onType = useCallback((rowId: string, text: string) => act({ do: 'type', rowId, text }), [act]);
  const { near, standing } = useNear(table, rows.length, sections.length);
  const lineOf = (row: GridRow, index: number): Line => {
    const [chosenFrom, chosenTo] = crossing(block, index);
    return {
      row,
      text: textOf(row),
      error: row.error ?? (row.kind === 'entry' ? faultOf(row.id) : null),
      light: !isNear(near, index, at.row),
      activeColumn: at.row === index ? at.column : null,
      chosenFrom,
      chosenTo,
    };
  };

  return (
    <div className="sheetwrap">
      <table
        className={near ? 'g long' : 'g'}
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a real table keeps its rows and heads
        role="grid"
        aria-label={label}
        aria-readonly={readOnly || undefined}
        {...handlers}
        onKeyDown={onKeyDown}
      >
        {near && (
          <colgroup>
            <col className="c-stt" />
            <col />
            <col className="c-u" />
            {columns.map((column) => (
              <col key={column} className={`c-${column}`} />
            ))}
            <col className="c-src" />
          </colgroup>
        )}
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t({ vi: 'Số thứ tự', en: 'Number' })}</span>
            </th>
            <th scope="col">{t({ vi: 'Chỉ tiêu', en: 'Indicator' })}</th>
            <th scope="col">{t({ vi: 'Đơn vị tính', en: 'Unit' })}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={column === 'current' ? 'n now' : 'n'}>
                <span>{heads[column][0]}</span> <span>{heads[column][1]}</span>
              </th>
            ))}
            <th scope="col">{t({ vi: 'Nguồn, ghi chú', en: 'Source, notes' })}</th>
          </tr>
        </thead>
        {sections.map((section, part) => {
          const first = starts[part] ?? 0;
          const count = section.rows.length;
          const isThere =
            part < standing ||
            holdsNear(near, first, count, at.row) ||
            (block !== null && block.top < first + count && block.bottom >= first);
          return (
            <GridPart
              key={section.id}
              id={section.id}
              title={section.title}
              first={first}
              lines={isThere ? section.rows.map((row, offset) => lineOf(row, first + offset)) : null}
              count={count}
              readOnly={readOnly}
              columns={columns}
              base={base}
              heads={heads}
              onType={onType}
              onNote={onNote}
            />
          );
        })}
      </table>
    </div>
  );
};
