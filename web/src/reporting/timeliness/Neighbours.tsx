import { getNeighbours } from '@app/contract/reporting/timeliness/routes.ts';
import { useId } from 'react';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { type Column, Table } from '../../ui/Table.tsx';

type Row = { id: number; fullName: string; rank: number | null; due: number; onTime: number; isOwn: boolean };

/** Where the own unit stands among its neighbours; nothing while their superior has not switched it on. */
export const Neighbours = () => {
  const { t } = useWords();
  const heading = useId();
  const { data } = useRead(getNeighbours, {});
  if (!data?.superior) return null;
  const columns: Column<Row>[] = [
    {
      key: 'rank',
      head: t({ vi: 'Hạng', en: 'Rank' }),
      cell: ({ rank }) => rank ?? '–',
      number: true,
      narrow: 'first-right',
    },
    {
      key: 'unit',
      head: t({ vi: 'Đơn vị', en: 'Unit' }),
      cell: ({ fullName, isOwn }) => (isOwn ? <strong>{fullName}</strong> : fullName),
      narrow: 'first',
    },
    {
      key: 'share',
      head: t({ vi: 'Đúng hạn', en: 'On time' }),
      cell: ({ due, onTime }) => `${onTime}/${due}`,
      number: true,
      narrow: 'second',
    },
  ];
  return (
    <details className="list" aria-labelledby={heading}>
      <summary id={heading}>
        {t(
          {
            vi: 'Đúng hạn 12 tháng: hạng {rank} trong {n} đơn vị của {unit}',
            en: 'On time in 12 months: rank {rank} of {n} in {unit}',
          },
          {
            rank: data.units.find(({ isOwn }) => isOwn)?.rank ?? '–',
            n: data.units.length,
            unit: data.superior.fullName,
          },
        )}
      </summary>
      <Table
        caption={t({
          vi: 'Xếp hạng các đơn vị cùng cấp theo tỷ lệ đúng hạn',
          en: 'Neighbours ranked by share on time',
        })}
        columns={columns}
        rows={data.units}
        keyOf={({ id }) => String(id)}
        rowHead="unit"
      />
    </details>
  );
};
