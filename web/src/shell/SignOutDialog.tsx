import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

type Props = { unsent: number; busy: boolean; onLeave: () => void; onClose: () => void };

/** Signing out takes everything from this device: what only lies here would be lost. */
export const SignOutDialog = ({ unsent, busy, onLeave, onClose }: Props) => {
  const { t } = useWords();
  return (
    <Dialog
      title={t({ vi: 'Còn {n} báo cáo chưa gửi', en: '{n} {n|report is|reports are} not sent' }, { n: unsent })}
      onClose={onClose}
      actions={
        <>
          <Button busy={busy} onClick={onLeave}>
            {t({ vi: 'Đăng xuất và bỏ {n} báo cáo', en: 'Sign out and lose {n}' }, { n: unsent })}
          </Button>
          <Button look="filled" onClick={onClose}>
            {t({ vi: 'Ở lại', en: 'Stay' })}
          </Button>
        </>
      }
    >
      <p>
        {t({
          vi: 'Những gì bạn đã gõ mà máy chủ chưa nhận chỉ có trên máy này. Đăng xuất sẽ xóa hết khỏi máy. Chờ có mạng thì chúng tự gửi.',
          en: 'What you typed and the server has not received is on this device only. Signing out takes everything from the device. With a line it goes by itself.',
        })}
      </p>
    </Dialog>
  );
};
