import { IconCopy } from '@tabler/icons-react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';

type Props = { username: string; firstPassword: string; onClose: () => void };

/** The first password, shown this one time: the server does not keep it. */
export const FirstPassword = ({ username, firstPassword, onClose }: Props) => {
  const { t } = useWords();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(firstPassword);
      say(t({ vi: 'Đã chép mật khẩu.', en: 'The password has been copied.' }));
    } catch {
      // The clipboard is closed without a secure connection, or by the browser's settings.
      say(
        t({ vi: 'Trình duyệt không cho chép. Chọn và chép tay.', en: 'The browser refuses. Copy it by hand.' }),
        'problem',
      );
    }
  };
  return (
    <Dialog
      title={t({ vi: 'Đã mở tài khoản {username}', en: 'Account {username} is open' }, { username })}
      onClose={onClose}
      actions={
        <Button look="filled" onClick={onClose}>
          {t({ vi: 'Đã ghi lại mật khẩu', en: 'I have noted the password' })}
        </Button>
      }
    >
      <Notice kind="warning">
        {t({
          vi: 'Mật khẩu đầu tiên chỉ hiện một lần này. Đưa cho người giữ chức danh bằng đường riêng.',
          en: 'The first password is shown only this once. Hand it to the holder of the post in private.',
        })}
      </Notice>
      <p className="first-password">
        <code>{firstPassword}</code>
        <Button icon={IconCopy} onClick={() => void copy()}>
          {t({ vi: 'Chép mật khẩu', en: 'Copy the password' })}
        </Button>
      </p>
    </Dialog>
  );
};
