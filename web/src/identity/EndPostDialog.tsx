import { endPost, listAccounts } from '@app/contract/identity/routes.ts';
import { type FormEvent, useId, useState } from 'react';
import { useAction } from '../kernel/query.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { say } from '../ui/toast.ts';
import type { HeldPost } from './AccountTable.tsx';

/** Ends a post; the day chosen is its last. What was sent and accepted under it stays. */
export const EndPostDialog = ({ held: { username, post }, onClose }: { held: HeldPost; onClose: () => void }) => {
  const { t, tell } = useWords();
  const { today } = useSession();
  const form = useId();
  const [endsOn, setEndsOn] = useState(today);
  const end = useAction(endPost, {
    touches: [listAccounts],
    onDone: () => {
      say(
        t(
          { vi: 'Chức danh của {username} đã có ngày kết thúc.', en: 'The post of {username} has an end.' },
          { username },
        ),
      );
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    end.mutate({ params: { postId: post.id }, body: { endsOn } });
  };
  const fault = end.error?.fault('endsOn');
  return (
    <Dialog
      title={t({ vi: 'Kết thúc chức danh', en: 'End the post' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Giữ chức danh', en: 'Keep the post' })}</Button>
          <Button
            look="filled"
            type="submit"
            form={form}
            busy={end.isPending}
            whyNot={endsOn ? null : t({ vi: 'Chọn ngày cuối.', en: 'Choose the last day.' })}
          >
            {t({ vi: 'Kết thúc chức danh', en: 'End the post' })}
          </Button>
        </>
      }
    >
      <form id={form} className="fields" noValidate onSubmit={submit}>
        {end.error && (
          <Notice kind="error" live>
            {tell(end.error)}
          </Notice>
        )}
        <p>
          <b>{username}</b>: {t(post.title)}, {t(post.body.name)}.{' '}
          {t({
            vi: 'Sau ngày cuối, tài khoản không làm được gì với chức danh này. Những gì đã gửi, đã duyệt giữ nguyên.',
            en: 'After the last day the account can do nothing under this post. What was sent or accepted stays.',
          })}
        </p>
        <TextInput
          label={t({ vi: 'Ngày cuối giữ chức danh', en: 'Last day of the post' })}
          type="date"
          value={endsOn}
          onChange={(event) => setEndsOn(event.target.value)}
          error={fault && t(fault)}
        />
      </form>
    </Dialog>
  );
};
