import { listNotices, readNotices } from '@app/contract/notices/routes.ts';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { paths } from '../kernel/paths.ts';
import { useAction, useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { say } from '../ui/toast.ts';
import { NoticeItem } from './NoticeItem.tsx';
import { weightiestFirst } from './say-notice.ts';

const EVERY = 60_000;
/** More unread than these are on the page of notices. */
const SHOWN = 4;

/** Marks notices as read, and says when that failed. */
export const useReadNotices = () => {
  const { tell } = useWords();
  const action = useAction(readNotices, {
    touches: [listNotices],
    onProblem: (problem) => say(tell(problem), 'problem'),
  });
  return { read: (ids: number[] | null) => action.mutate({ body: { ids } }), busy: action.isPending };
};

/** What is new for the body, on top of the work; nothing when all is read. A failure leaves the work below alone. */
export const UnreadNotices = () => {
  const { t } = useWords();
  const heading = useId();
  const { data } = useRead(listNotices, { query: { unread: 'yes' } }, { every: EVERY });
  const { read, busy } = useReadNotices();
  const all = (
    <Link className={buttonClass('quiet', true)} to={paths.notices}>
      {t({ vi: 'Tất cả thông báo', en: 'All notices' })}
    </Link>
  );
  if (!data || data.notices.length === 0) return <p className="row notices-more">{data && all}</p>;
  return (
    <section className="list" aria-labelledby={heading}>
      <div className="row">
        <h2 id={heading}>
          {t({ vi: 'Thông báo mới', en: 'New notices' })} <span className="num">{data.unread}</span>
        </h2>
        <span className="push row">
          <Button look="quiet" small busy={busy} onClick={() => read(null)}>
            {t({ vi: 'Đánh dấu đã đọc {n} thông báo', en: 'Mark {n} read' }, { n: data.unread })}
          </Button>
          {all}
        </span>
      </div>
      <ul>
        {weightiestFirst(data.notices)
          .slice(0, SHOWN)
          .map((notice) => (
            <NoticeItem key={notice.id} notice={notice} onRead={(id) => read([id])} />
          ))}
      </ul>
    </section>
  );
};
