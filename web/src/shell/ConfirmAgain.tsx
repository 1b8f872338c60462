import { getSecurity } from '@app/contract/identity/security/routes.ts';
import { confirmIdentity } from '@app/contract/identity/sessions/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { useState } from 'react';
import { answerConfirmation } from '../kernel/confirmation.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { CODE_LENGTH, CodeInput } from '../ui/CodeInput.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { PasswordInput } from '../ui/PasswordInput.tsx';
import { Segmented } from '../ui/Segmented.tsx';

type Way = 'password' | 'code';

const noWay: Words = {
  vi: 'Tài khoản này không có mật khẩu. Đăng xuất rồi đăng nhập lại qua cổng của cơ quan, sau đó làm tiếp.',
  en: 'This account has no password. Sign out, sign in again through your organisation, then go on.',
};
const missing: Record<Way, Words> = {
  password: { vi: 'Nhập mật khẩu của bạn.', en: 'Enter your password.' },
  code: { vi: 'Nhập đủ 6 chữ số.', en: 'Enter all six digits.' },
};

/** By what this account can confirm; null while that is being asked, and empty for one that only comes in by the sign-on. */
const waysOf = (guards: Answer<typeof getSecurity> | undefined): Way[] | null =>
  guards ? [...(guards.hasPassword ? (['password'] as const) : []), ...(guards.totp ? (['code'] as const) : [])] : null;

/** Before an act of weight: who is at this screen? The act that waits is sent by itself afterwards. */
export const ConfirmAgain = () => {
  const { t, tell } = useWords();
  const { data: guards } = useRead(getSecurity, {});
  const [chosen, setChosen] = useState<Way | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const confirm = useAction(confirmIdentity, { touches: [], onDone: () => answerConfirmation(true) });
  const ways = waysOf(guards);
  const way: Way = chosen ?? ways?.[0] ?? 'password';
  // Signed in through the sign-on alone: coming in anew is the confirmation.
  const neither = ways?.length === 0;
  const complete = way === 'password' ? password !== '' : code.length === CODE_LENGTH;
  const wrong = confirm.error && [400, 401, 403, 422].includes(confirm.error.status) ? tell(confirm.error) : null;
  const whyNot = neither ? noWay : complete ? null : missing[way];
  return (
    <FormDialog
      title={t({ vi: 'Xác nhận lại người đang làm', en: 'Confirm who you are' })}
      keep={t({ vi: 'Chưa làm', en: 'Not now' })}
      act={t({ vi: 'Xác nhận và làm tiếp', en: 'Confirm and go on' })}
      whyNot={whyNot && t(whyNot)}
      busy={confirm.isPending}
      problem={wrong ? null : confirm.error}
      onSubmit={() => confirm.mutate({ body: way === 'password' ? { password } : { code } })}
      onClose={() => answerConfirmation(false)}
    >
      <p>
        {t({
          vi: 'Việc này quan trọng nên hỏi lại một lần. Những gì bạn đã nhập vẫn được giữ; xác nhận xong, việc được làm tiếp ngay.',
          en: 'This act has weight, so we ask once more. What you typed is kept; the act goes on as soon as you confirm.',
        })}
      </p>
      {ways?.length === 2 && (
        <Segmented<Way>
          label={t({ vi: 'Xác nhận bằng', en: 'Confirm by' })}
          options={[
            { value: 'password', label: t({ vi: 'Mật khẩu', en: 'Password' }) },
            { value: 'code', label: t({ vi: 'Mã 6 số', en: 'Six digits' }) },
          ]}
          value={way}
          onPick={(next) => {
            confirm.reset();
            setChosen(next);
          }}
        />
      )}
      {way === 'password' ? (
        <PasswordInput
          label={t({ vi: 'Mật khẩu của bạn', en: 'Your password' })}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={wrong}
        />
      ) : (
        <CodeInput
          label={t({ vi: 'Mã trên ứng dụng xác thực', en: 'Code of your authenticator' })}
          value={code}
          onType={setCode}
          error={wrong}
        />
      )}
    </FormDialog>
  );
};
