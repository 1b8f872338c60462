import type { Figure } from '@app/contract/kernel/figure.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconAlertCircle } from '@tabler/icons-react';
import { memo } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StateTag } from '../../ui/Tag.tsx';
import { type Figures, type FormRow, figureOf } from '../form-cells.ts';
import { styleOf } from '../report-grid.ts';
import { lookOf } from '../report-look.ts';
import { cellId, type Standing } from './many-rows.ts';
import type { UnitLine as Line } from './use-many.ts';

export type Column = FormRow & {
  /** Its place among the typed rows of the form; null for a computed one. */
  typedAt: number | null;
};

type Props = {
  line: Line;
  index: number;
  columns: readonly Column[];
  /** The column the keyboard is at when it is in this line. */
  activeColumn: number | null;
  /** Somebody is typing in that column: nobody is told off in the middle of a number. */
  isTyping: boolean;
  chosenFrom: number | null;
  chosenTo: number | null;
  /** Names what is said about the cell of the keyboard: unit, indicator, earlier figures. */
  peekId: string;
  onType: (cell: string, text: string) => void;
};

const classes = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');

const Progress = ({ line }: { line: Line }) => {
  const { t } = useWords();
  const { row, standing, told } = line;
  const wrong = Object.keys({ ...standing.faults, ...told }).length;
  const words: Record<Standing['state'], string> = {
    closed: '',
    untouched: '',
    gaps: t({ vi: 'Còn {n} ô', en: '{n} left' }, { n: standing.missing }),
    wrong: '',
    ready: t({ vi: 'Đủ ô', en: 'Complete' }),
  };
  if (wrong > 0) {
    return (
      <span className="late">
        <Icon of={IconAlertCircle} small /> {t({ vi: '{n} lỗi', en: '{n} {n|fault|faults}' }, { n: wrong })}
      </span>
    );
  }
  return words[standing.state] ? (
    <span className={standing.state === 'ready' ? 'done' : 'mid'}>{words[standing.state]}</span>
  ) : (
    <StateTag state={lookOf(row)} />
  );
};

const sentAt = (line: Line, index: number): Figure | null => {
  const cell = line.row.cells[index];
  return cell && cell.value !== null ? { value: cell.value, precision: cell.precision } : null;
};

/** The figure of a typed column: as it is typed, or as it was sent where nothing can be typed. */
export const figureAt = (line: Line, { typedAt }: Column, index: number): Figure | null => {
  if (typedAt === null) return null;
  return line.row.whyNot === null ? (line.entries[typedAt]?.figure ?? null) : sentAt(line, index);
};

const figuresIn = (line: Line, columns: readonly Column[]): Figures =>
  Object.fromEntries(columns.map((column, index) => [column.indicator, figureAt(line, column, index)]));

/** What a cell of a line shows as text: typed, sent, or computed from the others. */
export const useShown = () => {
  const format = useFormat();
  return (line: Line, columns: readonly Column[], index: number): string => {
    const column = columns[index];
    if (!column) return '';
    const closed = line.row.whyNot !== null;
    if (column.typedAt === null)
      return format.figure(figureOf(column.indicator, figuresIn(line, columns)), styleOf(column));
    return closed ? format.figure(sentAt(line, index), styleOf(column)) : (line.entries[column.typedAt]?.text ?? '');
  };
};

type CellProps = {
  unit: Line['row']['unit'];
  column: Column;
  /** Row and column in the grid. */
  spot: string;
  shown: string;
  fault: Words | undefined;
  /** The keyboard is here. */
  isActive: boolean;
  isChosen: boolean;
  peekId: string;
  onType: (cell: string, text: string) => void;
};

/** A cell to read: computed from others, or of a unit that cannot be entered here. */
const ReadCell = memo(
  ({
    spot,
    shown,
    isActive,
    isChosen,
    peekId,
  }: Pick<CellProps, 'spot' | 'shown' | 'isActive' | 'isChosen' | 'peekId'>) => (
    <td
      className={classes('n r', isChosen && 'chosen')}
      data-spot={spot}
      tabIndex={isActive ? 0 : -1}
      aria-describedby={isActive ? peekId : undefined}
    >
      {shown}
    </td>
  ),
);

const isBetween = (at: number, from: number | null, to: number | null): boolean =>
  from !== null && to !== null && at >= from && at <= to;

/** A cell into which somebody types: a box, and a text field only where the keyboard is. */
const TypedCell = memo(({ unit, column, spot, shown, fault, isActive, isChosen, peekId, onType }: CellProps) => {
  const { t } = useWords();
  return (
    <td className={classes('n c', fault && 'err', !shown && 'empty', isChosen && 'chosen')} data-spot={spot}>
      {isActive ? (
        <input
          className="num box"
          inputMode="decimal"
          autoComplete="off"
          enterKeyHint="next"
          aria-label={`${unit.fullName}, ${t(column.words)}, ${t(column.unit)}`}
          aria-invalid={Boolean(fault) || undefined}
          aria-describedby={fault ? `${peekId}-fault` : peekId}
          value={shown}
          onChange={(event) => onType(cellId(unit.code, column.indicator), event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      ) : (
        <span className="box">{shown}</span>
      )}
      {fault && <Icon of={IconAlertCircle} />}
      {fault && isActive && (
        <span className="cellmsg" id={`${peekId}-fault`}>
          {t(fault)}
        </span>
      )}
    </td>
  );
});

/** One unit of the grid. Drawn again only when something in it changes, and of its cells those alone that change. */
export const UnitLine = memo((props: Props) => {
  const { line, index, columns, activeColumn, isTyping, chosenFrom, chosenTo, peekId, onType } = props;
  const shown = useShown();
  const { row, standing, told } = line;
  return (
    <tr aria-rowindex={index + 2} className={row.whyNot === null ? undefined : 'closed'}>
      <th scope="row">{row.unit.fullName}</th>
      <td className="how">
        <Progress line={line} />
      </td>
      {columns.map((column, at) => {
        const isActive = activeColumn === at;
        const cell = {
          unit: row.unit,
          column,
          spot: `${index}:${at}`,
          shown: shown(line, columns, at),
          isActive,
          isChosen: isBetween(at, chosenFrom, chosenTo),
          peekId,
        };
        if (column.typedAt === null || row.whyNot !== null) return <ReadCell key={column.indicator} {...cell} />;
        const fault = told[cellId(row.unit.code, column.indicator)] ?? standing.faults[column.indicator];
        return (
          <TypedCell
            key={column.indicator}
            {...cell}
            fault={isActive && isTyping ? undefined : fault}
            onType={onType}
          />
        );
      })}
    </tr>
  );
});
