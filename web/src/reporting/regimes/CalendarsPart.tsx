import { listCalendars, setCalendarRule, withdrawCalendarRule } from '@app/contract/figures/calendars/routes.ts';
import { addDays, Calendar, calendarWords, PeriodKind, periodName, periodRange } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { useId, useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { closingWords, type Moved, periodsMoved, ruleNow, yearEnd } from './calendar-words.ts';
import { kindWords } from './words.ts';

type List = Answer<typeof listCalendars>;

const firstUp = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const Kinds = ({ kinds, onPick }: { kinds: readonly PeriodKind[]; onPick: (kinds: readonly PeriodKind[]) => void }) => {
  const { t } = useWords();
  return (
    <fieldset className="regime-kinds">
      <legend>{t({ vi: 'Các loại kỳ', en: 'Kinds of period' })}</legend>
      {PeriodKind.options
        .filter((kind) => kind !== 'year')
        .map((kind) => (
          <Checkbox
            key={kind}
            checked={kinds.includes(kind)}
            onPick={(yes) => onPick(PeriodKind.options.filter((each) => (each === kind ? yes : kinds.includes(each))))}
          >
            {t(kindWords[kind])}
          </Checkbox>
        ))}
    </fieldset>
  );
};

const Preview = ({ moved }: { moved: readonly Moved[] }) => {
  const { t, language } = useWords();
  return (
    <div className="regime-preview">
      <p>
        {moved.length === 0
          ? t({ vi: 'Không kỳ nào đổi ngày.', en: 'No period changes its days.' })
          : t({
              vi: 'Các kỳ đổi ngày. Kỳ đã mở hoặc đã có số liệu không bao giờ đổi.',
              en: 'The periods whose days change. One that is open or has figures never does.',
            })}
      </p>
      <ul>
        {moved.slice(0, 14).map((each) => (
          <li key={each.next.code}>
            <span>{periodName(each.next, language)}</span>
            <b className="num">{periodRange(each.next, language)}</b>
            <small>{t({ vi: 'cũ: {days}', en: 'was {days}' }, { days: periodRange(each.now, language) })}</small>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** What is typed as a whole number; what stands there already while nothing is. */
const typedOr = (text: string, known: number | undefined, most: number): number | null => {
  const value = text.trim() === '' ? (known ?? 0) : Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : null;
};

/** Lets a calendar close otherwise from a day on, with the periods shown whose days would change. */
const CalendarDialog = ({ rules, onClose }: { rules: List['rules']; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const [calendar, setCalendar] = useState<Calendar>('reporting');
  const now = ruleNow(rules, calendar, today);
  const [typed, setTyped] = useState({ validFrom: addDays(today, 1), day: '', month: '', basis: '' });
  const [kinds, setKinds] = useState<readonly PeriodKind[]>(now?.kinds ?? ['year']);
  const isDivided = calendar === 'reporting';
  const day = typedOr(typed.day, now?.day, 31);
  const month = isDivided ? 12 : typedOr(typed.month, now?.month, 12);
  const asked =
    day === null || month === null || typed.validFrom === ''
      ? null
      : {
          ...{ calendar, validFrom: typed.validFrom, month, day },
          kinds: isDivided ? [...kinds] : (['year'] satisfies PeriodKind[]),
        };
  const set = useAction(setCalendarRule, {
    onDone: (answer) => {
      onClose();
      say(t({ vi: 'Đã lưu. {n} kỳ đổi ngày.', en: 'Kept. {n} {n|period|periods} changed.' }, { n: answer.moved }));
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Ngày chốt mới của lịch', en: 'A new cut-off of a calendar' })}
      keep={t({ vi: 'Giữ như cũ', en: 'Leave it' })}
      act={t({ vi: 'Lưu lịch', en: 'Keep the calendar' })}
      whyNot={
        asked === null
          ? t({ vi: 'Ngày từ 1 đến 31, tháng từ 1 đến 12.', en: 'Days run from 1 to 31, months from 1 to 12.' })
          : typed.basis.trim().length < 3
            ? t({ vi: 'Ghi căn cứ.', en: 'Say what it rests on.' })
            : null
      }
      busy={set.isPending}
      problem={set.error}
      onSubmit={() => asked && set.mutate({ body: { ...asked, basis: typed.basis.trim() } })}
      onClose={onClose}
    >
      <div className="regime-fields">
        <Select
          label={t({ vi: 'Lịch', en: 'Calendar' })}
          options={Calendar.options.map((value) => ({ value, label: firstUp(t(calendarWords[value])) }))}
          value={calendar}
          onPick={(picked) => {
            setCalendar(picked);
            setTyped({ ...typed, day: '', month: '' });
          }}
        />
        <TextInput
          label={t({ vi: 'Áp dụng cho ngày chốt từ', en: 'For cut-offs from' })}
          type="date"
          min={addDays(today, 1)}
          value={typed.validFrom}
          onChange={(event) => setTyped({ ...typed, validFrom: event.target.value })}
          error={fault(set.error, 'validFrom')}
        />
        <TextInput
          label={
            isDivided
              ? t({ vi: 'Chốt ngày (hằng tháng)', en: 'Closes on day (each month)' })
              : t({ vi: 'Chốt ngày', en: 'Closes on day' })
          }
          hint={t({ vi: 'Tháng ngắn hơn thì lấy ngày cuối tháng.', en: 'In shorter months the last day.' })}
          inputMode="numeric"
          placeholder={String(now?.day ?? '')}
          value={typed.day}
          onChange={(event) => setTyped({ ...typed, day: event.target.value })}
          error={fault(set.error, 'day')}
        />
        {!isDivided && (
          <TextInput
            label={t({ vi: 'Tháng chốt', en: 'Month' })}
            inputMode="numeric"
            placeholder={String(now?.month ?? '')}
            value={typed.month}
            onChange={(event) => setTyped({ ...typed, month: event.target.value })}
            error={fault(set.error, 'month')}
          />
        )}
      </div>
      {isDivided && <Kinds kinds={kinds} onPick={setKinds} />}
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'What it rests on' })}
        hint={t({ vi: 'Văn bản quy định thời gian chốt số liệu.', en: 'The text that fixes the cut-off.' })}
        maxLength={300}
        value={typed.basis}
        onChange={(event) => setTyped({ ...typed, basis: event.target.value })}
        error={fault(set.error, 'basis')}
      />
      {asked && <Preview moved={periodsMoved(rules, asked)} />}
    </FormDialog>
  );
};

/** How each calendar closes, now and from a day to come. Only the centre changes them. */
export const CalendarsPart = () => {
  const { t, tell } = useWords();
  const format = useFormat();
  const heading = useId();
  const { today } = useSession();
  const [making, setMaking] = useState(false);
  const { data, error } = useRead(listCalendars, {});
  const take = useAction(withdrawCalendarRule, { onProblem: (problem) => say(tell(problem), 'problem') });
  const rules = data?.rules ?? [];
  const shown = Calendar.options.flatMap((calendar) => {
    const now = ruleNow(rules, calendar, today);
    return rules.filter((rule) => rule.calendar === calendar && (rule === now || rule.validFrom > today));
  });
  return (
    <section className="list calendars" aria-labelledby={heading}>
      <h2 id={heading}>
        {t({ vi: 'Các lịch', en: 'Calendars' })} <span className="num">{Calendar.options.length}</span>
      </h2>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {data?.whyNot.setCalendarRule === null && (
        <div className="row">
          <Button onClick={() => setMaking(true)}>{t({ vi: 'Đặt ngày chốt mới', en: 'Set a new cut-off' })}</Button>
        </div>
      )}
      <ul>
        {shown.map((rule) => (
          <li key={rule.id} className="task regime">
            <div className="due">
              {yearEnd(rule)}
              <small>{t({ vi: 'chốt năm', en: 'year closes' })}</small>
            </div>
            <div className="what">
              <h3>
                {firstUp(t(calendarWords[rule.calendar]))}{' '}
                {rule.validFrom > today && (
                  <Tag>{t({ vi: 'từ {day}', en: 'from {day}' }, { day: format.date(rule.validFrom) })}</Tag>
                )}
              </h3>
              <p>{t(closingWords(rule))}</p>
              <p className="mid">{rule.basis}</p>
            </div>
            {rule.whyNotWithdraw === null && (
              <Button
                look="quiet"
                small
                busy={take.isPending}
                onClick={() => take.mutate({ params: { ruleId: rule.id } })}
              >
                {t({ vi: 'Rút', en: 'Take back' })}
                <span className="vh"> {format.date(rule.validFrom)}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {making && data && <CalendarDialog rules={data.rules} onClose={() => setMaking(false)} />}
    </section>
  );
};
