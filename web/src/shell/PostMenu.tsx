import { signOut } from '@app/contract/identity/routes.ts';
import { IconCheck, IconLogout, IconShieldLock, IconUserShield } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { paths } from '../kernel/paths.ts';
import { useAction } from '../kernel/query.ts';
import { choosePost, startAnew, useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { say } from '../ui/toast.ts';
import { HowHeld } from './HowHeld.tsx';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';

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
  return (
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
            <li>
              <button type="button" onClick={() => leave.mutate({})}>
                <Icon of={IconLogout} />
                {t({ vi: 'Đăng xuất', en: 'Sign out' })}
              </button>
            </li>
          </ul>
        </>
      )}
    </Menu>
  );
};
