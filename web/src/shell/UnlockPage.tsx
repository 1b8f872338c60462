import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { inside } from '../identity/door/use-entering.ts';
import { useFormat } from '../kernel/format.ts';
import { lineIsDown, useLineDown } from '../kernel/line.ts';
import { MOST_WRONG } from '../kernel/offline/pin-rules.ts';
import { deviceState, unlockByPin } from '../kernel/offline/vault.ts';
import { paths } from '../kernel/paths.ts';
import { queryClient } from '../kernel/query.ts';
import { sessionReading } from '../kernel/session.ts';
import { useTitle } from '../kernel/title.ts';
import { useWords } from '../kernel/words.ts';
import { Mark } from '../ui/Brand.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PasswordInput } from '../ui/PasswordInput.tsx';
import '../reporting/offline/offline.css';

/** Without a line the PIN opens what this device keeps; with one the sign-in does. */
export const UnlockPage = () => {
  const { t } = useWords();
  const format = useFormat();
  const { history } = useRouter();
  const search = useSearch({ strict: false });
  const [username, setUsername] = useState('');
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  const since = useLineDown();
  const title = t({ vi: 'Mở khóa máy này', en: 'Unlock this device' });
  useTitle(title);

  const enter = () => {
    queryClient.removeQueries({ queryKey: sessionReading.queryKey });
    history.push(inside(search.from));
  };
  useEffect(() => {
    void deviceState().then((held) => (held?.byPin ? setUsername(held.username) : setGone(true)));
  }, []);
  // With a line again the session answers for itself.
  const up = since === null;
  const [wasDown] = useState(lineIsDown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the line that comes back opens the page
  useEffect(() => {
    if (up && wasDown) enter();
  }, [up]);

  const unlock = async (): Promise<void> => {
    const came = await unlockByPin(pin);
    setPin('');
    if (came === 'open') return enter();
    if (came === 'gone') return setGone(true);
    setFault(
      came === 'wrong'
        ? t(
            {
              vi: 'PIN chưa đúng. Sai {n} lần liền thì máy này quên PIN.',
              en: 'The PIN is wrong. After {n} in a row this device forgets it.',
            },
            { n: MOST_WRONG },
          )
        : t(
            {
              vi: 'PIN chưa đúng hoặc thử quá nhanh. Thử lại sau {n} giây.',
              en: 'The PIN is wrong, or was tried too soon. Try again in {n} seconds.',
            },
            { n: Math.ceil((came.waitUntil - Date.now()) / 1000) },
          ),
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || pin === '') return;
    setBusy(true);
    setFault(null);
    void unlock().finally(() => setBusy(false));
  };
  return (
    <main id="main" className="unlock">
      <form noValidate onSubmit={submit}>
        <span className="brand">
          <Mark />
          <span>Chung Tay</span>
        </span>
        <h1>{title}</h1>
        {since && (
          <p className="mid">
            {t({ vi: 'Mất mạng từ {at}.', en: 'Offline since {at}.' }, { at: format.moment(since.toISOString()) })}{' '}
            {t(
              {
                vi: 'Báo cáo của tài khoản {username} giữ trên máy này có mã hóa; mã PIN mở được.',
                en: 'The reports of the account {username} are kept encrypted on this device; the PIN opens them.',
              },
              { username },
            )}
          </p>
        )}
        {gone ? (
          <Notice kind="warning" live>
            {t({
              vi: 'Máy này không còn mã PIN. Việc chưa gửi vẫn giữ, có mã hóa; đăng nhập khi có mạng để mở.',
              en: 'This device has no PIN any more. Unsent work is still kept, encrypted; sign in when there is a line to open it.',
            })}
          </Notice>
        ) : (
          <>
            <PasswordInput
              label={t({ vi: 'PIN hoặc mật khẩu của máy này', en: 'PIN or password of this device' })}
              autoComplete="off"
              value={pin}
              onChange={(event) => setPin(event.target.value)}
              error={fault}
            />
            <Button look="filled" type="submit" busy={busy}>
              {t({ vi: 'Mở khóa', en: 'Unlock' })}
            </Button>
          </>
        )}
        <p>
          <Link to={paths.signIn}>{t({ vi: 'Đăng nhập khi có mạng', en: 'Sign in when there is a line' })}</Link>
        </p>
      </form>
    </main>
  );
};
