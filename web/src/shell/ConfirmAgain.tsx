import { beginPasskeySignIn, getSecurity } from '@app/contract/identity/security/routes.ts';
import { confirmIdentity } from '@app/contract/identity/sessions/routes.ts';
import { beginSignOn } from '@app/contract/identity/sign-on/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconBuilding } from '@tabler/icons-react';
import { useState } from 'react';
import { canUsePasskeys, showPasskey, wasClosed } from '../identity/passkeys.ts';
import { useWork } from '../identity/use-work.ts';
import { call } from '../kernel/call.ts';
import { answerConfirmation } from '../kernel/confirmation.ts';
import { keep } from '../kernel/device.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { CODE_LENGTH, CodeInput } from '../ui/CodeInput.tsx';
import { TextInput } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { PasswordInput } from '../ui/PasswordInput.tsx';
import { Segmented } from '../ui/Segmented.tsx';

type Guards = Answer<typeof getSecurity>;
type Way = 'password' | 'code' | 'recovery' | 'passkey' | 'sign-on';

const words: Record<Way, Words> = {
  password: { vi: 'Mật khẩu', en: 'Password' },
  code: { vi: 'Mã 6 số', en: 'Six digits' },
  recovery: { vi: 'Mã dự phòng', en: 'Recovery code' },
  passkey: { vi: 'Khóa truy cập', en: 'Passkey' },
  'sign-on': { vi: 'Cổng cơ quan', en: 'Sign-on' },
};
const missing: Partial<Record<Way, Words>> = {
  password: { vi: 'Nhập mật khẩu của bạn.', en: 'Enter your password.' },
  code: { vi: 'Nhập đủ 6 chữ số.', en: 'Enter all six digits.' },
  recovery: { vi: 'Nhập một mã dự phòng chưa dùng.', en: 'Enter a recovery code you have not used.' },
};
const noWay: Words = {
  vi: 'Tài khoản này chưa có cách xác nhận nào trên máy này. Đăng xuất rồi đăng nhập lại, sau đó làm tiếp.',
  en: 'This account has no way to confirm on this device. Sign out, sign in again, then go on.',
};
const closed: Words = {
  vi: 'Chưa nhận được khóa truy cập. Thử lại, hoặc chọn cách khác.',
  en: 'No passkey came. Try again, or choose another way.',
};

/** By what this account can confirm on this device; null while that is being asked. */
const waysOf = (guards: Guards | undefined): Way[] | null => {
  if (!guards) return null;
  const open: Record<Way, boolean> = {
    password: guards.hasPassword,
    code: guards.totp,
    recovery: guards.totp && guards.recoveryCodesLeft > 0,
    passkey: guards.passkeys.length > 0 && guards.passkeysPossible && canUsePasskeys(),
    'sign-on': guards.signOn !== null,
  };
  return (Object.keys(open) as Way[]).filter((way) => open[way]);
};

/** Opens the sign-on beside this page, so that what was typed here stays; in its place where the browser opens no second one. */
const openSignOn = async (): Promise<void> => {
  // Before anything is waited for: browsers open a second page only from the click itself.
  const beside = window.open('', '_blank');
  const { address } = await call(beginSignOn, { query: { anew: 'yes' } }).catch((cause: unknown) => {
    beside?.close();
    throw cause;
  });
  keep('after-sign-on', location.pathname + location.search);
  if (beside) beside.location.href = address;
  else location.assign(address);
};

const SignOnWay = ({ name }: { name: string }) => {
  const { t } = useWords();
  const portal = useWork(() => null);
  return (
    <>
      <p>
        {t(
          {
            vi: 'Đăng nhập lại ở {name} trong trang mới mở. Xong thì quay lại trang này và bấm “Đã xác nhận, làm tiếp”.',
            en: 'Sign in again at {name} on the page that opens. Then come back to this page and press “Confirmed, go on”.',
          },
          { name },
        )}
      </p>
      <Button icon={IconBuilding} busy={portal.busy} onClick={() => void portal.run(openSignOn)}>
        {t({ vi: 'Xác nhận qua {name}', en: 'Confirm through {name}' }, { name })}
      </Button>
      {portal.fault && <p role="alert">{portal.fault}</p>}
    </>
  );
};

/** Before an act of weight: who is at this screen? The act that waits is sent by itself afterwards. */
export const ConfirmAgain = () => {
  const { t, tell } = useWords();
  const { data: guards } = useRead(getSecurity, {});
  const [chosen, setChosen] = useState<Way | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState('');
  const confirm = useAction(confirmIdentity, { touches: [], onDone: () => answerConfirmation(true) });
  const device = useWork((cause) => (wasClosed(cause) ? t(closed) : null));
  const ways = waysOf(guards);
  const way: Way = chosen ?? ways?.[0] ?? 'password';
  const isComplete: Record<Way, boolean> = {
    password: password !== '',
    code: code.length === CODE_LENGTH,
    recovery: recovery.trim().length >= 6,
    passkey: true,
    'sign-on': true,
  };
  const wrong = confirm.error && [400, 401, 403, 422].includes(confirm.error.status) ? tell(confirm.error) : null;
  const whyNot = ways?.length === 0 ? noWay : isComplete[way] ? null : (missing[way] ?? null);
  const submit: Record<Way, () => void> = {
    password: () => confirm.mutate({ body: { password } }),
    code: () => confirm.mutate({ body: { code } }),
    recovery: () => confirm.mutate({ body: { code: recovery.trim() } }),
    passkey: () =>
      void device.run(async () => {
        const { options } = await call(beginPasskeySignIn, {});
        confirm.mutate({ body: { passkey: await showPasskey(options) } });
      }),
    // The other page has opened a new session in this browser; the act finds out whether it is confirmed.
    'sign-on': () => answerConfirmation(true),
  };
  return (
    <FormDialog
      title={t({ vi: 'Xác nhận lại người đang làm', en: 'Confirm who you are' })}
      keep={t({ vi: 'Chưa làm', en: 'Not now' })}
      act={
        way === 'sign-on'
          ? t({ vi: 'Đã xác nhận, làm tiếp', en: 'Confirmed, go on' })
          : t({ vi: 'Xác nhận và làm tiếp', en: 'Confirm and go on' })
      }
      whyNot={whyNot && t(whyNot)}
      busy={confirm.isPending || device.busy}
      problem={wrong ? null : confirm.error}
      onSubmit={submit[way]}
      onClose={() => answerConfirmation(false)}
    >
      <p>
        {t({
          vi: 'Việc này quan trọng nên hỏi lại một lần. Những gì bạn đã nhập vẫn được giữ; xác nhận xong, việc được làm tiếp ngay.',
          en: 'This act has weight, so we ask once more. What you typed is kept; the act goes on as soon as you confirm.',
        })}
      </p>
      {ways && ways.length > 1 && (
        <Segmented<Way>
          label={t({ vi: 'Xác nhận bằng', en: 'Confirm by' })}
          options={ways.map((each) => ({ value: each, label: t(words[each]) }))}
          value={way}
          onPick={(next) => {
            confirm.reset();
            setChosen(next);
          }}
        />
      )}
      {way === 'password' && (
        <PasswordInput
          label={t({ vi: 'Mật khẩu của bạn', en: 'Your password' })}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={wrong}
        />
      )}
      {way === 'code' && (
        <CodeInput
          label={t({ vi: 'Mã trên ứng dụng xác thực', en: 'Code of your authenticator' })}
          value={code}
          onType={setCode}
          error={wrong}
        />
      )}
      {way === 'recovery' && (
        <TextInput
          label={t({ vi: 'Mã dự phòng', en: 'Recovery code' })}
          hint={t({ vi: 'Mỗi mã dùng được một lần.', en: 'Each code counts once.' })}
          autoComplete="off"
          value={recovery}
          onChange={(event) => setRecovery(event.target.value)}
          error={wrong}
        />
      )}
      {way === 'passkey' && (
        <p>
          {t({
            vi: 'Bấm “Xác nhận và làm tiếp”, rồi dùng vân tay, khuôn mặt hoặc mã PIN của máy.',
            en: 'Press “Confirm and go on”, then use finger, face or PIN of your device.',
          })}
        </p>
      )}
      {way === 'passkey' && (device.fault ?? wrong) && <p role="alert">{device.fault ?? wrong}</p>}
      {way === 'sign-on' && guards?.signOn && <SignOnWay name={guards.signOn} />}
    </FormDialog>
  );
};
