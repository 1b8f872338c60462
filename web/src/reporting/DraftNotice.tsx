import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { Draft } from './use-draft.ts';

/** What must be said above the grid about saving: no line, or somebody else's figures. Nothing typed is lost in either case. */
export const DraftNotice = ({ draft }: { draft: Draft }) => {
  const { t, tell } = useWords();
  const [busy, setBusy] = useState(false);
  const doing = (work: () => Promise<void>) => () => {
    setBusy(true);
    void work().finally(() => setBusy(false));
  };
  if (draft.state === 'conflict') {
    return (
      <Notice
        kind="warning"
        live
        action={
          <span className="row">
            <Button small busy={busy} onClick={doing(draft.takeTheirs)}>
              {t({ vi: 'Lấy bản trên máy chủ', en: "Take the server's" })}
            </Button>
            <Button small busy={busy} onClick={doing(draft.keepMine)}>
              {t({ vi: 'Giữ số tôi gõ', en: 'Keep what I typed' })}
            </Button>
          </span>
        }
      >
        {t({
          vi: 'Báo cáo này vừa được lưu từ nơi khác. Số bạn gõ vẫn ở đây và trên máy này. Lấy bản trên máy chủ rồi vẫn quay lại được bằng Ctrl Z.',
          en: "This report has just been saved from elsewhere. What you typed is still here and on this device. After taking the server's, Ctrl Z brings yours back.",
        })}
      </Notice>
    );
  }
  if (draft.state === 'device') {
    return (
      <Notice kind="warning" live>
        {t({
          vi: 'Chưa lưu được lên máy chủ. Bạn cứ nhập: số được giữ trên máy này và tự gửi khi có mạng.',
          en: 'Not saved on the server yet. Keep typing: the figures are kept on this device and go by themselves when you are online.',
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
  return null;
};
