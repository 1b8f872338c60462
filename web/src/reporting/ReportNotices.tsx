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
            {report.returnedCells > 0
              ? t(
                  {
                    vi: 'Trả lại {n} ô, các ô khác đã duyệt',
                    en: '{n} {n|cell was|cells were} returned, the rest is accepted',
                  },
                  { n: report.returnedCells },
                )
              : t({ vi: 'Báo cáo bị trả lại', en: 'The report was returned' })}
            {newest?.decidedAt && ` ${format.moment(newest.decidedAt)}`}
            {newest?.decidedBy && `, ${t(newest.decidedBy)}`}.
          </b>{' '}
          {report.returnReason ??
            t({
              vi: 'Ô trả lại có lý do ngay bên dưới ô. Sửa rồi gửi lại; bạn cũng sửa được ô khác.',
              en: 'The reason stands under each cell. Correct and send again; other cells may be changed too.',
            })}
        </Notice>
      )}
      {exception && (
        <Notice icon={IconLockOpen}>
          {t(
            {
              vi: 'Đang mở để đính chính đến hết {date}, sau đó khóa lại. Lý do: {reason}',
              en: 'Open for a correction until {date}, then locked again. Reason: {reason}',
            },
            { date: format.date(exception.until), reason: exception.reason },
          )}
          {exception.by && t({ vi: ' Người cho phép: {by}.', en: ' Allowed by {by}.' }, { by: exception.by })}
        </Notice>
      )}
      {!report.isLocked && report.lockOn !== null && report.state !== 'accepted' && (
        <p className="small mid">
          {t(
            { vi: 'Báo cáo khóa sau ngày {date}.', en: 'The report locks after {date}.' },
            { date: format.date(report.lockOn) },
          )}
        </p>
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
