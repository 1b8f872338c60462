/** What a spreadsheet puts on the clipboard: rows by line breaks, columns by tabs, quotes around cells that hold either. */

const unquote = (cell: string): string =>
  cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

/** The rows and cells of a pasted block; the empty line that spreadsheets add at the end is left out. */
export const blockOf = (clipboard: string): string[][] => {
  const lines = clipboard.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t').map((cell) => unquote(cell).trim()));
};

/**
 * The column of a block that holds the figures: the rightmost one in which every filled cell can be read as a number,
 * so that a copied row of name, unit and figure lands as its figure. Without one, the first column.
 */
export const figuresOf = (block: readonly (readonly string[])[], readable: (text: string) => boolean): string[] => {
  const wide = Math.max(0, ...block.map((row) => row.length));
  const column = (at: number): string[] => block.map((row) => row[at] ?? '');
  for (let at = wide - 1; at > 0; at -= 1) {
    const cells = column(at);
    if (cells.some((cell) => cell !== '') && cells.every((cell) => cell === '' || readable(cell))) return cells;
  }
  return column(0);
};
