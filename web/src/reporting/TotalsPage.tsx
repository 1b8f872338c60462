import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const TotalsPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Tổng hợp số liệu', en: 'Totals' })}>{null}</Page>;
};
