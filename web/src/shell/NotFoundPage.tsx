import { Link } from '@tanstack/react-router';
import { paths } from '../kernel/paths.ts';
import { useTitle } from '../kernel/title.ts';
import { useWords } from '../kernel/words.ts';
import { buttonClass } from '../ui/Button.tsx';

export const NotFoundPage = () => {
  const { t } = useWords();
  const title = t({ vi: 'Không có trang này', en: 'There is no such page' });
  useTitle(title);
  return (
    <div className="error-page">
      <h1>{title}</h1>
      <p className="mid">
        {t({
          vi: 'Địa chỉ có thể đã đổi, hoặc bị gõ thiếu một phần.',
          en: 'The address may have changed, or a part of it is missing.',
        })}
      </p>
      <div className="row">
        <Link className={buttonClass('filled')} to={paths.myWork}>
          {t({ vi: 'Về Việc của tôi', en: 'Back to my work' })}
        </Link>
      </div>
    </div>
  );
};
