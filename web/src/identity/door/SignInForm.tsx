import type { signIn } from '@app/contract/identity/routes.ts';
import type { Answer, Call } from '@app/contract/kernel/route.ts';
import type { UseMutationResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../kernel/call.ts';
import { paths } from '../../kernel/paths.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordInput } from '../../ui/PasswordInput.tsx';

type Props = { enter: UseMutationResult<Answer<typeof signIn>, Problem, Call<typeof signIn>> };

/** User name and password. What is wrong with both is told at the password; what stands in the way, above. */
export const SignInForm = ({ enter }: Props) => {
  const { t, tell } = useWords();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (username.trim() && password) enter.mutate({ body: { username, password } });
  };
  const problem = enter.error;
  const wrong = problem && [400, 401].includes(problem.status);
  return (
    <form noValidate onSubmit={submit}>
      <h1>{t({ vi: 'Đăng nhập', en: 'Sign in' })}</h1>
      {problem && !wrong && (
        <Notice kind={problem.status === 429 ? 'warning' : 'error'} live>
          {tell(problem)}{' '}
          {problem.status === 429 &&
            t({
              vi: 'Nếu không nhớ mật khẩu, nhờ quản trị của đơn vị cấp trên cấp mã mới, không cần thử thêm.',
              en: 'If you do not remember your password, ask the administrator of the unit above for a new code.',
            })}
        </Notice>
      )}
      <TextInput
        label={t({ vi: 'Tên tài khoản', en: 'User name' })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        error={asked && !username.trim() ? t({ vi: 'Nhập tên tài khoản.', en: 'Enter your user name.' }) : null}
      />
      <PasswordInput
        label={t({ vi: 'Mật khẩu', en: 'Password' })}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={
          asked && !password ? t({ vi: 'Nhập mật khẩu.', en: 'Enter your password.' }) : wrong ? tell(problem) : null
        }
      />
      <Button look="filled" type="submit" busy={enter.isPending}>
        {t({ vi: 'Đăng nhập', en: 'Sign in' })}
      </Button>
      <p>
        <Link to={paths.enrol}>
          {t({ vi: 'Lần đầu đăng nhập? Dùng mã trên phiếu', en: 'First time here? Use the code on your slip' })}
        </Link>
      </p>
      <p className="small mid">
        {t({
          vi: 'Quên mật khẩu? Nhờ quản trị của đơn vị cấp trên cấp mã mới.',
          en: 'Forgotten your password? Ask the administrator of the unit above yours for a new code.',
        })}
      </p>
    </form>
  );
};
