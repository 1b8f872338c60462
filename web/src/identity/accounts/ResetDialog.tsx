import { resetAccount } from '@app/contract/identity/enrolment/routes.ts';
import { listAccounts } from '@app/contract/identity/routes.ts';
import { useAction } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import type { Account } from './account.ts';
import type { OneSlip } from './slips.ts';

type Props = { account: Account; onDone: (slip: OneSlip) => void; onClose: () => void };

/** A new one-time code: for whoever forgot the password, lost the phone, or never used the slip. */
export const ResetDialog = ({ account, onDone, onClose }: Props) => {
  const { t } = useWords();
  const { username, posts } = account;
  const reset = useAction(resetAccount, {
    touches: [listAccounts],
    onDone: ({ code, validUntil }) => {
      const post = posts[0];
      const nothing = { vi: '', en: '' };
      onDone({
        slip: {
          username,
          code,
          unit: post?.unit.fullName ?? '',
          superior: null,
          body: post?.body.name ?? nothing,
          title: post?.title ?? nothing,
        },
        validUntil,
      });
    },
  });
  return (
    <FormDialog
      title={t({ vi: 'Cấp mã mới cho {username}', en: 'A new code for {username}' }, { username })}
      keep={t({ vi: 'Giữ như cũ', en: 'Leave it as it is' })}
      act={t({ vi: 'Cấp mã mới', en: 'Make a new code' })}
      busy={reset.isPending}
      problem={reset.error}
      onSubmit={() => reset.mutate({ params: { username } })}
      onClose={onClose}
    >
      <p>
        {t({
          vi: 'Mật khẩu, ứng dụng xác thực, khóa truy cập và các phiên đang mở của tài khoản này hết hiệu lực ngay. Người giữ chức danh vào lại bằng mã trên phiếu mới. Số liệu đã nhập giữ nguyên.',
          en: 'Password, authenticator, passkeys and open sessions of this account end at once. Its holder comes in again with the code on the new slip. Figures already entered stay.',
        })}
      </p>
      <p className="mid">
        {t({
          vi: 'Chỉ cấp khi chính người giữ chức danh đề nghị: gọi lại bằng số điện thoại đã biết, hoặc gặp trực tiếp.',
          en: 'Only when the holder of the post asks for it: call back on a number you know, or meet in person.',
        })}
      </p>
    </FormDialog>
  );
};
