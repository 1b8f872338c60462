import { wrongCode } from '@app/contract/identity/problems.ts';
import {
  beginTotp,
  confirmTotp,
  getSecurity,
  removeTotp,
  renewRecoveryCodes,
} from '@app/contract/identity/security/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { IconCircleDashed, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { CODE_LENGTH, CodeInput } from '../../ui/CodeInput.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { grouped } from '../accounts/slips.ts';
import type { Guards } from './guards.ts';
import { QrPicture } from './QrPicture.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { Section } from './Section.tsx';
import '../secrets.css';

type Key = Answer<typeof beginTotp>;
type Codes = { recoveryCodes: string[] };

/** Scan, or type the key; then the first code shows that the phone has it. */
const SetUpDialog = ({
  secret,
  onDone,
  onClose,
}: {
  secret: Key;
  onDone: (codes: Codes) => void;
  onClose: () => void;
}) => {
  const { t, tell } = useWords();
  const [code, setCode] = useState('');
  const confirm = useAction(confirmTotp, { touches: [getSecurity], onDone });
  const wrong = confirm.error?.code === wrongCode.code ? confirm.error : null;
  return (
    <FormDialog
      title={t({ vi: 'Bật ứng dụng xác thực', en: 'Set up the authenticator' })}
      keep={t({ vi: 'Chưa bật', en: 'Not now' })}
      act={t({ vi: 'Bật', en: 'Set up' })}
      whyNot={
        code.length === CODE_LENGTH
          ? null
          : t({ vi: 'Nhập 6 số ứng dụng đang hiện.', en: 'Enter the six digits shown.' })
      }
      busy={confirm.isPending}
      problem={wrong ? null : confirm.error}
      onSubmit={() => confirm.mutate({ body: { code } })}
      onClose={onClose}
    >
      <ol className="steps">
        <li>
          {t({
            vi: 'Mở ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator, FreeOTP…), chọn thêm tài khoản.',
            en: 'Open an authenticator on your phone (Google Authenticator, Microsoft Authenticator, FreeOTP…) and add an account.',
          })}
        </li>
        <li>
          {t({ vi: 'Quét hình này:', en: 'Scan this picture:' })}
          <QrPicture text={secret.address} name={t({ vi: 'Hình QR của khóa', en: 'QR picture of the key' })} />
          <p className="small mid">
            {t({ vi: 'Không quét được thì gõ khóa:', en: 'If you cannot scan, type the key:' })}{' '}
            <code className="code">{grouped(secret.key)}</code>
          </p>
        </li>
        <li>{t({ vi: 'Nhập mã ứng dụng đang hiện.', en: 'Enter the code it shows.' })}</li>
      </ol>
      <CodeInput
        label={t({ vi: 'Mã 6 số', en: 'Six digits' })}
        value={code}
        onType={setCode}
        error={
          wrong
            ? t(
                {
                  vi: '{says} Đợi mã kế tiếp rồi thử lại; giờ của điện thoại phải đúng.',
                  en: '{says} Wait for the next one; the clock of the phone must be right.',
                },
                { says: tell(wrong) },
              )
            : null
        }
      />
    </FormDialog>
  );
};

/** The authenticator: six digits from the phone at each sign-in by password. */
export const TotpPart = ({ guards }: { guards: Guards }) => {
  const { t, tell } = useWords();
  const [secret, setSecret] = useState<Key | null>(null);
  const [codes, setCodes] = useState<Codes | null>(null);
  const [asking, setAsking] = useState<'remove' | 'renew' | null>(null);
  const stop = () => setAsking(null);
  const shown = (answer: Codes) => {
    setSecret(null);
    stop();
    setCodes(answer);
  };
  const begin = useAction(beginTotp, {
    touches: [],
    onDone: setSecret,
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  const renew = useAction(renewRecoveryCodes, { touches: [getSecurity], onDone: shown });
  const remove = useAction(removeTotp, {
    touches: [getSecurity],
    onDone: () => {
      stop();
      say(t({ vi: 'Đã gỡ ứng dụng xác thực.', en: 'The authenticator is removed.' }));
    },
  });
  const { totp, recoveryCodesLeft } = guards;
  return (
    <Section
      title={t({ vi: 'Ứng dụng xác thực', en: 'Authenticator' })}
      tag={
        totp ? (
          <Tag look="duyet" icon={IconShieldCheck}>
            {t({ vi: 'Đang dùng', en: 'In use' })}
          </Tag>
        ) : (
          <Tag look="chua" icon={IconCircleDashed}>
            {t({ vi: 'Chưa bật', en: 'Not set up' })}
          </Tag>
        )
      }
      lead={
        totp
          ? t(
              {
                vi: 'Đăng nhập bằng mật khẩu thì nhập thêm mã 6 số. Còn {n} mã dự phòng.',
                en: 'The password is followed by six digits. {n} recovery {n|code|codes} left.',
              },
              { n: recoveryCodesLeft },
            )
          : t({
              vi: 'Điện thoại hiện một mã 6 số, đổi sau mỗi 30 giây; không cần mạng, không cần SIM.',
              en: 'Your phone shows six digits that change every 30 seconds; it needs no line and no SIM.',
            })
      }
      action={
        totp ? (
          <>
            <Button onClick={() => setAsking('renew')}>{t({ vi: 'Đổi mã dự phòng', en: 'New recovery codes' })}</Button>
            <Button look="quiet" onClick={() => setAsking('remove')}>
              {t({ vi: 'Gỡ ứng dụng', en: 'Remove the authenticator' })}
            </Button>
          </>
        ) : (
          <Button look="filled" busy={begin.isPending} onClick={() => begin.mutate({})}>
            {t({ vi: 'Bật ứng dụng xác thực', en: 'Set up the authenticator' })}
          </Button>
        )
      }
    >
      {secret && <SetUpDialog secret={secret} onDone={shown} onClose={() => setSecret(null)} />}
      {codes && <RecoveryCodes username={guards.username} codes={codes.recoveryCodes} onClose={() => setCodes(null)} />}
      {asking === 'renew' && (
        <FormDialog
          title={t({ vi: 'Đổi mã dự phòng', en: 'New recovery codes' })}
          keep={t({ vi: 'Giữ mã cũ', en: 'Keep the old ones' })}
          act={t({ vi: 'Đổi mã', en: 'Make new codes' })}
          busy={renew.isPending}
          problem={renew.error}
          onSubmit={() => renew.mutate({})}
          onClose={stop}
        >
          <p>{t({ vi: 'Các mã cũ hết hiệu lực ngay.', en: 'The old codes no longer count.' })}</p>
        </FormDialog>
      )}
      {asking === 'remove' && (
        <FormDialog
          title={t({ vi: 'Gỡ ứng dụng xác thực', en: 'Remove the authenticator' })}
          keep={t({ vi: 'Giữ lại', en: 'Keep it' })}
          act={t({ vi: 'Gỡ ứng dụng', en: 'Remove it' })}
          busy={remove.isPending}
          problem={remove.error}
          onSubmit={() => remove.mutate({})}
          onClose={stop}
        >
          <p>
            {t({
              vi: 'Từ lần sau chỉ cần mật khẩu là vào được. Các mã dự phòng cũng hết hiệu lực.',
              en: 'From then on the password alone lets in. The recovery codes go with it.',
            })}
          </p>
        </FormDialog>
      )}
    </Section>
  );
};
