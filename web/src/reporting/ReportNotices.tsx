import { IconArrowBackUp, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';
import type { ReportAnswer } from './use-draft.ts';

/** Whose report it is not, and who decides otherwise: no reason worth telling somebody who only reads. */
const onlyReads = (code: string | undefined): boolean => code === 'reporting.not-yours';

/** What stands above the figures: why it came back, why it cannot be changed, until when it is open. */
export const ReportNotices = ({ answer }: { answer: ReportAnswer }) => {
  const { t } = useWords();
  const format = useFormat();
  const { report, exception, whyNot, submissions } = answer;
  const newest = submissions[0];
  const closed = whyNot.saveDraft;
  return (
    <>
      {report.state === 'returned' && (
        <Notice kind="warning" icon={IconArrowBackUp}>
          <b>
            {t({ vi: 'Báo cáo bị trả lại', en: 'The report was returned' })}
            {newest?.decidedAt && ` ${format.moment(newest.decidedAt)}`}
            {newest?.decidedBy && `, ${t(newest.decidedBy)}`}.
          </b>{' '}
          {report.returnReason}
        </Notice>
      )}
      {exception && (
        <Notice icon={IconLockOpen}>
          {t(
            {
              vi: 'Đang mở để đính chính đến hết {date}. Lý do: {reason}',
              en: 'Open for a correction until {date}. Reason: {reason}',
            },
            { date: format.date(exception.until), reason: exception.reason },
          )}
        </Notice>
      )}
      {closed && !onlyReads(closed.code) && report.state !== 'returned' && (
        <Notice {...(report.isLocked && { icon: IconLock })}>
          {t(closed.says)}
          {newest?.reason && newest.decision === 'accepted' && ` ${newest.reason}`}
        </Notice>
      )}
    </>
  );
};
