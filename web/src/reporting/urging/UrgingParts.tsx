import type { UrgingAnswer } from '@app/contract/reporting/urging/routes.ts';
import { IconPencil, IconSend } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';

/** "Văn bản số 12/BCĐ ngày 20/11/2026, 4 đơn vị", with how far it is. */
export const LetterState = ({ urging }: { urging: UrgingAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const n = urging.reports.length;
  if (urging.sentAt === null || urging.issuedOn === null)
    return (
      <>
        {t({ vi: 'Dự thảo gửi {n} đơn vị', en: 'Draft to {n} {n|unit|units}' }, { n })}{' '}
        <Tag look="nhap" icon={IconPencil}>
          {t({ vi: 'Chưa gửi', en: 'Not sent' })}
        </Tag>
      </>
    );
  return (
    <>
      {t(
        { vi: 'Số {number} ngày {day}, {n} đơn vị', en: 'No. {number} of {day}, {n} {n|unit|units}' },
        { number: urging.number ?? '', day: format.date(urging.issuedOn), n },
      )}{' '}
      <Tag look="gui" icon={IconSend}>
        {t({ vi: 'Đã gửi', en: 'Sent' })}
      </Tag>
    </>
  );
};

/** The units of a letter and when each answered; in short, how many have. */
export const UrgedTable = ({ urging, brief = false }: { urging: UrgingAnswer; brief?: boolean }) => {
  const { t } = useWords();
  const format = useFormat();
  const answered = urging.reports.filter(({ answeredAt }) => answeredAt !== null).length;
  const count = t(
    {
      vi: 'Đã gửi báo cáo sau đôn đốc: {answered}/{all}. Hạn mới: {until}. {by}.',
      en: 'Reported after the letter: {answered} of {all}. New day: {until}. {by}.',
    },
    {
      answered,
      all: urging.reports.length,
      until: format.date(urging.until),
      by: t(urging.sentBy ?? urging.draftedBy),
    },
  );
  if (brief) return <p>{count}</p>;
  return (
    <>
      <p className="mid">{count}</p>
      <Table
        caption={t({ vi: 'Các đơn vị được đôn đốc', en: 'The units that are urged' })}
        rows={urging.reports}
        keyOf={({ reportId }) => String(reportId)}
        rowHead="unit"
        columns={[
          {
            key: 'unit',
            head: t({ vi: 'Đơn vị', en: 'Unit' }),
            cell: ({ unit }) => unit.fullName,
            narrow: 'first',
          },
          {
            key: 'due',
            head: t({ vi: 'Hạn gửi', en: 'Deadline' }),
            cell: ({ dueAt }) => format.fullMoment(dueAt),
            narrow: 'hidden',
          },
          {
            key: 'late',
            head: t({ vi: 'Số ngày chậm', en: 'Days late' }),
            cell: ({ daysLate }) => daysLate,
            number: true,
            narrow: 'first-right',
          },
          {
            key: 'answered',
            head: t({ vi: 'Gửi báo cáo', en: 'Reported' }),
            cell: ({ answeredAt }) =>
              answeredAt ? format.fullMoment(answeredAt) : t({ vi: 'chưa gửi', en: 'not yet' }),
            narrow: 'second',
          },
        ]}
      />
    </>
  );
};
