import { useWords } from '../kernel/words.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

type Props = { unit: string; busy: boolean; onClose: () => void; onReturn: (reason: string) => void };

/** Returning a report: what it does to the totals is said before the reason is asked for. */
export const ReturnDialog = ({ unit, busy, onClose, onReturn }: Props) => {
  const { t } = useWords();
  return (
    <ReasonDialog
      title={t({ vi: 'Trả lại báo cáo của {unit}', en: 'Return the report of {unit}' }, { unit })}
      confirm={t({ vi: 'Trả lại 1 báo cáo', en: 'Return 1 report' })}
      busy={busy}
      onClose={onClose}
      onConfirm={onReturn}
    >
      {t({
        vi: 'Số của báo cáo rời khỏi số tổng tạm tính cho đến khi đơn vị gửi lại. Mọi ô đã nhập được giữ cho đơn vị sửa.',
        en: 'The figures leave the provisional totals until the unit sends again. Everything entered is kept for the unit to correct.',
      })}
    </ReasonDialog>
  );
};
