import { listAccounts } from '@app/contract/identity/routes.ts';
import { IconUserPlus, IconUsersPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { paths } from '../../kernel/paths.ts';
import { useRead } from '../../kernel/query.ts';
import { useWords } from '../../kernel/words.ts';
import { Page } from '../../shell/Page.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { AccountDrawer } from './AccountDrawer.tsx';
import { AccountTable } from './AccountTable.tsx';
import { CreateAccountDialog } from './CreateAccountDialog.tsx';
import { SlipDialog } from './SlipDialog.tsx';
import type { OneSlip } from './slips.ts';
import './accounts.css';

/** More accounts than this are found by typing; the server lists no more. */
const listedAtOnce = 200;

/** Accounts and posts in the administrator's subtree. */
export const AccountsPage = () => {
  const { t, tell } = useWords();
  const [text, setText] = useState('');
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<OneSlip | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const q = useDeferredValue(text.trim());
  const { data, error } = useRead(listAccounts, { query: q ? { q } : {} });
  const account = data?.find(({ username }) => username === opened);
  const full = data?.length === listedAtOnce;
  return (
    <Page
      title={t({ vi: 'Tài khoản, chức danh', en: 'Accounts and posts' })}
      lead={
        data &&
        t(
          full
            ? {
                vi: '{n} tài khoản đầu tiên theo tên, {waiting} chưa dùng phiếu. Gõ tên tài khoản hoặc đơn vị để tìm tài khoản khác.',
                en: 'The first {n} accounts by name, {waiting} with their slip not used. Type a user name or a unit to find others.',
              }
            : {
                vi: '{n} tài khoản trong địa bàn của bạn: {waiting} chưa dùng phiếu, {second} đã bật bảo vệ hai bước.',
                en: '{n} {n|account|accounts} in your area: {waiting} with the slip not used, {second} with a second factor.',
              },
          {
            n: data.length,
            waiting: data.filter(({ enrolled, signOnSubject }) => !enrolled && signOnSubject === null).length,
            second: data.filter(({ secondFactor }) => secondFactor).length,
          },
        )
      }
      actions={
        data && (
          <>
            <Link className={buttonClass()} to={paths.manyAccounts}>
              <Icon of={IconUsersPlus} />
              {t({ vi: 'Mở cho nhiều đơn vị', en: 'Open for many units' })}
            </Link>
            <Button look="filled" icon={IconUserPlus} onClick={() => setCreating(true)}>
              {t({ vi: 'Mở tài khoản', en: 'Open an account' })}
            </Button>
          </>
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
      {data?.length === 0 && (
        <Empty action={q && <Button onClick={() => setText('')}>{t({ vi: 'Bỏ lọc', en: 'Clear the filter' })}</Button>}>
          {q
            ? t({ vi: 'Không có tài khoản nào khớp “{q}”.', en: 'No account matches “{q}”.' }, { q })
            : t({
                vi: 'Chưa có tài khoản nào trong địa bàn của bạn. Mở tài khoản đầu tiên ở nút trên.',
                en: 'There is no account in your area yet. Open the first one with the button above.',
              })}
        </Empty>
      )}
      {data && data.length > 0 && <AccountTable accounts={data} onOpen={({ username }) => setOpened(username)} />}
      {creating && (
        <CreateAccountDialog
          onClose={() => setCreating(false)}
          onDone={(slip) => {
            setCreating(false);
            setShown(slip);
          }}
        />
      )}
      {account && <AccountDrawer account={account} onSlip={setShown} onClose={() => setOpened(null)} />}
      {shown && <SlipDialog {...shown} onClose={() => setShown(null)} />}
    </Page>
  );
};
