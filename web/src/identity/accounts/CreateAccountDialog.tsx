import { roleWords } from '@app/contract/identity/posts.ts';
import { createAccount, listAccounts } from '@app/contract/identity/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { UsernameInput } from '../UsernameInput.tsx';
import type { OneSlip } from './slips.ts';
import { usePostFields } from './use-post-fields.tsx';

type Props = { onDone: (slip: OneSlip) => void; onClose: () => void };

/** Opens an account with one post. Its one-time code is made by the server and told once. */
export const CreateAccountDialog = ({ onDone, onClose }: Props) => {
  const { t, fault } = useWords();
  const [username, setUsername] = useState('');
  const { chosen, whyNot: postWhyNot, fields } = usePostFields();
  const open = useAction(createAccount, {
    touches: [listAccounts],
    onDone: ({ username: opened, code, validUntil }) => {
      if (!chosen) return;
      const { body, unit, role } = chosen;
      onDone({
        slip: {
          username: opened,
          code,
          unit: unit.fullName,
          superior: unit.within[0] ?? null,
          body: body.name,
          title: roleWords[role],
        },
        validUntil,
      });
    },
  });
  const whyNot =
    postWhyNot ??
    (username.trim().length < 3
      ? { vi: 'Tên tài khoản có ít nhất 3 ký tự.', en: 'A user name has at least 3 characters.' }
      : null);
  return (
    <FormDialog
      title={t({ vi: 'Mở tài khoản', en: 'Open an account' })}
      keep={t({ vi: 'Không mở', en: 'Cancel' })}
      act={t({ vi: 'Mở tài khoản', en: 'Open the account' })}
      whyNot={whyNot && t(whyNot)}
      busy={open.isPending}
      problem={open.error}
      onSubmit={() => {
        if (!chosen) return;
        const { role, body, startsOn } = chosen;
        open.mutate({ body: { username, role, bodyId: body.id, startsOn } });
      }}
      onClose={onClose}
    >
      {fields(open.error)}
      <UsernameInput value={username} onType={setUsername} error={fault(open.error, 'username')} autoComplete="off" />
    </FormDialog>
  );
};
