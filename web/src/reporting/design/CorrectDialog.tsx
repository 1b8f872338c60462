import type { KnownIndicator } from '@app/contract/figures/catalogue.ts';
import { correctIndicator, endIndicator } from '@app/contract/reporting/design/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';

type Props = { indicator: KnownIndicator; onClose: () => void };

/** Corrects how an added indicator is called; the audit keeps the words of before. */
export const CorrectDialog = ({ indicator, onClose }: Props) => {
  const { t } = useWords();
  const [vi, setVi] = useState(indicator.words.vi);
  const [en, setEn] = useState(indicator.words.en);
  const [unit, setUnit] = useState(indicator.unit.vi);
  const [source, setSource] = useState(indicator.source);
  const correct = useAction(correctIndicator, { onDone: onClose });
  return (
    <FormDialog
      title={t({ vi: 'Sửa tên chỉ tiêu', en: 'Correct the words of an indicator' })}
      keep={t({ vi: 'Giữ tên cũ', en: 'Keep the words' })}
      act={t({ vi: 'Sửa tên', en: 'Correct' })}
      busy={correct.isPending}
      problem={correct.error}
      onSubmit={() =>
        correct.mutate({
          params: { indicatorId: indicator.id },
          body: {
            words: { vi, en },
            unit: { vi: unit, en: unit === indicator.unit.vi ? indicator.unit.en : '' },
            source,
          },
        })
      }
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Tên chỉ tiêu', en: 'Name (Vietnamese)' })}
        value={vi}
        maxLength={200}
        onChange={(event) => setVi(event.target.value)}
      />
      <TextInput
        label={t({ vi: 'Tên tiếng Anh', en: 'Name in English' })}
        value={en}
        maxLength={200}
        onChange={(event) => setEn(event.target.value)}
      />
      <TextInput
        label={t({ vi: 'Đơn vị tính', en: 'Counted in' })}
        value={unit}
        maxLength={40}
        onChange={(event) => setUnit(event.target.value)}
      />
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'Source' })}
        value={source}
        maxLength={300}
        onChange={(event) => setSource(event.target.value)}
      />
    </FormDialog>
  );
};

/** From a day on no new form asks for it. */
export const EndDialog = ({ indicator, onClose }: Props) => {
  const { t } = useWords();
  const { today } = useSession();
  const [from, setFrom] = useState(today);
  const end = useAction(endIndicator, { onDone: onClose });
  return (
    <FormDialog
      title={t({ vi: 'Kết thúc “{name}”', en: 'End "{name}"' }, { name: indicator.words })}
      keep={t({ vi: 'Vẫn dùng', en: 'Keep it' })}
      act={t({ vi: 'Kết thúc từ ngày này', en: 'End from this day' })}
      busy={end.isPending}
      problem={end.error}
      onSubmit={() => end.mutate({ params: { indicatorId: indicator.id }, body: { from } })}
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Ngày kết thúc', en: 'Ends on' })}
        hint={t({
          vi: 'Biểu mới không hỏi chỉ tiêu này nữa. Số đã có giữ nguyên.',
          en: 'New forms no longer ask for it. Its figures stay.',
        })}
        type="date"
        min={today}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
    </FormDialog>
  );
};
