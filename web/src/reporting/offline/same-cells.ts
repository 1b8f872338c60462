import type { CellInput } from '@app/contract/reporting/routes.ts';

type Held = Pick<CellInput, 'value' | 'precision' | 'kind' | 'note'> & { indicator: string };

const words = (cell: Omit<Held, 'indicator'> | undefined): string =>
  cell && (cell.value !== null || cell.note)
    ? JSON.stringify([cell.value, cell.value === null ? null : cell.precision, cell.kind, cell.note])
    : '';

/** Whether the server holds the very cells that are to be sent; a cell without figure and note is none. */
export const holdsTheSame = (held: readonly Held[], cells: Readonly<Record<string, CellInput>>): boolean => {
  const there = new Map(held.map((cell) => [cell.indicator, words(cell)]));
  const ids = new Set([...there.keys(), ...Object.keys(cells)]);
  return [...ids].every((id) => (there.get(id) ?? '') === words(cells[id]));
};
