/** One line of the entry grid as the page describes it. */
export type GridRow = {
  id: string;
  number: string;
  name: string;
  /** "= 4a + 4b + 4c" beside the name. */
  hint?: string;
  unit: string;
  indent?: boolean;
  /** `entry` is typed, `register` is filled from a register, `sum` is computed. */
  kind: 'entry' | 'register' | 'sum';
  /** Text of a cell that is not typed. */
  shown?: string;
  /** Texts of the other columns; "–" for missing. */
  previous: string;
  lastYear: string;
  change: string;
  /** Running total of the year, "hiện có" for a stock; the column is left out when no row has it. */
  toDate?: string;
  /** Name of the register that fills the cell. */
  register?: string;
  /** What a check found wrong; the text typed is kept. */
  error?: string | null;
  /** A question about the figure: `tag` in the row, `says` underneath with a field for the answer. */
  signal?: { tag: string; says: string; answer: string; onAnswer: (answer: string) => void } | null;
  note?: string | null;
  /** Why the cell came back from the superior; marked until it is sent again. */
  returned?: string | null;
};

export type GridSection = { id: string; title: string; rows: readonly GridRow[] };
