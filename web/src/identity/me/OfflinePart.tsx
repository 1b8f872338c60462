import { IconCloudOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Problem } from '../../kernel/call.ts';
import { MOST_WRONG, SHORTEST_PIN, whyNotPin } from '../../kernel/offline/pin-rules.ts';
import { endPin, onVault, openSignedIn, setPin, worksOffline } from '../../kernel/offline/vault.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { PasswordInput } from '../../ui/PasswordInput.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { Section } from './Section.tsx';

type Props = { onClose: () => void; onSet: () => void };

const PinDialog = ({ onClose, onSet }: Props) => {
  const { t, tell } = useWords();
  const [pin, put] = useState('');
  const [again, putAgain] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const fault = whyNotPin(pin);
  const set = async () => {
    setAsked(true);
    if (fault || pin !== again) return;
    setBusy(true);
    try {
      await openSignedIn();
      await setPin(pin);
      onSet();
    } catch (cause) {
      setProblem(
        cause instanceof Problem
          ? tell(cause)
          : t({
              vi: 'Trình duyệt không cho giữ gì trên máy này, hoặc máy còn việc chưa gửi của tài khoản khác.',
              en: 'The browser lets nothing be kept on this device, or unsent work of another account lies on it.',
            }),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={t({ vi: 'Đặt PIN cho máy này', en: 'Set a PIN for this device' })}
      keep={t({ vi: 'Để sau', en: 'Later' })}
      act={t({ vi: 'Đặt PIN và giữ biểu trên máy', en: 'Set the PIN and keep the forms' })}
      busy={busy}
      problem={problem}
      onSubmit={() => void set()}
      onClose={onClose}
    >
      <p>
        {t(
          {
            vi: 'PIN mở máy này khi mất mạng. Ít nhất {n} ký tự, số hay chữ; càng dài càng khó dò. Sai {most} lần liền thì máy quên PIN và các biểu đã giữ; việc chưa gửi vẫn còn, mở được khi bạn đăng nhập.',
            en: 'The PIN opens this device without a line. At least {n} characters, digits or letters; the longer, the harder to guess. After {most} wrong ones in a row the device forgets PIN and forms; unsent work stays and opens when you sign in.',
          },
          { n: SHORTEST_PIN, most: MOST_WRONG },
        )}
      </p>
      <PasswordInput
        label={t({ vi: 'PIN hoặc mật khẩu mới', en: 'New PIN or password' })}
        autoComplete="off"
        value={pin}
        onChange={(event) => put(event.target.value)}
        error={asked && fault ? t(fault) : null}
      />
      <PasswordInput
        label={t({ vi: 'Nhập lại', en: 'Once more' })}
        autoComplete="off"
        value={again}
        onChange={(event) => putAgain(event.target.value)}
        error={
          asked && !fault && pin !== again
            ? t({ vi: 'Hai lần nhập khác nhau.', en: 'The two are not the same.' })
            : null
        }
      />
    </FormDialog>
  );
};

/** The choice to work without a line on this device. */
export const OfflinePart = () => {
  const { t } = useWords();
  const [on, setOn] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    const look = () => void worksOffline().then(setOn);
    look();
    return onVault(look);
  }, []);
  const keepForms = () => {
    setAsking(false);
    say(
      t({
        vi: 'Đã đặt PIN. Đang giữ các biểu đến hạn trên máy này.',
        en: 'The PIN is set. The forms that are due are being kept on this device.',
      }),
    );
  };
  return (
    <Section
      title={t({ vi: 'Làm việc khi mất mạng', en: 'Work without a line' })}
      tag={
        on ? (
          <Tag look="duyet" icon={IconCloudOff}>
            {t({ vi: 'Đã bật trên máy này', en: 'On, on this device' })}
          </Tag>
        ) : null
      }
      lead={
        on
          ? t({
              vi: 'Biểu đến hạn và biểu đã mở của bạn được giữ trên máy này, có mã hóa. Mất mạng vẫn mở được bằng PIN, nhập, kiểm tra và gửi; có mạng thì tự chuyển đi. Đăng xuất là xóa khỏi máy.',
              en: 'Your forms that are due or were opened are kept on this device, encrypted. Without a line you open them by the PIN, fill, check and send; they go when the line is back. Signing out takes them from the device.',
            })
          : t({
              vi: 'Giữ biểu đến hạn trên máy này, có mã hóa, để nhập và gửi khi mất mạng. Chỉ bật trên máy của bạn hoặc của cơ quan, không bật trên máy dùng chung ngoài quán.',
              en: 'Keep the forms that are due on this device, encrypted, to fill and send without a line. Only on your own or the office’s device, never on a public one.',
            })
      }
      action={
        on === null ? null : (
          <>
            <Button icon={IconCloudOff} onClick={() => setAsking(true)}>
              {on
                ? t({ vi: 'Đổi PIN', en: 'Change the PIN' })
                : t({ vi: 'Bật và đặt PIN', en: 'Switch on and set a PIN' })}
            </Button>
            {on && (
              <Button look="quiet" onClick={() => void endPin()}>
                {t({ vi: 'Tắt trên máy này', en: 'Switch off here' })}
              </Button>
            )}
          </>
        )
      }
    >
      {asking && <PinDialog onClose={() => setAsking(false)} onSet={keepForms} />}
    </Section>
  );
};
