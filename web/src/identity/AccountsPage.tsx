import { listAccounts, type PostAnswer } from '@app/contract/identity/routes.ts';
import { IconUserPlus } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useRead } from '../kernel/query.ts';
import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { TextInput } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { AccountTable, type HeldPost } from './AccountTable.tsx';
import { CreateAccountDialog } from './CreateAccountDialog.tsx';
import { EndPostDialog } from './EndPostDialog.tsx';
import { FirstPassword } from './FirstPassword.tsx';
import './accounts.css';

/** More accounts than this are found by typing; the server lists no more. */
const listedAtOnce = 200;

type Opened = { username: string; firstPassword: string };

/** Accounts and posts in the administrator's subtree. */
export const AccountsPage = () => {
  const { t, tell } = useWords();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [ending, setEnding] = useState<HeldPost | null>(null);
  const q = useDeferredValue(text.trim());
  const { data, error } = useRead(listAccounts, { query: q ? { q } : {} });
  const posts =
    data?.flatMap(({ username, posts: held }) => held.map((post: PostAnswer) => ({ username, post }))) ?? [];
  const full = data?.length === listedAtOnce;
  return (
    <Page
      title={t({ vi: 'Tài khoản, chức danh', en: 'Accounts and posts' })}
      lead={
        data &&
        t(
          full
            ? {
                vi: '{n} tài khoản đầu tiên theo tên. Gõ tên tài khoản hoặc đơn vị để tìm tài khoản khác.',
                en: 'The first {n} accounts by name. Type a user name or a unit to find others.',
              }
            : {
                vi: '{n} tài khoản, {posts} chức danh trong địa bàn của bạn.',
                en: '{n} {n|account|accounts}, {posts} {posts|post|posts} in your area.',
              },
          { n: data.length, posts: posts.length },
        )
      }
      actions={
        data && (
          <Button look="filled" icon={IconUserPlus} onClick={() => setCreating(true)}>
            {t({ vi: 'Mở tài khoản', en: 'Open an account' })}
          </Button>
        )
      }
    >
      <div className="account-find">
        <TextInput
          label={t({ vi: 'Tìm tài khoản', en: 'Find an account' })}
          hint={t({ vi: 'Theo tên tài khoản hoặc tên đơn vị.', en: 'By user name or by unit.' })}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {error && <Notice kind="error">{tell(error)}</Notice>}
      {!data && !error && <Waiting>{t({ vi: 'Đang tải tài khoản…', en: 'Loading the accounts…' })}</Waiting>}
      {data && posts.length === 0 && (
        <Empty action={q && <Button onClick={() => setText('')}>{t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}</Button>}>
          {q
            ? t({ vi: 'Không có tài khoản nào khớp “{q}”.', en: 'No account matches “{q}”.' }, { q })
            : t({
                vi: 'Chưa có tài khoản nào trong địa bàn của bạn. Mở tài khoản đầu tiên ở nút trên.',
                en: 'There is no account in your area yet. Open the first one with the button above.',
              })}
        </Empty>
      )}
      {posts.length > 0 && <AccountTable posts={posts} onEnd={setEnding} />}
      {creating && (
        <CreateAccountDialog
          onClose={() => setCreating(false)}
          onDone={(account) => {
            setCreating(false);
            setOpened(account);
          }}
        />
      )}
      {opened && <FirstPassword {...opened} onClose={() => setOpened(null)} />}
      {ending && <EndPostDialog held={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
};
