import { addDays, Calendar, calendarWords, hasKind } from '@app/contract/kernel/period.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { formPeriodKinds } from '@app/contract/reporting/design/routes.ts';
import {
  type listRegimes,
  previewRegime,
  type RegimeAnswer,
  setRegime,
} from '@app/contract/reporting/regimes/routes.ts';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction, useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { say } from '../../ui/toast.ts';
import { daysTyped, kindWords, levelWords } from './words.ts';

type List = Answer<typeof listRegimes>;
type Kind = RegimeAnswer['periodKind'];
type Level = RegimeAnswer['level'];

type Typed = {
  level: Level;
  calendar: Calendar;
  periodKind: Kind;
  form: string;
  validFrom: string;
  daysAfter: string;
  counts: RegimeAnswer['counts'];
  moves: boolean;
  hour: string;
  opensDays: string;
  remindDays: string;
  escalateDays: string;
  lockDays: string;
  ownAllowed: boolean;
  basis: string;
};

const whole = (text: string, least: number, most: number): number | null => {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
};
const orNothing = (text: string, most: number): number | null | undefined =>
  text.trim() === '' ? null : (whole(text, 1, most) ?? undefined);

/** What is typed, as it is sent; null while a part of it is no number that fits. */
const bodyOf = (typed: Typed, unitId: number | null) => {
  const daysAfter = whole(typed.daysAfter, 0, 90);
  const hour = whole(typed.hour, 1, 23);
  const opensDays = whole(typed.opensDays, 0, 120);
  const remindDays = daysTyped(typed.remindDays);
  const escalateDays = orNothing(typed.escalateDays, 60);
  const lockDays = orNothing(typed.lockDays, 366);
  if (daysAfter === null || hour === null || opensDays === null || remindDays === null) return null;
  if (escalateDays === undefined || lockDays === undefined || typed.validFrom === '') return null;
  return {
    ...{ unitId, form: typed.form || null, level: typed.level },
    ...{ calendar: typed.calendar, periodKind: typed.periodKind },
    ...{ validFrom: typed.validFrom, daysAfter, counts: typed.counts, moves: typed.moves, hour, opensDays },
    ...{
      remindDays,
      escalateDays,
      lockDays,
      ownAllowed: unitId === null && typed.level === 'commune' && typed.ownAllowed,
    },
    basis: typed.basis.trim(),
  };
};

/** The deadlines of the coming year beside those of today, and what would move at once. */
const Preview = ({ body }: { body: NonNullable<ReturnType<typeof bodyOf>> }) => {
  const { t, tell } = useWords();
  const format = useFormat();
  const { data, error } = useRead(previewRegime, {
    query: {
      ...(body.unitId !== null && { unitId: body.unitId }),
      ...(body.form !== null && { form: body.form }),
      ...{ level: body.level, calendar: body.calendar, periodKind: body.periodKind },
      ...{ validFrom: body.validFrom, daysAfter: body.daysAfter },
      ...{ counts: body.counts, moves: body.moves ? 'yes' : 'no', hour: body.hour },
    },
  });
  if (error) return <Notice kind="error">{tell(error)}</Notice>;
  if (!data) return null;
  return (
    <div className="regime-preview">
      <p>
        {t(
          {
            vi: 'Hạn gửi một năm tới. {n} báo cáo đang mở, chưa đến hạn sẽ đổi hạn ngay khi lưu.',
            en: 'Deadlines of the coming year. {n} open {n|report|reports} would move as soon as this is saved.',
          },
          { n: data.moving },
        )}
      </p>
      <ul>
        {data.periods.map(({ period, dueAt, dueBefore, onDayOff }) => (
          <li key={period.code}>
            <span>{t(period.words)}</span>
            <b className="num">{format.fullMoment(dueAt)}</b>
            <small>
              {dueAt === dueBefore
                ? t({ vi: 'như cũ', en: 'as before' })
                : t({ vi: 'cũ: {when}', en: 'was {when}' }, { when: format.fullMoment(dueBefore) })}
              {onDayOff && t({ vi: ', rơi vào ngày nghỉ', en: ', on a day off' })}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** Sets a regime from a day on, with its effect shown before. */
export const RegimeDialog = ({ list, onClose }: { list: List; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { today } = useSession();
  const unit = list.setsFor;
  const [typed, setTyped] = useState<Typed>({
    ...{ level: 'commune', calendar: 'reporting', periodKind: 'month', form: '' },
    ...{ validFrom: addDays(today, 1), daysAfter: '2' },
    ...{ counts: 'days', moves: false, hour: '17', opensDays: '7', remindDays: '-3, 0, 1', escalateDays: '3' },
    ...{ lockDays: '45', ownAllowed: true, basis: '' },
  });
  const put = (more: Partial<Typed>) => setTyped({ ...typed, ...more });
  const body = bodyOf(typed, unit?.id ?? null);
  const set = useAction(setRegime, {
    onDone: ({ moved }) => {
      onClose();
      say(t({ vi: 'Đã lưu. {n} hạn gửi đổi theo.', en: 'Kept. {n} {n|deadline|deadlines} moved.' }, { n: moved }));
    },
  });
  const number = (
    name: 'daysAfter' | 'hour' | 'opensDays' | 'escalateDays' | 'lockDays',
    label: string,
    hint?: string,
  ) => (
    <TextInput
      label={label}
      hint={hint}
      inputMode="numeric"
      value={typed[name]}
      onChange={(event) => put({ [name]: event.target.value })}
      error={fault(set.error, name)}
    />
  );
  return (
    <FormDialog
      title={
        unit
          ? t(
              { vi: 'Thời hạn cho các xã của {unit}', en: 'Deadline for the communes of {unit}' },
              { unit: unit.fullName },
            )
          : t({ vi: 'Thời hạn cho cả nước', en: 'Deadline for the country' })
      }
      keep={t({ vi: 'Giữ như cũ', en: 'Leave it' })}
      act={t({ vi: 'Lưu thời hạn', en: 'Keep the deadline' })}
      whyNot={
        body === null
          ? t({ vi: 'Có ô chưa phải số đúng khoảng.', en: 'A field is not a number that fits.' })
          : body.basis.length < 3
            ? t({ vi: 'Ghi căn cứ.', en: 'Say what it rests on.' })
            : null
      }
      busy={set.isPending}
      problem={set.error}
      onSubmit={() => body && set.mutate({ body })}
      onClose={onClose}
    >
      <div className="regime-fields">
        {!unit && (
          <Select
            label={t({ vi: 'Cấp gửi', en: 'Who sends' })}
            options={(['commune', 'province'] as const).map((value) => ({ value, label: t(levelWords[value]) }))}
            value={typed.level}
            onPick={(level) => put({ level })}
          />
        )}
        <Select
          label={t({ vi: 'Theo lịch', en: 'Calendar' })}
          options={Calendar.options.map((value) => ({ value, label: t(calendarWords[value]) }))}
          value={typed.calendar}
          onPick={(calendar) =>
            put({ calendar, form: '', ...(!hasKind(calendar, typed.periodKind) && { periodKind: 'year' }) })
          }
        />
        <Select
          label={t({ vi: 'Loại kỳ', en: 'Kind of period' })}
          // Only kinds that forms are made for: nobody owes a report of nine months.
          options={formPeriodKinds
            .filter((value) => hasKind(typed.calendar, value))
            .map((value) => ({ value, label: t(kindWords[value]) }))}
          value={typed.periodKind}
          onPick={(periodKind) => put({ periodKind, form: '' })}
        />
        <Select
          label={t({ vi: 'Biểu', en: 'Form' })}
          options={[
            { value: '', label: t({ vi: 'Mọi biểu chưa có quy định riêng', en: 'Every form without its own' }) },
            ...list.forms
              .filter(({ calendar, periodKind }) => calendar === typed.calendar && periodKind === typed.periodKind)
              .map(({ code, title }) => ({ value: code, label: t(title) })),
          ]}
          value={typed.form}
          onPick={(form) => put({ form })}
          error={fault(set.error, 'form')}
        />
        <TextInput
          label={t({ vi: 'Áp dụng từ kỳ chốt ngày', en: 'From the cut-off of' })}
          type="date"
          min={today}
          value={typed.validFrom}
          onChange={(event) => put({ validFrom: event.target.value })}
          error={fault(set.error, 'validFrom')}
        />
        {number('daysAfter', t({ vi: 'Số ngày sau ngày chốt', en: 'Days after the cut-off' }))}
        <Select
          label={t({ vi: 'Tính theo', en: 'Counted in' })}
          options={[
            { value: 'days', label: t({ vi: 'ngày lịch', en: 'days' }) },
            { value: 'working_days', label: t({ vi: 'ngày làm việc', en: 'working days' }) },
          ]}
          value={typed.counts}
          onPick={(counts) => put({ counts })}
        />
        {number('hour', t({ vi: 'Giờ trong ngày (1–23)', en: 'Hour of the day (1–23)' }))}
        {number('opensDays', t({ vi: 'Mở trước ngày đầu kỳ (ngày)', en: 'Opens before the period (days)' }))}
        <TextInput
          label={t({ vi: 'Nhắc vào các ngày', en: 'Reminds on' })}
          hint={t({
            vi: '−3 là trước hạn 3 ngày, 0 đúng hạn, 1 sau hạn.',
            en: '−3 is 3 days before, 0 the day, 1 after.',
          })}
          value={typed.remindDays}
          onChange={(event) => put({ remindDays: event.target.value })}
          error={fault(set.error, 'remindDays')}
        />
        {number(
          'escalateDays',
          t({ vi: 'Báo cấp trên sau hạn (ngày)', en: 'Tells the superior after (days)' }),
          t({ vi: 'Để trống: không báo.', en: 'Empty: never.' }),
        )}
        {number(
          'lockDays',
          t({ vi: 'Khóa sau hạn (ngày)', en: 'Locks after (days)' }),
          t({ vi: 'Để trống: chỉ khóa khi ban hành.', en: 'Empty: only when issued.' }),
        )}
      </div>
      <Checkbox checked={typed.moves} onPick={(moves) => put({ moves })}>
        {t({
          vi: 'Hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc sau',
          en: 'A deadline on a day off moves to the next working day',
        })}
      </Checkbox>
      {!unit && typed.level === 'commune' && (
        <Checkbox checked={typed.ownAllowed} onPick={(ownAllowed) => put({ ownAllowed })}>
          {t({ vi: 'Tỉnh được đặt thời hạn riêng cho các xã', en: 'Provinces may set their own for their communes' })}
        </Checkbox>
      )}
      <TextInput
        label={t({ vi: 'Căn cứ', en: 'What it rests on' })}
        hint={t({ vi: 'Văn bản quy định chế độ báo cáo.', en: 'The text that fixes the regime.' })}
        maxLength={300}
        value={typed.basis}
        onChange={(event) => put({ basis: event.target.value })}
        error={fault(set.error, 'basis')}
      />
      {body && <Preview body={body} />}
    </FormDialog>
  );
};
