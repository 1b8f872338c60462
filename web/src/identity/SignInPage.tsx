import { listDemoSignIns, signIn } from '@app/contract/identity/routes.ts';
import { IconCloudCheck, IconInbox, IconLink } from '@tabler/icons-react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { startAnew, useSession } from '../kernel/session.ts';
import { useTitle } from '../kernel/title.ts';
import { useWords } from '../kernel/words.ts';
import { DemoMark } from '../shell/DemoMark.tsx';
import { LanguageSwitch, ThemeSwitch } from '../shell/Switches.tsx';
import { Mark } from '../ui/Brand.tsx';
import { Button } from '../ui/Button.tsx';
import { TextInput } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ClaimForm } from './ClaimForm.tsx';
import { DemoSignIns } from './DemoSignIns.tsx';

/** After signing in: the page that was asked for, else the list of work. */
const useSignIn = () => {
  const { history } = useRouter();
  const { from = '/' } = useSearch({ from: paths.signIn });
  const inside = /^\/(?!\/)/.test(from) ? from : paths.myWork;
  return useAction(signIn, { touches: [], onDone: () => void startAnew().then(() => history.push(inside)) });
};

const Promises = () => {
  const { t } = useWords();
  const promises = [
    { icon: IconInbox, words: { vi: 'Một danh sách việc, xếp theo hạn', en: 'One list of work, by deadline' } },
    {
      icon: IconCloudCheck,
      words: { vi: 'Được duyệt là vào mọi số tổng ngay', en: 'Once accepted, in every total at once' },
    },
    { icon: IconLink, words: { vi: 'Số nào cũng mở được nguồn', en: 'Every figure opens its source' } },
  ];
  return (
    <header className="art">
      <Mark className="mk" />
      <span className="brand">
        <Mark />
        <span>Chung Tay</span>
      </span>
      <div>
        <p className="art-h">
          {t({ vi: 'Nhập một lần, mọi cấp cùng thấy.', en: 'Entered once, seen at every level.' })}
        </p>
        <ul>
          {promises.map(({ icon, words }) => (
            <li key={words.vi}>
              <Icon of={icon} />
              <span>{t(words)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p className="art-foot">
        {t({
          vi: 'Chỉ số liệu tổng hợp của tổ chức. Không giữ thông tin về người dân.',
          en: 'Aggregate figures of organisations only. Nothing about residents is kept.',
        })}
      </p>
    </header>
  );
};

const SignInForm = ({ enter }: { enter: ReturnType<typeof useSignIn> }) => {
  const { t, tell } = useWords();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (username.trim() && password) enter.mutate({ body: { username, password } });
  };
  return (
    <form noValidate onSubmit={submit}>
      <h1>{t({ vi: 'Đăng nhập', en: 'Sign in' })}</h1>
      <TextInput
        label={t({ vi: 'Tên tài khoản', en: 'User name' })}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        error={asked && !username.trim() ? t({ vi: 'Nhập tên tài khoản.', en: 'Enter your user name.' }) : null}
      />
      <TextInput
        label={t({ vi: 'Mật khẩu', en: 'Password' })}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={
          asked && !password
            ? t({ vi: 'Nhập mật khẩu.', en: 'Enter your password.' })
            : enter.error && tell(enter.error)
        }
      />
      <Button look="filled" type="submit" busy={enter.isPending}>
        {t({ vi: 'Đăng nhập', en: 'Sign in' })}
      </Button>
      <p className="small mid">
        {t({
          vi: 'Quên mật khẩu? Nhờ quản trị của đơn vị cấp trên đặt lại.',
          en: 'Forgotten your password? Ask the administrator of the unit above yours to reset it.',
        })}
      </p>
    </form>
  );
};

export const SignInPage = (): ReactNode => {
  const { t } = useWords();
  useTitle(t({ vi: 'Đăng nhập', en: 'Sign in' }));
  const { awaitsAdministrator } = useSession();
  const enter = useSignIn();
  const demo = useRead(listDemoSignIns, {});
  return (
    <div className="sign-in">
      <Promises />
      <main id="main">
        <div className="row switches">
          <DemoMark />
          <span className="push row">
            <LanguageSwitch />
            <ThemeSwitch />
          </span>
        </div>
        {awaitsAdministrator ? <ClaimForm /> : <SignInForm enter={enter} />}
        {demo.data && demo.data.length > 0 && (
          <DemoSignIns
            list={demo.data}
            onEnter={({ username, password }) => enter.mutate({ body: { username, password } })}
          />
        )}
      </main>
    </div>
  );
};
