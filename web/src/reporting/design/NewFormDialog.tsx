import { type Line, lines, lineWords } from '@app/contract/figures/routes.ts';
import { Calendar, calendarWords, hasKind, periodContaining, periodRange } from '@app/contract/kernel/period.ts';
import { periodsToBegin } from '@app/contract/reporting/design/periods.ts';
import { type FormBrief, formPeriodKinds, getForm, saveFormDraft } from '@app/contract/reporting/design/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../kernel/call.ts';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Select, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { periodKindWords } from '../forms.ts';
import { emptyContent } from './form-edit.ts';

type Props = { forms: readonly FormBrief[]; prefix: string; onClose: () => void };

/** What a form is before it has rows: its code, title, line, calendar and kind of period. They stay once it is published. */
export const NewFormDialog = ({ forms, prefix, onClose }: Props) => {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [code, setCode] = useState(prefix);
  const [title, setTitle] = useState('');
  const [line, setLine] = useState<Line>('committee');
  const { today } = useSession();
  const [calendar, setCalendar] = useState<Calendar>('reporting');
  const has = formPeriodKinds.filter((each) => hasKind(calendar, each));
  const kinds = has.filter((each) => periodsToBegin(periodContaining(each, today, calendar)).length > 0);
  const [picked, setKind] = useState(kinds[0] ?? 'year');
  const kind = kinds.includes(picked) ? picked : 'year';
  const now = periodContaining(kind, today, calendar);
  const [copied, setCopied] = useState('');
  const taken = forms.some((form) => form.code === code);
  const save = useAction(saveFormDraft, {
    onDone: () => void navigate({ to: paths.designForm, params: { form: code }, search: { view: 'edit' } }),
  });
  const begin = async () => {
    const from = copied === '' ? null : await call(getForm, { params: { form: copied } });
    const content = from?.versions[0]?.content ?? emptyContent();
    save.mutate({
      params: { form: code },
      body: {
        draftVersion: 0,
        line,
        calendar,
        periodKind: kind,
        from: null,
        content: { ...content, title: { vi: title, en: '' } },
      },
    });
  };
  const whyNot =
    !/^[A-Z0-9][A-Z0-9.-]{0,29}$/.test(code) || code === prefix
      ? t(
          {
            vi: 'Mã gồm chữ hoa không dấu và số, ví dụ {code}.',
            en: 'A code has capital letters and digits, such as {code}.',
          },
          { code: `${prefix}TH02` },
        )
      : taken
        ? t({ vi: 'Mã này đã có.', en: 'This code is taken.' })
        : title.trim().length < 3
          ? t({ vi: 'Đặt tên biểu.', en: 'Give the form a title.' })
          : null;
  return (
    <FormDialog
      title={t({ vi: 'Lập biểu mới', en: 'A new form' })}
      keep={t({ vi: 'Không lập', en: 'Not now' })}
      act={t({ vi: 'Soạn các dòng', en: 'Go on to its rows' })}
      whyNot={whyNot}
      busy={save.isPending}
      problem={save.error}
      onSubmit={() => void begin()}
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Mã biểu', en: 'Code' })}
        value={code}
        maxLength={30}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value.toUpperCase())}
      />
      <TextInput
        label={t({ vi: 'Tên biểu', en: 'Title' })}
        hint={t({
          vi: 'Ví dụ: Biểu 04/TH. Đối thoại với nhân dân trong tháng.',
          en: 'For example: Form 04/TH. Dialogues in the month.',
        })}
        value={title}
        maxLength={200}
        onChange={(event) => setTitle(event.target.value)}
      />
      <Select
        label={t({ vi: 'Tuyến báo cáo', en: 'Line' })}
        options={lines.map((value) => ({ value, label: t(lineWords[value]) }))}
        value={line}
        onPick={setLine}
      />
      <Select
        label={t({ vi: 'Theo lịch', en: 'Calendar' })}
        hint={t({ vi: 'Không đổi được sau khi ban hành.', en: 'It stays once the form is published.' })}
        options={Calendar.options.map((value) => ({ value, label: t(calendarWords[value]) }))}
        value={calendar}
        onPick={setCalendar}
      />
      <Select
        label={t({ vi: 'Kỳ báo cáo', en: 'Period' })}
        hint={t(
          kinds.length < has.length
            ? {
                vi: 'Các loại kỳ mà lịch báo cáo còn giữ. Kỳ đang chạy: {range}.',
                en: 'The kinds that the reporting calendar keeps. The period that runs: {range}.',
              }
            : { vi: 'Kỳ đang chạy: {range}.', en: 'The period that runs: {range}.' },
          { range: periodRange(now, language) },
        )}
        options={kinds.map((value) => ({ value, label: t(periodKindWords[value]) }))}
        value={kind}
        onPick={setKind}
      />
      <Select
        label={t({ vi: 'Bắt đầu từ', en: 'Begin with' })}
        options={[
          { value: '', label: t({ vi: 'biểu trống', en: 'an empty form' }) },
          ...forms.map((form) => ({ value: form.code, label: `${form.code} · ${t(form.title)}` })),
        ]}
        value={copied}
        onPick={setCopied}
      />
    </FormDialog>
  );
};
