import { IconCheck, IconCircleDashed, IconShieldCheck } from '@tabler/icons-react';
import { useWords } from '../../kernel/words.ts';
import { HowHeld } from '../../shell/HowHeld.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { type Account, useTerm } from './account.ts';

/** Whether the holder has come in with the slip. */
export const EnrolledTag = ({ account: { enrolled, signOnSubject } }: { account: Account }) => {
  const { t } = useWords();
  if (enrolled)
    return (
      <Tag look="duyet" icon={IconCheck}>
        {t({ vi: 'Đã vào', en: 'Enrolled' })}
      </Tag>
    );
  if (signOnSubject !== null) return <Tag>{t({ vi: 'Qua cổng cơ quan', en: 'By sign-on' })}</Tag>;
  return (
    <Tag look="chua" icon={IconCircleDashed}>
      {t({ vi: 'Chờ dùng phiếu', en: 'Slip not used' })}
    </Tag>
  );
};

/** Whether signing in asks for more than the password. */
export const SecondFactorTag = ({ account: { secondFactor } }: { account: Account }) => {
  const { t } = useWords();
  return secondFactor ? (
    <Tag look="duyet" icon={IconShieldCheck}>
      {t({ vi: 'Có', en: 'Yes' })}
    </Tag>
  ) : (
    <span className="dim">{t({ vi: 'chưa', en: 'not yet' })}</span>
  );
};

const Posts = ({ account: { posts } }: { account: Account }) => {
  const { t } = useWords();
  const term = useTerm();
  return (
    <ul className="posts-held">
      {posts.map((post) => (
        <li key={post.id}>
          {t(post.title)} <HowHeld post={post} />
          <span className="small dim">
            {t(post.body.name)} · {term(post)}
          </span>
        </li>
      ))}
    </ul>
  );
};

const unitsOf = ({ posts }: Account): string => [...new Set(posts.map(({ unit }) => unit.fullName))].join(', ');

type Props = { accounts: readonly Account[]; onOpen: (account: Account) => void };

/** One row per account: its posts, whether its holder has come in, and whether a second factor guards it. */
export const AccountTable = ({ accounts, onOpen }: Props) => {
  const { t } = useWords();
  const columns: Column<Account>[] = [
    {
      key: 'username',
      head: t({ vi: 'Tài khoản', en: 'Account' }),
      cell: ({ username }) => username,
      narrow: 'first',
    },
    {
      key: 'posts',
      head: t({ vi: 'Chức danh', en: 'Posts' }),
      cell: (account) => <Posts account={account} />,
      narrow: 'second',
    },
    { key: 'unit', head: t({ vi: 'Đơn vị', en: 'Unit' }), cell: unitsOf, narrow: 'hidden' },
    {
      key: 'enrolled',
      head: t({ vi: 'Đăng nhập lần đầu', en: 'First sign-in' }),
      cell: (account) => <EnrolledTag account={account} />,
      narrow: 'first-right',
    },
    {
      key: 'second',
      head: t({ vi: 'Bảo vệ hai bước', en: 'Second factor' }),
      cell: (account) => <SecondFactorTag account={account} />,
      narrow: 'hidden',
    },
    {
      key: 'open',
      head: <span className="vh">{t({ vi: 'Việc', en: 'Action' })}</span>,
      cell: (account) => (
        <Button look="quiet" small onClick={() => onOpen(account)}>
          {t({ vi: 'Sửa', en: 'Edit' })}
          <span className="vh">
            {t({ vi: ' tài khoản {username}', en: ' account {username}' }, { username: account.username })}
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
        rows={accounts}
        keyOf={({ username }) => username}
        rowHead="username"
      />
    </div>
  );
};
