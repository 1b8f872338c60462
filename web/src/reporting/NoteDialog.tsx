import { whyNotText, withoutUnseen } from '@app/contract/kernel/free-text.ts';
import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';

type Props = { name: string; note: string; readOnly: boolean; onClose: () => void; onKeep: (note: string) => void };

/** The note of one cell: where the figure comes from, why it is what it is. */
export const NoteDialog = ({ name, note, readOnly, onClose, onKeep }: Props) => {
  const { t } = useWords();
  const [text, setText] = useState(note);
  // Told here and not first by the server, where the field is still open and the reason at hand.
  const whyNot = whyNotText(withoutUnseen(text).normalize('NFC'));
  const keepIt = () => {
    if (whyNot) return;
    onKeep(text);
    onClose();
  };
  return (
    <Dialog
      title={t({ vi: 'Ghi chú: {name}', en: 'Note: {name}' }, { name })}
      onClose={onClose}
      {...(!readOnly && { onConfirm: keepIt })}
      actions={
        readOnly ? null : (
          <Button look="filled" onClick={keepIt}>
            {t({ vi: 'Giữ ghi chú', en: 'Keep the note' })}
          </Button>
        )
      }
    >
      {readOnly ? (
        <p>{note || t({ vi: 'Ô này chưa có ghi chú.', en: 'This cell has no note.' })}</p>
      ) : (
        <TextArea
          label={t({ vi: 'Nội dung', en: 'Text' })}
          hint={t({
            vi: 'Cấp trên đọc được. Không ghi tên hay thông tin về người dân.',
            en: 'The superior reads it. No names, nothing about residents.',
          })}
          error={whyNot ? t(whyNot.says) : undefined}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Dialog>
  );
};
