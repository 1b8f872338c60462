import type { Answer } from '@app/contract/kernel/route.ts';
import {
  confirmMailAddress,
  getNoticeSettings,
  type NoticeKind,
  noticeKinds,
  setNoticeSettings,
} from '@app/contract/notices/routes.ts';
import { noticeKindWords } from '@app/contract/notices/words.ts';
import { useState } from 'react';
import { useAction, useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { Section } from './Section.tsx';

type Settings = Answer<typeof getNoticeSettings>;

/** What most people want to hear of without looking. */
const usual: readonly NoticeKind[] = ['reminder', 'overdue', 'escalation', 'urging'];

const CodeForm = ({ address }: { address: string }) => {
  const { t, tell } = useWords();
  const [code, setCode] = useState('');
  const wrong = t({
    vi: 'Mã không đúng. Xem lại thư mới nhất.',
    en: 'The code is not right. Look at the newest letter.',
  });
  const [isWrong, setWrong] = useState(false);
  const confirm = useAction(confirmMailAddress, {
    touches: [getNoticeSettings],
    onDone: ({ isRight }) => {
      setWrong(!isRight);
      if (isRight)
        say(t({ vi: 'Đã xác nhận. Thư nhắc sẽ tới địa chỉ này.', en: 'Confirmed. Reminders go there now.' }));
    },
  });
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        if (/^\d{6}$/.test(code)) confirm.mutate({ body: { code } });
      }}
    >
      <TextInput
        label={t({ vi: 'Mã trong thư gửi tới {address}', en: 'Code of the letter to {address}' }, { address })}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        error={confirm.error ? tell(confirm.error) : isWrong ? wrong : null}
      />
      <p className="row">
        <Button
          type="submit"
          busy={confirm.isPending}
          whyNot={code.length === 6 ? null : t({ vi: 'Mã có 6 chữ số.', en: 'The code has 6 digits.' })}
        >
          {t({ vi: 'Xác nhận địa chỉ', en: 'Confirm the address' })}
        </Button>
      </p>
    </form>
  );
};

const Choices = ({ settings }: { settings: Settings }) => {
  const { t, tell, fault } = useWords();
  const [address, setAddress] = useState(settings.address ?? '');
  const [kinds, setKinds] = useState<readonly NoticeKind[]>(settings.address === null ? usual : settings.kinds);
  const set = useAction(setNoticeSettings, {
    touches: [getNoticeSettings],
    onDone: (kept) =>
      say(
        kept.waitsForCode
          ? t({ vi: 'Đã gửi mã tới địa chỉ này.', en: 'A code is on its way to the address.' })
          : t({ vi: 'Đã lưu.', en: 'Kept.' }),
      ),
  });
  const save = (to: string | null) => set.mutate({ body: { address: to, kinds: [...kinds] } });
  return (
    <form
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!set.isPending) save(address.trim() || null);
      }}
    >
      {set.error && !fault(set.error, 'address') && (
        <Notice kind="error" live>
          {tell(set.error)}
        </Notice>
      )}
      <TextInput
        label={t({ vi: 'Địa chỉ thư công vụ', en: 'Official mail address' })}
        hint={t({ vi: 'Để trống: không gửi thư.', en: 'Empty: no mail.' })}
        type="email"
        autoComplete="email"
        maxLength={254}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        error={fault(set.error, 'address')}
      />
      <fieldset className="kinds">
        <legend>{t({ vi: 'Gửi thư khi', en: 'Write when' })}</legend>
        {noticeKinds.map((kind) => (
          <Checkbox
            key={kind}
            checked={kinds.includes(kind)}
            onPick={(yes) => setKinds(yes ? [...kinds, kind] : kinds.filter((each) => each !== kind))}
          >
            {t(noticeKindWords[kind])}
          </Checkbox>
        ))}
      </fieldset>
      <p className="row">
        <Button type="submit" busy={set.isPending}>
          {t({ vi: 'Lưu thư nhắc', en: 'Keep' })}
        </Button>
        {settings.address !== null && (
          <Button
            look="quiet"
            busy={set.isPending}
            onClick={() => {
              setAddress('');
              save(null);
            }}
          >
            {t({ vi: 'Không nhận thư nữa', en: 'No more mail' })}
          </Button>
        )}
      </p>
    </form>
  );
};

/** Which notices also go by mail, and to which address. */
export const MailPart = () => {
  const { t, tell } = useWords();
  const { data, error } = useRead(getNoticeSettings, {});
  const state = data?.isConfirmed
    ? data.isRefused
      ? { vi: 'địa chỉ bị từ chối', en: 'address refused' }
      : { vi: 'đang gửi', en: 'on' }
    : data?.waitsForCode
      ? { vi: 'chờ mã', en: 'waits for the code' }
      : { vi: 'tắt', en: 'off' };
  return (
    <Section
      title={t({ vi: 'Thư nhắc', en: 'Reminders by mail' })}
      tag={data && <Tag look={data.isConfirmed && !data.isRefused ? 'duyet' : 'nhap'}>{t(state)}</Tag>}
      lead={t({
        vi: 'Thông báo trong “Việc của tôi” cũng được gửi qua thư, gộp thành một thư. Thư không có số liệu.',
        en: 'Notices of "My work" also go by mail, several in one letter. No figures are in it.',
      })}
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data && !data.sendsMail && (
        <Notice>
          {t({
            vi: 'Hệ thống này chưa nối với máy chủ thư. Hỏi người vận hành.',
            en: 'This instance has no mail server. Ask the operator.',
          })}
        </Notice>
      )}
      {data?.isRefused && (
        <Notice kind="warning">
          {t({
            vi: 'Máy chủ thư không nhận địa chỉ này. Sửa địa chỉ rồi lưu lại.',
            en: 'The mail server refused the address. Correct it and keep it again.',
          })}
        </Notice>
      )}
      {data?.sendsMail && <Choices key={data.address ?? ''} settings={data} />}
      {data?.waitsForCode && data.address && <CodeForm address={data.address} />}
    </Section>
  );
};
