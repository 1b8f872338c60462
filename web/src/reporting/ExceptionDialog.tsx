import { addDays } from '@app/contract/kernel/period.ts';
import { allowException } from '@app/contract/reporting/routes.ts';
import { useState } from 'react';
import { useAction } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea, TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';

/** Opens a locked or accepted report for a correction, until a day and with a reason. */
export const ExceptionDialog = ({ reportId, onClose }: { reportId: number; onClose: () => void }) => {
  const { t, tell } = useWords();
  const { today } = useSession();
  const [until, setUntil] = useState(addDays(today, 3));
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const open = useAction(allowException, {
    onDone: () => {
      say(t({ vi: 'Đã mở báo cáo để đính chính.', en: 'The report is open for a correction.' }));
      onClose();
    },
  });
  const short = reason.trim().length < 5;
  const press = () => {
    setAsked(true);
    if (!short) open.mutate({ params: { reportId }, body: { until, reason: reason.trim() } });
  };
  return (
    <Dialog
      title={t({ vi: 'Mở ngoại lệ để đính chính', en: 'Open an exception for a correction' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={open.isPending} onClick={press}>
            {t({ vi: 'Mở báo cáo', en: 'Open the report' })}
          </Button>
        </>
      }
    >
      <p>
        {t({
          vi: 'Đơn vị sửa và gửi lại được đến hết ngày bạn chọn. Bản đã ban hành giữ nguyên; muốn thay phải ban hành bản đính chính.',
          en: 'The unit can correct and send again until the day you choose. What was issued stays; replacing it takes a new edition.',
        })}
      </p>
      {open.error && (
        <Notice kind="error" live>
          {tell(open.error)}
        </Notice>
      )}
      <TextInput
        type="date"
        label={t({ vi: 'Mở đến hết ngày', en: 'Open until' })}
        min={today}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      <TextArea
        label={t({ vi: 'Lý do', en: 'Reason' })}
        error={
          asked && short
            ? t({ vi: 'Ghi lý do, ít nhất 5 ký tự.', en: 'Give a reason of at least 5 characters.' })
            : null
        }
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  );
};
