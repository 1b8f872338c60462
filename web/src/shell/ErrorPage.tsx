import type { Words } from '@app/contract/kernel/words.ts';
import { Link, useRouter } from '@tanstack/react-router';
import { Problem } from '../kernel/call.ts';
import { paths } from '../kernel/paths.ts';
import { queryClient } from '../kernel/query.ts';
import { useTitle } from '../kernel/title.ts';
import { useWords } from '../kernel/words.ts';
import { Button, buttonClass } from '../ui/Button.tsx';

const titleOf = (cause: unknown): Words => {
  if (!(cause instanceof Problem)) return { vi: 'Trang này gặp lỗi', en: 'This page has failed' };
  if (cause.status === 0) return { vi: 'Không có kết nối', en: 'No connection' };
  if (cause.status === 401) return { vi: 'Phiên làm việc đã hết', en: 'The session has ended' };
  if (cause.status === 404) return { vi: 'Không tìm thấy', en: 'Not found' };
  return { vi: 'Chưa làm được', en: 'This did not work' };
};

const unexpected: Words = {
  vi: 'Số liệu trên máy chủ không bị ảnh hưởng. Tải lại trang; nếu vẫn lỗi, báo quản trị của đơn vị.',
  en: 'The figures on the server are not affected. Reload the page; if it fails again, tell your administrator.',
};

/** The one place where a failed page is told: what happened, what was kept, what to do. */
export const ErrorPage = ({ error, reset }: { error: unknown; reset: () => void }) => {
  const { t, tell } = useWords();
  const router = useRouter();
  const title = t(titleOf(error));
  useTitle(title);
  const again = () => {
    void queryClient.resetQueries();
    reset();
    void router.invalidate();
  };
  return (
    <div className="error-page">
      <h1>{title}</h1>
      <p className="mid">{error instanceof Problem ? tell(error) : t(unexpected)}</p>
      {error instanceof Problem && error.answer.requestId && (
        <p className="small dim">
          {t({ vi: 'Mã yêu cầu', en: 'Request' })}: <span className="num">{error.answer.requestId}</span>
        </p>
      )}
      <div className="row">
        {error instanceof Problem && error.status === 401 ? (
          <Link className={buttonClass('filled')} to={paths.signIn}>
            {t({ vi: 'Đăng nhập lại', en: 'Sign in again' })}
          </Link>
        ) : (
          <Button look="filled" onClick={again}>
            {t({ vi: 'Thử lại', en: 'Try again' })}
          </Button>
        )}
        <Link className={buttonClass()} to={paths.myWork}>
          {t({ vi: 'Về Việc của tôi', en: 'Back to my work' })}
        </Link>
      </div>
    </div>
  );
};
