import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right aligned in tabular figures. */
  number?: boolean;
  /** Where the cell goes when the table becomes rows of two lines on a phone; `hidden` leaves it out there. */
  narrow?: 'first' | 'second' | 'first-right' | 'second-right' | 'hidden';
};

type Props<Row> = {
  /** What the table shows; read, not seen. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The column whose cells name the row. */
  rowHead?: string;
  /** Marks the row that the panel beside shows. */
  selected?: (row: Row) => boolean;
};

const classOf = <Row,>({ number, narrow }: Column<Row>): string | undefined =>
  [number && 'n', narrow && `w-${narrow}`].filter(Boolean).join(' ') || undefined;

/** A plain table with a head that stays under the top bar; below 640 px each row becomes two lines. */
export const Table = <Row,>({ caption, columns, rows, keyOf, rowHead, selected }: Props<Row>) => (
  <table className="grid">
    <caption className="vh">{caption}</caption>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={column.number ? 'n' : undefined}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={keyOf(row)} className={selected?.(row) ? 'sel' : undefined}>
          {columns.map((column) =>
            column.key === rowHead ? (
              <th key={column.key} scope="row" className={classOf(column)}>
                {column.cell(row)}
              </th>
            ) : (
              <td key={column.key} className={classOf(column)}>
                {column.cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
