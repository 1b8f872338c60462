import { useMemo, useReducer, useRef } from 'react';
import { type CellWays, type Entries, type GridAction, type GridState, gridOf, nextGrid } from './grid-entries.ts';

/** The typed state of one entry grid, owned by the page that saves it. */
export type Grid<F> = {
  entries: Entries<F>;
  /** The row in which somebody is typing. */
  typing: string | null;
  canUndo: boolean;
  canRedo: boolean;
  act: (action: GridAction<F>) => void;
  ways: CellWays<F>;
};

/** Holds what is typed: `const grid = useGrid(ways, figures)`; read `grid.entries[rowId].figure`, hand `grid` to `NumberGrid`. */
export const useGrid = <F>(ways: CellWays<F>, figures: Readonly<Record<string, F | null>>): Grid<F> => {
  const latest = useRef(ways);
  latest.current = ways;
  const [state, act] = useReducer(
    (before: GridState<F>, action: GridAction<F>) => nextGrid(latest.current, before, action),
    undefined,
    () => gridOf(ways, figures),
  );
  return useMemo(
    () => ({
      entries: state.entries,
      typing: state.typing,
      canUndo: state.past.length > 0,
      canRedo: state.future.length > 0,
      act,
      ways: latest.current,
    }),
    [state],
  );
};
