import { claimAdministrator } from '@app/contract/identity/routes.ts';
import { type FormEvent, useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { startAnew } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { say } from '../../ui/toast.ts';
import { NewPasswordInput } from '../NewPasswordInput.tsx';
import { UsernameInput } from '../UsernameInput.tsx';

/** A fresh instance has no accounts: the first administrator comes with the code that was printed at the first start. */
export const ClaimForm = () => {
  const { t, tell, fault } = useWords();
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const claim = useAction(claimAdministrator, {
    touches: [],
    onDone: () => {
      say(
        t({
          vi: 'Đã tạo quản trị đầu tiên. Đăng nhập bằng tài khoản vừa tạo.',
          en: 'The first administrator exists. Sign in with the new account.',
        }),
      );
      void startAnew();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate({ body: { code: code.trim(), username, password } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <h1>{t({ vi: 'Quản trị đầu tiên', en: 'The first administrator' })}</h1>
      {claim.error && (
        <Notice kind="error" live>
          {tell(claim.error)}
        </Notice>
      )}
      <TextInput
        label={t({ vi: 'Mã quản trị', en: 'Administrator code' })}
        hint={t({
          vi: 'Máy chủ in mã này một lần, khi khởi động lần đầu.',
          en: 'The server printed it once, at its first start.',
        })}
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={fault(claim.error, 'code')}
      />
      <UsernameInput value={username} onType={setUsername} error={fault(claim.error, 'username')} />
      <NewPasswordInput
        label={t({ vi: 'Mật khẩu', en: 'Password' })}
        username={username}
        value={password}
        onType={setPassword}
        error={fault(claim.error, 'password')}
      />
      <Button look="filled" type="submit" busy={claim.isPending}>
        {t({ vi: 'Tạo quản trị', en: 'Create the administrator' })}
      </Button>
    </form>
  );
};
