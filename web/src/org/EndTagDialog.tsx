import { endTag, getUnit, type UnitBrief, type UnitLife } from '@app/contract/org/routes.ts';
import { type FormEvent, useId, useState } from 'react';
import { useAction } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import { areaTagWords } from './words.ts';

type Props = { unit: UnitBrief; tag: UnitLife['tags'][number]; onClose: () => void };

/** Ends an area tag on a day; what was counted before stays as it was. */
export const EndTagDialog = ({ unit, tag, onClose }: Props) => {
  const { t, tell } = useWords();
  const { today } = useSession();
  const form = useId();
  const [to, setTo] = useState(today);
  const name = t(areaTagWords[tag.tag]);
  const end = useAction(endTag, {
    touches: [getUnit],
    onDone: () => {
      say(t({ vi: 'Đã kết thúc nhãn “{name}”.', en: 'The tag “{name}” has ended.' }, { name }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate({ params: { unitId: unit.id, tagId: tag.id }, body: { to } });
  };
  const fault = end.error?.fault('to');
  return (
    <Dialog
      title={t({ vi: 'Kết thúc nhãn “{name}”', en: 'End the tag “{name}”' }, { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Giữ nhãn', en: 'Keep the tag' })}</Button>
          <Button
            look="filled"
            type="submit"
            form={form}
            busy={end.isPending}
            whyNot={to ? null : t({ vi: 'Chọn ngày cuối.', en: 'Choose the last day.' })}
          >
            {t({ vi: 'Kết thúc nhãn', en: 'End the tag' })}
          </Button>
        </>
      }
    >
      <form id={form} className="fields" noValidate onSubmit={submit}>
        {end.error && (
          <Notice kind="error" live>
            {tell(end.error)}
          </Notice>
        )}
        <TextInput
          label={t({ vi: 'Ngày cuối mang nhãn', en: 'Last day of the tag' })}
          hint={t({
            vi: 'Số liệu của các kỳ đến ngày này giữ nguyên.',
            en: 'Figures of the periods up to this day stay as they are.',
          })}
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
          error={fault && t(fault)}
        />
      </form>
    </Dialog>
  );
};
