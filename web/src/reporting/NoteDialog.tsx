import { precisions } from '@app/contract/figures/routes.ts';
import type { Precision } from '@app/contract/kernel/figure.ts';
import { whyNotText, withoutUnseen } from '@app/contract/kernel/free-text.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { useState } from 'react';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextArea } from '../ui/Field.tsx';
import { Segmented } from '../ui/Segmented.tsx';

type Props = {
  name: string;
  note: string;
  /** How exact the figure is; null while the cell has none. */
  precision: Precision | null;
  readOnly: boolean;
  onClose: () => void;
  onKeep: (note: string, precision: Precision | null) => void;
};

const precisionWords: Record<Precision, Words> = {
  exact: { vi: 'Đúng số này', en: 'Exactly this' },
  at_least: { vi: 'Hơn số này', en: 'More than this' },
  about: { vi: 'Khoảng, gần số này', en: 'About this' },
};

/** The note of one cell, and how exact its figure is: on a phone there are no letters beside the digits to type "hơn" with. */
export const NoteDialog = ({ name, note, precision, readOnly, onClose, onKeep }: Props) => {
  const { t } = useWords();
  const [text, setText] = useState(note);
  const [exact, setExact] = useState(precision);
  // Told here and not first by the server, where the field is still open and the reason at hand.
  const whyNot = whyNotText(withoutUnseen(text).normalize('NFC'));
  const keepIt = () => {
    if (whyNot) return;
    onKeep(text, exact);
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
        <>
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
          {exact !== null && (
            <Segmented
              label={t({ vi: 'Số trong ô là', en: 'The figure is' })}
              options={precisions.map((value) => ({ value, label: t(precisionWords[value]) }))}
              value={exact}
              onPick={setExact}
            />
          )}
        </>
      )}
    </Dialog>
  );
};
