import { endPost, listAccounts } from '@app/contract/identity/routes.ts';
import { useAction } from '../../kernel/query.ts';
import { useSession } from '../../kernel/session.ts';
import { useWords } from '../../kernel/words.ts';
import { LastDayDialog } from '../../ui/LastDayDialog.tsx';
import { say } from '../../ui/toast.ts';
import type { HeldPost } from './account.ts';

/** Ends a post; the day chosen is its last, or it ends at once. What was sent and accepted under it stays. */
export const EndPostDialog = ({ held: { username, post }, onClose }: { held: HeldPost; onClose: () => void }) => {
  const { t } = useWords();
  const { today } = useSession();
  const end = useAction(endPost, {
    touches: [listAccounts],
    onDone: () => {
      say(
        t(
          { vi: 'Đã ghi kết thúc chức danh của {username}.', en: 'The end of the post of {username} is set.' },
          { username },
        ),
      );
      onClose();
    },
  });
  return (
    <LastDayDialog
      title={t({ vi: 'Kết thúc chức danh', en: 'End the post' })}
      keep={t({ vi: 'Giữ chức danh', en: 'Keep the post' })}
      act={t({ vi: 'Kết thúc chức danh', en: 'End the post' })}
      label={t({ vi: 'Ngày cuối giữ chức danh', en: 'Last day of the post' })}
      today={today}
      field="endsOn"
      action={end}
      onEnd={(endsOn) => end.mutate({ params: { postId: post.id }, body: { endsOn } })}
      onEndNow={() => end.mutate({ params: { postId: post.id }, body: { atOnce: true } })}
      onClose={onClose}
    >
      <p>
        <b>{username}</b>: {t(post.title)}, {t(post.body.name)}.{' '}
        {t({
          vi: 'Hết ngày cuối, hoặc ngay bây giờ, tài khoản không làm được gì với chức danh này. Những gì đã gửi, đã duyệt giữ nguyên. Chức danh giao nhầm, chưa đến ngày đầu: chọn “Ngay bây giờ” để hủy.',
          en: 'After the last day, or right now, the account can do nothing under this post. What was sent or accepted stays. A post given by mistake that has not begun is cancelled by “Right now”.',
        })}
      </p>
    </LastDayDialog>
  );
};
