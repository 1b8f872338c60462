import { useCallback, useId, useMemo, useRef } from 'react';
import { useWords } from '../../kernel/words.ts';
import type { GridShape, GridSpot } from '../../ui/grid-moves.ts';
import { nextEntry } from '../../ui/grid-moves.ts';
import { useGridKeys } from '../../ui/use-grid-keys.ts';
import { rowsOf } from '../form-cells.ts';
import { cellId, type EntryGrid, landMany } from './many-rows.ts';
import { Peek } from './Peek.tsx';
import { Sums } from './Sums.tsx';
import { type Column, UnitLine, useShown } from './UnitLine.tsx';
import type { Many, UnitLine as UnitLineOf } from './use-many.ts';
import { drawn, useWindow } from './use-window.ts';

type Props = {
  answer: EntryGrid;
  many: Many;
  /** The lines that are shown; the sums are those of all. */
  lines: readonly UnitLineOf[];
  label: string;
  onPaste: (landed: number, skipped: number, strangers: readonly string[]) => void;
};

const useColumns = (form: EntryGrid['form']): Column[] =>
  useMemo(() => {
    let typed = -1;
    return rowsOf(form).map((row) => {
      if (!row.computed) typed += 1;
      return { ...row, typedAt: row.computed ? null : typed };
    });
  }, [form]);

/** Units below each other, indicators beside each other: the same keys as in the grid of one report. Rows out of sight are not drawn. */
export const ManyGrid = ({ answer, many, lines, label, onPaste }: Props) => {
  const { t } = useWords();
  const { grid } = many;
  const peekId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const columns = useColumns(answer.form);
  const shown = useShown();
  const shape: GridShape = {
    rows: lines.length,
    columns: columns.length,
    typed: ({ row, column }) => lines[row]?.row.whyNot === null && columns[column]?.typedAt !== null,
  };
  const { sight, row, look, reveal } = useWindow(frame, lines.length);
  const strangers = useRef<readonly string[]>([]);
  const heights = () => ({
    head: frame.current?.querySelector('thead')?.clientHeight ?? 0,
    foot: frame.current?.querySelector('tfoot')?.clientHeight ?? 0,
  });
  const { at, block, handlers } = useGridKeys({
    root: frame,
    shape,
    grid,
    start: () => nextEntry(shape, { row: 0, column: -1 }, 1) ?? { row: 0, column: 0 },
    cellAt: (spot) => {
      const unit = lines[spot.row]?.row.unit;
      const column = columns[spot.column];
      return unit && column && shape.typed(spot) ? cellId(unit.code, column.indicator) : null;
    },
    shownAt: (spot: GridSpot) => {
      const line = lines[spot.row];
      return line ? shown(line, columns, spot.column) : '';
    },
    land: (pasted, spot) => {
      const landing = landMany(
        answer,
        lines.map(({ row: each }) => each),
        pasted,
        spot,
      );
      strangers.current = landing.strangers;
      return landing;
    },
    onPaste: (landed, skipped) => onPaste(landed, skipped, strangers.current),
    reveal: (spot) => reveal(spot.row, heights()),
  });
  const { act } = grid;
  const onType = useCallback((cell: string, text: string) => act({ do: 'type', rowId: cell, text }), [act]);
  const here = lines[at.row];
  const column = columns[at.column];
  const isTyping = here && column ? grid.typing === cellId(here.row.unit.code, column.indicator) : false;

  return (
    <div className="stack">
      {here && column && <Peek id={peekId} line={here} column={column} at={at.column} grid={grid} form={answer.form} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard */}
      <section className="many" ref={frame} onScroll={look} aria-label={label} tabIndex={0}>
        <table
          className="g m"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern on a real table keeps its rows and heads
          role="grid"
          aria-label={label}
          aria-rowcount={lines.length + 1}
          {...handlers}
        >
          <colgroup>
            <col className="unit" />
            <col className="how" />
            {columns.map(({ indicator }) => (
              <col key={indicator} className="fig" />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{t({ vi: 'Đơn vị', en: 'Unit' })}</th>
              <th scope="col">{t({ vi: 'Tiến độ', en: 'Progress' })}</th>
              {columns.map((each, index) => (
                <th key={each.indicator} scope="col" className="n" title={t(each.words)}>
                  <span className="of">
                    {index + 1}. {t(each.words)}
                  </span>
                  <span className="dim">{t(each.unit)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {drawn(sight, lines.length, at.row).map((each) => {
              if (typeof each !== 'number')
                return (
                  <tr key={`gap ${each.after}`} className="gap">
                    <td colSpan={columns.length + 2} style={{ height: each.gap * row }} />
                  </tr>
                );
              const line = lines[each];
              if (!line) return null;
              const inBlock = block !== null && each >= block.top && each <= block.bottom;
              return (
                <UnitLine
                  key={line.row.unit.code}
                  line={line}
                  index={each}
                  columns={columns}
                  activeColumn={at.row === each ? at.column : null}
                  isTyping={at.row === each && isTyping}
                  chosenFrom={inBlock ? block.left : null}
                  chosenTo={inBlock ? block.right : null}
                  peekId={peekId}
                  onType={onType}
                />
              );
            })}
          </tbody>
          <Sums lines={many.lines} columns={columns} />
        </table>
      </section>
    </div>
  );
};
