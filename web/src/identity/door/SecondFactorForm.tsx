import { signInAgain } from '@app/contract/identity/problems.ts';
import { enterSecondFactor } from '@app/contract/identity/security/routes.ts';
import { type FormEvent, useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { CODE_LENGTH, CodeInput } from '../../ui/CodeInput.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useEntered } from './use-entering.ts';

/** The second step of signing in: a code of the authenticator, or one of the recovery codes. */
export const SecondFactorForm = ({ onBack }: { onBack: () => void }) => {
  const { t, tell } = useWords();
  const [code, setCode] = useState('');
  const [recoveryCode, setRecoveryCode] = useState('');
  const [byRecovery, setByRecovery] = useState(false);
  const [asked, setAsked] = useState(false);
  const entered = useEntered();
  const enter = useAction(enterSecondFactor, { touches: [], onDone: entered });
  const complete = byRecovery ? recoveryCode.trim().length >= 8 : code.length === CODE_LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (complete && !enter.isPending)
      enter.mutate({ body: byRecovery ? { recoveryCode: recoveryCode.trim() } : { code } });
  };
  const atField = enter.error && [400, 422].includes(enter.error.status) ? tell(enter.error) : null;
  const missing = byRecovery
    ? t({ vi: 'Nhập một mã dự phòng chưa dùng.', en: 'Enter a recovery code that has not been used.' })
    : t({ vi: 'Nhập đủ 6 chữ số.', en: 'Enter all six digits.' });
  const error = asked && !complete && !enter.isPending ? missing : atField;
  return (
    <form noValidate onSubmit={submit}>
      <h1>{t({ vi: 'Xác nhận bước hai', en: 'Second step' })}</h1>
      {enter.error && !atField && (
        <Notice kind={enter.error.status === 429 ? 'warning' : 'error'} live>
          {tell(enter.error)}{' '}
          {enter.error.code === signInAgain.code && (
            <button type="button" className="link" onClick={onBack}>
              {t({ vi: 'Về bước mật khẩu', en: 'Back to the password' })}
            </button>
          )}
        </Notice>
      )}
      {byRecovery ? (
        <TextInput
          key="recovery"
          label={t({ vi: 'Mã dự phòng', en: 'Recovery code' })}
          hint={t({
            vi: 'Một trong các mã đã in hoặc chép khi bật ứng dụng xác thực. Mỗi mã dùng một lần.',
            en: 'One of the codes you printed or copied when you set up the authenticator. Each works once.',
          })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={recoveryCode}
          onChange={(event) => setRecoveryCode(event.target.value)}
          error={error}
        />
      ) : (
        <CodeInput
          label={t({ vi: 'Mã trên ứng dụng xác thực', en: 'Code of your authenticator' })}
          autoFocus
          value={code}
          onType={setCode}
          error={error}
        />
      )}
      <Button look="filled" type="submit" busy={enter.isPending}>
        {t({ vi: 'Xác nhận và vào', en: 'Confirm and enter' })}
      </Button>
      <div className="row">
        <Button
          look="quiet"
          small
          onClick={() => {
            enter.reset();
            setAsked(false);
            setByRecovery(!byRecovery);
          }}
        >
          {byRecovery
            ? t({ vi: 'Dùng mã trên ứng dụng', en: 'Use the authenticator' })
            : t({ vi: 'Dùng mã dự phòng', en: 'Use a recovery code' })}
        </Button>
        <Button look="quiet" small onClick={onBack}>
          {t({ vi: 'Đăng nhập tài khoản khác', en: 'Sign in as somebody else' })}
        </Button>
      </div>
      <p className="small mid">
        {t({
          vi: 'Mất cả điện thoại và mã dự phòng? Nhờ quản trị của đơn vị cấp trên cấp mã mới.',
          en: 'Lost both the phone and the recovery codes? Ask the administrator of the unit above for a new code.',
        })}
      </p>
    </form>
  );
};
