import { passwordTooCommon, wrongCurrentPassword } from '@app/contract/identity/problems.ts';
import { changePassword, getSecurity } from '@app/contract/identity/security/routes.ts';
import { listSessions } from '@app/contract/identity/sessions/routes.ts';
import { useState } from 'react';
import { useFormat } from '../../kernel/format.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { PasswordInput } from '../../ui/PasswordInput.tsx';
import { say } from '../../ui/toast.ts';
import { NewPasswordInput } from '../NewPasswordInput.tsx';
import { SHORTEST } from '../password-strength.ts';
import type { Guards } from './guards.ts';
import { Section } from './Section.tsx';

const ChangeDialog = ({ username, onClose }: { username: string; onClose: () => void }) => {
  const { t, tell, fault } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useAction(changePassword, {
    touches: [getSecurity, listSessions],
    onDone: () => {
      say(
        t({
          vi: 'Đã đổi mật khẩu. Các phiên khác đã kết thúc.',
          en: 'The password is changed. All other sessions have ended.',
        }),
      );
      onClose();
    },
  });
  const problem = change.error;
  const atCurrent = problem?.code === wrongCurrentPassword.code;
  const atNext = problem?.code === passwordTooCommon.code;
  const whyNot = current
    ? [...next].length < SHORTEST
      ? t({ vi: 'Mật khẩu mới có ít nhất 10 ký tự.', en: 'The new password has at least 10 characters.' })
      : null
    : t({ vi: 'Nhập mật khẩu đang dùng.', en: 'Enter the password you have now.' });
  return (
    <FormDialog
      title={t({ vi: 'Đổi mật khẩu', en: 'Change the password' })}
      keep={t({ vi: 'Giữ mật khẩu cũ', en: 'Keep the old one' })}
      act={t({ vi: 'Đổi mật khẩu', en: 'Change the password' })}
      whyNot={whyNot}
      busy={change.isPending}
      problem={atCurrent || atNext ? null : problem}
      onSubmit={() => change.mutate({ body: { current, next } })}
      onClose={onClose}
    >
      <PasswordInput
        label={t({ vi: 'Mật khẩu đang dùng', en: 'Password you have now' })}
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
        error={atCurrent ? tell(problem) : fault(problem, 'current')}
      />
      <NewPasswordInput
        label={t({ vi: 'Mật khẩu mới', en: 'New password' })}
        username={username}
        value={next}
        onType={setNext}
        error={atNext ? tell(problem) : fault(problem, 'next')}
      />
      <p className="mid">
        {t({
          vi: 'Mọi phiên khác của tài khoản kết thúc ngay; phiên này vẫn mở.',
          en: 'All other sessions of the account end at once; this one stays.',
        })}
      </p>
    </FormDialog>
  );
};

/** The password; accounts of a sign-on may have none. */
export const PasswordPart = ({ guards }: { guards: Guards }) => {
  const { t } = useWords();
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const { hasPassword, passwordChangedAt, signOn } = guards;
  const lead = hasPassword
    ? passwordChangedAt === null
      ? t({ vi: 'Chưa đổi lần nào.', en: 'Never changed so far.' })
      : t(
          { vi: 'Đổi lần cuối lúc {when}.', en: 'Last changed {when}.' },
          { when: format.fullMoment(passwordChangedAt) },
        )
    : t(
        {
          vi: 'Tài khoản này vào qua {name} nên không có mật khẩu ở đây.',
          en: 'This account comes in through {name} and has no password here.',
        },
        { name: signOn ?? '' },
      );
  return (
    <Section
      title={t({ vi: 'Mật khẩu', en: 'Password' })}
      lead={lead}
      action={
        hasPassword && (
          <Button onClick={() => setChanging(true)}>{t({ vi: 'Đổi mật khẩu', en: 'Change the password' })}</Button>
        )
      }
    >
      {changing && <ChangeDialog username={guards.username} onClose={() => setChanging(false)} />}
    </Section>
  );
};
