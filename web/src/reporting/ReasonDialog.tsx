import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';

type Props = {
  title: string;
  /** What will happen, before the reason is asked for. */
  children: string;
  confirm: string;
  busy: boolean;
  onClose: () => void;
  onConfirm: (reason: string) => void;
};

/** Fewest characters of a reason that the other side can act on; the contract refuses fewer. */
const SHORTEST = 5;

/** Asks for a reason before something comes back to somebody. Ctrl Enter confirms. */
export const ReasonDialog = ({ title, children, confirm, busy, onClose, onConfirm }: Props) => {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const short = reason.trim().length < SHORTEST;
  const press = () => {
    setAsked(true);
    if (!short && !busy) onConfirm(reason.trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onConfirm={press}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Thôi', en: 'Cancel' })}</Button>
          <Button look="filled" busy={busy} onClick={press}>
            {confirm}
          </Button>
        </>
      }
    >
      <p>{children}</p>
      <TextArea
        label={t({ vi: 'Lý do', en: 'Reason' })}
        hint={t({
          vi: 'Nêu ô nào và vì sao. Đơn vị đọc được câu này.',
          en: 'Say which cells and why. The unit reads this.',
        })}
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
