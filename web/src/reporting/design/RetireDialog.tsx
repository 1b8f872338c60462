import { retireForm } from '@app/contract/reporting/design/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Select } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { FormAnswer } from './use-form-draft.ts';

type Props = { code: string; periods: FormAnswer['periods']; onClose: () => void };

/** From which period on nobody is asked for the form any more. */
export const RetireDialog = ({ code, periods, onClose }: Props) => {
  const { t, fault } = useWords();
  const [from, setFrom] = useState(periods[0]?.code ?? '');
  const retire = useAction(retireForm, { onDone: onClose });
  return (
    <FormDialog
      title={t({ vi: 'Thôi dùng biểu {code}', en: 'Retire form {code}' }, { code })}
      keep={t({ vi: 'Vẫn dùng biểu', en: 'Keep the form' })}
      act={t({ vi: 'Thôi dùng từ kỳ này', en: 'Retire from this period' })}
      busy={retire.isPending}
      problem={retire.error}
      onSubmit={() => retire.mutate({ params: { form: code }, body: { from } })}
      onClose={onClose}
    >
      <Select
        label={t({ vi: 'Kỳ đầu tiên không nhập nữa', en: 'First period without it' })}
        hint={t({
          vi: 'Báo cáo của các kỳ trước giữ nguyên, vẫn xem và đính chính được.',
          en: 'Reports of earlier periods stay, can be read and corrected.',
        })}
        options={periods.map(({ code: value, words }) => ({ value, label: t(words) }))}
        value={from}
        onPick={setFrom}
        error={fault(retire.error, 'from')}
      />
    </FormDialog>
  );
};
