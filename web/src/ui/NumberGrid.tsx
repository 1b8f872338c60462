import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../kernel/words.ts';
import { GridLine } from './GridLine.tsx';
import { currentColumn, type GridColumn, type GridSpot, gridColumns, nextEntry, spotAfter } from './grid-moves.ts';
import type { GridSection } from './grid-rows.ts';
import { blockOf, figuresOf } from './paste.ts';
import type { Grid } from './use-grid.ts';

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

const atEdge = ({ selectionStart: start, selectionEnd: end, value }: HTMLInputElement, key: string): boolean => {
  if (start === 0 && end === value.length) return true;
  return start === end && start === (key === 'ArrowLeft' ? 0 : value.length);
};

/** Keys that the text field itself needs before the grid may have them. */
const keptByField = ({ key, target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement && (key === 'ArrowLeft' || key === 'ArrowRight') && !atEdge(target, key);

const isUndo = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';

/**
 * The entry grid: a real table with the ARIA grid pattern, one text field at a time, Vietnamese numbers.
 * Enter down, Tab next, arrows, F2 note, Ctrl V a block from a spreadsheet, Ctrl Z back. On a phone rows become blocks.
 */
export const NumberGrid = <F,>({ label, heads, sections, grid, readOnly = false, onNote, onPaste }: Props<F>) => {
  const { t } = useWords();
  const base = useId();
  const table = useRef<HTMLTableElement>(null);
  const rows = sections.flatMap((section) => section.rows);
  const typed = rows.map((row) => !readOnly && row.kind === 'entry');
  const [spot, setSpot] = useState<GridSpot>(() => ({
    row: Math.max(
      0,
      rows.findIndex((row, index) => typed[index] && !grid.entries[row.id]?.text),
    ),
    column: currentColumn,
  }));
  const at = { row: Math.min(spot.row, Math.max(0, rows.length - 1)), column: spot.column };
  const rowHere = rows[at.row];

  const go = (next: GridSpot) => {
    // The field must stand in the page before it can take the focus, also when keys come fast.
    flushSync(() => {
      grid.act({ do: 'leave' });
      setSpot(next);
    });
    const cell = table.current?.querySelector<HTMLElement>(`[data-spot="${next.row}:${next.column}"]`);
    cell?.focus();
    cell?.scrollIntoView({ block: 'nearest' });
  };

  const press = (event: KeyboardEvent) => {
    if (event.key === 'F2' && rowHere && onNote) onNote(rowHere.id);
    else if (isUndo(event)) grid.act({ do: 'undo' });
    else {
      // Tab goes from a questioned figure to the field for its explanation, which comes next in the page.
      const toAnswer = event.key === 'Tab' && !event.shiftKey && rowHere?.signal;
      const next = toAnswer || keptByField(event) ? null : spotAfter(event, at, typed);
      if (!next) return;
      go(next);
    }
    event.preventDefault();
  };

  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\r\n]/.test(text) || !rowHere) return;
    event.preventDefault();
    const figures = figuresOf(blockOf(text), (cell) => grid.ways.read(rowHere.id, cell).fault === null);
    const landing = figures.map((figure, offset) => ({
      figure,
      row: rows[at.row + offset],
      open: typed[at.row + offset],
    }));
    const landed = landing.flatMap(({ figure, row, open }) => (row && open ? [[row.id, figure] as const] : []));
    grid.act({ do: 'put', texts: Object.fromEntries(landed) });
    onPaste?.(landed.length, landing.filter(({ figure, open }) => figure !== '' && !open).length);
  };

  const afterAnswer = (from: number) => (event: KeyboardEvent) => {
    const row = event.key === 'Tab' && !event.shiftKey ? nextEntry(typed, from, 1) : null;
    if (row === null) return;
    event.preventDefault();
    go({ row, column: currentColumn });
  };

  // Nobody is told off in the middle of a number: a text that cannot be read is named when the cell is left.
  const faultOf = (rowId: string): string | null => {
    const fault = grid.entries[rowId]?.fault;
    return fault && grid.typing !== rowId ? t(fault) : null;
  };

  const columns = gridColumns.filter(
    (column) => column !== 'toDate' || rows.some(({ toDate }) => toDate !== undefined),
  );
  const line = (index: number): ReactNode => {
    const row = rows[index];
    return (
      row && (
        <GridLine
          key={row.id}
          row={row}
          index={index}
          text={grid.entries[row.id]?.text ?? ''}
          error={row.error ?? (row.kind === 'entry' ? faultOf(row.id) : null)}
          typed={typed[index] ?? false}
          readOnly={readOnly}
          columns={columns}
          activeColumn={at.row === index ? at.column : null}
          messageId={`${base}-${row.id}`}
          heads={heads}
          onType={(text) => grid.act({ do: 'type', rowId: row.id, text })}
          onLeave={() => grid.act({ do: 'leave' })}
          onGo={(column) => go({ row: index, column })}
          onFocus={(column) => setSpot({ row: index, column })}
          onKeyDown={press}
          onPaste={paste}
          onAnswerKey={afterAnswer(index)}
          {...(onNote && { onNote: () => onNote(row.id) })}
        />
      )
    );
  };

  return (
    <div className="sheetwrap">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a real table keeps its rows and heads */}
      <table className="g" ref={table} role="grid" aria-label={label} aria-readonly={readOnly || undefined}>
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
        {sections.map((section) => (
          <tbody key={section.id}>
            <tr className="secrow" id={section.id}>
              <th colSpan={columns.length + 4} scope="rowgroup">
                {section.title}
              </th>
            </tr>
            {section.rows.map((row) => line(rows.indexOf(row)))}
          </tbody>
        ))}
      </table>
    </div>
  );
};
