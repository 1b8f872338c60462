import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useCopy } from '../use-copy.ts';
import { PrintedSlips } from './PrintedSlips.tsx';
import { grouped, type OneSlip } from './slips.ts';
import '../secrets.css';

/** The one-time code of an account, shown this one time: the server keeps only its hash. */
export const SlipDialog = ({ slip, validUntil, onClose }: OneSlip & { onClose: () => void }) => {
  const { t } = useWords();
  const format = useFormat();
  const copy = useCopy();
  const { username } = slip;
  return (
    <Dialog
      title={t({ vi: 'Mã cho tài khoản {username}', en: 'Code for account {username}' }, { username })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Xong', en: 'Done' })}</Button>
          <Button look="filled" icon={IconPrinter} onClick={() => print()}>
            {t({ vi: 'In phiếu', en: 'Print the slip' })}
          </Button>
        </>
      }
    >
      <Notice kind="warning">
        {t({
          vi: 'Mã chỉ hiện một lần này. In phiếu hoặc chép lại, đưa tận tay người giữ chức danh.',
          en: 'The code is shown only this once. Print the slip or copy it, and hand it to the holder of the post.',
        })}
      </Notice>
      <p className="one-time">
        <code>{grouped(slip.code)}</code>
        <Button icon={IconCopy} onClick={() => void copy(grouped(slip.code))}>
          {t({ vi: 'Chép mã', en: 'Copy the code' })}
        </Button>
      </p>
      <p className="mid">
        {t(
          {
            vi: 'Người giữ chức danh mở “Lần đầu đăng nhập” ở trang đăng nhập, gõ tên tài khoản và mã, rồi tự đặt mật khẩu. Mã dùng một lần, đến hết ngày {day}.',
            en: 'The holder opens “First time here” on the sign-in page, enters user name and code, and sets a password. The code works once, until {day}.',
          },
          { day: format.date(validUntil) },
        )}
      </p>
      <PrintedSlips slips={[slip]} validUntil={validUntil} />
    </Dialog>
  );
};
