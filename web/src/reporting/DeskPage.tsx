import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const DeskPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Bàn duyệt báo cáo', en: 'Review desk' })}>{null}</Page>;
};
