import type { ProcessAnswer } from '@app/contract/operation/routes.ts';
import { sayAge, sayBytes } from '@app/contract/operation/words.ts';
import { IconCheck, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { Tag } from '../ui/Tag.tsx';

/** Seconds without a sign of life after which a process counts as gone; the server warns at the same moment. */
const goneAfter = 35;

const ProcessState = ({ seenSecondsAgo, draining }: ProcessAnswer) => {
  const { t } = useWords();
  if (seenSecondsAgo > goneAfter)
    return (
      <Tag look="tra" icon={IconPlugConnectedX}>
        {t({ vi: 'im lặng {age}', en: 'silent for {age}' }, { age: sayAge(seenSecondsAgo) })}
      </Tag>
    );
  return draining ? (
    <Tag look="gui" icon={IconHourglass}>
      {t({ vi: 'đang dừng', en: 'stopping' })}
    </Tag>
  ) : (
    <Tag look="duyet" icon={IconCheck}>
      {t({ vi: 'đang chạy', en: 'running' })}
    </Tag>
  );
};

/** One row for each process of the program. */
export const ProcessTable = ({ processes }: { processes: readonly ProcessAnswer[] }) => {
  const { t } = useWords();
  const format = useFormat();
  const caption = t({ vi: 'Tiến trình', en: 'Processes' });
  const columns: Column<ProcessAnswer>[] = [
    {
      key: 'name',
      head: t({ vi: 'Tiến trình', en: 'Process' }),
      cell: ({ id, host }) => (
        <>
          {id} <span className="small dim">{host}</span>
        </>
      ),
      narrow: 'first',
    },
    {
      key: 'state',
      head: t({ vi: 'Tình trạng', en: 'State' }),
      cell: (row) => <ProcessState {...row} />,
      narrow: 'first-right',
    },
    { key: 'version', head: t({ vi: 'Bản', en: 'Version' }), cell: ({ version }) => version, narrow: 'hidden' },
    {
      key: 'since',
      head: t({ vi: 'Chạy từ', en: 'Since' }),
      cell: ({ startedAt }) => format.moment(startedAt),
      narrow: 'second',
    },
    {
      key: 'memory',
      head: t({ vi: 'Bộ nhớ', en: 'Memory' }),
      cell: ({ memoryBytes }) => t(sayBytes(memoryBytes)),
      number: true,
      narrow: 'second-right',
    },
    {
      key: 'pool',
      head: t({ vi: 'Kết nối dùng', en: 'Connections used' }),
      cell: ({ poolUsed, poolMax, poolWaiting }) =>
        poolWaiting > 0
          ? t(
              { vi: '{poolUsed}/{poolMax}, {poolWaiting} chờ', en: '{poolUsed}/{poolMax}, {poolWaiting} waiting' },
              { poolUsed, poolMax, poolWaiting },
            )
          : `${poolUsed}/${poolMax}`,
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'delay',
      head: t({ vi: 'Trễ (ms)', en: 'Delay (ms)' }),
      cell: ({ loopDelayMs }) => Math.round(loopDelayMs),
      number: true,
      narrow: 'hidden',
    },
  ];
  return (
    <section className="list" aria-labelledby="op-processes">
      <h2 id="op-processes">{caption}</h2>
      <Table caption={caption} columns={columns} rows={processes} keyOf={({ id }) => id} rowHead="name" />
    </section>
  );
};
