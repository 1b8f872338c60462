import { IconGitMerge, IconSend } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { rowsOf } from './form-cells.ts';
import { Choices } from './offline/Choices.tsx';
import type { Draft, ReportAnswer } from './use-draft.ts';

type Props = { draft: Draft; answer: ReportAnswer };

/** What must be said above the grid about saving: no line, somebody else's figures, waiting to be sent. Nothing typed is lost in any case. */
export const DraftNotice = ({ draft, answer }: Props) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { queued, against, merged, left, clashes } = draft;
  const rows = rowsOf(answer.form);
  const who = against && { by: t(against.by), at: format.moment(against.at) };
  if (queued) {
    return (
      <Notice
        icon={IconSend}
        live
        action={
          <Button small onClick={() => void draft.withdraw()}>
            {t({ vi: 'Rút lại để sửa', en: 'Take back and correct' })}
          </Button>
        }
      >
        <b>{t({ vi: 'Chờ gửi từ {at}.', en: 'Waiting to be sent since {at}.' }, { at: format.moment(queued.at) })}</b>{' '}
        {t({
          vi: 'Báo cáo sẽ tự gửi khi có mạng. Đúng hạn hay quá hạn do máy chủ tính lúc nhận được.',
          en: 'The report will go by itself when there is a line. Whether it is in time is judged by the server when it arrives.',
        })}
      </Notice>
    );
  }
  if (clashes.length > 0) return <Choices clashes={clashes} rows={rows} who={who} onChoose={draft.choose} />;
  if (left.length > 0) return <Choices clashes={left} rows={rows} who={who} onDrop={draft.dropLeft} />;
  if (draft.state === 'device') {
    return (
      <Notice kind="warning" live>
        {draft.isKept
          ? t({
              vi: 'Chưa lưu được lên máy chủ. Bạn cứ nhập: số được giữ trên máy này, có mã hóa, và tự gửi khi có mạng.',
              en: 'Not saved on the server yet. Keep typing: the figures are kept on this device, encrypted, and go by themselves when you are online.',
            })
          : t({
              vi: 'Chưa lưu được lên máy chủ, và chưa giữ được trên máy này. Đừng đóng trang này trước khi có mạng.',
              en: 'Not saved on the server yet, and not kept on this device either. Do not close this page before you are online.',
            })}
      </Notice>
    );
  }
  if (draft.state === 'refused' && draft.problem) {
    return (
      <Notice kind="error" live>
        {tell(draft.problem)}
      </Notice>
    );
  }
  if (merged > 0) {
    return (
      <Notice icon={IconGitMerge} live>
        {t(
          {
            vi: 'Nơi khác vừa sửa {n} ô mà bạn không sửa; các ô đó đã vào bảng. Số bạn gõ vẫn giữ nguyên.',
            en: '{n} {n|cell|cells} that you had not touched {n|was|were} changed elsewhere and {n|has|have} come in. What you typed stays as it is.',
          },
          { n: merged },
        )}{' '}
        {who && t({ vi: 'Người lưu: {by}, {at}.', en: 'Saved by {by}, {at}.' }, who)}
      </Notice>
    );
  }
  return null;
};
