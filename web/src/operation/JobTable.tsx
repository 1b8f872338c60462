import type { JobAnswer } from '@app/contract/operation/routes.ts';
import { jobWords } from '@app/contract/operation/words.ts';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconHourglass } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { Tag } from '../ui/Tag.tsx';

const looks = {
  never: { look: 'chua', icon: IconCircleDashed, words: { vi: 'chưa chạy', en: 'not yet' } },
  running: { look: 'gui', icon: IconHourglass, words: { vi: 'đang chạy', en: 'running' } },
  done: { look: 'duyet', icon: IconCheck, words: { vi: 'xong', en: 'done' } },
  failed: { look: 'tra', icon: IconAlertTriangle, words: { vi: 'lỗi', en: 'failed' } },
  found: { look: 'tra', icon: IconAlertTriangle, words: { vi: 'có chỗ sai', en: 'found faults' } },
} as const;

/** One row for each piece of timed work: when it last ran, how long, and what came of it. */
export const JobTable = ({ jobs }: { jobs: readonly JobAnswer[] }) => {
  const { t } = useWords();
  const format = useFormat();
  const caption = t({ vi: 'Việc chạy theo giờ', en: 'Timed work' });
  const columns: Column<JobAnswer>[] = [
    {
      key: 'name',
      head: t({ vi: 'Việc', en: 'Job' }),
      cell: ({ name }) => t(jobWords[name] ?? { vi: name, en: name }),
      narrow: 'first',
    },
    {
      key: 'state',
      head: t({ vi: 'Lần cuối', en: 'Last run' }),
      cell: ({ state }) => (
        <Tag look={looks[state].look} icon={looks[state].icon}>
          {t(looks[state].words)}
        </Tag>
      ),
      narrow: 'first-right',
    },
    {
      key: 'started',
      head: t({ vi: 'Lúc', en: 'At' }),
      cell: ({ startedAt }) => (startedAt ? format.moment(startedAt) : '–'),
      narrow: 'second-right',
    },
    {
      key: 'seconds',
      head: t({ vi: 'Mất (giây)', en: 'Took (s)' }),
      cell: ({ seconds }) =>
        seconds === null ? '–' : format.figure({ value: seconds, precision: 'exact' }, { decimals: 1 }),
      number: true,
      narrow: 'hidden',
    },
    {
      key: 'result',
      head: t({ vi: 'Kết quả', en: 'Result' }),
      cell: ({ error, note, state }) =>
        state === 'failed' || state === 'found' ? (
          <span className="op-error">{error}</span>
        ) : (
          <span className="mid">{note ?? ''}</span>
        ),
      narrow: 'second',
    },
  ];
  return (
    <section className="list" aria-labelledby="op-jobs">
      <h2 id="op-jobs">{caption}</h2>
      {jobs.length === 0 ? (
        <p className="mid">{t({ vi: 'Chưa có việc nào được ghi nhận.', en: 'No work has been noted yet.' })}</p>
      ) : (
        <Table caption={caption} columns={columns} rows={jobs} keyOf={({ name }) => name} rowHead="name" />
      )}
    </section>
  );
};
