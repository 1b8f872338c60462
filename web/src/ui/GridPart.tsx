import { type CSSProperties, memo } from 'react';
import { GridLine } from './GridLine.tsx';
import type { GridColumn } from './grid-moves.ts';
import type { GridRow } from './grid-rows.ts';

/** What a line shows beside what all lines share. */
export type Line = {
  row: GridRow;
  text: string;
  error: string | null;
  light: boolean;
  activeColumn: number | null;
  chosenFrom: number | null;
  chosenTo: number | null;
};

type Shared = {
  id: string;
  title: string;
  /** The index of its first row in the whole grid. */
  first: number;
  count: number;
  readOnly: boolean;
  columns: readonly GridColumn[];
  /** Names of messages begin so. */
  base: string;
  heads: Record<GridColumn, readonly [string, string]>;
  onType: (rowId: string, text: string) => void;
  onNote?: ((rowId: string) => void) | undefined;
};
type Props = Shared & {
  /** Null: out of sight and not drawn yet; its place is held. */
  lines: readonly Line[] | null;
};

const isSameLine = (one: Line, other: Line | undefined): boolean =>
  other !== undefined &&
  one.row === other.row &&
  one.text === other.text &&
  one.error === other.error &&
  one.light === other.light &&
  one.activeColumn === other.activeColumn &&
  one.chosenFrom === other.chosenFrom &&
  one.chosenTo === other.chosenTo;

const isSamePart = ({ lines: was, ...before }: Props, { lines, ...now }: Props): boolean =>
  (was === lines ||
    (was !== null &&
      lines !== null &&
      was.length === lines.length &&
      was.every((line, at) => isSameLine(line, lines[at])))) &&
  // Both have the keys of one type.
  (Object.keys(now) as (keyof Shared)[]).every((name) => before[name] === now[name]);

/** One section of the entry grid. Looked through again only when one of its lines changes: a key is felt in one of ten. */
export const GridPart = memo(
  ({ id, title, first, count, lines, readOnly, columns, base, heads, onType, onNote }: Props) => (
    <tbody>
      <tr className="secrow" id={id}>
        <th colSpan={columns.length + 4} scope="rowgroup">
          {title}
        </th>
      </tr>
      {lines === null && (
        <tr className="waits" aria-hidden>
          <td colSpan={columns.length + 4} style={{ '--rows': count } as CSSProperties} />
        </tr>
      )}
      {lines?.map((line, offset) => (
        <GridLine
          key={line.row.id}
          {...line}
          index={first + offset}
          typed={!readOnly && line.row.kind === 'entry'}
          readOnly={readOnly}
          columns={columns}
          messageId={`${base}-${line.row.id}`}
          heads={heads}
          onType={onType}
          onNote={onNote}
        />
      ))}
    </tbody>
  ),
  isSamePart,
);
