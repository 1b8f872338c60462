import { listAccounts } from '@app/contract/identity/routes.ts';
import { bindSignOn } from '@app/contract/identity/sign-on/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import type { Account } from './account.ts';

/** Binds an account to its name at the organisation's sign-on, or unbinds it. */
export const BindSignOnDialog = ({ account, onClose }: { account: Account; onClose: () => void }) => {
  const { t, fault } = useWords();
  const name = useSession().signOn ?? '';
  const { username } = account;
  const [subject, setSubject] = useState(account.signOnSubject ?? '');
  const typed = subject.trim();
  const bind = useAction(bindSignOn, {
    touches: [listAccounts],
    onDone: () => {
      say(
        typed
          ? t({ vi: 'Đã gắn {username} với {name}.', en: '{username} is bound to {name}.' }, { username, name })
          : t({ vi: 'Đã bỏ gắn {username}.', en: '{username} is no longer bound.' }, { username }),
      );
      onClose();
    },
  });
  const unbinds = account.signOnSubject !== null && typed === '';
  return (
    <FormDialog
      title={t({ vi: 'Gắn {username} với {name}', en: 'Bind {username} to {name}' }, { username, name })}
      keep={t({ vi: 'Giữ như cũ', en: 'Leave it as it is' })}
      act={unbinds ? t({ vi: 'Bỏ gắn', en: 'Unbind' }) : t({ vi: 'Gắn tài khoản', en: 'Bind the account' })}
      whyNot={
        typed === (account.signOnSubject ?? '') ? t({ vi: 'Chưa có gì thay đổi.', en: 'Nothing has changed.' }) : null
      }
      busy={bind.isPending}
      problem={bind.error}
      onSubmit={() => bind.mutate({ params: { username }, body: { subject: typed || null } })}
      onClose={onClose}
    >
      <TextInput
        label={t({ vi: 'Mã định danh ở cổng đăng nhập', en: 'Subject at the sign-on' })}
        hint={t({
          vi: 'Giá trị “sub” do người quản lý cổng cung cấp. Để trống để bỏ gắn.',
          en: 'The value “sub”, from those who run the sign-on. Leave empty to unbind.',
        })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
        error={fault(bind.error, 'subject')}
      />
    </FormDialog>
  );
};
