import type { PostAnswer } from '@app/contract/identity/routes.ts';
import { useFormat } from '../kernel/format.ts';
import { useSession } from '../kernel/session.ts';
import { useWords } from '../kernel/words.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, Table } from '../ui/Table.tsx';

export type HeldPost = { username: string; post: PostAnswer };

const useTerm = () => {
  const { t } = useWords();
  const format = useFormat();
  return ({ startsOn, endsOn }: PostAnswer): string => {
    const from = startsOn === null ? '' : format.date(startsOn);
    if (endsOn === null)
      return startsOn === null
        ? t({ vi: 'đang giữ', en: 'held now' })
        : t({ vi: 'từ {from}', en: 'since {from}' }, { from });
    const to = format.date(endsOn);
    return startsOn === null ? t({ vi: 'đến {to}', en: 'until {to}' }, { to }) : `${from} – ${to}`;
  };
};

type Props = { posts: readonly HeldPost[]; onEnd: (held: HeldPost) => void };

/** One row per post: who holds it, where, and since when. */
export const AccountTable = ({ posts, onEnd }: Props) => {
  const { t } = useWords();
  const { today } = useSession();
  const term = useTerm();
  const columns: Column<HeldPost>[] = [
    {
      key: 'username',
      head: t({ vi: 'Tài khoản', en: 'Account' }),
      cell: ({ username }) => username,
      narrow: 'first',
    },
    {
      key: 'post',
      head: t({ vi: 'Chức danh', en: 'Post' }),
      cell: ({ post }) => (
        <>
          {t(post.title)}
          <span className="small dim body-of-post">{t(post.body.name)}</span>
        </>
      ),
      narrow: 'second',
    },
    { key: 'unit', head: t({ vi: 'Đơn vị', en: 'Unit' }), cell: ({ post }) => post.unit.fullName, narrow: 'hidden' },
    {
      key: 'term',
      head: t({ vi: 'Thời gian giữ', en: 'Term' }),
      cell: ({ post }) => <span className="mid">{term(post)}</span>,
      narrow: 'first-right',
    },
    {
      key: 'end',
      head: <span className="vh">{t({ vi: 'Việc', en: 'Action' })}</span>,
      cell: (held) =>
        (held.post.endsOn === null || held.post.endsOn > today) && (
          <Button look="quiet" small onClick={() => onEnd(held)}>
            {t({ vi: 'Kết thúc', en: 'End' })}
            <span className="vh">
              {t({ vi: ' chức danh của {username}', en: ' the post of {username}' }, { username: held.username })}
            </span>
          </Button>
        ),
      narrow: 'second-right',
    },
  ];
  return (
    <div className="panel">
      <Table
        caption={t({ vi: 'Tài khoản và chức danh', en: 'Accounts and posts' })}
        columns={columns}
        rows={posts}
        keyOf={({ post }) => String(post.id)}
        rowHead="username"
      />
    </div>
  );
};
