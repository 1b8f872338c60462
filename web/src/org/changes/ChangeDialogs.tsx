import {
  applyChangeDraft,
  type DraftAnswer,
  deleteChangeDraft,
  getChangeDraft,
  listChangeDrafts,
  undoChangeDraft,
} from '@app/contract/org/drafts/routes.ts';
import { getUnit, listChangeSets, listChildren, searchUnits } from '@app/contract/org/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';

/** What is old once the units have changed; the preview is not asked again, for there is nothing to look at beforehand any more. */
const treeOfUnits = [getChangeDraft, listChangeDrafts, listChangeSets, searchUnits, getUnit, listChildren];

type Props = { answer: DraftAnswer; onClose: () => void };

/** The last look before the tree of units changes for everybody. */
export const ApplyDialog = ({ answer, version, onClose }: Props & { version: number }) => {
  const { t } = useWords();
  const format = useFormat();
  const day = answer.effectiveOn ? format.date(answer.effectiveOn) : '';
  const apply = useAction(applyChangeDraft, {
    touches: treeOfUnits,
    onDone: ({ ended, begun, changed }) => {
      say(
        t(
          {
            vi: 'Đã áp dụng: {ended} đơn vị kết thúc, {begun} đơn vị mới, {changed} đơn vị đổi.',
            en: 'Applied: {ended} ended, {begun} new, {changed} changed.',
          },
          { ended, begun, changed },
        ),
      );
      onClose();
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Áp dụng từ {day}', en: 'Apply from {day}' }, { day })}
      keep={t({ vi: 'Chưa áp dụng', en: 'Not yet' })}
      act={t({ vi: 'Áp dụng {n} thay đổi', en: 'Apply {n} {n|change|changes}' }, { n: answer.items.length })}
      busy={apply.isPending}
      problem={apply.error}
      onSubmit={() => apply.mutate({ params: { draftId: answer.id }, body: { version } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Đơn vị, báo cáo đang mở và số tổng đổi cùng lúc, hoặc không đổi gì. Việc gửi báo cáo chờ vài giây rồi tiếp tục. Còn hoàn tác được khi chưa ai nhập số, nhận chức danh ở đơn vị mới.',
          en: 'Units, open reports and totals change at once, or nothing does. Sending waits for a few seconds. It can be undone until somebody reports or holds a post at a new unit.',
        })}
      </p>
    </FormDialog>
  );
};

/** Takes back a change on which nothing rests. */
export const UndoDialog = ({ answer, onClose }: Props) => {
  const { t, fault } = useWords();
  const [reason, setReason] = useState('');
  const undo = useAction(undoChangeDraft, {
    touches: treeOfUnits,
    onDone: () => {
      say(t({ vi: 'Đã hoàn tác. Đợt này trở lại đang chuẩn bị.', en: 'Undone. It is being prepared again.' }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Hoàn tác “{title}”', en: 'Undo “{title}”' }, { title: t(answer.title) })}
      keep={t({ vi: 'Giữ nguyên', en: 'Leave it' })}
      act={t({ vi: 'Hoàn tác {n} thay đổi', en: 'Undo {n} {n|change|changes}' }, { n: answer.items.length })}
      whyNot={reason.trim().length < 3 ? t({ vi: 'Ghi lý do.', en: 'Give the reason.' }) : null}
      busy={undo.isPending}
      problem={undo.error}
      onSubmit={() => undo.mutate({ params: { draftId: answer.id }, body: { reason } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Đơn vị cũ có hiệu lực trở lại, đơn vị mới không còn. Số tổng trở về như trước.',
          en: 'The former units stand again, the new ones do not. Totals are as they were.',
        })}
      </p>
      <TextInput
        label={t({ vi: 'Lý do', en: 'Reason' })}
        maxLength={300}
        value={reason}
        error={fault(undo.error, 'reason')}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
};

/** Throws away what was prepared: nothing of it has taken effect. */
export const DiscardDialog = ({ answer, onClose }: Props) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const discard = useAction(deleteChangeDraft, {
    touches: [listChangeDrafts],
    onDone: () => void navigate({ to: paths.changes }),
  });
  return (
    <FormDialog
      title={t({ vi: 'Bỏ bản chuẩn bị', en: 'Throw it away' })}
      keep={t({ vi: 'Giữ lại', en: 'Keep it' })}
      act={t({ vi: 'Bỏ {n} thay đổi đã soạn', en: 'Throw away {n} {n|change|changes}' }, { n: answer.items.length })}
      busy={discard.isPending}
      problem={discard.error}
      onSubmit={() => discard.mutate({ params: { draftId: answer.id } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Đơn vị và số liệu không đổi gì. Những gì đã soạn không lấy lại được.',
          en: 'No unit and no figure changes. What was prepared cannot be brought back.',
        })}
      </p>
    </FormDialog>
  );
};
