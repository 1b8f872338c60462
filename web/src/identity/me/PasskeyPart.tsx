import { addPasskey, beginPasskey, getSecurity, removePasskey } from '@app/contract/identity/security/routes.ts';
import { IconCircleDashed, IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../../kernel/call.ts';
import { useFormat } from '../../kernel/format.ts';
import { queryClient, useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { say } from '../../ui/toast.ts';
import { alreadyHere, canUsePasskeys, makePasskey, wasClosed } from '../passkeys.ts';
import { useWork } from '../use-work.ts';
import type { Guards } from './guards.ts';
import { Section } from './Section.tsx';

const AddDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  const [label, setLabel] = useState('');
  const { busy, fault, run } = useWork((cause) => {
    if (alreadyHere(cause))
      return t({
        vi: 'Máy này đã có khóa của tài khoản này.',
        en: 'This device holds a passkey of this account already.',
      });
    return wasClosed(cause)
      ? t({
          vi: 'Trình duyệt chưa tạo khóa. Thử lại, hoặc dùng máy khác.',
          en: 'The browser made no passkey. Try again, or use another device.',
        })
      : null;
  });
  const add = () =>
    run(async () => {
      const { options } = await call(beginPasskey, {});
      await call(addPasskey, { body: { label: label.trim(), answer: await makePasskey(options) } });
      await queryClient.invalidateQueries({ queryKey: [getSecurity.path] });
      say(t({ vi: 'Đã thêm khóa “{label}”.', en: 'The passkey “{label}” is added.' }, { label: label.trim() }));
      onClose();
    });
  return (
    <FormDialog
      title={t({ vi: 'Thêm khóa truy cập', en: 'Add a passkey' })}
      keep={t({ vi: 'Không thêm', en: 'Cancel' })}
      act={t({ vi: 'Tạo khóa', en: 'Make the passkey' })}
      whyNot={label.trim() ? null : t({ vi: 'Đặt tên cho khóa.', en: 'Name the passkey.' })}
      busy={busy}
      problem={fault}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Tên khóa', en: 'Name of the passkey' })}
        hint={t({
          vi: 'Để bạn nhận ra: “Máy ở phòng”, “Điện thoại”.',
          en: 'So that you know it: “Office computer”, “Phone”.',
        })}
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
      <p className="mid">
        {t({
          vi: 'Sau đó trình duyệt hỏi vân tay, khuôn mặt hoặc mã khóa máy. Máy dùng chung nhiều người thì không tạo.',
          en: 'The browser then asks for a finger, a face or the code of the device. Not on a device that others use too.',
        })}
      </p>
    </FormDialog>
  );
};

type Passkey = Guards['passkeys'][number];

const RemoveDialog = ({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) => {
  const { t } = useWords();
  const { label } = passkey;
  const remove = useAction(removePasskey, {
    touches: [getSecurity],
    onDone: () => {
      say(t({ vi: 'Đã gỡ khóa “{label}”.', en: 'The passkey “{label}” is removed.' }, { label }));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Gỡ khóa “{label}”', en: 'Remove the passkey “{label}”' }, { label })}
      keep={t({ vi: 'Giữ khóa', en: 'Keep it' })}
      act={t({ vi: 'Gỡ khóa', en: 'Remove it' })}
      busy={remove.isPending}
      problem={remove.error}
      onSubmit={() => remove.mutate({ params: { passkeyId: passkey.id } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Khóa này không đăng nhập được nữa. Bản lưu trên máy thì xóa trong cài đặt của máy.',
          en: 'This passkey lets nobody in any more. The copy on the device is deleted in its settings.',
        })}
      </p>
    </FormDialog>
  );
};

/** Passkeys: in by finger, face or the code of the device, without a password. */
export const PasskeyPart = ({ guards }: { guards: Guards }) => {
  const { t } = useWords();
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const { passkeys, passkeysPossible } = guards;
  const whyNot =
    passkeysPossible && canUsePasskeys()
      ? null
      : t({
          vi: 'Cần mở trang bằng địa chỉ https và trình duyệt đời mới.',
          en: 'This needs an https address and a recent browser.',
        });
  return (
    <Section
      title={t({ vi: 'Khóa truy cập', en: 'Passkeys' })}
      tag={
        passkeys.length > 0 ? (
          <Tag look="duyet" icon={IconFingerprint}>
            {t({ vi: '{n} khóa', en: '{n} {n|passkey|passkeys}' }, { n: passkeys.length })}
          </Tag>
        ) : (
          <Tag look="chua" icon={IconCircleDashed}>
            {t({ vi: 'Chưa có', en: 'None' })}
          </Tag>
        )
      }
      lead={t({
        vi: 'Vào bằng vân tay, khuôn mặt hoặc mã khóa máy, không cần gõ mật khẩu.',
        en: 'In by finger, face or the code of the device, without typing a password.',
      })}
      action={
        <Button whyNot={whyNot} onClick={() => setAdding(true)}>
          {t({ vi: 'Thêm khóa truy cập', en: 'Add a passkey' })}
        </Button>
      }
    >
      {passkeys.length > 0 && (
        <ul className="lines">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span>
                <b>{passkey.label}</b>
                <small>
                  {t({ vi: 'Thêm {when}', en: 'Added {when}' }, { when: format.moment(passkey.addedAt) })}
                  {passkey.lastUsedAt !== null &&
                    ` · ${t({ vi: 'dùng lần cuối {when}', en: 'last used {when}' }, { when: format.moment(passkey.lastUsedAt) })}`}
                </small>
              </span>
              <Button look="quiet" small onClick={() => setRemoving(passkey)}>
                {t({ vi: 'Gỡ', en: 'Remove' })}
                <span className="vh">{` “${passkey.label}”`}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddDialog onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog passkey={removing} onClose={() => setRemoving(null)} />}
    </Section>
  );
};
