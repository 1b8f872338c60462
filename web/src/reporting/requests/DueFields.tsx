import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Select, TextInput } from '../../ui/Field.tsx';

const hours = [8, 10, 11, 14, 16, 17];

type Props = { on: string; hour: number; onDay: (day: string) => void; onHour: (hour: number) => void };

/** A deadline: a day and an hour of it. */
export const DueFields = ({ on, hour, onDay, onHour }: Props) => {
  const { t } = useWords();
  const { today } = useSession();
  return (
    <div className="due-pair">
      <TextInput
        label={t({ vi: 'Hạn gửi', en: 'Deadline' })}
        type="date"
        min={today}
        value={on}
        onChange={(event) => onDay(event.target.value)}
      />
      <Select
        label={t({ vi: 'Giờ', en: 'Hour' })}
        value={String(hour)}
        options={hours.map((each) => ({ value: String(each), label: `${each}:00` }))}
        onPick={(value) => onHour(Number(value))}
      />
    </div>
  );
};
