import { type ReactNode, useState } from 'react';
import type { Problem } from '../kernel/call.ts';
import { useWords } from '../kernel/words.ts';
import { TextInput } from './Field.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Segmented } from './Segmented.tsx';

type Props = {
  title: string;
  keep: string;
  act: string;
  /** What the day is: "Ngày cuối giữ chức danh". */
  label: string;
  hint?: string;
  today: string;
  /** Name of the day in the request, to which faults are tied. */
  field: string;
  action: { isPending: boolean; error: Problem | null };
  onEnd: (lastDay: string) => void;
  /** Where it may also end at once. */
  onEndNow?: () => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Ends something on a day, which is its last: a post, a tag. */
export const LastDayDialog = ({ label, hint, today, field, action, onEnd, onEndNow, children, ...dialog }: Props) => {
  const { t, fault } = useWords();
  const [day, setDay] = useState(today);
  const [when, setWhen] = useState<'day' | 'now'>('day');
  const isNow = onEndNow !== undefined && when === 'now';
  return (
    <FormDialog
      {...dialog}
      whyNot={day || isNow ? null : t({ vi: 'Chọn ngày cuối.', en: 'Choose the last day.' })}
      busy={action.isPending}
      problem={action.error}
      onSubmit={() => (isNow ? onEndNow() : onEnd(day))}
    >
      {children}
      {onEndNow && (
        <Segmented<'day' | 'now'>
          label={t({ vi: 'Kết thúc lúc nào', en: 'When it ends' })}
          options={[
            { value: 'day', label: t({ vi: 'Hết một ngày', en: 'At the end of a day' }) },
            { value: 'now', label: t({ vi: 'Ngay bây giờ', en: 'Right now' }) },
          ]}
          value={when}
          onPick={setWhen}
        />
      )}
      {!isNow && (
        <TextInput
          label={label}
          hint={hint}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
          error={fault(action.error, field)}
        />
      )}
    </FormDialog>
  );
};
