import { sumOverUnits } from '@app/contract/kernel/combine.ts';
import { memo, useDeferredValue } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { type Column, figureAt } from './UnitLine.tsx';
import type { UnitLine } from './use-many.ts';

type Props = { lines: readonly UnitLine[]; columns: readonly Column[] };

const Row = memo(({ lines, columns }: Props) => {
  const { t } = useWords();
  const format = useFormat();
  return (
    <tfoot>
      <tr>
        <th scope="row">{t({ vi: 'Cộng {n} đơn vị', en: 'Sum of {n} units' }, { n: lines.length })}</th>
        <td className="how dim">{t({ vi: 'tạm tính', en: 'provisional' })}</td>
        {columns.map((column, at) => (
          <td key={column.indicator} className="n">
            {column.typedAt === null
              ? ''
              : format.figure(sumOverUnits(lines.map((line) => figureAt(line, column, at))).figure)}
          </td>
        ))}
      </tr>
    </tfoot>
  );
});

/** The sums over all units, a moment after the key: no keystroke waits for them. */
export const Sums = ({ lines, columns }: Props) => <Row lines={useDeferredValue(lines)} columns={columns} />;
