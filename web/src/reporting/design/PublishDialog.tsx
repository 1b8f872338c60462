import { publishForm } from '@app/contract/reporting/design/routes.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { say } from '../../ui/toast.ts';
import { Differences } from './FormVersions.tsx';
import type { FormContent } from './form-edit.ts';
import type { FormDraft } from './use-form-draft.ts';

type Props = {
  code: string;
  draft: FormDraft;
  version: number;
  from: string;
  before: FormContent | null;
  onDone: () => void;
  onClose: () => void;
};

/** The last look before a form binds those who fill it: from when, what changed, what will stay empty. */
export const PublishDialog = ({ code, draft, version, from, before, onDone, onClose }: Props) => {
  const { t, tell } = useWords();
  const publish = useAction(publishForm, {
    onDone: () => {
      say(
        t(
          { vi: 'Đã ban hành biểu {code}, phiên bản {n}.', en: 'Form {code}, version {n}, is published.' },
          { code, n: String(version) },
        ),
      );
      onDone();
    },
  });
  const warnings = draft.saved?.warnings ?? [];
  const send = () => publish.mutate({ params: { form: code }, body: { draftVersion: draft.saved?.draftVersion ?? 1 } });
  return (
    <Dialog
      title={t(
        { vi: 'Ban hành biểu {code}, phiên bản {n}', en: 'Publish form {code}, version {n}' },
        { code, n: String(version) },
      )}
      onClose={onClose}
      onConfirm={send}
      actions={
        <>
          <Button onClick={onClose}>{t({ vi: 'Soạn tiếp', en: 'Go on editing' })}</Button>
          <Button look="filled" busy={publish.isPending} onClick={send}>
            {t({ vi: 'Ban hành, dùng từ {from}', en: 'Publish, used from {from}' }, { from })}
          </Button>
        </>
      }
    >
      <div className="stack">
        {publish.error && (
          <Notice kind="error" live>
            {tell(publish.error)}
          </Notice>
        )}
        <p>
          {t(
            {
              vi: 'Từ {from} các đơn vị nhập theo bản này. Kỳ đã bắt đầu giữ bản cũ. Không rút lại được, chỉ ban hành phiên bản mới.',
              en: 'From {from} on units fill in this version. Periods that have begun keep theirs. It cannot be withdrawn, only followed by a new version.',
            },
            { from },
          )}
        </p>
        {warnings.length > 0 && (
          <Notice kind="warning">
            {warnings.map(({ path, says }) => (
              <p key={path}>{t(says)}</p>
            ))}
          </Notice>
        )}
        {before && <Differences before={before} after={draft.shape.content} />}
      </div>
    </Dialog>
  );
};
