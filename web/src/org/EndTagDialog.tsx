import { endTag, getUnit, type UnitBrief, type UnitLife } from '@app/contract/org/routes.ts';
import { areaTagWords } from '@app/contract/org/words.ts';
import { useAction } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { LastDayDialog } from '../ui/LastDayDialog.tsx';
import { say } from '../ui/toast.ts';

type Props = { unit: UnitBrief; tag: UnitLife['tags'][number]; onClose: () => void };

/** Ends an area tag on a day; what was counted before stays as it was. */
export const EndTagDialog = ({ unit, tag, onClose }: Props) => {
  const { t } = useWords();
  const { today } = useSession();
  const name = t(areaTagWords[tag.tag]);
  const end = useAction(endTag, {
    touches: [getUnit],
    onDone: () => {
      say(t({ vi: 'Đã kết thúc nhãn “{name}”.', en: 'The tag “{name}” has ended.' }, { name }));
      onClose();
    },
  });
  return (
    <LastDayDialog
      title={t({ vi: 'Kết thúc nhãn “{name}”', en: 'End the tag “{name}”' }, { name })}
      keep={t({ vi: 'Giữ nhãn', en: 'Keep the tag' })}
      act={t({ vi: 'Kết thúc nhãn', en: 'End the tag' })}
      label={t({ vi: 'Ngày cuối mang nhãn', en: 'Last day of the tag' })}
      hint={t({
        vi: 'Số liệu của các kỳ đến ngày này giữ nguyên.',
        en: 'Figures of the periods up to this day stay as they are.',
      })}
      today={today}
      field="to"
      action={end}
      onEnd={(to) => end.mutate({ params: { unitId: unit.id, tagId: tag.id }, body: { to } })}
      onClose={onClose}
    />
  );
};
