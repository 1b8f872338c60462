import { IconActivity, IconAlertCircle, IconLink, IconMessage, IconMessagePlus } from '@tabler/icons-react';
import type { ClipboardEventHandler, KeyboardEventHandler } from 'react';
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
  columns: readonly GridColumn[];
  /** The column the keyboard is at when it is in this row. */
  activeColumn: number | null;
  messageId: string;
  heads: Record<GridColumn, readonly [string, string]>;
  onType: (text: string) => void;
  onLeave: () => void;
  onGo: (column: number) => void;
  onFocus: (column: number) => void;
  onKeyDown: KeyboardEventHandler;
  onPaste: ClipboardEventHandler;
  onAnswerKey: KeyboardEventHandler;
  onNote?: () => void;
};

const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

/** The cell into which figures are typed: a box, and a text field only where the keyboard is. */
const TypedCell = ({ row, index, text, error, activeColumn, messageId, heads, onType, onLeave, onGo }: Props) => {
  const { t } = useWords();
  const open = activeColumn === currentColumn;
  return (
    <td className={classes('n c', error && 'err', !text && 'empty', row.signal && 'sg')} data-l={heads.current[0]}>
      {open ? (
        <input
          className="num box"
          data-spot={`${index}:${currentColumn}`}
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          aria-label={`${row.number}. ${row.name}, ${row.unit}`}
          aria-invalid={Boolean(error) || undefined}
          aria-describedby={error || row.signal ? messageId : undefined}
          value={text}
          placeholder={t({ vi: 'nhập số', en: 'enter' })}
          onChange={(event) => onType(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={onLeave}
        />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys reach the cell through the grid
        // biome-ignore lint/a11y/noStaticElementInteractions: the field that a press puts here is the interactive element
        <span className="box" onClick={() => onGo(currentColumn)}>
          {text || t({ vi: 'nhập số', en: 'enter' })}
        </span>
      )}
      {error && <Icon of={IconAlertCircle} small />}
    </td>
  );
};

const looks: Record<GridColumn, string> = { previous: 'p', lastYear: 'p ly', current: 'c', change: 'd', toDate: 'y' };
const looksOfKind: Record<GridRow['kind'], string> = { sum: 'sum', register: 'auto', entry: 'still' };

/** A cell to read: another period, a sum, a register, or the figure of a report that cannot be changed. */
const ReadCell = ({ column, ...line }: Props & { column: GridColumn }) => {
  const { t } = useWords();
  const { row, index, text, activeColumn, heads, onFocus } = line;
  const number = gridColumns.indexOf(column);
  const isCurrent = column === 'current';
  const shown = isCurrent ? (row.kind === 'entry' ? text : row.shown) || '–' : row[column];
  return (
    <td
      className={classes('n', looks[column], isCurrent && looksOfKind[row.kind], shown === '–' && 'bare')}
      data-l={column === 'previous' || column === 'lastYear' ? heads[column][1] : ''}
      data-spot={`${index}:${number}`}
      tabIndex={activeColumn === number ? 0 : -1}
      onFocus={() => onFocus(number)}
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
          onClick={onNote}
        />
      )}
    </td>
  );
};

/** What must be said about a cell stands in a row of its own underneath, tied to the field. */
const MessageRow = ({ row, error, messageId, columns, readOnly, onAnswerKey }: Props) => {
  const { t } = useWords();
  const { signal } = row;
  return (
    <tr className="msg">
      <td />
      <td colSpan={columns.length + 3} id={messageId}>
        {error && <Notice kind="error">{error}</Notice>}
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
                onKeyDown={onAnswerKey}
              />
            </div>
          </Notice>
        )}
      </td>
    </tr>
  );
};

/** One indicator of the entry grid, with its message row when there is something to say. */
export const GridLine = (line: Props) => {
  const { row, error, typed, columns, onKeyDown, onPaste } = line;
  return (
    <>
      <tr
        className={classes(row.kind === 'sum' && 'sumrow', row.indent && 'sub') || undefined}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      >
        <td className="stt num">{row.number}</td>
        <th scope="row">
          {row.name} {row.hint && <span className="dim small">{row.hint}</span>}
        </th>
        <td className="dim u">{row.unit}</td>
        {columns.map((column) =>
          column === 'current' && typed ? (
            <TypedCell key={column} {...line} />
          ) : (
            <ReadCell key={column} {...line} column={column} />
          ),
        )}
        <SourceCell {...line} />
      </tr>
      {(error || row.signal) && <MessageRow {...line} />}
    </>
  );
};
