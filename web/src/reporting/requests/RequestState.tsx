import type { RequestBrief } from '@app/contract/reporting/requests/routes.ts';
import { IconArrowBackUp, IconCheck, IconClock, IconClockExclamation } from '@tabler/icons-react';
import { useWords } from '../../kernel/words.ts';
import { Tag } from '../../ui/Tag.tsx';

/** How far a request is, in a word. */
export const RequestState = ({ request: { ended, asked, answered, late } }: { request: RequestBrief }) => {
  const { t } = useWords();
  if (ended === 'withdrawn') return <Tag icon={IconArrowBackUp}>{t({ vi: 'Đã rút', en: 'Withdrawn' })}</Tag>;
  if (ended === 'closed') return <Tag icon={IconCheck}>{t({ vi: 'Kết thúc sớm', en: 'Closed early' })}</Tag>;
  if (answered === asked)
    return (
      <Tag look="duyet" icon={IconCheck}>
        {t({ vi: 'Đủ trả lời', en: 'All answered' })}
      </Tag>
    );
  if (late > 0)
    return (
      <Tag look="qua-han" icon={IconClockExclamation}>
        {t({ vi: 'Quá hạn {n}', en: '{n} late' }, { n: late })}
      </Tag>
    );
  return (
    <Tag look="gui" icon={IconClock}>
      {t({ vi: 'Đang chờ {n}', en: '{n} to come' }, { n: asked - answered })}
    </Tag>
  );
};
