import { useWords } from '../kernel/words.ts';
import { Page } from '../shell/Page.tsx';

export const ReportPage = () => {
  const { t } = useWords();
  return <Page title={t({ vi: 'Báo cáo', en: 'Report' })}>{null}</Page>;
};
