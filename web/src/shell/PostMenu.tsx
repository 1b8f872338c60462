import { signOut } from '@app/contract/identity/routes.ts';
import { IconCheck, IconLock, IconLogout, IconShieldLock, IconUserShield } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useLineDown } from '../kernel/line.ts';
import { paths } from '../kernel/paths.ts';
import { queryClient, useAction } from '../kernel/query.ts';
import { choosePost, startAnew, useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Icon } from '../ui/Icon.tsx';
import { later } from '../ui/later.tsx';
import { Menu } from '../ui/Menu.tsx';
import { say } from '../ui/toast.ts';
import { HowHeld } from './HowHeld.tsx';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';

/** Without a line one cannot sign out; a device that is opened by a PIN can be closed by it. */
const LockItem = ({ onLocked }: { onLocked: () => void }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const down = useLineDown();
  const [byPin, setByPin] = useState(false);
  useEffect(() => {
    void import('../kernel/offline/vault.ts').then(({ worksOffline }) => worksOffline()).then(setByPin);
  }, []);
  if (!down || !byPin) return null;
  const close = async () => {
    const { lock } = await import('../kernel/offline/vault.ts');
    lock();
    queryClient.clear();
    onLocked();
    await navigate({ to: paths.unlock });
  };
  return (
    <li>
      <button type="button" onClick={() => void close()}>
        <Icon of={IconLock} />
        {t({ vi: 'Khóa máy này', en: 'Lock this device' })}
      </button>
    </li>
  );
};

const SignOutDialog = later(() => import('./SignOutDialog.tsx').then((file) => file.SignOutDialog));

/** The post one acts as, the other posts one holds, and the way out. */
export const PostMenu = () => {
  const { t, tell } = useWords();
  const navigate = useNavigate();
  const { post, posts, username } = useSession();
  const leave = useAction(signOut, {
    touches: [],
    onDone: () => void startAnew().then(() => navigate({ to: paths.signIn })),
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const [unsent, setUnsent] = useState(0);
  const askToLeave = async () => {
    const { unsentReports } = await import('../kernel/offline/vault.ts');
    const { length } = await unsentReports();
    if (length > 0) setUnsent(length);
    else leave.mutate({});
  };
  return (
    <>
      <Menu
        className="post"
        button={
          <>
            <span className="seat">
              <Icon of={IconUserShield} />
            </span>
            <span className="who">
              <b>{post ? t(post.title) : username}</b>
              {post && <small>{t(post.body.name)}</small>}
            </span>
            {post && <HowHeld post={post} />}
            <span className="vh">{t({ vi: '. Đổi chức danh, đăng xuất', en: '. Change post, sign out' })}</span>
          </>
        }
      >
        {(close) => (
          <>
            <p className="small dim">{username}</p>
            <ul>
              {posts.map((one) => (
                <li key={one.id}>
                  <button
                    type="button"
                    aria-current={one.id === post?.id || undefined}
                    onClick={() => {
                      close();
                      void choosePost(one.id).then(() => navigate({ to: paths.myWork }));
                    }}
                  >
                    <span>
                      <b>{t(one.title)}</b>
                      <small>
                        {t(one.body.name)}, {one.unit.fullName}
                      </small>
                    </span>
                    <HowHeld post={one} />
                    {one.id === post?.id && <Icon of={IconCheck} />}
                  </button>
                </li>
              ))}
              <li className="small-only row">
                <LanguageSwitch />
                <ThemeSwitch />
              </li>
              <li>
                <Link to={paths.myAccount} onClick={close}>
                  <Icon of={IconShieldLock} />
                  {t({ vi: 'Tài khoản của tôi', en: 'My account' })}
                </Link>
              </li>
              <LockItem onLocked={close} />
              <li>
                <button type="button" onClick={() => void askToLeave()}>
                  <Icon of={IconLogout} />
                  {t({ vi: 'Đăng xuất', en: 'Sign out' })}
                </button>
              </li>
            </ul>
          </>
        )}
      </Menu>
      {unsent > 0 && (
        <SignOutDialog
          unsent={unsent}
          busy={leave.isPending}
          onLeave={() => leave.mutate({})}
          onClose={() => setUnsent(0)}
        />
      )}
    </>
  );
};
