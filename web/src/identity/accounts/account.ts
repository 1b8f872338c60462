import type { listAccounts, PostAnswer } from '@app/contract/identity/routes.ts';
import type { Answer } from '@app/contract/kernel/route.ts';
import { useFormat } from '../../kernel/format.ts';
import { useWords } from '../../kernel/words.ts';

export type Account = Answer<typeof listAccounts>[number];
export type HeldPost = { username: string; post: PostAnswer };

/** Writes for how long a post is held. */
export const useTerm = () => {
  const { t } = useWords();
  const format = useFormat();
  return ({ startsOn, endsOn }: Pick<PostAnswer, 'startsOn' | 'endsOn'>): string => {
    const from = startsOn === null ? '' : format.date(startsOn);
    if (endsOn === null)
      return startsOn === null
        ? t({ vi: 'đang giữ', en: 'held now' })
        : t({ vi: 'từ {from}', en: 'since {from}' }, { from });
    const to = format.date(endsOn);
    return startsOn === null ? t({ vi: 'đến {to}', en: 'until {to}' }, { to }) : `${from} – ${to}`;
  };
};
