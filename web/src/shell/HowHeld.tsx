import type { PostAnswer } from '@app/contract/identity/routes.ts';
import type { Words } from '@app/contract/kernel/words.ts';
import { useWords } from '../kernel/words.ts';
import { Tag } from '../ui/Tag.tsx';

const words: Record<PostAnswer['held'], Words | null> = {
  own: null,
  acting: { vi: 'quyền', en: 'acting' },
  delegated: { vi: 'được ủy quyền', en: 'by delegation' },
};

/** Says that a post is held for somebody else: until a head is appointed, or for a time. */
export const HowHeld = ({ post }: { post: Pick<PostAnswer, 'held'> }) => {
  const { t } = useWords();
  const says = words[post.held];
  return says && <Tag look="tra">{t(says)}</Tag>;
};
