import { getAuditState } from '@app/contract/audit/routes.ts';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useFormat } from '../kernel/format.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Notice } from '../ui/Notice.tsx';

/** Whether the audit is whole: what the last check has found, and when everything was last sealed with a signature. */
export const SealState = () => {
  const { t } = useWords();
  const format = useFormat();
  const { data } = useRead(getAuditState, {});
  if (!data) return null;
  const { head, verified } = data;
  const sealed = head
    ? t(
        { vi: 'Niêm có chữ ký gần nhất: số {id}, {at}.', en: 'Last signed head: number {id}, {at}.' },
        { id: String(head.id), at: format.fullMoment(head.at) },
      )
    : t({ vi: 'Chưa có bản niêm nào được ký.', en: 'No head has been signed yet.' });
  if (verified && verified.faults > 0)
    return (
      <Notice kind="error" icon={IconShieldX}>
        {t(
          {
            vi: 'Lần kiểm {at} thấy nhật ký bị can thiệp ở {n} chỗ. Chỗ đầu tiên: {first}. Báo ngay người vận hành và thanh tra cấp trên.',
            en: 'The check of {at} found the audit tampered with in {n} {n|place|places}. The first: {first}. Tell the operator and the inspector above at once.',
          },
          { at: format.fullMoment(verified.at), n: verified.faults, first: verified.first ?? '' },
        )}
      </Notice>
    );
  return (
    <Notice icon={IconShieldCheck}>
      {verified
        ? t(
            {
              vi: 'Nhật ký còn nguyên vẹn: lần kiểm {at} tính lại {n} dòng, không chỗ nào bị sửa. ',
              en: 'The audit is whole: the check of {at} recomputed {n} {n|entry|entries} and found none changed. ',
            },
            { at: format.fullMoment(verified.at), n: verified.entries },
          )
        : t({ vi: 'Nhật ký chưa được kiểm lần nào. ', en: 'The audit has not been checked yet. ' })}
      {sealed}
    </Notice>
  );
};
