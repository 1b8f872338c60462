import type { Figure } from '@app/contract/kernel/figure.ts';
import { IconCircleOff } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import type { Grid } from '../../ui/use-grid.ts';
import { styleOf } from '../report-grid.ts';
import { type EntryGrid, nilTexts } from './many-rows.ts';
import type { Column } from './UnitLine.tsx';
import type { UnitLine } from './use-many.ts';

type Props = {
  id: string;
  line: UnitLine;
  column: Column;
  at: number;
  grid: Grid<Figure>;
  form: EntryGrid['form'];
};

const exact = (value: number | null | undefined): Figure | null =>
  value === null || value === undefined ? null : { value, precision: 'exact' };

/** What is known about the cell where the keyboard is: unit, indicator, the figures of earlier periods, why it is closed. */
export const Peek = ({ id, line, column, at, grid, form }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  const { row, entries } = line;
  const style = styleOf(column);
  const zeros = row.whyNot === null ? nilTexts(form, row.unit.code, grid.entries) : {};
  const now = column.typedAt === null ? null : (entries[column.typedAt]?.figure ?? null);
  return (
    <div className="peek">
      <p id={id}>
        <b>{row.unit.fullName}</b> · {t(column.words)}{' '}
        <span className="dim">
          {t({ vi: 'Kỳ trước', en: 'Previous period' })}{' '}
          <span className="num">{format.figure(exact(row.previous[at]), style)}</span> ·{' '}
          {t({ vi: 'Cùng kỳ', en: 'A year ago' })}{' '}
          <span className="num">{format.figure(exact(row.lastYear[at]), style)}</span>
          {now && row.lastYear[at] !== null && (
            <>
              {' '}
              · {t({ vi: 'So cùng kỳ', en: 'Against it' })}{' '}
              <span className="num">{format.change(now, exact(row.lastYear[at]))}</span>
            </>
          )}
        </span>
        {row.whyNot !== null && <span className="mid"> · {t(row.whyNot.says)}</span>}
        {row.returnReason !== null && row.whyNot === null && (
          <span className="care">
            {' '}
            · {t({ vi: 'Trả lại: {reason}', en: 'Returned: {reason}' }, { reason: row.returnReason })}
          </span>
        )}
      </p>
      <Button
        small
        icon={IconCircleOff}
        whyNot={null}
        aria-disabled={Object.keys(zeros).length === 0 || undefined}
        onClick={() => Object.keys(zeros).length > 0 && grid.act({ do: 'put', texts: zeros })}
      >
        {t({ vi: 'Đơn vị này không phát sinh', en: 'Nothing happened here' })}
      </Button>
    </div>
  );
};
