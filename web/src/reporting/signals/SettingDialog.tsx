import { sayNumber } from '@app/contract/kernel/words.ts';
import { kindsOfSignals, MOST_POINTS } from '@app/contract/reporting/signals/kinds.ts';
import { putSignalSetting } from '@app/contract/reporting/signals/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextArea, TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import type { OneSetting } from './settings.ts';

/** '2,5' and '2.5' as a number; null for what is none. */
const numberOf = (text: string): number | null => {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(value) ? null : value;
};

/** Decides one kind: on or off, its points, its thresholds, from which day and why. */
export const SettingDialog = ({ setting, onClose }: { setting: OneSetting; onClose: () => void }) => {
  const { t, language, fault } = useWords();
  const { today } = useSession();
  const kind = kindsOfSignals[setting.kind];
  const [isOn, setOn] = useState(setting.today.isOn);
  const [weight, setWeight] = useState(String(setting.today.weight));
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [limits, setLimits] = useState<Record<string, string>>(
    Object.fromEntries(
      Object.entries(kind.thresholds).map(([name, { usual }]) => [
        name,
        String(setting.today.thresholds[name] ?? usual),
      ]),
    ),
  );
  const { mutate, isPending, error } = useAction(putSignalSetting, {
    onDone: () => {
      say(t({ vi: 'Đã đặt ngưỡng mới.', en: 'The new thresholds are set.' }));
      onClose();
    },
  });
  const outside = (text: string, least: number, most: number): string | null => {
    const value = numberOf(text);
    if (value !== null && value >= least && value <= most) return null;
    return t({ vi: 'Từ {least} đến {most}.', en: 'From {least} to {most}.' }, { least, most });
  };
  const weightFault = outside(weight, 0, MOST_POINTS);
  const short = reason.trim().length < 5;
  const faulty = Object.entries(kind.thresholds).some(([name, each]) =>
    outside(limits[name] ?? '', each.least, each.most),
  );
  const put = () => {
    setAsked(true);
    if (weightFault || faulty || short) return;
    mutate({
      body: {
        kind: setting.kind,
        isOn,
        weight: numberOf(weight) ?? 0,
        thresholds: Object.fromEntries(Object.entries(limits).map(([name, text]) => [name, numberOf(text) ?? 0])),
        from,
        reason: reason.trim(),
      },
    });
  };
  return (
    <FormDialog
      title={t(kind.name)}
      keep={t({ vi: 'Giữ như cũ', en: 'Keep as it is' })}
      act={t({ vi: 'Đặt từ ngày đã chọn', en: 'Set from that day' })}
      busy={isPending}
      problem={error}
      onSubmit={put}
      onClose={onClose}
    >
      <Checkbox checked={isOn} onPick={setOn}>
        {t({ vi: 'Đang bật', en: 'On' })}
      </Checkbox>
      <TextInput
        label={t({ vi: 'Trọng số trong điểm', en: 'Weight in the points' })}
        inputMode="numeric"
        error={weightFault}
        value={weight}
        onChange={(event) => setWeight(event.target.value)}
      />
      {Object.entries(kind.thresholds).map(([name, threshold]) => (
        <TextInput
          key={name}
          label={t(threshold.words)}
          hint={t(
            { vi: 'Mặc định {usual}. {because}', en: 'Usually {usual}. {because}' },
            { usual: sayNumber(threshold.usual, language), because: threshold.because },
          )}
          inputMode="decimal"
          error={outside(limits[name] ?? '', threshold.least, threshold.most)}
          value={limits[name] ?? ''}
          onChange={(event) => setLimits({ ...limits, [name]: event.target.value })}
        />
      ))}
      <TextInput
        type="date"
        label={t({ vi: 'Từ ngày', en: 'From' })}
        min={today}
        error={fault(error, 'from')}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextArea
        label={t({ vi: 'Lý do', en: 'Reason' })}
        error={
          asked && short
            ? t({ vi: 'Ghi lý do, ít nhất 5 ký tự.', en: 'Give a reason of at least 5 characters.' })
            : fault(error, 'reason')
        }
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
};
