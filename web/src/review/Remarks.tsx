import type { Words } from '@app/contract/kernel/words.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';

/** What is still missing before the paper can be signed. */
export const Remarks = ({ remarks }: { remarks: readonly Words[] }) => {
  const { t } = useWords();
  if (remarks.length === 0) return null;
  return (
    <div className="remarks">
      <Notice kind="warning">
        <b>
          {t(
            { vi: 'Trước khi ký, xem {n} điểm:', en: 'Before signing, {n} {n|point|points} to see to:' },
            { n: remarks.length },
          )}
        </b>
        <ul>
          {remarks.map((remark) => (
            <li key={remark.vi}>{t(remark)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
};
