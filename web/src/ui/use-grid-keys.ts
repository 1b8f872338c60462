/** The keyboard, the clipboard and the mouse of an entry grid; both grids of the product hand their table to it. */
import {
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../kernel/words.ts';
import {
  blockBetween,
  cornerAfter,
  type GridBlock,
  type GridShape,
  type GridSpot,
  isSingle,
  type KeyPress,
  spotAfter,
  spotsOf,
} from './grid-moves.ts';
import { blockOf, clipboardOf } from './paste.ts';
import type { Grid } from './use-grid.ts';

/** A pasted block as it lands: texts by cell, and how many figures fell on cells that cannot be typed into. */
type Landing = { texts: Readonly<Record<string, string>>; skipped: number };

type Table<F> = {
  root: RefObject<HTMLElement | null>;
  shape: GridShape;
  grid: Grid<F>;
  start: () => GridSpot;
  /** The cell of the grid's entries at a spot; null where nothing is typed. */
  cellAt: (spot: GridSpot) => string | null;
  /** What stands at a spot, for copying. */
  shownAt: (spot: GridSpot) => string;
  land: (block: readonly (readonly string[])[], at: GridSpot) => Landing;
  onPaste?: ((landed: number, skipped: number) => void) | undefined;
  /** F2. */
  onNote?: ((spot: GridSpot) => void) | undefined;
  /** Keys that lead somewhere else from here, for example to a field under the cell. */
  leaves?: (event: KeyboardEvent, at: GridSpot) => boolean;
  /** Brings a row into the page that is not drawn while it is out of sight. */
  reveal?: (spot: GridSpot) => void;
};

const spotName = ({ row, column }: GridSpot): string => `${row}:${column}`;

const spotOf = (target: EventTarget): GridSpot | null => {
  const name = target instanceof Element ? target.closest<HTMLElement>('[data-spot]')?.dataset['spot'] : undefined;
  const [row, column] = name?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
};

const isWhole = ({ selectionStart, selectionEnd, value }: HTMLInputElement): boolean =>
  selectionStart === 0 && selectionEnd === value.length;

/** Keys that the text field itself needs before the grid may have them. */
const keptByField = ({ key, shiftKey, ctrlKey, target }: KeyboardEvent): boolean => {
  if (!(target instanceof HTMLInputElement) || isWhole(target)) return false;
  if (key === 'Home' || key === 'End') return !ctrlKey;
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false;
  const { selectionStart: start, selectionEnd: end, value } = target;
  return shiftKey || start !== end || start !== (key === 'ArrowLeft' ? 0 : value.length);
};

const withCtrl = (event: KeyboardEvent, key: string, shift = false): boolean =>
  (event.ctrlKey || event.metaKey) && event.shiftKey === shift && event.key.toLowerCase() === key;

/** Whether a key goes back over what was typed, or forward again. */
const stepOf = (event: KeyboardEvent): 'undo' | 'redo' | null => {
  if (withCtrl(event, 'z')) return 'undo';
  return withCtrl(event, 'y') || withCtrl(event, 'z', true) ? 'redo' : null;
};

export const useGridKeys = <F>(table: Table<F>) => {
  const { language } = useWords();
  const { root, shape, grid, cellAt } = table;
  const [place, setPlace] = useState(() => {
    const start = table.start();
    return { at: start, corner: start };
  });
  const fit = ({ row, column }: GridSpot): GridSpot => ({
    row: Math.max(0, Math.min(row, shape.rows - 1)),
    column: Math.max(0, Math.min(column, shape.columns - 1)),
  });
  const at = fit(place.at);
  const block = blockBetween(at, fit(place.corner));
  const dragged = useRef<GridSpot | null>(null);
  /** Where a row of Tab began: Enter goes back there, one line down. */
  const tabbed = useRef<number | null>(null);

  const cellOf = (spot: GridSpot) => root.current?.querySelector<HTMLElement>(`[data-spot="${spotName(spot)}"]`);
  const bring = (cell: Element | null | undefined) => cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const focus = (spot: GridSpot) => {
    const cell = cellOf(spot);
    const field = cell?.querySelector('input');
    (field ?? cell)?.focus({ preventScroll: true });
    // Where the keyboard stays (Enter in the last row) the next key begins a new figure, as everywhere else.
    field?.select();
    bring(cell);
  };
  /** Said only where somebody types: the page that owns the figures is drawn anew at everything it is told. */
  const leave = () => {
    if (grid.typing !== null) grid.act({ do: 'leave' });
  };
  const go = (next: GridSpot) => {
    // A field that goes out of the page with the focus in it lays the half-changed page out once more.
    const field = document.activeElement;
    if (field instanceof HTMLElement && root.current?.contains(field)) field.blur();
    // The field must stand in the page before it can take the focus, also when keys come fast.
    flushSync(() => {
      leave();
      setPlace({ at: next, corner: next });
      table.reveal?.(next);
    });
    focus(next);
  };
  const grow = (corner: GridSpot) => {
    flushSync(() => {
      setPlace({ at, corner });
      table.reveal?.(corner);
    });
    bring(cellOf(corner) ?? root.current?.querySelector(`[data-row="${corner.row}"]`));
  };
  /** The texts of what was put must show in the field that is open, as if it had been entered anew. */
  const put = (texts: Readonly<Record<string, string>>) => {
    flushSync(() => grid.act({ do: 'put', texts }));
    selectField();
  };
  const selectField = () => {
    const field = document.activeElement;
    if (field instanceof HTMLInputElement && root.current?.contains(field)) field.select();
  };
  const clear = (cells: GridBlock) => {
    const ids = spotsOf(cells).flatMap((row) => row.flatMap((spot) => cellAt(spot) ?? []));
    if (ids.length > 0) put(Object.fromEntries(ids.map((id) => [id, ''])));
  };

  /** What the key does besides moving; false when it does nothing. */
  const acts = (event: KeyboardEvent): boolean => {
    const { key } = event;
    const step = stepOf(event);
    if (key === 'F2' && table.onNote) table.onNote(at);
    else if (step) grid.act({ do: step });
    else if (key === 'Escape' && (grid.typing !== null || !isSingle(block))) {
      flushSync(() => {
        grid.act({ do: 'revert' });
        setPlace({ at, corner: at });
      });
      selectField();
    } else if ((key === 'Delete' || key === 'Backspace') && !isSingle(block)) clear(block);
    else return false;
    return true;
  };

  const moves = (event: KeyboardEvent): boolean => {
    const { key, shiftKey } = event;
    if (event.altKey || keptByField(event) || table.leaves?.(event, at)) return false;
    const press = { key, shiftKey, ctrlKey: event.ctrlKey || event.metaKey };
    const corner = cornerAfter(press, fit(place.corner), shape);
    if (corner) grow(corner);
    const next = corner ? null : spotAfter(press, whence(press), shape);
    if (next) {
      tabbed.current = key === 'Tab' ? (tabbed.current ?? at.column) : null;
      go(next);
    }
    return corner !== null || next !== null;
  };
  /** Where a key starts from: after some steps of Tab, Enter goes on in the column where they began. */
  const whence = ({ key, shiftKey }: KeyPress): GridSpot =>
    key === 'Enter' && !shiftKey && tabbed.current !== null ? { ...at, column: tabbed.current } : at;

  const onKeyDown = (event: KeyboardEvent) => {
    if (spotOf(event.target) && (acts(event) || moves(event))) event.preventDefault();
  };

  const copy = (event: ClipboardEvent): boolean => {
    const { target } = event;
    if (!spotOf(target)) return false;
    const inField = target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd;
    if (isSingle(block) && inField && !isWhole(target)) return false;
    const { text, html } = clipboardOf(
      spotsOf(block).map((row) => row.map(table.shownAt)),
      language,
    );
    event.clipboardData.setData('text/plain', text);
    event.clipboardData.setData('text/html', html);
    event.preventDefault();
    return true;
  };

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!spotOf(event.target) || (isSingle(block) && !/[\t\r\n]/.test(text))) return;
    event.preventDefault();
    const { texts, skipped } = table.land(blockOf(text), { row: block.top, column: block.left });
    put(texts);
    table.onPaste?.(Object.keys(texts).length, skipped);
  };

  /** A press with Shift chooses up to there; another press goes there, and may be drawn on into a block. */
  const onPointerDown = (event: PointerEvent) => {
    const spot = event.pointerType === 'mouse' && event.button === 0 ? spotOf(event.target) : null;
    dragged.current = spot;
    tabbed.current = null;
    if (!spot || spotName(spot) === spotName(at)) return;
    event.preventDefault();
    if (event.shiftKey) grow(spot);
    else go(spot);
  };
  const onPointerOver = (event: PointerEvent) => {
    const spot = event.buttons === 1 && dragged.current ? spotOf(event.target) : null;
    if (!spot || (spotName(spot) === spotName(at) && isSingle(block))) return;
    setPlace({ at, corner: spot });
  };
  const onClick = (event: MouseEvent) => {
    const spot = spotOf(event.target);
    if (spot && !event.shiftKey && isSingle(block) && spotName(spot) !== spotName(at)) go(spot);
  };
  const onFocus = (event: FocusEvent) => {
    const spot = spotOf(event.target);
    if (spot && spotName(spot) !== spotName(at)) setPlace({ at: spot, corner: spot });
  };

  return {
    at,
    /** The chosen block; null while it is one cell. */
    block: isSingle(block) ? null : block,
    go,
    handlers: {
      onKeyDown,
      onCopy: (event: ClipboardEvent) => void copy(event),
      onCut: (event: ClipboardEvent) => {
        if (copy(event)) clear(block);
      },
      onPaste,
      onPointerDown,
      onPointerOver,
      onClick,
      onFocus,
      onBlur: leave,
    },
  };
};
