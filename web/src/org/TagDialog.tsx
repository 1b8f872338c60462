import { areaTags, getUnit, tagUnit, type UnitBrief } from '@app/contract/org/routes.ts';
import { areaTagWords } from '@app/contract/org/words.ts';
import { type FormEvent, useId, useState } from 'react';
import { useAction } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select, TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import type { AreaTag } from './words.ts';

/** Tags an area from a day, by a decision. */
export const TagDialog = ({ unit, onClose }: { unit: UnitBrief; onClose: () => void }) => {
  const { t, tell } = useWords();
  const { today } = useSession();
  const form = useId();
  const [tag, setTag] = useState<AreaTag>('priority');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState('');
  const [basis, setBasis] = useState('');
  const give = useAction(tagUnit, {
    touches: [getUnit],
    onDone: () => {
      say(t({ vi: 'Đã gắn nhãn cho {unit}.', en: '{unit} now carries the tag.' }, { unit: unit.fullName }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate({ params: { unitId: unit.id }, body: { tag, from, to: to || null, basis } });
  };
  const fault = (field: string) => {
    const words = give.error?.fault(field);
    return words && t(words);
  };
  return (
    <Dialog
      title={t({ vi: 'Gắn nhãn: {unit}', en: 'Tag: {unit}' }, { unit: unit.fullName })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Không gắn', en: 'Cancel' })}</Button>
          <Button
            look="filled"
            type="submit"
            form={form}
            busy={give.isPending}
            whyNot={
              basis.trim().length < 3
                ? t({ vi: 'Ghi văn bản làm căn cứ.', en: 'Name the decision behind it.' })
                : from
                  ? null
                  : t({ vi: 'Chọn ngày bắt đầu.', en: 'Choose the first day.' })
            }
          >
            {t({ vi: 'Gắn nhãn', en: 'Add the tag' })}
          </Button>
        </>
      }
    >
      <form id={form} className="fields" noValidate onSubmit={submit}>
        {give.error && (
          <Notice kind="error" live>
            {tell(give.error)}
          </Notice>
        )}
        <Select
          label={t({ vi: 'Nhãn', en: 'Tag' })}
          options={areaTags.map((value) => ({ value, label: t(areaTagWords[value]) }))}
          value={tag}
          onPick={setTag}
        />
        <TextInput
          label={t({ vi: 'Từ ngày', en: 'From' })}
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          error={fault('from')}
        />
        <TextInput
          label={t({ vi: 'Đến hết ngày', en: 'Last day' })}
          hint={t({ vi: 'Để trống nếu chưa biết.', en: 'Leave empty when it is not known.' })}
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          error={fault('to')}
        />
        <TextInput
          label={t({ vi: 'Căn cứ', en: 'Basis' })}
          hint={t({ vi: 'Số, ký hiệu và ngày của quyết định.', en: 'Number and date of the decision.' })}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
          error={fault('basis')}
        />
      </form>
    </Dialog>
  );
};
