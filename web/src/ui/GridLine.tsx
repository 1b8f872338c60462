import {
  IconActivity,
  IconAlertCircle,
  IconArrowBackUp,
  IconLink,
  IconMessage,
  IconMessagePlus,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useWords } from '../kernel/words.ts';
import { IconButton } from './Button.tsx';
import { currentColumn, type GridColumn, gridColumns } from './grid-moves.ts';
import type { GridRow } from './grid-rows.ts';
import { Icon } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import { Tag } from './Tag.tsx';

type Props = {
  row: GridRow;
  index: number;
  text: string;
  error: string | null;
  typed: boolean;
  readOnly: boolean;
  /** Far out of sight: its name and unit hold its place, its cells are drawn when it comes near. */
  light: boolean;
  columns: readonly GridColumn[];
  /** The column the keyboard is at when it is in this row. */
  activeColumn: number | null;
  /** First and last column of a chosen block, where it crosses this row. */
  chosenFrom: number | null;
  chosenTo: number | null;
  messageId: string;
  heads: Record<GridColumn, readonly [string, string]>;
  /** The same function at every drawing: a line that nothing has happened to is not drawn again. */
  onType: (rowId: string, text: string) => void;
  onNote?: ((rowId: string) => void) | undefined;
};

const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

const isChosen = ({ chosenFrom, chosenTo }: Props, column: number): boolean =>
  chosenFrom !== null && chosenTo !== null && column >= chosenFrom && column <= chosenTo;

/** The cell into which figures are typed: a box, and a text field only where the keyboard is. */
const TypedCell = (line: Props) => {
  const { row, index, text, error, activeColumn, messageId, heads, onType } = line;
  const { t } = useWords();
  const open = activeColumn === currentColumn;
  return (
    <td
      className={classes(
        'n c',
        error && 'err',
        !text && 'empty',
        row.signal && 'sg',
        row.returned && 'rt',
        isChosen(line, currentColumn) && 'chosen',
      )}
      data-l={heads.current[0]}
      data-spot={`${index}:${currentColumn}`}
    >
      {open ? (
        <input
          className="num box"
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          aria-label={`${row.number}. ${row.name}, ${row.unit}`}
          aria-invalid={Boolean(error) || undefined}
          aria-describedby={error || row.signal || row.returned ? messageId : undefined}
          value={text}
          placeholder={t({ vi: 'nhập số', en: 'enter' })}
          onChange={(event) => onType(row.id, event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      ) : (
        <span className="box">{text || t({ vi: 'nhập số', en: 'enter' })}</span>
      )}
      {error && <Icon of={IconAlertCircle} small />}
    </td>
  );
};

const looks: Record<GridColumn, string> = { previous: 'p', lastYear: 'p ly', current: 'c', change: 'd', toDate: 'y' };
const looksOfKind: Record<GridRow['kind'], string> = { sum: 'sum', register: 'auto', entry: 'still' };

/** What stands in a cell of a line; "–" where nothing does. */
export const shownIn = (row: GridRow, text: string, column: GridColumn): string | undefined =>
  column === 'current' ? (row.kind === 'entry' ? text : row.shown) || '–' : row[column];

/** A cell to read: another period, a sum, a register, or the figure of a report that cannot be changed. */
const ReadCell = ({ column, ...line }: Props & { column: GridColumn }) => {
  const { t } = useWords();
  const { row, index, text, activeColumn, heads } = line;
  const number = gridColumns.indexOf(column);
  const isCurrent = column === 'current';
  const shown = shownIn(row, text, column);
  return (
    <td
      className={classes(
        'n',
        looks[column],
        isCurrent && looksOfKind[row.kind],
        isCurrent && row.returned && 'rt',
        shown === '–' && 'bare',
        isChosen(line, number) && 'chosen',
      )}
      data-l={column === 'previous' || column === 'lastYear' ? heads[column][1] : ''}
      data-spot={`${index}:${number}`}
      tabIndex={activeColumn === number ? 0 : -1}
    >
      {isCurrent && row.kind !== 'sum' ? <span className="box">{shown}</span> : shown}
      {isCurrent && row.kind === 'sum' && <span className="vh">{t({ vi: ', tự cộng', en: ', added up' })}</span>}
    </td>
  );
};

const SourceCell = ({ row, onNote }: Props) => {
  const { t } = useWords();
  const name = row.note
    ? t({ vi: 'Ghi chú: {note}', en: 'Note: {note}' }, { note: row.note })
    : t({ vi: 'Thêm ghi chú cho {name}', en: 'Add a note to {name}' }, { name: row.name });
  return (
    <td className="src">
      {row.register && (
        <span className="dim">
          <Icon of={IconLink} small />
          {row.register}
        </span>
      )}
      {row.signal && (
        <Tag look="tinhieu" icon={IconActivity}>
          {row.signal.tag}
        </Tag>
      )}
      {onNote && (
        <IconButton
          className={row.note ? 'mini' : 'mini add'}
          tabIndex={-1}
          icon={row.note ? IconMessage : IconMessagePlus}
          name={name}
          onClick={() => onNote(row.id)}
        />
      )}
    </td>
  );
};

/** What must be said about a cell stands in a row of its own underneath, tied to the field. */
const MessageRow = ({ row, index, error, messageId, columns, readOnly }: Props) => {
  const { t } = useWords();
  const { signal } = row;
  return (
    <tr className="msg" data-answers={index}>
      <td />
      <td colSpan={columns.length + 3} id={messageId}>
        {error && <Notice kind="error">{error}</Notice>}
        {row.returned && (
          <Notice kind="warning" icon={IconArrowBackUp}>
            <b>{t({ vi: 'Trả lại ô này:', en: 'This cell was returned:' })}</b> {row.returned}
          </Notice>
        )}
        {signal && (
          <Notice kind="signal">
            <div className="why">
              <span>{signal.says}</span>
              <input
                type="text"
                readOnly={readOnly}
                aria-label={t({ vi: 'Lời giải thích cho ô {name}', en: 'Explanation for {name}' }, { name: row.name })}
                placeholder={t({ vi: 'Nếu đúng, ghi vì sao', en: 'If it is right, say why' })}
                value={signal.answer}
                onChange={(event) => signal.onAnswer(event.target.value)}
              />
            </div>
          </Notice>
        )}
      </td>
    </tr>
  );
};

/** One indicator of the entry grid, with its message row when there is something to say. Drawn again only when it changes. */
export const GridLine = memo((line: Props) => {
  const { row, index, error, typed, light, columns } = line;
  return (
    <>
      <tr data-row={index} className={classes(row.kind === 'sum' && 'sumrow', row.indent && 'sub') || undefined}>
        <td className="stt num">{row.number}</td>
        <th scope="row">
          {row.name} {row.hint && <span className="dim small">{row.hint}</span>}
        </th>
        <td className="dim u">{row.unit}</td>
        {light ? (
          <td className="rest" colSpan={columns.length + 1} />
        ) : (
          <>
            {columns.map((column) =>
              column === 'current' && typed ? (
                <TypedCell key={column} {...line} />
              ) : (
                <ReadCell key={column} {...line} column={column} />
              ),
            )}
            <SourceCell {...line} />
          </>
        )}
      </tr>
      {(error || row.signal || row.returned) && <MessageRow {...line} />}
    </>
  );
});
