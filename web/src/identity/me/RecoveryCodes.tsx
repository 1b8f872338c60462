import { IconCopy, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PrintSheet } from '../../ui/PrintSheet.tsx';
import { useCopy } from '../use-copy.ts';
import '../secrets.css';

type Props = { username: string; codes: readonly string[]; onClose: () => void };

/** Codes for the day the phone is lost, shown this one time; they are put away before the dialog closes. */
export const RecoveryCodes = ({ username, codes, onClose }: Props) => {
  const { t } = useWords();
  const copy = useCopy();
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      title={t({ vi: 'Mã dự phòng', en: 'Recovery codes' })}
      // Escape before the codes are put away would leave the account with codes that nobody has.
      onClose={() => kept && onClose()}
      actions={
        <Button
          look="filled"
          onClick={onClose}
          whyNot={
            kept ? null : t({ vi: 'In hoặc chép mã, rồi đánh dấu ở trên.', en: 'Print or copy, then tick above.' })
          }
        >
          {t({ vi: 'Xong', en: 'Done' })}
        </Button>
      }
    >
      <Notice kind="warning">
        {t({
          vi: 'Các mã chỉ hiện một lần này. Mất điện thoại thì chỉ còn mã này để vào. Để trong ngăn có khóa, không để cạnh máy.',
          en: 'The codes are shown only this once. Without the phone they are the only way in. Keep them locked away, not beside the computer.',
        })}
      </Notice>
      <ol className="recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="row">
        <Button icon={IconPrinter} onClick={() => print()}>
          {t({ vi: 'In mã', en: 'Print the codes' })}
        </Button>
        <Button icon={IconCopy} onClick={() => void copy(codes.join('\n'))}>
          {t({ vi: 'Chép mã', en: 'Copy the codes' })}
        </Button>
      </div>
      <Checkbox checked={kept} onPick={setKept}>
        {t({ vi: 'Tôi đã cất các mã này', en: 'I have put these codes away' })}
      </Checkbox>
      <PrintSheet>
        <h1>Mã dự phòng, tài khoản {username}</h1>
        <p>{location.host}. Mỗi mã dùng một lần, thay cho mã 6 số khi mất điện thoại.</p>
        <ol className="recovery">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </PrintSheet>
    </Dialog>
  );
};
