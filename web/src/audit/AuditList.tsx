import { type AuditFilter, searchAudit } from '@app/contract/audit/routes.ts';
import { useState } from 'react';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { Entry } from './Entry.tsx';
import type { Narrow } from './filter.ts';

/** Entries asked for at once. */
const PAGE = 50;

type Props = {
  filter: AuditFilter;
  onNarrow: Narrow;
  /** The last entry above this page. */
  after?: number;
};

/** One page of entries, and the next one below it once it is asked for. */
export const AuditList = ({ filter, onNarrow, after }: Props) => {
  const { t, tell } = useWords();
  const [more, setMore] = useState(false);
  const { data, error } = useRead(searchAudit, {
    query: { ...filter, limit: PAGE, ...(after !== undefined && { after }) },
  });
  if (error) return <Notice kind="error">{tell(error)}</Notice>;
  if (!data) return <Waiting>{t({ vi: 'Đang tìm trong nhật ký…', en: 'Searching the audit…' })}</Waiting>;
  if (data.entries.length === 0)
    return (
      <Empty>
        {t({
          vi: 'Không có dòng nào như vậy trong địa bàn của bạn. Bỏ bớt điều kiện lọc, hoặc tìm chữ khác.',
          en: 'There is no such entry in your area. Take away a part of the filter, or search other words.',
        })}
      </Empty>
    );
  return (
    <>
      <ol
        className="audit-list"
        aria-label={t({ vi: 'Các dòng nhật ký, mới nhất trước', en: 'Entries, newest first' })}
      >
        {data.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onNarrow={onNarrow} />
        ))}
      </ol>
      {data.next !== null && !more && (
        <Button className="audit-more" onClick={() => setMore(true)}>
          {t({ vi: 'Xem {n} dòng trước đó', en: 'Show {n} entries before' }, { n: PAGE })}
        </Button>
      )}
      {data.next !== null && more && <AuditList filter={filter} onNarrow={onNarrow} after={data.next} />}
    </>
  );
};
