import type { Words } from '@app/contract/kernel/words.ts';
import {
  IconActivity,
  IconArrowBackUp,
  IconCheck,
  IconCircleDashed,
  IconCircleOff,
  IconClockExclamation,
  IconLock,
  IconPencil,
  IconRosetteDiscountCheck,
  IconSend,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../kernel/words.ts';
import { Icon, type IconOf } from './Icon.tsx';

/** A short word on a ground, always with its icon. */
export const Tag = ({ icon, look = '', children }: { icon?: IconOf; look?: string; children: ReactNode }) => (
  <span className={look ? `tag ${look}` : 'tag'}>
    {icon && <Icon of={icon} />}
    {children}
  </span>
);

/** What a report, or one cell of it, can look like. Only issued and overdue are filled: they are final or urgent. */
export type TagState =
  | 'draft'
  | 'not-sent'
  | 'sent'
  | 'returned'
  | 'accepted'
  | 'issued'
  | 'overdue'
  | 'nil'
  | 'locked'
  | 'signal';

type StateLook = { look: string; icon: IconOf; words: Words };

/** Class, icon and words of each state; the board and the filters use the same. */
export const stateLooks: Record<TagState, StateLook> = {
  draft: { look: 'nhap', icon: IconPencil, words: { vi: 'Nháp', en: 'Draft' } },
  'not-sent': { look: 'chua', icon: IconCircleDashed, words: { vi: 'Chưa gửi', en: 'Not sent' } },
  sent: { look: 'gui', icon: IconSend, words: { vi: 'Chờ duyệt', en: 'Awaiting review' } },
  returned: { look: 'tra', icon: IconArrowBackUp, words: { vi: 'Trả lại', en: 'Returned' } },
  accepted: { look: 'duyet', icon: IconCheck, words: { vi: 'Đã duyệt', en: 'Accepted' } },
  issued: { look: 'banhanh', icon: IconRosetteDiscountCheck, words: { vi: 'Đã ban hành', en: 'Issued' } },
  overdue: { look: 'quahan', icon: IconClockExclamation, words: { vi: 'Quá hạn', en: 'Overdue' } },
  nil: { look: 'nhap', icon: IconCircleOff, words: { vi: 'Không phát sinh', en: 'Nil' } },
  locked: { look: 'nhap', icon: IconLock, words: { vi: 'Khóa kỳ', en: 'Locked' } },
  signal: { look: 'tinhieu', icon: IconActivity, words: { vi: 'Tín hiệu', en: 'Signal' } },
};

/** The state of a report; `children` replaces its word ("Trả lại 3 ô"). */
export const StateTag = ({ state, children }: { state: TagState; children?: ReactNode }) => {
  const { t } = useWords();
  const { look, icon, words } = stateLooks[state];
  return (
    <Tag look={look} icon={icon}>
      {children ?? t(words)}
    </Tag>
  );
};
