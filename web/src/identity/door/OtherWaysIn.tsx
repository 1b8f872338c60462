import { beginPasskeySignIn, enterByPasskey } from '@app/contract/identity/security/routes.ts';
import { beginSignOn } from '@app/contract/identity/sign-on/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { IconBuilding, IconFingerprint } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { call } from '../../kernel/call.ts';
import { keep } from '../../kernel/device.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { canUsePasskeys, showPasskey, wasClosed } from '../passkeys.ts';
import { useWork } from '../use-work.ts';
import { useEntered } from './use-entering.ts';

const closed: Words = {
  vi: 'Chưa nhận được khóa truy cập. Máy này có thể chưa có khóa của bạn: đăng nhập bằng mật khẩu.',
  en: 'No passkey came. This device may not hold yours: sign in with your password.',
};

/** Ways in beside the password, where this browser and this instance have them: a passkey, the organisation's sign-on. */
export const OtherWaysIn = () => {
  const { t } = useWords();
  const { signOn } = useSession();
  const { from } = useSearch({ strict: false });
  const entered = useEntered();
  const passkey = useWork((cause) => (wasClosed(cause) ? t(closed) : null));
  const portal = useWork(() => null);
  const passkeys = canUsePasskeys();
  if (!passkeys && signOn === null) return null;

  const byPasskey = async () => {
    const { options } = await call(beginPasskeySignIn, {});
    await call(enterByPasskey, { body: { answer: await showPasskey(options) } });
    entered();
  };
  const bySignOn = async () => {
    const { address } = await call(beginSignOn, { query: {} });
    keep('after-sign-on', typeof from === 'string' ? from : null);
    location.assign(address);
  };
  const fault = passkey.fault ?? portal.fault;
  return (
    <section className="other-ways" aria-label={t({ vi: 'Cách đăng nhập khác', en: 'Other ways to sign in' })}>
      {fault && (
        <Notice kind="warning" live>
          {fault}
        </Notice>
      )}
      {signOn !== null && (
        <Button icon={IconBuilding} busy={portal.busy} onClick={() => void portal.run(bySignOn)}>
          {t({ vi: 'Đăng nhập qua {name}', en: 'Sign in through {name}' }, { name: signOn })}
        </Button>
      )}
      {passkeys && (
        <Button icon={IconFingerprint} busy={passkey.busy} onClick={() => void passkey.run(byPasskey)}>
          {t({ vi: 'Đăng nhập bằng khóa truy cập', en: 'Sign in with a passkey' })}
        </Button>
      )}
    </section>
  );
};
