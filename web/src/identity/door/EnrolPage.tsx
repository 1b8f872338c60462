import { enrol } from '@app/contract/identity/enrolment/routes.ts';
import { codeNotValid, passwordTooCommon } from '@app/contract/identity/problems.ts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useAction } from '../../kernel/query.ts';
import { useTitle } from '../../kernel/title.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { NewPasswordInput } from '../NewPasswordInput.tsx';
import { SHORTEST } from '../password-strength.ts';
import { Door } from './Door.tsx';
import { usePasswordSignIn } from './use-entering.ts';

/** Coming in for the first time: the slip has the user name and a code that works once; the password is one's own. */
export const EnrolPage = () => {
  const { t, tell, fault } = useWords();
  const title = t({ vi: 'Đăng nhập lần đầu', en: 'Signing in for the first time' });
  useTitle(title);
  const [username, setUsername] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const enter = usePasswordSignIn();
  const set = useAction(enrol, { touches: [], onDone: () => enter.mutate({ body: { username, password } }) });
  const problem = set.error ?? enter.error;
  const missing = {
    username: username.trim().length < 3,
    code: code.trim().length < 8,
    password: [...password].length < SHORTEST,
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (missing.username || missing.code || missing.password || set.isPending || enter.isPending) return;
    // The code is used up: only the signing in is left to do.
    if (set.isSuccess) enter.mutate({ body: { username, password } });
    else set.mutate({ body: { username, code: code.trim(), password } });
  };
  const atCode = problem?.code === codeNotValid.code;
  const atPassword = problem?.code === passwordTooCommon.code;
  return (
    <Door>
      <form noValidate onSubmit={submit}>
        <h1>{title}</h1>
        <p className="mid">
          {t({
            vi: 'Tên tài khoản và mã ghi trên phiếu mà quản trị đưa cho bạn. Mã dùng một lần; sau đó bạn vào bằng mật khẩu tự đặt.',
            en: 'User name and code stand on the slip from your administrator. The code works once; then your own password counts.',
          })}
        </p>
        {problem && !atCode && !atPassword && (
          <Notice kind={problem.status === 429 ? 'warning' : 'error'} live>
            {tell(problem)}
          </Notice>
        )}
        <TextInput
          label={t({ vi: 'Tên tài khoản', en: 'User name' })}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={
            asked && missing.username
              ? t({ vi: 'Nhập tên tài khoản ghi trên phiếu.', en: 'Enter the user name on the slip.' })
              : fault(problem, 'username')
          }
        />
        <TextInput
          label={t({ vi: 'Mã trên phiếu', en: 'Code on the slip' })}
          hint={t({
            vi: '16 ký tự, in thành 4 nhóm. Gõ liền hay cách, hoa hay thường đều được.',
            en: '16 characters in four groups. Spaces and capitals do not matter.',
          })}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={
            asked && missing.code
              ? t({ vi: 'Nhập đủ mã ghi trên phiếu.', en: 'Enter the whole code on the slip.' })
              : atCode
                ? t(
                    {
                      vi: '{says} Trước khi xin mã mới, so lại từng nhóm với phiếu.',
                      en: '{says} Before asking for another, compare it with the slip, group by group.',
                    },
                    { says: tell(problem) },
                  )
                : fault(problem, 'code')
          }
        />
        <NewPasswordInput
          label={t({ vi: 'Mật khẩu mới', en: 'New password' })}
          username={username}
          value={password}
          onType={setPassword}
          error={
            asked && missing.password
              ? t({ vi: 'Mật khẩu có ít nhất 10 ký tự.', en: 'A password has at least 10 characters.' })
              : atPassword
                ? tell(problem)
                : fault(problem, 'password')
          }
        />
        <Button look="filled" type="submit" busy={set.isPending || enter.isPending}>
          {t({ vi: 'Đặt mật khẩu và vào', en: 'Set the password and enter' })}
        </Button>
        <p className="small mid">
          <Link to={paths.signIn}>{t({ vi: 'Đã có mật khẩu? Đăng nhập', en: 'Have a password? Sign in' })}</Link>
        </p>
      </form>
    </Door>
  );
};
