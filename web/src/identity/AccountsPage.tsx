import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const AccountsPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Tài khoản, chức danh', en: 'Accounts and posts' })}>{null}</Page>;
};
