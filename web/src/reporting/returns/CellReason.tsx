import type { Words } from '@app/contract/kernel/words.ts';
import { useId } from 'react';
import { useWords } from '../../kernel/words.ts';

/** What is said most often, so that nobody types it a hundred times. */
const usual: readonly Words[] = [
  { vi: 'Tăng, giảm bất thường, xem lại.', en: 'Unusual change, please check.' },
  { vi: 'Không khớp sổ theo dõi.', en: 'Does not match the register.' },
  { vi: 'Số tròn, nhập số thật.', en: 'Round number, enter the real one.' },
];

type Props = { name: string; reason: string; error: boolean; onReason: (reason: string) => void };

/** Why one cell comes back, with the usual sentences a press away. */
export const CellReason = ({ name, reason, error, onReason }: Props) => {
  const { t } = useWords();
  const message = useId();
  return (
    <>
      <textarea
        aria-label={t({ vi: 'Lý do trả lại ô {name}', en: 'Why {name} is returned' }, { name })}
        aria-invalid={error || undefined}
        aria-describedby={error ? message : undefined}
        placeholder={t({ vi: 'Lý do, đơn vị đọc được câu này', en: 'Reason; the unit reads this' })}
        maxLength={500}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
      {error && (
        <p id={message} className="late small">
          {t({ vi: 'Ghi lý do, ít nhất 5 ký tự.', en: 'Give a reason of at least 5 characters.' })}
        </p>
      )}
      <div className="quick">
        {usual.map((words) => (
          <button key={words.vi} type="button" onClick={() => onReason(t(words))}>
            {t(words)}
          </button>
        ))}
      </div>
    </>
  );
};
