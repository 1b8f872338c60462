/** What has been typed into the entry grid: texts, their readings, and the way back. Pure. */
import type { Words } from '@app/contract/kernel/words.ts';

/** A text read as a figure: `figure` is null for an empty cell, `fault` says why a text is no figure. */
export type Reading<F> = { figure: F | null; fault: Words | null };

/** One cell: the text as typed is kept even when it cannot be read. */
export type Entry<F> = Reading<F> & { text: string };

export type Entries<F> = Readonly<Record<string, Entry<F>>>;

/** How texts of a row are read, and how a figure of it is written. */
export type CellWays<F> = {
  read: (rowId: string, text: string) => Reading<F>;
  write: (rowId: string, figure: F) => string;
};

export type GridState<F> = {
  entries: Entries<F>;
  past: readonly Entries<F>[];
  /** What was taken back, and can be had again until something else is typed. */
  future: readonly Entries<F>[];
  /** The row whose keystrokes belong to one step of the way back. */
  typing: string | null;
};

export type GridAction<F> =
  | { do: 'type'; rowId: string; text: string }
  | { do: 'leave' }
  | { do: 'put'; texts: Readonly<Record<string, string>> }
  | { do: 'undo' }
  | { do: 'redo' }
  /** The text of a cell as it was before it was typed into. */
  | { do: 'revert' }
  | { do: 'load'; figures: Readonly<Record<string, F | null>> };

const longest = 100;

const remember = <F>(state: GridState<F>): readonly Entries<F>[] => [...state.past.slice(1 - longest), state.entries];

const entryOf = <F>(ways: CellWays<F>, rowId: string, text: string): Entry<F> => ({ text, ...ways.read(rowId, text) });

/** The same entry with its figure written the usual way; a text that cannot be read stays as it was typed. */
const tidy = <F>(ways: CellWays<F>, rowId: string, entry: Entry<F>): Entry<F> => {
  if (entry.fault !== null) return entry;
  return { ...entry, text: entry.figure === null ? '' : ways.write(rowId, entry.figure) };
};

/** A grid that shows these figures, with nothing to undo. */
export const gridOf = <F>(ways: CellWays<F>, figures: Readonly<Record<string, F | null>>): GridState<F> => ({
  entries: Object.fromEntries(
    Object.entries(figures).map(([rowId, figure]) => [
      rowId,
      { text: figure === null ? '' : ways.write(rowId, figure), figure, fault: null },
    ]),
  ),
  past: [],
  future: [],
  typing: null,
});

const type = <F>(ways: CellWays<F>, state: GridState<F>, rowId: string, text: string): GridState<F> => ({
  entries: { ...state.entries, [rowId]: entryOf(ways, rowId, text) },
  past: state.typing === rowId ? state.past : remember(state),
  future: [],
  typing: rowId,
});

const leave = <F>(ways: CellWays<F>, state: GridState<F>): GridState<F> => {
  const rowId = state.typing;
  const entry = rowId === null ? undefined : state.entries[rowId];
  if (rowId === null || !entry) return state;
  return { ...state, entries: { ...state.entries, [rowId]: tidy(ways, rowId, entry) }, typing: null };
};

const put = <F>(ways: CellWays<F>, state: GridState<F>, texts: Readonly<Record<string, string>>): GridState<F> => {
  // A block has thousands of cells: written into one copy.
  const entries: Record<string, Entry<F>> = { ...state.entries };
  for (const [rowId, text] of Object.entries(texts)) entries[rowId] = tidy(ways, rowId, entryOf(ways, rowId, text));
  return {
    entries,
    past: remember(state),
    future: [],
    typing: null,
  };
};

const undo = <F>(state: GridState<F>): GridState<F> => {
  const before = state.past.at(-1);
  if (!before) return state;
  return { entries: before, past: state.past.slice(0, -1), future: [...state.future, state.entries], typing: null };
};

const redo = <F>(state: GridState<F>): GridState<F> => {
  const after = state.future.at(-1);
  if (!after) return state;
  return { entries: after, past: remember(state), future: state.future.slice(0, -1), typing: null };
};

/** Esc takes back what is being typed, and nothing that was finished before. */
const revert = <F>(state: GridState<F>): GridState<F> => {
  const before = state.past.at(-1);
  if (state.typing === null || !before) return state;
  return { entries: before, past: state.past.slice(0, -1), future: state.future, typing: null };
};

/** The grid after an action: keystrokes in one cell are one step back, a pasted block is one step back. */
export const nextGrid = <F>(ways: CellWays<F>, state: GridState<F>, action: GridAction<F>): GridState<F> => {
  switch (action.do) {
    case 'type':
      return type(ways, state, action.rowId, action.text);
    case 'leave':
      return leave(ways, state);
    case 'put':
      return put(ways, state, action.texts);
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    case 'revert':
      return revert(state);
    case 'load':
      return gridOf(ways, action.figures);
  }
};
