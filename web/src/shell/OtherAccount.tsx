import { signOut } from '@app/contract/identity/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { openSignedIn, wipe } from '../kernel/offline/vault.ts';
import { paths } from '../kernel/paths.ts';
import { useAction } from '../kernel/query.ts';
import { startAnew } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

/** The unsent work of another account lies closed on this device: it is sent by its owner, or goes. */
export const OtherAccount = ({ other }: { other: { other: string; unsent: number } }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const [open, setOpen] = useState(true);
  const leave = useAction(signOut, {
    touches: [],
    onDone: () => void startAnew({ keepDevice: true }).then(() => navigate({ to: paths.signIn })),
  });
  if (!open) return null;
  const takeAway = () =>
    void wipe()
      .then(openSignedIn)
      .then(() => setOpen(false));
  return (
    <Dialog
      title={t({ vi: 'Máy này còn việc chưa gửi của tài khoản khác', en: 'Unsent work of another account' })}
      onClose={() => setOpen(false)}
      actions={
        <>
          <Button onClick={takeAway}>
            {t({ vi: 'Xóa {n} báo cáo chưa gửi đó', en: 'Delete those {n}' }, { n: other.unsent })}
          </Button>
          <Button look="filled" busy={leave.isPending} onClick={() => leave.mutate({})}>
            {t({ vi: 'Đăng xuất để {name} gửi', en: 'Sign out, so that {name} can send' }, { name: other.other })}
          </Button>
        </>
      }
    >
      <p>
        {t(
          {
            vi: 'Tài khoản {name} còn {n} báo cáo chưa gửi, giữ trên máy này có mã hóa; bạn không đọc được. Người đó đăng nhập trên máy này thì báo cáo tự gửi. Chừng nào chưa quyết, máy này không giữ gì cho tài khoản của bạn.',
            en: 'The account {name} has {n} unsent {n|report|reports}, kept encrypted on this device; you cannot read them. They go by themselves when that account signs in here. Until this is decided, the device keeps nothing for your account.',
          },
          { name: other.other, n: other.unsent },
        )}
      </p>
    </Dialog>
  );
};
