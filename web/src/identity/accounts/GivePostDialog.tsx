import { givePost } from '@app/contract/identity/enrolment/routes.ts';
import { listAccounts } from '@app/contract/identity/routes.ts';
import { useState } from 'react';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { say } from '../../ui/toast.ts';
import { usePostFields } from './use-post-fields.tsx';

/** Gives an account one more post; for a head, also until one is appointed. */
export const GivePostDialog = ({ username, onClose }: { username: string; onClose: () => void }) => {
  const { t, fault } = useWords();
  const { chosen, whyNot: postWhyNot, fields } = usePostFields();
  const [endsOn, setEndsOn] = useState('');
  const [actingWished, setActing] = useState(false);
  const [basis, setBasis] = useState('');
  const acting = actingWished && chosen?.role === 'head';
  const give = useAction(givePost, {
    touches: [listAccounts],
    onDone: () => {
      say(t({ vi: '{username} có thêm một chức danh.', en: '{username} holds a further post.' }, { username }));
      onClose();
    },
  });
  const whyNot =
    postWhyNot ??
    (acting && basis.trim().length < 3
      ? { vi: 'Ghi số và ngày của quyết định giao quyền.', en: 'Give number and date of the decision.' }
      : null);
  return (
    <FormDialog
      title={t({ vi: 'Thêm chức danh cho {username}', en: 'A further post for {username}' }, { username })}
      keep={t({ vi: 'Không thêm', en: 'Cancel' })}
      act={t({ vi: 'Thêm chức danh', en: 'Give the post' })}
      whyNot={whyNot && t(whyNot)}
      busy={give.isPending}
      problem={give.error}
      onSubmit={() => {
        if (!chosen) return;
        const { role, body, startsOn } = chosen;
        give.mutate({
          params: { username },
          body: { role, bodyId: body.id, startsOn, endsOn: endsOn || null, acting, basis: basis.trim() },
        });
      }}
      onClose={onClose}
    >
      {fields(give.error)}
      <TextInput
        label={t({ vi: 'Đến hết ngày', en: 'Last day' })}
        hint={t({ vi: 'Để trống nếu chưa biết.', en: 'Leave empty when it is not known.' })}
        type="date"
        value={endsOn}
        onChange={(event) => setEndsOn(event.target.value)}
        error={fault(give.error, 'endsOn')}
      />
      {chosen?.role === 'head' && (
        <Checkbox checked={actingWished} onPick={setActing}>
          {t({
            vi: 'Giữ quyền trong khi chưa bổ nhiệm người đứng đầu',
            en: 'Acting until a head is appointed',
          })}
        </Checkbox>
      )}
      {acting && (
        <TextInput
          label={t({ vi: 'Căn cứ', en: 'Basis' })}
          hint={t({ vi: 'Số, ký hiệu và ngày của quyết định.', en: 'Number and date of the decision.' })}
          maxLength={200}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
          error={fault(give.error, 'basis')}
        />
      )}
    </FormDialog>
  );
};
