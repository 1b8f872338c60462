import { addDays, todayInVietnam } from '@app/contract/kernel/period.ts';
import {
  closeRequest,
  extendRequest,
  type RequestAnswer,
  withdrawRequest,
} from '@app/contract/reporting/requests/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { TextArea } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import { DueFields } from './DueFields.tsx';

type Props = { request: RequestAnswer; onClose: () => void };

const reasonLabel = { vi: 'Lý do', en: 'Reason' };
const reasonMissing = { vi: 'Ghi lý do (từ 3 ký tự).', en: 'Say why (3 characters or more).' };

/** More time for whoever has not answered. */
export const ExtendDialog = ({ request, onClose }: Props) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const due = todayInVietnam(new Date(request.dueAt));
  const [dueOn, setDueOn] = useState(addDays(due > today ? due : today, 2));
  const [hour, setHour] = useState(17);
  const [reason, setReason] = useState('');
  const left = request.asked - request.answered;
  const extend = useAction(extendRequest, {
    onDone: ({ told }) => {
      onClose();
      say(t({ vi: 'Đã gia hạn, báo {n} đơn vị.', en: 'Extended; {n} {n|unit|units} told.' }, { n: told }));
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Gia hạn yêu cầu', en: 'Extend the deadline' })}
      keep={t({ vi: 'Giữ hạn cũ', en: 'Keep the deadline' })}
      act={t({ vi: 'Gia hạn cho {n} đơn vị', en: 'Extend for {n}' }, { n: left })}
      whyNot={reason.trim().length < 3 ? t(reasonMissing) : null}
      busy={extend.isPending}
      problem={extend.error}
      onSubmit={() => extend.mutate({ params: { requestId: request.id }, body: { dueOn, dueHour: hour, reason } })}
      onClose={onClose}
    >
      <DueFields on={dueOn} hour={hour} onDay={setDueOn} onHour={setHour} />
      <TextArea
        label={t(reasonLabel)}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fault(extend.error, 'reason')}
      />
    </FormDialog>
  );
};

/** An early end, or taken back: nobody owes an answer any more. */
export const EndDialog = ({ request, how, onClose }: Props & { how: 'close' | 'withdraw' }) => {
  const { t, fault } = useWords();
  const [reason, setReason] = useState('');
  const left = request.asked - request.answered;
  const onDone = () => {
    onClose();
    say(
      t(
        { vi: 'Đã báo {n} đơn vị không phải gửi nữa.', en: '{n} {n|unit|units} told that nothing is owed.' },
        { n: left },
      ),
    );
  };
  const close = useAction(closeRequest, { onDone });
  const withdraw = useAction(withdrawRequest, { onDone });
  const act = how === 'close' ? close : withdraw;
  return (
    <FormDialog
      title={
        how === 'close'
          ? t({ vi: 'Kết thúc sớm', en: 'Close early' })
          : t({ vi: 'Rút yêu cầu', en: 'Withdraw the request' })
      }
      keep={t({ vi: 'Giữ yêu cầu', en: 'Keep the request' })}
      act={
        how === 'close'
          ? t({ vi: 'Kết thúc, {n} đơn vị không phải gửi nữa', en: 'Close for {n}' }, { n: left })
          : t({ vi: 'Rút khỏi {n} đơn vị', en: 'Withdraw from {n}' }, { n: left })
      }
      whyNot={reason.trim().length < 3 ? t(reasonMissing) : null}
      busy={act.isPending}
      problem={act.error}
      onSubmit={() => act.mutate({ params: { requestId: request.id }, body: { reason } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Đơn vị chưa gửi sẽ được báo; phần đang nhập dở của họ không giữ lại. Số đã gửi giữ nguyên.',
          en: 'Units that have not sent are told; what they were typing is not kept. What was sent stays.',
        })}
      </p>
      <TextArea
        label={t(reasonLabel)}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={fault(act.error, 'reason')}
      />
    </FormDialog>
  );
};
