import { claimAdministrator } from '@app/contract/identity/routes.ts';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { startAnew } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { say } from '../../ui/toast.ts';
import { NewPasswordInput } from '../NewPasswordInput.tsx';
import { UsernameInput } from '../UsernameInput.tsx';

/** Opens an account that administers the centre, by the code that was printed at the first start or made anew by the owner of the database. */
export const ClaimForm = () => {
  const { t, tell, fault } = useWords();
  const [code, setCode] = useState('');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const navigate = useNavigate();
  const claim = useAction(claimAdministrator, {
    touches: [],
    onDone: () => {
      say(
        t({
          vi: 'Đã tạo tài khoản quản trị. Đăng nhập bằng tài khoản vừa tạo.',
          en: 'The account of the administrator exists. Sign in with it.',
        }),
      );
      void startAnew({ keepDevice: true }).then(() => navigate({ to: paths.signIn }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    claim.mutate({ body: { code: code.trim(), username, password } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <h1>{t({ vi: 'Quản trị trung ương', en: 'Administrator of the centre' })}</h1>
      {claim.error && (
        <Notice kind="error" live>
          {tell(claim.error)}
        </Notice>
      )}
      <TextInput
        label={t({ vi: 'Mã quản trị', en: 'Administrator code' })}
        hint={t({
          vi: 'Máy chủ in mã này một lần, khi khởi động lần đầu. Mất mã: người giữ máy chủ tạo mã mới.',
          en: 'The server printed it once, at its first start. If it is lost, whoever keeps the server makes a new one.',
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
