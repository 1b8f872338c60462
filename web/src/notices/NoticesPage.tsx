import { listNotices, type NoticeAnswer } from '@app/contract/notices/routes.ts';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { paths } from '../kernel/paths.ts';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { NoticeItem } from './NoticeItem.tsx';
import { useReadNotices } from './NoticeList.tsx';
import { type DueGroup, dueGroupOf, dueGroupWords } from './say-notice.ts';

const order: readonly DueGroup[] = ['today', 'week', 'overdue', 'later', 'none'];

const Group = ({
  group,
  notices,
  onRead,
}: {
  group: DueGroup;
  notices: NoticeAnswer[];
  onRead: (id: number) => void;
}) => {
  const { t } = useWords();
  const heading = useId();
  if (notices.length === 0) return null;
  return (
    <section className="list" aria-labelledby={heading}>
      <h2 id={heading}>
        {t(dueGroupWords[group])} <span className="num">{notices.length}</span>
      </h2>
      <ul>
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} onRead={onRead} />
        ))}
      </ul>
    </section>
  );
};

/** Every notice to the body, by the deadline it speaks of; older ones a page at a time. */
export const NoticesPage = () => {
  const { t, tell } = useWords();
  const [before, setBefore] = useState<number | null>(null);
  const { data, error } = useRead(listNotices, { query: before === null ? {} : { before } });
  const { read, busy } = useReadNotices();
  const now = new Date();
  const last = data?.notices.at(-1);
  return (
    <Page
      title={t({ vi: 'Thông báo', en: 'Notices' })}
      lead={
        data &&
        t(
          data.unread > 0
            ? { vi: '{n} thông báo chưa đọc.', en: '{n} {n|notice is|notices are} unread.' }
            : { vi: 'Đã đọc hết.', en: 'All read.' },
          { n: data.unread },
        )
      }
      actions={
        <>
          <Link className={buttonClass()} to={paths.myAccount}>
            {t({ vi: 'Thư nhắc và lịch', en: 'Mail and calendar' })}
          </Link>
          <Button
            look="filled"
            busy={busy}
            whyNot={data?.unread === 0 ? t({ vi: 'Không còn thông báo chưa đọc.', en: 'Nothing is unread.' }) : null}
            onClick={() => read(null)}
          >
            {t({ vi: 'Đánh dấu đã đọc {n} thông báo', en: 'Mark {n} read' }, { n: data?.unread ?? 0 })}
          </Button>
        </>
      }
    >
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải…', en: 'Loading…' })}</Waiting>}
      {data?.notices.length === 0 && (
        <Empty>{t({ vi: 'Chưa có thông báo nào.', en: 'There are no notices yet.' })}</Empty>
      )}
      {data &&
        order.map((group) => (
          <Group
            key={group}
            group={group}
            notices={data.notices.filter(({ dueAt }) => dueGroupOf(dueAt, now) === group)}
            onRead={(id) => read([id])}
          />
        ))}
      {data && (before !== null || data.hasMore) && (
        <p className="row">
          {before !== null && (
            <Button onClick={() => setBefore(null)}>{t({ vi: 'Về mới nhất', en: 'Back to the newest' })}</Button>
          )}
          {data.hasMore && last && (
            <Button onClick={() => setBefore(last.id)}>{t({ vi: 'Xem cũ hơn', en: 'Older ones' })}</Button>
          )}
        </p>
      )}
    </Page>
  );
};
