import { getSecurity } from '@app/contract/identity/security/routes.ts';
import { useRead } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { DelegationPart } from './DelegationPart.tsx';
import { FeedPart } from './FeedPart.tsx';
import { MailPart } from './MailPart.tsx';
import { OfflinePart } from './OfflinePart.tsx';
import { PasskeyPart } from './PasskeyPart.tsx';
import { PasswordPart } from './PasswordPart.tsx';
import { SessionPart } from './SessionPart.tsx';
import { TokenPart } from './TokenPart.tsx';
import { TotpPart } from './TotpPart.tsx';
import './me.css';

/** The own account: what guards it, where it is open, what acts for it. */
export const MyAccountPage = () => {
  const { t, tell } = useWords();
  const { post } = useSession();
  const { data: guards, error } = useRead(getSecurity, {});
  return (
    <Page
      title={t({ vi: 'Tài khoản của tôi', en: 'My account' })}
      lead={
        guards &&
        t(
          guards.totp || guards.passkeys.length > 0
            ? {
                vi: 'Tài khoản {username} được bảo vệ hai bước.',
                en: 'The account {username} is guarded by a second factor.',
              }
            : {
                vi: 'Tài khoản {username} mới có mật khẩu. Bật ứng dụng xác thực để người biết mật khẩu vẫn không vào được.',
                en: 'The account {username} has a password only. Set up an authenticator, so that the password alone lets nobody in.',
              },
          { username: guards.username },
        )
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!guards && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {guards && (
        <div className="me">
          {post?.role === 'head' && <DelegationPart />}
          <TotpPart guards={guards} />
          <PasskeyPart guards={guards} />
          <PasswordPart guards={guards} />
          <OfflinePart />
          <SessionPart />
          {post && <MailPart />}
          {post && <FeedPart />}
          <TokenPart />
        </div>
      )}
    </Page>
  );
};
