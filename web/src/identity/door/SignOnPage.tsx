import { finishSignOn } from '@app/contract/identity/sign-on/routes.ts';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call, Problem } from '../../kernel/call.ts';
import { keep, kept } from '../../kernel/device.ts';
import { paths } from '../../kernel/paths.ts';
import { startAnew } from '../../kernel/session.ts';
import { useTitle } from '../../kernel/title.ts';
import { useWords } from '../../kernel/words.ts';
import { buttonClass } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { Door } from './Door.tsx';
import { inside } from './use-entering.ts';

let finishing: Promise<unknown> | null = null;

/** What the sign-on sent back counts once, however often the page is drawn. */
const finishOnce = (): Promise<unknown> => {
  finishing ??= call(finishSignOn, { body: { query: location.search.slice(1) || '-' } });
  return finishing;
};

/** Where the organisation's sign-on sends the browser back to: hands on its answer, and opens the page that was asked for. */
export const SignOnPage = () => {
  const { t, tell } = useWords();
  useTitle(t({ vi: 'Đăng nhập', en: 'Sign in' }));
  const { history } = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const enter = async () => {
      await finishOnce();
      const asked = kept('after-sign-on');
      keep('after-sign-on', null);
      await startAnew({ keepDevice: true });
      history.replace(inside(asked));
    };
    enter().catch((cause: unknown) => {
      if (!(cause instanceof Problem)) throw cause;
      setProblem(cause);
    });
  }, [history]);
  return (
    <Door>
      <div className="door-text">
        <h1>{t({ vi: 'Đang vào', en: 'Signing in' })}</h1>
        {problem ? (
          <>
            <Notice kind="error" live>
              {tell(problem)}
            </Notice>
            <p className="mid">
              {t({
                vi: 'Thử lại từ trang đăng nhập. Nếu vẫn không được, nhờ quản trị của đơn vị gắn tài khoản cơ quan với tài khoản ở đây.',
                en: 'Try again from the sign-in page. If it fails again, ask your administrator to bind your account.',
              })}
            </p>
            <Link className={buttonClass('filled')} to={paths.signIn}>
              {t({ vi: 'Về trang đăng nhập', en: 'Back to the sign-in page' })}
            </Link>
          </>
        ) : (
          <Waiting>
            {t({ vi: 'Đang hỏi cổng đăng nhập của cơ quan…', en: 'Asking the sign-on of your organisation…' })}
          </Waiting>
        )}
      </div>
    </Door>
  );
};
