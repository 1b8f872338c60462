import type { Words } from '@app/contract/kernel/words.ts';
import { type DayOffAnswer, getDaysOff, setDaysOff } from '@app/contract/reporting/regimes/routes.ts';
import { useId, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';

const kindWords: Record<DayOffAnswer['kind'], Words> = {
  off: { vi: 'nghỉ', en: 'off' },
  working: { vi: 'làm bù', en: 'worked' },
};

type Asked = { year: number; days: readonly DayOffAnswer[]; onClose: () => void };

/** Adds one day to the list of its year, or changes the one that stands there. */
const DayDialog = ({ year, days, onClose }: Asked) => {
  const { t, fault } = useWords();
  const [day, setDay] = useState<DayOffAnswer>({
    on: `${year}-01-01`,
    kind: 'off',
    confirmed: true,
    name: '',
    basis: '',
  });
  const set = useAction(setDaysOff, {
    onDone: ({ moved }) => {
      onClose();
      say(t({ vi: 'Đã lưu. {n} hạn gửi đổi theo.', en: 'Kept. {n} {n|deadline|deadlines} moved.' }, { n: moved }));
    },
  });
  const at = days.filter(({ on }) => on !== day.on).length;
  return (
    <FormDialog
      title={t(
        { vi: 'Ngày nghỉ, ngày làm bù {year}', en: 'Days off and days worked of {year}' },
        { year: String(year) },
      )}
      keep={t({ vi: 'Giữ như cũ', en: 'Leave it' })}
      act={t({ vi: 'Lưu ngày', en: 'Keep the day' })}
      whyNot={
        day.name.trim().length < 2 || day.basis.trim().length < 3
          ? t({ vi: 'Ghi tên ngày và căn cứ.', en: 'Say what day it is and what it rests on.' })
          : null
      }
      busy={set.isPending}
      problem={set.error}
      onSubmit={() =>
        set.mutate({
          params: { year },
          body: { days: [...days.filter(({ on }) => on !== day.on), day].sort((a, b) => a.on.localeCompare(b.on)) },
        })
      }
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Ngày', en: 'Day' })}
        type="date"
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={day.on}
        onChange={(event) => setDay({ ...day, on: event.target.value })}
      />
      <Select
        label={t({ vi: 'Loại', en: 'Kind' })}
        options={[
          { value: 'off', label: t({ vi: 'Ngày nghỉ', en: 'Day off' }) },
          { value: 'working', label: t({ vi: 'Ngày làm bù (thứ Bảy, Chủ nhật)', en: 'Weekend day that is worked' }) },
        ]}
        value={day.kind}
        onPick={(kind) => setDay({ ...day, kind })}
      />
      <TextInput
        label={t({ vi: 'Tên', en: 'Name' })}
        maxLength={120}
        value={day.name}
        onChange={(event) => setDay({ ...day, name: event.target.value })}
        error={fault(set.error, `days.${at}.name`)}
      />
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'What it rests on' })}
        hint={t({ vi: 'Thông báo nghỉ của năm.', en: 'The decision of the year.' })}
        maxLength={300}
        value={day.basis}
        onChange={(event) => setDay({ ...day, basis: event.target.value })}
        error={fault(set.error, `days.${at}.basis`)}
      />
      <Checkbox checked={day.confirmed} onPick={(confirmed) => setDay({ ...day, confirmed })}>
        {t({ vi: 'Đã có quyết định, thông báo chính thức', en: 'The decision is out' })}
      </Checkbox>
    </FormDialog>
  );
};

/** Public holidays and exchanged working days of a year. Only the centre changes them. */
export const DaysOffPart = ({ whyNot }: { whyNot: { says: Words } | null }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const heading = useId();
  const { today } = useSession();
  const thisYear = Number(today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [adding, setAdding] = useState(false);
  const { data, error } = useRead(getDaysOff, { params: { year } });
  const set = useAction(setDaysOff, { onProblem: (problem) => say(tell(problem), 'problem') });
  const days = data?.days ?? [];
  const open = days.filter(({ confirmed }) => !confirmed).length;
  return (
    <section className="list days-off" aria-labelledby={heading}>
      <h2 id={heading}>
        {t({ vi: 'Ngày nghỉ và ngày làm bù', en: 'Days off and days worked' })}{' '}
        <span className="num">{days.length}</span>
      </h2>
      <div className="row">
        <Segmented
          label={t({ vi: 'Năm', en: 'Year' })}
          options={[thisYear - 1, thisYear, thisYear + 1].map((each) => ({ value: String(each), label: String(each) }))}
          value={String(year)}
          onPick={(picked) => setYear(Number(picked))}
        />
        {whyNot === null && (
          <Button onClick={() => setAdding(true)}>
            {t({ vi: 'Thêm hoặc sửa một ngày', en: 'Add or change a day' })}
          </Button>
        )}
      </div>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {open > 0 && (
        <Notice>
          {t(
            {
              vi: '{n} ngày là mức mặc định theo Bộ luật Lao động 2019, Điều 111–112. Đối chiếu thông báo nghỉ của năm.',
              en: '{n} {n|day is a default|days are defaults} by the Labour Code 2019, Art. 111–112. Check them against the decision of the year.',
            },
            { n: open },
          )}
        </Notice>
      )}
      {data && days.length === 0 && (
        <Empty>{t({ vi: 'Năm này chưa nhập ngày nghỉ.', en: 'No days off are entered for this year.' })}</Empty>
      )}
      <ul>
        {days.map((day) => (
          <li key={day.on}>
            <b className="num">{format.date(day.on)}</b>
            <span>
              {day.name} <Tag look={day.kind === 'off' ? 'nhap' : 'gui'}>{t(kindWords[day.kind])}</Tag>
              {!day.confirmed && <small> {t({ vi: 'mặc định', en: 'default' })}</small>}
            </span>
            {whyNot === null && (
              <Button
                look="quiet"
                small
                busy={set.isPending}
                onClick={() => set.mutate({ params: { year }, body: { days: days.filter(({ on }) => on !== day.on) } })}
              >
                {t({ vi: 'Bỏ', en: 'Remove' })}
                <span className="vh"> {format.date(day.on)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {adding && <DayDialog year={year} days={days} onClose={() => setAdding(false)} />}
    </section>
  );
};
